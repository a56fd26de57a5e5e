package model_test

import (
	"flag"
	"os"
	"strings"
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
	checks := "300"
	if os.Getenv("LONG") != "" {
		checks = "20000"
	}
	if set := flag.Lookup("rapid.checks"); set.Value.String() == set.DefValue {
		if err := set.Value.Set(checks); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

// TestHistories lives random histories day by day, holds each day's register against the naive model, and then computes the same
// register at once, and on other days.
func TestHistories(t *testing.T) {
	seen := (*outcomes)(nil).of()
	rapid.Check(t, func(rt *rapid.T) {
		h := newHistory(rt)
		l := live(h, seen.of())
		l.watch = func(r *register.Register, before int) { l.naively(r, before) }
		last := l.run()
		l.again(last)
		seen.add(l.seen)
	})
	seen.check(t, least)
}

// naively holds a register against the naive model.
func (l *life) naively(r *register.Register, before int) {
	if wrong := check(r.Records(), l.today, before, l.untidy == ""); len(wrong) > 0 {
		l.fail("on %s (%s): the naive model disagrees:\n%s", l.today, l.untidy, strings.Join(wrong, "\n"))
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
