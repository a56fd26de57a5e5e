package evaluation_test

import (
	"strings"
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// none are no flags, where they are asked.
var none = []v1alpha1.Flag{}

func TestPlans(t *testing.T) {
	twice := func(change func(*v1alpha1.ActivityPlanSpec)) func(c *planCase) {
		return func(c *planCase) {
			again := c.file("tea-twice")
			again.Spec.Venue.Name = "tea-pruning"
			change(&again.Spec)
		}
	}
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
		{name: "cancelled after it was reported", change: func(c *planCase) { c.plan.Spec.CancelledOn = "2025-04-10" }, plan: "Completed", report: "Accepted",
			flags: []v1alpha1.Flag{"CancelledTooLate"}},
		{name: "cancelled the day before it was held", change: func(c *planCase) { c.plan.Spec.CancelledOn = "2025-03-24" }, plan: "Cancelled", report: "NotAccepted"},
		{name: "cancelled on the day on which it was held", change: func(c *planCase) { c.plan.Spec.CancelledOn = "2025-03-25" }, plan: "Completed", report: "Accepted",
			flags: []v1alpha1.Flag{"CancelledTooLate"}},
		{name: "until it is reported it was cancelled", change: func(c *planCase) { c.plan.Spec.CancelledOn = "2025-03-25" }, asOf: "2025-04-09", plan: "Cancelled"},
		{name: "what was not accepted is not by a cancellation", change: func(c *planCase) {
			c.plan.Spec.CancelledOn = "2025-03-26"
			c.reviews["Acceptance"].Spec.Verdict, c.reviews["Acceptance"].Spec.Reason = v1alpha1.Reject, "another activity"
		}, plan: "Completed", report: "NotAccepted"},
		{name: "on the last day before it begins", change: func(c *planCase) { c.reviews["Leadership"].Spec.SignedOn = "2025-03-24" }, plan: "Completed"},
		{name: "no document", change: func(c *planCase) { c.reviews["Leadership"].Spec.DocumentNo = "" }, asOf: "2025-03-20", plan: "UnderReview",
			reviews: map[string]string{"Leadership": "Incomplete"}},
		{name: "more than all plans of the alliance may ask for", change: func(c *planCase) { c.program.Spec.Limits.PerAlliance = "11999.99" },
			plan: "Completed", flags: []v1alpha1.Flag{"OverAllianceLimit"}},
		{name: "the same activity twice", change: twice(func(*v1alpha1.ActivityPlanSpec) {}), plan: "Completed", flags: []v1alpha1.Flag{"SimilarPlan"}},
		{name: "twice under another type", change: twice(func(s *v1alpha1.ActivityPlanSpec) { s.Activity.Type = v1alpha1.ActivityExchange }),
			plan: "Completed", flags: []v1alpha1.Flag{"SimilarPlan"}},
		{name: "twice on its last day", change: twice(func(s *v1alpha1.ActivityPlanSpec) {
			s.Activity.StartsOn, s.Activity.EndsOn = "2025-03-26", "2025-03-28"
		}),
			plan: "Completed", flags: []v1alpha1.Flag{"SimilarPlan"}},
		{name: "twice on its first day", change: twice(func(s *v1alpha1.ActivityPlanSpec) {
			s.Activity.StartsOn, s.Activity.EndsOn = "2025-03-20", "2025-03-25"
		}),
			plan: "Completed", flags: []v1alpha1.Flag{"SimilarPlan"}},
		{name: "the day after it", change: twice(func(s *v1alpha1.ActivityPlanSpec) {
			s.Activity.StartsOn, s.Activity.EndsOn = "2025-03-27", "2025-03-28"
		}), flags: none},
		{name: "the day before it", change: twice(func(s *v1alpha1.ActivityPlanSpec) {
			s.Activity.StartsOn, s.Activity.EndsOn = "2025-03-23", "2025-03-24"
		}), flags: none},
		{name: "somewhere else", change: twice(func(s *v1alpha1.ActivityPlanSpec) { s.Venue.Name = "elsewhere" }), flags: none},
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

// What is given up before its first day is given up, whatever day a report declares afterwards.
func TestCancelledBeforeItsFirstDay(t *testing.T) {
	c := planned()
	c.plan.Spec.CancelledOn = v1alpha1.Date(calendar.MustParse(string(c.plan.Spec.Activity.StartsOn)).AddDays(-1).String())
	c.report.Spec.HeldOn = []v1alpha1.Date{c.plan.Spec.CancelledOn} // which is declared later, and undoes nothing
	wantOutcome(t, records.ActivityPlan, c.at("2025-12-31").ActivityPlan(pruning).Result, "Cancelled")
}

// Once money was entered no day that is written down cancels the plan, in what is said of it nor in what is counted.
func TestCancelledAfterItWasPaid(t *testing.T) {
	c := planned()
	c.world.plan()
	for _, entry := range listed(c.enteredActivities(t, "2025-12-31")) {
		c.add(entry)
	}
	c.plan.Spec.CancelledOn = "2025-03-20"
	pass := c.at("2025-12-31")
	plan := pass.ActivityPlan(pruning)
	wantOutcome(t, records.ActivityPlan, plan.Result, "Completed")
	wantFlags(t, plan.Flags, []v1alpha1.Flag{"CancelledTooLate"})
	wantOutcome(t, records.ActivityReport, pass.ActivityReport(pruning).Result, "Accepted")
	if counted, _ := pass.Activities(programOf2025); counted.Accepted != 1 || counted.Approved != 1 || counted.Payable != "11460.00" {
		t.Errorf("the program counts %+v", counted)
	}
	for name, want := range map[string]int64{"activities.active": 1, "activities.approved": 1, "activities.accepted": 1} {
		wantFigure(t, c.world, "2026-06-30", 2025, "shaoxing", name, want)
	}
}

// What the plans of an alliance ask for in a year is what they still ask for: 12 000 and 30 000 are above the limit of 40 000 only while
// nobody refused the second or gave it up.
func TestLimitOfWhatIsStillAsked(t *testing.T) {
	for _, of := range []struct {
		name   string
		change func(c *planCase, second *v1alpha1.ActivityPlan)
		over   bool
	}{
		{"it is approved", func(c *planCase, second *v1alpha1.ActivityPlan) { c.approve(second, "30000.00") }, true},
		{"it is signed by nobody yet", func(_ *planCase, second *v1alpha1.ActivityPlan) {
			second.Spec.Activity.StartsOn, second.Spec.Activity.EndsOn = "2025-06-01", "2025-06-02"
		}, true},
		{"it is not filed yet", func(_ *planCase, second *v1alpha1.ActivityPlan) {
			second.Spec.FiledOn, second.Spec.Activity.StartsOn, second.Spec.Activity.EndsOn = "2025-04-21", "2025-06-01", "2025-06-02"
		}, false},
		{"it was refused", func(c *planCase, second *v1alpha1.ActivityPlan) {
			c.approve(second, "30000.00")
			c.reviews["Leadership-tea-second"].Spec.Verdict, c.reviews["Leadership-tea-second"].Spec.Reason = v1alpha1.Reject, "no"
		}, false},
		{"it missed its start", func(*planCase, *v1alpha1.ActivityPlan) {}, false},
		{"it was given up", func(c *planCase, second *v1alpha1.ActivityPlan) {
			c.approve(second, "30000.00")
			second.Spec.CancelledOn = "2025-03-20"
		}, false},
		{"it is of a type that is not supported", func(_ *planCase, second *v1alpha1.ActivityPlan) { second.Spec.Activity.Type = "Banquet" }, false},
		{"it was filed before the alliance was recognised", func(_ *planCase, second *v1alpha1.ActivityPlan) { second.Spec.FiledOn = "2020-01-02" }, false},
		{"it is of another year", func(c *planCase, second *v1alpha1.ActivityPlan) {
			next := c.declared("shaoxing")
			next.Name, next.Spec.Year = "2026", 2026
			second.Spec.ProgramRef.Name, second.Spec.Activity.StartsOn, second.Spec.Activity.EndsOn = "2026", "2026-02-01", "2026-02-02"
		}, false},
	} {
		t.Run(of.name, func(t *testing.T) {
			c := planned()
			second := c.file("tea-second")
			second.Spec.Requested, second.Spec.Costs[1].Amount = "30000.00", "26000.00"
			of.change(c, second)
			want := none
			if of.over {
				want = []v1alpha1.Flag{"OverAllianceLimit"}
			}
			wantFlags(t, c.at("2025-04-20").ActivityPlan(pruning).Flags, want)
		})
	}
	// Who was refused asks for nothing, and is not above a limit by what others ask for.
	c := planned()
	c.reviews["Leadership"].Spec.Verdict, c.reviews["Leadership"].Spec.Reason = v1alpha1.Reject, "no"
	second := c.file("tea-second")
	second.Spec.Requested, second.Spec.Costs[1].Amount = "41000.00", "37000.00"
	c.approve(second, "41000.00")
	wantFlags(t, c.at("2025-04-20").ActivityPlan(pruning).Flags, none)
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

// A document that two reports show is flagged on both, by its content, whatever they call it (F-13).
func TestSharedEvidence(t *testing.T) {
	sha := func(of string) string { return strings.Repeat(of, 64) }
	for _, of := range []struct {
		name   string
		first  []v1alpha1.Evidence
		second []v1alpha1.Evidence
		shared bool
	}{
		{"the same", []v1alpha1.Evidence{{Title: "photo", SHA256: sha("a")}}, []v1alpha1.Evidence{{Title: "list", SHA256: sha("b")}, {Title: "other", SHA256: sha("a")}}, true},
		{"others", []v1alpha1.Evidence{{Title: "photo", SHA256: sha("a")}}, []v1alpha1.Evidence{{Title: "photo", SHA256: sha("b")}}, false},
		{"without a digest", []v1alpha1.Evidence{{Title: "photo"}}, []v1alpha1.Evidence{{Title: "photo"}}, false},
		{"one report twice", []v1alpha1.Evidence{{Title: "photo", SHA256: sha("a")}, {Title: "again", SHA256: sha("a")}}, nil, false},
	} {
		t.Run(of.name, func(t *testing.T) {
			c := planned()
			second := c.file("tea-second")
			c.approve(second, "100.00")
			report := c.tell(second, "100.00", "25330009")
			report.Spec.ReportedOn = "2025-04-11"
			c.report.Spec.Evidence, report.Spec.Evidence = of.first, of.second
			want := none
			if of.shared {
				want = []v1alpha1.Flag{"SharedEvidence"}
			}
			pass := c.livedActivities(t, "2025-12-31")
			for _, key := range []records.Key{pruning, records.KeyOf(report)} {
				wantFlags(t, pass.ActivityReport(key).Flags, want)
			}
			wantOutcome(t, records.ActivityReport, pass.ActivityReport(pruning).Result, "Accepted")
			// The other counts from its own day on.
			before := c.at("2025-04-10").ActivityReport(pruning)
			if wantFlags(t, before.Flags, none); of.shared && before.Result.Next.String() != "2025-04-11" {
				t.Errorf("it is asked again on %s", before.Result.Next)
			}
		})
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
