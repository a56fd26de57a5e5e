package cluster_test

import (
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/controllers"
	controllersledger "github.com/lianxing-dev/lianxing/controllers/ledger"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/register"
	"github.com/lianxing-dev/lianxing/internal/testenv"
)

// revocation is a step that no kind of today's records gives: from the first of September on the claim comes to nothing.
func revocation(claim v1alpha1.Claim, namespace string) ledger.Step {
	return ledger.Step{
		Claim: claim, Cause: v1alpha1.Cause{Kind: "Incident", Namespace: namespace, Name: "incident", Stage: "Revocation"},
		EffectiveOn: day("2025-09-01"), Net: 0, Lowers: true, Year: 2025,
	}
}

// injected adds steps to those of the records while it is switched on.
func injected(on *atomic.Bool, more func(register.ClaimRef) []ledger.Step) controllersledger.StepsFunc {
	return func(view records.View, ref register.ClaimRef, asOf calendar.Date) ledger.ClaimSteps {
		steps := register.Steps(view, ref, asOf)
		if on.Load() {
			steps.Steps = append(steps.Steps, more(ref)...)
			ledger.SortSteps(steps.Steps)
		}
		return steps
	}
}

// touch has a claim evaluated anew: somebody signs once more under its request, which changes nothing.
func (c *city) touch(request *v1alpha1.AwardRequest, name string) {
	c.t.Helper()
	review := c.review(records.AwardRequest, request, request.Spec, "Leadership", "city-3", "2025-09-02")
	review.Name = request.Name + "-" + name
	c.create(review)
}

// TestOrderRacesCancellation has two managers try the same number of a chain: one, whose cache shows no payment yet, takes the
// money away; the other, which does not know the revocation yet, orders the payment. Each wins in half of the counties.
func TestOrderRacesCancellation(t *testing.T) {
	t.Parallel()
	const counties = 10
	c := newCity(t, "race", 42, counties)
	requests := map[string]*v1alpha1.AwardRequest{}
	orderFirst := map[string]bool{}
	for i, county := range c.counties {
		c.ledger(county, "70000.00")
		requests[county] = c.funded(county, 1000+i)
		orderFirst[county] = i%2 == 0
	}
	revoke := func(ref register.ClaimRef) []ledger.Step {
		return []ledger.Step{revocation(ref.Claim, ref.Ledger.Namespace)}
	}
	var revoking, paying atomic.Bool
	toRevoker, revoker := testenv.CountWrites(c.env.Config)
	toPayer, payer := testenv.CountWrites(c.env.Config)
	start(t, toRevoker, controllers.Options{AsOf: day(storyEnds), Namespaces: c.namespaces, Steps: injected(&revoking, revoke)})
	start(t, toPayer, controllers.Options{AsOf: day(storyEnds), Namespaces: c.namespaces, Steps: injected(&paying, revoke)})
	c.waitForEntries(2)
	settle(t, c.client, c.namespaces...)

	// From now on whoever is to lose in a county waits until the other's entry of that name is there.
	revoker.Decide(c.afterTheOther(func(county string) bool { return orderFirst[county] }))
	payer.Decide(c.afterTheOther(func(county string) bool { return !orderFirst[county] }))
	resume := revoker.Pause("payments")
	revoking.Store(true)
	for _, county := range c.counties {
		c.order(&c.chainOf(county)[1], "2025-09-02")
		c.touch(requests[county], "first")
	}
	c.waitForEntries(3)
	resume()
	paying.Store(true)
	revoker.Decide(nil)
	payer.Decide(nil)
	for _, county := range c.counties {
		c.touch(requests[county], "second")
	}
	settle(t, c.client, c.namespaces...)

	c.third(orderFirst)
	// Where the order was first, what was paid is recovered once it is booked; where it was not, no order follows.
	for _, county := range c.counties {
		if orderFirst[county] {
			c.book(county, "stars-000002-1", "2025-09-05")
		}
	}
	settle(t, c.client, c.namespaces...)
	c.fourth(orderFirst)
}

// third holds that whoever was to win a county has its third entry.
func (c *city) third(orderFirst map[string]bool) {
	c.t.Helper()
	for _, county := range c.counties {
		entries := c.chainOf(county)
		want := v1alpha1.EntryCancellation
		if orderFirst[county] {
			want = v1alpha1.EntryOrder
		}
		if len(entries) != 3 || entries[2].Spec.Type != want {
			c.t.Errorf("%s: %d entries, the last of type %s; want 3 and %s", county, len(entries), entries[len(entries)-1].Spec.Type, want)
		}
		c.audit(county)
	}
}

// fourth holds that what was paid is recovered, and that no order follows a cancellation.
func (c *city) fourth(orderFirst map[string]bool) {
	c.t.Helper()
	for _, county := range c.counties {
		entries := c.chainOf(county)
		if orderFirst[county] {
			if len(entries) != 4 || entries[3].Spec.Type != v1alpha1.EntryRecovery || entries[3].Spec.ClaimAfter != "0.00" {
				c.t.Errorf("%s: %d entries, want a recovery of everything as the fourth", county, len(entries))
			}
		} else if len(entries) != 3 {
			c.t.Errorf("%s: %d entries, want no order after the cancellation", county, len(entries))
		}
		c.audit(county)
	}
}

// afterTheOther holds a create of an entry back, in the counties where it is to come second, until its name is taken.
func (c *city) afterTheOther(second func(county string) bool) func(testenv.Request) testenv.Fate {
	return func(r testenv.Request) testenv.Fate {
		if !r.Is("create", "fundingdisbursements") || !second(r.Namespace) {
			return testenv.Deliver
		}
		for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
			err := c.client.Get(c.t.Context(), records.Key{Namespace: r.Namespace, Name: r.Name}, &v1alpha1.FundingDisbursement{})
			if err == nil {
				return testenv.Deliver
			}
			if !apierrors.IsNotFound(err) {
				break
			}
		}
		return testenv.Fail
	}
}

// book says that a payment was carried out.
func (c *city) book(county, name string, on v1alpha1.Date) {
	c.t.Helper()
	payment := &v1alpha1.Payment{}
	c.change(payment, records.Key{Namespace: county, Name: name}, func() {
		payment.Spec.Voucher, payment.Spec.PaidOn, payment.Spec.BookedBy = "PZ-"+county, on, "finance-books"
	})
}

// TestCrashInsideAStep lets a manager die after the first of the two entries that one step needs. The next manager finishes it,
// also when the record of the step is gone from its view, and enters nothing of it twice.
func TestCrashInsideAStep(t *testing.T) {
	t.Parallel()
	for i, c := range []struct {
		name       string
		recordGone bool
	}{
		{"the record stands", false},
		{"the record is gone", true},
	} {
		t.Run(c.name, func(t *testing.T) { crashInsideAStep(t, fmt.Sprintf("crash-%d", i), 43+i, c.recordGone) })
	}
}

func crashInsideAStep(t *testing.T, name string, code int, recordGone bool) {
	c := newCity(t, name, code, 1)
	county := c.counties[0]
	c.ledger(county, "70000.00")
	c.funded(county, 2000+code)
	// A second grant to the same claim, as an appeal would give it, so that the revocation has two to cancel.
	steps := func(ref register.ClaimRef) []ledger.Step {
		more := ledger.Step{
			Claim: ref.Claim, Cause: v1alpha1.Cause{Kind: "Incident", Namespace: county, Name: "other", Stage: "Appeal"},
			EffectiveOn: day("2025-06-20"), Net: 50_000_00, Year: 2025, Type: v1alpha1.EntryAward, Payee: &v1alpha1.Payee{Name: "样例(虚构)"},
		}
		return []ledger.Step{more, revocation(ref.Claim, county)}
	}
	var on atomic.Bool
	on.Store(true)
	to, traffic := testenv.CountWrites(c.env.Config)
	var dead atomic.Bool
	const first = "stars-000004" // after the appropriation and two grants
	traffic.Decide(func(r testenv.Request) testenv.Fate {
		switch {
		case dead.Load():
			return testenv.Fail
		case r.Is("create", "fundingdisbursements") && r.Name == first:
			dead.Store(true)
			return testenv.Swallow
		}
		return testenv.Deliver
	})
	dying := start(t, to, controllers.Options{AsOf: day(storyEnds), Namespaces: c.namespaces, Steps: injected(&on, steps)})
	c.waitForEntries(4)
	dying.stop()
	entries := c.chainOf(county)
	if last := entries[len(entries)-1]; last.Name != first || last.Spec.Type != v1alpha1.EntryCancellation || last.Spec.ClaimAfter == last.Spec.ClaimNet {
		t.Fatalf("the manager died after %s (%s, claim at %s of %s), want inside the step", last.Name, last.Spec.Type, last.Spec.ClaimAfter, last.Spec.ClaimNet)
	}

	on.Store(!recordGone)
	start(t, c.env.Config, controllers.Options{AsOf: day(storyEnds), Namespaces: c.namespaces, Steps: injected(&on, steps)})
	c.waitForEntries(5)
	settle(t, c.client, c.namespaces...)
	entries = c.chainOf(county)
	last := entries[len(entries)-1]
	if len(entries) != 5 || last.Spec.Type != v1alpha1.EntryCancellation || last.Spec.ClaimAfter != "0.00" || last.Spec.Cause.Name != "incident" {
		t.Errorf("%d entries, the last a %s because of %s with the claim at %s", len(entries), last.Spec.Type, last.Spec.Cause.Name, last.Spec.ClaimAfter)
	}
	c.audit(county)
}

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
