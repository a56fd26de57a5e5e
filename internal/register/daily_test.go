package register_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// TestBrandsDayByDay lives the register of the brands through every day: whatever changes by time alone was said to change on that day, and
// what is said to change later does not change before.
func TestBrandsDayByDay(t *testing.T) {
	view := load(t, "brands")
	changed := map[records.Kind]int{}
	next := map[register.Target]calendar.Date{}
	last := map[register.Target]records.Object{}
	for on := calendar.MustParse("2024-12-01"); on <= calendar.MustParse("2027-03-31"); on = on.AddDays(1) {
		o := register.Options{AsOf: on, Language: "zh"}
		for _, info := range records.Kinds {
			for _, object := range view.List(info.Kind) {
				target := register.Target{Kind: info.Kind, Key: records.KeyOf(object)}
				if was := last[target]; was != nil {
					object = was
				}
				if last[target] != nil && (next[target] == 0 || on < next[target]) && int(on)%7 != 0 {
					continue // one quiet day of a week is asked
				}
				updated, changes, after := register.Refresh(view, object, o)
				if changes && last[target] != nil && (next[target] == 0 || on < next[target]) {
					t.Errorf("%s changes on %s, but its next date was %q:\n%s", target, on, next[target], differences(object, updated))
				}
				if changes {
					changed[info.Kind]++
				}
				last[target], next[target] = updated, after
			}
		}
	}
	for _, kind := range []records.Kind{records.Brand, records.BrandLicense, records.Incident, records.Objection, records.Review} {
		if changed[kind] < 2 {
			t.Errorf("the status of a %s changed %d times", kind, changed[kind])
		}
	}
}
