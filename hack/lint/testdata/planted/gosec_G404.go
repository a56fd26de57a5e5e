package planted

import "math/rand/v2"

// Draw can be guessed.
func Draw(n int) int {
	return rand.IntN(n)
}
