package plantedapi

// Stamped has a timestamp.
type Stamped struct {
	// filingTimestamp is when it was filed.
	// +required
	// +kubebuilder:validation:MaxLength=40
	FilingTimestamp string `json:"filingTimestamp"`
}
