package model_test

import (
	"strconv"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// activitiesLedger is the line of the activities; elsewhere is a county with a program of its own.
const (
	activitiesLedger = "activities"
	elsewhere        = "keqiao"
)

// activity is one plan with what people expect of it.
type activity struct {
	org          org
	plan         *v1alpha1.ActivityPlan
	report       *v1alpha1.ActivityReport
	starts, ends calendar.Date
	amount       int // asked for, in yuan
}

// activities lets alliances plan activities, hold them and report them.
func (h *history) activities(declared map[string]bool) {
	for year := 2024; year <= 2026; year++ {
		h.program(city, year)
		h.program(elsewhere, year)
		record := &v1alpha1.Budget{ObjectMeta: meta(city, activitiesLedger+"-"+strconv.Itoa(year))}
		record.Spec = v1alpha1.BudgetSpec{LedgerRef: v1alpha1.LocalRef{Name: activitiesLedger}, Year: int32(year), FiledBy: "budgets"}
		day := in(year, "02-12")
		for range h.number("appropriations", 1, 2) {
			record = record.DeepCopy()
			record.Spec.Appropriations = append(record.Spec.Appropriations, v1alpha1.Appropriation{
				On: text(day), Total: v1alpha1.Yuan(strconv.Itoa(h.number("total", 1, 3)*5) + "000.00"), DocumentNo: "样例预算(虚构)",
			})
			h.file(day, record)
			day = day.AddDays(h.number("amended after", 60, 200))
		}
	}
	ledger := &v1alpha1.Ledger{ObjectMeta: meta(city, activitiesLedger)}
	ledger.Spec.Source = "FiscalBudget"
	h.amend(begins, ledger)
	o := orgs[2]
	switch lot := h.number("who plans", 0, 19); {
	case lot > 18 && h.theme != works:
		o = orgs[h.number("who plans elsewhere", 0, 4)]
	case lot > 8:
		o = orgs[6]
	}
	if !declared[o.name] {
		declared[o.name] = true
		h.declare(o)
	}
	year := h.number("first planned", 2024, 2026)
	day := in(year, "03-01").AddDays(h.number("planned after", 0, 200))
	if h.chance("held at the end of the year", h.in(yearEnds, 80, 12)) {
		day = in(2025, "10-25").AddDays(h.number("planned after", 0, 25))
	}
	if h.chance("planned before it is recognised", 7) {
		day = begins.AddDays(h.number("planned soon after", 0, 8))
	}
	var before *activity
	for range h.number("plans", h.in(works, 4, 2), h.in(works, 7, 4)) {
		before = h.plan(o, day, before)
		day = day.AddDays(h.number("another planned after", 0, 45))
	}
}

// program declares the terms of a year.
func (h *history) program(namespace string, year int) {
	record := &v1alpha1.ActivityProgram{ObjectMeta: meta(namespace, strconv.Itoa(year))}
	record.Spec = v1alpha1.ActivityProgramSpec{
		Year: int32(year), //nolint:gosec // a year of the model
		Eligibility: v1alpha1.Eligibility(h.oneOf("eligibility", string(v1alpha1.OrganisationLevel), string(v1alpha1.OrganisationLevel), string(v1alpha1.OrganisationLevel),
			string(v1alpha1.EitherLevelOrStar), string(v1alpha1.EitherLevelOrStar), string(v1alpha1.EitherLevelOrStar), string(v1alpha1.FourStar))),
		Types:      []v1alpha1.ActivityType{v1alpha1.ActivityTraining, v1alpha1.ActivityExchange},
		Stages:     []v1alpha1.Stage{{Name: "Secretariat", Authority: v1alpha1.Municipal}, {Name: "Leadership"}},
		Acceptance: []v1alpha1.Stage{{Name: "Acceptance", Authority: v1alpha1.Municipal}},
		Limits:     &v1alpha1.ActivityLimits{PerActivity: "15000.00", PerAlliance: "30000.00", PerPersonDay: "300.00"},
		LedgerRef:  v1alpha1.Ref{Namespace: city, Name: activitiesLedger}, ReportWithinDays: 20,
	}
	h.amend(begins, record)
}

// plan files a plan and lets it take its course.
func (h *history) plan(o org, filed calendar.Date, before *activity) *activity {
	a := &activity{org: o, amount: 1000 * h.number("asks", 4, 18)}
	a.starts = filed.AddDays(h.number("starts after", 8, 25))
	if h.chance("starts at once", 12) {
		a.starts = filed.AddDays(h.number("starts soon after", 1, 4))
	}
	if h.theme == yearEnds && filed.Year() == 2025 {
		a.starts = max(a.starts, in(2025, "12-16"))
	}
	a.starts = min(a.starts, in(filed.Year(), "12-30"))
	a.ends = min(a.starts.AddDays(h.number("lasts", 0, 6)), in(filed.Year(), "12-31"))
	namespace := city
	if h.chance("program elsewhere", 4) {
		namespace = elsewhere
	}
	a.plan = &v1alpha1.ActivityPlan{ObjectMeta: meta(o.namespace, h.next("plan"))}
	a.plan.Spec = v1alpha1.ActivityPlanSpec{
		AllianceRef: v1alpha1.LocalRef{Name: o.name}, ProgramRef: v1alpha1.Ref{Namespace: namespace, Name: strconv.Itoa(a.starts.Year())},
		FiledOn: text(filed), FiledBy: v1alpha1.Account("applicant-" + o.name),
		Activity: v1alpha1.Activity{
			Title: "样例培训(虚构)", Type: v1alpha1.ActivityType(h.oneOf("type", "Training", "Exchange", "Training", "Exchange", "Training", "Exchange", "Training", "Exchange", "Training", "Exchange", "Training", "Guidance")),
			Format: v1alpha1.FormatHandsOn, StartsOn: text(a.starts), EndsOn: text(a.ends), Participants: 60, Expected: "样例(虚构)",
		},
		Venue: v1alpha1.Venue{Type: v1alpha1.VenueFarmServiceCenter, Name: "样例中心(虚构)"},
		Costs: []v1alpha1.PlannedCost{{Item: "Meals", Amount: yuan(a.amount)}}, Requested: yuan(a.amount),
	}
	if h.chance("others promise", 15) {
		a.plan.Spec.Costs[0].Amount = yuan(a.amount + 2000)
		a.plan.Spec.OtherFunding = []v1alpha1.Funding{{Source: "样例县(虚构)", Amount: "2000.00"}}
	}
	h.file(filed, a.plan)
	end, decided := h.approvePlan(a, filed.AddDays(h.number("signed after", 0, 4)))
	if h.chance("given up", 12) {
		a.cancel(h, max(filed, decided).AddDays(h.number("given up after", 0, 30)))
	}
	well := end == complete && o.municipal() && namespace == city && a.plan.Spec.Activity.Type != v1alpha1.ActivityGuidance && decided < a.starts
	if well || h.chance("reported all the same", 8) {
		h.hold(a, decided, before)
	}
	return a
}

func yuan(amount int) v1alpha1.Yuan { return v1alpha1.Yuan(strconv.Itoa(amount) + ".00") }

// cancel gives a plan up.
func (a *activity) cancel(h *history, on calendar.Date) {
	a.plan = a.plan.DeepCopy()
	a.plan.Spec.CancelledOn = text(on)
	h.amend(on, a.plan)
}

// planChain is what people sign under a plan; the leadership agrees to so much.
func (a *activity) planChain(h *history, amount int) *chain {
	spec := a.plan.Spec
	spec.CancelledOn = ""
	return &chain{
		kind: records.ActivityPlan, namespace: a.plan.Namespace, name: a.plan.Name, filedBy: spec.FiledBy, returnable: true,
		digest: h.digestOf(records.ActivityPlan, a.plan.Namespace, a.plan.Name, spec),
		stages: []signing{
			{name: "Secretariat", authority: v1alpha1.Municipal, by: []v1alpha1.Account{account(v1alpha1.Municipal, "60")}, check: true},
			{name: "Leadership", authority: v1alpha1.Municipal, by: []v1alpha1.Account{account(v1alpha1.Municipal, "70")}, document: true, amount: yuan(amount)},
		},
	}
}

// approvePlan lets the secretariat and the leadership sign a plan: in their order or not, as much as was asked for, less or too much.
func (h *history) approvePlan(a *activity, day calendar.Date) (ending, calendar.Date) {
	amount := a.amount
	switch lot := h.number("agrees", 0, 19); {
	case lot == 19:
		amount += 1000 // which counts for nothing
	case lot > 11:
		amount -= 1000 * h.number("less", 1, 3)
	}
	c := a.planChain(h, amount)
	switch lot := h.number("signs", 0, 23); {
	case lot == 19: // the leadership first, which is too early
		c.stages[0], c.stages[1] = c.stages[1], c.stages[0]
	case lot == 18: // one account for both
		c.stages[1].by = c.stages[0].by
	case lot == 17:
		day = max(day, a.starts.AddDays(h.number("signed too late", -1, 6)))
	case lot > 14:
		c.stages[1].rejects = true
	}
	end, decided := h.sign(c, day)
	if !h.chance("edited after approval", 8) {
		return end, decided
	}
	// An edit starts the chain anew; what was signed before it counts no more.
	a.plan = a.plan.DeepCopy()
	a.plan.Spec.Activity.Participants += 5
	on := decided.AddDays(h.number("plan edited after", 0, 5))
	h.edit(on, a.plan)
	if h.chance("signed anew", 70) {
		return h.sign(a.planChain(h, amount), on.AddDays(h.number("signed anew after", 0, 3)))
	}
	return end, decided
}

// hold holds an activity: something may be reported about the alliance meanwhile. Then it is reported, and accepted.
func (h *history) hold(a *activity, decided calendar.Date, before *activity) {
	if h.chance("incident meanwhile", 25) {
		h.interrupt(a, decided, 8)
	}
	if h.chance("not reported", 10) {
		return
	}
	on := a.ends.AddDays(h.number("reported after", 0, 20))
	if h.chance("reported late", h.in(yearEnds, 70, 14)) {
		on = a.ends.AddDays(h.number("reported late after", 19, 32))
	}
	a.report = &v1alpha1.ActivityReport{ObjectMeta: meta(a.plan.Namespace, a.plan.Name)}
	a.report.Spec = v1alpha1.ActivityReportSpec{
		PlanRef: v1alpha1.LocalRef{Name: a.plan.Name}, ReportedOn: text(on), FiledBy: a.plan.Spec.FiledBy, HeldOn: []v1alpha1.Date{text(a.starts)},
		Participants: 58, FarmersReached: 41, Result: "样例(虚构)",
		Costs: []v1alpha1.ReportedCost{{Item: "Meals", Amount: yuan(a.amount - 250*h.number("saved", -4, 8)), Invoice: "I-" + strconv.Itoa(h.number("invoice", 1, 999))}},
	}
	spec := &a.report.Spec
	if h.chance("others paid", 20) {
		spec.OtherFunding = []v1alpha1.Funding{{Source: "样例县(虚构)", Amount: yuan(500 * h.number("others", 1, 4))}}
	}
	if h.chance("held before", 4) {
		spec.HeldOn = []v1alpha1.Date{text(decided.AddDays(-1))}
	}
	if before != nil && before.report != nil && h.chance("invoice used twice", 60) {
		spec.Costs = append(spec.Costs, v1alpha1.ReportedCost{Item: "Meals", Amount: "100.00", Invoice: before.report.Spec.Costs[0].Invoice})
	}
	h.file(on, a.report)
	h.accept(a, on.AddDays(h.number("accepted after", 0, 6)))
}

// accept lets somebody accept a report: another account than those who signed the plan, or one of them.
func (h *history) accept(a *activity, day calendar.Date) {
	by := account(v1alpha1.Municipal, h.oneOf("accepts", "62", "62", "62", "62", "62", "62", "60", "70", "63"))
	if h.chance("report edited", 3) {
		a.rewrite(h, day, 59)
	}
	c := &chain{
		kind: records.ActivityReport, namespace: a.report.Namespace, name: a.report.Name, filedBy: a.report.Spec.FiledBy, returnable: true,
		digest: h.digestOf(records.ActivityReport, a.report.Namespace, a.report.Name, a.report.Spec),
		stages: []signing{{name: "Acceptance", authority: v1alpha1.Municipal, by: []v1alpha1.Account{by}, document: true}},
	}
	_, on := h.sign(c, day)
	switch {
	case h.chance("report edited after", 3):
		a.rewrite(h, on.AddDays(h.number("edited on", 0, 20)), 61)
	case h.chance("acceptance lost", h.in(lost, 40, 3)):
		for _, act := range h.acts {
			review, ok := act.object.(*v1alpha1.Review)
			if ok && review.Namespace == c.namespace && review.Spec.SubjectRef.Kind == string(c.kind) && review.Spec.SubjectRef.Name == c.name && act.day <= on {
				h.remove(on.AddDays(h.number("lost after", 1, 6)), review)
			}
		}
	case h.chance("incident after", 30):
		h.interrupt(a, on, 1)
	}
}

// rewrite brings a new version of a report.
func (a *activity) rewrite(h *history, on calendar.Date, participants int32) {
	a.report = a.report.DeepCopy()
	a.report.Spec.Participants = participants
	h.edit(on, a.report)
}

// interrupt reports something about the alliance of an activity: if it is a revocation the leadership may let the activity go on, or end it.
func (h *history) interrupt(a *activity, from calendar.Date, within int) {
	decided := h.report(a.org, h.starsOf(a.org), from.AddDays(h.number("reported after", 0, within)))
	if !h.chance("released", 65) {
		return
	}
	c := a.planChain(h, a.amount)
	by := account(v1alpha1.Municipal, h.oneOf("releases", "70", "70", "62"))
	c.stages = []signing{{name: "Release", authority: v1alpha1.Municipal, by: []v1alpha1.Account{by}, document: true, rejects: h.chance("not released", 45)}}
	h.sign(c, decided.AddDays(h.number("released after", 0, 8)))
}
