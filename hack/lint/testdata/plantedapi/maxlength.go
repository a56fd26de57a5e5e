package plantedapi

// Unbounded takes text of any length.
type Unbounded struct {
	// title of the record.
	// +required
	Title string `json:"title"`
}
