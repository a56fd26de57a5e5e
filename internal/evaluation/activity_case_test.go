package evaluation_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/records"
)

var (
	activitiesLedger = records.Key{Namespace: "shaoxing", Name: "activities"}
	pruning          = records.Key{Namespace: "shaoxing", Name: "tea-pruning"}
	programOf2025    = records.Key{Namespace: "shaoxing", Name: "2025"}
)

// planCase is one activity with everything that was signed, and its report.
type planCase struct {
	*starCase
	program *v1alpha1.ActivityProgram
	plan    *v1alpha1.ActivityPlan
	report  *v1alpha1.ActivityReport
}

// planned is a register with one complete activity: the city's tea alliance trains 60 people on 2025-03-25 and 26. Filed on 03-04, checked on
// 03-07 and agreed to on 03-12 for 12 000 yuan; reported on 04-10 at a cost of 11 460, accepted on 04-15.
func planned() *planCase {
	w := newWorld()
	c := &planCase{starCase: &starCase{world: w, alliance: w.alliance("shaoxing", "tea", torreyaCode), reviews: map[string]*v1alpha1.Review{}}}
	c.program = &v1alpha1.ActivityProgram{ObjectMeta: named("shaoxing", "2025"), Spec: v1alpha1.ActivityProgramSpec{
		Year: 2025, Eligibility: v1alpha1.OrganisationLevel,
		Types:      []v1alpha1.ActivityType{v1alpha1.ActivityTraining, v1alpha1.ActivityExchange, v1alpha1.ActivityGuidance, v1alpha1.ActivityOther},
		Stages:     []v1alpha1.Stage{{Name: "Secretariat", Authority: v1alpha1.Municipal}, {Name: "Leadership", Authority: v1alpha1.Municipal}},
		Acceptance: []v1alpha1.Stage{{Name: "Acceptance", Authority: v1alpha1.Municipal}},
		Limits:     &v1alpha1.ActivityLimits{PerActivity: "15000.00", PerAlliance: "40000.00", PerPersonDay: "300.00"},
		LedgerRef:  v1alpha1.Ref{Namespace: "shaoxing", Name: "activities"}, ReportWithinDays: 30,
	}}
	w.add(c.program)
	w.add(&v1alpha1.Ledger{ObjectMeta: named("shaoxing", "activities"), Spec: v1alpha1.LedgerSpec{Source: "FiscalBudget"}})
	budget := w.budget("2025", "2025-01-10 60000.00")
	budget.Name, budget.Spec.LedgerRef.Name = "activities-2025", "activities"
	c.plan = c.file("tea-pruning")
	c.approve(c.plan, "12000.00")
	c.report = c.tell(c.plan, "11460.00", "25330001")
	c.accept(c.report, "2025-04-15")
	return c
}

// file adds a plan as in planned.
func (c *planCase) file(name string) *v1alpha1.ActivityPlan {
	plan := &v1alpha1.ActivityPlan{ObjectMeta: named(c.alliance.Namespace, name), Spec: v1alpha1.ActivityPlanSpec{
		AllianceRef: v1alpha1.LocalRef{Name: c.alliance.Name}, ProgramRef: v1alpha1.Ref{Namespace: "shaoxing", Name: "2025"},
		FiledOn: "2025-03-04", FiledBy: "applicant",
		Activity: v1alpha1.Activity{Title: "pruning", Type: v1alpha1.ActivityTraining, Format: v1alpha1.FormatHandsOn,
			StartsOn: "2025-03-25", EndsOn: "2025-03-26", Participants: 60, Expected: "skill"},
		Venue: v1alpha1.Venue{Type: v1alpha1.VenueFarmServiceCenter, Name: name},
		Costs: []v1alpha1.PlannedCost{{Item: "SpeakerFee", Amount: "4000.00"}, {Item: "Meals", Amount: "8000.00"}}, Requested: "12000.00",
	}}
	c.add(plan)
	return plan
}

// approve adds the two signatures of a plan; their names are the stages, and after them the plan's where it is not the first.
func (c *planCase) approve(plan *v1alpha1.ActivityPlan, amount v1alpha1.Yuan) {
	c.signUnder(plan, c.name("Secretariat", plan), v1alpha1.Municipal, "secretary", "2025-03-07").Spec.Checks = []v1alpha1.Check{{Name: "Frugality", Passed: true}}
	c.signUnder(plan, c.name("Leadership", plan), v1alpha1.Municipal, "leader", "2025-03-12").Spec.Amount = amount
}

// tell adds a report of one line.
func (c *planCase) tell(plan *v1alpha1.ActivityPlan, cost v1alpha1.Yuan, invoice string) *v1alpha1.ActivityReport {
	report := &v1alpha1.ActivityReport{ObjectMeta: named(plan.Namespace, plan.Name), Spec: v1alpha1.ActivityReportSpec{
		PlanRef: v1alpha1.LocalRef{Name: plan.Name}, ReportedOn: "2025-04-10", FiledBy: "applicant",
		HeldOn: []v1alpha1.Date{"2025-03-25", "2025-03-26"}, Participants: 58, FarmersReached: 41,
		Costs: []v1alpha1.ReportedCost{{Item: "Meals", Amount: cost, Invoice: invoice}}, Result: "done",
	}}
	c.add(report)
	return report
}

func (c *planCase) accept(report *v1alpha1.ActivityReport, signedOn v1alpha1.Date) {
	c.signUnder(report, c.name("Acceptance", report), v1alpha1.Municipal, "acceptor", signedOn)
}

func (c *planCase) name(stage string, subject records.Object) string {
	if c.plan == nil || subject.GetName() == c.plan.Name {
		return stage
	}
	return stage + "-" + subject.GetName()
}

// livedActivities evaluates the register with everything in the ledger of activities that may be entered by a day.
func (c *planCase) livedActivities(t *testing.T, asOf string) *evaluation.Pass {
	t.Helper()
	return evaluation.At(c.enteredActivities(t, asOf), calendar.MustParse(asOf))
}

func (c *planCase) enteredActivities(t *testing.T, asOf string) records.View {
	t.Helper()
	view, date := c.view(), calendar.MustParse(asOf)
	var claims []v1alpha1.Claim
	for _, report := range records.List[*v1alpha1.ActivityReport](view) {
		claims = append(claims, v1alpha1.Claim{Plan: &v1alpha1.Ref{Namespace: report.Namespace, Name: report.Name}})
	}
	entered, err := walk(view, activitiesLedger, claims, date)
	if err != nil {
		t.Fatal(err)
	}
	return entered
}

// activity is the case of planned with one thing changed, and what is said of it then. What is empty is not asked.
type activity struct {
	name   string
	change func(c *planCase)
	asOf   string // the end of 2025 where empty
	// plan and report are the reasons of their outcomes, the report's after the ledger has entered what it may.
	plan, report string
	// payable of the report.
	payable string
	// flags of the plan and of the report.
	flags, reported []v1alpha1.Flag
	reviews         map[string]string
}

func (a activity) check(t *testing.T) {
	t.Helper()
	c := planned()
	if a.change != nil {
		a.change(c)
	}
	if a.asOf == "" {
		a.asOf = "2025-12-31"
	}
	pass := c.livedActivities(t, a.asOf)
	plan := pass.ActivityPlan(pruning)
	if a.plan != "" {
		wantOutcome(t, records.ActivityPlan, plan.Result, a.plan)
	}
	report := pass.ActivityReport(pruning)
	if a.report != "" {
		wantOutcome(t, records.ActivityReport, report.Result, a.report)
	}
	if a.payable != "" && report.Payable.String() != a.payable {
		t.Errorf("%s yuan are payable, want %s", report.Payable, a.payable)
	}
	wantFlags(t, plan.Flags, a.flags)
	wantFlags(t, report.Flags, a.reported)
	for name, reason := range a.reviews {
		wantOutcome(t, records.Review, pass.Review(records.KeyOf(c.reviews[name])), reason)
	}
}

func wantFlags(t *testing.T, got, want []v1alpha1.Flag) {
	t.Helper()
	if want == nil {
		return
	}
	if len(got) != len(want) {
		t.Errorf("the flags are %v, want %v", got, want)
		return
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("the flags are %v, want %v", got, want)
		}
	}
}

func runActivities(t *testing.T, all []activity) {
	t.Helper()
	for _, a := range all {
		t.Run(a.name, func(t *testing.T) { a.check(t) })
	}
}

// does is a case of the table of rules.
func does(change func(c *planCase), a activity) func(t *testing.T) {
	return func(t *testing.T) {
		t.Helper()
		a.change = change
		a.check(t)
	}
}
