package plantedapi

// Referring spells Ref out.
type Referring struct {
	// allianceReference names an alliance.
	// +required
	// +kubebuilder:validation:MaxLength=40
	AllianceReference string `json:"allianceReference"`
}
