package ledger_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/test/random"
)

func TestMain(m *testing.M) { os.Exit(random.Main(m, 50, 20000)) }

// filed is a step's record: it lifts its claim by an amount, up to 150 yuan, or takes it down by one, to nothing at least.
type filed struct {
	step   ledger.Step
	amount money.Fen
}

// history is a register that lives: people file, pay and book on days, and a manager enters.
type history struct {
	*world
	t       *rapid.T
	facts   []filed
	model   *model
	kept    *ledger.Walker // the manager that was never restarted
	counter int
	seen    map[string]int // what came up, over all histories
	submits bool           // its entries are shown to the API server's library, which takes longer than all the rest
}

var begins = date("2025-03-01")

func newHistory(t *rapid.T, seen map[string]int) *history {
	h := &history{world: newWorld(), t: t, seen: seen}
	h.today = begins
	h.submits = h.number("submits", 0, 4) == 0
	h.model = &model{steps: map[string][]ledger.Step{}, held: func(claim string, day calendar.Date) bool {
		held, _ := h.held(v1alpha1.Claim{Identity: claim}, day)
		return held
	}}
	for year := int32(2025); year <= 2026; year++ {
		h.model.budgets = append(h.model.budgets, modelBudget{year: year, funds: h.number("funds", 0, 1) == 1})
		h.budget(year, h.model.budgets[year-2025].funds)
		if h.number("declared", 0, 3) > 0 {
			h.appropriate(year)
		}
	}
	return h
}

func (h *history) number(label string, low, high int) int {
	return rapid.IntRange(low, high).Draw(h.t, label)
}

// claim picks one of three claims, most often one of which something is to be recovered.
func (h *history) claim() string {
	if recovery := h.entryOf(v1alpha1.EntryRecovery); recovery != nil && h.number("recovering", 0, 1) == 0 {
		return recovery.Spec.Claim.Identity
	}
	return fmt.Sprintf("a%02d", h.number("claim", 1, 3))
}

func (h *history) year() int32 { return rapid.Int32Range(2025, 2026).Draw(h.t, "year") }

func (h *history) amount() money.Fen { return money.Fen(h.number("tens", 1, 8)) * 10 * money.Yuan }

// partOf is what there is of something, most often, and any amount now and then.
func (h *history) partOf(whole money.Fen) money.Fen {
	if whole > 0 && h.number("whole", 0, 2) > 0 {
		return whole
	}
	return h.amount()
}

// fileStep files a record that takes effect some days from today.
func (h *history) fileStep(days int) {
	h.counter++
	claim := claimOf(h.claim(), 2025)
	name := fmt.Sprintf("r%02d-%d", h.number("name", 0, 30), h.counter)
	f := filed{amount: h.amount()}
	f.step = ledger.Step{
		Claim: claim, Cause: causeOf("AwardRequest", name, "Leadership"), EffectiveOn: h.today.AddDays(days),
		Year: h.year(), Type: v1alpha1.EntryAward, Payee: &v1alpha1.Payee{Name: claim.Identity},
	}
	// What lowers a claim of nothing, and what is granted to one that has all, are rare.
	steps := h.claims[claim.Identity]
	rich := len(steps) > 0 && steps[len(steps)-1].Net > 50*money.Yuan
	switch lot := h.number("direction", 0, 9); {
	case lot == 0, rich && lot < 5:
		f.step.Lowers, f.step.Cause.Kind = true, "Incident"
	case lot == 9:
		f.step.Ends = f.step.EffectiveOn.AddDays(h.number("ends", 1, 6))
	}
	h.facts = append(h.facts, f)
	h.price(claim)
}

// price computes the nets of a claim anew, as an evaluation would, and tells them.
func (h *history) price(claim v1alpha1.Claim) {
	var steps []ledger.Step
	amounts := map[string]money.Fen{}
	for _, f := range h.facts {
		if f.step.Claim == claim {
			steps = append(steps, f.step)
			amounts[f.step.Cause.Name] = f.amount
		}
	}
	ledger.SortSteps(steps)
	var net money.Fen
	for i := range steps {
		amount := amounts[steps[i].Cause.Name]
		if steps[i].Lowers {
			net = max(0, net-amount)
		} else {
			net = min(net+amount, 150*money.Yuan)
		}
		steps[i].Net = net
	}
	h.claims[claim.Identity], h.model.steps[claim.Identity] = steps, steps
	if h.kept != nil {
		h.kept.Replace(ledger.ClaimSteps{Claim: claim, Steps: steps})
	}
}

func (h *history) appropriate(year int32) {
	b := &h.model.budgets[year-2025]
	b.on, b.totals = append(b.on, h.today), append(b.totals, money.Fen(h.number("total", 5, 45))*10*money.Yuan)
	var list []string
	for i := range b.on {
		list = append(list, b.on[i].String(), b.totals[i].String())
	}
	record := h.budget(b.year, b.funds, list...)
	if h.kept != nil {
		h.kept.ReplaceBudget(record)
	}
}

func (h *history) hold() {
	claim := h.claim()
	if last := len(h.holds[claim]) - 1; last >= 0 && h.holds[claim][last].to > h.today {
		h.holds[claim][last].to = h.today
	} else {
		h.holds[claim] = append(h.holds[claim], hold{from: h.today, to: h.today.AddDays(h.number("held", 1, 9))})
	}
	if h.kept != nil {
		h.kept.Replace(ledger.ClaimSteps{Claim: claimOf(claim, 2025), Steps: h.claims[claim]})
	}
}

// entryOf picks an entry of a type.
func (h *history) entryOf(kind v1alpha1.EntryType) *v1alpha1.FundingDisbursement {
	found := slices.DeleteFunc(h.entries(), func(e *v1alpha1.FundingDisbursement) bool { return e.Spec.Type != kind })
	if len(found) == 0 {
		return nil
	}
	return found[h.number("entry", 0, len(found)-1)]
}

// order files a payment for a grant, and receive one under a recovery, booked at once.
func (h *history) order(days int) {
	entry := h.entryOf(v1alpha1.EntryAward)
	if entry == nil {
		return
	}
	if amount := h.partOf(h.model.balance(int(entry.Spec.Sequence))); amount > 0 {
		h.counter++
		h.told(h.pay(entry, h.counter, amount.String(), h.today.AddDays(days).String()))
	}
}

func (h *history) receive(days int) {
	entry := h.entryOf(v1alpha1.EntryRecovery)
	if entry == nil {
		return
	}
	if amount := h.partOf(-h.model.balance(int(entry.Spec.Sequence))); amount > 0 {
		h.counter++
		on := h.today.AddDays(days).String()
		h.told(h.book(h.pay(entry, h.counter, amount.String(), on), fmt.Sprintf("v%d", h.counter), on))
	}
}

// settlePayment books or returns a payment whose order is in the chain.
func (h *history) settlePayment(days int) {
	var open []*v1alpha1.Payment
	for _, payment := range records.List[*v1alpha1.Payment](h.view) {
		ordered := slices.ContainsFunc(h.entries(), func(e *v1alpha1.FundingDisbursement) bool {
			return e.Spec.Type == v1alpha1.EntryOrder && e.Spec.Cause.Name == payment.Name
		})
		if ordered && payment.Spec.Returned == nil && payment.Spec.OrderedOn <= v1alpha1.Date(h.today.AddDays(days).String()) {
			open = append(open, payment)
		}
	}
	if len(open) == 0 {
		return
	}
	payment := open[h.number("payment", 0, len(open)-1)]
	on := h.today.AddDays(days).String()
	if payment.Spec.Voucher == "" && h.number("book", 0, 6) > 0 {
		h.told(h.book(payment, "v"+payment.Name, on))
	} else if payment.Spec.Voucher == "" || h.number("bounced", 0, 5) == 0 {
		h.told(h.giveBack(payment, on))
	}
}

func (h *history) told(payment *v1alpha1.Payment) {
	number, ok := ledger.EntrySequence("stars", payment.Spec.DisbursementRef.Name)
	if !ok {
		h.t.Fatal(payment.Spec.DisbursementRef.Name)
	}
	p := modelPayment{name: payment.Name, entry: int(number), amount: money.MustParse(string(payment.Spec.Amount)), orderedOn: date(string(payment.Spec.OrderedOn))}
	if payment.Spec.PaidOn != "" {
		p.paidOn = date(string(payment.Spec.PaidOn))
	}
	if payment.Spec.Returned != nil {
		p.returnOn = date(string(payment.Spec.Returned.On))
	}
	h.model.payments = slices.DeleteFunc(h.model.payments, func(other modelPayment) bool { return other.name == p.name })
	h.model.payments = append(h.model.payments, p)
	if h.kept != nil {
		h.kept.ReplacePayment(payment)
	}
}

// enter checks an entry against the model's account of where it leaves things and against the bounds, and appends it.
func (h *history) enter(entry *v1alpha1.FundingDisbursement) {
	e := asModel(entry)
	if want := h.model.complete(e); want.String() != e.String() {
		h.t.Fatalf("entry %s:\n have %s\n want %s", entry.Name, e, want)
	}
	h.bounded(e)
	if h.submits {
		admitted(h.fatal(), entry)
	}
	h.note(e)
	h.model.entries = append(h.model.entries, e)
	h.view.Add(entry)
	if h.kept != nil {
		if err := h.kept.Entered(entry); err != nil {
			h.t.Fatal(err)
		}
	}
}

// bounded checks an entry against the bounds on money, and that no step is entered twice or in the wrong direction.
func (h *history) bounded(e modelEntry) {
	out := h.out(e)
	switch {
	case e.kind == "Award" && (e.amount <= 0 || e.committed > e.total):
		h.t.Fatalf("a grant above the total: %s", e)
	case e.kind == "Order" && (e.amount >= 0 || out > h.model.standing(e.claim) || -e.amount > h.model.balance(e.about)):
		h.t.Fatalf("paid above the grant: %s", e)
	case e.step && h.model.done(e.claim, e.cause):
		h.t.Fatalf("a step twice: %s", e)
	case (e.kind == "Cancellation" || e.kind == "Award") && (e.amount > 0) == lowers(e):
		h.t.Fatalf("a step in the wrong direction: %s", e)
	}
}

// out is the money that its claim was paid and did not give back, an entry included that is yet to be entered.
func (h *history) out(e modelEntry) (out money.Fen) {
	for _, other := range append(slices.Clone(h.model.entries), e) {
		if other.claim == e.claim && slices.Contains([]string{"Order", "Return", "Receipt"}, other.kind) {
			out -= other.amount
		}
	}
	return out
}

// note counts what comes up, so that a run in which something never did is not taken for a proof.
func (h *history) note(e modelEntry) {
	h.seen[e.kind]++
	if e.kind == "Cancellation" && e.amount > 0 {
		h.seen["given up"]++
	}
	if e.step && e.after != e.net {
		h.seen["begun"]++
	}
	if e.kind == "Appropriation" && e.total < e.committed {
		h.seen["lowered below committed"]++
	}
}

func lowers(e modelEntry) bool { return strings.HasPrefix(e.cause, "Incident/") }

func asModel(entry *v1alpha1.FundingDisbursement) modelEntry {
	s := entry.Spec
	e := modelEntry{
		kind: string(s.Type), cause: s.Cause.Kind + "/" + s.Cause.Name, amount: money.MustParse(string(s.Amount)), year: s.Year,
		effective: date(string(s.EffectiveOn)), day: date(string(s.Day)),
		committed: money.MustParse(string(s.CommittedAfter)), total: money.MustParse(string(s.TotalAfter)),
	}
	if s.Cause.Kind != "Payment" {
		e.cause += "/" + s.Cause.Stage
	}
	if s.Claim != nil {
		e.claim, e.after = s.Claim.Identity, money.MustParse(string(s.ClaimAfter))
	}
	if s.ClaimNet != "" {
		e.step, e.net = true, money.MustParse(string(s.ClaimNet))
	}
	if number, ok := ledger.EntrySequence("stars", s.Entry); ok {
		e.about = int(number)
	}
	return e
}

// verified checks the whole chain by the package's own means.
func (h *history) verified() {
	chain := h.chain(h.fatal())
	if through, fault := ledger.Verify(chain, 1, chain.Sequence(), h.returns); fault != nil || through != chain.Sequence() {
		h.t.Fatalf("verified through %d of %d: %v", through, chain.Sequence(), fault)
	}
}
