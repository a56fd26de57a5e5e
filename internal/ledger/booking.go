package ledger

import (
	"cmp"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// paper is a Payment as read: what people declared, in dates and fen.
type paper struct {
	record     *v1alpha1.Payment
	key        records.Key
	amount     money.Fen
	orderedOn  calendar.Date
	paidOn     calendar.Date // 0 while it is not booked: a booking has a voucher and a day
	returnedOn calendar.Date // 0 while the bank did not send it back
	invalid    error         // a field that admission should have refused
}

func readPayment(record *v1alpha1.Payment) paper {
	p := paper{record: record, key: records.KeyOf(record)}
	p.amount, p.invalid = money.Parse(string(record.Spec.Amount))
	p.orderedOn = p.date(record.Spec.OrderedOn)
	if record.Spec.Voucher != "" && record.Spec.PaidOn != "" {
		p.paidOn = p.date(record.Spec.PaidOn)
	}
	if record.Spec.Returned != nil {
		p.returnedOn = p.date(record.Spec.Returned.On)
	}
	return p
}

func (p *paper) date(text v1alpha1.Date) calendar.Date {
	date, err := calendar.Parse(string(text))
	if err != nil && p.invalid == nil {
		p.invalid = err
	}
	return date
}

// desk judges payments by the chain and the records that the chain's view shows.
type desk struct {
	chain *Chain
	asks  Asks
}

// booking is what is known of the money of an order on a day.
type booking struct {
	// on is the day on which the money moved; 0 where the order is not booked, or not as it should be.
	on calendar.Date
	// by is the payment that books it: the order's own, or the last that corrects it.
	by records.Key
	// problem of a booking that does not count, and the payment that it collides with.
	problem PaymentDetail
	other   records.Key
}

// booking says whether the order of a payment counts as booked by the end of a day.
func (d desk) booking(payment *v1alpha1.Payment, by calendar.Date) booking {
	effective := d.corrected(payment, by)
	p := readPayment(effective)
	b := booking{by: p.key}
	if p.invalid != nil || p.paidOn == 0 || p.paidOn > by {
		return b
	}
	ordered, err := calendar.Parse(string(payment.Spec.OrderedOn))
	if err != nil || p.paidOn < ordered {
		b.problem = DetailPaidBeforeOrder
		return b
	}
	if other, used := d.voucherUsed(p, by); used {
		b.problem, b.other = DetailVoucherUsed, other
		return b
	}
	if _, bad := d.asks.sameSigner(effective); bad {
		b.problem = DetailSigner
		return b
	}
	b.on = p.paidOn
	return b
}

// corrected returns the payment whose booking counts: the payment itself, or the last booked one that corrects it. One of another amount
// puts nothing right.
func (d desk) corrected(payment *v1alpha1.Payment, by calendar.Date) *v1alpha1.Payment {
	current := payment
	ordered := readPayment(payment).amount
	// Each round moves on to a later name, so that payments which correct each other in a circle end.
	for {
		next := current
		for _, other := range d.siblings(current) {
			p := readPayment(other)
			if corrects(other, current) && p.invalid == nil && p.amount == ordered && p.paidOn != 0 && p.paidOn <= by && p.orderedOn <= by &&
				compareNames(next.Name, other.Name) < 0 {
				next = other
			}
		}
		if next == current {
			return current
		}
		current = next
	}
}

// siblings are the payments under the same entry.
func (d desk) siblings(payment *v1alpha1.Payment) []*v1alpha1.Payment {
	entry := records.Key{Namespace: payment.Namespace, Name: payment.Spec.DisbursementRef.Name}
	return records.Find[*v1alpha1.Payment](d.chain.view, records.PaymentsByEntry, entry.String())
}

func corrects(payment, other *v1alpha1.Payment) bool {
	return payment.Spec.Corrects != nil && payment.Spec.Corrects.Name == other.Name &&
		payment.Namespace == other.Namespace && payment.Name != other.Name
}

// compareNames orders the names of payments under one entry by their numbers: -2 before -10.
func compareNames(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) }

// voucherUsed says whether another payment of the ledger stands before this one under its voucher by the end of a day: the one
// with an entry first, else the one with the earlier date, else the name. Payments that correct one another share their voucher.
func (d desk) voucherUsed(p paper, by calendar.Date) (records.Key, bool) {
	value := records.VoucherValue(p.key.Namespace, p.record.Spec.Voucher)
	for _, record := range records.Find[*v1alpha1.Payment](d.chain.view, records.PaymentsByVoucher, value) {
		other := readPayment(record)
		if other.key == p.key || other.invalid != nil || other.paidOn == 0 || other.paidOn > by || d.family(other.record) == d.family(p.record) {
			continue
		}
		if records.LedgerOfEntryName(records.Key{Namespace: record.Namespace, Name: record.Spec.DisbursementRef.Name}) != d.chain.ledger {
			continue
		}
		if d.compareStanding(other, p) < 0 {
			return other.key, true
		}
	}
	return records.Key{}, false
}

// compareStanding orders payments with one voucher: the first of them stands.
func (d desk) compareStanding(a, b paper) int {
	order := func(p paper) int {
		if d.entered(d.family(p.record)) {
			return 0
		}
		return 1
	}
	return cmp.Or(cmp.Compare(order(a), order(b)), cmp.Compare(a.paidOn, b.paidOn), cmp.Compare(a.key.Name, b.key.Name))
}

// entered says whether the chain has an entry of a payment.
func (d desk) entered(payment records.Key) bool {
	return len(d.chain.ByCause(records.Payment, payment)) > 0
}

// family is the first payment of those that correct one another, along corrects.
func (d desk) family(payment *v1alpha1.Payment) records.Key {
	current := payment
	for current.Spec.Corrects != nil {
		before, ok := records.Get[*v1alpha1.Payment](d.chain.view, records.Key{Namespace: current.Namespace, Name: current.Spec.Corrects.Name})
		// A payment corrects an earlier one; whatever else it says leads nowhere, and never round in a circle.
		if !ok || before.Spec.OrderedOn > current.Spec.OrderedOn || before.Spec.OrderedOn == current.Spec.OrderedOn && compareNames(before.Name, current.Name) >= 0 {
			break
		}
		current = before
	}
	return records.KeyOf(current)
}

// inFlight finds an order of a claim that is neither booked nor returned by the end of a day.
func (d desk) inFlight(a *Account, by calendar.Date) (records.Key, bool) {
	for _, grant := range a.Grants {
		for _, order := range grant.Orders {
			if order.Return != nil {
				continue
			}
			payment, ok := records.Get[*v1alpha1.Payment](d.chain.view, order.Payment)
			if !ok || d.booking(payment, by).on == 0 {
				return order.Payment, true
			}
		}
	}
	return records.Key{}, false
}
