package random

import (
	"encoding/binary"
	"math/rand/v2"
	"testing"
)

// Seeds gives a target of rapid.MakeFuzz inputs to begin with: random words, of which rapid draws one case each. It skips an input that ends
// before the case does, and a fuzzer that begins with nothing hardly ever comes to one that is long enough. Words says how many a case
// needs at most; what is left over does no harm.
func Seeds(f *testing.F, cases, words int) {
	f.Helper()
	source := rand.New(rand.NewPCG(Seed, uint64(words))) //nolint:gosec // the same inputs in every run, and nothing to keep secret
	for range cases {
		input := make([]byte, 0, 8*words)
		for range words {
			input = binary.LittleEndian.AppendUint64(input, source.Uint64())
		}
		f.Add(input)
	}
}
