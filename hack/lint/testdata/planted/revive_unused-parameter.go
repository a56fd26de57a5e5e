package planted

// Ignore takes what it does not use.
func Ignore(n int) int {
	return 2
}
