package records

import (
	"strconv"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
)

// Calendars reads the WorkCalendars of a view as a source of working days. A calendar with a date that is none counts as
// missing: no period may end by a calendar that can't be read.
func Calendars(v View) calendar.Source { return calendars{v} }

type calendars struct{ view View }

// Year returns the calendar of a year.
func (c calendars) Year(year int) (*calendar.Year, bool) {
	record, ok := Get[*v1alpha1.WorkCalendar](c.view, Key{Name: strconv.Itoa(year)})
	if !ok {
		return nil, false
	}
	return CalendarYear(record)
}

// CalendarYear converts a WorkCalendar; false where its name or one of its dates can't be read.
func CalendarYear(record *v1alpha1.WorkCalendar) (*calendar.Year, bool) {
	year, err := strconv.Atoi(record.Name)
	if err != nil {
		return nil, false
	}
	result := &calendar.Year{Year: year}
	ok := true
	result.Holidays, ok = dates(record.Spec.Holidays, ok)
	result.Workdays, ok = dates(record.Spec.Workdays, ok)
	for _, amendment := range record.Spec.Amendments {
		published, err := calendar.Parse(string(amendment.PublishedOn))
		if err != nil {
			return nil, false
		}
		changed := calendar.Amendment{PublishedOn: published}
		changed.Holidays, ok = dates(amendment.Holidays, ok)
		changed.Workdays, ok = dates(amendment.Workdays, ok)
		result.Amendments = append(result.Amendments, changed)
	}
	if !ok {
		return nil, false
	}
	return result, true
}

func dates(from []v1alpha1.Date, ok bool) ([]calendar.Date, bool) {
	result := make([]calendar.Date, 0, len(from))
	for _, text := range from {
		date, err := calendar.Parse(string(text))
		if err != nil {
			return nil, false
		}
		result = append(result, date)
	}
	return result, ok
}
