package planted

// Colour is an enum.
type Colour string

// The colours.
const (
	Red   Colour = "Red"
	Green Colour = "Green"
)

// Word forgets Green.
func Word(c Colour) string {
	word := ""
	switch c {
	case Red:
		word = "stop"
	}
	return word
}
