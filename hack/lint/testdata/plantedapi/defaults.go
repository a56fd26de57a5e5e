package plantedapi

// Defaulted always writes what has a default.
type Defaulted struct {
	// title of the record.
	// +optional
	// +default="none"
	// +kubebuilder:validation:MaxLength=40
	Title string `json:"title"`
}
