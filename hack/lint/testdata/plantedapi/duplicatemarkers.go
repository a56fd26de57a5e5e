package plantedapi

// Duplicate says a thing twice.
type Duplicate struct {
	// title of the record.
	// +required
	// +kubebuilder:validation:MaxLength=40
	// +kubebuilder:validation:MaxLength=40
	Title string `json:"title"`
}
