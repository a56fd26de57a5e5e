package plantedapi

// Contradictory gives two bounds.
type Contradictory struct {
	// title of the record.
	// +required
	// +kubebuilder:validation:MaxLength=40
	// +kubebuilder:validation:MaxLength=41
	Title string `json:"title"`
}
