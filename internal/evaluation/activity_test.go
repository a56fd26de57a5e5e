package evaluation_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

func TestPlans(t *testing.T) {
	runActivities(t, []activity{
		{name: "before it is filed", asOf: "2025-03-03", plan: "NotYet"},
		{name: "filed", asOf: "2025-03-04", plan: "UnderReview"},
		{name: "returned", change: func(c *planCase) {
			c.reviews["Leadership"].Spec.Verdict, c.reviews["Leadership"].Spec.Reason = v1alpha1.ReturnBack, "venue"
		}, asOf: "2025-03-20", plan: "Returned", report: "NotYet"},
		{name: "rejected", change: func(c *planCase) {
			c.reviews["Secretariat"].Spec.Verdict, c.reviews["Secretariat"].Spec.Reason = v1alpha1.Reject, "no"
			c.reviews["Secretariat"].Spec.DocumentNo, c.reviews["Secretariat"].Spec.Checks = "", nil
		}, plan: "Rejected", report: "NotAccepted"},
		{name: "a dissolved alliance", change: func(c *planCase) { c.alliance.Spec.DissolvedOn = "2025-03-01" }, plan: "NotRecognized", report: "NotAccepted"},
		{name: "dissolved after it filed", change: func(c *planCase) { c.alliance.Spec.DissolvedOn = "2025-03-10" }, plan: "Completed", report: "Accepted"},
		{name: "cancelled before it was reported", change: func(c *planCase) { c.plan.Spec.CancelledOn = "2025-03-20" }, plan: "Cancelled", report: "NotAccepted",
			reviews: map[string]string{"Leadership": "Counted"}},
		{name: "a cancellation to come", change: func(c *planCase) { c.plan.Spec.CancelledOn = "2025-03-21" }, asOf: "2025-03-20", plan: "Approved"},
		{name: "cancelled after it was reported", change: func(c *planCase) { c.plan.Spec.CancelledOn = "2025-04-10" }, plan: "Completed", report: "Accepted"},
		{name: "on the last day before it begins", change: func(c *planCase) { c.reviews["Leadership"].Spec.SignedOn = "2025-03-24" }, plan: "Completed"},
		{name: "no document", change: func(c *planCase) { c.reviews["Leadership"].Spec.DocumentNo = "" }, asOf: "2025-03-20", plan: "UnderReview",
			reviews: map[string]string{"Leadership": "Incomplete"}},
		{name: "more than all plans of the alliance may ask for", change: func(c *planCase) { c.program.Spec.Limits.PerAlliance = "11999.99" },
			plan: "Completed", flags: []v1alpha1.Flag{"OverAllianceLimit"}},
		{name: "the same activity twice", change: func(c *planCase) {
			c.file("tea-twice").Spec.Venue.Name = "tea-pruning"
		}, plan: "Completed", flags: []v1alpha1.Flag{"SimilarPlan"}},
		{name: "without limits", change: func(c *planCase) { c.program.Spec.Limits = nil }, plan: "Completed"},
	})
}

// A change after the approval starts the chain anew; what was signed before is stale.
func TestChangedPlan(t *testing.T) {
	c := planned()
	signed := c.digest(c.reviews["Secretariat"])
	for _, stage := range []string{"Secretariat", "Leadership"} {
		c.reviews[stage].Spec.SubjectRef.Digest = signed
	}
	c.plan.Spec.Activity.Title = "another title"
	pass := c.at("2025-03-20")
	wantOutcome(t, records.ActivityPlan, pass.ActivityPlan(pruning).Result, "UnderReview")
	wantOutcome(t, records.Review, pass.Review(records.KeyOf(c.reviews["Leadership"])), "Stale")
	c.plan.Spec.Activity.Title = "pruning"
	c.plan.Spec.CancelledOn = "2025-03-22"
	pass = c.at("2025-03-20")
	wantOutcome(t, records.ActivityPlan, pass.ActivityPlan(pruning).Result, "Approved")
}

// TestEligibility has the three readings of 市级产业农合联, for an alliance of the city and for one of a county with each star.
func TestEligibility(t *testing.T) {
	for _, of := range []struct {
		eligibility v1alpha1.Eligibility
		star        v1alpha1.Rating // of a county alliance; the city's own where empty
		want        string
	}{
		{"OrganisationLevel", "", "Approved"}, {"FourStar", "", "NotMunicipalAlliance"}, {"Either", "", "Approved"},
		{"OrganisationLevel", v1alpha1.Four, "NotMunicipalAlliance"}, {"FourStar", v1alpha1.Four, "Approved"}, {"Either", v1alpha1.Four, "Approved"},
		{"FourStar", v1alpha1.Five, "NotMunicipalAlliance"}, {"Either", v1alpha1.Five, "NotMunicipalAlliance"},
		{"FourStar", v1alpha1.Three, "NotMunicipalAlliance"},
	} {
		t.Run(string(of.eligibility)+" "+string(of.star), func(t *testing.T) {
			c := planned()
			c.drop(c.report, c.reviews["Acceptance"])
			c.program.Spec.Eligibility = of.eligibility
			key := pruning
			if of.star != "" {
				county(c)
				c.world.round(2024)
				c.star(c.alliance, 2024, of.star)
				key.Namespace = "zhuji"
			}
			wantOutcome(t, records.ActivityPlan, c.at("2025-03-20").ActivityPlan(key).Result, of.want)
		})
	}
}

func TestReports(t *testing.T) {
	other := func(c *planCase, reported v1alpha1.Date) *v1alpha1.ActivityReport {
		second := c.file("tea-other")
		c.approve(second, "12000.00")
		report := c.tell(second, "100.00", "25330001")
		report.Spec.ReportedOn = reported
		return report
	}
	runActivities(t, []activity{
		{name: "before it is reported", asOf: "2025-04-09", report: "NotYet"},
		{name: "reported", asOf: "2025-04-14", report: "UnderReview"},
		{name: "accepted today", asOf: "2025-04-15", report: "AwaitingDayEnd", payable: "11460.00"},
		{name: "entered", asOf: "2025-04-16", report: "Accepted"},
		{name: "while its plan is open", change: func(c *planCase) {
			c.report.Spec.ReportedOn, c.plan.Spec.Activity.StartsOn = "2025-03-10", "2025-06-01"
		},
			asOf: "2025-03-11", report: "UnderReview"},
		{name: "not accepted", change: func(c *planCase) {
			c.reviews["Acceptance"].Spec.Verdict, c.reviews["Acceptance"].Spec.Reason = v1alpha1.Reject, "another activity"
		}, report: "NotAccepted", plan: "Completed"},
		{name: "returned", change: func(c *planCase) {
			c.reviews["Acceptance"].Spec.Verdict, c.reviews["Acceptance"].Spec.Reason = v1alpha1.ReturnBack, "receipts"
		}, report: "Returned"},
		{name: "on the last day", change: func(c *planCase) {
			c.report.Spec.ReportedOn, c.reviews["Acceptance"].Spec.SignedOn = "2025-04-25", "2025-04-28"
		}, report: "Accepted"},
		{name: "a day late", change: func(c *planCase) {
			c.report.Spec.ReportedOn, c.reviews["Acceptance"].Spec.SignedOn = "2025-04-26", "2025-04-28"
		}, report: "Late"},
		// The 36th day after 26 March is 1 May, a holiday until the 5th.
		{name: "a last day off rolls on", change: func(c *planCase) {
			c.program.Spec.ReportWithinDays = 36
			c.report.Spec.ReportedOn, c.reviews["Acceptance"].Spec.SignedOn = "2025-05-06", "2025-05-08"
		}, report: "Accepted"},
		{name: "and no further", change: func(c *planCase) {
			c.program.Spec.ReportWithinDays = 36
			c.report.Spec.ReportedOn, c.reviews["Acceptance"].Spec.SignedOn = "2025-05-07", "2025-05-08"
		}, report: "Late"},
		{name: "an invoice of an earlier report", change: func(c *planCase) { other(c, "2025-04-09") }, report: "DuplicateInvoice",
			reviews: map[string]string{"Acceptance": "Stale"}},
		{name: "an invoice of a later report", change: func(c *planCase) { other(c, "2025-04-11") }, report: "Accepted"},
		{name: "an invoice of a report of the same day goes by name", change: func(c *planCase) { other(c, "2025-04-10") }, report: "DuplicateInvoice"},
		{name: "a line without an invoice", change: func(c *planCase) { c.report.Spec.Costs[0].Invoice = "" }, report: "Accepted", reported: []v1alpha1.Flag{"InvoiceMissing"}},
		{name: "held after its last day", change: func(c *planCase) { c.report.Spec.HeldOn[1] = "2025-03-28" }, report: "Accepted", reported: []v1alpha1.Flag{"HeldOutsidePlan"}},
		{name: "accepted by who signed the plan", change: func(c *planCase) { c.reviews["Acceptance"].Spec.Reviewer = "secretary" }, report: "UnderReview",
			reviews: map[string]string{"Acceptance": "SameSigner"}},
		{name: "no budget", change: func(c *planCase) {
			get[*v1alpha1.Budget](c.world, "shaoxing", "activities-2025").Spec.Appropriations = nil
		}, report: "PendingBudget"},
		{name: "too small a budget", change: func(c *planCase) {
			get[*v1alpha1.Budget](c.world, "shaoxing", "activities-2025").Spec.Appropriations[0].Total = "11459.99"
		}, report: "PendingBudget", payable: "11460.00"},
		{name: "no ledger", change: func(c *planCase) { c.drop(get[*v1alpha1.Ledger](c.world, "shaoxing", "activities")) }, report: "ReferenceMissing"},
	})
}

// TestPayable: the least of the cost, of what was approved, and of what others did not pay (F-13).
func TestPayable(t *testing.T) {
	for _, of := range []struct{ cost, approved, others, want v1alpha1.Yuan }{
		{"11460.00", "12000.00", "", "11460.00"},
		{"13000.00", "12000.00", "", "12000.00"},
		{"10000.00", "6000.00", "6000.00", "4000.00"},
		{"10000.00", "6000.00", "3000.00", "6000.00"},
		{"10000.00", "6000.00", "10000.00", "0.00"},
		{"10000.00", "6000.00", "9999.99", "0.01"},
		{"0.00", "6000.00", "", "0.00"},
	} {
		does(func(c *planCase) {
			c.report.Spec.Costs[0].Amount, c.reviews["Leadership"].Spec.Amount = of.cost, of.approved
			if of.others != "" {
				c.report.Spec.OtherFunding = []v1alpha1.Funding{{Source: "county", Amount: of.others}}
			}
		}, activity{report: "Accepted", payable: string(of.want)})(t)
	}
}

// An invoice stands with the report that has an entry, whatever is dated earlier and comes to light later.
func TestInvoiceOfWhatWasEntered(t *testing.T) {
	c := planned()
	entered := c.enteredActivities(t, "2025-12-31")
	second := c.file("earlier")
	c.approve(second, "12000.00")
	c.tell(second, "100.00", "25330001").Spec.ReportedOn = "2025-04-01"
	for _, entry := range records.List[*v1alpha1.FundingDisbursement](entered) {
		c.add(entry)
	}
	pass := c.at("2025-12-31")
	wantOutcome(t, records.ActivityReport, pass.ActivityReport(pruning).Result, "Accepted")
	wantOutcome(t, records.ActivityReport, pass.ActivityReport(records.Key{Namespace: "shaoxing", Name: "earlier"}).Result, "DuplicateInvoice")
}

// The entry is one of the plan's claim, caused by the acceptance, to the alliance or, of one without a code, to its host.
func TestEntryOfAnActivity(t *testing.T) {
	for _, of := range []struct{ code, want v1alpha1.CreditCode }{{torreyaCode, torreyaCode}, {"", companyCode}} {
		c := planned()
		c.alliance.Spec.CreditCode = of.code
		if of.code == "" {
			c.alliance.Spec.Host = &v1alpha1.Host{DisplayName: "company", CreditCode: companyCode}
		}
		report := c.livedActivities(t, "2025-12-31").ActivityReport(pruning)
		entry := get[*v1alpha1.FundingDisbursement](&world{objects: listed(c.enteredActivities(t, "2025-12-31"))}, "shaoxing", report.Entry)
		spec := entry.Spec
		if spec.Type != v1alpha1.EntryActivity || spec.Amount != "11460.00" || spec.Year != 2025 || spec.Payee.CreditCode != of.want ||
			spec.Claim.Plan == nil || *spec.Claim.Plan != (v1alpha1.Ref{Namespace: "shaoxing", Name: "tea-pruning"}) || spec.Claim.Identity != "" ||
			spec.Cause.Kind != "ActivityReport" || spec.Cause.Stage != "Acceptance" || spec.EffectiveOn != "2025-04-15" || spec.Rules == "" {
			t.Errorf("the entry is %+v", spec)
		}
	}
}

func listed(view records.View) []records.Object { return view.List(records.FundingDisbursement) }

// What was entered stays, and says so, when its report is changed or gone.
func TestEvidenceOfAnActivity(t *testing.T) {
	c := planned()
	for _, entry := range listed(c.enteredActivities(t, "2025-12-31")) {
		c.add(entry)
	}
	claim := v1alpha1.Claim{Plan: &v1alpha1.Ref{Namespace: "shaoxing", Name: "tea-pruning"}}
	if c.at("2025-12-31").EvidenceMissing(activitiesLedger, claim) {
		t.Error("everything is there")
	}
	c.reviews["Acceptance"].Spec.SubjectRef.Digest = c.digest(c.reviews["Acceptance"])
	c.report.Spec.Costs[0].Amount = "12000.00"
	pass := c.at("2025-12-31")
	if !pass.EvidenceMissing(activitiesLedger, claim) {
		t.Error("the report was changed")
	}
	got := pass.ActivityReport(pruning)
	if wantOutcome(t, records.ActivityReport, got.Result, "Accepted"); got.Granted.String() != "11460.00" {
		t.Errorf("%s stand, want what was entered", got.Granted)
	}
	c.drop(c.reviews["Acceptance"])
	if !c.at("2025-12-31").EvidenceMissing(activitiesLedger, claim) {
		t.Error("the acceptance is gone")
	}
}
