package plantedapi

// Nullable takes null.
type Nullable struct {
	// title of the record.
	// +optional
	// +nullable
	// +kubebuilder:validation:MaxLength=40
	Title *string `json:"title,omitempty"`
}
