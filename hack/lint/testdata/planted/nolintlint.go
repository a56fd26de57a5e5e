package planted

import "os"

// Forget makes an exception and gives no reason.
func Forget(path string) {
	os.Remove(path) //nolint:errcheck
}
