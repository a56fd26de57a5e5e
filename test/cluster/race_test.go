package cluster_test

import (
	"testing"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/client-go/rest"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/testenv"
)

// TestOrderRacesCancellation revokes stars while their money is being ordered, and has two managers try the same number of a chain: one,
// whose cache shows no payment yet, takes the money away; the other, whose cache shows no incident yet, orders the payment. Each wins
// in half of the counties.
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
	toRevoker, revoker := testenv.CountWrites(c.env.Config)
	toPayer, payer := testenv.CountWrites(c.env.Config)
	for _, to := range []*rest.Config{toRevoker, toPayer} {
		// One worker for each county, since some of them are held back.
		start(t, to, controllers.Options{AsOf: day(storyEnds), Namespaces: c.namespaces, Concurrency: counties})
	}
	c.waitForEntries(2)
	settle(t, c.client, c.namespaces...)

	// From now on whoever is to lose in a county waits until the other's entry of that name is there.
	revoker.Decide(c.afterTheOther(func(county string) bool { return orderFirst[county] }))
	payer.Decide(c.afterTheOther(func(county string) bool { return !orderFirst[county] }))
	showPayments, showIncidents := revoker.Pause("payments"), payer.Pause("incidents", "reviews")
	for _, county := range c.counties {
		c.order(&c.chainOf(county)[1], "2025-09-02")
		c.revoked(county, allianceOf(requests[county]), "2025-09-02")
	}
	c.waitForEntries(3)
	showPayments()
	showIncidents()
	revoker.Decide(nil)
	payer.Decide(nil)
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
	c.holds()
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
