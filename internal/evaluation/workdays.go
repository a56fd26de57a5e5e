package evaluation

import (
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// workdays counts working days for one judgement. A calendar may be amended, and an amendment counts from the day of its publication:
// where one is declared ahead, time alone changes the answer on that day.
type workdays struct {
	source calendar.Source
	*timeline
}

func workdaysOf(view records.View, t *timeline) workdays {
	return workdays{source: records.Calendars(view), timeline: t}
}

// end is the last day of a period of working days that began on a day, which is not counted.
func (w workdays) end(start calendar.Date, days int) (calendar.Date, error) {
	last, err := calendar.EndOfPeriod(w.source, start, days, w.asOf)
	return last, w.amended(start, last, err)
}

// after is the first working day after a day.
func (w workdays) after(date calendar.Date) (calendar.Date, error) {
	next, err := calendar.NextWorkday(w.source, date, w.asOf)
	return next, w.amended(date, next, err)
}

// works says whether people work on a day.
func (w workdays) works(date calendar.Date) (bool, error) {
	works, err := calendar.IsWorkday(w.source, date, w.asOf)
	return works, w.amended(date, date, err)
}

// amended awaits the amendments that are still to be published and may move the end of a span: those published before it ends, and
// all of them where nobody knows its end.
func (w workdays) amended(from, to calendar.Date, err error) error {
	if year, missing := calendar.MissingYear(err); missing {
		to = calendar.Max
		if from.Year() > year {
			return err
		}
	}
	for year := from.Year(); year <= to.Year(); year++ {
		notice, ok := w.source.Year(year)
		if !ok {
			break
		}
		for _, amendment := range notice.Amendments {
			if amendment.PublishedOn < to {
				w.awaits(amendment.PublishedOn)
			}
		}
	}
	return err
}
