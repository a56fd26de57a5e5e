package evaluation

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
)

// timeline compares dates with the day of evaluation, and remembers the first later one: at that date time alone can change the
// answer. Every rule asks it instead of comparing by itself, so that Next can't be forgotten.
type timeline struct {
	asOf calendar.Date
	next calendar.Date
}

// reached says whether a date has come. No date never comes.
func (t *timeline) reached(date calendar.Date) bool {
	if date.IsZero() {
		return false
	}
	if date <= t.asOf {
		return true
	}
	t.awaits(date)
	return false
}

// awaits notes a date that is still to come.
func (t *timeline) awaits(date calendar.Date) {
	if date > t.asOf && (t.next.IsZero() || date < t.next) {
		t.next = date
	}
}

// day reads a date of somebody else's record. What can't be read never comes: admission refuses it, and the record itself says so.
func day(text v1alpha1.Date) calendar.Date {
	date, err := calendar.Parse(string(text))
	if err != nil {
		return 0
	}
	return date
}

// apiDate writes a date as records do.
func apiDate(date calendar.Date) v1alpha1.Date { return v1alpha1.Date(date.String()) }
