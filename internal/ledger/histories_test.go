package ledger_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/test/random"
)

// TestHistories lets people act in any order, late and early, while three managers decide: one that is kept and told of each
// change, one that is started anew now and then (a crash after any entry), and the model. They must agree on every entry. Now
// and then a fourth, whose records lag behind, gets its entry in first.
func TestHistories(t *testing.T) {
	seen := map[string]int{}
	rapid.Check(t, func(rt *rapid.T) { live(rt, seen) })
	t.Logf("what came up: %v", seen)
	for _, what := range []string{
		"Appropriation", "Award", "Cancellation", "Recovery", "Order", "Return", "Receipt", "Decision", "given up", "begun",
		"lowered below committed", "another manager", "PendingBudget", "OnHold", "PaymentInFlight", "AwaitingDayEnd",
	} {
		if seen[what] == 0 {
			t.Errorf("%s did not come up in any history", what)
		}
	}
}

// FuzzHistories searches for a history in which they don't agree, or in which a bound is broken.
func FuzzHistories(f *testing.F) {
	random.Seeds(f, 5, 20_000)
	f.Fuzz(rapid.MakeFuzz(func(rt *rapid.T) { live(rt, map[string]int{}) }))
}

// live draws one history.
func live(t *rapid.T, seen map[string]int) {
	h := newHistory(t, seen)
	h.kept = h.walker(h.fatal(), h.today)
	for range h.number("acts", 20, 120) {
		lagging := h.copy()
		h.act()
		if h.number("run", 0, 2) > 0 {
			h.run(h.number("most", 0, 12), lagging)
		}
	}
	h.verified()
}

// act lets people do something: most often what moves the register on, late or early now and then.
func (h *history) act() {
	late := 0
	if h.number("late", 0, 3) == 0 {
		late = h.number("days", -5, 2)
	}
	if h.entryOf(v1alpha1.EntryRecovery) != nil && h.number("back", 0, 4) == 0 {
		h.receive(min(late, 1))
		return
	}
	switch h.number("act", 0, 24) {
	case 0, 1, 2, 3:
		h.fileStep(late)
	case 4:
		h.appropriate(h.year())
	case 5, 6, 7, 8, 9:
		h.order(min(late, 1))
	case 10, 11, 12, 13, 14, 15:
		h.settlePayment(min(late, 0))
	case 16, 17:
		h.receive(min(late, 1))
	case 18:
		h.hold()
	default:
		h.pass(h.number("days", 1, 3))
	}
}

func (h *history) pass(days int) {
	h.today = h.today.AddDays(days)
	h.model.today = h.today
	if h.kept != nil {
		h.kept.SetToday(h.today)
	}
}

// run lets the managers enter, until nothing is left or they are interrupted.
func (h *history) run(most int, lagging *world) {
	h.model.today = h.today
	for range most {
		if h.number("lag", 0, 7) == 0 {
			h.enterOf(lagging)
			continue
		}
		kept, want := h.kept.Next(), h.model.next()
		deciding := map[string]ledger.Decision{"kept": kept}
		if h.number("crash", 0, 1) == 0 {
			deciding["fresh"] = h.walker(h.fatal(), h.today).Next()
		}
		for who, decision := range deciding {
			have := "nothing"
			if decision.Frozen != nil {
				h.t.Fatalf("%s is frozen: %+v", who, *decision.Frozen)
			}
			if decision.Entry != nil {
				have = asModel(decision.Entry).String()
			}
			if wanted := wantOf(want); have != wanted {
				h.t.Fatalf("on %s, after %d entries, %s:\n have %s\n want %s", h.today, len(h.model.entries), who, have, wanted)
			}
		}
		if want == nil {
			for _, wait := range h.kept.Waits() {
				h.seen[wait.Reason]++
			}
			if h.number("sleep", 0, 2) == 0 {
				h.awake(kept.NextDay)
			}
			return
		}
		h.enter(kept.Entry)
	}
}

// awake checks that nothing is entered before the day on which a settled walk says that there may be something.
func (h *history) awake(nextDay calendar.Date) {
	later := *h.model
	for later.today = h.today + 1; later.today < h.today+8; later.today++ {
		if later.next() != nil {
			if nextDay == 0 || nextDay > later.today {
				h.t.Fatalf("on %s: there is something to enter on %s, but the next day is %q", h.today, later.today, nextDay)
			}
			return
		}
	}
}

func wantOf(entry *modelEntry) string {
	if entry == nil {
		return "nothing"
	}
	return entry.String()
}

// enterOf enters what a manager decides whose records lag behind, but whose chain is the newest.
func (h *history) enterOf(lagging *world) {
	for _, entry := range h.entries() {
		lagging.view.Add(entry)
	}
	if decision := lagging.walker(h.fatal(), h.today).Next(); decision.Entry != nil {
		h.seen["another manager"]++
		h.enter(decision.Entry)
	}
}

// copy is the register as it stands, without what comes later.
func (h *history) copy() *world {
	copied := newWorld()
	for _, kind := range []records.Kind{records.Budget, records.Payment, records.FundingDisbursement} {
		for _, object := range h.view.List(kind) {
			copied.view.Add(object)
		}
	}
	for claim, steps := range h.claims {
		copied.claims[claim] = steps
	}
	for claim, holds := range h.holds {
		copied.holds[claim] = append([]hold(nil), holds...)
	}
	return copied
}

// TestDayByDayIsAtOnce lives a register day by day, each record filed on its own day, and then applies all of its records at
// once: the two chains are the same, to the digest of every entry.
func TestDayByDayIsAtOnce(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		h := newHistory(rt, map[string]int{})
		for range h.number("days", 1, 30) {
			h.settleAll()
			for range h.number("acts", 0, 5) {
				h.actOfToday()
			}
			h.settleAll()
			h.pass(h.number("days", 1, 3))
		}
		h.settleAll()
		again := h.copy()
		for _, entry := range h.entries() {
			again.view.Remove(records.FundingDisbursement, records.KeyOf(entry))
		}
		again.settle(h.fatal(), h.today.String())
		want, have := h.entries(), again.entries()
		for i := range max(len(want), len(have)) {
			if i >= len(want) || i >= len(have) {
				rt.Fatalf("day by day there are %d entries, at once %d", len(want), len(have))
			}
			wanted, _ := ledger.Digest(want[i])
			had, _ := ledger.Digest(have[i])
			if wanted != had {
				rt.Fatalf("entry %d:\n day by day %s\n at once    %s", i+1, line(want[i]), line(have[i]))
			}
		}
	})
}

func (h *history) actOfToday() {
	switch h.number("act", 0, 11) {
	case 0, 1, 2:
		h.fileStep(0)
	case 3:
		h.appropriate(h.year())
	case 4, 5, 6:
		h.order(0)
	case 7, 8:
		h.settlePayment(0)
	case 9, 10:
		h.receive(0)
	case 11:
		h.hold()
	}
}

func (h *history) settleAll() { h.settle(h.fatal(), h.today.String()) }

// TestOrderOfArrivalChangesNoNet files the same records in another order and on other days: where budgets have the money, every
// claim comes to the net that its records give it.
func TestOrderOfArrivalChangesNoNet(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		h := newHistory(rt, map[string]int{})
		for i := range h.model.budgets {
			h.budget(h.model.budgets[i].year, false, begins.String(), "100000.00")
		}
		end := begins.AddDays(30)
		for range h.number("steps", 1, 12) {
			h.today = begins.AddDays(h.number("filed", 0, 25))
			h.fileStep(-h.number("days", 0, 20))
			h.facts[len(h.facts)-1].step.Ends = 0
		}
		facts := rapid.Permutation(h.facts).Draw(rt, "arrival")
		h.facts, h.claims, h.today = nil, map[string][]ledger.Step{}, end.AddDays(-len(facts))
		for _, f := range facts {
			h.facts = append(h.facts, f)
			h.price(f.step.Claim)
			h.today++
			h.settleAll()
		}
		h.today = end.AddDays(30)
		h.settleAll()
		for _, steps := range h.claims {
			account, err := h.chain(h.fatal()).Account(steps[0].Claim)
			if err != nil {
				rt.Fatal(err)
			}
			if net := steps[len(steps)-1].Net; account.After != net {
				rt.Fatalf("%s comes to %s, and its records say %s", steps[0].Claim.Identity, account.After, net)
			}
			for i := range steps {
				if !account.Done(steps[i].Key()) {
					rt.Fatalf("step %v is not done", steps[i].Key())
				}
			}
		}
	})
}

// fatal makes a rapid.T stand in where a testing.TB is asked for.
func (h *history) fatal() testing.TB { return rapidTB{rt: h.t} }

type rapidTB struct {
	testing.TB
	rt *rapid.T
}

func (r rapidTB) Helper()                           { r.rt.Helper() }
func (r rapidTB) Fatal(args ...any)                 { r.rt.Fatal(args...) }
func (r rapidTB) Fatalf(format string, args ...any) { r.rt.Fatalf(format, args...) }
