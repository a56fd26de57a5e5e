package plantedapi

// DefaultRequired requires what has a default.
type DefaultRequired struct {
	// title of the record.
	// +required
	// +default="none"
	// +kubebuilder:validation:MaxLength=40
	Title string `json:"title,omitempty"`
}
