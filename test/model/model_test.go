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
	"github.com/lianxing-dev/lianxing/test/random"
)

// TestMain sets how many histories are lived on each side: few where nobody says, since the race detector makes each ten times as dear;
// make histories lives thousands.
func TestMain(m *testing.M) { os.Exit(random.Main(m, 17, 3000)) }

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
					l.watch = func(r *register.Register, before map[string]int) { l.naively(r, before) }
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

// sides is how many histories are lived side by side.
const sides = 2

// starting lets one side at a time read the seed, which rapid takes from a flag.
var starting sync.Mutex

// seed sets the seed of a side, until its first history begins: each has its own, counted from that of the run, if the run has one.
func seed(t *testing.T, side int) *sync.Once {
	starting.Lock()
	once.Do(func() { given, _ = strconv.ParseUint(flag.Lookup("rapid.seed").Value.String(), 10, 64) })
	var value uint64
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

// given is the seed of the run; 0 where every run has its own.
var (
	given uint64
	once  sync.Once
)

// naively holds a register against the naive model.
func (l *life) naively(r *register.Register, before map[string]int) {
	if wrong := check(r.Records(), l.today, before, l.untidy == ""); len(wrong) > 0 {
		l.failWith(r.Records(), "on %s (%s): the naive model disagrees:\n%s", l.today, l.untidy, strings.Join(wrong, "\n"))
	}
}

// check asks the naive model.
func check(all []records.Object, asOf calendar.Date, before map[string]int, tidy bool) []string {
	w := &naive.World{AsOf: asOf, Levels: map[string]v1alpha1.Authority{}, Before: before, Tidy: tidy}
	for _, division := range divisions {
		w.Levels[division.Namespace] = division.Level()
	}
	for _, object := range all {
		w.Add(object)
	}
	return w.Check()
}
