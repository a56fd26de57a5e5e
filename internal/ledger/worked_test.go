package ledger_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// yearOf is the year of a day, as budgets count it.
func yearOf(day string) int32 {
	return int32(date(day).Year()) //nolint:gosec // a year of the calendar, at most 2199
}

// award is a request that was completed on a day, and brings its claim to a net.
func award(identity string, year int32, request, completed, net string) ledger.Step {
	return ledger.Step{
		Claim: claimOf(identity, year), Cause: causeOf("AwardRequest", request, "Leadership"), EffectiveOn: date(completed),
		Net: yuan(net), Year: yearOf(completed), Type: v1alpha1.EntryAward, Payee: &v1alpha1.Payee{Name: identity},
	}
}

// revoke is a record that takes money away, decided on a day.
func revoke(identity string, year int32, incident, decided, net string) ledger.Step {
	return ledger.Step{
		Claim: claimOf(identity, year), Cause: causeOf("Incident", incident, "Revocation"), EffectiveOn: date(decided),
		Net: yuan(net), Lowers: true, Year: yearOf(decided), Type: v1alpha1.EntryAward,
	}
}

func (w *world) expect(t *testing.T, want ...string) {
	t.Helper()
	entries := w.entries()
	for i, entry := range entries {
		admitted(t, entry)
		if i >= len(want) {
			t.Errorf("entry %d is not expected: %s", i+1, line(entry))
		} else if line(entry) != want[i] {
			t.Errorf("entry %d:\n have %s\n want %s", i+1, line(entry), want[i])
		}
	}
	for i := len(entries); i < len(want); i++ {
		t.Errorf("entry %d is missing: %s", i+1, want[i])
	}
	if through, fault := ledger.Verify(w.chain(t), 1, int64(len(entries)), w.returns); fault != nil {
		t.Errorf("verified through %d: %v", through, fault)
	}
}

func (w *world) returns(year int32) bool {
	budget, ok := records.Get[*v1alpha1.Budget](w.view, records.Key{Namespace: namespace, Name: ledger.BudgetName("stars", year)})
	return ok && budget.Spec.RecoveredFundsReturn
}

// TestTopUp is the year of a04: four stars, then five (F-03). It gets 50 000 in all, and not 70 000.
func TestTopUp(t *testing.T) {
	w := newWorld()
	w.budget(2024, false, "2024-01-15", "200000.00")
	w.step(award("a04", 2024, "a04-2024-4", "2024-06-20", "20000.00"))
	w.settle(t, "2024-06-21")
	paid := w.pay(w.entry(t, 2), 1, "20000.00", "2024-06-26")
	w.settle(t, "2024-06-26")
	w.book(paid, "v1", "2024-06-27")
	w.step(award("a04", 2024, "a04-2024-5", "2024-10-21", "50000.00"))
	w.settle(t, "2024-10-22")
	w.book(w.pay(w.entry(t, 4), 1, "30000.00", "2024-10-31"), "v2", "2024-10-31")
	w.settle(t, "2024-12-31")
	w.expect(t,
		"2024-01-15 Appropriation 200000.00; budget 2024: 0.00 of 200000.00; claim >",
		"2024-06-20 Award a04/2024 20000.00; budget 2024: 20000.00 of 200000.00; claim 20000.00>20000.00",
		"2024-06-26 Order a04/2024 of 02 -20000.00; budget 2024: 20000.00 of 200000.00; claim 20000.00>",
		"2024-10-21 Award a04/2024 30000.00; budget 2024: 50000.00 of 200000.00; claim 50000.00>50000.00",
		"2024-10-31 Order a04/2024 of 04 -30000.00; budget 2024: 50000.00 of 200000.00; claim 50000.00>",
	)
}

// TestFullBudget is 2025 from its middle: the cap is full, a13 waits, and what a09 pays back does not refill it (F-09, F-10).
func TestFullBudget(t *testing.T) {
	w := newWorld()
	w.budget(2025, false, "2025-01-15", "160000.00")
	w.budget(2026, false)
	w.step(award("a09", 2025, "a09-2025-4", "2025-10-13", "20000.00"))
	w.step(award("a10", 2025, "a10-2025-4", "2025-10-14", "20000.00"))
	w.step(award("a12", 2025, "a12-2025-4", "2025-10-15", "20000.00"))
	w.settle(t, "2025-10-24")
	w.book(w.pay(w.entry(t, 2), 1, "20000.00", "2025-10-24"), "v1", "2025-10-24")
	w.step(award("a01", 2025, "a01-2025-5", "2025-11-20", "50000.00"))
	w.step(award("a08", 2025, "a08-2025-5", "2025-11-21", "50000.00"))
	w.step(award("a13", 2025, "a13-2025-4", "2025-12-15", "20000.00"))
	w.settle(t, "2026-03-20")
	w.step(revoke("a09", 2025, "a09-false", "2026-03-20", "0.00"))
	w.settle(t, "2026-04-01")
	recovery := w.entry(t, 8)
	w.book(w.pay(recovery, 1, "12000.00", "2026-04-10"), "r1", "2026-04-10")
	w.book(w.pay(recovery, 2, "8000.00", "2026-04-17"), "r2", "2026-04-17")
	excess := w.book(w.pay(recovery, 3, "1.00", "2026-04-18"), "r3", "2026-04-18")
	walker := w.settle(t, "2026-12-31")
	w.expect(t,
		"2025-01-15 Appropriation 160000.00; budget 2025: 0.00 of 160000.00; claim >",
		"2025-10-13 Award a09/2025 20000.00; budget 2025: 20000.00 of 160000.00; claim 20000.00>20000.00",
		"2025-10-14 Award a10/2025 20000.00; budget 2025: 40000.00 of 160000.00; claim 20000.00>20000.00",
		"2025-10-15 Award a12/2025 20000.00; budget 2025: 60000.00 of 160000.00; claim 20000.00>20000.00",
		"2025-10-24 Order a09/2025 of 02 -20000.00; budget 2025: 60000.00 of 160000.00; claim 20000.00>",
		"2025-11-20 Award a01/2025 50000.00; budget 2025: 110000.00 of 160000.00; claim 50000.00>50000.00",
		"2025-11-21 Award a08/2025 50000.00; budget 2025: 160000.00 of 160000.00; claim 50000.00>50000.00",
		"2026-03-20 Recovery a09/2025 of 02 -20000.00; budget 2025: 160000.00 of 160000.00; claim 0.00>0.00",
		"2026-04-10 Receipt a09/2025 of 08 12000.00; budget 2025: 160000.00 of 160000.00; claim 0.00>",
		"2026-04-17 Receipt a09/2025 of 08 8000.00; budget 2025: 160000.00 of 160000.00; claim 0.00>",
	)
	t.Run("a13 waits for its money, first in the queue", func(t *testing.T) {
		want := []ledger.Wait{{
			Claim: claimOf("a13", 2025), Cause: causeOf("AwardRequest", "a13-2025-4", "Leadership"), EffectiveOn: date("2025-12-15"),
			Reason: v1alpha1.ReasonPendingBudget, Asked: yuan("20000.00"), Available: 0, Year: 2025, Before: 0,
		}}
		if diff := cmp.Diff(want, walker.Waits()); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("one yuan more than was demanded is excess", func(t *testing.T) {
		state, err := ledger.JudgePayment(w.chain(t), excess, date("2026-12-31"), w.asks)
		if err != nil || state.Reason != v1alpha1.ReasonExcess || state.Available != 0 || state.Asked != yuan("1.00") {
			t.Errorf("%+v, %v", state, err)
		}
	})
	t.Run("the recovery is done", func(t *testing.T) {
		facts, err := ledger.EntryState(w.chain(t), recovery, date("2026-12-31"), w.asks)
		if err != nil || facts.Reason != v1alpha1.ReasonRecovered || !facts.Settled || facts.Balance != 0 {
			t.Errorf("%+v, %v", facts, err)
		}
	})
	t.Run("the budget paid and recovered 20 000", func(t *testing.T) {
		var tally ledger.Tally
		tally.Advance(w.chain(t), 1000)
		if sums := tally.Budget(2025); sums.Paid != yuan("20000.00") || sums.Recovered != yuan("20000.00") {
			t.Errorf("%+v", sums)
		}
	})
}

// TestRecoveredFundsReturn is the same where the budget says that recovered funds return: a13 is granted once all is back.
func TestRecoveredFundsReturn(t *testing.T) {
	w := newWorld()
	w.budget(2025, true, "2025-01-15", "20000.00")
	w.step(award("a09", 2025, "a09-2025-4", "2025-10-13", "20000.00"))
	w.step(award("a13", 2025, "a13-2025-4", "2025-12-15", "20000.00"))
	w.settle(t, "2025-10-24")
	w.book(w.pay(w.entry(t, 2), 1, "20000.00", "2025-10-24"), "v1", "2025-10-24")
	w.step(revoke("a09", 2025, "a09-false", "2026-03-20", "0.00"))
	w.settle(t, "2026-04-01")
	w.book(w.pay(w.entry(t, 4), 1, "12000.00", "2026-04-10"), "r1", "2026-04-10")
	w.book(w.pay(w.entry(t, 4), 2, "8000.00", "2026-04-17"), "r2", "2026-04-17")
	w.settle(t, "2026-12-31")
	w.expect(t,
		"2025-01-15 Appropriation 20000.00; budget 2025: 0.00 of 20000.00; claim >",
		"2025-10-13 Award a09/2025 20000.00; budget 2025: 20000.00 of 20000.00; claim 20000.00>20000.00",
		"2025-10-24 Order a09/2025 of 02 -20000.00; budget 2025: 20000.00 of 20000.00; claim 20000.00>",
		"2026-03-20 Recovery a09/2025 of 02 -20000.00; budget 2025: 20000.00 of 20000.00; claim 0.00>0.00",
		"2026-04-10 Receipt a09/2025 of 04 12000.00; budget 2025: 8000.00 of 20000.00; claim 0.00>",
		"2026-04-17 Receipt a09/2025 of 04 8000.00; budget 2025: 0.00 of 20000.00; claim 0.00>",
		"2026-04-17 Award a13/2025 20000.00; budget 2025: 20000.00 of 20000.00; claim 20000.00>20000.00",
	)
}
