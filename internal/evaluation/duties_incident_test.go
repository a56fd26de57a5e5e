package evaluation_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/records"
)

const (
	reporting   = "files incident"
	finding     = "signs incident"
	appealing   = "signs appeal"
	overturning = appealing + ", later"
)

// fullIncident is an incident in which every duty lies with another account, from its report to the money that is paid again after an
// appeal of two stages.
func fullIncident(t *testing.T, by map[string]v1alpha1.Account) (*evaluation.Pass, *v1alpha1.Payment) {
	t.Helper()
	account := func(duty string, otherwise v1alpha1.Account) v1alpha1.Account {
		if given, ok := by[duty]; ok {
			return given
		}
		return otherwise
	}
	c := awarded()
	c.round.Spec.Revocation.Appeal.Stages = []v1alpha1.Stage{{Name: "Inquiry", Authority: v1alpha1.Provincial}, {Name: "Appeal", Authority: v1alpha1.Provincial}}
	i := c.report("report", v1alpha1.GroundIllegalOperation, "2025-04-01", "2025-07-01")
	i.incident.Spec.FiledBy = account(reporting, "supervisor")
	i.revoked("2025-07-03", "2025-07-08")
	i.reviews["Finding-report"].Spec.Reviewer = account(finding, "finder")
	i.reviews["Revocation-report"].Spec.Reviewer = account(finding+", later", "revoker")
	c.signUnder(i.incident, "Inquiry-report", v1alpha1.Provincial, account(appealing, "inquirer"), "2025-08-04")
	c.signUnder(i.incident, "Appeal-report", v1alpha1.Provincial, account(overturning, "appeal-officer"), "2025-08-05")
	// Payments are judged by the case of their entry, whether or not anything came of that.
	entry := &v1alpha1.FundingDisbursement{ObjectMeta: named("shaoxing", "stars-000009"), Spec: v1alpha1.FundingDisbursementSpec{
		LedgerRef: v1alpha1.LocalRef{Name: "stars"}, Type: v1alpha1.EntryAward, Claim: &v1alpha1.Claim{Identity: torreyaCode, Year: 2025},
		Cause: v1alpha1.Cause{Kind: "Incident", Namespace: "zhuji", Name: "report", Stage: "Appeal"},
	}}
	c.add(entry)
	payment := &v1alpha1.Payment{ObjectMeta: named("shaoxing", entry.Name+"-1"), Spec: v1alpha1.PaymentSpec{
		DisbursementRef: v1alpha1.DisbursementRef{Name: entry.Name}, Amount: "20000.00", OrderedOn: "2025-08-06",
		OrderedBy: account(ordering, "cashier"), BookedBy: account(booking, "bookkeeper"),
	}}
	c.add(payment)
	return c.at("2025-12-31"), payment
}

// TestSeparationOfDutiesInIncidents has a case for every pair of duties that an incident adds: who reports, who finds, who decides and
// who hears the appeal are apart (SD-3), and who grants money by an appeal does not pay it (SD-2).
func TestSeparationOfDutiesInIncidents(t *testing.T) {
	refuses := func(by map[string]v1alpha1.Account, act string) bool {
		pass, payment := fullIncident(t, by)
		order, book := pass.SameSigner(payment)
		switch act {
		case "order":
			return order
		case "booking":
			return book
		}
		judged := pass.Review(records.Key{Namespace: "zhuji", Name: "report-" + act + "-report"})
		return judged.Is(v1alpha1.ReasonSameSigner)
	}
	for _, pair := range []struct{ first, second, refused string }{
		{reporting, finding, "finding"}, {finding, finding + ", later", "revocation"}, {reporting, appealing, "inquiry"},
		{finding, appealing, "inquiry"}, {appealing, overturning, "appeal"}, {appealing, ordering, "order"}, {appealing, booking, "booking"},
	} {
		t.Run(pair.first+" and "+pair.second, func(t *testing.T) {
			t.Run("holds", func(t *testing.T) {
				if refuses(map[string]v1alpha1.Account{pair.first: "one", pair.second: "another"}, pair.refused) {
					t.Errorf("two accounts, and yet %s is refused", pair.refused)
				}
			})
			t.Run("refused", func(t *testing.T) {
				if !refuses(map[string]v1alpha1.Account{pair.first: "one", pair.second: "one"}, pair.refused) {
					t.Errorf("one account, and yet %s counts", pair.refused)
				}
			})
		})
	}
}
