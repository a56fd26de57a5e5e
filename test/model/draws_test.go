package model_test

import (
	"math/bits"

	"pgregory.net/rapid"
)

// drawnBits draw so many even bits. Rapid's own integers favour the ends of their range, which suits bounds; a story wants its
// mishaps as often as it says.
var drawnBits = func() (generators [17]*rapid.Generator[int]) {
	coin := rapid.Bool()
	for n := range generators {
		generators[n] = rapid.Custom(func(t *rapid.T) int {
			value := 0
			for range n {
				value <<= 1
				if coin.Draw(t, "bit") {
					value++
				}
			}
			return value
		})
	}
	return generators
}()

// even draws a number below a bound, each about as often. It shrinks to 0.
func even(t *rapid.T, label string, bound int) int {
	if bound <= 1 {
		return 0
	}
	wide := bits.Len(uint(bound)) + 3
	return drawnBits[wide].Draw(t, label) * bound >> wide
}

// number draws a number of a range, both ends included. It shrinks to the lower one.
func (h *history) number(label string, low, high int) int { return low + even(h.t, label, high-low+1) }

// chance says yes so many times out of a hundred. It shrinks to no.
func (h *history) chance(label string, percent int) bool { return even(h.t, label, 100) >= 100-percent }

// oneOf draws one of several. It shrinks to the first.
func (h *history) oneOf(label string, values ...string) string {
	return values[even(h.t, label, len(values))]
}
