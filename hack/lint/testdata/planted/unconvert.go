package planted

// Same converts to the type that it has.
func Same(n int) int {
	return int(n)
}
