package plantedapi

// Listed does not say how its list is merged.
type Listed struct {
	// names of the record.
	// +optional
	// +kubebuilder:validation:MaxItems=10
	// +kubebuilder:validation:items:MaxLength=40
	Names []string `json:"names,omitempty"`
}
