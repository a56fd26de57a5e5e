package ledger_test

import (
	"cmp"
	"slices"

	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/money"
)

// known lists the steps of a claim that are known on a day; the net of the last is what the claim comes to.
func (m *model) known(claim string, day calendar.Date) (known []ledger.Step) {
	for _, step := range m.steps[claim] {
		gone := !step.Lowers && step.Ends != 0 && step.Ends <= day && !m.entered(claim, key(step))
		if step.EffectiveOn <= day && !gone {
			known = append(known, step)
		}
	}
	return known
}

// open lists all steps that are known and not done, in their order over all claims.
func (m *model) open(day calendar.Date, lowers bool) (open []ledger.Step) {
	for claim := range m.steps {
		for _, step := range m.known(claim, day) {
			if step.Lowers == lowers && !m.done(claim, key(step)) {
				open = append(open, step)
			}
		}
	}
	slices.SortFunc(open, func(a, b ledger.Step) int {
		return cmp.Or(cmp.Compare(a.EffectiveOn, b.EffectiveOn), cmp.Compare(a.Cause.Name, b.Cause.Name), cmp.Compare(a.Claim.Identity, b.Claim.Identity))
	})
	return open
}

func stepEntry(step ledger.Step, net money.Fen, day calendar.Date) modelEntry {
	return modelEntry{claim: step.Claim.Identity, cause: key(step), step: true, net: net, effective: step.EffectiveOn, day: day, year: step.Year}
}

func (m *model) lowering(day calendar.Date) *modelEntry {
	for _, step := range m.open(day, true) {
		claim := step.Claim.Identity
		after, known := m.standing(claim), m.known(claim, day)
		net := min(after, known[len(known)-1].Net)
		if begun := m.begun(claim); begun != nil && begun.net < after {
			if begun.cause != key(step) {
				continue
			}
			net = begun.net
		} else if begun != nil && net >= after {
			continue
		} else if first := m.firstLowering(claim, day); key(first) != key(step) {
			continue
		}
		if entry := m.take(stepEntry(step, net, day), after-net); entry != nil {
			return entry
		}
	}
	return nil
}

func (m *model) firstLowering(claim string, day calendar.Date) (first ledger.Step) {
	for _, step := range m.open(day, true) {
		if step.Claim.Identity == claim {
			return step
		}
	}
	return first
}

// take is the entry that takes up to so much from a claim.
func (m *model) take(entry modelEntry, take money.Fen) *modelEntry {
	if take == 0 {
		entry.kind = "Decision"
		return m.complete(entry)
	}
	grants := m.grants(entry.claim)
	slices.Reverse(grants)
	for _, n := range grants {
		if part := min(take, m.balance(n), m.still(n)); part > 0 {
			entry.kind, entry.amount, entry.about, entry.year = "Cancellation", -part, n, m.entries[n-1].year
			return m.complete(entry)
		}
	}
	if m.flying(entry.claim, entry.day) {
		return nil
	}
	for _, n := range grants {
		if part := min(take, m.still(n)); part > 0 {
			entry.kind, entry.amount, entry.about, entry.year = "Recovery", -part, n, m.entries[n-1].year
			return m.complete(entry)
		}
	}
	return nil
}

// raise is what a step that raises would enter; the kind is Award where it asks its budget for money.
func (m *model) raise(step ledger.Step, day calendar.Date) *modelEntry {
	claim := step.Claim.Identity
	if m.held(claim, day) {
		return nil
	}
	after, known := m.standing(claim), m.known(claim, day)
	net := max(after, known[len(known)-1].Net)
	if begun := m.begun(claim); begun != nil {
		if begun.cause != key(step) {
			return nil
		}
		net = begun.net
	}
	entry := stepEntry(step, net, day)
	give := net - after
	if give == 0 {
		entry.kind = "Decision"
		return m.complete(entry)
	}
	for n := len(m.entries); n > 0; n-- {
		grant := m.entries[n-1].about
		if m.entries[n-1].kind != "Recovery" || m.entries[n-1].claim != claim || !m.newestToRecover(claim, grant) {
			continue
		}
		if part := min(give, -m.balance(grant), -m.balance(n)); part > 0 {
			entry.kind, entry.amount, entry.about, entry.year = "Cancellation", part, n, m.entries[n-1].year
			return m.complete(entry)
		}
	}
	entry.kind, entry.amount = "Award", give
	return m.complete(entry)
}

// newestToRecover says whether a grant is the newest of its claim of which something is still to be recovered.
func (m *model) newestToRecover(claim string, grant int) bool {
	newest := 0
	for _, n := range m.grants(claim) {
		if m.balance(n) < 0 {
			newest = n
		}
	}
	return newest == grant
}

func (m *model) freeing(day calendar.Date) *modelEntry {
	for _, step := range m.open(day, false) {
		if entry := m.raise(step, day); entry != nil && entry.kind != "Award" {
			return entry
		}
	}
	return nil
}

func (m *model) granting(day calendar.Date) *modelEntry {
	blocked := map[int32]bool{}
	var best *modelEntry
	for _, step := range m.open(day, false) {
		entry := m.raise(step, day)
		if entry == nil || entry.kind != "Award" || blocked[step.Year] {
			continue
		}
		blocked[step.Year] = true
		if entry.committed <= entry.total && (best == nil || entry.year < best.year) {
			best = entry
		}
	}
	return best
}
