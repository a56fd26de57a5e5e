package plantedapi

// Row has nothing that is required.
type Row struct {
	// name of the row.
	// +optional
	// +kubebuilder:validation:MaxLength=40
	Name string `json:"name,omitempty"`
}

// Rows lists rows that can't be told apart.
type Rows struct {
	// items of the list.
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=10
	Items []Row `json:"items,omitempty"`
}
