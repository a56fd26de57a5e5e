package planted

import "io/ioutil"

// Read calls a function that is deprecated.
func Read(path string) ([]byte, error) {
	return ioutil.ReadFile(path)
}
