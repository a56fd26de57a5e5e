package cluster_test

import (
	"fmt"
	"sync/atomic"
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/testenv"
)

// TestCrashInsideAStep revokes two stars of one claim, of which a part is paid: a step of three entries, which cancels what was not
// ordered and recovers the rest of each grant. The manager dies inside it. The next one finishes it, also when the records of the step
// are gone, and enters nothing of it twice.
func TestCrashInsideAStep(t *testing.T) {
	t.Parallel()
	for i, c := range []struct {
		name       string
		dies       int64 // after the entry of that number
		recordGone bool
	}{
		{"after the first entry", cancellation, false},
		{"after the second, and the record is gone", cancellation + 1, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			crashInsideAStep(t, fmt.Sprintf("crash-%d", i), 43+i, c.dies, c.recordGone)
		})
	}
}

// cancellation is the number of the step's first entry: after an appropriation, two grants, and an order of each of these.
const cancellation = 6

func crashInsideAStep(t *testing.T, name string, code int, dies int64, recordGone bool) {
	c := newCity(t, name, code, 1)
	county := c.counties[0]
	c.ledger(county, "70000.00")
	request := c.threeAndFour(county, 2000+code)
	to, traffic := testenv.CountWrites(c.env.Config)
	var dead atomic.Bool
	last := ledger.EntryName("stars", dies)
	traffic.Decide(func(r testenv.Request) testenv.Fate {
		switch {
		case dead.Load():
			return testenv.Fail
		case r.Is("create", "fundingdisbursements") && r.Name == last:
			dead.Store(true)
			return testenv.Swallow
		}
		return testenv.Deliver
	})
	dying := start(t, to, controllers.Options{AsOf: day(storyEnds), Namespaces: c.namespaces})
	c.waitForEntries(3)
	chain := c.chainOf(county)
	named := digests(t, chain)
	for i, amount := range []v1alpha1.Yuan{"20000.00", "10000.00"} { // all of the first grant, a part of what the second added
		number := i + 1
		c.pay(county, chain[number].Name, named[number], paid{1, amount, "2025-07-01", "2025-07-02", fmt.Sprintf("PZ-%d", number), 0})
	}
	c.waitForEntries(cancellation - 1)
	offence := c.revoked(county, allianceOf(request), "2025-09-02")
	c.waitForEntries(int(dies))
	dying.Stop()
	entries := c.chainOf(county)
	if end := entries[len(entries)-1]; end.Name != last || end.Spec.ClaimNet != "0.00" || end.Spec.ClaimAfter == end.Spec.ClaimNet {
		t.Fatalf("the manager died after %s (%s, claim at %s of %s), want inside the step", end.Name, end.Spec.Type, end.Spec.ClaimAfter, end.Spec.ClaimNet)
	}

	if recordGone {
		offence.gone(t, c.client)
	}
	start(t, c.env.Config, controllers.Options{AsOf: day(storyEnds), Namespaces: c.namespaces})
	c.waitForEntries(cancellation + 2)
	settle(t, c.client, c.namespaces...)
	c.step(county, offence.incident.Name)
	c.audit(county)
	if !recordGone { // who asks the records alone finds no reason for what the step has taken
		c.holds()
	}
}

// step holds that a chain ends with the three entries of the revocation, newest grant first, and that nothing is left of the claim.
func (c *city) step(county, cause string) {
	c.t.Helper()
	got := []string{}
	for _, entry := range c.chainOf(county)[cancellation-1:] {
		got = append(got, fmt.Sprintf("%s of %s on %s because of %s leaves %s", entry.Spec.Type, entry.Spec.Amount, entry.Spec.Entry, entry.Spec.Cause.Name, entry.Spec.ClaimAfter))
	}
	want := []string{
		"Cancellation of -20000.00 on stars-000003 because of " + cause + " leaves 30000.00",
		"Recovery of -10000.00 on stars-000003 because of " + cause + " leaves 20000.00",
		"Recovery of -20000.00 on stars-000002 because of " + cause + " leaves 0.00",
	}
	if wrong := differ(want, got); wrong != "" {
		c.t.Errorf("the step is another: %s", wrong)
	}
}

// threeAndFour declares an alliance that is granted the money of three stars, and on the next day what four stars are worth more. It
// returns the later request.
func (c *city) threeAndFour(county string, number int) *v1alpha1.AwardRequest {
	c.t.Helper()
	round := &v1alpha1.EvaluationRound{}
	c.change(round, records.Key{Namespace: c.namespace, Name: "2025"}, func() {
		three := *round.Spec.Ratings[0].DeepCopy()
		three.Rating, three.Authority, three.Stages[0].Authority = v1alpha1.Three, v1alpha1.County, v1alpha1.County
		round.Spec.Ratings[0].Award.Amount = "50000.00"
		round.Spec.Ratings = append([]v1alpha1.RatingTerms{three}, round.Spec.Ratings...)
	})
	alliance := c.alliance(county, number)
	four := c.application(alliance)
	three := four.DeepCopy()
	three.ResourceVersion, three.Name, three.Spec.Rating = "", alliance.Name+"-2025-3", v1alpha1.Three
	c.create(three)
	c.decideAs(v1alpha1.County, three)
	c.decide(four)
	c.approve(c.request(alliance, three), approvedOn)
	request := c.request(alliance, four)
	c.approve(request, "2025-06-11")
	return request
}
