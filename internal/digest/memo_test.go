package digest_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/lianxing-dev/lianxing/internal/digest"
)

// TestRememberedIsWhatItSays asks for one value again and again while it is changed in place: a digest that is remembered is that of what the
// value says at that moment, under that name, and of nothing else.
func TestRememberedIsWhatItSays(t *testing.T) {
	spec := map[string]any{"year": 2024, "members": []any{"a"}}
	seen := map[string]string{}
	for round := range 2 {
		for i := range 50 {
			spec["year"] = 2024 + i
			for _, name := range []string{"one", "two"} {
				got, err := digest.Of("lianxing.dev", "Sample", "zhuji", name, spec)
				if err != nil {
					t.Fatal(err)
				}
				what := fmt.Sprintf("%s %d", name, i)
				if round > 0 && seen[what] != got {
					t.Errorf("%s was %s and is %s", what, seen[what], got)
				}
				seen[what] = got
			}
		}
	}
	different := map[string]string{}
	for what, sum := range seen {
		if other, ok := different[sum]; ok {
			t.Errorf("%s and %s share a digest", what, other)
		}
		different[sum] = what
	}
}

// TestRefusedAgain holds that what was refused once is refused the second time too.
func TestRefusedAgain(t *testing.T) {
	for range 2 {
		if _, err := digest.Of("lianxing.dev", "Sample", "zhuji", "a", map[string]any{"half": 0.5}); err == nil {
			t.Error("a number that is not whole has a digest")
		}
	}
}

func TestManyAtOnce(t *testing.T) {
	want, err := digest.Of("lianxing.dev", "Sample", "zhuji", "a", map[string]any{"year": 2024})
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for i := range 100 {
				if got, err := digest.Of("lianxing.dev", "Sample", "zhuji", "a", map[string]any{"year": 2024}); err != nil || got != want {
					t.Errorf("%s, %v; want %s", got, err, want)
				}
				if _, err := digest.Of("lianxing.dev", "Sample", "zhuji", "a", map[string]any{"year": i}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
}
