package ledger

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// orderProblem says why the order of a payment can't be entered on a day; none where it can. It looks at nothing that comes after
// the order (its booking, its return), so that a register that is applied at once gets the orders of one that was lived.
func (d desk) orderProblem(p paper, on calendar.Date, account *Account) PaymentDetail {
	grant := account.Grant(p.record.Spec.DisbursementRef.Name)
	switch {
	case p.invalid != nil || p.amount == 0:
		return DetailInvalid
	case grant == nil:
		return DetailNotPayable
	}
	if _, ok := d.counterpart(p, account.Claim); ok {
		return DetailCorrected
	}
	if entered, err := calendar.Parse(string(grant.Entry.Spec.Day)); err != nil || entered >= on {
		return DetailTooEarly
	}
	if bad, _ := d.asks.sameSigner(p.record); bad {
		return DetailSigner
	}
	if account.ToRecover() > 0 {
		return DetailRecoveryOpen
	}
	if p.amount > grant.Balance() {
		return DetailOverBalance
	}
	if held, _ := d.asks.held(account.Claim, on.AddDays(-1)); held {
		return DetailOnHold
	}
	if d.asks.evidenceMissing(account.Claim) {
		return DetailEvidenceMissing // nobody can say who signed for it, and so who may not pay it (SD-2)
	}
	return ""
}

// receiptProblem says why money that came back under a recovery can't be entered by the end of a day; none where it can.
func (d desk) receiptProblem(p paper, account *Account, by calendar.Date) (PaymentDetail, records.Key) {
	recovery := account.Recovery(p.record.Spec.DisbursementRef.Name)
	switch {
	case recovery == nil:
		return DetailNotPayable, records.Key{}
	case p.invalid != nil || p.amount == 0:
		return DetailInvalid, records.Key{}
	case p.paidOn == 0 || p.paidOn > by:
		return DetailNotBooked, records.Key{}
	case p.returnedOn != 0 && p.returnedOn <= p.paidOn:
		return DetailReturned, records.Key{}
	}
	if other, ok := d.counterpart(p, account.Claim); ok {
		return DetailCorrection, other
	}
	if ordering, booking := d.asks.sameSigner(p.record); ordering || booking {
		return DetailSigner, records.Key{}
	}
	if other, used := d.voucherUsed(p, by); used {
		return DetailVoucherUsed, other
	}
	if p.amount > recovery.Open() {
		return DetailExcess, records.Key{}
	}
	return "", records.Key{}
}

// counterpart finds a payment that corrects this one, or that this one corrects, of which the chain has an entry: there is one order and
// one receipt for all of them, whichever is dated first.
func (d desk) counterpart(p paper, claim v1alpha1.Claim) (records.Key, bool) {
	first := d.family(p.record)
	for _, entry := range d.chain.OfClaim(claim) {
		key := records.Key{Namespace: entry.Spec.Cause.Namespace, Name: entry.Spec.Cause.Name}
		if !isPayment(entry.Spec.Type) || key == p.key {
			continue
		}
		if other, ok := records.Get[*v1alpha1.Payment](d.chain.view, key); key == first || ok && d.family(other) == first {
			return key, true
		}
	}
	return records.Key{}, false
}

// receipt is the entry of a payment under a recovery; nil where the chain has none.
func (d desk) receipt(payment records.Key) *v1alpha1.FundingDisbursement {
	for _, entry := range d.chain.ByCause(records.Payment, payment) {
		if entry.Spec.Type == v1alpha1.EntryReceipt {
			return entry
		}
	}
	return nil
}

// putRight says whether a later payment corrects one that names an entry with another digest, and is right itself.
func (d desk) putRight(payment *v1alpha1.Payment) bool {
	for _, other := range d.siblings(payment) {
		if corrects(other, payment) && d.names(other) {
			return true
		}
	}
	return false
}

// names says whether a payment names an entry of the chain with its digest.
func (d desk) names(payment *v1alpha1.Payment) bool {
	entry, ok := d.chain.Named(payment.Spec.DisbursementRef.Name)
	if !ok {
		return false
	}
	named, ok := d.chain.DigestOf(entry.Spec.Sequence)
	return ok && named == payment.Spec.DisbursementRef.Digest
}
