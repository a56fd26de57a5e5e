package plantedapi

// Comment begins a comment with the Go name.
type Comment struct {
	// The title that people see.
	// +required
	// +kubebuilder:validation:MaxLength=40
	Title string `json:"title"`
}
