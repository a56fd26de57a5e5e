package planted

// Twice assigns what nothing reads.
func Twice(n int) int {
	sum := n
	sum = n + n
	return sum
}
