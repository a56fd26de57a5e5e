package planted

import "os"

// Remove drops the error of os.Remove.
func Remove(path string) {
	os.Remove(path)
}
