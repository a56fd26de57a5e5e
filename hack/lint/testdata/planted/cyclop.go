package planted

// Paths has sixteen ways through it.
func Paths(n int) int {
	if n == 1 {
		return 1
	}
	if n == 2 {
		return 4
	}
	if n == 3 {
		return 9
	}
	if n == 4 {
		return 16
	}
	if n == 5 {
		return 25
	}
	if n == 6 {
		return 36
	}
	if n == 7 {
		return 49
	}
	if n == 8 {
		return 64
	}
	if n == 9 {
		return 81
	}
	if n == 10 {
		return 100
	}
	if n == 11 {
		return 121
	}
	if n == 12 {
		return 144
	}
	if n == 13 {
		return 169
	}
	if n == 14 {
		return 196
	}
	if n == 15 {
		return 225
	}
	return 0
}
