package calendar

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"
)

// Source gives the notice of a year, and false where there is none. A nil Year,
// or that of another year, counts as none.
type Source interface {
	Year(year int) (*Year, bool)
}

// Years is a [Source] held in memory, keyed by year.
type Years map[int]*Year

// Year returns the notice of that year.
func (y Years) Year(year int) (*Year, bool) {
	found, ok := y[year]
	return found, ok
}

// Year is the State Council's notice for one year. A date that neither it nor an
// amendment names is worked from Monday to Friday. Dates of other years that it
// may name have no effect; a date named as both is a day off.
type Year struct {
	Year       int
	Holidays   []Date // days off, whatever day of the week
	Workdays   []Date // days worked, whatever day of the week
	Amendments []Amendment
}

// Amendment changes a year's notice. What it says of a date goes before the
// notice and before amendments published earlier. Without a date of publication
// it has no effect.
type Amendment struct {
	PublishedOn Date
	Holidays    []Date
	Workdays    []Date
}

// MissingYearError says that no notice is known for a year of which a day is
// needed. Nothing may end in such a year: counting Monday to Friday instead
// would end a period too early.
type MissingYearError struct {
	Year int
}

// Error names the year and how to mend it.
func (e *MissingYearError) Error() string {
	return fmt.Sprintf("the work calendar of %d is missing: declare the WorkCalendar %d from the State Council's notice", e.Year, e.Year)
}

// MissingYear returns the year that err, or what it wraps, says is missing.
func MissingYear(err error) (int, bool) {
	if missing, ok := errors.AsType[*MissingYearError](err); ok {
		return missing.Year, true
	}
	return 0, false
}

// IsWorkday reports whether people work on d, as known on asOf. An amendment
// counts where it was published by asOf, and before d: nobody could heed it on a
// day that had come already. The error is a [MissingYearError], or says that d
// is no date.
func IsWorkday(src Source, d Date, asOf Date) (bool, error) {
	if d.IsZero() {
		return false, errors.New("no date was given to ask whether it is a working day")
	}
	year, err := lookUp(src, d.Year())
	if err != nil {
		return false, err
	}
	// Only amendments of the day's own year can say something of it.
	heeded := published([]*Year{year}, min(asOf, d-1))
	return worked(d, year, heeded), nil
}

// NextWorkday is the first working day strictly after a date, each day judged
// as [IsWorkday] does. The error is a [MissingYearError], or says that after is
// no date.
func NextWorkday(src Source, after Date, asOf Date) (Date, error) {
	if after.IsZero() {
		return 0, errors.New("no date was given to seek the next working day after")
	}
	// It ends at the latest beyond Max, where no year is found.
	for d := after + 1; ; d++ {
		works, err := IsWorkday(src, d, asOf)
		if err != nil {
			return 0, err
		}
		if works {
			return d, nil
		}
	}
}

// EndOfPeriod is the last day of a period of working days that began on start,
// as known on asOf. The day it began on is not counted, and the period lasts
// until 24:00 of its last day. A period of no days ends on its start.
//
// An amendment counts where it was published by asOf and the period, as known
// before it, ends after its publication; amendments are taken in the order of
// their publication. One that declares days worked in hindsight can bring the
// end forward, but never to a day on or before its publication: the period then
// ends on the first working day after. So a period that has ended stays ended,
// and none turns out to have ended unseen.
//
// The error is a [MissingYearError] where the period needs a day of a year that
// has no notice; or it says that start is no date or workingDays is negative.
func EndOfPeriod(src Source, start Date, workingDays int, asOf Date) (last Date, err error) {
	switch {
	case start.IsZero():
		return 0, errors.New("no start was given for a period of working days")
	case workingDays < 0:
		return 0, fmt.Errorf("a period can't last %d working days", workingDays)
	case workingDays == 0:
		return start, nil
	}
	p := period{src: src, start: start, workingDays: workingDays, years: map[int]*Year{}}
	return p.end(asOf)
}

// lookUp fetches a year's notice, or says that it is missing.
func lookUp(src Source, year int) (*Year, error) {
	if src == nil || year < Min.Year() || year > Max.Year() {
		return nil, &MissingYearError{Year: year}
	}
	found, ok := src.Year(year)
	if !ok || found == nil || found.Year != year {
		return nil, &MissingYearError{Year: year}
	}
	return found, nil
}

// amendmentOf is an amendment and the year whose dates it may change.
type amendmentOf struct {
	year int
	Amendment
}

// published lists the amendments to those years that were published by a day,
// in the order of their publication; those of one day by year, then as the
// notice lists them.
func published(years []*Year, by Date) []amendmentOf {
	var list []amendmentOf
	for _, year := range years {
		for _, a := range year.Amendments {
			if !a.PublishedOn.IsZero() && a.PublishedOn <= by {
				list = append(list, amendmentOf{year.Year, a})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b amendmentOf) int {
		return cmp.Or(cmp.Compare(a.PublishedOn, b.PublishedOn), cmp.Compare(a.year, b.year))
	})
	return list
}

// worked reports whether people work on d by the notice of its year and the
// amendments heeded, of which the last that names d decides.
func worked(d Date, year *Year, heeded []amendmentOf) bool {
	for _, a := range slices.Backward(heeded) {
		if a.year != year.Year {
			continue
		}
		if works, named := says(d, a.Holidays, a.Workdays); named {
			return works
		}
	}
	if works, named := says(d, year.Holidays, year.Workdays); named {
		return works
	}
	weekday := d.Weekday()
	return weekday != time.Saturday && weekday != time.Sunday
}

// says is what one notice says of d. A day off goes first: it can only make a
// period longer.
func says(d Date, holidays, workdays []Date) (works, named bool) {
	switch {
	case slices.Contains(holidays, d):
		return false, true
	case slices.Contains(workdays, d):
		return true, true
	}
	return false, false
}
