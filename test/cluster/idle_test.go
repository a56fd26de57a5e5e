package cluster_test

import (
	"os"
	"testing"
	"time"

	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/internal/testenv"
)

// TestTenThousandStandStill lets a manager settle ten thousand records, and holds that it writes nothing any more, and that another one which
// takes over writes nothing either: no version moves. LONG=1 runs it; of the samples every run asks that (TestRestartIsSilent).
func TestTenThousandStandStill(t *testing.T) {
	if os.Getenv("LONG") == "" {
		t.Skip("ten thousand records take some minutes: LONG=1 makes them")
	}
	const counties, each = 10, 200 // five records for each alliance
	c := newCity(t, "idle", 45, counties)
	for i, county := range c.counties {
		c.ledger(county, "9000000.00")
		for j := range each {
			c.funded(county, 10000+i*each+j)
		}
	}
	to, traffic := testenv.CountWrites(c.env.Config)
	first := start(t, to, controllers.Options{AsOf: day(storyEnds)})
	awaitNoWrites(t, traffic, 15*time.Second)
	if all := countRecords(t, c.client); all < 10000 {
		t.Fatalf("only %d records", all)
	}
	if entries := len(c.chainOf(c.counties[0])); entries != 1+each {
		t.Errorf("%d entries in a county, want an appropriation and %d grants", entries, each)
	}
	before := statuses(t, c.client)
	idle := traffic.Reset()
	t.Logf("%d writes until it stood still", idle.Writes())
	time.Sleep(30 * time.Second) // whatever would wake by itself has its time
	first.Stop()
	unchanged(t, before, statuses(t, c.client))
	if writes := traffic.Snapshot().Writes(); writes != 0 {
		t.Errorf("%d writes of a manager that had settled:\n%s", writes, traffic.Snapshot())
	}

	traffic.Reset()
	looked := reconciles(t)
	second := start(t, to, controllers.Options{AsOf: day(storyEnds)})
	for deadline := time.Now().Add(2 * patience); reconciles(t)-looked < len(before); time.Sleep(time.Second) {
		if time.Now().After(deadline) {
			t.Fatalf("%d reconciles, want one for each of %d records", reconciles(t)-looked, len(before))
		}
	}
	time.Sleep(enough)
	second.Stop()
	unchanged(t, before, statuses(t, c.client))
	if writes := traffic.Snapshot().Writes(); writes != 0 {
		t.Errorf("%d writes of a manager that started over what had settled:\n%s", writes, traffic.Snapshot())
	}
}

// awaitNoWrites waits until a manager has written, and then nothing for a while.
func awaitNoWrites(t *testing.T, traffic *testenv.Traffic, quiet time.Duration) {
	t.Helper()
	writes, since := 0, time.Now()
	for deadline := time.Now().Add(10 * patience); ; time.Sleep(time.Second) {
		if now := traffic.Snapshot().Writes(); now != writes {
			writes, since = now, time.Now()
		}
		if writes > 0 && time.Since(since) >= quiet {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("still writing after %v", 10*patience)
		}
	}
}
