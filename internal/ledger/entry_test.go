package ledger_test

import (
	"math"
	"strings"
	"testing"

	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/records"
)

func TestEntryNames(t *testing.T) {
	for _, c := range []struct {
		ledger, name string
		sequence     int64
	}{
		{"stars", "stars-000001", 1},
		{"stars", "stars-999999", 999_999},
		{"stars", "stars-1000000", 1_000_000},
		{"stars-city", "stars-city-000012", 12},
		{"7", "7-000007", 7},
		{"stars", "stars-9223372036854775807", math.MaxInt64},
	} {
		if got := ledger.EntryName(c.ledger, c.sequence); got != c.name {
			t.Errorf("entry %d of %s is named %s, want %s", c.sequence, c.ledger, got, c.name)
		}
		if got, ok := ledger.EntrySequence(c.ledger, c.name); !ok || got != c.sequence {
			t.Errorf("%s is entry %d, %t, want %d", c.name, got, ok, c.sequence)
		}
	}
	for _, name := range []string{
		"", "stars", "stars-", "stars-0", "stars-000000", "stars-1", "stars-00001", "stars-0000001", "stars-0000000001", "stars--00001", "stars-+00001",
		"stars--000001", "stars-00000x", "stars-000001-1", "star-000001", "starss-000001", "activities-000001", "stars-９00001", "stars-000001 ",
		"stars-9223372036854775808", "stars-" + strings.Repeat("9", 300), "stars-0x0001", "stars-1_0000",
	} {
		if sequence, ok := ledger.EntrySequence("stars", name); ok || sequence != 0 {
			t.Errorf("%.40q is entry %d of stars", name, sequence)
		}
	}
}

// FuzzEntrySequence: a name is that of one number and no other, and of a ledger that its name alone tells.
func FuzzEntrySequence(f *testing.F) {
	for _, name := range []string{"stars-000001", "stars-1000000", "stars-01", "stars-city-000001", "-000001", "stars-+00001", ""} {
		f.Add("stars", name, int64(7))
	}
	f.Add("a-000001", "a-000001-000002", int64(math.MaxInt64))
	f.Fuzz(func(t *testing.T, of, name string, number int64) {
		if sequence, ok := ledger.EntrySequence(of, name); ok {
			if sequence < 1 || ledger.EntryName(of, sequence) != name {
				t.Fatalf("%q is entry %d of %q, which is named %q", name, sequence, of, ledger.EntryName(of, sequence))
			}
			if got := records.LedgerOfEntryName(records.Key{Namespace: "n", Name: name}); got.Name != of {
				t.Fatalf("%q is an entry of %q, and by its name alone of %q", name, of, got.Name)
			}
		}
		if number < 1 {
			return
		}
		if sequence, ok := ledger.EntrySequence(of, ledger.EntryName(of, number)); !ok || sequence != number {
			t.Fatalf("entry %d of %q, by its name, is %d, %t", number, of, sequence, ok)
		}
	})
}
