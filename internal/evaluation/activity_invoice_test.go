package evaluation_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// rival is another activity of the case, planned and approved as the first, whose report of 2025-04-09, a day before the first's, has its invoice.
func (c *planCase) rival() (*v1alpha1.ActivityPlan, *v1alpha1.ActivityReport) {
	plan := c.file("tea-other")
	c.approve(plan, "12000.00")
	report := c.tell(plan, "100.00", "25330001")
	report.Spec.ReportedOn = "2025-04-09"
	return plan, report
}

// A report keeps others from its invoices where it stands itself: one that was refused, or whose plan does not stand, keeps nobody from any (F-13).
func TestInvoiceOfAReportThatStandsForNothing(t *testing.T) {
	refused := func(review *v1alpha1.Review) { review.Spec.Verdict, review.Spec.Reason = v1alpha1.Reject, "no" }
	for _, of := range []struct {
		name   string
		change func(c *planCase, plan *v1alpha1.ActivityPlan, report *v1alpha1.ActivityReport)
		want   string
	}{
		{"it waits for its acceptance", func(*planCase, *v1alpha1.ActivityPlan, *v1alpha1.ActivityReport) {}, "DuplicateInvoice"},
		{"it was returned", func(c *planCase, _ *v1alpha1.ActivityPlan, report *v1alpha1.ActivityReport) {
			c.accept(report, "2025-04-12")
			c.reviews["Acceptance-tea-other"].Spec.Verdict, c.reviews["Acceptance-tea-other"].Spec.Reason = v1alpha1.ReturnBack, "receipts"
		}, "DuplicateInvoice"},
		{"without a plan", func(c *planCase, plan *v1alpha1.ActivityPlan, _ *v1alpha1.ActivityReport) { c.drop(plan) }, "Accepted"},
		{"its plan waits", func(c *planCase, plan *v1alpha1.ActivityPlan, _ *v1alpha1.ActivityReport) {
			c.without("Leadership-tea-other")
			plan.Spec.Activity.StartsOn, plan.Spec.Activity.EndsOn = "2026-02-01", "2026-02-02"
		}, "Accepted"},
		{"its plan was refused", func(c *planCase, _ *v1alpha1.ActivityPlan, _ *v1alpha1.ActivityReport) {
			refused(c.reviews["Leadership-tea-other"])
		}, "Accepted"},
		{"its plan was given up", func(_ *planCase, plan *v1alpha1.ActivityPlan, _ *v1alpha1.ActivityReport) {
			plan.Spec.CancelledOn = "2025-03-20"
		}, "Accepted"},
		{"its program is of no city", func(c *planCase, plan *v1alpha1.ActivityPlan, _ *v1alpha1.ActivityReport) {
			c.declared("zhuji")
			plan.Spec.ProgramRef.Namespace = "zhuji"
		}, "Accepted"},
		{"it was not accepted", func(c *planCase, _ *v1alpha1.ActivityPlan, report *v1alpha1.ActivityReport) {
			c.accept(report, "2025-04-12")
			refused(c.reviews["Acceptance-tea-other"])
		}, "Accepted"},
		{"it came late", func(_ *planCase, plan *v1alpha1.ActivityPlan, report *v1alpha1.ActivityReport) {
			plan.Spec.Activity.StartsOn, plan.Spec.Activity.EndsOn = "2025-03-13", "2025-03-14"
			report.Spec.HeldOn, report.Spec.ReportedOn = []v1alpha1.Date{"2025-03-14"}, "2025-04-15"
		}, "Accepted"},
		{"it was held before it was approved", func(_ *planCase, _ *v1alpha1.ActivityPlan, report *v1alpha1.ActivityReport) {
			report.Spec.HeldOn = []v1alpha1.Date{"2025-03-11"}
		}, "Accepted"},
	} {
		t.Run(of.name, func(t *testing.T) {
			c := planned()
			plan, report := c.rival()
			if of.name == "it came late" { // after its last day, 13 April, and before the first
				c.report.Spec.ReportedOn, c.reviews["Acceptance"].Spec.SignedOn = "2025-04-16", "2025-04-18"
			}
			of.change(c, plan, report)
			pass := c.livedActivities(t, "2025-12-31")
			wantOutcome(t, records.ActivityReport, pass.ActivityReport(pruning).Result, of.want)
		})
	}
}

// What a revocation and the leadership ended meanwhile was not accepted, and keeps nobody from its invoices.
func TestInvoiceOfWhatTheLeadershipEnded(t *testing.T) {
	c := planned()
	plan, report := c.rival()
	c.accept(report, "2025-04-14")
	// Its alliance is another, since what is reported about the first would hold the first too.
	other := c.world.alliance("shaoxing", "pears", "")
	plan.Spec.AllianceRef.Name = other.Name
	of := &starCase{world: c.world, alliance: other, reviews: c.reviews}
	of.report("report", v1alpha1.GroundIllegalOperation, "2025-02-01", "2025-03-20").revoked("2025-03-21", "2025-03-24")
	wantOutcome(t, records.ActivityReport, c.livedActivities(t, "2025-12-31").ActivityReport(pruning).Result, "DuplicateInvoice")
	ends := c.signUnder(plan, "Release", v1alpha1.Municipal, "leader", "2025-03-26")
	ends.Spec.Verdict, ends.Spec.Reason = v1alpha1.Reject, "because"
	pass := c.livedActivities(t, "2025-12-31")
	wantOutcome(t, records.ActivityReport, pass.ActivityReport(records.KeyOf(report)).Result, "NotAccepted")
	wantOutcome(t, records.ActivityReport, pass.ActivityReport(pruning).Result, "Accepted")
}

// The message says what the other report is; when the other is refused on a day to come, that day can change the answer.
func TestDuplicateInvoiceSaysWhatTheOtherIs(t *testing.T) {
	c := planned()
	_, report := c.rival()
	c.accept(report, "2025-05-08")
	c.reviews["Acceptance-tea-other"].Spec.Verdict, c.reviews["Acceptance-tea-other"].Spec.Reason = v1alpha1.Reject, "no"
	judged := c.at("2025-04-30").ActivityReport(pruning)
	wantOutcome(t, records.ActivityReport, judged.Result, "DuplicateInvoice")
	if says := judged.Outcome.Message; says.ID != "ActivityReport/DuplicateInvoice" || says.Args["other"] != "shaoxing/tea-other" || says.Args["on"] != "2025-04-09" {
		t.Errorf("it says %+v", says)
	}
	if judged.Result.Next.String() != "2025-05-08" {
		t.Errorf("it is asked again on %s", judged.Result.Next)
	}
	entered := planned()
	for _, entry := range listed(entered.enteredActivities(t, "2025-12-31")) {
		entered.add(entry)
	}
	_, report = entered.rival()
	judged = entered.at("2025-12-31").ActivityReport(records.KeyOf(report))
	if wantOutcome(t, records.ActivityReport, judged.Result, "DuplicateInvoice"); judged.Outcome.Message.ID != "ActivityReport/DuplicateInvoice/Entered" {
		t.Errorf("it says %+v", judged.Outcome.Message)
	}
	// What was entered keeps its invoice, whatever became of its plan.
	entered.drop(entered.plan)
	wantOutcome(t, records.ActivityReport, entered.at("2025-12-31").ActivityReport(records.KeyOf(report)).Result, "DuplicateInvoice")
}

// Two reports that name each other's invoices are judged by their order alone.
func TestInvoicesBothWays(t *testing.T) {
	c := planned()
	_, report := c.rival()
	report.Spec.Costs = append(report.Spec.Costs, v1alpha1.ReportedCost{Item: "Meals", Amount: "1.00", Invoice: "25330002"})
	c.report.Spec.Costs = append(c.report.Spec.Costs, v1alpha1.ReportedCost{Item: "Meals", Amount: "1.00", Invoice: "25330002"})
	c.accept(report, "2025-04-14")
	pass := c.livedActivities(t, "2025-12-31")
	wantOutcome(t, records.ActivityReport, pass.ActivityReport(records.KeyOf(report)).Result, "Accepted")
	wantOutcome(t, records.ActivityReport, pass.ActivityReport(pruning).Result, "DuplicateInvoice")
}

// TestDuplicateAwaitsItsOwnSignatures: a report whose invoice is another's is looked at again on the day to which a refusal of it is dated.
func TestDuplicateAwaitsItsOwnSignatures(t *testing.T) {
	c := planned()
	c.rival()
	refusal := c.reviews["Acceptance"]
	refusal.Spec.Verdict, refusal.Spec.Reason = v1alpha1.Reject, "no"
	signed := calendar.MustParse(string(refusal.Spec.SignedOn))
	eve := signed.AddDays(-1)
	judged := c.at(eve.String()).ActivityReport(pruning)
	wantOutcome(t, records.ActivityReport, judged.Result, "DuplicateInvoice")
	if judged.Result.Next != signed {
		t.Errorf("it is looked at again on %s, want %s", judged.Result.Next, signed)
	}
	wantOutcome(t, records.ActivityReport, c.at(signed.String()).ActivityReport(pruning).Result, "NotAccepted")
}
