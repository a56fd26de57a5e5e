package calendar_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/internal/calendar"
)

func dates(list ...string) []calendar.Date {
	out := make([]calendar.Date, len(list))
	for i, s := range list {
		out[i] = calendar.MustParse(s)
	}
	return out
}

func amendment(publishedOn string, holidays, workdays []calendar.Date) calendar.Amendment {
	return calendar.Amendment{PublishedOn: calendar.MustParse(publishedOn), Holidays: holidays, Workdays: workdays}
}

// The period of these cases: five working days from Monday 2025-06-16, which
// end on Monday 06-23 where nothing is amended. Every end was counted by hand.
func TestAmendmentsMoveAPeriod(t *testing.T) {
	tests := []struct {
		name       string
		amendments []calendar.Amendment
		asOf       string
		want       string
	}{
		{"none", nil, "2025-07-01", "2025-06-23"},
		{"a day off, published before the end",
			[]calendar.Amendment{amendment("2025-06-17", dates("2025-06-19"), nil)}, "2025-07-01", "2025-06-24"},
		{"not published yet on the day asked",
			[]calendar.Amendment{amendment("2025-06-17", dates("2025-06-19"), nil)}, "2025-06-16", "2025-06-23"},
		{"published on the day asked",
			[]calendar.Amendment{amendment("2025-06-17", dates("2025-06-19"), nil)}, "2025-06-17", "2025-06-24"},
		{"published on the day of the end: too late",
			[]calendar.Amendment{amendment("2025-06-23", dates("2025-06-23"), nil)}, "2025-07-01", "2025-06-23"},
		{"published the day before the end",
			[]calendar.Amendment{amendment("2025-06-22", dates("2025-06-23"), nil)}, "2025-07-01", "2025-06-24"},
		{"a day off in hindsight still lengthens what has not ended",
			[]calendar.Amendment{amendment("2025-06-20", dates("2025-06-18"), nil)}, "2025-07-01", "2025-06-24"},
		{"a Saturday worked brings the end forward",
			[]calendar.Amendment{amendment("2025-06-17", nil, dates("2025-06-21"))}, "2025-07-01", "2025-06-21"},
		{"a weekend worked in hindsight does not end it in the past",
			[]calendar.Amendment{amendment("2025-06-22", nil, dates("2025-06-21"))}, "2025-07-01", "2025-06-23"},
		{"a Saturday declared worked on that very day does not end it that day",
			[]calendar.Amendment{amendment("2025-06-21", nil, dates("2025-06-21"))}, "2025-07-01", "2025-06-23"},
		{"the first moves the end past the second's publication",
			[]calendar.Amendment{
				amendment("2025-06-18", dates("2025-06-23"), nil),
				amendment("2025-06-23", dates("2025-06-24"), nil),
			}, "2025-07-01", "2025-06-25"},
		{"listed in another order than published",
			[]calendar.Amendment{
				amendment("2025-06-23", dates("2025-06-24"), nil),
				amendment("2025-06-18", dates("2025-06-23"), nil),
			}, "2025-07-01", "2025-06-25"},
		{"the first brings the end before the second's publication",
			[]calendar.Amendment{
				amendment("2025-06-17", nil, dates("2025-06-21")),
				amendment("2025-06-21", dates("2025-06-20"), nil),
			}, "2025-07-01", "2025-06-21"},
		{"the later one of a date stands",
			[]calendar.Amendment{
				amendment("2025-06-17", dates("2025-06-19", "2025-06-20"), nil),
				amendment("2025-06-18", nil, dates("2025-06-20")),
			}, "2025-07-01", "2025-06-24"},
		{"of one day, the one listed later stands",
			[]calendar.Amendment{
				amendment("2025-06-17", dates("2025-06-19"), nil),
				amendment("2025-06-17", nil, dates("2025-06-19")),
			}, "2025-07-01", "2025-06-23"},
		{"without a date of publication",
			[]calendar.Amendment{{Holidays: dates("2025-06-19")}}, "2025-07-01", "2025-06-23"},
		{"both off and worked is off",
			[]calendar.Amendment{amendment("2025-06-17", dates("2025-06-19"), dates("2025-06-19"))}, "2025-07-01", "2025-06-24"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			src := published(t)
			src[2025].Amendments = tc.amendments
			got, err := calendar.EndOfPeriod(src, calendar.MustParse("2025-06-16"), 5, calendar.MustParse(tc.asOf))
			if err != nil || got.String() != tc.want {
				t.Errorf("ends on %s (%v), want %s", got, err, tc.want)
			}
		})
	}
}

func TestAmendmentsAcrossYears(t *testing.T) {
	// From Friday 12-26 the working days are 12-29, 12-30, 12-31, the worked
	// Sunday 01-04, and 01-05.
	start := calendar.MustParse("2025-12-26")
	src := published(t)
	check := func(step, want string) {
		t.Helper()
		got, err := calendar.EndOfPeriod(src, start, 5, later)
		if err != nil || got.String() != want {
			t.Errorf("%s: ends on %s (%v), want %s", step, got, err, want)
		}
	}
	check("as published", "2026-01-05")
	src[2026].Amendments = []calendar.Amendment{amendment("2026-01-03", dates("2026-01-04"), nil)}
	check("the Sunday off", "2026-01-06")
	src[2025].Amendments = []calendar.Amendment{amendment("2025-12-27", dates("2025-12-31"), nil)}
	check("and New Year's Eve", "2026-01-07")
	src[2025].Amendments = []calendar.Amendment{amendment("2025-12-27", dates("2026-01-06"), nil)}
	check("a year's amendment says nothing of another year's days", "2026-01-06")
}

// The period is held in 2025 alone until an amendment of 2025 moves it into 2026,
// whose own amendment was published before that one.
func TestAmendmentBringsAnOlderOneIn(t *testing.T) {
	src := published(t)
	src[2025].Amendments = []calendar.Amendment{amendment("2025-12-30", dates("2025-12-31"), nil)}
	src[2026].Amendments = []calendar.Amendment{amendment("2025-12-20", dates("2026-01-04"), nil)}
	got, err := calendar.EndOfPeriod(src, calendar.MustParse("2025-12-29"), 2, later)
	if err != nil || got.String() != "2026-01-05" {
		t.Errorf("ends on %s (%v), want 2026-01-05", got, err)
	}
}

func TestAmendmentAndMissingYear(t *testing.T) {
	// Five working days from 2026-12-25, a Friday: 12-28 to 12-31 are four.
	start := calendar.MustParse("2026-12-25")
	t.Run("a Saturday worked releases the period", func(t *testing.T) {
		src := published(t)
		src[2026].Amendments = []calendar.Amendment{amendment("2026-12-01", nil, dates("2026-12-26"))}
		got, err := calendar.EndOfPeriod(src, start, 5, later)
		if err != nil || got.String() != "2026-12-31" {
			t.Errorf("ends on %s (%v), want 2026-12-31", got, err)
		}
	})
	t.Run("a day off pushes it into the missing year", func(t *testing.T) {
		src := published(t)
		src[2026].Amendments = []calendar.Amendment{amendment("2026-12-28", dates("2026-12-31"), nil)}
		_, err := calendar.EndOfPeriod(src, start, 4, later)
		mustMiss(t, err, 2027)
	})
	t.Run("published in the missing year, it can't be weighed", func(t *testing.T) {
		src := published(t)
		src[2026].Amendments = []calendar.Amendment{amendment("2027-01-05", nil, dates("2026-12-26"))}
		_, err := calendar.EndOfPeriod(src, start, 5, later)
		mustMiss(t, err, 2027)
	})
}

func TestAmendmentsOfASingleDay(t *testing.T) {
	src := published(t)
	src[2025].Amendments = []calendar.Amendment{
		amendment("2025-06-17", dates("2025-06-17", "2025-06-18", "2025-06-19"), nil),
		amendment("2025-06-18", nil, dates("2025-06-19", "2025-06-21")),
	}
	tests := []struct {
		day, asOf string
		want      bool
		why       string
	}{
		{"2025-06-17", "2025-07-01", true, "published on the very day"},
		{"2025-06-18", "2025-07-01", false, "published the day before"},
		{"2025-06-18", "2025-06-16", true, "not published yet"},
		{"2025-06-18", "2025-06-17", false, "published on the day asked"},
		{"2025-06-19", "2025-06-17", false, "the first alone is known"},
		{"2025-06-19", "2025-06-18", true, "the second stands"},
		{"2025-06-21", "2025-06-18", true, "a Saturday worked"},
		{"2025-06-21", "2025-06-17", false, "not known to be worked yet"},
	}
	for _, tc := range tests {
		day, asOf := calendar.MustParse(tc.day), calendar.MustParse(tc.asOf)
		got, err := calendar.IsWorkday(src, day, asOf)
		if err != nil || got != tc.want {
			t.Errorf("%s as of %s: got %t (%v), want %t: %s", day, asOf, got, err, tc.want, tc.why)
		}
	}
	next, err := calendar.NextWorkday(src, calendar.MustParse("2025-06-17"), calendar.MustParse("2025-06-17"))
	if err != nil || next.String() != "2025-06-20" {
		t.Errorf("next working day is %s (%v), want 2025-06-20", next, err)
	}
}
