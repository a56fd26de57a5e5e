package naive

import (
	"slices"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/money"
)

// reasonOf is the reason of a record's outcome condition; empty where it has none.
func reasonOf(status v1alpha1.RecordStatus, condition string) string {
	for _, c := range status.Conditions {
		if c.Type == condition {
			return c.Reason
		}
	}
	return ""
}

// going are the reasons of a plan that goes on.
var going = []string{v1alpha1.ReasonApproved, v1alpha1.ReasonInProgress, v1alpha1.ReasonCompleted}

// checkPlans holds the plans to their signatures and to what stops them (I16).
func (w *World) checkPlans() {
	for _, p := range w.plans {
		x, says := w.activityOf(p.Namespace, p.Name), reasonOf(p.Status.RecordStatus, v1alpha1.ConditionApproved)
		if says == "" {
			continue
		}
		if shown := date(p.Status.ApprovedOn); shown != x.approved {
			w.violated("I16", "%s/%s shows that it was approved on %q, it was on %s", p.Namespace, p.Name, p.Status.ApprovedOn, x.approved)
		}
		if x.approved != 0 && fen(p.Status.Approved) != x.agreed {
			w.violated("I16", "%s/%s shows %s, %s were agreed to", p.Namespace, p.Name, p.Status.Approved, x.agreed)
		}
		if want := w.wantOfPlan(x); want == "" && (slices.Contains(going, says) || says == v1alpha1.ReasonOnHold) || want != "" && says != want {
			w.violated("I16", "%s/%s is %s, want %q", p.Namespace, p.Name, says, want)
		}
	}
}

// wantOfPlan is what is to be said of a plan that was approved in time; empty of every other.
func (w *World) wantOfPlan(x activity) string {
	starts, ends := date(x.plan.Spec.Activity.StartsOn), date(x.plan.Spec.Activity.EndsOn)
	switch {
	case !x.stands:
		return ""
	case !w.reportDone(x.plan.Namespace, x.plan.Name) && w.heldPlan(x.plan.Namespace, x.plan.Name, w.AsOf):
		return w.stoppedAs(x)
	case w.AsOf < starts:
		return v1alpha1.ReasonApproved
	case w.AsOf <= ends:
		return v1alpha1.ReasonInProgress
	default:
		return v1alpha1.ReasonCompleted
	}
}

// stoppedAs says whether a plan that is held waits, or was ended by the leadership.
func (w *World) stoppedAs(x activity) string {
	for _, i := range w.against(x.a, calendarEnd) {
		if i.open(w.AsOf) {
			return v1alpha1.ReasonOnHold
		}
	}
	for _, s := range x.stops {
		if s.incident.stands(w.AsOf) && s.release.state == "rejected" {
			return v1alpha1.ReasonCancelled
		}
	}
	return v1alpha1.ReasonOnHold
}

// checkReports holds the reports to what was accepted and what is payable (I17).
func (w *World) checkReports() {
	for _, r := range w.reports {
		x, says := w.activityOf(r.Namespace, r.Name), reasonOf(r.Status.RecordStatus, v1alpha1.ConditionAccepted)
		if says == "" || says == v1alpha1.ReasonReferenceMissing {
			continue // nothing is said of a report whose plan or alliance is gone
		}
		if shown := date(r.Status.AcceptedOn); shown != x.accepted {
			w.violated("I17", "%s/%s shows that it was accepted on %q, it was on %s", r.Namespace, r.Name, r.Status.AcceptedOn, x.accepted)
		}
		if x.accepted != 0 && fen(r.Status.Payable) != x.payable {
			w.violated("I17", "%s/%s shows %s payable, %s are", r.Namespace, r.Name, r.Status.Payable, x.payable)
		}
		if done := w.reportDone(r.Namespace, r.Name); (says == v1alpha1.ReasonAccepted) != done {
			w.violated("I17", "%s/%s is %s, and that the ledger has entered it is %v", r.Namespace, r.Name, says, done)
		}
	}
}

// reportDone says whether the ledger has entered a report.
func (w *World) reportDone(namespace, name string) bool {
	for _, e := range w.ofActivities {
		if cause := e.Spec.Cause; cause.Kind == "ActivityReport" && cause.Namespace == namespace && cause.Name == name && e.Spec.ClaimNet == e.Spec.ClaimAfter {
			return true
		}
	}
	return false
}

// oldReport says whether a report was entered before the records came to be as they are.
func (w *World) oldReport(namespace, name string) bool {
	for _, e := range w.ofActivities {
		if cause := e.Spec.Cause; cause.Kind == "ActivityReport" && cause.Namespace == namespace && cause.Name == name && w.old(e) {
			return true
		}
	}
	return false
}

// due is a report that the ledger has not entered.
type due struct {
	x      activity
	amount money.Fen
}

// checkPlanClaims holds what every claim of an activity has to what is payable of its report, where nothing waits (I12). What was
// entered stands: nothing lowers it.
func (w *World) checkPlanClaims() {
	by := w.AsOf.AddDays(-1)
	if frozen(w, w.ofActivities) || len(w.ofActivities) > 0 && date(w.ofActivities[len(w.ofActivities)-1].Spec.Day) == w.AsOf {
		return
	}
	now := tally{w.ofActivities}
	front := map[int]due{}
	for _, p := range w.plans {
		x := w.activityOf(p.Namespace, p.Name)
		lacks := w.lacksOfPlan(x, now, by)
		if lacks == 0 || w.heldPlan(p.Namespace, p.Name, by) {
			continue
		}
		year := x.accepted.Year()
		if first, ok := front[year]; !ok || x.before(first.x) {
			front[year] = due{x, lacks}
		}
	}
	for year, one := range front {
		if free, declared := w.free(year, now); declared && one.amount <= free {
			w.violated("I12", "the plan %s/%s waits for %s though the budget of %d has %s", one.x.plan.Namespace, one.x.plan.Name, one.amount, year, free)
		}
	}
}

// lacksOfPlan is what a plan is still to get; it says where one has what is not payable of it.
func (w *World) lacksOfPlan(x activity, now tally, by calendar.Date) money.Fen {
	p := x.plan
	have, want := now.claim(v1alpha1.Claim{Plan: &v1alpha1.Ref{Namespace: p.Namespace, Name: p.Name}}), money.Fen(0)
	if x.accepted != 0 && x.accepted <= by {
		want = x.payable
	}
	switch done := w.reportDone(p.Namespace, p.Name); {
	case have == want, done && !w.Tidy && w.oldReport(p.Namespace, p.Name), done && want == 0:
	case done || have > want:
		w.violated("I12", "the plan %s/%s has %s, %s is payable", p.Namespace, p.Name, have, want)
	default:
		return want - have
	}
	return 0
}

// before says whether a report stands before another in the queue of a budget.
func (x activity) before(other activity) bool {
	if x.accepted != other.accepted {
		return x.accepted < other.accepted
	}
	return id(x.plan.Namespace, x.plan.Name) < id(other.plan.Namespace, other.plan.Name)
}

// free is what a budget of activities still has, and whether there is one.
func (w *World) free(year int, now tally) (money.Fen, bool) {
	for _, b := range w.budgets {
		if b.Spec.LedgerRef.Name != starsLedger && int(b.Spec.Year) == year {
			return now.total(b.Spec.Year) - now.committed(b.Spec.Year, b.Spec.RecoveredFundsReturn), true
		}
	}
	return 0, false
}

// checkPlanDuties looks for one account with both parts of a pair in the case of an activity (I4).
func (w *World) checkPlanDuties() {
	for _, p := range w.plans {
		x := w.activityOf(p.Namespace, p.Name)
		parts := []part{{p.Spec.FiledBy, "file", ""}}
		for _, r := range w.counted("ActivityPlan", p.Namespace, p.Name) {
			what := "sign"
			if r.Spec.Stage == "Release" && r.Spec.Verdict == v1alpha1.Reject {
				continue // it ends the plan, and nothing is accepted after it
			}
			if r.Spec.Stage == "Release" {
				what = "release" // the leadership's again; who accepts after it is asked where the report is
			}
			parts = append(parts, part{r.Spec.Reviewer, what, r.Spec.Stage})
		}
		if x.report != nil && x.stands {
			parts = append(parts, part{x.report.Spec.FiledBy, "ask", ""})
			for _, r := range w.counted("ActivityReport", p.Namespace, p.Name) {
				if r.Spec.Verdict == v1alpha1.Approve { // who gave it back accepted nothing
					parts = append(parts, part{r.Spec.Reviewer, "accept", r.Spec.Stage})
				}
			}
			parts = append(parts, w.payingForPlan(p.Namespace, p.Name)...)
		}
		w.checkCase("ActivityPlan "+id(p.Namespace, p.Name), parts)
	}
}

// payingForPlan are the parts of those who ordered and booked the money of a plan.
func (w *World) payingForPlan(namespace, name string) (parts []part) {
	for _, e := range w.ofActivities {
		if e.Spec.Type != v1alpha1.EntryOrder || e.Spec.Claim.Plan == nil || id(e.Spec.Claim.Plan.Namespace, e.Spec.Claim.Plan.Name) != id(namespace, name) {
			continue
		}
		p := w.payment(e.Spec.Cause.Namespace, e.Spec.Cause.Name)
		if p == nil || !w.Tidy && w.old(e) {
			continue
		}
		parts = append(parts, part{p.Spec.OrderedBy, "order", p.Name})
		if stood(p.Status.RecordStatus, v1alpha1.ConditionBooked, v1alpha1.ReasonBooked) {
			parts = append(parts, part{p.Spec.BookedBy, "book", p.Name})
		}
	}
	return parts
}
