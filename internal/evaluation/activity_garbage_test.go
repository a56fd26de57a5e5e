package evaluation_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// garbleActivity spoils a program, a plan or a report. Most of it admission would refuse.
func garbleActivity(t *rapid.T, object records.Object) {
	date := rapid.SampledFrom([]v1alpha1.Date{"", "2025-02-30", "yesterday", "1900-01-01", "2199-12-31", "2025-06-08"}).Draw(t, "date")
	amount := rapid.SampledFrom([]v1alpha1.Yuan{"", "5万", "-1.00", "0.00", "9999999999999.99"}).Draw(t, "amount")
	odd := uniform(t, 4, "what")
	switch record := object.(type) {
	case *v1alpha1.ActivityProgram:
		switch odd {
		case 0:
			record.Spec.Stages, record.Spec.Types = nil, nil
		case 1:
			record.Spec.Acceptance = []v1alpha1.Stage{{}, {Reviewers: -1, Scored: true}}
		case 2:
			record.Spec.Limits = &v1alpha1.ActivityLimits{PerActivity: amount, PerAlliance: amount, PerPersonDay: amount}
		default:
			record.Spec.ReportWithinDays, record.Spec.Year, record.Spec.LedgerRef.Name = -400, -1, ""
		}
	case *v1alpha1.ActivityPlan:
		spec := &record.Spec
		*[]*v1alpha1.Date{&spec.FiledOn, &spec.Activity.StartsOn, &spec.Activity.EndsOn, &spec.CancelledOn}[odd] = date
		spec.Activity.Participants = []int32{-1, 0, 1, 100000}[odd]
		spec.Costs[0].Amount, spec.Requested = amount, amount
	case *v1alpha1.ActivityReport:
		spec := &record.Spec
		spec.HeldOn = [][]v1alpha1.Date{nil, {date}, {"2025-03-26", date}, {"2025-03-25"}}[odd]
		spec.Costs = [][]v1alpha1.ReportedCost{nil, {{Amount: amount, Invoice: "x"}}, spec.Costs, spec.Costs}[odd]
		spec.OtherFunding = []v1alpha1.Funding{{Amount: amount}}
		if odd > 1 {
			spec.ReportedOn = date
		}
		if odd == 3 {
			spec.PlanRef.Name = "nothing"
		}
	case *v1alpha1.Review:
		record.Spec.SignedOn, record.Spec.Amount, record.Spec.Checks = date, amount, nil
	}
}

// TestGarbledActivitiesAreSurvived: whatever stands in the records of activities, every question has an answer.
func TestGarbledActivitiesAreSurvived(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := planned()
		c.starCase.report("report", v1alpha1.GroundIllegalOperation, "2025-02-01", "2025-03-20").revoked("2025-03-21", "2025-03-24")
		for _, object := range c.objects {
			if chance(rt, 3, "garbled") {
				garbleActivity(rt, object)
			}
		}
		view := c.view()
		claim := v1alpha1.Claim{Plan: &v1alpha1.Ref{Namespace: "shaoxing", Name: "tea-pruning"}}
		for _, asOf := range []calendar.Date{0, calendar.Min, drawDay(rt), calendar.Max} {
			pass := evaluation.At(view, asOf)
			plan, report := pass.ActivityPlan(pruning), pass.ActivityReport(pruning)
			if plan.Outcome == nil || report.Result.Outcome == nil {
				rt.Fatalf("nothing is said of the plan or of its report: %+v, %+v", plan.Result, report.Result)
			}
			pass.Activities(programOf2025)
			pass.Steps(activitiesLedger, claim)
			pass.Held(activitiesLedger, claim, asOf)
			pass.EvidenceMissing(activitiesLedger, claim)
			for name, review := range c.reviews {
				if pass.Review(records.KeyOf(review)).Outcome == nil {
					rt.Fatalf("nothing is said of the signature %s", name)
				}
			}
		}
		if _, err := walk(view, activitiesLedger, []v1alpha1.Claim{claim}, drawDay(rt)); err != nil {
			rt.Fatal(err)
		}
	})
}
