package calendar_test

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/lianxing-dev/lianxing/internal/calendar"
)

func TestParse(t *testing.T) {
	for _, s := range []string{"1900-01-01", "2024-02-29", "2025-06-03", "2000-02-29", "2199-12-31"} {
		d, err := calendar.Parse(s)
		if err != nil || d.String() != s {
			t.Errorf("Parse(%q) = %s, %v", s, d, err)
		}
	}
	refused := []string{
		"", " ", "2025-6-03", "2025-06-3", "25-06-03", "2025/06/03", "2025-06-03 ", " 2025-06-03", "2025-06-03T00:00:00Z",
		"2025-02-29", "1900-02-29", "2025-02-30", "2025-04-31", "2025-13-01", "2025-00-01", "2025-01-00", "2025-01-32",
		"1899-12-31", "2200-01-01", "0000-00-00", "9999-12-31", "-2025-06-03", "+2025-06-03", "20250603", "2025-06",
		"２025-06-03", "2025年06月03日", "2025-06-03\x00", "today",
	}
	for _, s := range refused {
		if d, err := calendar.Parse(s); err == nil || d != 0 {
			t.Errorf("Parse(%q) = %s, %v, want an error", s, d, err)
		}
	}
}

func TestBounds(t *testing.T) {
	if calendar.Min.String() != "1900-01-01" || calendar.Max.String() != "2199-12-31" {
		t.Errorf("dates reach from %s to %s", calendar.Min, calendar.Max)
	}
	if calendar.Min <= 0 {
		t.Error("the first date is not after no date")
	}
}

func TestNoDate(t *testing.T) {
	var none calendar.Date
	if !none.IsZero() || none.String() != "" || none.Year() != 0 || !none.Start().IsZero() || none.AddDays(5) != 0 {
		t.Errorf("no date is %q, of year %d, starts %s, five days later %s", none, none.Year(), none.Start(), none.AddDays(5))
	}
	if calendar.MustParse("2025-06-03").IsZero() {
		t.Error("a date is no date")
	}
}

func TestOfDate(t *testing.T) {
	for want, got := range map[string]calendar.Date{
		"2025-06-03": calendar.OfDate(2025, time.June, 3),
		"2024-02-29": calendar.OfDate(2024, time.February, 29),
	} {
		if got.String() != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	for _, none := range []calendar.Date{
		calendar.OfDate(2025, time.February, 29), calendar.OfDate(2025, 13, 1), calendar.OfDate(2025, 0, 1),
		calendar.OfDate(2025, 1, 0), calendar.OfDate(1899, 12, 31), calendar.OfDate(2200, 1, 1), calendar.OfDate(math.MaxInt, 1, 1),
	} {
		if !none.IsZero() {
			t.Errorf("a day that is not became %s", none)
		}
	}
}

// A year begins in Shaoxing eight hours before it does in UTC.
func TestTodayIsShanghais(t *testing.T) {
	tests := []struct{ instant, want string }{
		{"2024-12-31T15:59:59Z", "2024-12-31"},
		{"2024-12-31T16:00:00Z", "2025-01-01"},
		{"2024-12-31T16:30:00Z", "2025-01-01"},
		{"2025-01-01T00:30:00+08:00", "2025-01-01"},
		{"2024-12-31T23:00:00-08:00", "2025-01-01"},
		{"1850-01-01T00:00:00Z", ""},
		{"2199-12-31T16:00:00Z", ""},
	}
	for _, tc := range tests {
		instant, err := time.Parse(time.RFC3339, tc.instant)
		if err != nil {
			t.Fatal(err)
		}
		if got := calendar.Today(instant); got.String() != tc.want {
			t.Errorf("at %s it is %q in Shanghai, want %q", tc.instant, got, tc.want)
		}
	}
	start := calendar.MustParse("2025-01-01").Start()
	if got := start.UTC().Format(time.RFC3339); got != "2024-12-31T16:00:00Z" {
		t.Errorf("2025-01-01 starts at %s", got)
	}
}

// E27: a window that closes on 30 April closes at midnight in Shaoxing. What arrives a second before is of that day, and what arrives
// at midnight of the next.
func TestE27MidnightInShaoxing(t *testing.T) {
	closes := calendar.MustParse("2025-04-30")
	for instant, inside := range map[string]bool{"2025-04-30T15:59:59Z": true, "2025-04-30T16:00:00Z": false} {
		at, err := time.Parse(time.RFC3339, instant)
		if err != nil {
			t.Fatal(err)
		}
		if filed := calendar.Today(at); filed <= closes != inside || filed > closes.AddDays(1) {
			t.Errorf("filed at %s is filed on %s; the window closes on %s", instant, filed, closes)
		}
	}
}

// Every day there is: it is one more than the day before, reads back, and starts
// where the day before ends, also where the clocks of 1901 and 1940 to 1991
// were changed.
func TestEveryDay(t *testing.T) {
	before := time.Date(1899, time.December, 31, 0, 0, 0, 0, time.UTC)
	days := 0
	for d := calendar.Min; d <= calendar.Max; d++ {
		days++
		day := before.AddDate(0, 0, days)
		year, month, dayOfMonth := day.Date()
		if s := fmt.Sprintf("%04d-%02d-%02d", year, month, dayOfMonth); d.String() != s || calendar.MustParse(s) != d {
			t.Fatalf("day %d is %s, want %s", d, d, s)
		}
		if d.Year() != year || d.Weekday() != day.Weekday() || calendar.OfDate(year, month, dayOfMonth) != d {
			t.Fatalf("%s has year %d, weekday %s", d, d.Year(), d.Weekday())
		}
		start := d.Start()
		if calendar.Today(start) != d {
			t.Fatalf("%s starts at %s, which is %s", d, start, calendar.Today(start))
		}
		if eve := calendar.Today(start.Add(-time.Nanosecond)); eve != d-1 {
			t.Fatalf("%s starts at %s; just before is %q", d, start, eve)
		}
	}
	if days != 109573 {
		t.Errorf("checked %d days, want 109573", days)
	}
}

func TestAddDaysStaysInBounds(t *testing.T) {
	day := calendar.MustParse("2025-12-31")
	for n, want := range map[int]string{
		0: "2025-12-31", 1: "2026-01-01", -365: "2024-12-31",
		math.MaxInt: "2199-12-31", math.MinInt: "1900-01-01",
	} {
		if got := day.AddDays(n); got.String() != want {
			t.Errorf("%s and %d days is %s, want %s", day, n, got, want)
		}
	}
}

func TestDatePropertiesHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate().Draw(t, "d")
		n := rapid.IntRange(-100, 100).Draw(t, "n")
		text := d.String()
		if back, err := calendar.Parse(text); err != nil || back != d {
			t.Fatalf("%s reads back as %s (%v)", d, back, err)
		}
		if moved := d.AddDays(n); moved > calendar.Min && moved < calendar.Max {
			if int(moved-d) != n || moved.AddDays(-n) != d {
				t.Fatalf("%s and %d days is %s", d, n, moved)
			}
		}
		other := anyDate().Draw(t, "other")
		if (d < other) != (text < other.String()) {
			t.Fatalf("%s and %s are ordered differently as text", d, other)
		}
	})
}

func TestDateInJSON(t *testing.T) {
	type record struct {
		On   calendar.Date         `json:"on"`
		Gone calendar.Date         `json:"gone,omitempty"`
		Days map[calendar.Date]int `json:"days"`
	}
	day := calendar.MustParse("2025-06-03")
	raw, err := json.Marshal(record{On: day, Days: map[calendar.Date]int{day: 1}})
	if want := `{"on":"2025-06-03","days":{"2025-06-03":1}}`; err != nil || string(raw) != want {
		t.Errorf("got %s (%v), want %s", raw, err, want)
	}
	var back record
	if err := json.Unmarshal(raw, &back); err != nil || back.On != day || back.Days[day] != 1 {
		t.Errorf("reads back as %+v (%v)", back, err)
	}
	if err := json.Unmarshal([]byte(`{"on":""}`), &back); err != nil || back.On != 0 {
		t.Errorf(`"" reads as %s (%v), want no date`, back.On, err)
	}
	if err := json.Unmarshal([]byte(`{"on":"2025-02-30"}`), &back); err == nil {
		t.Error("2025-02-30 is taken")
	}
}

func TestMustParsePanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("MustParse took what is no date")
		}
	}()
	calendar.MustParse("2025-02-30")
}

func anyDate() *rapid.Generator[calendar.Date] {
	return rapid.Map(rapid.Int32Range(int32(calendar.Min), int32(calendar.Max)), func(n int32) calendar.Date {
		return calendar.Date(n)
	})
}

// isDay reads a date by its digits, and counts the days of a month by hand.
func isDay(s string) bool {
	var year, month, day int
	if n, err := fmt.Sscanf(s, "%d-%d-%d", &year, &month, &day); n != 3 || err != nil || fmt.Sprintf("%04d-%02d-%02d", year, month, day) != s {
		return false
	}
	days := map[int]int{1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}[month]
	if month == 2 && year%4 == 0 && (year%100 != 0 || year%400 == 0) {
		days = 29
	}
	return year >= 1900 && year < 2200 && day >= 1 && day <= days
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"2025-06-03", "2024-02-29", "2025-02-29", "", "1900-01-01", "2199-12-31", "2025-6-3", "２025-06-03"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := calendar.Parse(s)
		if (err == nil) != isDay(s) {
			t.Fatalf("Parse(%q): %v, want it taken: %t", s, err, isDay(s))
		}
		if err != nil && (!strings.Contains(err.Error(), "date") || len(err.Error()) > 500) {
			t.Fatalf("Parse(%.40q): %.600v", s, err)
		}
		if (err == nil) == d.IsZero() {
			t.Fatalf("Parse(%q) = %d, %v: either a date or an error", s, d, err)
		}
		if err == nil && d.String() != s {
			t.Fatalf("Parse(%q) writes as %s", s, d)
		}
	})
}
