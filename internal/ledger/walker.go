package ledger

import (
	"errors"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Walker decides what is entered into a chain next. It walks from the day of the chain's head to today; on each day come the
// payment orders, returns and receipts dated to it, then appropriations, then what lowers, then the budgets' queues with the holds
// of that day; ties by namespace and name. Steps of a day are entered when the day is over, payments of today at once.
//
// What it decides is a function of the chain, the source and today alone: that it is kept between entries only saves work. An
// entry then costs what its own claim has of steps and entries, however many claims wait and however long the chain is. It
// stops only at days on which something can happen. A Walker is not safe for use by several goroutines.
type Walker struct {
	desk
	ledger *v1alpha1.Ledger
	today  calendar.Date
	// day that the walk has come to, never before the day of the chain's head.
	day     calendar.Date
	claims  map[string]*claimWalk
	papers  map[records.Key]*paperWalk
	budgets map[int32]*budgetWalk
	// named lists the payments under the name of an entry, whether the chain has it or not.
	named map[string]map[records.Key]*paperWalk
	// wrong holds the payments that name an entry of the chain with another digest.
	wrong map[records.Key]v1alpha1.Digest

	events heap[event]
	// passed are the events of the days since the chain's head: when records change, the walk starts there anew.
	passed []event
	// aside are claims whose raises were taken out of their queue at the walk's day (held, waiting for another step).
	aside  map[*claimWalk]bool
	ready  heap[*paperWalk]
	lows   heap[candidate]
	frees  heap[candidate]
	queues map[int32]*heap[*raise]
	// checked says that the chain has the checkpoint of the ledger's record.
	checked bool
	// changed says that the walk has to start at the head's day again.
	changed bool
	problem error
}

// paperWalk is a payment that may have something to enter.
type paperWalk struct {
	paper
	queued bool
	gone   bool
}

// budgetWalk is a budget whose appropriations are to be entered, one after the other.
type budgetWalk struct {
	record *v1alpha1.Budget
	key    records.Key
	dates  []calendar.Date
	totals []money.Fen
	next   int // place of the next appropriation that the chain does not have, from 0
	gone   bool
}

// candidate is a claim that may have something to enter, at a place in the order of the day.
type candidate struct {
	claim *claimWalk
	place standing
	stamp int
}

// NewWalker starts the walk of a chain at the day of its head.
func NewWalker(chain *Chain, source Source) *Walker {
	w := &Walker{
		desk:    desk{chain: chain, asks: source.Asks},
		ledger:  source.Ledger,
		today:   source.Today,
		day:     chain.day,
		claims:  map[string]*claimWalk{},
		papers:  map[records.Key]*paperWalk{},
		budgets: map[int32]*budgetWalk{},
		named:   map[string]map[records.Key]*paperWalk{},
		wrong:   map[records.Key]v1alpha1.Digest{},
		aside:   map[*claimWalk]bool{},
		queues:  map[int32]*heap[*raise]{},
	}
	w.events.less = func(a, b event) bool { return a.day < b.day }
	w.ready.less = func(a, b *paperWalk) bool { return a.key.Name < b.key.Name }
	w.lows.less = func(a, b candidate) bool { return a.place.compare(b.place) < 0 }
	w.frees.less = w.lows.less
	for _, budget := range source.Budgets {
		w.ReplaceBudget(budget)
	}
	if head, ok := chain.Head(); ok && head.Spec.Claim != nil {
		// A crash may have left a step of the head's claim begun.
		w.Replace(ClaimSteps{Claim: *head.Spec.Claim})
	}
	for _, steps := range source.Claims {
		w.Replace(steps)
	}
	for _, payment := range source.Payments {
		w.ReplacePayment(payment)
	}
	return w
}

// Chain is the chain that is walked.
func (w *Walker) Chain() *Chain { return w.chain }

// Next decides the next entry. It changes nothing that matters: asked again, it answers the same, until an entry is Entered, a
// record is replaced or the day changes.
func (w *Walker) Next() Decision {
	if frozen := w.frozen(); frozen != nil {
		return Decision{Frozen: frozen}
	}
	if w.changed && w.day > w.chain.day {
		w.rewind()
	}
	w.changed = false
	for w.problem == nil {
		w.activate()
		entry := w.ofDay()
		if w.problem != nil {
			break
		}
		if entry != nil {
			return Decision{Entry: entry}
		}
		day, ok := w.nextEvent()
		if !ok || day > w.today {
			return Decision{NextDay: w.nextDay()}
		}
		w.day = day
	}
	return Decision{Frozen: w.frozen()}
}

// ofDay finds the next entry of the walk's day; nil where the day has none.
func (w *Walker) ofDay() *v1alpha1.FundingDisbursement {
	if w.day == 0 || w.day > w.today {
		return nil
	}
	if entry := w.paymentOfDay(); entry != nil || w.problem != nil {
		return entry
	}
	if w.day == w.today {
		return nil
	}
	return w.stepOfDay()
}

// stepOfDay finds what is entered once the walk's day is over.
func (w *Walker) stepOfDay() *v1alpha1.FundingDisbursement {
	for _, find := range []func() *v1alpha1.FundingDisbursement{w.appropriationOfDay, w.loweringOfDay, w.freeRaiseOfDay, w.grantOfDay} {
		if entry := find(); entry != nil || w.problem != nil {
			return entry
		}
	}
	return nil
}

// Entered tells the walk that an entry is in the chain: the one that it decided, or, after its name was found to be taken, the one
// that was read under it. The error is a BrokenError where the entry does not follow the head.
func (w *Walker) Entered(entry *v1alpha1.FundingDisbursement) error {
	if err := w.chain.Append(entry); err != nil {
		return err
	}
	if w.chain.day < w.day {
		w.rewind()
	}
	w.day = w.chain.day
	w.forget()
	w.nameIs(entry)
	if entry.Spec.Claim == nil {
		w.appropriated(entry)
		return nil
	}
	claim := w.claims[records.ClaimValue(w.chain.ledger, *entry.Spec.Claim)]
	if claim == nil {
		claim = w.open(*entry.Spec.Claim)
	} else if w.fail(claim.account.apply(entry)) {
		return nil
	}
	w.touch(claim)
	w.release(claim)
	if endsHold(entry.Spec.Type) {
		// Claims of the same organisation may have waited until nothing was to be recovered.
		w.touchAside()
	}
	return nil
}

// endsHold says whether an entry of a type may leave less to be recovered, for which other claims wait.
func endsHold(kind v1alpha1.EntryType) bool {
	return kind == v1alpha1.EntryReceipt || kind == v1alpha1.EntryReturn || kind == v1alpha1.EntryCancellation
}

// Replace tells the walk what the records say of a claim now: all its steps, or none.
func (w *Walker) Replace(steps ClaimSteps) {
	value := records.ClaimValue(w.chain.ledger, steps.Claim)
	claim := w.claims[value]
	if claim == nil {
		claim = w.open(steps.Claim)
	}
	claim.version++
	claim.heeded = 0 // what was noted went with the old version
	claim.steps = append([]Step(nil), steps.Steps...)
	SortSteps(claim.steps)
	for i := range claim.steps {
		step := &claim.steps[i]
		w.schedule(step.EffectiveOn, event{claim: claim, version: claim.version})
		if step.Ends != 0 {
			w.schedule(step.Ends, event{claim: claim, version: claim.version})
		}
	}
	w.changed = true
	w.touch(claim)
	w.release(claim)
}

// ReplaceLedger tells the walk the record of the ledger; nil where there is none any more.
func (w *Walker) ReplaceLedger(ledger *v1alpha1.Ledger) {
	w.ledger, w.checked, w.changed = ledger, false, true
}

// SetToday tells the walk what day it is.
func (w *Walker) SetToday(today calendar.Date) { w.today, w.changed = today, true }

// open starts to walk a claim.
func (w *Walker) open(claim v1alpha1.Claim) *claimWalk {
	account, err := w.chain.Account(claim)
	if w.fail(err) {
		account = &Account{Claim: claim}
	}
	opened := &claimWalk{claim: claim, value: records.ClaimValue(w.chain.ledger, claim), account: account, raises: map[StepKey]*raise{}}
	w.claims[opened.value] = opened
	return opened
}

// fail remembers that the chain is broken, and says whether it is.
func (w *Walker) fail(err error) bool {
	if err == nil {
		return false
	}
	if w.problem == nil {
		w.problem = err
	}
	return true
}

// enter completes a draft. Nil where the budget that it needs is not in view: it waits then.
func (w *Walker) enter(d *draft, claim *claimWalk) *v1alpha1.FundingDisbursement {
	var account *Account
	if claim != nil {
		account = claim.account
	}
	entry, err := w.chain.next(d, w.day, account, w.funds)
	if errors.Is(err, errFundsUnknown) {
		w.aside[claim] = true
		return nil
	}
	if w.fail(err) {
		return nil
	}
	return entry
}

// funds says whether recovered funds return to a budget, and whether it is in view.
func (w *Walker) funds(year int32) (returns, known bool) {
	budget := w.budgets[year]
	return budget != nil && budget.record.Spec.RecoveredFundsReturn, budget != nil
}
