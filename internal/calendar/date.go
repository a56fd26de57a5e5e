// Package calendar counts calendar dates and working days as the public bodies
// of China do: dates are those of Asia/Shanghai, and working days follow the
// State Council's yearly notice, never a plain Monday to Friday.
package calendar

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	_ "time/tzdata" // a container may have no zone database of its own
)

// Date is a calendar date in Asia/Shanghai, counted in days. Zero is no date.
// Dates are ordered by < and may be keys of a map; the difference of two is the
// number of days between them. They reach from [Min] to [Max].
type Date int32

const (
	// Min is the first date there is, 1900-01-01.
	Min Date = 1
	// Max is the last date there is, 2199-12-31.
	Max Date = 109573

	layout = "2006-01-02"

	// unixOfMin is the day number of 1900-01-01 where 1970-01-01 is 0.
	unixOfMin     = -25567
	secondsOfADay = 24 * 60 * 60
)

// shanghai is where days begin and end. The zone's name is fixed and its data
// is compiled in, so a failure to load it is a broken build.
var shanghai = func() *time.Location {
	location, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		panic(fmt.Sprintf("the zone database compiled into this program lacks Asia/Shanghai: %v", err))
	}
	return location
}()

// Parse reads a date as records write it, "2025-06-03", and nothing else: no
// other order, no missing zero, no time, no space. The day must exist and lie
// within [Min] and [Max]. The empty string is an error; whoever allows a date
// to be absent asks for that first.
func Parse(s string) (Date, error) {
	if s == "" {
		return 0, errors.New("no date: write year, month and day, such as 2025-06-03")
	}
	t, ok := scan(s)
	if !ok {
		return 0, fmt.Errorf("date %s is none: write a day that exists as year, month and day, such as 2025-06-03", quote(s))
	}
	d, ok := ofUTC(t)
	if !ok {
		return 0, fmt.Errorf("date %s lies outside %s to %s", s, Min, Max)
	}
	return d, nil
}

// scan reads a day that exists. It does what time.Parse does with the layout, in a tenth of the time: every rule reads dates, and a calendar
// has a hundred of them.
func scan(s string) (time.Time, bool) {
	if len(s) != len(layout) || s[4] != '-' || s[7] != '-' {
		return time.Time{}, false
	}
	digits := 0
	for at := range len(s) {
		switch c := s[at]; {
		case at == 4 || at == 7:
		case c < '0' || c > '9':
			return time.Time{}, false
		default:
			digits = digits*10 + int(c-'0')
		}
	}
	year, month, day := digits/10000, time.Month(digits/100%100), digits%100
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	y, m, d := t.Date()
	return t, y == year && m == month && d == day // February 30 would be carried over into March
}

// MustParse is [Parse] for tables and tests: it panics where that fails, so
// never hand it what comes from outside.
func MustParse(s string) Date {
	d, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

// OfDate is the date of that year, month and day. It is 0 where there is no
// such day (it does not carry February 30 over into March) or the day lies
// outside [Min] and [Max].
func OfDate(year int, month time.Month, day int) Date {
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	if y, m, d := t.Date(); y != year || m != month || d != day {
		return 0
	}
	d, _ := ofUTC(t)
	return d
}

// Today is the date in Asia/Shanghai at the instant t: at 2024-12-31 16:30 UTC
// it is 2025-01-01 there. It is 0 where that lies outside [Min] and [Max].
func Today(t time.Time) Date {
	year, month, day := t.In(shanghai).Date()
	return OfDate(year, month, day)
}

// String writes the date as records do, "2025-06-03", and no date as "".
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.utc().Format(layout)
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool {
	return d == 0
}

// Year is the year of the date in Asia/Shanghai, and 0 of no date.
func (d Date) Year() int {
	if d.IsZero() {
		return 0
	}
	return d.utc().Year()
}

// Weekday is the day of the week. No date has none; ask [Date.IsZero] first.
func (d Date) Weekday() time.Weekday {
	return d.utc().Weekday()
}

// AddDays is the date n calendar days later, or earlier where n is negative.
// No date stays none. What would lie outside [Min] and [Max] is that bound, so
// that a far limit never turns into no limit.
func (d Date) AddDays(n int) Date {
	if d.IsZero() {
		return 0
	}
	// The sum of an int32 and a bounded int cannot overflow an int64.
	span := int64(Max - Min)
	moved := int64(d) + max(-span, min(span, int64(n)))
	return Date(max(int64(Min), min(int64(Max), moved)))
}

// Start is the first instant of the date in Asia/Shanghai, which is 00:00
// except on the few days of the past when clocks were put forward then. It is
// the zero time of no date.
func (d Date) Start() time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	// Where 00:00 was skipped, time.Date gives the instant of the change.
	year, month, day := d.utc().Date()
	return time.Date(year, month, day, 0, 0, 0, 0, shanghai)
}

// MarshalText writes the date as [Date.String] does, so that JSON and YAML
// carry it as records do.
func (d Date) MarshalText() ([]byte, error) {
	return []byte(d.String()), nil
}

// UnmarshalText reads what [Date.MarshalText] writes: "" is no date, all else
// goes through [Parse].
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = 0
		return nil
	}
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// utc is midnight UTC of the date: days of UTC are all 24 hours long, so it is
// where dates are computed.
func (d Date) utc() time.Time {
	return time.Unix((int64(d-Min)+unixOfMin)*secondsOfADay, 0).UTC()
}

// ofUTC is the inverse of utc, and false outside Min and Max. Midnights divide
// without a rest, those before 1970 too.
func ofUTC(t time.Time) (Date, bool) {
	d := t.Unix()/secondsOfADay - unixOfMin + int64(Min)
	if d < int64(Min) || d > int64(Max) {
		return 0, false
	}
	return Date(d), true
}

// quote shows what a person wrote, cut where it is too long to read.
func quote(s string) string {
	const most = 40
	if runes := []rune(s); len(runes) > most {
		return strconv.Quote(string(runes[:most])) + "…"
	}
	return strconv.Quote(s)
}
