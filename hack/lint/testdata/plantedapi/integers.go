package plantedapi

// Unsigned counts in an unsigned integer.
type Unsigned struct {
	// count of records.
	// +required
	Count uint32 `json:"count"`
}
