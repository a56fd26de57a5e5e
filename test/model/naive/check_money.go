package naive

import (
	"slices"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
)

// checkMoney walks through the entries, and at each adds everything up that came before it (I7 to I10, I13).
func (w *World) checkMoney(entries []*v1alpha1.FundingDisbursement) {
	for i, e := range entries {
		before, after := tally{entries[:i]}, tally{entries[:i+1]}
		w.checkSums(e, after)
		switch e.Spec.Type {
		case v1alpha1.EntryAward, v1alpha1.EntryActivity:
			w.checkGrant(e, before)
		case v1alpha1.EntryOrder:
			w.checkOrder(e, before)
		case v1alpha1.EntryRecovery:
			grant := before.named(e.Spec.Entry)
			if grant == nil || -fen(e.Spec.Amount) > before.paid(grant.Name)-before.received(grant.Name)+min(0, before.balance(grant)) {
				w.violated("I9", "%s demands %s back of %s, more than was paid", e.Name, e.Spec.Amount, e.Spec.Entry)
			}
		case v1alpha1.EntryReceipt:
			if recovery := before.named(e.Spec.Entry); recovery == nil ||
				-fen(recovery.Spec.Amount) < before.sum(recovery.Name, v1alpha1.EntryReceipt, v1alpha1.EntryCancellation)+fen(e.Spec.Amount) {
				w.violated("I9", "%s books %s under %s, more than is owed", e.Name, e.Spec.Amount, e.Spec.Entry)
			}
		default:
		}
	}
}

// checkGrant holds a grant to its budget, to what can be shown, and to what is on hold.
func (w *World) checkGrant(e *v1alpha1.FundingDisbursement, before tally) {
	if fen(e.Spec.CommittedAfter) > fen(e.Spec.TotalAfter) {
		w.violated("I7", "%s leaves %s committed of %s", e.Name, e.Spec.CommittedAfter, e.Spec.TotalAfter)
	}
	w.checkShown(e, before)
	if !w.old(e) && w.held(*e.Spec.Claim, date(e.Spec.Day)) {
		w.violated("I10", "%s grants money to %s, which was on hold on %s", e.Name, claimName(*e.Spec.Claim), e.Spec.Day)
	}
}

// checkShown holds what lets money go to the records that its claim had entries of before: nobody can say who signed what is not in view.
func (w *World) checkShown(e *v1alpha1.FundingDisbursement, before tally) {
	if !w.old(e) && w.evidenceMissing(before.entries, *e.Spec.Claim, w.signed()) {
		w.violated("I21", "%s lets money go to %s, of which something that was granted can't be shown as it was signed", e.Name, claimName(*e.Spec.Claim))
	}
}

// checkSums holds what an entry says it leaves behind to the sum of all.
func (w *World) checkSums(e *v1alpha1.FundingDisbursement, after tally) {
	returns := false
	for _, b := range w.budgets {
		returns = returns || b.Spec.LedgerRef == e.Spec.LedgerRef && b.Spec.Year == e.Spec.Year && b.Spec.RecoveredFundsReturn
	}
	if have, want := fen(e.Spec.TotalAfter), after.total(e.Spec.Year); have != want {
		w.violated("I13", "%s says the total is %s, it is %s", e.Name, have, want)
	}
	if have, want := fen(e.Spec.CommittedAfter), after.committed(e.Spec.Year, returns); have != want {
		w.violated("I13", "%s says %s are committed, it is %s", e.Name, have, want)
	}
	if e.Spec.Claim != nil {
		if have, want := fen(e.Spec.ClaimAfter), after.claim(*e.Spec.Claim); have != want {
			w.violated("I13", "%s says its claim stands at %s, it is %s", e.Name, have, want)
		}
	}
}

// checkOrder holds an order to the balance of its entry, to its day, and to what is still to be recovered.
func (w *World) checkOrder(e *v1alpha1.FundingDisbursement, before tally) {
	grant := before.named(e.Spec.Entry)
	switch {
	case grant == nil || !granting(grant):
		w.violated("I8", "%s orders money of %s, which grants none", e.Name, e.Spec.Entry)
		return
	case -fen(e.Spec.Amount) > before.balance(grant):
		w.violated("I8", "%s orders %s of %s, whose balance is %s", e.Name, e.Spec.Amount, grant.Name, before.balance(grant))
	case before.owed(*e.Spec.Claim) > 0:
		w.violated("I8", "%s orders money though %s are still to be recovered", e.Name, before.owed(*e.Spec.Claim))
	case e.Spec.Day != e.Spec.EffectiveOn || e.Spec.Day <= grant.Spec.Day:
		w.violated("I8", "%s of %s is ordered on %s, after a grant of %s", e.Name, e.Spec.Day, e.Spec.EffectiveOn, grant.Spec.Day)
	}
	w.checkShown(e, before)
	if !w.old(e) && w.held(*e.Spec.Claim, date(e.Spec.Day).AddDays(-1)) {
		w.violated("I10", "%s orders money for %s, which was on hold on the day before %s", e.Name, claimName(*e.Spec.Claim), e.Spec.Day)
	}
}

// old says whether an entry was there when the records came to be as they are.
func (w *World) old(e *v1alpha1.FundingDisbursement) bool {
	return int(e.Spec.Sequence) <= w.Before[e.Spec.LedgerRef.Name]
}

// held says whether the money of a claim was on hold on a day: that of a plan is held by what stops the plan.
func (w *World) held(claim v1alpha1.Claim, on calendar.Date) bool {
	if claim.Plan != nil {
		return w.heldPlan(claim.Plan.Namespace, claim.Plan.Name, on)
	}
	return w.heldOn(claim.Identity, on)
}

// heldOn says whether an incident about an organisation was open on a day.
func (w *World) heldOn(identity string, on calendar.Date) bool {
	for _, a := range w.alliances {
		for _, i := range w.against(a, calendarEnd) {
			if i.open(on) && slices.Contains(w.names(a, on), identity) {
				return true
			}
		}
	}
	return false
}

// identity is the oldest credit code along the first of `succeeds` by a day, or namespace/name without one.
func (w *World) identity(a *v1alpha1.Alliance, on calendar.Date) string {
	names := w.names(a, on)
	return names[len(names)-1]
}

// names are all identities that an organisation had by a day, its own first.
func (w *World) names(a *v1alpha1.Alliance, on calendar.Date) []string {
	own := string(a.Spec.CreditCode)
	if own == "" {
		own = id(a.Namespace, a.Name)
	}
	if len(a.Spec.Succeeds) == 0 || date(a.Spec.Succeeds[0].On) > on {
		return []string{own}
	}
	code := a.Spec.Succeeds[0].CreditCode
	for _, before := range w.alliances {
		if before.Spec.CreditCode == code && before != a {
			return append([]string{own}, w.names(before, on)...)
		}
	}
	return []string{own, string(code)}
}

// checkCauses looks for money that was taken without a record that says so (I11).
func (w *World) checkCauses(entries []*v1alpha1.FundingDisbursement) {
	for _, e := range entries {
		if fen(e.Spec.Amount) >= 0 || e.Spec.Type != v1alpha1.EntryCancellation && e.Spec.Type != v1alpha1.EntryRecovery {
			continue
		}
		cause := e.Spec.Cause
		switch cause.Kind {
		case "Incident":
			record := w.incidentNamed(cause.Namespace, cause.Name)
			if w.Tidy && (record == nil || w.caseOf(record).ends == 0) {
				w.violated("I11", "%s takes %s because of %s, which decides nothing", e.Name, e.Spec.Amount, cause.Name)
			}
		case "Payment":
			if p := w.payment(cause.Namespace, cause.Name); p == nil || p.Spec.Returned == nil {
				w.violated("I11", "%s takes %s because of %s, which was not returned", e.Name, e.Spec.Amount, cause.Name)
			}
		default:
			w.violated("I11", "%s takes %s because of a %s", e.Name, e.Spec.Amount, cause.Kind)
		}
	}
}
