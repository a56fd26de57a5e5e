package model_test

import (
	"flag"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/register"
	"github.com/lianxing-dev/lianxing/test/model/naive"
)

// TestMain sets how many random histories are tried: some, or many under LONG=1, or what -rapid.checks says.
func TestMain(m *testing.M) {
	flag.Parse()
	given, _ = strconv.ParseUint(flag.Lookup("rapid.seed").Value.String(), 10, 64)
	checks := "90" // on each side: a history takes a second where the race detector looks on
	if os.Getenv("LONG") != "" {
		checks = "3000"
	}
	if set := flag.Lookup("rapid.checks"); set.Value.String() == set.DefValue {
		if err := set.Value.Set(checks); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

// TestHistories lives random histories day by day, holds each day's register against the naive model, and then computes the same
// register at once, on other days, as of an earlier day and in another order of arrival.
func TestHistories(t *testing.T) {
	seen := newOutcomes()
	t.Run("lives", func(t *testing.T) {
		for side := range sides {
			t.Run(string(rune('a'+side)), func(t *testing.T) {
				t.Parallel()
				started := seed(t, side)
				rapid.Check(t, func(rt *rapid.T) {
					started.Do(starting.Unlock)
					l := live(newHistory(rt), newOutcomes())
					l.watch = func(r *register.Register, before int) { l.naively(r, before) }
					l.again(l.run())
					seen.add(l.seen)
				})
			})
		}
	})
	if !t.Failed() {
		seen.check(t)
	}
}

// sides is how many histories are lived side by side: those of the first are the same in every run, those of the second are new.
const sides = 2

// starting lets one side at a time read the seed, which rapid takes from a flag.
var starting sync.Mutex

// seed sets the seed of a side, until its first history begins: the fixed one, none, or what -rapid.seed says and the next.
func seed(t *testing.T, side int) *sync.Once {
	starting.Lock()
	value := uint64(20240328)
	if side > 0 {
		value = 0
	}
	if given > 0 {
		value = given + uint64(side) //nolint:gosec // one or two
	}
	if err := flag.Set("rapid.seed", strconv.FormatUint(value, 10)); err != nil {
		t.Fatal(err)
	}
	return &sync.Once{}
}

// set sets a flag of rapid for a test.
func set(t *testing.T, name, value string) {
	t.Helper()
	before := flag.Lookup(name).Value.String()
	if err := flag.Set(name, value); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := flag.Set(name, before); err != nil {
			t.Error(err)
		}
	})
}

// given is what -rapid.seed said.
var given uint64

// naively holds a register against the naive model.
func (l *life) naively(r *register.Register, before int) {
	if wrong := check(r.Records(), l.today, before, l.untidy == ""); len(wrong) > 0 {
		l.failWith(r.Records(), "on %s (%s): the naive model disagrees:\n%s", l.today, l.untidy, strings.Join(wrong, "\n"))
	}
}

// check asks the naive model.
func check(all []records.Object, asOf calendar.Date, before int, tidy bool) []string {
	w := &naive.World{AsOf: asOf, Levels: map[string]v1alpha1.Authority{}, Before: before, Tidy: tidy}
	for _, division := range divisions {
		w.Levels[division.Namespace] = division.Level()
	}
	for _, object := range all {
		w.Add(object)
	}
	return w.Check()
}
