package ledger

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// paymentOfDay finds the first payment that has something to enter on the walk's day.
func (w *Walker) paymentOfDay() *v1alpha1.FundingDisbursement {
	for w.ready.len() > 0 {
		top := w.ready.top()
		if !top.gone {
			if entry := w.ofPaper(top); entry != nil || w.problem != nil {
				return entry
			}
		}
		w.ready.pop()
		top.queued = false
	}
	return nil
}

// ofPaper is what one payment has to enter on the walk's day: an order dated to it, a return or a receipt dated up to it.
func (w *Walker) ofPaper(p *paperWalk) *v1alpha1.FundingDisbursement {
	about := p.record.Spec.DisbursementRef.Name
	if _, wrong := w.wrong[p.key]; wrong || p.invalid != nil {
		return nil
	}
	claim := w.payee(p)
	if claim == nil {
		return nil
	}
	if order := claim.account.Order(p.key); order != nil {
		if order.Return != nil || p.returnedOn == 0 || p.returnedOn > w.day {
			return nil
		}
		return w.enter(claim.draftPayment(p, v1alpha1.EntryReturn, order.Amount), claim)
	}
	if claim.account.Recovery(about) != nil {
		if problem, _ := w.receiptProblem(p.paper, claim.account, w.day); problem != "" || w.receipt(p.key) != nil {
			return nil
		}
		return w.enter(claim.draftPayment(p, v1alpha1.EntryReceipt, p.amount), claim)
	}
	if p.orderedOn != w.day || w.orderProblem(p.paper, w.day, claim.account) != "" {
		return nil
	}
	return w.enter(claim.draftPayment(p, v1alpha1.EntryOrder, -p.amount), claim)
}

// draftPayment is an entry of a payment about the entry that it names, charged to that entry's budget.
func (c *claimWalk) draftPayment(p *paperWalk, kind v1alpha1.EntryType, amount money.Fen) *draft {
	grant := c.account.Grant(p.record.Spec.DisbursementRef.Name)
	d := &draft{
		kind:   kind,
		claim:  &c.claim,
		cause:  v1alpha1.Cause{Kind: string(records.Payment), Namespace: p.key.Namespace, Name: p.key.Name, Stage: StageOrder},
		amount: amount,
		about:  p.record.Spec.DisbursementRef.Name,
		year:   grant.Entry.Spec.Year,
		payee:  grant.Entry.Spec.Payee,
	}
	switch kind {
	case v1alpha1.EntryReturn:
		d.cause.Stage, d.effectiveOn = StageReturn, p.returnedOn
	case v1alpha1.EntryReceipt:
		d.cause.Stage, d.effectiveOn = StageReceipt, p.paidOn
	default:
		d.effectiveOn = p.orderedOn
	}
	return d
}

// ReplacePayment tells the walk the record of a payment.
func (w *Walker) ReplacePayment(record *v1alpha1.Payment) {
	read := readPayment(record)
	w.RemovePayment(read.key)
	p := &paperWalk{paper: read}
	w.papers[p.key] = p
	about := record.Spec.DisbursementRef.Name
	if w.named[about] == nil {
		w.named[about] = map[records.Key]*paperWalk{}
	}
	w.named[about][p.key] = p
	if entry, ok := w.chain.Named(about); ok {
		have, _ := w.chain.DigestOf(entry.Spec.Sequence)
		w.compare(p, have)
	}
	w.schedule(p.orderedOn, event{paper: p})
	w.schedule(p.returnedOn, event{paper: p})
	w.schedule(p.paidOn, event{paper: p})
	w.changed = true
	w.offer(p)
	w.touchPayee(p)
}

// RemovePayment forgets a payment: one that has nothing to enter any more, or is gone. What the chain has of it stays.
func (w *Walker) RemovePayment(key records.Key) {
	p := w.papers[key]
	if p == nil {
		return
	}
	about := p.record.Spec.DisbursementRef.Name
	p.gone = true
	delete(w.papers, key)
	delete(w.wrong, key)
	delete(w.named[about], key)
	if len(w.named[about]) == 0 {
		delete(w.named, about)
	}
	w.changed = true
}

// nameIs compares the payments that name an entry which is new in the chain.
func (w *Walker) nameIs(entry *v1alpha1.FundingDisbursement) {
	for _, p := range w.named[entry.Name] {
		w.compare(p, w.chain.digest)
	}
}

func (w *Walker) compare(p *paperWalk, have v1alpha1.Digest) {
	if p.record.Spec.DisbursementRef.Digest != have {
		w.wrong[p.key] = have
	}
}

// offer puts a payment among those that may have something to enter on the walk's day.
func (w *Walker) offer(p *paperWalk) {
	if !p.queued && !p.gone {
		p.queued = true
		w.ready.push(p)
	}
}

func (w *Walker) offerNamed(entry string) {
	for _, p := range w.named[entry] {
		w.offer(p)
	}
}

// payee is the claim of the entry that a payment names; nil where the chain has no such entry, or it has no claim.
func (w *Walker) payee(p *paperWalk) *claimWalk {
	entry, ok := w.chain.Named(p.record.Spec.DisbursementRef.Name)
	if !ok || entry.Spec.Claim == nil {
		return nil
	}
	if claim := w.claims[records.ClaimValue(w.chain.ledger, *entry.Spec.Claim)]; claim != nil {
		return claim
	}
	return w.open(*entry.Spec.Claim)
}

// touchPayee looks anew at the claim that a payment belongs to: a step of it may have waited for the booking.
func (w *Walker) touchPayee(p *paperWalk) {
	if claim := w.payee(p); claim != nil {
		w.touch(claim)
	}
}
