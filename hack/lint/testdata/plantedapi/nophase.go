package plantedapi

// Phased has a phase.
type Phased struct {
	// phase of the record.
	// +optional
	// +kubebuilder:validation:MaxLength=40
	Phase string `json:"phase,omitempty"`
}
