package evaluation_test

import (
	"fmt"
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// C1: what a lost decision may have ended counts for nothing in an annulment that is decided later: it takes the money of a star that nobody annulled.
func TestLossAnnulmentTakesWhatALostDecisionMayHaveEnded(t *testing.T) {
	for _, lost := range []bool{false, true} {
		t.Run(fmt.Sprint("lost ", lost), func(t *testing.T) {
			w := newWorld()
			w.round(2024)
			w.round(2026)
			alliance := w.alliance("zhuji", "torreya", torreyaCode)
			old := w.star(alliance, 2024, v1alpha1.Four)
			four, five := w.star(alliance, 2025, v1alpha1.Four), w.star(alliance, 2025, v1alpha1.Five)
			_ = four
			// The star of 2024 is annulled on 11-12; that of five on 11-20, reported before.
			first := old.report("first", v1alpha1.GroundProceduralFault, "2024-11-01", "2025-11-01")
			first.incident.Spec.Annuls, first.by = old.application.Name, v1alpha1.Provincial
			first.revoked("2025-11-05", "2025-11-12")
			second := five.report("second", v1alpha1.GroundProceduralFault, "2025-11-01", "2025-11-06")
			second.incident.Spec.Annuls, second.by = five.application.Name, v1alpha1.Provincial
			second.revoked("2025-11-10", "2025-11-20")
			first.kept(t, "2025-11-15")
			second.kept(t, "2024-01-01")
			if lost {
				first.drop(first.incident)
			}
			list := second.entries(t, "2025-12-31")
			t.Log(show(list))
			if got := takenFrom(list); got != "-20000.00 -30000.00 " {
				t.Errorf("taken %s", got)
			}
			wantIncident(t, second.lived(t, "2025-12-31"), second, v1alpha1.ReasonAnnulled)
		})
	}
}

// C2: an appeal that gave nothing back, since another decision stood, is no decision.
func TestLossAppealThatGaveNothingIsNoDecision(t *testing.T) {
	c := awarded()
	c.world.round(2026)
	c.reviews["Check"].Spec.SignedOn, c.reviews["Leadership"].Spec.SignedOn = "2025-07-14", "2025-07-15"
	first := c.report("first", v1alpha1.GroundIllegalOperation, "2025-06-27", "2025-07-01").revoked("2025-07-03", "2025-07-08")
	second := c.report("second", v1alpha1.GroundIllegalOperation, "2025-06-27", "2025-07-02").revoked("2025-07-03", "2025-07-08")
	_ = second
	first.appealed("2025-07-20")
	second.appealed("2025-08-20")
	first.kept(t, "2025-12-31")
	t.Log(show(first.entries(t, "2025-12-31")))
	wantIncident(t, first.lived(t, "2025-12-31"), first, v1alpha1.ReasonOverturned)
	wantApplication(t, first.lived(t, "2025-12-31"), torreya4, v1alpha1.ReasonAwarded)
	first.drop(first.incident)
	pass := first.lived(t, "2025-12-31")
	wantApplication(t, pass, torreya4, v1alpha1.ReasonAwarded)
	if pass.Alliance(torreyaKey).OnHold {
		t.Error("an appeal is taken for a decision: money is on hold because of it")
	}
}

// TestLossOrdersNothing holds that what was granted is not ordered while the request is not in view as it was signed: who signed it can't be told from
// who may pay it (SD-2).
func TestLossOrdersNothing(t *testing.T) {
	for name, c := range map[string]struct {
		lose   func(*starCase)
		orders int
	}{
		"nothing":                       {func(*starCase) {}, 1},
		"the request":                   {func(c *starCase) { c.drop(c.request) }, 0},
		"a signature":                   {func(c *starCase) { c.drop(c.reviews["Leadership"]) }, 0},
		"the request and the signature": {func(c *starCase) { c.drop(c.request, c.reviews["Leadership"]) }, 0},
	} {
		t.Run(name, func(t *testing.T) {
			star := awarded()
			for _, entry := range records.List[*v1alpha1.FundingDisbursement](star.entered(t, "2025-06-24")) {
				star.add(entry)
			}
			star.paid(t, "stars-000003", "1", "2025-06-25", "2025-06-26")
			if name != "nothing" {
				get[*v1alpha1.Payment](star.world, "shaoxing", "stars-000003-1").Spec.OrderedBy = star.reviews["Leadership"].Spec.Reviewer
			}
			c.lose(star)
			orders := 0
			for _, entry := range records.List[*v1alpha1.FundingDisbursement](star.entered(t, "2025-12-31")) {
				if entry.Spec.Type == v1alpha1.EntryOrder {
					orders++
				}
			}
			if orders != c.orders {
				t.Errorf("%d orders, want %d", orders, c.orders)
			}
		})
	}
}
