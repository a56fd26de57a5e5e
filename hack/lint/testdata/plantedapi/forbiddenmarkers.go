package plantedapi

// Loose lets unknown fields through.
type Loose struct {
	// title of the record.
	// +required
	// +kubebuilder:pruning:PreserveUnknownFields
	// +kubebuilder:validation:MaxLength=40
	Title string `json:"title"`
}
