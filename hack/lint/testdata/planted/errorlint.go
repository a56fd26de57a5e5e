package planted

import (
	"errors"
	"os"
)

// errAbsent may come wrapped.
var errAbsent = errors.New("it is absent")

// Absent compares an error that may be wrapped.
func Absent(path string) bool {
	_, err := os.Stat(path)
	return err == errAbsent
}
