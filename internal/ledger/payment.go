package ledger

import (
	"cmp"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// PaymentDetail says why a payment is in the state that it is in.
type PaymentDetail string

// The details of the states of a payment; none where the state says it all.
const (
	DetailInvalid         PaymentDetail = "Invalid"         // its amount or a date can't be read, or the amount is zero
	DetailEntryMissing    PaymentDetail = "EntryMissing"    // the chain has no entry of that name
	DetailOtherDigest     PaymentDetail = "OtherDigest"     // the entry has another digest: the chain is frozen
	DetailNotPayable      PaymentDetail = "NotPayable"      // the entry is neither a grant nor a recovery
	DetailTooEarly        PaymentDetail = "TooEarly"        // ordered on the entry's own day, or before
	DetailPassed          PaymentDetail = "Passed"          // the chain has passed the day of the order
	DetailOverBalance     PaymentDetail = "OverBalance"     // more than the balance of the entry
	DetailRecoveryOpen    PaymentDetail = "RecoveryOpen"    // something of the claim is still to be recovered
	DetailOnHold          PaymentDetail = "OnHold"          // the claim was on hold on the day before the order
	DetailEvidenceMissing PaymentDetail = "EvidenceMissing" // what the claim was granted for is not in view as it was signed
	DetailSigner          PaymentDetail = "Signer"          // the one who ordered or booked it may not have
	DetailVoucherUsed     PaymentDetail = "VoucherUsed"     // another payment stands first under its voucher
	DetailPaidBeforeOrder PaymentDetail = "PaidBeforeOrder" // the money moved before the day of the order
	DetailNoOrder         PaymentDetail = "NoOrder"         // the money moved, but the chain has no order, and nothing else says why
	DetailCorrected       PaymentDetail = "Corrected"       // a later payment took its place before it was entered
	DetailOtherAmount     PaymentDetail = "OtherAmount"     // it puts the booking of another right, but to another amount
	DetailReturnElsewhere PaymentDetail = "ReturnElsewhere" // it puts the booking of another right, and its return belongs on that one
	DetailCorrection      PaymentDetail = "Correction"      // it puts the booking of another right and is no order of its own
	DetailNotBooked       PaymentDetail = "NotBooked"       // under a recovery: no voucher or day yet
	DetailExcess          PaymentDetail = "Excess"          // under a recovery: more than may still come back
	DetailReturned        PaymentDetail = "Returned"        // under a recovery: a receipt that the bank took back
)

// PaymentState is what the ledger says of a payment.
type PaymentState struct {
	// Reason is Requested, Ordered, Booked, Returned, Refused, Unexpected, Excess, WrongEntry or SameSigner.
	Reason string
	// Detail says why, where there is more to say.
	Detail PaymentDetail
	// Entry of the chain that holds the order, the return or the receipt, whichever came last; empty where there is none.
	Entry string
	// On is the day of that: of the booking, of the return, of the order.
	On calendar.Date
	// Asked and Available are the amounts where a bound on money decided.
	Asked, Available money.Fen
	// Other is the payment that it collides with, or that it corrects.
	Other records.Key
	// Frozen says that the payment freezes the chain.
	Frozen bool
}

// JudgePayment says where a payment stands at the end of today, by the chain and the records that the chain's view shows. An
// order that was not entered is Refused for good once its day is over and it could not be entered then.
func JudgePayment(chain *Chain, payment *v1alpha1.Payment, today calendar.Date, asks Asks) (PaymentState, error) {
	d := desk{chain: chain, asks: asks}
	p := readPayment(payment)
	entry, ok := chain.Named(payment.Spec.DisbursementRef.Name)
	if !ok {
		return d.unentered(p, DetailEntryMissing, today), nil
	}
	if !d.names(payment) {
		return PaymentState{Reason: v1alpha1.ReasonWrongEntry, Detail: DetailOtherDigest, Entry: entry.Name, Frozen: !d.putRight(payment)}, nil
	}
	if entry.Spec.Claim == nil {
		return PaymentState{Reason: v1alpha1.ReasonWrongEntry, Detail: DetailNotPayable, Entry: entry.Name}, nil
	}
	account, err := chain.Account(*entry.Spec.Claim)
	if err != nil {
		return PaymentState{}, err
	}
	switch {
	case account.Recovery(entry.Name) != nil:
		return d.judgeReceipt(p, entry, account, today), nil
	case account.Grant(entry.Name) == nil:
		return PaymentState{Reason: v1alpha1.ReasonWrongEntry, Detail: DetailNotPayable, Entry: entry.Name}, nil
	case account.Order(p.key) != nil:
		return d.judgeOrder(p, account.Order(p.key), today), nil
	}
	if state, ok := d.correction(p, account, today); ok {
		return state, nil
	}
	state := d.unentered(p, d.orderProblem(p, p.orderedOn, account), today)
	if state.Detail == DetailOverBalance {
		state.Asked, state.Available = p.amount, max(0, account.Grant(entry.Name).Balance())
	}
	return state, nil
}

// unentered is the state of an order that the chain does not have.
func (d desk) unentered(p paper, problem PaymentDetail, today calendar.Date) PaymentState {
	over, why := d.chain.day > p.orderedOn, cmp.Or(problem, DetailNoOrder)
	if over && (problem == "" || problem == DetailEntryMissing) {
		problem = DetailPassed
	}
	switch {
	case problem == DetailInvalid || problem == DetailCorrected:
		return PaymentState{Reason: v1alpha1.ReasonRefused, Detail: problem}
	case problem == DetailSigner:
		return PaymentState{Reason: v1alpha1.ReasonSameSigner, Detail: problem}
	case p.orderedOn >= today && !over, problem == "":
		return PaymentState{Reason: v1alpha1.ReasonRequested, Detail: problem}
	case p.paidOn != 0 && p.paidOn <= today:
		return PaymentState{Reason: v1alpha1.ReasonUnexpected, Detail: why, On: p.paidOn}
	}
	return PaymentState{Reason: v1alpha1.ReasonRefused, Detail: problem}
}

// judgeOrder is the state of a payment whose order the chain has.
func (d desk) judgeOrder(p paper, order *Order, today calendar.Date) PaymentState {
	if order.Return != nil {
		return PaymentState{Reason: v1alpha1.ReasonReturned, Entry: order.Return.Name, On: p.returnedOn}
	}
	state := PaymentState{Reason: v1alpha1.ReasonOrdered, Entry: order.Entry.Name, On: p.orderedOn}
	booked := d.booking(p.record, today)
	switch {
	case booked.on != 0:
		state.Reason, state.On = v1alpha1.ReasonBooked, booked.on
		if booked.by != p.key {
			state.Detail, state.Other = DetailCorrected, booked.by
		}
	case booked.problem == DetailSigner:
		state.Reason, state.Detail = v1alpha1.ReasonSameSigner, DetailSigner
	case booked.problem != "":
		state.Reason, state.Detail, state.Other = v1alpha1.ReasonUnexpected, booked.problem, booked.other
	}
	return state
}

// correction is the state of a payment that puts right the booking of one whose order the chain has.
func (d desk) correction(p paper, account *Account, today calendar.Date) (PaymentState, bool) {
	first := d.family(p.record)
	order := account.Order(first)
	if first == p.key || order == nil {
		return PaymentState{}, false
	}
	state := PaymentState{Reason: v1alpha1.ReasonRequested, Detail: DetailCorrection, Entry: order.Entry.Name, Other: first}
	switch {
	case p.amount != order.Amount:
		state.Reason, state.Detail = v1alpha1.ReasonUnexpected, DetailOtherAmount
		return state, true
	case p.returnedOn != 0 && p.returnedOn <= today:
		state.Reason, state.Detail = v1alpha1.ReasonUnexpected, DetailReturnElsewhere
		return state, true
	}
	record, ok := records.Get[*v1alpha1.Payment](d.chain.view, first)
	if !ok {
		return state, true
	}
	booked := d.booking(record, today)
	if booked.by != p.key {
		return state, true
	}
	whole := d.judgeOrder(paper{record: record, key: p.key, orderedOn: p.orderedOn}, order, today)
	state.Reason, state.On = whole.Reason, whole.On
	if whole.Detail != "" {
		state.Detail, state.Other = whole.Detail, whole.Other
	}
	return state, true
}

// judgeReceipt is the state of a payment under a recovery.
func (d desk) judgeReceipt(p paper, entry *v1alpha1.FundingDisbursement, account *Account, today calendar.Date) PaymentState {
	if receipt := d.receipt(p.key); receipt != nil {
		if p.returnedOn != 0 && p.returnedOn <= today {
			return PaymentState{Reason: v1alpha1.ReasonUnexpected, Detail: DetailReturned, Entry: receipt.Name, On: p.returnedOn}
		}
		return PaymentState{Reason: v1alpha1.ReasonBooked, Entry: receipt.Name, On: p.paidOn}
	}
	problem, other := d.receiptProblem(p, account, today)
	state := PaymentState{Reason: v1alpha1.ReasonRequested, Detail: problem, Other: other}
	switch problem {
	case DetailInvalid, DetailCorrection:
		state.Reason = v1alpha1.ReasonRefused
	case DetailSigner:
		state.Reason = v1alpha1.ReasonSameSigner
	case DetailVoucherUsed:
		state.Reason = v1alpha1.ReasonUnexpected
	case DetailReturned:
		state.Reason = v1alpha1.ReasonReturned
	case DetailExcess:
		state.Reason = v1alpha1.ReasonExcess
		state.Asked, state.Available = p.amount, max(0, account.Recovery(entry.Name).Open())
	default:
	}
	return state
}
