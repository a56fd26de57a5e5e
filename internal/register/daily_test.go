package register_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// watched is what was said of each record when it was last asked, and when that was to change.
type watched struct {
	last map[register.Target]records.Object
	next map[register.Target]calendar.Date
}

// ask looks at one record on a day, and says whether its status changed. A quiet day is asked once a week.
func (w *watched) ask(t *testing.T, view records.View, object records.Object, on calendar.Date) bool {
	t.Helper()
	target := register.Target{Kind: records.KindOf(object), Key: records.KeyOf(object)}
	was, known := w.last[target]
	quiet := known && (w.next[target] == 0 || on < w.next[target])
	if quiet && int(on)%7 != 0 {
		return false
	}
	if known {
		object = was
	}
	updated, changes, next := register.Refresh(view, object, register.Options{AsOf: on, Language: "zh"})
	if changes && quiet {
		t.Errorf("%s changes by %s, but its next date was %q:\n%s", target, on, w.next[target], differences(object, updated))
	}
	w.last[target], w.next[target] = updated, next
	return changes
}

// TestBrandsDayByDay lives the register of the brands through every day: whatever changes by time alone was said to change on that day, and
// what is said to change later does not change before.
func TestBrandsDayByDay(t *testing.T) {
	view := load(t, "brands")
	changed := map[records.Kind]int{}
	w := &watched{last: map[register.Target]records.Object{}, next: map[register.Target]calendar.Date{}}
	for on := calendar.MustParse("2024-12-01"); on <= calendar.MustParse("2027-03-31"); on = on.AddDays(1) {
		for _, info := range records.Kinds {
			for _, object := range view.List(info.Kind) {
				if w.ask(t, view, object, on) {
					changed[info.Kind]++
				}
			}
		}
	}
	for _, kind := range []records.Kind{records.Brand, records.BrandLicense, records.Incident, records.Objection, records.Review} {
		if changed[kind] < 2 {
			t.Errorf("the status of a %s changed %d times", kind, changed[kind])
		}
	}
}
