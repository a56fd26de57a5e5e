package calendar_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/lianxing-dev/lianxing/internal/calendar"
)

func TestMissingYearHoldsOnlyWhatNeedsIt(t *testing.T) {
	tests := []struct {
		name  string
		start string
		n     int
		last  string // "" where the period is held
		year  int
	}{
		{"ends on the last day of the last year known", "2026-12-28", 3, "2026-12-31", 0},
		{"needs one day more", "2026-12-28", 4, "", 2027},
		{"five from 28 December", "2026-12-28", 5, "", 2027},
		{"began in a missing year", "2027-03-01", 1, "", 2027},
		{"began in a missing year, ends in a known one", "2023-12-31", 1, "2024-01-02", 0},
		{"before any year known", "2023-12-28", 1, "", 2023},
		{"no days end on the start, whatever is known", "2027-03-01", 0, "2027-03-01", 0},
		{"longer than all that is known", "2024-01-01", math.MaxInt, "", 2027},
	}
	src := published(t)
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			got, err := calendar.EndOfPeriod(src, calendar.MustParse(tc.start), tc.n, later)
			if got.String() != tc.last {
				t.Errorf("ends on %q, want %q", got, tc.last)
			}
			if tc.last == "" {
				mustMiss(t, err, tc.year)
			} else if err != nil {
				t.Error(err)
			}
		})
	}
}

func TestMissingYearOfASingleDay(t *testing.T) {
	src := published(t)
	_, err := calendar.IsWorkday(src, calendar.MustParse("2027-01-04"), later)
	mustMiss(t, err, 2027)
	got, err := calendar.NextWorkday(src, calendar.MustParse("2026-12-31"), later)
	mustMiss(t, err, 2027)
	if !got.IsZero() {
		t.Errorf("the next working day is %s, want none", got)
	}
}

// A source may fail in more ways than by saying false.
func TestSourceWithoutAYear(t *testing.T) {
	day := calendar.MustParse("2025-06-03")
	for name, src := range map[string]calendar.Source{
		"nil source":   nil,
		"nil map":      calendar.Years(nil),
		"nil year":     calendar.Years{2025: nil},
		"another year": calendar.Years{2025: {Year: 2024}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := calendar.IsWorkday(src, day, later)
			mustMiss(t, err, 2025)
			_, err = calendar.EndOfPeriod(src, day, 1, later)
			mustMiss(t, err, 2025)
		})
	}
}

// everlasting has a calendar of every year, in which nobody ever works.
type everlasting struct{}

func (everlasting) Year(year int) (*calendar.Year, bool) {
	y := &calendar.Year{Year: year}
	for d := calendar.OfDate(year, 1, 1); !d.IsZero() && d.Year() == year; d++ {
		y.Holidays = append(y.Holidays, d)
	}
	return y, true
}

func TestNothingEndsWhereNobodyWorks(t *testing.T) {
	start := calendar.MustParse("2195-01-01")
	_, err := calendar.EndOfPeriod(everlasting{}, start, 1, later)
	mustMiss(t, err, 2200)
	_, err = calendar.NextWorkday(everlasting{}, calendar.Max-3, later)
	mustMiss(t, err, 2200)
}

func TestBadArguments(t *testing.T) {
	src := published(t)
	day := calendar.MustParse("2025-06-03")
	_, errDay := calendar.IsWorkday(src, 0, later)
	_, errNext := calendar.NextWorkday(src, 0, later)
	_, errStart := calendar.EndOfPeriod(src, 0, 5, later)
	_, errLength := calendar.EndOfPeriod(src, day, -1, later)
	for name, err := range map[string]error{"day": errDay, "next": errNext, "start": errStart, "length": errLength} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
		if _, missing := calendar.MissingYear(err); missing {
			t.Errorf("%s: %v, but no year is missing", name, err)
		}
	}
}

func mustMiss(t *testing.T, err error, year int) {
	t.Helper()
	var missing *calendar.MissingYearError
	if !errors.As(fmt.Errorf("wrapped: %w", err), &missing) || missing.Year != year {
		t.Fatalf("got %v, want that the calendar of %d is missing", err, year)
	}
	if got, ok := calendar.MissingYear(err); !ok || got != year {
		t.Errorf("MissingYear says %d, %t, want %d", got, ok, year)
	}
	if !strings.Contains(err.Error(), fmt.Sprint(year)) {
		t.Errorf("the message names no year: %v", err)
	}
}
