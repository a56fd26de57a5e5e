package planted

import "fmt"

// Count prints a number as text.
func Count(n int) string {
	return fmt.Sprintf("%s entries", n)
}
