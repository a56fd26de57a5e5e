package model_test

import (
	"strconv"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// finance orders, books and reports payments as it sees the register on a day. It says whether there may be more for it to do.
func (l *life) finance(r *register.Register) (busy bool) {
	paid := map[string]*v1alpha1.Payment{} // the last payment of each entry
	count := map[string]int{}
	for _, payment := range register.Of[*v1alpha1.Payment](r, records.Payment) {
		entry := payment.Spec.DisbursementRef.Name
		count[entry]++
		if before := paid[entry]; before == nil || len(before.Name) < len(payment.Name) || len(before.Name) == len(payment.Name) && before.Name < payment.Name {
			paid[entry] = payment
		}
	}
	for _, request := range register.Of[*v1alpha1.AwardRequest](r, records.AwardRequest) {
		busy = busy || outcomeOf(request) == v1alpha1.ReasonAwaitingDayEnd
	}
	for _, report := range register.Of[*v1alpha1.ActivityReport](r, records.ActivityReport) {
		busy = busy || outcomeOf(report) == v1alpha1.ReasonAwaitingDayEnd
	}
	for _, entry := range register.Of[*v1alpha1.FundingDisbursement](r, records.FundingDisbursement) {
		last, number := paid[entry.Name], count[entry.Name]
		if number > 5 {
			continue
		}
		busy = l.attend(entry, last, number) || busy
	}
	return busy
}

// attend does what one entry asks for, or leaves it for another day.
func (l *life) attend(entry *v1alpha1.FundingDisbursement, last *v1alpha1.Payment, number int) bool {
	switch reason := l.reason(entry); reason {
	case v1alpha1.ReasonOrdered, v1alpha1.ReasonPaymentInFlight:
		if last == nil || last.Spec.PaidOn != "" || last.Spec.Returned != nil {
			return false
		}
		if l.chance("settles", 66-l.in(flights, 60, 0)) {
			l.settle(last)
		}
		return true
	case v1alpha1.ReasonPending, v1alpha1.ReasonPaymentReturned:
		if l.chance("orders", 75-l.in(lost, 70, 0)) {
			l.order(entry, number, 4)
		}
		return true
	case v1alpha1.ReasonRecovering:
		if entry.Spec.Type != v1alpha1.EntryRecovery {
			return l.comeBack(last)
		}
		if l.chance("receives", 50-l.in(debts, 46, 0)) {
			l.receive(entry, number)
		}
		return l.theme != debts // who owes takes their time
	case v1alpha1.ReasonPaid, v1alpha1.ReasonOnHold, v1alpha1.ReasonEvidenceMissing, v1alpha1.ReasonRecorded, v1alpha1.ReasonRecovered:
		l.blunder(entry, last, number, reason)
	}
	return false
}

// comeBack lets the bank send back what was booked and is to be recovered, now and then.
func (l *life) comeBack(last *v1alpha1.Payment) bool {
	if last != nil && last.Spec.PaidOn != "" && last.Spec.Returned == nil && l.chance("returned late", 8) {
		l.giveBack(last)
	}
	return false
}

// blunder does what nobody should, seldom.
func (l *life) blunder(entry *v1alpha1.FundingDisbursement, last *v1alpha1.Payment, number int, reason string) {
	percent := map[string]int{v1alpha1.ReasonRecorded: 1, v1alpha1.ReasonPaid: 4, v1alpha1.ReasonOnHold: 20, v1alpha1.ReasonRecovered: 12, v1alpha1.ReasonEvidenceMissing: 5}[reason]
	switch {
	case reason == v1alpha1.ReasonPaid && last != nil && last.Spec.PaidOn != "" && last.Spec.Returned == nil && l.chance("returned", 4):
		l.giveBack(last)
	case !l.chance("blunders", percent):
	case reason == v1alpha1.ReasonRecovered && entry.Spec.Type == v1alpha1.EntryRecovery:
		l.receive(entry, number)
	default:
		l.order(entry, number, 60)
	}
}

// balance is what an entry still has, in absolute terms.
func balance(entry *v1alpha1.FundingDisbursement) money.Fen {
	fen, err := money.ParseSigned(string(entry.Status.Balance))
	if err != nil {
		return 0
	}
	return max(fen, -fen)
}

func (l *life) payment(entry *v1alpha1.FundingDisbursement, number int, amount money.Fen) *v1alpha1.Payment {
	record := &v1alpha1.Payment{ObjectMeta: meta(city, entry.Name+"-"+strconv.Itoa(number+1))}
	record.Spec = v1alpha1.PaymentSpec{
		DisbursementRef: v1alpha1.DisbursementRef{Name: entry.Name, Digest: entry.Status.Digest},
		Amount:          v1alpha1.Yuan(amount.String()), OrderedOn: text(l.today), OrderedBy: "finance-1",
	}
	return record
}

// order files a payment: of the whole most often, of a part, of too much, by somebody who may not, or under another digest.
func (l *life) order(entry *v1alpha1.FundingDisbursement, number, wrong int) {
	amount := balance(entry)
	if amount == 0 {
		amount = 100 * money.Yuan
	}
	record := l.payment(entry, number, amount)
	switch {
	case l.chance("part", l.in(flights, 90, 20)):
		record.Spec.Amount = v1alpha1.Yuan((amount / 2).String())
	case l.chance("too much", wrong):
		record.Spec.Amount = v1alpha1.Yuan((amount + 500*money.Yuan).String())
		if l.chance("paid at once", 50) {
			l.book(record, l.today)
		}
	case l.chance("conflicted", 10):
		record.Spec.OrderedBy = account(v1alpha1.Municipal, "70")
	case l.chance("another digest", 1):
		l.misname(record)
		return
	case l.chance("dated ahead", 3):
		l.untidy = "dated ahead"
		record.Spec.OrderedOn = text(l.today.AddDays(l.number("ahead", 1, 4)))
	case l.chance("dated back", 2):
		l.untidy = "late"
		record.Spec.OrderedOn = text(l.today.AddDays(-l.number("back", 1, 4)))
	}
	l.arrive(l.today, record)
	if l.chance("ordered twice", 2) {
		again := record.DeepCopy()
		again.Name = entry.Name + "-" + strconv.Itoa(number+2)
		l.arrive(l.today, again)
	}
}

// misname files a payment under a digest that the entry does not have, which freezes the chain, and one that puts it right.
func (l *life) misname(record *v1alpha1.Payment) {
	l.untidy = "late"
	right := record.DeepCopy()
	record.Spec.DisbursementRef.Digest = "sha256:" + "1111111111111111111111111111111111111111111111111111111111111111"
	l.arrive(l.today, record)
	after := l.today.AddDays(l.number("put right after", 0, 5))
	right.Name += "0"
	right.Spec.OrderedOn = text(after)
	right.Spec.Corrects = &v1alpha1.Correction{Name: record.Name, Reason: "摘要有误"}
	l.arrive(after, right)
}

// book fills in the booking of a payment.
func (l *life) book(record *v1alpha1.Payment, on calendar.Date) {
	record.Spec.Voucher, record.Spec.PaidOn, record.Spec.BookedBy = "v-"+record.Name, text(on), "finance-2"
	switch {
	case l.chance("booked by the same", 5):
		record.Spec.BookedBy = record.Spec.OrderedBy
	case l.chance("voucher used before", 2):
		record.Spec.Voucher = "v-used"
	}
}

// settle books an order, or has the bank send it back.
func (l *life) settle(last *v1alpha1.Payment) {
	if string(last.Spec.OrderedOn) > l.today.String() {
		return
	}
	if l.chance("sent back", 15) {
		l.giveBack(last)
		return
	}
	record := last.DeepCopy()
	l.book(record, l.today)
	l.arrive(l.today, record)
}

func (l *life) giveBack(last *v1alpha1.Payment) {
	record := last.DeepCopy()
	record.Spec.Returned = &v1alpha1.PaymentReturn{On: text(l.today), Slip: "退汇样例(虚构)"}
	l.arrive(l.today, record)
}

// receive books money that came back under a recovery: all, a part, or too much.
func (l *life) receive(entry *v1alpha1.FundingDisbursement, number int) {
	amount := balance(entry)
	if amount == 0 {
		amount = 100 * money.Yuan
	}
	record := l.payment(entry, number, amount)
	switch {
	case l.chance("partly", 30):
		record.Spec.Amount = v1alpha1.Yuan((amount / 2).String())
	case l.chance("too much", 60):
		record.Spec.Amount = v1alpha1.Yuan((amount + 1*money.Yuan).String())
	}
	if !l.chance("announced", 25) {
		l.book(record, l.today)
	}
	l.arrive(l.today, record)
}
