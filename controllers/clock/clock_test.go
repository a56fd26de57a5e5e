package clock_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/lianxing-dev/lianxing/controllers/clock"
	"github.com/lianxing-dev/lianxing/internal/calendar"
)

func at(text string) func() time.Time {
	instant, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return func() time.Time { return instant }
}

func TestToday(t *testing.T) {
	for _, c := range []struct {
		name, now, asOf string
		today           string
		fixed           bool
	}{
		{"the last second of a day in Asia/Shanghai", "2026-12-30T15:59:59Z", "", "2026-12-30", false},
		{"the first of the next", "2026-12-30T16:00:00Z", "", "2026-12-31", false},
		{"fixed by a person", "2026-11-24T03:00:00Z", "2026-12-31", "2026-12-31", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			var asOf calendar.Date
			if c.asOf != "" {
				asOf = calendar.MustParse(c.asOf)
			}
			today := clock.New(at(c.now), asOf)
			if got := today.Today().String(); got != c.today || today.Fixed() != c.fixed {
				t.Errorf("today is %s, fixed %v; want %s, %v", got, today.Fixed(), c.today, c.fixed)
			}
		})
	}
}

func TestUntil(t *testing.T) {
	for _, c := range []struct {
		name, now, asOf, date string
		want                  time.Duration
	}{
		{"midnight of the next day in Asia/Shanghai", "2026-12-30T15:00:00Z", "", "2026-12-31", time.Hour},
		{"a day that began is looked at at once", "2026-12-30T15:00:00Z", "", "2026-12-30", time.Second},
		{"never", "2026-12-30T15:00:00Z", "", "", 0},
		{"today is fixed, so that time changes nothing", "2026-12-30T15:00:00Z", "2026-12-30", "2026-12-31", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			var asOf, date calendar.Date
			if c.asOf != "" {
				asOf = calendar.MustParse(c.asOf)
			}
			if c.date != "" {
				date = calendar.MustParse(c.date)
			}
			if got := clock.New(at(c.now), asOf).Until(date); got != c.want {
				t.Errorf("%v until %s, want %v", got, c.date, c.want)
			}
		})
	}
}

func TestSkew(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }))
	defer server.Close()
	for _, c := range []struct {
		name     string
		ahead    time.Duration
		exceeded bool
	}{
		{"the same clock", 0, false},
		{"four minutes ahead", 4 * time.Minute, false},
		{"four minutes behind", -4 * time.Minute, false},
		{"six minutes ahead", 6 * time.Minute, true},
		{"six minutes behind", -6 * time.Minute, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			skew := clock.NewSkew(func() time.Time { return time.Now().Add(c.ahead) })
			if _, exceeded := skew.Exceeded(); exceeded {
				t.Fatal("exceeded before the server said what time it is")
			}
			response, err := (&http.Client{Transport: skew.Wrap(http.DefaultTransport)}).Get(server.URL)
			if err != nil {
				t.Fatal(err)
			}
			if err := response.Body.Close(); err != nil {
				t.Fatal(err)
			}
			measured, exceeded := skew.Exceeded()
			if off := (measured - c.ahead).Abs(); off > 2*time.Second {
				t.Errorf("measured %v, off by %v", measured, off)
			}
			if exceeded != c.exceeded {
				t.Errorf("exceeded is %v at %v", exceeded, measured)
			}
		})
	}
}

// TestSkewOfAClockThatIsSet sets the wall clock between two answers: it is noticed without asking the server again.
func TestSkewOfAClockThatIsSet(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }))
	defer server.Close()
	ahead := time.Duration(0)
	skew := clock.NewSkew(func() time.Time { return time.Now().Add(ahead) })
	response, err := (&http.Client{Transport: skew.Wrap(http.DefaultTransport)}).Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	if err := response.Body.Close(); err != nil {
		t.Fatal(err)
	}
	if measured, exceeded := skew.Exceeded(); exceeded {
		t.Fatalf("exceeded at %v before the clock was set", measured)
	}
	ahead = time.Hour
	if measured, exceeded := skew.Exceeded(); !exceeded {
		t.Errorf("not exceeded at %v after the clock was set an hour ahead", measured)
	}
}
