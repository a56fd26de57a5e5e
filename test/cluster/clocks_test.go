package cluster_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/testenv"
	"github.com/lianxing-dev/lianxing/test/invariants"
	"github.com/lianxing-dev/lianxing/test/running"
)

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
	midnight := running.StandingAt(day("2025-06-17").Start())
	var traffics []*testenv.Traffic
	var managers []*running.Manager
	for _, wall := range []func() time.Time{midnight.Clock(-off), midnight.Clock(off)} {
		to, traffic := testenv.CountWrites(midnight.Told(c.env.Config))
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
	if slow := calendar.Today(midnight.Clock(-off)()); slow != day("2025-06-16") {
		t.Fatalf("it took so long that it is %s for the slow manager, too: this says nothing", slow)
	}
	for _, county := range c.counties {
		c.audit(county)
	}
	for _, manager := range managers {
		manager.Stop()
	}
	// Where the order of the second day was entered before the step of the first, the step waits until that day is over, too.
	later := running.StandingAt(day("2025-06-18").Start())
	start(t, later.Told(c.env.Config), controllers.Options{Now: later.Clock(0), Namespaces: c.namespaces})
	settle(t, c.client, c.namespaces...)
	for _, county := range c.counties {
		if entries := c.audit(county); entries != 4 {
			t.Errorf("%s has %d entries, want 4", county, entries)
		}
	}
	c.holdsAsOf(invariants.Question{AsOf: day("2025-06-18"), Clock: true, Language: "zh"})
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
