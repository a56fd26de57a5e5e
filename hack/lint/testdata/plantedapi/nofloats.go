package plantedapi

// Floating holds money in a float.
type Floating struct {
	// amount in yuan.
	// +required
	Amount float64 `json:"amount"`
}
