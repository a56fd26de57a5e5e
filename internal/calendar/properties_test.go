package calendar_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/test/random"
)

// drawn is a made-up calendar of 2024 to 2026, dense around the turn of 2025 so
// that periods and amendments meet often.
func drawn(t *rapid.T, amended bool) calendar.Years {
	years := calendar.Years{}
	for year := 2024; year <= 2026; year++ {
		y := &calendar.Year{Year: year, Holidays: drawDays(t, year), Workdays: drawDays(t, year)}
		for range rapid.IntRange(0, 3).Draw(t, "amendments") {
			if amended {
				y.Amendments = append(y.Amendments, calendar.Amendment{
					PublishedOn: drawDay(t, "publishedOn"), Holidays: drawDays(t, year), Workdays: drawDays(t, year),
				})
			}
		}
		years[year] = y
	}
	return years
}

func drawDay(t *rapid.T, label string) calendar.Date {
	middle := calendar.MustParse("2025-12-31")
	return middle.AddDays(rapid.IntRange(-15, 15).Draw(t, label))
}

func drawDays(t *rapid.T, year int) []calendar.Date {
	var days []calendar.Date
	for range rapid.IntRange(0, 6).Draw(t, "days") {
		if d := drawDay(t, "day"); d.Year() == year {
			days = append(days, d)
		}
	}
	return days
}

func drawAsOf(t *rapid.T) calendar.Date {
	return drawDay(t, "asOf").AddDays(rapid.IntRange(0, 30).Draw(t, "later"))
}

func mustEnd(t *rapid.T, src calendar.Source, start calendar.Date, n int, asOf calendar.Date) calendar.Date {
	last, err := calendar.EndOfPeriod(src, start, n, asOf)
	if err != nil {
		t.Fatalf("%d from %s as of %s: %v", n, start, asOf, err)
	}
	return last
}

func TestPeriodHasExactlyItsWorkingDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		src := drawn(t, false)
		start, n := drawDay(t, "start"), rapid.IntRange(1, 15).Draw(t, "n")
		last := mustEnd(t, src, start, n, later)
		counted := 0
		for d := start + 1; d <= last; d++ {
			worked, err := calendar.IsWorkday(src, d, later)
			if err != nil {
				t.Fatal(err)
			}
			if worked {
				counted++
			} else if d == last {
				t.Fatalf("ends on %s, a day off", d)
			}
		}
		if counted != n {
			t.Fatalf("(%s, %s] has %d working days, want %d", start, last, counted, n)
		}
	})
}

// A longer period, and one that began later, never ends earlier.
func TestEndIsMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		src, asOf := drawn(t, true), drawAsOf(t)
		start, n := drawDay(t, "start"), rapid.IntRange(0, 15).Draw(t, "n")
		last := mustEnd(t, src, start, n, asOf)
		if longer := mustEnd(t, src, start, n+1, asOf); longer < last {
			t.Fatalf("from %s %d days end on %s, %d on %s", start, n, last, n+1, longer)
		}
		if next := mustEnd(t, src, start+1, n, asOf); next < last {
			t.Fatalf("%d days from %s end on %s, from %s on %s", n, start, last, start+1, next)
		}
	})
}

// Whatever is published later, a period that has ended keeps its end, and none
// turns out to have ended on a day that has gone by.
func TestWhatHasEndedStaysEnded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		src, asOf := drawn(t, true), drawAsOf(t)
		start, n := drawDay(t, "start"), rapid.IntRange(1, 15).Draw(t, "n")
		now := mustEnd(t, src, start, n, asOf)
		next := mustEnd(t, src, start, n, asOf+1)
		if now <= asOf && next != now {
			t.Fatalf("ended on %s as of %s, on %s as of the day after", now, asOf, next)
		}
		if now > asOf && next <= asOf {
			t.Fatalf("open as of %s; the day after it has ended on %s", asOf, next)
		}
	})
}

func TestNextWorkdayEndsAPeriodOfOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		src, asOf, after := drawn(t, true), drawAsOf(t), drawDay(t, "after")
		next, err := calendar.NextWorkday(src, after, asOf)
		if err != nil {
			t.Fatal(err)
		}
		if last := mustEnd(t, src, after, 1, asOf); next != last {
			t.Fatalf("the working day after %s as of %s is %s, a period of one ends on %s", after, asOf, next, last)
		}
		for d := after + 1; d <= next; d++ {
			if worked, err := calendar.IsWorkday(src, d, asOf); err != nil || worked != (d == next) {
				t.Fatalf("next is %s, but on %s they work: %t (%v)", next, d, worked, err)
			}
		}
	})
}

// The rule as it is told: all amendments to all years in the order of their
// publication, each on a table of every day.
func TestEndAgreesWithTheRuleAsTold(t *testing.T) {
	moved, periods := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		periods++
		if agreesWithTheRuleAsTold(t) {
			moved++
		}
	})
	// Otherwise the cases above would say nothing of amendments. About a quarter
	// are moved; a short run has too few cases to count on it.
	t.Logf("%d of %d periods were moved by an amendment", moved, periods)
	if periods >= 100 && moved*20 < periods {
		t.Errorf("only %d of %d periods were moved by an amendment, want a twentieth at least", moved, periods)
	}
}

// FuzzEndOfPeriod searches for a calendar and a period on which the two differ.
func FuzzEndOfPeriod(f *testing.F) {
	random.Seeds(f, 20, 1000)
	f.Fuzz(rapid.MakeFuzz(func(t *rapid.T) { agreesWithTheRuleAsTold(t) }))
}

// agreesWithTheRuleAsTold draws a calendar and a period, and reports whether an
// amendment moved its end.
func agreesWithTheRuleAsTold(t *rapid.T) (moved bool) {
	src, asOf := drawn(t, true), drawAsOf(t)
	start, n := drawDay(t, "start"), rapid.IntRange(1, 15).Draw(t, "n")
	got, want := mustEnd(t, src, start, n, asOf), asTold(src, start, n, asOf)
	if got != want {
		t.Fatalf("%d from %s as of %s end on %s, want %s", n, start, asOf, got, want)
	}
	return got != mustEnd(t, src, start, n, 0)
}

func asTold(src calendar.Years, start calendar.Date, n int, asOf calendar.Date) calendar.Date {
	works := map[calendar.Date]bool{}
	var amendments []calendar.Amendment
	for year := 2024; year <= 2026; year++ {
		for d := calendar.OfDate(year, time.January, 1); d.Year() == year; d++ {
			works[d] = d.Weekday() != time.Saturday && d.Weekday() != time.Sunday
		}
		apply(works, src[year].Holidays, src[year].Workdays)
		amendments = append(amendments, src[year].Amendments...)
	}
	slices.SortStableFunc(amendments, func(a, b calendar.Amendment) int { return int(a.PublishedOn - b.PublishedOn) })
	count := func(past calendar.Date) calendar.Date {
		left := n
		for d := start + 1; ; d++ {
			if works[d] {
				left--
				if left <= 0 && d > past {
					return d
				}
			}
		}
	}
	last := count(0)
	for _, a := range amendments {
		if a.PublishedOn <= asOf && last > a.PublishedOn {
			apply(works, a.Holidays, a.Workdays)
			last = count(a.PublishedOn)
		}
	}
	return last
}

func apply(works map[calendar.Date]bool, holidays, workdays []calendar.Date) {
	for _, d := range workdays {
		works[d] = true
	}
	for _, d := range holidays {
		works[d] = false
	}
}

func BenchmarkEndOfPeriod(b *testing.B) {
	src, start := published(b), calendar.MustParse("2025-01-24")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := calendar.EndOfPeriod(src, start, 5, later); err != nil {
			b.Fatal(err)
		}
	}
}
