package naive

import (
	"slices"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/money"
)

// checkClaims holds what every claim has to what is payable of it, where nothing waits (I12).
func (w *World) checkClaims() {
	by := w.AsOf.AddDays(-1) // the steps of a day are entered when it is over
	if frozen(w, w.entries) || len(w.entries) > 0 && date(w.entries[len(w.entries)-1].Spec.Day) == w.AsOf {
		return
	}
	all, now := w.signed(), tally{w.entries}
	claims := map[v1alpha1.Claim]bool{}
	for _, r := range all {
		claims[r.claim] = true
	}
	for _, e := range w.entries {
		if e.Spec.Claim != nil {
			claims[*e.Spec.Claim] = true
		}
	}
	var lacking []asked
	for claim := range claims {
		have, want := now.claim(claim), w.payable(claim, all, by)
		switch {
		case have == want || w.waits(claim, all, now, have > want) || have > want && !w.Tidy && w.givenBack(claim):
		case have > want:
			w.violated("I12", "%s of %d has %s, %s is payable", claim.Identity, claim.Year, have, want)
		default:
			lacking = append(lacking, w.lacks(claim, all, want-have, by)...)
		}
	}
	w.checkQueues(lacking, now)
}

// waits says whether something but money holds a claim up: evidence that is missing, a payment under way, or, for what it is to get, a
// hold or money that is still to be recovered.
func (w *World) waits(claim v1alpha1.Claim, all []asked, now tally, lowers bool) bool {
	by := w.AsOf.AddDays(-1)
	if w.evidenceMissing(w.entries, claim, all) || (lowers || w.unfinished(claim)) && w.flying(claim, by) {
		return true
	}
	return !lowers && (w.heldOn(claim.Identity, by) || w.owes(claim, now))
}

// frozen says whether a payment names an entry with another digest, and none puts that right.
func frozen(w *World, entries []*v1alpha1.FundingDisbursement) bool {
	for _, p := range w.payments {
		entry := tally{entries}.named(p.Spec.DisbursementRef.Name)
		if entry == nil || digest("FundingDisbursement", entry.Namespace, entry.Name, entry.Spec) == p.Spec.DisbursementRef.Digest {
			continue
		}
		right := false
		for _, other := range w.payments {
			right = right || other.Spec.Corrects != nil && other.Spec.Corrects.Name == p.Name
		}
		if !right {
			return true
		}
	}
	return false
}

// evidenceMissing says whether something that entries of the ledger name for a claim is not in the records as it was.
func (w *World) evidenceMissing(entries []*v1alpha1.FundingDisbursement, claim v1alpha1.Claim, all []asked) bool {
	for _, e := range entries {
		if e.Spec.ClaimNet == "" || *e.Spec.Claim != claim {
			continue
		}
		cause := e.Spec.Cause
		switch cause.Kind {
		case "AwardRequest":
			there := false
			for _, r := range all {
				there = there || r.record.Namespace == cause.Namespace && r.record.Name == cause.Name &&
					digest("AwardRequest", cause.Namespace, cause.Name, r.record.Spec) == cause.Digest
			}
			if !there {
				return true
			}
		case "Incident":
			record := w.incidentNamed(cause.Namespace, cause.Name)
			if record == nil || reportDigest(record) != cause.Digest || w.caseOf(record).ends == 0 || w.caseOf(record).unproven {
				return true
			}
		}
	}
	return false
}

// givenBack says whether an appeal gave a claim what it has. Where the request behind it has vanished since, the money stays: the
// absence of a record takes nothing away.
func (w *World) givenBack(claim v1alpha1.Claim) bool {
	for _, e := range w.entries {
		if e.Spec.Type == v1alpha1.EntryAward && *e.Spec.Claim == claim && e.Spec.Cause.Kind == "Incident" {
			return true
		}
	}
	return false
}

// unfinished says whether the last step of a claim has not come to its net: it is finished before anything else.
func (w *World) unfinished(claim v1alpha1.Claim) (open bool) {
	for _, e := range w.entries {
		if e.Spec.ClaimNet != "" && *e.Spec.Claim == claim {
			open = e.Spec.ClaimNet != e.Spec.ClaimAfter
		}
	}
	return open
}

// flying says whether an order of a claim is neither booked nor returned.
func (w *World) flying(claim v1alpha1.Claim, by calendar.Date) bool {
	for _, e := range w.entries {
		if e.Spec.Type != v1alpha1.EntryOrder || *e.Spec.Claim != claim {
			continue
		}
		p, returned := w.payment(e.Spec.Cause.Namespace, e.Spec.Cause.Name), false
		for _, other := range w.entries {
			returned = returned || other.Spec.Type == v1alpha1.EntryReturn && other.Spec.Cause.Name == e.Spec.Cause.Name
		}
		if !returned && (p == nil || w.booked(p, by) == 0 || conflicted(p)) {
			return true
		}
	}
	return false
}

// conflicted says whether the one who booked a payment has another part in its case.
func conflicted(p *v1alpha1.Payment) bool {
	return stood(p.Status.RecordStatus, v1alpha1.ConditionBooked, v1alpha1.ReasonSameSigner)
}

// owes says whether another claim of an organisation is still to be recovered from.
func (w *World) owes(own v1alpha1.Claim, now tally) bool {
	for _, a := range w.alliances {
		names := w.names(a, w.AsOf)
		if !slices.Contains(names, own.Identity) {
			continue
		}
		for _, e := range w.entries {
			if e.Spec.Claim != nil && slices.Contains(names, e.Spec.Claim.Identity) && *e.Spec.Claim != own && now.owed(*e.Spec.Claim) > 0 {
				return true
			}
		}
	}
	return false
}

// lacks is what a claim lacks, once for each of its records that the ledger has not entered: each has its place in the queue of its
// budget. It is one without a record where all are entered.
func (w *World) lacks(claim v1alpha1.Claim, all []asked, amount money.Fen, by calendar.Date) (found []asked) {
	for _, r := range all {
		if r.claim == claim && r.on <= by && !w.ended(r.app, by, calendarEnd) && !w.done("AwardRequest", r.record.Namespace, r.record.Name, "") {
			found = append(found, asked{claim: claim, amount: amount, record: r.record, on: r.on})
		}
	}
	for _, record := range w.incidents {
		if i := w.caseOf(record); i.overturned != 0 && i.overturned <= by &&
			!w.done("Incident", record.Namespace, record.Name, "Appeal") && len(w.decisions(claim, w.alliance(record.Namespace, record.Spec.AllianceRef.Name), i, all, by)) > 0 && begun(claim, all, i.overturned) {
			found = append(found, asked{claim: claim, amount: amount, record: &v1alpha1.AwardRequest{ObjectMeta: record.ObjectMeta}, on: i.overturned})
		}
	}
	if len(found) == 0 {
		return []asked{{claim: claim, amount: amount}}
	}
	return found
}

// begun says whether anything of a claim was signed by a day.
func begun(claim v1alpha1.Claim, all []asked, by calendar.Date) bool {
	for _, r := range all {
		if r.claim == claim && r.on <= by {
			return true
		}
	}
	return false
}

// done says whether the ledger has entered a step to its end.
func (w *World) done(kind, namespace, name, stage string) bool {
	for _, e := range w.entries {
		cause := e.Spec.Cause
		if cause.Kind == kind && cause.Namespace == namespace && cause.Name == name && (stage == "" || cause.Stage == stage) && e.Spec.ClaimNet == e.Spec.ClaimAfter {
			return true
		}
	}
	return false
}

// checkQueues looks at the front of each budget's queue: who stands there waits only for money that is not there.
func (w *World) checkQueues(lacking []asked, now tally) {
	front := map[int32]asked{}
	for _, one := range lacking {
		if one.record == nil {
			w.violated("I12", "%s of %d lacks %s, and all of its records are entered", one.claim.Identity, one.claim.Year, one.amount)
			continue
		}
		year := int32(one.on.Year()) //nolint:gosec // a year of the calendar
		first, ok := front[year]
		if !ok || one.on < first.on || one.on == first.on && id(one.record.Namespace, one.record.Name) < id(first.record.Namespace, first.record.Name) {
			front[year] = one
		}
	}
	for year, one := range front {
		returns, declared := false, false
		for _, b := range w.budgets {
			if b.Spec.LedgerRef.Name == starsLedger && b.Spec.Year == year {
				returns, declared = b.Spec.RecoveredFundsReturn, true
			}
		}
		if free := now.total(year) - now.committed(year, returns); declared && one.amount <= free {
			w.violated("I12", "%s of %d waits for %s though the budget of %d has %s", one.claim.Identity, one.claim.Year, one.amount, year, free)
		}
	}
}
