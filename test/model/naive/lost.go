package naive

import (
	"slices"
	"strings"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/money"
)

// against are the incidents about an alliance that were reported before a day: those whose report is as the ledger knows it, and what the ledger
// entered of the others.
func (w *World) against(a *v1alpha1.Alliance, before calendar.Date) (found []incident) {
	if a == nil {
		return nil
	}
	for _, record := range w.incidents {
		if w.alliance(record.Namespace, record.Spec.AllianceRef.Name) == a && date(record.Spec.ReportedOn) < before && w.asEntered(record) {
			found = append(found, w.caseOf(record))
		}
	}
	return append(found, w.lostAgainst(a, before)...)
}

// lostAgainst is what the ledger entered as decided against an alliance before a day, of reports that are gone or not as they were.
func (w *World) lostAgainst(a *v1alpha1.Alliance, before calendar.Date) (found []incident) {
	seen := map[string]bool{}
	for _, e := range w.entries {
		cause := e.Spec.Cause
		if cause.Kind != "Incident" || e.Spec.ClaimNet == "" || cause.Namespace != a.Namespace || seen[id(cause.Namespace, cause.Name)] || !slices.Contains(w.names(a, calendarEnd), e.Spec.Claim.Identity) {
			continue
		}
		seen[id(cause.Namespace, cause.Name)] = true
		if record := w.incidentNamed(cause.Namespace, cause.Name); record != nil && w.asEntered(record) {
			continue
		}
		entry, overturned := w.enteredOf(cause.Namespace, cause.Name)
		if entry == nil || overturned != 0 {
			continue
		}
		on := date(entry.Spec.EffectiveOn)
		if on >= before || !slices.Contains(w.names(a, on), e.Spec.Claim.Identity) {
			continue
		}
		lost := &v1alpha1.Incident{Spec: v1alpha1.IncidentSpec{AllianceRef: v1alpha1.LocalRef{Name: a.Name}, FactsOn: entry.Spec.EffectiveOn}}
		lost.Namespace, lost.Name = cause.Namespace, cause.Name
		found = append(found, incident{record: lost, reported: on, decided: on, ends: on, unproven: true, unclear: true})
	}
	return found
}

// enteredOf is the first entry by which the ledger has that an incident was decided, and the day of an appeal against that which it has too.
func (w *World) enteredOf(namespace, name string) (first *v1alpha1.FundingDisbursement, overturned calendar.Date) {
	var of []*v1alpha1.FundingDisbursement
	for _, e := range w.entries {
		if e.Spec.Cause.Kind == "Incident" && e.Spec.Cause.Namespace == namespace && e.Spec.Cause.Name == name {
			of = append(of, e)
		}
	}
	slices.SortStableFunc(of, func(a, b *v1alpha1.FundingDisbursement) int {
		return strings.Compare(string(a.Spec.EffectiveOn)+a.Name, string(b.Spec.EffectiveOn)+b.Name)
	})
	for _, e := range of {
		switch {
		case e.Spec.Cause.Stage == "Appeal" && (first != nil || e.Spec.Type != v1alpha1.EntryDecision || e.Spec.Payee != nil || w.roundOf(e.Spec.Rules) != nil):
			if overturned == 0 {
				overturned = date(e.Spec.EffectiveOn)
			}
		case first == nil:
			first = e
		}
	}
	return first, overturned
}

// asEntered says whether a report is as the ledger knows it, if it does.
func (w *World) asEntered(record *v1alpha1.Incident) bool {
	for _, e := range w.entries {
		if e.Spec.Cause.Kind == "Incident" && e.Spec.Cause.Namespace == record.Namespace && e.Spec.Cause.Name == record.Name {
			return e.Spec.Cause.Digest == reportDigest(record)
		}
	}
	return true
}

// standing is an incident as the ledger entered it, where its report is as it was and the rest does not show the decision any more.
func (w *World) standing(i incident) incident {
	entry, overturned := w.enteredOf(i.record.Namespace, i.record.Name)
	a := w.alliance(i.record.Namespace, i.record.Spec.AllianceRef.Name)
	if entry == nil || a == nil || date(entry.Spec.EffectiveOn) > w.AsOf || w.shows(i, entry) {
		return i
	}
	i.unproven, i.unclear, i.revokes = true, false, i.record.Spec.Annuls == ""
	i.decided, i.ends = date(entry.Spec.EffectiveOn), date(entry.Spec.EffectiveOn)
	i.by = w.signedUnder(i.record, entry.Spec.Cause.Digest)
	_, awarding := w.judgedBy(a, i.reported)
	if w.starLost(a, i.reported) {
		awarding = ""
	}
	round := w.roundOf(entry.Spec.Rules)
	i.overturned = overturned
	if round != nil && overturned == 0 {
		c := chain{
			kind: "Incident", namespace: i.record.Namespace, name: i.record.Name, awarding: awarding, round: round, alliance: a,
			others: map[v1alpha1.Account]bool{i.record.Spec.FiledBy: true},
		}
		i.overturned = w.appealed(c, round.Spec.Revocation, decision{on: i.ends, digest: entry.Spec.Cause.Digest, by: i.by})
	}
	i.reopens = 0
	if round != nil {
		i.reopens = int(round.Spec.Revocation.ClaimReopensDays)
	}
	switch {
	case i.revokes && round == nil:
		i.unclear, i.revokes = true, false
	case i.revokes:
		i.bar = calendar.OfDate(i.ends.Year()+int(round.Spec.Revocation.BarYears), 12, 31)
	}
	return i
}

// shows says whether the records show a decision as an entry names it: on its day, under its digest, by the terms of its round.
func (w *World) shows(i incident, entry *v1alpha1.FundingDisbursement) bool {
	if i.ends == 0 || i.unproven || i.ends != date(entry.Spec.EffectiveOn) || i.digest != entry.Spec.Cause.Digest {
		return false
	}
	round := w.roundOf(entry.Spec.Rules)
	judged, _ := w.judgedBy(w.alliance(i.record.Namespace, i.record.Spec.AllianceRef.Name), i.reported)
	return round != nil && round == judged
}

// perhaps is an incident of which nobody can see who decides: whoever approved may have decided it.
func (w *World) perhaps(i incident) incident {
	for _, r := range w.reviews {
		named, on := r.Spec.SubjectRef, date(r.Spec.SignedOn)
		if named.Kind == "Incident" && r.Namespace == i.record.Namespace && named.Name == i.record.Name && r.Spec.Verdict == v1alpha1.Approve && on <= w.AsOf {
			i.unproven, i.unclear, i.ends = true, true, max(i.ends, on)
		}
	}
	return i
}

// signedUnder are all accounts that signed a report under a digest before an appeal, counted or not.
func (w *World) signedUnder(record *v1alpha1.Incident, under v1alpha1.Digest) (by []v1alpha1.Account) {
	for _, r := range w.reviews {
		named := r.Spec.SubjectRef
		if named.Kind == "Incident" && r.Namespace == record.Namespace && named.Name == record.Name && named.Digest == under && r.Spec.Stage != "Appeal" {
			by = append(by, r.Spec.Reviewer)
		}
	}
	return by
}

// roundOf is the round that an entry names by its digest; nil where it is gone.
func (w *World) roundOf(rules v1alpha1.Digest) *v1alpha1.EvaluationRound {
	for _, round := range w.rounds {
		spec := round.Spec
		spec.Panel = nil
		if digest("EvaluationRound", round.Namespace, round.Name, spec) == rules {
			return round
		}
	}
	return nil
}

// starLost says whether nobody can see who awarded the star that an alliance may have had on a day: the ledger paid for one whose application or
// award is gone, or a decision against it is.
func (w *World) starLost(a *v1alpha1.Alliance, on calendar.Date) bool {
	for _, e := range w.entries {
		cause := e.Spec.Cause
		paid := cause.Kind == "AwardRequest" && e.Spec.ClaimNet != "" && date(e.Spec.EffectiveOn) <= on && slices.Contains(w.names(a, on), e.Spec.Claim.Identity)
		if paid && cause.Namespace == a.Namespace && !w.over(e.Spec.Claim.Year, on) && w.awardGone(a, cause.Name, on) {
			return true
		}
	}
	for _, i := range w.against(a, on) {
		if i.unclear && i.stands(on) {
			return true
		}
	}
	return false
}

// over says whether the stars of a year were over by a day, as far as a round says so.
func (w *World) over(year int32, on calendar.Date) bool {
	return slices.ContainsFunc(w.rounds, func(r *v1alpha1.EvaluationRound) bool { return r.Spec.Year == year && date(r.Spec.ValidThrough) < on })
}

// awardGone says whether an application of an alliance, or its award by a day, is not there any more.
func (w *World) awardGone(a *v1alpha1.Alliance, name string, on calendar.Date) bool {
	if !strings.HasPrefix(name, a.Name+"-") {
		return false
	}
	app := w.application(a.Namespace, name)
	if app != nil && app.Spec.AllianceRef.Name != a.Name {
		return false
	}
	if app == nil || date(app.Spec.FiledOn) >= on {
		return true
	}
	s := w.starOf(app)
	return (s.from == 0 || s.from > w.AsOf) && !s.refused
}

// barUnclear says whether a decision of before a day may have barred an alliance, or one that it succeeds, and nobody can see for how long.
func (w *World) barUnclear(a *v1alpha1.Alliance, on calendar.Date) bool {
	for _, from := range w.alliances {
		if !w.descends(a, from, on) {
			continue
		}
		for _, i := range w.against(from, on) {
			if i.unclear && i.stands(on) {
				return true
			}
		}
	}
	return false
}

// lostSteps are what the ledger entered of a decision that is not shown any more.
func (w *World) lostSteps(claim v1alpha1.Claim, i incident) []happening {
	for _, e := range w.entries {
		cause := e.Spec.Cause
		if e.Spec.ClaimNet != "" && *e.Spec.Claim == claim && cause.Kind == "Incident" && cause.Name == i.record.Name && cause.Stage != "Appeal" && e.Spec.Type != v1alpha1.EntryDecision {
			return []happening{{date(e.Spec.EffectiveOn), cause.Namespace, cause.Name, "Revocation", func(before money.Fen) money.Fen { return min(before, fen(e.Spec.ClaimNet)) }}}
		}
	}
	return nil
}
