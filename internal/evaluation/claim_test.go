package evaluation_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// TestLaterClaimHasNoStepOfAnEarlierRevocation asks that a decision which was over before anything of a claim was signed is no step of
// it: day by day nobody would have entered it before the claim began, so at once nobody may either.
func TestLaterClaimHasNoStepOfAnEarlierRevocation(t *testing.T) {
	c := awarded()
	i := c.report("report", v1alpha1.GroundIllegalOperation, "2025-04-01", "2025-07-01")
	i.revoked("2025-07-03", "2025-07-08")
	c.round.Spec.Revocation.BarYears = 0
	c.world.round(2026)
	c.star(c.alliance, 2026, v1alpha1.Four)
	view, granted := c.entered(t, "2026-12-31"), 0
	for _, entry := range records.List[*v1alpha1.FundingDisbursement](view) {
		claim := entry.Spec.Claim
		if claim != nil && claim.Year == 2026 && entry.Spec.Type == v1alpha1.EntryAward {
			granted++
		}
		if claim != nil && claim.Year == 2026 && entry.Spec.Cause.Kind == string(records.Incident) {
			t.Errorf("%s is an entry of %s for the claim of 2026, which began later", entry.Name, entry.Spec.Cause.Name)
		}
	}
	if granted != 1 {
		t.Errorf("the claim of 2026 was granted %d times, want once", granted)
	}
}

// TestSuccessionIsNoMatterOfBefore holds F-17 to its day: what an alliance did before it succeeded another takes nothing of the other's
// money, and holds none of it; what it does after that is done by one organisation.
func TestSuccessionIsNoMatterOfBefore(t *testing.T) {
	for name, c := range map[string]struct {
		on    v1alpha1.Date
		taken bool
	}{
		"an offence before the succession": {"2026-01-15", false},
		"an offence after the succession":  {"2025-06-25", true},
	} {
		t.Run(name, func(t *testing.T) {
			before := awarded()
			heir := before.world.alliance("keqiao", "heir", "51330603PDY000044W")
			heir.Spec.Succeeds = []v1alpha1.Succession{{CreditCode: torreyaCode, On: c.on}}
			later := &starCase{world: before.world, alliance: heir, round: before.round, reviews: map[string]*v1alpha1.Review{}}
			i := later.report("report", v1alpha1.GroundIllegalOperation, "2025-04-01", "2025-07-01")
			i.by = v1alpha1.County
			i.revoked("2025-07-03", "2025-07-08")
			entry := last(t, before.entered(t, "2025-12-31"))
			if taken := entry.Spec.Type == v1alpha1.EntryCancellation; taken != c.taken {
				t.Errorf("the last entry is %s of %s", entry.Spec.Type, entry.Spec.Amount)
			}
		})
	}
}

// TestDebtsOfOneThatIsNoHeirYet holds F-21 and F-17 together: what a successor owes blocks new money from the day of the succession on.
func TestDebtsOfOneThatIsNoHeirYet(t *testing.T) {
	for on, want := range map[v1alpha1.Date]string{"2026-01-15": v1alpha1.ReasonGranted, "2025-10-01": v1alpha1.ReasonRecoveryOpen} {
		t.Run(string(on), func(t *testing.T) {
			w := newWorld()
			torreya := w.alliance("zhuji", "torreya", torreyaCode)
			heir := w.alliance("keqiao", "heir", "51330603PDY000044W")
			heir.Spec.Succeeds = []v1alpha1.Succession{{CreditCode: torreyaCode, On: on}}
			owes := w.star(heir, 2025, v1alpha1.Four)
			owes.paid(t, "stars-000003", "1", "2025-06-25", "2025-06-26")
			owes.report("report", v1alpha1.GroundIllegalOperation, "2025-04-01", "2025-07-01").revoked("2025-07-03", "2025-07-08")
			asks := w.star(torreya, 2025, v1alpha1.Five)
			wantGrant(t, asks.lived(t, "2025-12-31"), records.KeyOf(asks.request), want)
		})
	}
}
