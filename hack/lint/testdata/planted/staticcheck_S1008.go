package planted

// Positive says in four lines what one would.
func Positive(n int) bool {
	if n > 0 {
		return true
	}
	return false
}
