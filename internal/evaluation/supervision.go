package evaluation

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// incidentsOf are the incidents of an alliance that were reported before a day, and the decisions that ledgers entered of reports that are not in
// view as they were decided. Asking only for earlier ones lets an application ask
// for incidents and an incident for applications without asking each other in a circle: each asks for what was dated before itself.
func (p *Pass) incidentsOf(alliance *v1alpha1.Alliance, before calendar.Date) []*Incident {
	var found []*Incident
	for _, record := range records.Find[*v1alpha1.Incident](p.view, records.IncidentsByAlliance, records.KeyOf(alliance).String()) {
		if day(record.Spec.ReportedOn) < before && p.asEntered(record) {
			found = append(found, p.Incident(records.KeyOf(record)))
		}
	}
	return append(found, p.lostDecisions(alliance, before)...)
}

// starOn is the highest star of an alliance that was in force on a day; nil where there was none.
func (p *Pass) starOn(alliance *v1alpha1.Alliance, on calendar.Date) *Application {
	var best *Application
	for _, record := range records.Find[*v1alpha1.StarApplication](p.view, records.ApplicationsByAlliance, records.KeyOf(alliance).String()) {
		if day(record.Spec.FiledOn) >= on {
			continue
		}
		judged := p.award(records.KeyOf(record))
		if judged.InForce(on) && p.endedBy(judged.dossier, on, on) == nil && (best == nil || higher(judged, best)) {
			best = judged
		}
	}
	return best
}

// endedBy is the first decision that stood against an application on a day, of incidents that were reported before another; nil where none
// did. A revocation ends every star and every open application of the alliance (five to none, never to four: R11), an annulment the one that
// it names.
func (p *Pass) endedBy(d *dossier, on, before calendar.Date) *Incident {
	var first *Incident
	for _, incident := range p.incidentsOf(d.alliance, before) {
		if incident.standsOn(on) && incident.touches(d.application) && (first == nil || incident.endsOn() < first.endsOn()) {
			first = incident
		}
	}
	return first
}

// awaitIncidents awaits whatever the incidents of an alliance wait for.
func (p *Pass) awaitIncidents(t *timeline, alliance *v1alpha1.Alliance) {
	for _, incident := range p.incidentsOf(alliance, calendar.Max) {
		t.awaits(incident.Next)
	}
}

// bar is until when an alliance, or one that it succeeds, may not apply, as it stood on a day; 0 where it may.
func (p *Pass) bar(alliance *v1alpha1.Alliance, on, before calendar.Date) calendar.Date {
	var through calendar.Date
	for _, who := range p.predecessors(alliance, on) {
		for _, incident := range p.incidentsOf(who, before) {
			// An appeal that was upheld later clears the bar from the beginning.
			if end := incident.barThrough(); incident.OverturnedOn == 0 && incident.endsOn() <= on && on <= end {
				through = max(through, end)
			}
		}
	}
	return through
}

// refuseBarred asks whether the alliance might apply when it did (R11).
func (p *Pass) refuseBarred(j *judgement, d *dossier) bool {
	if lost := p.unclearBar(d.alliance, d.filed); lost != nil {
		j.unknown(v1alpha1.ReasonEvidenceMissing, messages.New("StarApplication/BarUnclear", "incident", lost.record.Name, "on", lost.endsOn().String()))
		return true
	}
	through := p.bar(d.alliance, d.filed, d.filed)
	return j.refuse("R11", "Q-14", "spec.filedOn", through == 0, v1alpha1.ReasonReapplyBan,
		messages.New("StarApplication/ReapplyBan", "filed", d.filed.String(), "through", through.String()))
}

// unclearBar is a decision of before a day that may have barred an alliance, or one that it succeeds, and does not say for how long; nil where
// there is none. No bar is longer than longestBar years.
func (p *Pass) unclearBar(alliance *v1alpha1.Alliance, on calendar.Date) *Incident {
	for _, who := range p.predecessors(alliance, on) {
		for _, incident := range p.incidentsOf(who, on) {
			if ends := incident.endsOn(); incident.effect == unclear && incident.standsOn(on) && on.Year() <= ends.Year()+longestBar {
				return incident
			}
		}
	}
	return nil
}

// longestBar is the most that a round may declare, in years.
const longestBar = 20

// judgeStanding ends an application by the first decision that stands against it, unless it was over by then.
func (p *Pass) judgeStanding(j *judgement, a *Application) {
	p.awaitIncidents(&j.timeline, a.dossier.alliance)
	first := p.endedBy(a.dossier, j.asOf, calendar.Max)
	if first == nil || a.over(first.endsOn()) {
		return
	}
	ends := first.endsOn()
	if a.AwardedOn != 0 && a.AwardedOn < ends {
		a.ValidThrough = min(a.ValidThrough, ends.AddDays(-1))
	} else {
		a.AwardedOn, a.ValidThrough = 0, 0
	}
	if first.effect == unclear {
		j.unknown(v1alpha1.ReasonEvidenceMissing, messages.New("StarApplication/DecisionUnclear", "incident", first.record.Name, "on", ends.String()))
		return
	}
	if first.effect == annuls {
		j.no(v1alpha1.ReasonAnnulled, messages.New("StarApplication/Annulled", "incident", first.record.Name, "on", ends.String()))
		return
	}
	j.refuse("R11", "", "spec.allianceRef", false, v1alpha1.ReasonRevoked, messages.New("StarApplication/Revoked",
		"incident", first.record.Name, "on", ends.String(), "ground", string(first.record.Spec.Ground)))
}

// over says whether an application had come to its end before a day: refused, or lapsed.
func (a *Application) over(on calendar.Date) bool {
	switch {
	case a.Outcome == nil:
		return true
	case a.Is(v1alpha1.ReasonLapsed):
		return a.ValidThrough < on
	}
	return a.Outcome.Status == metav1.ConditionFalse
}

// predecessors are an alliance and all that it had succeeded by a day, each once: bans of all of them follow (F-17).
func (p *Pass) predecessors(alliance *v1alpha1.Alliance, on calendar.Date) []*v1alpha1.Alliance {
	found := []*v1alpha1.Alliance{alliance}
	seen := map[records.Key]bool{records.KeyOf(alliance): true}
	for at := 0; at < len(found); at++ {
		for _, before := range found[at].Spec.Succeeds {
			if since := day(before.On); since.IsZero() || since > on {
				continue
			}
			for _, one := range p.succeeded(found[at], before) {
				if key := records.KeyOf(one); !seen[key] {
					seen[key] = true
					found = append(found, one)
				}
			}
		}
	}
	return found
}

// succeeded are the records that a line of `succeeds` names.
func (p *Pass) succeeded(by *v1alpha1.Alliance, before v1alpha1.Succession) []*v1alpha1.Alliance {
	if before.AllianceRef != nil {
		if one, ok := records.Get[*v1alpha1.Alliance](p.view, records.RefKey(*before.AllianceRef, by.Namespace)); ok {
			return []*v1alpha1.Alliance{one}
		}
	}
	if before.CreditCode == "" {
		return nil
	}
	return records.Find[*v1alpha1.Alliance](p.view, records.AlliancesByCode, string(before.CreditCode))
}

// supervise says what supervision makes of an alliance: the bar, the plaque that is due back, and whether its money is on hold.
func (p *Pass) supervise(j *judgement, found *Alliance, alliance *v1alpha1.Alliance) {
	found.BarredThrough = p.bar(alliance, j.asOf, calendar.Max)
	j.reached(found.BarredThrough.AddDays(1))
	for _, incident := range p.incidentsOf(alliance, calendar.Max) {
		j.awaits(incident.Next)
		found.OnHold = found.OnHold || incident.open(j.asOf)
		if incident.effect == revokes && incident.standsOn(j.asOf) && day(alliance.Spec.PlaqueReturnedOn) < incident.endsOn() && p.starOn(alliance, incident.endsOn().AddDays(-1)) != nil {
			found.PlaqueDueOn = max(found.PlaqueDueOn, incident.endsOn().AddDays(int(incident.terms.PlaqueDays)))
		}
	}
}

// RecoveryDue is the day by which money that an incident demands back has to come: so many working days after the demand. Next is the
// date at which time alone can change that; both are 0 where there is none. The error says which calendar is missing.
func (p *Pass) RecoveryDue(entry *v1alpha1.FundingDisbursement) (due, next calendar.Date, err error) {
	if entry.Spec.Type != v1alpha1.EntryRecovery || records.Kind(entry.Spec.Cause.Kind) != records.Incident {
		return 0, 0, nil
	}
	terms := p.Incident(records.Key{Namespace: entry.Spec.Cause.Namespace, Name: entry.Spec.Cause.Name}).terms
	if round := p.roundOf(entry.Spec.Rules); terms == nil && round != nil {
		terms = round.record.Spec.Revocation // the report is gone, and what it demands back is not
	}
	if terms == nil || terms.RecoveryWorkingDays == 0 {
		return 0, 0, nil
	}
	t := timeline{asOf: p.asOf}
	due, err = workdaysOf(p.view, &t).end(day(entry.Spec.EffectiveOn), int(terms.RecoveryWorkingDays))
	return due, t.next, err
}

// reopened says whether an appeal that was upheld lets a claim be made on a day, though its own time is over: where its star was taken
// before that time was over (F-20).
func (p *Pass) reopened(d *dossier, on, requestBy calendar.Date) bool {
	for _, incident := range p.incidentsOf(d.alliance, calendar.Max) {
		up := incident.OverturnedOn
		if up != 0 && incident.terms != nil && up <= on && on <= up.AddDays(int(incident.terms.ClaimReopensDays)) && incident.touches(d.application) && incident.endsOn() <= requestBy {
			return true
		}
	}
	return false
}

// heldBy is what an open incident says to whoever waits for money.
func (p *Pass) heldBy(alliance *v1alpha1.Alliance) (messages.Message, bool) {
	for _, incident := range p.incidentsOf(alliance, calendar.Max) {
		if incident.open(p.asOf) && incident.unproven {
			return messages.New("AwardRequest/OnHold/Unproven", "incident", incident.record.Name, "on", incident.endsOn().String()), true
		}
		if incident.open(p.asOf) {
			return messages.New("AwardRequest/OnHold", "incident", incident.record.Name, "reported", incident.ReportedOn.String()), true
		}
	}
	return messages.Message{}, false
}
