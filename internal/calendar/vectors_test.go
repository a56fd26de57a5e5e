package calendar_test

import (
	"encoding/json"
	"os"
	"testing"
	"time"

	"github.com/lianxing-dev/lianxing/internal/calendar"
)

// vectors are the published calendars, and periods counted by hand on them.
type vectors struct {
	Years []struct {
		Year        int
		WorkingDays int
		Holidays    []calendar.Date
		Workdays    []calendar.Date
	}
	Periods []struct {
		Start          calendar.Date
		WorkingDays    int
		Last           calendar.Date
		MondayToFriday calendar.Date
	}
}

func readVectors(t testing.TB) vectors {
	t.Helper()
	raw, err := os.ReadFile("testdata/calendars.json")
	if err != nil {
		t.Fatal(err)
	}
	var v vectors
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatal(err)
	}
	if len(v.Years) != 3 || len(v.Periods) != 10 {
		t.Fatalf("testdata has %d years and %d periods, want 3 and 10", len(v.Years), len(v.Periods))
	}
	return v
}

// published is a fresh copy of the published calendars, without amendments.
func published(t testing.TB) calendar.Years {
	t.Helper()
	years := calendar.Years{}
	for _, y := range readVectors(t).Years {
		years[y.Year] = &calendar.Year{Year: y.Year, Holidays: y.Holidays, Workdays: y.Workdays}
	}
	return years
}

// later is a day on which everything in the vectors is known.
var later = calendar.MustParse("2030-01-01")

func TestWorkingDaysOfAYear(t *testing.T) {
	src := published(t)
	want := map[int]int{2024: 251, 2025: 248, 2026: 248}
	for _, y := range readVectors(t).Years {
		got := 0
		first := calendar.OfDate(y.Year, time.January, 1)
		for d := first; d.Year() == y.Year; d = d.AddDays(1) {
			worked, err := calendar.IsWorkday(src, d, later)
			if err != nil {
				t.Fatal(err)
			}
			if worked {
				got++
			}
		}
		if got != want[y.Year] || got != y.WorkingDays {
			t.Errorf("%d has %d working days, want %d (testdata says %d)", y.Year, got, want[y.Year], y.WorkingDays)
		}
	}
}

func TestPeriodVectors(t *testing.T) {
	src := published(t)
	for _, v := range readVectors(t).Periods {
		got, err := calendar.EndOfPeriod(src, v.Start, v.WorkingDays, later)
		if err != nil || got != v.Last {
			t.Errorf("%d working days from %s end on %s (%v), want %s", v.WorkingDays, v.Start, got, err, v.Last)
		}
		// The vectors are there to catch counting Monday to Friday.
		naive := mondayToFriday(v.Start, v.WorkingDays)
		if naive != v.MondayToFriday {
			t.Errorf("%d from %s: Monday to Friday gives %s, testdata says %s", v.WorkingDays, v.Start, naive, v.MondayToFriday)
		}
		if naive == got {
			t.Errorf("%d from %s: this vector catches nobody who counts Monday to Friday", v.WorkingDays, v.Start)
		}
	}
}

func mondayToFriday(d calendar.Date, n int) calendar.Date {
	for n > 0 {
		d = d.AddDays(1)
		if w := d.Weekday(); w != time.Saturday && w != time.Sunday {
			n--
		}
	}
	return d
}

func TestIsWorkdayOnPublishedCalendars(t *testing.T) {
	tests := []struct {
		date string
		want bool
		why  string
	}{
		{"2025-06-03", true, "a plain Tuesday"},
		{"2025-06-07", false, "a plain Saturday"},
		{"2025-06-02", false, "Monday of the Dragon Boat holiday"},
		{"2025-09-28", true, "a Sunday that is worked"},
		{"2025-10-11", true, "a Saturday that is worked"},
		{"2025-10-12", false, "the Sunday after it is not"},
		{"2024-02-09", true, "New Year's Eve by the old calendar was no holiday in 2024"},
		{"2026-01-02", false, "a Friday off"},
		{"2026-01-04", true, "the Sunday worked for it"},
	}
	src := published(t)
	for _, tc := range tests {
		got, err := calendar.IsWorkday(src, calendar.MustParse(tc.date), later)
		if err != nil || got != tc.want {
			t.Errorf("%s: got %t (%v), want %t: %s", tc.date, got, err, tc.want, tc.why)
		}
	}
}

func TestNextWorkdayOnPublishedCalendars(t *testing.T) {
	src := published(t)
	for after, want := range map[string]string{
		"2025-06-03": "2025-06-04",
		"2025-09-26": "2025-09-28", // Friday, then the worked Sunday
		"2025-09-30": "2025-10-09",
		"2024-12-31": "2025-01-02",
		"2026-02-13": "2026-02-14",
		"2026-02-14": "2026-02-24",
	} {
		got, err := calendar.NextWorkday(src, calendar.MustParse(after), later)
		if err != nil || got.String() != want {
			t.Errorf("after %s comes %s (%v), want %s", after, got, err, want)
		}
	}
}
