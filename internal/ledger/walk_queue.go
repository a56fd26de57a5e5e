package ledger

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// appropriationOfDay finds the next appropriation that counts from the walk's day or an earlier one.
func (w *Walker) appropriationOfDay() *v1alpha1.FundingDisbursement {
	var first *budgetWalk
	for _, budget := range w.budgets {
		if !budget.due(w.day) {
			continue
		}
		if first == nil || cmp.Or(cmp.Compare(budget.dates[budget.next], first.dates[first.next]), cmp.Compare(budget.key.Name, first.key.Name)) < 0 {
			first = budget
		}
	}
	if first == nil {
		return nil
	}
	stand, err := w.chain.Budget(first.record.Spec.Year)
	if w.fail(err) {
		return nil
	}
	return w.enter(&draft{
		kind: v1alpha1.EntryAppropriation,
		cause: v1alpha1.Cause{
			Kind: string(records.Budget), Namespace: first.key.Namespace, Name: first.key.Name, Stage: strconv.Itoa(first.next + 1),
		},
		amount:      first.totals[first.next] - stand.Total,
		year:        first.record.Spec.Year,
		effectiveOn: first.dates[first.next],
	}, nil)
}

func (b *budgetWalk) due(day calendar.Date) bool {
	return b.next < len(b.dates) && b.dates[b.next] <= day
}

// loweringOfDay finds the first step that lowers its claim, or that should and changes nothing.
func (w *Walker) loweringOfDay() *v1alpha1.FundingDisbursement {
	for w.lows.len() > 0 {
		top := w.lows.top()
		if top.stamp != top.claim.lowStamp {
			w.lows.pop()
			continue
		}
		lowering, err := top.claim.lowering(w.day, w.desk)
		if w.fail(err) {
			return nil
		}
		if entry := w.confirmed(top, lowering, &w.lows); entry != nil {
			return entry
		}
	}
	return nil
}

// freeRaiseOfDay finds the first raise that needs no money of its budget.
func (w *Walker) freeRaiseOfDay() *v1alpha1.FundingDisbursement {
	for w.frees.len() > 0 {
		top := w.frees.top()
		if top.stamp != top.claim.freeStamp {
			w.frees.pop()
			continue
		}
		free, err := w.freeRaise(top.claim)
		if w.fail(err) {
			return nil
		}
		if entry := w.confirmed(top, free, &w.frees); entry != nil {
			return entry
		}
	}
	return nil
}

// confirmed is the entry of a candidate on top of its heap. It may have another place by now, or none: it is moved then.
func (w *Walker) confirmed(top candidate, now *change, from *heap[candidate]) *v1alpha1.FundingDisbursement {
	possible := now != nil && now.draft != nil
	if possible && now.place.compare(top.place) == 0 {
		if entry := w.enter(now.draft, top.claim); entry != nil || w.problem != nil {
			return entry
		}
		possible = false
	}
	from.pop()
	if possible {
		from.push(candidate{claim: top.claim, place: now.place, stamp: top.stamp})
	}
	return nil
}

// grantOfDay finds the first grant that its budget has the money for, at the front of its queue.
func (w *Walker) grantOfDay() *v1alpha1.FundingDisbursement {
	years := make([]int32, 0, len(w.queues))
	for year := range w.queues {
		years = append(years, year)
	}
	slices.Sort(years)
	for _, year := range years {
		if entry := w.grantOf(year, w.queues[year]); entry != nil || w.problem != nil {
			return entry
		}
	}
	return nil
}

// grantOf finds the grant at the front of a budget's queue. Nobody overtakes it: who is on hold is skipped and keeps the place, and
// so does who waits for another step of the claim or for evidence.
func (w *Walker) grantOf(year int32, queue *heap[*raise]) *v1alpha1.FundingDisbursement {
	for queue.len() > 0 {
		front := queue.top()
		if !front.dead && front.step.EffectiveOn > w.day {
			return nil
		}
		var ch *change
		if !front.dead {
			var err error
			if ch, err = front.claim.raising(front, w.day, w.desk); w.fail(err) {
				return nil
			}
			w.heed(front.claim, ch.until)
		}
		if ch == nil || ch.draft == nil {
			queue.pop()
			front.queued = false
			w.aside[front.claim] = w.aside[front.claim] || !front.dead
			continue
		}
		if stand, err := w.chain.Budget(year); w.fail(err) || !grantable(ch.draft, stand) {
			return nil
		}
		return w.enter(ch.draft, front.claim)
	}
	return nil
}

// grantable says whether a budget has the money for a grant: one never leaves committed above total (F-09), and a budget without
// an appropriation has none to give.
func grantable(d *draft, stand BudgetStand) bool {
	return !isGrant(d.kind) || d.amount <= stand.Total-stand.Committed
}

// ReplaceBudget tells the walk the record of a budget. Only the budget of the name LINE-YEAR is one of the ledger. Appropriations
// from the first one on that can't be read are not entered.
func (w *Walker) ReplaceBudget(record *v1alpha1.Budget) {
	key := records.KeyOf(record)
	if record.Spec.LedgerRef.Name != w.chain.ledger.Name || record.Namespace != w.chain.ledger.Namespace ||
		record.Name != BudgetName(w.chain.ledger.Name, record.Spec.Year) {
		return
	}
	if before := w.budgets[record.Spec.Year]; before != nil {
		before.gone = true
	}
	budget := &budgetWalk{record: record, key: key, next: len(w.chain.ByCause(records.Budget, key))}
	for _, appropriation := range record.Spec.Appropriations {
		on, err := calendar.Parse(string(appropriation.On))
		if err != nil {
			break
		}
		total, err := money.Parse(string(appropriation.Total))
		if err != nil {
			break
		}
		budget.dates, budget.totals = append(budget.dates, on), append(budget.totals, total)
		w.schedule(on, event{budget: budget})
	}
	w.budgets[record.Spec.Year] = budget
	w.changed = true
	w.touchAside()
}

// appropriated moves a budget on to its next appropriation.
func (w *Walker) appropriated(entry *v1alpha1.FundingDisbursement) {
	if budget := w.budgets[entry.Spec.Year]; budget != nil {
		budget.next++
	}
}
