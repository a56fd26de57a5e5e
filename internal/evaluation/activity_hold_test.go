package evaluation_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// An open incident about the alliance itself holds its plans and their money, and nothing else does.
func TestHeldPlans(t *testing.T) {
	about := func(subject v1alpha1.IncidentSubject, reported v1alpha1.Date) func(c *planCase) {
		return func(c *planCase) {
			c.starCase.report("report", v1alpha1.GroundIllegalOperation, "2025-03-01", reported).incident.Spec.Subject = subject
		}
	}
	runActivities(t, []activity{
		{name: "before the report", change: about("Alliance", "2025-03-25"), asOf: "2025-03-24", plan: "Approved"},
		{name: "from its day on", change: about("Alliance", "2025-03-25"), asOf: "2025-03-25", plan: "OnHold"},
		{name: "for as long as it is open", change: about("Alliance", "2025-03-25"), plan: "OnHold", report: "OnHold"},
		{name: "after the acceptance", change: about("Alliance", "2025-04-16"), plan: "Completed", report: "Accepted"},
		{name: "on the day of the acceptance", change: about("Alliance", "2025-04-15"), asOf: "2025-04-20", plan: "OnHold", report: "OnHold"},
		{name: "once its money is entered", change: about("Alliance", "2025-04-17"), asOf: "2025-04-20", plan: "Completed", report: "Accepted"},
		{name: "a member's", change: about("Member", "2025-03-20"), plan: "Completed", report: "Accepted"},
		{name: "while people still sign", change: about("Alliance", "2025-03-05"), asOf: "2025-03-11", plan: "UnderReview"},
		{name: "dismissed", change: func(c *planCase) {
			i := c.starCase.report("report", v1alpha1.GroundIllegalOperation, "2025-03-01", "2025-03-20")
			found := i.signed("Finding", "finder", "2025-05-08")
			found.Spec.Verdict, found.Spec.Reason = v1alpha1.Reject, "nothing"
		}, plan: "Completed", report: "Accepted"},
	})
}

// A revocation stops what runs, until the leadership lets it go on or ends it. It takes nothing of what was accepted.
func TestReleaseAfterARevocation(t *testing.T) {
	revoked := func(on v1alpha1.Date, then func(c *planCase)) func(c *planCase) {
		return func(c *planCase) {
			c.starCase.report("report", v1alpha1.GroundIllegalOperation, "2025-02-01", "2025-03-20").revoked("2025-03-21", on)
			if then != nil {
				then(c)
			}
		}
	}
	release := func(on v1alpha1.Date, verdict v1alpha1.Verdict) func(c *planCase) {
		return func(c *planCase) {
			signed := c.signUnder(c.plan, evaluation.StageRelease, v1alpha1.Municipal, "leader", on)
			signed.Spec.Verdict, signed.Spec.Reason = verdict, "because"
		}
	}
	runActivities(t, []activity{
		{name: "it stands still", change: revoked("2025-03-24", nil), asOf: "2025-03-28", plan: "OnHold"},
		{name: "for good, unless somebody decides", change: revoked("2025-03-24", nil), plan: "OnHold", report: "OnHold"},
		{name: "the release is signed later than the acceptance", change: revoked("2025-03-24", release("2025-05-08", v1alpha1.Approve)), asOf: "2025-05-07", plan: "OnHold", report: "OnHold"},
		{name: "it goes on", change: revoked("2025-03-24", release("2025-03-26", v1alpha1.Approve)), asOf: "2025-03-26", plan: "InProgress",
			reviews: map[string]string{"Release": "Counted"}},
		{name: "its money too", change: revoked("2025-03-24", release("2025-05-08", v1alpha1.Approve)), plan: "Completed", report: "Accepted"},
		{name: "not before the revocation", change: revoked("2025-03-24", release("2025-03-23", v1alpha1.Approve)), asOf: "2025-03-28", plan: "OnHold",
			reviews: map[string]string{"Release": "TooEarly"}},
		{name: "it ends", change: revoked("2025-03-24", release("2025-03-26", v1alpha1.Reject)), plan: "Cancelled", report: "NotAccepted"},
		{name: "who accepted does not release later, and the acceptance stands", change: revoked("2025-04-20", func(c *planCase) {
			c.signUnder(c.plan, evaluation.StageRelease, v1alpha1.Municipal, "acceptor", "2025-05-08")
		}), plan: "Completed", report: "Accepted", reviews: map[string]string{"Acceptance": "Counted", "Release": "SameSigner"}},
		{name: "nor who accepted it with the invoice of another", change: revoked("2025-04-20", func(c *planCase) {
			c.rival()
			c.signUnder(c.plan, evaluation.StageRelease, v1alpha1.Municipal, "acceptor", "2025-05-08")
		}), plan: "OnHold", report: "DuplicateInvoice", reviews: map[string]string{"Release": "SameSigner"}},
		{name: "who released does not accept later", change: revoked("2025-03-24", func(c *planCase) {
			c.signUnder(c.plan, evaluation.StageRelease, v1alpha1.Municipal, "acceptor", "2025-03-26")
		}), plan: "Completed", report: "UnderReview", reviews: map[string]string{"Acceptance": "SameSigner"}},
		{name: "what was accepted by then", change: revoked("2025-04-16", nil), asOf: "2025-04-17", report: "Accepted"},
		{name: "what was approved knowing of it", change: func(c *planCase) {
			c.starCase.report("report", v1alpha1.GroundIllegalOperation, "2025-02-01", "2025-03-05").revoked("2025-03-06", "2025-03-11")
		}, plan: "Completed", report: "Accepted"},
		{name: "by a county", change: revoked("2025-03-24", func(c *planCase) {
			release("2025-03-26", v1alpha1.Approve)(c)
			c.reviews["Release"].Spec.Authority = v1alpha1.County
		}), asOf: "2025-03-28", plan: "OnHold", reviews: map[string]string{"Release": "WrongAuthority"}},
	})
}

// While the money is on hold its orders are too; what holds nothing any more lets them through.
func TestHeldClaimsOfPlans(t *testing.T) {
	c := planned()
	c.starCase.report("report", v1alpha1.GroundIllegalOperation, "2025-02-01", "2025-04-17")
	held, until := c.at("2025-12-31").Held(activitiesLedger, v1alpha1.Claim{Plan: &v1alpha1.Ref{Namespace: "shaoxing", Name: "tea-pruning"}}, calendar.MustParse("2025-04-16"))
	if held || until != calendar.MustParse("2025-04-17") {
		t.Errorf("held %t until %s before the report", held, until)
	}
	held, until = c.at("2025-12-31").Held(activitiesLedger, v1alpha1.Claim{Plan: &v1alpha1.Ref{Namespace: "shaoxing", Name: "tea-pruning"}}, calendar.MustParse("2025-04-17"))
	if !held || until != 0 {
		t.Errorf("held %t until %s from the report on", held, until)
	}
}

// The duties of a plan with its report, each with the account that has it.
const (
	planning  = "files plan"
	agreeing  = "signs plan"
	telling   = "files report"
	accepting = "accepts report"
)

// fullActivity is a plan in which every duty lies with another account, to its payment.
func fullActivity(by map[string]v1alpha1.Account) (*planCase, *v1alpha1.Payment) {
	account := func(duty string, otherwise v1alpha1.Account) v1alpha1.Account {
		if given, ok := by[duty]; ok {
			return given
		}
		return otherwise
	}
	c := planned()
	c.program.Spec.Acceptance = []v1alpha1.Stage{{Name: "Inspection", Authority: v1alpha1.Municipal}, {Name: "Acceptance", Authority: v1alpha1.Municipal}}
	c.plan.Spec.FiledBy, c.report.Spec.FiledBy = account(planning, "applicant"), account(telling, "reporter")
	c.reviews["Secretariat"].Spec.Reviewer, c.reviews["Leadership"].Spec.Reviewer = account(agreeing, "secretary"), account(agreeing+", later", "leader")
	c.signUnder(c.report, "Inspection", v1alpha1.Municipal, account(accepting, "inspector"), "2025-04-14")
	c.reviews["Acceptance"].Spec.Reviewer = account(accepting+", later", "acceptor")
	entry := &v1alpha1.FundingDisbursement{ObjectMeta: named("shaoxing", "activities-000009"), Spec: v1alpha1.FundingDisbursementSpec{
		LedgerRef: v1alpha1.LocalRef{Name: "activities"}, Type: v1alpha1.EntryActivity,
		Cause: v1alpha1.Cause{Kind: "ActivityReport", Namespace: "shaoxing", Name: c.report.Name, Stage: "Acceptance"},
	}}
	c.add(entry)
	payment := &v1alpha1.Payment{ObjectMeta: named("shaoxing", entry.Name+"-1"), Spec: v1alpha1.PaymentSpec{
		DisbursementRef: v1alpha1.DisbursementRef{Name: entry.Name}, Amount: "11460.00", OrderedOn: "2025-04-18",
		OrderedBy: account(ordering, "cashier"), BookedBy: account(booking, "bookkeeper"),
	}}
	c.add(payment)
	return c, payment
}

// TestSeparationOfDutiesInActivities has a case for every pair of duties that an activity adds (SD-1, SD-2, SD-5).
func TestSeparationOfDutiesInActivities(t *testing.T) {
	refuses := func(by map[string]v1alpha1.Account, act string) bool {
		c, payment := fullActivity(by)
		pass := c.at("2025-12-31")
		order, book := pass.SameSigner(payment)
		switch act {
		case "order":
			return order
		case "booking":
			return book
		}
		judged := pass.Review(records.KeyOf(c.reviews[act]))
		return judged.Is(v1alpha1.ReasonSameSigner)
	}
	for _, act := range []string{"Secretariat", "Leadership", "Inspection", "Acceptance", "order", "booking"} {
		if refuses(nil, act) {
			t.Errorf("every duty lies with another account, and yet %s is refused", act)
		}
	}
	for _, pair := range []struct{ first, second, refused string }{
		{planning, agreeing, "Secretariat"}, {agreeing, agreeing + ", later", "Leadership"}, {planning, accepting, "Inspection"},
		{telling, accepting, "Inspection"}, {agreeing, accepting, "Inspection"}, {accepting, accepting + ", later", "Acceptance"},
		{planning, ordering, "order"}, {agreeing, ordering, "order"}, {telling, ordering, "order"}, {accepting, ordering, "order"},
		{planning, booking, "booking"}, {agreeing, booking, "booking"}, {telling, booking, "booking"}, {accepting, booking, "booking"},
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
	if refuses(map[string]v1alpha1.Account{planning: "one", telling: "one"}, "Acceptance") {
		t.Error("who filed the plan may file its report")
	}
}
