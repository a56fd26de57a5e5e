package ledger_test

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/money"
)

// The model is a second, plain account of what a ledger enters next. It shares no code with the ledger: it visits every day,
// remembers nothing, and sums everything up from the list of entries each time it is asked.

// modelEntry is an entry; about and the number are places in the list, from 1.
type modelEntry struct {
	kind      string
	claim     string
	cause     string // kind/name/stage
	amount    money.Fen
	about     int
	year      int32
	step      bool
	net       money.Fen
	effective calendar.Date
	day       calendar.Date
	// after the entry:
	committed, total, after money.Fen
}

func (e modelEntry) String() string {
	net := ""
	if e.step {
		net = e.net.String()
	}
	return fmt.Sprintf("%s %s %s %s of %d %s %d net %s effective %s: %s of %s, %s",
		e.day, e.kind, e.claim, e.cause, e.about, e.amount, e.year, net, e.effective, e.committed, e.total, e.after)
}

type modelPayment struct {
	name                        string
	entry                       int
	amount                      money.Fen
	orderedOn, paidOn, returnOn calendar.Date
}

type modelBudget struct {
	year   int32
	funds  bool
	on     []calendar.Date
	totals []money.Fen
}

type model struct {
	entries  []modelEntry
	today    calendar.Date
	steps    map[string][]ledger.Step
	payments []modelPayment
	budgets  []modelBudget
	held     func(claim string, day calendar.Date) bool
}

func (m *model) balance(n int) (sum money.Fen) {
	for i, e := range m.entries {
		if i+1 == n || e.about == n || e.about > 0 && m.entries[e.about-1].kind == "Recovery" && m.entries[e.about-1].about == n {
			sum += e.amount
		}
	}
	return sum
}

// still is what a grant still grants.
func (m *model) still(n int) (sum money.Fen) {
	for i, e := range m.entries {
		ofRecovery := e.kind == "Cancellation" && e.about > 0 && m.entries[e.about-1].about == n
		if i+1 == n || (e.kind == "Cancellation" || e.kind == "Recovery") && e.about == n || ofRecovery {
			sum += e.amount
		}
	}
	return sum
}

func (m *model) sum(n int, kinds ...string) (sum money.Fen) {
	for _, e := range m.entries {
		if slices.Contains(kinds, e.kind) && (e.about == n || e.kind == "Receipt" && m.entries[e.about-1].about == n) {
			sum += e.amount
		}
	}
	return sum
}

func (m *model) grants(claim string) (numbers []int) {
	for i, e := range m.entries {
		if e.kind == "Award" && e.claim == claim {
			numbers = append(numbers, i+1)
		}
	}
	return numbers
}

func (m *model) standing(claim string) (sum money.Fen) {
	for _, n := range m.grants(claim) {
		sum += m.still(n)
	}
	return sum
}

func (m *model) committed(year int32) (sum money.Fen) {
	funds := false
	for _, b := range m.budgets {
		if b.year == year {
			funds = b.funds
		}
	}
	for i, e := range m.entries {
		if e.kind != "Award" || e.year != year {
			continue
		}
		out := -m.sum(i+1, "Order", "Return")
		if funds {
			out -= m.sum(i+1, "Receipt")
		}
		sum += max(m.still(i+1), out)
	}
	return sum
}

func (m *model) total(year int32) (total money.Fen) {
	for _, e := range m.entries {
		if e.kind == "Appropriation" && e.year == year {
			total += e.amount
		}
	}
	return total
}

// complete puts an entry at the end of the list and fills in where it leaves things.
func (m *model) complete(e modelEntry) *modelEntry {
	tried := &model{entries: append(slices.Clone(m.entries), e), budgets: m.budgets}
	e.committed, e.total = tried.committed(e.year), tried.total(e.year)
	if e.claim != "" {
		e.after = tried.standing(e.claim)
	}
	return &e
}

func key(step ledger.Step) string {
	return step.Cause.Kind + "/" + step.Cause.Name + "/" + step.Cause.Stage
}

func (m *model) done(claim, cause string) bool {
	begun := false
	for _, e := range m.entries {
		if !e.step || e.claim != claim {
			continue
		}
		if e.cause == cause {
			if begun = true; e.after == e.net {
				return true
			}
		} else if begun {
			return true
		}
	}
	return false
}

func (m *model) entered(claim, cause string) bool {
	return slices.ContainsFunc(m.entries, func(e modelEntry) bool { return e.step && e.claim == claim && e.cause == cause })
}

// begun is the step of a claim that was begun and is not done.
func (m *model) begun(claim string) *modelEntry {
	for i := range m.entries {
		if e := &m.entries[i]; e.step && e.claim == claim && !m.done(claim, e.cause) {
			return e
		}
	}
	return nil
}

func (m *model) flying(claim string, day calendar.Date) bool {
	for _, e := range m.entries {
		if e.kind != "Order" || e.claim != claim {
			continue
		}
		name := e.cause
		settled := slices.ContainsFunc(m.entries, func(r modelEntry) bool { return r.kind == "Return" && r.cause == name })
		for _, p := range m.payments {
			if "Payment/"+p.name == name && p.paidOn != 0 && p.paidOn <= day {
				settled = true
			}
		}
		if !settled {
			return true
		}
	}
	return false
}

// next is the next entry, or nil.
func (m *model) next() *modelEntry {
	first := m.today
	for _, b := range m.budgets {
		for _, on := range b.on {
			first = min(first, on)
		}
	}
	for _, steps := range m.steps {
		for _, step := range steps {
			first = min(first, step.EffectiveOn)
		}
	}
	if len(m.entries) > 0 {
		first = m.entries[len(m.entries)-1].day
	}
	for day := first; day <= m.today; day++ {
		if e := m.paying(day); e != nil {
			return e
		}
		if day == m.today {
			return nil
		}
		for _, phase := range []func(calendar.Date) *modelEntry{m.appropriating, m.lowering, m.freeing, m.granting} {
			if e := phase(day); e != nil {
				return e
			}
		}
	}
	return nil
}

func (m *model) paying(day calendar.Date) *modelEntry {
	payments := slices.Clone(m.payments)
	slices.SortFunc(payments, func(a, b modelPayment) int { return cmp.Compare(a.name, b.name) })
	for _, p := range payments {
		if p.entry > len(m.entries) {
			continue
		}
		if entry := m.payment(p, day); entry != nil {
			return m.complete(*entry)
		}
	}
	return nil
}

// payment is what one payment has to enter on a day, not yet completed; nil where that is nothing.
func (m *model) payment(p modelPayment, day calendar.Date) *modelEntry {
	about := m.entries[p.entry-1]
	entry := &modelEntry{claim: about.claim, cause: "Payment/" + p.name, about: p.entry, year: about.year, day: day}
	has := func(kind string) bool {
		return slices.ContainsFunc(m.entries, func(e modelEntry) bool { return e.kind == kind && e.cause == entry.cause })
	}
	switch {
	case has("Order"):
		if has("Return") || p.returnOn == 0 || p.returnOn > day {
			return nil
		}
		entry.kind, entry.amount, entry.effective = "Return", p.amount, p.returnOn
	case about.kind == "Recovery":
		if has("Receipt") || p.paidOn == 0 || p.paidOn > day || p.amount > -m.balance(p.entry) {
			return nil
		}
		entry.kind, entry.amount, entry.effective = "Receipt", p.amount, p.paidOn
	case about.kind == "Award" && m.orderable(p, about, day):
		entry.kind, entry.amount, entry.effective = "Order", -p.amount, p.orderedOn
	default:
		return nil
	}
	return entry
}

func (m *model) orderable(p modelPayment, about modelEntry, day calendar.Date) bool {
	if p.orderedOn != day || about.day >= day || p.amount > m.balance(p.entry) || m.held(about.claim, day-1) {
		return false
	}
	return !slices.ContainsFunc(m.grants(about.claim), func(n int) bool { return m.balance(n) < 0 })
}

func (m *model) appropriating(day calendar.Date) *modelEntry {
	var best *modelEntry
	for _, b := range m.budgets {
		place := 0
		for _, e := range m.entries {
			if e.kind == "Appropriation" && e.year == b.year {
				place++
			}
		}
		if place >= len(b.on) || b.on[place] > day || best != nil && best.effective <= b.on[place] {
			continue
		}
		best = &modelEntry{
			kind: "Appropriation", cause: fmt.Sprintf("Budget/stars-%d/%d", b.year, place+1), amount: b.totals[place] - m.total(b.year),
			year: b.year, effective: b.on[place], day: day,
		}
	}
	if best == nil {
		return nil
	}
	return m.complete(*best)
}
