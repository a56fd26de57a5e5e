package cluster_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/internal/testenv"
)

// TestClocksEitherSideOfMidnight runs two managers of which one believes that it is the day after, over claims that complete on
// the first day and payments of both days.
func TestClocksEitherSideOfMidnight(t *testing.T) {
	t.Parallel()
	const counties = 8
	c := newCity(t, "midnight", 46, counties)
	for i, county := range c.counties {
		c.ledger(county, "70000.00")
		c.funded(county, 3000+10*i)
	}
	chance := newRandom(t)
	var traffics []*testenv.Traffic
	var managers []*running
	for _, today := range []string{"2025-06-16", "2025-06-17"} {
		to, traffic := testenv.CountWrites(c.env.Config)
		traffics = append(traffics, traffic)
		managers = append(managers, start(t, to, controllers.Options{AsOf: day(today), Namespaces: c.namespaces}))
	}
	c.waitForEntries(2)
	stopPausing := pauseAtRandom(chance, traffics)
	for i, county := range c.counties {
		alliance := c.alliance(county, 3001+10*i)
		application := c.application(alliance)
		c.decide(application)
		request := c.request(alliance, application)
		c.approve(request, "2025-06-16") // the first manager's today: its day is over for the second alone
		c.order(&c.chainOf(county)[1], []string{"2025-06-16", "2025-06-17"}[i%2])
	}
	c.waitForEntries(3)
	stopPausing()
	settleUnequal(t, c)
	for _, county := range c.counties {
		c.audit(county)
	}
	for _, manager := range managers {
		manager.stop()
	}
	// Where the order of the second day was entered before the step of the first, the step waits until that day is over, too.
	start(t, c.env.Config, controllers.Options{AsOf: day("2025-06-18"), Namespaces: c.namespaces})
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
