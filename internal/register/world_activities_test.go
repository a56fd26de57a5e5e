package register_test

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// program supports the activities of 2025, out of the same budgets as the city's stars: the two wait in one queue.
func (w *world) program() *v1alpha1.ActivityProgram {
	stage := func(name string) v1alpha1.Stage { return v1alpha1.Stage{Name: name, Authority: v1alpha1.Municipal} }
	program := &v1alpha1.ActivityProgram{Spec: v1alpha1.ActivityProgramSpec{
		Year:        2025,
		Eligibility: rapid.SampledFrom([]v1alpha1.Eligibility{v1alpha1.OrganisationLevel, v1alpha1.FourStar, v1alpha1.EitherLevelOrStar}).Draw(w.t, "eligibility"),
		Types:       []v1alpha1.ActivityType{v1alpha1.ActivityTraining}, Stages: []v1alpha1.Stage{stage("Secretariat"), stage("Leadership")},
		Acceptance: []v1alpha1.Stage{stage("Acceptance")}, Limits: &v1alpha1.ActivityLimits{PerAlliance: "20000.00"},
		LedgerRef: v1alpha1.Ref{Name: "stars"}, ReportWithinDays: rapid.Int32Range(5, 40).Draw(w.t, "report within"),
	}}
	w.add(city, "2025", program)
	return program
}

// planned files a plan of an alliance, and what people do with it.
func (w *world) planned(alliance *v1alpha1.Alliance, program *v1alpha1.ActivityProgram, number int) {
	filed := worldBegins.AddDays(w.number("planned", 30, 250))
	starts := filed.AddDays(w.number("starts", 1, 20))
	plan := &v1alpha1.ActivityPlan{Spec: v1alpha1.ActivityPlanSpec{
		AllianceRef: v1alpha1.LocalRef{Name: alliance.Name}, ProgramRef: v1alpha1.Ref{Namespace: city, Name: program.Name},
		FiledOn: date(filed), FiledBy: v1alpha1.Account("files-" + alliance.Name),
		Activity: v1alpha1.Activity{Title: "样例(虚构)", Type: v1alpha1.ActivityTraining, Format: v1alpha1.FormatHandsOn,
			StartsOn: date(starts), EndsOn: date(starts.AddDays(w.number("ends", 0, 5))), Participants: 10, Expected: "样例(虚构)"},
		Venue: v1alpha1.Venue{Type: v1alpha1.VenueField, Name: "样例(虚构)"},
		Costs: []v1alpha1.PlannedCost{{Item: "Meals", Amount: "12000.00"}}, Requested: "12000.00",
	}}
	if w.chance("cancelled", 8) {
		plan.Spec.CancelledOn = date(filed.AddDays(w.number("cancellation", 0, 30)))
	}
	w.add(alliance.Namespace, fmt.Sprintf("%s-plan-%d", alliance.Name, number), plan)
	signed := plan.Spec
	signed.CancelledOn = ""
	at := len(w.objects)
	agreed := w.sign(records.ActivityPlan, plan, signed, program.Spec.Stages, filed)
	for _, object := range w.objects[at:] {
		if review, ok := object.(*v1alpha1.Review); ok {
			review.Spec.Checks, review.Spec.Amount = []v1alpha1.Check{{Name: evaluation.CheckFrugality, Passed: true}}, "10000.00"
		}
	}
	if w.chance("released", 4) {
		w.sign(records.ActivityPlan, plan, signed, []v1alpha1.Stage{{Name: evaluation.StageRelease, Authority: v1alpha1.Municipal}}, agreed.AddDays(30))
	}
	if !w.chance("not reported", 4) {
		w.tell(plan, program, number)
	}
}

// tell reports a plan. Invoices are few, so that now and then two reports name one; not where records may come late, since the one that
// is entered first keeps it then.
func (w *world) tell(plan *v1alpha1.ActivityPlan, program *v1alpha1.ActivityProgram, number int) {
	ends := calendar.MustParse(string(plan.Spec.Activity.EndsOn))
	reported := ends.AddDays(w.number("told", 0, 45))
	invoice := plan.Namespace + plan.Name
	if !w.plenty && w.chance("shared", 2) {
		invoice = fmt.Sprintf("INVOICE%d", number)
	}
	report := &v1alpha1.ActivityReport{Spec: v1alpha1.ActivityReportSpec{
		PlanRef: v1alpha1.LocalRef{Name: plan.Name}, ReportedOn: date(reported), FiledBy: plan.Spec.FiledBy,
		HeldOn: []v1alpha1.Date{plan.Spec.Activity.EndsOn}, Participants: 10, FarmersReached: 5, Result: "样例(虚构)",
		Costs: []v1alpha1.ReportedCost{{Item: "Meals", Amount: v1alpha1.Yuan(fmt.Sprintf("%d000.00", w.number("cost", 0, 12))), Invoice: invoice}},
	}}
	if w.chance("shown", 2) {
		report.Spec.Evidence = []v1alpha1.Evidence{{Title: "样例(虚构)", SHA256: strings.Repeat(fmt.Sprint(w.number("document", 0, 2)), 64)}}
	}
	w.add(plan.Namespace, plan.Name, report)
	w.sign(records.ActivityReport, report, report.Spec, program.Spec.Acceptance, reported)
}
