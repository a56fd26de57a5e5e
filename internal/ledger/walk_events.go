package ledger

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
)

// event is a day on which something may become possible for a claim, a payment or a budget.
type event struct {
	day     calendar.Date
	claim   *claimWalk
	paper   *paperWalk
	budget  *budgetWalk
	version int // of the claim: where it has a newer one, the event means nothing
}

func (e event) stale() bool {
	switch {
	case e.claim != nil:
		return e.version != e.claim.version
	case e.paper != nil:
		return e.paper.gone
	case e.budget != nil:
		return e.budget.gone
	}
	return false
}

// schedule notes an event. What lies before the head's day needs none: the walk looks at it when it starts.
func (w *Walker) schedule(day calendar.Date, e event) {
	if day == 0 {
		return
	}
	e.day = day
	w.events.push(e)
}

// activate looks at what the events up to the walk's day concern.
func (w *Walker) activate() {
	for w.events.len() > 0 && w.events.top().day <= w.day {
		e := w.events.pop()
		if e.stale() {
			continue
		}
		if e.day >= w.chain.day {
			w.passed = append(w.passed, e)
		}
		if e.claim != nil {
			w.touch(e.claim)
		}
		if e.paper != nil {
			w.offer(e.paper)
			w.touchPayee(e.paper)
		}
	}
}

// nextEvent is the next day on which something may happen.
func (w *Walker) nextEvent() (calendar.Date, bool) {
	for w.events.len() > 0 && w.events.top().stale() {
		w.events.pop()
	}
	if w.events.len() == 0 {
		return 0, false
	}
	return w.events.top().day, true
}

// rewind brings the walk back to the day of the chain's head.
func (w *Walker) rewind() {
	for _, e := range w.passed {
		if e.stale() {
			continue
		}
		w.events.push(e)
		if e.claim != nil {
			w.aside[e.claim] = true
		}
	}
	w.passed = nil
	w.day = w.chain.day
	w.touchAside()
}

// touchAside looks anew at the claims that were put aside.
func (w *Walker) touchAside() {
	aside := w.aside
	w.aside = map[*claimWalk]bool{}
	for claim := range aside {
		w.touch(claim)
	}
}

// heed notes the day on which the hold of a claim may begin or end.
func (w *Walker) heed(claim *claimWalk, until calendar.Date) {
	if until != 0 && until != claim.heeded {
		claim.heeded = until
		w.schedule(until, event{claim: claim, version: claim.version})
	}
}

// forget drops events before the day of the chain's head: the walk never goes back behind it.
func (w *Walker) forget() {
	kept := w.passed[:0]
	for _, e := range w.passed {
		if e.day >= w.chain.day && !e.stale() {
			kept = append(kept, e)
		}
	}
	w.passed = kept
}

// nextDay is the first day after today on which there may be something to enter though no record changes. The walk stands at its
// end.
func (w *Walker) nextDay() calendar.Date {
	if w.day == w.today && w.stepOfDay() != nil {
		return w.today + 1
	}
	var first calendar.Date
	for _, e := range w.events.items {
		if e.stale() {
			continue
		}
		day := e.day
		if e.paper == nil {
			day++ // steps and appropriations of a day are entered when it is over
		}
		if first == 0 || day < first {
			first = day
		}
	}
	return first
}

// touch looks at a claim anew: at what lowers it, at what raises it, and at its payments.
func (w *Walker) touch(claim *claimWalk) {
	if w.problem != nil {
		return
	}
	w.touchLowering(claim)
	w.touchRaises(claim)
	for _, grant := range claim.account.Grants {
		w.offerNamed(grant.Entry.Name)
		for _, recovery := range grant.Recoveries {
			w.offerNamed(recovery.Entry.Name)
		}
	}
}

func (w *Walker) touchLowering(claim *claimWalk) {
	claim.lowStamp++
	lowering, err := claim.lowering(w.day, w.desk)
	if !w.fail(err) && lowering != nil && lowering.draft != nil {
		w.lows.push(candidate{claim: claim, place: lowering.place, stamp: claim.lowStamp})
	}
}

// touchRaises puts the raises of a claim that are not done into the queues of their budgets, and those that need no budget among
// the free ones.
func (w *Walker) touchRaises(claim *claimWalk) {
	claim.freeStamp++
	known := make(map[StepKey]bool, len(claim.steps))
	for i := range claim.steps {
		step := claim.steps[i]
		if step.Lowers || claim.account.Done(step.Key()) {
			continue
		}
		known[step.Key()] = true
		w.queueRaise(claim, step)
	}
	for key, r := range claim.raises {
		if !known[key] {
			r.dead = true
			delete(claim.raises, key)
		}
	}
	if free, err := w.freeRaise(claim); !w.fail(err) && free != nil {
		w.frees.push(candidate{claim: claim, place: free.place, stamp: claim.freeStamp})
	}
}

func (w *Walker) queueRaise(claim *claimWalk, step Step) {
	r := claim.raises[step.Key()]
	if r == nil || r.step.Year != step.Year || r.step.EffectiveOn != step.EffectiveOn {
		if r != nil {
			r.dead = true
		}
		r = &raise{claim: claim, place: claim.standing(&step)}
		claim.raises[step.Key()] = r
	}
	r.step = step
	if r.queued {
		return
	}
	queue := w.queues[step.Year]
	if queue == nil {
		queue = &heap[*raise]{less: func(a, b *raise) bool { return a.place.compare(b.place) < 0 }}
		w.queues[step.Year] = queue
	}
	r.queued = true
	queue.push(r)
}

// freeRaise finds the first raise of a claim that needs no money of its budget: it changes nothing, or gives up what is still to
// be recovered. Nil where there is none on the walk's day.
func (w *Walker) freeRaise(claim *claimWalk) (*change, error) {
	for i := range claim.steps {
		r := claim.raises[claim.steps[i].Key()]
		if r == nil {
			continue
		}
		ch, err := claim.raising(r, w.day, w.desk)
		if err != nil {
			return nil, err
		}
		w.heed(claim, ch.until)
		if ch.draft != nil && !isGrant(ch.draft.kind) {
			return ch, nil
		}
		if ch.wait == v1alpha1.ReasonOnHold || ch.wait == v1alpha1.ReasonEvidenceMissing {
			return nil, nil
		}
	}
	return nil, nil
}

// release forgets a claim that has nothing to enter: it is opened again when it has.
func (w *Walker) release(claim *claimWalk) {
	if len(claim.raises) > 0 || claim.account.Begun() != nil || w.aside[claim] {
		return
	}
	for i := range claim.steps {
		if !claim.account.Done(claim.steps[i].Key()) {
			return
		}
	}
	claim.version++
	claim.lowStamp++
	claim.freeStamp++
	delete(w.claims, claim.value)
}
