package cluster_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	"sigs.k8s.io/controller-runtime/pkg/metrics"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// paid is a payment of an entry as finance declares it: what is empty is not declared.
type paid struct {
	number          int
	amount          v1alpha1.Yuan
	ordered, booked v1alpha1.Date
	voucher         string
	corrects        int
}

// pay files a payment under an entry of a county.
func (c *city) pay(county, entry string, digest v1alpha1.Digest, p paid) *v1alpha1.Payment {
	c.t.Helper()
	payment := &v1alpha1.Payment{Spec: v1alpha1.PaymentSpec{
		DisbursementRef: v1alpha1.DisbursementRef{Name: entry, Digest: digest},
		Amount:          p.amount, OrderedOn: p.ordered, OrderedBy: "finance-orders",
	}}
	if p.booked != "" {
		payment.Spec.Voucher, payment.Spec.PaidOn, payment.Spec.BookedBy = p.voucher, p.booked, "finance-books"
	}
	if p.corrects != 0 {
		payment.Spec.Corrects = &v1alpha1.Correction{Name: fmt.Sprintf("%s-%d", entry, p.corrects), Reason: "更正(样例)"}
	}
	payment.Namespace, payment.Name = county, fmt.Sprintf("%s-%d", entry, p.number)
	c.create(payment)
	return payment
}

// says is what a payment's record shows.
func (c *city) says(county, name string) (reason, message string, stalled bool) {
	c.t.Helper()
	payment := &v1alpha1.Payment{}
	if err := c.client.Get(c.t.Context(), records.Key{Namespace: county, Name: name}, payment); err != nil {
		c.t.Fatal(err)
	}
	booked := apimeta.FindStatusCondition(payment.Status.Conditions, v1alpha1.ConditionBooked)
	if booked == nil {
		c.t.Fatalf("nothing is said of %s/%s", county, name)
	}
	return booked.Reason, booked.Message, apimeta.IsStatusConditionTrue(payment.Status.Conditions, v1alpha1.ConditionStalled)
}

// alarms is how many records of a kind this process counts as alarming for a reason.
func alarms(t *testing.T, kind records.Kind, reason string) int {
	t.Helper()
	families, err := metrics.Registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, family := range families {
		if family.GetName() != "lianxing_alarming_records" {
			continue
		}
		for _, metric := range family.GetMetric() {
			labels := map[string]string{}
			for _, label := range metric.GetLabel() {
				labels[label.GetName()] = label.GetValue()
			}
			if labels["kind"] == string(kind) && labels["reason"] == reason {
				return int(metric.GetGauge().GetValue())
			}
		}
	}
	return 0
}

// TestPaymentsThatNobodyExpected files, for one entry each, what should not happen with money. Each is shown on the payment's own
// record, each by which money moved is counted, and the chain gets nothing but the orders that stand.
func TestPaymentsThatNobodyExpected(t *testing.T) {
	c := newCity(t, "payments", 51, 1)
	county := c.counties[0]
	c.ledger(county, "200000.00")
	for i := range 6 {
		c.funded(county, 5000+i)
	}
	before := alarms(t, records.Payment, v1alpha1.ReasonUnexpected)
	start(t, env.Config, controllers.Options{AsOf: day(storyEnds), Namespaces: c.namespaces, Language: "en"})
	c.waitForEntries(7)
	chain := c.chainOf(county)
	named := digests(t, chain)
	entry := func(i int) (string, v1alpha1.Digest) { return chain[i-1].Name, named[i-1] }
	file := func(i int, p paid) { name, sum := entry(i); c.pay(county, name, sum, p) }

	file(2, paid{1, "20000.00", "2025-07-01", "2025-07-02", "PZ-1", 0}) // as it should be
	file(3, paid{1, "20000.00", "2025-07-01", "2025-07-03", "PZ-3", 0}) // a wrong day and voucher, corrected below
	file(4, paid{1, "20000.00", "2025-07-01", "", "", 0})
	c.waitForEntries(10)
	file(2, paid{2, "20000.00", "2025-07-03", "2025-07-04", "PZ-2", 0}) // twice
	file(3, paid{2, "20000.00", "2025-07-04", "2025-07-05", "PZ-4", 1}) // a correction
	used := &v1alpha1.Payment{}
	c.change(used, records.Key{Namespace: county, Name: "stars-000004-1"}, func() { // a voucher used before
		used.Spec.Voucher, used.Spec.PaidOn, used.Spec.BookedBy = "PZ-1", "2025-07-04", "finance-books"
	})
	file(5, paid{1, "25000.00", "2025-07-02", "2025-07-03", "PZ-5", 0})                             // more than the balance
	file(5, paid{2, "25000.00", "2025-07-03", "", "", 0})                                           // the same, asked for only
	file(6, paid{1, "20000.00", "2025-06-01", "2025-06-02", "PZ-6", 0})                             // before the entry
	file(7, paid{1, "20000.00", "2025-06-20", "2025-06-21", "PZ-7", 0})                             // on a day that the chain has passed
	c.pay(county, "stars-000099", named[0], paid{1, "1.00", "2025-07-02", "2025-07-03", "PZ-8", 0}) // for an entry that there is not
	settle(t, c.client, c.namespaces...)

	for _, want := range []struct{ name, reason, message string }{
		{"stars-000002-1", v1alpha1.ReasonBooked, "Booked on 2025-07-02"},
		{"stars-000002-2", v1alpha1.ReasonUnexpected, "more than the balance of the entry"},
		{"stars-000003-1", v1alpha1.ReasonBooked, "Booked on 2025-07-05"},
		{"stars-000003-2", v1alpha1.ReasonBooked, "Booked on 2025-07-05"},
		{"stars-000004-1", v1alpha1.ReasonUnexpected, "its voucher was used before"},
		{"stars-000005-1", v1alpha1.ReasonUnexpected, "more than the balance of the entry"},
		{"stars-000005-2", v1alpha1.ReasonRefused, "more than the balance of the entry"},
		{"stars-000006-1", v1alpha1.ReasonUnexpected, "ordered on the day of the entry or before"},
		{"stars-000007-1", v1alpha1.ReasonUnexpected, "the chain has no order of it"},
		{"stars-000099-1", v1alpha1.ReasonUnexpected, "the chain has no such entry"},
	} {
		reason, message, stalled := c.says(county, want.name)
		if reason != want.reason || !strings.Contains(message, want.message) || stalled != (reason == v1alpha1.ReasonUnexpected) {
			t.Errorf("%s is %s (stalled %v): %s; want %s: %s", want.name, reason, stalled, message, want.reason, want.message)
		}
	}
	if counted := alarms(t, records.Payment, v1alpha1.ReasonUnexpected) - before; counted != 6 {
		t.Errorf("%d payments are counted as unexpected, want 6", counted)
	}
	if entries := c.audit(county); entries != 10 {
		t.Errorf("%d entries, want seven and three orders", entries)
	}
	kept := &v1alpha1.Payment{}
	if err := c.client.Get(t.Context(), records.Key{Namespace: county, Name: "stars-000003-1"}, kept); err != nil || kept.Spec.Voucher != "PZ-3" {
		t.Errorf("the booking that was corrected is not kept: %+v (%v)", kept.Spec, err)
	}
}

// TestPaymentOfAnotherDigestFreezes holds that a payment which names an entry with another digest freezes the chain, that the record,
// the ledger and the metrics say so, that no export is put back because of it, and that a corrected payment ends it.
func TestPaymentOfAnotherDigestFreezes(t *testing.T) {
	c := newCity(t, "digest", 52, 1)
	county := c.counties[0]
	c.ledger(county, "70000.00")
	c.funded(county, 5100)
	wrong, behind := alarms(t, records.Payment, v1alpha1.ReasonWrongEntry), alarms(t, records.Ledger, v1alpha1.ReasonLedgerBehind)
	start(t, env.Config, controllers.Options{AsOf: day(storyEnds), Namespaces: c.namespaces, Language: "en"})
	c.waitForEntries(2)
	named := digests(t, c.chainOf(county))
	export := c.export(county)

	c.pay(county, "stars-000002", named[0], paid{1, "20000.00", "2025-07-01", "", "", 0})
	c.waitFrozen(county, true)
	c.funded(county, 5101)
	settle(t, c.client, c.namespaces...)
	if entries := len(c.chainOf(county)); entries != 2 {
		t.Fatalf("%d entries in a frozen chain, want 2", entries)
	}
	if reason, message, stalled := c.says(county, "stars-000002-1"); reason != v1alpha1.ReasonWrongEntry || !stalled || !strings.Contains(message, "frozen") {
		t.Errorf("the payment is %s (stalled %v): %s", reason, stalled, message)
	}
	c.counts(records.Payment, v1alpha1.ReasonWrongEntry, wrong+1)
	c.counts(records.Ledger, v1alpha1.ReasonLedgerBehind, behind+1)
	c.refused(county, export, "is not behind")

	c.pay(county, "stars-000002", named[1], paid{2, "20000.00", "2025-07-02", "", "", 1})
	c.waitFrozen(county, false)
	c.waitForEntries(4)
	settle(t, c.client, c.namespaces...)
	entries := c.chainOf(county)
	if orders := ofType(entries, v1alpha1.EntryOrder); len(entries) != 4 || len(orders) != 1 || orders[0].Spec.Cause.Name != "stars-000002-2" {
		t.Errorf("%d entries with %d orders, want four and the order of the corrected payment", len(entries), len(orders))
	}
	if reason, _, stalled := c.says(county, "stars-000002-1"); reason != v1alpha1.ReasonWrongEntry || stalled {
		t.Errorf("the first payment is %s (stalled %v); it stays, and stops nothing", reason, stalled)
	}
	c.counts(records.Ledger, v1alpha1.ReasonLedgerBehind, behind)
	c.audit(county)
}

// counts waits until so many records of a kind are counted as alarming for a reason.
func (c *city) counts(kind records.Kind, reason string, want int) {
	c.t.Helper()
	for deadline := time.Now().Add(patience); alarms(c.t, kind, reason) != want; time.Sleep(100 * time.Millisecond) {
		if time.Now().After(deadline) {
			c.t.Fatalf("%d records of kind %s are counted as %s, want %d", alarms(c.t, kind, reason), kind, reason, want)
		}
	}
}

func ofType(entries []v1alpha1.FundingDisbursement, kind v1alpha1.EntryType) (found []v1alpha1.FundingDisbursement) {
	for i := range entries {
		if entries[i].Spec.Type == kind {
			found = append(found, entries[i])
		}
	}
	return found
}
