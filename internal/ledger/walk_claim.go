package ledger

import (
	"cmp"
	"slices"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// claimWalk is what the walk knows of one claim.
type claimWalk struct {
	claim   v1alpha1.Claim
	value   string // of the claim's index
	steps   []Step // by the day of their effect
	account *Account
	// version changes with the steps: older events of the claim mean nothing.
	version int
	// lowStamp and freeStamp tell the newest of the claim's items in the heaps.
	lowStamp, freeStamp int
	raises              map[StepKey]*raise
	heeded              calendar.Date // the day of a hold's beginning or end that is noted
}

// raise is a step that grants, with its place in the queue of its budget.
type raise struct {
	claim  *claimWalk
	step   Step
	place  standing
	queued bool // it is in the queue's heap
	dead   bool // it is not to be entered any more
}

// standing is a place in an order of steps: by the day of their effect, then the cause, then the claim.
type standing struct {
	on    calendar.Date
	cause v1alpha1.Cause
	claim string
}

func (s standing) compare(other standing) int {
	return cmp.Or(cmp.Compare(s.on, other.on), compareCauses(s.cause, other.cause), cmp.Compare(s.claim, other.claim))
}

// change is what a claim would have entered next, on a day.
type change struct {
	place standing
	draft *draft
	// wait is why it can't be, and draft is nil then.
	wait string
	// asked is what the step would change the claim by; payment is what it waits for.
	asked   money.Fen
	payment records.Key
	until   calendar.Date
}

func (c *claimWalk) standing(step *Step) standing {
	return standing{on: step.EffectiveOn, cause: step.Cause, claim: c.value}
}

// target is what the claim comes to after all steps that are known on a day; false where none is. A raise that ended before it
// was entered is none of them.
func (c *claimWalk) target(day calendar.Date) (money.Fen, bool) {
	for _, step := range slices.Backward(c.steps) {
		if step.EffectiveOn <= day && (c.account.Entered(step.Key()) || !step.ended(day)) {
			return step.Net, true
		}
	}
	return 0, false
}

// ended says whether a raise can't be entered any more on a day, unless it was begun.
func (s *Step) ended(day calendar.Date) bool { return !s.Lowers && s.Ends != 0 && s.Ends <= day }

// lowering finds what takes money from the claim on a day, or records that a lowering step changes nothing. Nil where there is no
// such step.
func (c *claimWalk) lowering(day calendar.Date, desk desk) (*change, error) {
	after := c.account.After
	begun, err := c.begun()
	if err != nil {
		return nil, err
	}
	if begun != nil && begun.net < after {
		return c.down(*begun, day, desk), nil
	}
	target, ok := c.target(day)
	if !ok {
		return nil, nil
	}
	// A raise that was begun holds back what does not lower: that would end it before it reached its net.
	if begun != nil && target >= after {
		return nil, nil
	}
	for i := range c.steps {
		step := &c.steps[i]
		if step.EffectiveOn <= day && step.Lowers && !c.account.Done(step.Key()) {
			return c.down(c.goal(step, min(target, after)), day, desk), nil
		}
	}
	return nil, nil
}

// goal is a step with the net that it brings its claim to now.
type goal struct {
	draft draft // claim, cause, year, payee, net, day of effect and rules; the rest is to be filled in
	net   money.Fen
	place standing
}

func (c *claimWalk) goal(step *Step, net money.Fen) goal {
	return goal{net: net, place: c.standing(step), draft: draft{
		kind: step.Type, claim: &c.claim, cause: step.Cause, year: step.Year, payee: step.Payee,
		net: &net, effectiveOn: step.EffectiveOn, rules: step.Rules,
	}}
}

// begun is the step that was begun and is not done, at the net that was recorded for it; nil where there is none.
func (c *claimWalk) begun() (*goal, error) {
	entry := c.account.Begun()
	if entry == nil {
		return nil, nil
	}
	on, err := calendar.Parse(string(entry.Spec.EffectiveOn))
	if err != nil {
		return nil, broken(entry.Name, "effectiveOn: %v", err)
	}
	net := c.account.steps[KeyOf(entry.Spec.Cause)].net
	return &goal{net: net, place: standing{on: on, cause: entry.Spec.Cause, claim: c.value}, draft: draft{
		claim: &c.claim, cause: entry.Spec.Cause, net: &net, effectiveOn: on, rules: entry.Spec.Rules,
	}}, nil
}

// down is the next entry that brings the claim down to a goal: what was not ordered is cancelled, newest first; the rest is
// recovered, newest first, once no payment is under way.
func (c *claimWalk) down(g goal, day calendar.Date, desk desk) *change {
	take := c.account.After - g.net
	ch := &change{place: g.place, asked: take}
	if take == 0 {
		ch.draft = c.nothing(g)
		return ch
	}
	for _, grant := range slices.Backward(c.account.Grants) {
		if amount := min(take, grant.Cancellable()); amount > 0 {
			ch.draft = g.about(v1alpha1.EntryCancellation, grant, grant.Entry.Name, -amount)
			return ch
		}
	}
	if payment, ok := desk.inFlight(c.account, day); ok {
		ch.wait, ch.payment = v1alpha1.ReasonPaymentInFlight, payment
		return ch
	}
	for _, grant := range slices.Backward(c.account.Grants) {
		if amount := min(take, grant.StillGrants()); amount > 0 {
			ch.draft = g.about(v1alpha1.EntryRecovery, grant, grant.Entry.Name, -amount)
			return ch
		}
	}
	return ch
}

// about is an entry of a step about a grant, charged to that grant's budget.
func (g *goal) about(kind v1alpha1.EntryType, grant *Grant, about string, amount money.Fen) *draft {
	d := g.draft
	d.kind, d.about, d.amount = kind, about, amount
	d.year, d.payee = grant.Entry.Spec.Year, grant.Entry.Spec.Payee
	return &d
}

// nothing is the entry of a step that changes nothing.
func (c *claimWalk) nothing(g goal) *draft {
	d := g.draft
	d.kind, d.amount = v1alpha1.EntryDecision, 0
	if d.year == 0 {
		d.year = int32(d.effectiveOn.Year()) //nolint:gosec // a year of the calendar, at most 2199
		if last := len(c.account.Grants); last > 0 {
			d.year = c.account.Grants[last-1].Entry.Spec.Year
		}
	}
	return &d
}

// raising is what one raise has entered next on a day. Where the draft grants, it is still for the budget to say yes.
func (c *claimWalk) raising(r *raise, day calendar.Date, desk desk) (*change, error) {
	ch := &change{place: r.place}
	begun, err := c.begun()
	if err != nil {
		return nil, err
	}
	g, wait := c.raiseGoal(r, begun, day)
	if g == nil {
		ch.wait = wait
		if payment, ok := desk.inFlight(c.account, day); ok && wait != "" {
			ch.payment = payment
		}
		return ch, nil
	}
	give := g.net - c.account.After
	ch.asked = give
	if desk.asks.evidenceMissing(c.claim) {
		ch.wait = v1alpha1.ReasonEvidenceMissing
		return ch, nil
	}
	held, until := desk.asks.held(c.claim, day)
	if ch.until = until; held {
		ch.wait = v1alpha1.ReasonOnHold
		return ch, nil
	}
	ch.draft = c.up(*g, give)
	return ch, nil
}

// raiseGoal is the net that a raise may bring its claim to on a day; nil where it has to wait for another step of its claim, or is
// not known yet, or has ended.
func (c *claimWalk) raiseGoal(r *raise, begun *goal, day calendar.Date) (g *goal, wait string) {
	switch {
	case r.step.EffectiveOn > day:
		return nil, ""
	case begun == nil:
	case begun.net < c.account.After:
		return nil, v1alpha1.ReasonPaymentInFlight
	case KeyOf(begun.draft.cause) != r.step.Key():
		return nil, v1alpha1.ReasonPendingBudget
	default:
		begun.draft.kind, begun.draft.year, begun.draft.payee = r.step.Type, r.step.Year, r.step.Payee
		return begun, ""
	}
	target, ok := c.target(day)
	if !ok || r.step.ended(day) {
		return nil, ""
	}
	whole := c.goal(&r.step, max(target, c.account.After))
	return &whole, ""
}

// up is the next entry that brings the claim up by so much: first what is still to be recovered is given up, newest first; the
// rest is granted.
func (c *claimWalk) up(g goal, give money.Fen) *draft {
	if give == 0 {
		return c.nothing(g)
	}
	for _, grant := range slices.Backward(c.account.Grants) {
		for _, recovery := range slices.Backward(grant.Recoveries) {
			if amount := min(give, grant.ToRecover(), recovery.Open()); amount > 0 {
				return g.about(v1alpha1.EntryCancellation, grant, recovery.Entry.Name, amount)
			}
		}
	}
	d := g.draft
	d.amount = give
	return &d
}
