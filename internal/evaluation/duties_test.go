package evaluation_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// The duties of a case, each with the account that has it in the full case.
const (
	filing     = "files application"
	signing    = "signs application"
	objecting  = "files objection"
	hearing    = "hears objection"
	requesting = "files request"
	approving  = "signs request"
	ordering   = "orders payment"
	booking    = "books payment"
)

// duties is a full case, evaluated.
type duties struct {
	pass    *evaluation.Pass
	payment *v1alpha1.Payment
}

// fullCase is a case in which every duty lies with another account, to its payment, of which the last is booked.
func fullCase(t *testing.T, by map[string]v1alpha1.Account) duties {
	t.Helper()
	account := func(duty string, otherwise v1alpha1.Account) v1alpha1.Account {
		if given, ok := by[duty]; ok {
			return given
		}
		return otherwise
	}
	c := awarded()
	c.round.Spec.Objections.Stages = []v1alpha1.Stage{{Name: "Inquiry", Authority: v1alpha1.Municipal}, {Name: "Hearing", Authority: v1alpha1.Municipal}}
	c.application.Spec.FiledBy = account(filing, "applicant")
	c.reviews["Recommendation"].Spec.Reviewer = account(signing, "recommender")
	c.reviews["Decision"].Spec.Reviewer = account(signing+", later", "decider")
	objection := c.object("one", "2025-06-04")
	objection.Spec.FiledBy = account(objecting, "secretariat")
	c.signUnder(objection, "Inquiry", v1alpha1.Municipal, account(hearing, "inquirer"), "2025-06-05")
	c.signUnder(objection, "Hearing", v1alpha1.Municipal, account(hearing+", later", "hearer"), "2025-06-06").Spec.Verdict = v1alpha1.Reject
	c.request.Spec.FiledBy = account(requesting, "claimant")
	c.reviews["Check"].Spec.Reviewer = account(approving, "checker")
	c.reviews["Leadership"].Spec.Reviewer = account(approving+", later", "leader")
	// Payments are judged by the case of their entry, whether or not anything came of that.
	entry := &v1alpha1.FundingDisbursement{ObjectMeta: named("shaoxing", "stars-000009"), Spec: v1alpha1.FundingDisbursementSpec{
		LedgerRef: v1alpha1.LocalRef{Name: "stars"}, Type: v1alpha1.EntryAward,
		Cause: v1alpha1.Cause{Kind: "AwardRequest", Namespace: "zhuji", Name: c.request.Name, Stage: "Leadership"},
	}}
	c.add(entry)
	payment := &v1alpha1.Payment{ObjectMeta: named("shaoxing", entry.Name+"-1"), Spec: v1alpha1.PaymentSpec{
		DisbursementRef: v1alpha1.DisbursementRef{Name: entry.Name}, Amount: "20000.00", OrderedOn: "2025-06-23",
		OrderedBy: account(ordering, "cashier"), BookedBy: account(booking, "bookkeeper"),
	}}
	c.add(payment)
	return duties{c.at("2025-12-31"), payment}
}

// TestSeparationOfDuties has a case for every pair of duties that must lie with different accounts (SD-1, SD-2, SD-4): with two
// accounts all of them count; with one, the later act does not.
func TestSeparationOfDuties(t *testing.T) {
	all := fullCase(t, nil)
	for _, name := range []string{"Recommendation", "Decision", "Inquiry", "Hearing", "Check", "Leadership"} {
		if all.refuses(name) {
			t.Errorf("every duty lies with another account, and yet %s is refused", name)
		}
	}
	if order, book := all.pass.SameSigner(all.payment); order || book {
		t.Errorf("every duty lies with another account, and yet the payment is refused: ordering %t, booking %t", order, book)
	}
	for _, pair := range []struct{ first, second, refused string }{
		{filing, signing, "Recommendation"}, {signing, signing + ", later", "Decision"},
		{filing, approving, "Check"}, {requesting, approving, "Check"}, {approving, approving + ", later", "Leadership"},
		{objecting, hearing, "Inquiry"}, {filing, hearing, "Inquiry"}, {signing, hearing, "Inquiry"}, {hearing, hearing + ", later", "Hearing"},
		{filing, ordering, "order"}, {requesting, ordering, "order"}, {signing, ordering, "order"}, {approving, ordering, "order"}, {hearing, ordering, "order"},
		{filing, booking, "booking"}, {requesting, booking, "booking"}, {signing, booking, "booking"}, {approving, booking, "booking"}, {hearing, booking, "booking"},
		{ordering, booking, "booking"},
	} {
		t.Run(pair.first+" and "+pair.second, func(t *testing.T) {
			t.Run("holds", func(t *testing.T) {
				all := fullCase(t, map[string]v1alpha1.Account{pair.first: "one", pair.second: "another"})
				if all.refuses(pair.refused) {
					t.Errorf("two accounts, and yet %s is refused", pair.refused)
				}
			})
			t.Run("refused", func(t *testing.T) {
				all := fullCase(t, map[string]v1alpha1.Account{pair.first: "one", pair.second: "one"})
				if !all.refuses(pair.refused) {
					t.Errorf("one account, and yet %s counts", pair.refused)
				}
			})
		})
	}
}

// refuses says whether an act of the full case does not count because of who did it.
func (d duties) refuses(act string) bool {
	order, book := d.pass.SameSigner(d.payment)
	switch act {
	case "order":
		return order
	case "booking":
		return book
	}
	name := map[string]string{"Recommendation": "-recommendation", "Decision": "-decision", "Check": "-check", "Leadership": "-leadership",
		"Inquiry": "-one-inquiry", "Hearing": "-one-hearing"}[act]
	got := d.pass.Review(records.Key{Namespace: "zhuji", Name: torreya4.Name + name})
	return got.Is(v1alpha1.ReasonSameSigner)
}

// One account may do what the table does not forbid.
func TestDutiesThatMayLieTogether(t *testing.T) {
	for _, pair := range [][2]string{
		{filing, requesting}, {signing, approving}, {signing + ", later", approving + ", later"}, {hearing, approving}, {objecting, ordering},
		{objecting, booking}, {objecting, approving},
	} {
		all := fullCase(t, map[string]v1alpha1.Account{pair[0]: "one", pair[1]: "one"})
		for _, act := range []string{"Recommendation", "Decision", "Inquiry", "Hearing", "Check", "Leadership", "order", "booking"} {
			if all.refuses(act) {
				t.Errorf("one account %s and %s: %s is refused", pair[0], pair[1], act)
			}
		}
	}
}

// A signature by who may not sign leaves the stage open, and another may sign it.
func TestSameSignerLeavesTheStageOpen(t *testing.T) {
	run(t, []example{
		{name: "the applicant recommends itself", change: func(c *starCase) { c.reviews["Recommendation"].Spec.Reviewer = "applicant" },
			star: "Filed", reviews: map[string]string{"Recommendation": "SameSigner", "Appraisal-1": "TooEarly"}},
		{name: "a reviewer decides", change: func(c *starCase) { c.reviews["Decision"].Spec.Reviewer = "reviewer-2" },
			star: "UnderReview", reviews: map[string]string{"Decision": "SameSigner"}},
		{name: "somebody else decides then", change: func(c *starCase) {
			c.reviews["Decision"].Spec.Reviewer = "reviewer-2"
			again := c.sign("Decision-2", v1alpha1.Municipal, "decider", "2025-05-30")
			again.Spec.Notice = &v1alpha1.NoticeOpening{OpensOn: "2025-06-03"}
		}, star: "Awarded", reviews: map[string]string{"Decision": "SameSigner", "Decision-2": "Counted"}},
		{name: "a sheet that did not count binds nobody", change: func(c *starCase) {
			c.sheet("Appraisal-4", v1alpha1.County, "decider", "2025-05-20", "20 20 20 20")
		}, star: "Awarded", reviews: map[string]string{"Appraisal-4": "WrongAuthority", "Decision": "Counted"}},
	})
}
