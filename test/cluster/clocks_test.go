package cluster_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"k8s.io/client-go/rest"

	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/testenv"
)

// instant is a moment at which the API server's clock stands, as managers see it: a header of its answers says so. Time goes on from it.
type instant struct{ ahead time.Duration }

func standingAt(moment time.Time) instant { return instant{ahead: time.Until(moment)} }

// clock is a manager's wall clock that is off by something.
func (i instant) clock(off time.Duration) func() time.Time {
	return func() time.Time { return time.Now().Add(i.ahead + off) }
}

// told has every answer of the API server say that moment.
func (i instant) told(to *rest.Config) *rest.Config {
	to = rest.CopyConfig(to)
	to.Wrap(func(next http.RoundTripper) http.RoundTripper { return dated{next: next, now: i.clock(0)} })
	return to
}

type dated struct {
	next http.RoundTripper
	now  func() time.Time
}

// RoundTrip passes a request on and sets the clock in its answer.
func (d dated) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := d.next.RoundTrip(r)
	if err == nil {
		response.Header.Set("Date", d.now().UTC().Format(http.TimeFormat))
	}
	return response, err
}

// TestClocksEitherSideOfMidnight runs two managers while the API server's clock passes midnight: one clock is four minutes slow, so that
// it is the day before there, the other four minutes fast. Claims complete on the first day, and payments are ordered on both.
func TestClocksEitherSideOfMidnight(t *testing.T) {
	t.Parallel()
	const counties, off = 8, 4 * time.Minute
	c := newCity(t, "midnight", 46, counties)
	for i, county := range c.counties {
		c.ledger(county, "70000.00")
		c.funded(county, 3000+10*i)
	}
	chance := newRandom(t)
	midnight := standingAt(day("2025-06-17").Start())
	var traffics []*testenv.Traffic
	var managers []*running
	for _, wall := range []func() time.Time{midnight.clock(-off), midnight.clock(off)} {
		to, traffic := testenv.CountWrites(midnight.told(c.env.Config))
		traffics = append(traffics, traffic)
		managers = append(managers, start(t, to, controllers.Options{Now: wall, Namespaces: c.namespaces}))
	}
	c.waitForEntries(2)
	stopPausing := pauseAtRandom(chance, traffics)
	for i, county := range c.counties {
		alliance := c.alliance(county, 3001+10*i)
		application := c.application(alliance)
		c.decide(application)
		request := c.request(alliance, application)
		c.approve(request, "2025-06-16") // the slow manager's today: its day is over for the other alone
		c.order(&c.chainOf(county)[1], []string{"2025-06-16", "2025-06-17"}[i%2])
	}
	c.waitForEntries(3)
	stopPausing()
	settleUnequal(t, c)
	if slow := calendar.Today(midnight.clock(-off)()); slow != day("2025-06-16") {
		t.Fatalf("it took so long that it is %s for the slow manager, too: this says nothing", slow)
	}
	for _, county := range c.counties {
		c.audit(county)
	}
	for _, manager := range managers {
		manager.stop()
	}
	// Where the order of the second day was entered before the step of the first, the step waits until that day is over, too.
	later := standingAt(day("2025-06-18").Start())
	start(t, later.told(c.env.Config), controllers.Options{Now: later.clock(0), Namespaces: c.namespaces})
	settle(t, c.client, c.namespaces...)
	for _, county := range c.counties {
		if entries := c.audit(county); entries != 4 {
			t.Errorf("%s has %d entries, want 4", county, entries)
		}
	}
}

// settleUnequal waits until the chains stand still. The statuses of two managers with different days never do.
func settleUnequal(t *testing.T, c *city) {
	t.Helper()
	since, heads := time.Now(), ""
	for deadline := time.Now().Add(patience); time.Since(since) < quiet; time.Sleep(200 * time.Millisecond) {
		now := ""
		for _, county := range c.counties {
			now += fmt.Sprintf("%s %d ", county, len(c.chainOf(county)))
		}
		if now != heads {
			heads, since = now, time.Now()
		}
		if time.Now().After(deadline) {
			t.Fatalf("the chains did not stand still: %s", now)
		}
	}
}
