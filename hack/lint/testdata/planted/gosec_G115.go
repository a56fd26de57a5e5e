package planted

// Small loses the upper half of an amount.
func Small(fen int64) int32 {
	return int32(fen)
}
