package plantedapi

// Unsaid says neither optional nor required.
type Unsaid struct {
	// title of the record.
	// +kubebuilder:validation:MaxLength=40
	Title string `json:"title"`
}
