package naive

import (
	"slices"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/money"
)

// activity is a plan with its report, and what came of both.
type activity struct {
	plan    *v1alpha1.ActivityPlan
	report  *v1alpha1.ActivityReport
	program *v1alpha1.ActivityProgram
	a       *v1alpha1.Alliance
	// approved is the day on which the leadership agreed, and agreed what it agreed to; 0 where it did not.
	approved calendar.Date
	agreed   money.Fen
	// stands says that it was approved before its first day, and not given up.
	stands bool
	// accepted is the day on which the report was accepted; 0 where it was not. Of what it cost, payable is to be paid then.
	accepted calendar.Date
	payable  money.Fen
	// under is the digest under which the report was accepted.
	under v1alpha1.Digest
	// by are those who signed the plan, and taken those who accepted its report.
	by, taken []v1alpha1.Account
	// signed is the digest under which the plan was approved.
	signed v1alpha1.Digest
	stops  []stop
}

// stop is a revocation that came after the leadership had agreed, and what the leadership said to that.
type stop struct {
	incident incident
	release  decision
}

// activityOf judges a plan and its report.
func (w *World) activityOf(namespace, name string) activity {
	key := id(namespace, name)
	if known, ok := w.activities[key]; ok {
		return known
	}
	found := activity{}
	for _, p := range w.plans {
		if p.Namespace == namespace && p.Name == name {
			found.plan = p
		}
	}
	for _, r := range w.reports {
		if r.Namespace == namespace && r.Name == name {
			found.report = r
		}
	}
	if found.plan != nil {
		w.judgePlan(&found)
	}
	if found.report != nil && found.plan != nil && found.program != nil && found.a != nil {
		w.judgeReport(&found)
	}
	w.activities[key] = found
	return found
}

func (w *World) judgePlan(x *activity) {
	spec := x.plan.Spec
	x.a = w.alliance(x.plan.Namespace, spec.AllianceRef.Name)
	for _, g := range w.programs {
		if g.Namespace == spec.ProgramRef.Namespace && g.Name == spec.ProgramRef.Name {
			x.program = g
		}
	}
	filed := date(spec.FiledOn)
	if x.a == nil || x.program == nil || filed > w.AsOf || !w.supported(x) || !w.recognised(x.a, filed) {
		return
	}
	spec.CancelledOn = ""
	signed := w.anew(planChain(x), digest("ActivityPlan", x.plan.Namespace, x.plan.Name, spec))
	x.by = signed.by
	if signed.state != "complete" {
		return
	}
	x.approved, x.agreed = signed.on, fen(signed.last[0].Spec.Amount)
	for _, r := range signed.last {
		x.agreed = min(x.agreed, fen(r.Spec.Amount))
	}
	given := date(x.plan.Spec.CancelledOn)
	x.stands = x.approved < date(spec.Activity.StartsOn) && (given == 0 || given > w.AsOf || w.heldBy(x, given))
	x.signed = signed.digest
	x.stops = w.stopsOf(x, nil)
}

// heldBy says whether an activity was held, or reported, by a day, by what its report says; or was paid, whatever the day.
func (w *World) heldBy(x *activity, on calendar.Date) bool {
	if w.anyEntry(x.plan.Namespace, x.plan.Name) {
		return true
	}
	if x.report == nil || date(x.report.Spec.ReportedOn) > w.AsOf {
		return false
	}
	held := date(x.report.Spec.ReportedOn) <= on
	for _, one := range x.report.Spec.HeldOn {
		held = held || date(x.plan.Spec.Activity.StartsOn) <= date(one) && date(one) <= on
	}
	return held
}

// anyEntry says whether the ledger has an entry because of a report.
func (w *World) anyEntry(namespace, name string) bool {
	return slices.ContainsFunc(w.ofActivities, func(e *v1alpha1.FundingDisbursement) bool {
		return e.Spec.Cause.Kind == "ActivityReport" && e.Spec.Cause.Namespace == namespace && e.Spec.Cause.Name == name
	})
}

// supported says whether the program is for such an alliance and such an activity.
func (w *World) supported(x *activity) bool {
	spec, filed := x.plan.Spec, date(x.plan.Spec.FiledOn)
	offered := false
	for _, one := range x.program.Spec.Types {
		offered = offered || one == spec.Activity.Type
	}
	// The city's program is for all; a county has none to give.
	if !offered || w.Levels[x.program.Namespace] != v1alpha1.Municipal {
		return false
	}
	ofTheCity := w.Levels[x.plan.Namespace] == v1alpha1.Municipal
	best := 0
	for _, app := range w.applications {
		if w.allianceOf(app) == x.a && date(app.Spec.FiledOn) < filed && w.holds(app, filed, filed) {
			best = max(best, heights[app.Spec.Rating])
		}
	}
	switch x.program.Spec.Eligibility {
	case v1alpha1.FourStar:
		return best == 4
	case v1alpha1.EitherLevelOrStar:
		return ofTheCity || best == 4
	default:
		return ofTheCity
	}
}

func planChain(x *activity) chain {
	spec := x.plan.Spec
	return chain{
		kind: "ActivityPlan", namespace: x.plan.Namespace, name: x.plan.Name, stages: x.program.Spec.Stages, awarding: v1alpha1.Municipal,
		filed: date(spec.FiledOn), alliance: x.a, others: map[v1alpha1.Account]bool{spec.FiledBy: true}, check: "Frugality", atMost: fen(spec.Requested),
	}
}

// anew judges a chain under the digest as it is now, unless somebody rejected another before.
func (w *World) anew(c chain, now v1alpha1.Digest) decision {
	found := w.under(c, now)
	for _, r := range w.reviews {
		if r.Spec.SubjectRef.Kind != c.kind || r.Namespace != c.namespace || r.Spec.SubjectRef.Name != c.name || r.Spec.SubjectRef.Digest == now {
			continue
		}
		if other := w.under(c, r.Spec.SubjectRef.Digest); other.state == "rejected" &&
			(!found.over() || other.on < found.on || other.on == found.on && found.state == "complete") {
			found = other
		}
	}
	return found
}

// stopsOf are the revocations since a plan was approved, with what was said to each by others than who had taken the report by then.
func (w *World) stopsOf(x *activity, takes func(*v1alpha1.Review) bool) (found []stop) {
	for _, i := range w.against(x.a, calendarEnd) {
		if !i.revokes || i.ends == 0 || i.ends < x.approved {
			continue
		}
		c := planChain(x)
		c.stages, c.filed, c.check, c.atMost = []v1alpha1.Stage{{Name: "Release", Authority: v1alpha1.Municipal}}, i.ends, "", 0
		c.refuses = takes
		found = append(found, stop{i, w.under(c, x.signed)})
	}
	return found
}

func (w *World) judgeReport(x *activity) {
	cost, others := costOf(x.report)
	x.payable = min(x.agreed, cost, max(0, cost-others))
	if !w.passes(x) {
		return
	}
	taken, ended := w.taken(x)
	if taken.state == "complete" && !ended && !w.usedBefore(x.report) {
		x.accepted, x.under, x.taken = taken.on, taken.digest, taken.by
	}
}

// passes says whether a report may be accepted, but for its invoices.
func (w *World) passes(x *activity) bool {
	return x.stands && date(x.report.Spec.ReportedOn) <= w.AsOf && !w.lateReport(x) && !heldBefore(x)
}

// taken is what people said to a report, and whether the leadership had ended its plan by then.
func (w *World) taken(x *activity) (taken decision, ended bool) {
	spec := x.report.Spec
	c := chain{
		kind: "ActivityReport", namespace: x.report.Namespace, name: x.report.Name, stages: x.program.Spec.Acceptance, awarding: v1alpha1.Municipal,
		filed: date(spec.ReportedOn), alliance: x.a, others: map[v1alpha1.Account]bool{x.plan.Spec.FiledBy: true, spec.FiledBy: true},
		// Who let the plan go on does not accept what came of it; whoever decided later is no matter of an earlier acceptance.
		refuses: func(r *v1alpha1.Review) bool { return released(x, r) },
	}
	for _, by := range x.by {
		c.others[by] = true
	}
	taken = w.acceptance(c, x.report)
	if taken.state != "complete" {
		return taken, false
	}
	x.stops = w.stopsOf(x, func(r *v1alpha1.Review) bool {
		return slices.Contains(taken.by, r.Spec.Reviewer) && taken.on <= date(r.Spec.SignedOn)
	})
	for _, s := range x.stops {
		ended = ended || s.release.state == "rejected" && s.incident.overturned == 0 && s.incident.ends < taken.on
	}
	return taken, ended
}

// heldBefore says whether an activity was held before the leadership had agreed to it.
func heldBefore(x *activity) bool {
	for _, held := range x.report.Spec.HeldOn {
		if date(held) <= x.approved {
			return true
		}
	}
	return false
}

// released says whether who signed had let the plan go on by then.
func released(x *activity, r *v1alpha1.Review) bool {
	for _, s := range x.stops {
		if slices.Contains(s.release.by, r.Spec.Reviewer) && s.release.on <= date(r.Spec.SignedOn) {
			return true
		}
	}
	return false
}

// acceptance judges a report under the digest that the ledger names, else as it is now.
func (w *World) acceptance(c chain, r *v1alpha1.ActivityReport) decision {
	for _, e := range w.ofActivities {
		if cause := e.Spec.Cause; cause.Kind == c.kind && cause.Namespace == r.Namespace && cause.Name == r.Name {
			return w.under(c, cause.Digest)
		}
	}
	return w.anew(c, digest(c.kind, r.Namespace, r.Name, r.Spec))
}

// costOf is what an activity cost, and what others paid of it.
func costOf(r *v1alpha1.ActivityReport) (cost, others money.Fen) {
	for _, line := range r.Spec.Costs {
		cost += fen(line.Amount)
	}
	for _, one := range r.Spec.OtherFunding {
		others += fen(one.Amount)
	}
	return cost, others
}

// lateReport says whether a report came after its time, or may have: nobody knows where the calendar is missing.
func (w *World) lateReport(x *activity) bool {
	last, reported := date(x.plan.Spec.Activity.EndsOn).AddDays(int(x.program.Spec.ReportWithinDays)), date(x.report.Spec.ReportedOn)
	by, err := calendar.NextWorkday(w.years, last.AddDays(-1), w.AsOf)
	return reported > last && (err != nil || reported > by)
}

// takes says whether a report keeps others from its invoices: it was entered, or nobody and nothing refused it by itself.
func (w *World) takes(r *v1alpha1.ActivityReport) bool {
	if w.anyEntry(r.Namespace, r.Name) {
		return true
	}
	x := activity{report: r}
	for _, p := range w.plans {
		if p.Namespace == r.Namespace && p.Name == r.Name {
			x.plan = p
			w.judgePlan(&x)
		}
	}
	if x.plan == nil || !w.passes(&x) {
		return false
	}
	taken, ended := w.taken(&x)
	return taken.state != "rejected" && !ended
}

// usedBefore says whether another report takes an invoice of this one before it: the one in the ledger, else the earlier, else the first by name.
func (w *World) usedBefore(r *v1alpha1.ActivityReport) bool {
	order := func(one *v1alpha1.ActivityReport) string {
		entered := "1"
		if w.anyEntry(one.Namespace, one.Name) {
			entered = "0"
		}
		return entered + string(one.Spec.ReportedOn) + one.Namespace + " " + one.Name
	}
	for _, other := range w.reports {
		if other == r || date(other.Spec.ReportedOn) > w.AsOf || order(other) > order(r) {
			continue
		}
		for _, line := range r.Spec.Costs {
			for _, theirs := range other.Spec.Costs {
				if line.Invoice != "" && line.Invoice == theirs.Invoice && w.takes(other) {
					return true
				}
			}
		}
	}
	return false
}

// heldPlan says whether something stopped a plan on a day: an open incident, or a revocation while it ran that the leadership has not
// passed over.
func (w *World) heldPlan(namespace, name string, on calendar.Date) bool {
	x := w.activityOf(namespace, name)
	if x.a == nil {
		return false
	}
	for _, i := range w.against(x.a, calendarEnd) {
		if i.open(on) {
			return true
		}
	}
	for _, s := range x.stops {
		ran := x.accepted == 0 || x.accepted > s.incident.ends
		if ran && s.incident.stands(on) && (s.release.state != "complete" || on < s.release.on) {
			return true
		}
	}
	return false
}
