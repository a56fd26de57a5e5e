package ledger_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/schema"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

const namespace = "shaoxing"

var stars = records.Key{Namespace: namespace, Name: "stars"}

// nothing is a view without records.
type nothing struct{}

func (nothing) Get(records.Kind, records.Key) (records.Object, bool) { return nil, false }
func (nothing) Find(*records.Index, string) []records.Object         { return nil }
func (nothing) List(records.Kind) []records.Object                   { return nil }
func (nothing) Division(string) (records.Division, bool)             { return records.Division{}, false }
func (nothing) Divisions() []records.Division                        { return nil }
func date(text string) calendar.Date                                 { return calendar.MustParse(text) }
func yuan(text string) money.Fen                                     { return money.MustParse(text) }
func claimOf(identity string, year int32) v1alpha1.Claim {
	return v1alpha1.Claim{Identity: identity, Year: year}
}
func causeOf(kind, name, stage string) v1alpha1.Cause {
	return v1alpha1.Cause{Kind: kind, Namespace: "zhuji", Name: name, Stage: stage, Digest: "sha256:" + v1alpha1.Digest(fmt.Sprintf("%064x", len(name)))}
}

// world is a register of one ledger, as a test lays it out, with the claims that an evaluation would know.
type world struct {
	view   *records.Overlay
	today  calendar.Date
	claims map[string][]ledger.Step
	holds  map[string][]hold
	asks   ledger.Asks
	ledger *v1alpha1.Ledger
}

// hold is a claim's hold, from a day to the day before another.
type hold struct{ from, to calendar.Date }

func newWorld() *world {
	w := &world{view: records.NewOverlay(nothing{}), claims: map[string][]ledger.Step{}, holds: map[string][]hold{}}
	w.ledger = &v1alpha1.Ledger{ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: "stars"}}
	w.asks.Held = w.held
	return w
}

func (w *world) held(claim v1alpha1.Claim, on calendar.Date) (held bool, until calendar.Date) {
	for _, h := range w.holds[claim.Identity] {
		for _, edge := range []calendar.Date{h.from, h.to} {
			if edge > on && (until == 0 || edge < until) {
				until = edge
			}
		}
		held = held || h.from <= on && on < h.to
	}
	return held, until
}

func (w *world) budget(year int32, returns bool, appropriations ...string) *v1alpha1.Budget {
	budget := &v1alpha1.Budget{
		ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: ledger.BudgetName("stars", year)},
		Spec:       v1alpha1.BudgetSpec{LedgerRef: v1alpha1.LocalRef{Name: "stars"}, Year: year, RecoveredFundsReturn: returns, FiledBy: "finance"},
	}
	for i := 0; i < len(appropriations); i += 2 {
		budget.Spec.Appropriations = append(budget.Spec.Appropriations, v1alpha1.Appropriation{
			On: v1alpha1.Date(appropriations[i]), Total: v1alpha1.Yuan(appropriations[i+1]), DocumentNo: "1",
		})
	}
	w.view.Add(budget)
	return budget
}

// pay files a payment for an entry: its name is the entry's with a number.
func (w *world) pay(entry *v1alpha1.FundingDisbursement, number int, amount, orderedOn string) *v1alpha1.Payment {
	named, err := ledger.Digest(entry)
	if err != nil {
		panic(err)
	}
	payment := &v1alpha1.Payment{
		ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: fmt.Sprintf("%s-%d", entry.Name, number)},
		Spec: v1alpha1.PaymentSpec{
			DisbursementRef: v1alpha1.DisbursementRef{Name: entry.Name, Digest: named},
			Amount:          v1alpha1.Yuan(amount), OrderedOn: v1alpha1.Date(orderedOn), OrderedBy: "cashier",
		},
	}
	w.view.Add(payment)
	return payment
}

// book sets what is not yet set in a payment: the money moved.
func (w *world) book(payment *v1alpha1.Payment, voucher, paidOn string) *v1alpha1.Payment {
	booked := payment.DeepCopy()
	booked.Spec.Voucher, booked.Spec.PaidOn, booked.Spec.BookedBy = voucher, v1alpha1.Date(paidOn), "bookkeeper"
	w.view.Add(booked)
	return booked
}

// giveBack sets what is not yet set in a payment: the bank returned it.
func (w *world) giveBack(payment *v1alpha1.Payment, on string) *v1alpha1.Payment {
	returned := payment.DeepCopy()
	returned.Spec.Returned = &v1alpha1.PaymentReturn{On: v1alpha1.Date(on), Slip: "s"}
	w.view.Add(returned)
	return returned
}

func (w *world) step(step ledger.Step) {
	steps := append(w.claims[step.Claim.Identity], step)
	ledger.SortSteps(steps)
	w.claims[step.Claim.Identity] = steps
}

func (w *world) source(today calendar.Date) ledger.Source {
	source := ledger.Source{
		Today: today, Ledger: w.ledger, Asks: w.asks,
		Budgets: records.List[*v1alpha1.Budget](w.view), Payments: records.List[*v1alpha1.Payment](w.view),
	}
	for _, steps := range w.claims {
		source.Claims = append(source.Claims, ledger.ClaimSteps{Claim: steps[0].Claim, Steps: steps})
	}
	slices.SortFunc(source.Claims, func(a, b ledger.ClaimSteps) int {
		if a.Claim.Identity < b.Claim.Identity {
			return -1
		}
		return 1
	})
	return source
}

// walker opens the chain and walks it from scratch, as a manager does that was just started.
func (w *world) walker(t testing.TB, today calendar.Date) *ledger.Walker {
	t.Helper()
	chain, err := ledger.Open(w.view, stars, 0)
	if err != nil {
		t.Fatal(err)
	}
	return ledger.NewWalker(chain, w.source(today))
}

// settle enters whatever is to be entered by a day, and returns the walker at its end.
func (w *world) settle(t testing.TB, today string) *ledger.Walker {
	t.Helper()
	walker := w.walker(t, date(today))
	for range 10000 {
		decision := walker.Next()
		if decision.Entry == nil {
			if decision.Frozen != nil {
				t.Fatalf("frozen: %+v", *decision.Frozen)
			}
			return walker
		}
		w.view.Add(decision.Entry)
		if err := walker.Entered(decision.Entry); err != nil {
			t.Fatal(err)
		}
	}
	t.Fatal("the walk does not end")
	return nil
}

func (w *world) entries() []*v1alpha1.FundingDisbursement {
	return records.List[*v1alpha1.FundingDisbursement](w.view)
}

func (w *world) entry(t testing.TB, number int64) *v1alpha1.FundingDisbursement {
	t.Helper()
	entry, ok := records.Get[*v1alpha1.FundingDisbursement](w.view, records.Key{Namespace: namespace, Name: ledger.EntryName("stars", number)})
	if !ok {
		t.Fatalf("there is no entry %d", number)
	}
	return entry
}

func (w *world) chain(t testing.TB) *ledger.Chain {
	t.Helper()
	chain, err := ledger.Open(w.view, stars, 0)
	if err != nil {
		t.Fatal(err)
	}
	return chain
}

// admitted asks the API server's own library whether it would take an entry: one that it refused would hold up the chain for good.
func admitted(t testing.TB, entry *v1alpha1.FundingDisbursement) {
	t.Helper()
	admission, err := schema.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	if refusals := admission.Create(entry); len(refusals) > 0 {
		t.Fatalf("%s is refused at admission: %v", line(entry), refusals)
	}
}

// line writes an entry as the tables of the tests do.
func line(e *v1alpha1.FundingDisbursement) string {
	about := e.Spec.Entry
	if about != "" {
		about = " of " + about[len(about)-2:]
	}
	claim := ""
	if e.Spec.Claim != nil {
		claim = fmt.Sprintf(" %s/%d", e.Spec.Claim.Identity, e.Spec.Claim.Year)
	}
	return fmt.Sprintf("%s %s%s%s %s; budget %d: %s of %s; claim %s>%s", e.Spec.Day, e.Spec.Type, claim, about, e.Spec.Amount,
		e.Spec.Year, e.Spec.CommittedAfter, e.Spec.TotalAfter, e.Spec.ClaimAfter, e.Spec.ClaimNet)
}
