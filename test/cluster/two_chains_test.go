package cluster_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// TestOneYearOnTwoChains has one alliance get three stars and four in a year, of which its county pays the first and the city the others: the
// claims have one name, and each chain has what it pays and nothing of the other's.
func TestOneYearOnTwoChains(t *testing.T) {
	t.Parallel()
	c := newCity(t, "chains", 44, 2) // an API server of its own
	county := c.counties[0]
	c.ledger(county, "70000.00")
	c.ledger(c.namespace, "70000.00")
	c.threeAndFour(county, 6000)
	round := &v1alpha1.EvaluationRound{}
	c.change(round, records.Key{Namespace: c.namespace, Name: "2025"}, func() {
		round.Spec.Ratings[1].Award.LedgerRef.Namespace = c.namespace
		round.Spec.Ratings[1].Award.Amount, round.Spec.Ratings[0].Award.Amount = "50000.00", award
	})
	start(t, c.env.Config, controllers.Options{AsOf: day(storyEnds)})
	settle(t, c.client)
	for namespace, want := range map[string]v1alpha1.SignedYuan{county: "20000.00", c.namespace: "50000.00"} {
		entries := c.chainOf(namespace)
		if len(entries) != 2 || entries[1].Spec.Type != v1alpha1.EntryAward || entries[1].Spec.Amount != want {
			t.Errorf("the chain of %s has %d entries, want an appropriation and a grant of %s: %s", namespace, len(entries), want, differ(want, entries))
		}
		c.audit(namespace)
	}
	c.holds()
}
