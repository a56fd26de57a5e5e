package plantedapi

// Mapped holds a map.
type Mapped struct {
	// points by indicator.
	// +required
	Points map[string]string `json:"points"`
}
