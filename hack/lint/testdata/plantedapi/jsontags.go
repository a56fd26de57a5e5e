package plantedapi

// Tagged has a tag that is not in camel case.
type Tagged struct {
	// Filed_by is an account.
	// +required
	// +kubebuilder:validation:MaxLength=40
	FiledBy string `json:"Filed_by"`
}
