package ledger

import (
	"cmp"
	"slices"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/money"
)

// Waits says of every step that is known by today and not done why it was not entered: first what lowers, then the queues of the
// budgets, year by year, each in its order. It is to be asked when Next has nothing to enter, and costs what all that waits costs.
func (w *Walker) Waits() []Wait {
	// The day whose steps may have been entered last: yesterday, or the head's day where that is later.
	day := max(w.today-1, w.chain.day)
	var waits []Wait
	var raises []*raise
	for _, claim := range w.claims {
		if wait := w.waitOfLowering(claim, day); wait != nil {
			waits = append(waits, *wait)
		}
		for _, r := range claim.raises {
			if r.step.EffectiveOn <= w.today {
				raises = append(raises, r)
			}
		}
	}
	slices.SortFunc(waits, func(a, b Wait) int {
		return cmp.Or(cmp.Compare(a.EffectiveOn, b.EffectiveOn), compareCauses(a.Cause, b.Cause))
	})
	slices.SortFunc(raises, func(a, b *raise) int {
		return cmp.Or(cmp.Compare(a.step.Year, b.step.Year), a.place.compare(b.place))
	})
	for from := 0; from < len(raises); {
		to := from
		for to < len(raises) && raises[to].step.Year == raises[from].step.Year {
			to++
		}
		waits = append(waits, w.waitsOfQueue(raises[from:to], day)...)
		from = to
	}
	return waits
}

// waitOfLowering is the wait of the first step of a claim that lowers it; nil where there is none.
func (w *Walker) waitOfLowering(claim *claimWalk, day calendar.Date) *Wait {
	for _, on := range []calendar.Date{day, w.today} {
		lowering, err := claim.lowering(on, w.desk)
		if w.fail(err) || lowering == nil {
			continue
		}
		wait := &Wait{
			Claim: claim.claim, Cause: lowering.place.cause, EffectiveOn: lowering.place.on, Lowers: true,
			Reason: lowering.wait, Asked: lowering.asked, Payment: lowering.payment,
		}
		if wait.Reason == "" {
			w.dayEnds(wait)
		}
		return wait
	}
	return nil
}

// dayEnds makes a wait one for the end of the day on which the step could be entered. What could be entered now waits for nobody but
// the writer, and has no day.
func (w *Walker) dayEnds(wait *Wait) {
	wait.Reason = v1alpha1.ReasonAwaitingDayEnd
	if day := max(wait.EffectiveOn, w.chain.day); day >= w.today {
		wait.Until = day + 1
	}
}

// waitsOfQueue goes through the queue of one budget.
func (w *Walker) waitsOfQueue(queue []*raise, day calendar.Date) []Wait {
	var waits []Wait
	stand, err := w.chain.Budget(queue[0].step.Year)
	if w.fail(err) {
		return nil
	}
	available := stand.Available()
	before, first := 0, (*v1alpha1.Cause)(nil)
	for _, r := range queue {
		wait, blocks := w.waitOfRaise(r, day, available, before > 0)
		if wait == nil {
			continue
		}
		wait.Available = available
		if wait.Reason == v1alpha1.ReasonPendingBudget {
			wait.Before, wait.First = before, first
		}
		waits = append(waits, *wait)
		if blocks {
			before++
			if first == nil {
				first = &r.step.Cause
			}
		}
	}
	return waits
}

// waitOfRaise says what one raise waits for, and whether it holds back who stands behind it. Nil where it can't be entered at all.
func (w *Walker) waitOfRaise(r *raise, day calendar.Date, available money.Fen, blocked bool) (wait *Wait, blocks bool) {
	wait = &Wait{Claim: r.claim.claim, Cause: r.step.Cause, EffectiveOn: r.step.EffectiveOn, Year: r.step.Year}
	late := r.step.EffectiveOn > day
	if late {
		day = r.step.EffectiveOn
	}
	ch, err := r.claim.raising(r, day, w.desk)
	if w.fail(err) {
		return nil, false
	}
	wait.Asked, wait.Payment, wait.Reason = ch.asked, ch.payment, ch.wait
	switch {
	case ch.draft == nil && ch.wait == "":
		return nil, false
	case late:
		w.dayEnds(wait)
	case ch.wait == v1alpha1.ReasonOnHold:
		wait.Until = ch.until
	case ch.draft == nil:
	case isGrant(ch.draft.kind) && (blocked || ch.draft.amount > available):
		wait.Reason = v1alpha1.ReasonPendingBudget
		return wait, true
	case w.unknown(ch.draft, r.claim):
		wait.Reason = v1alpha1.ReasonReferenceMissing
	default:
		w.dayEnds(wait)
	}
	return wait, false
}

// unknown says whether a draft can't be completed because the budget that it needs is not in view.
func (w *Walker) unknown(d *draft, claim *claimWalk) bool {
	_, err := w.chain.next(d, max(w.day, w.chain.day), claim.account, w.funds)
	return err != nil
}
