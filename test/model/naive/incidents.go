package naive

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
)

// incident is what came of a report.
type incident struct {
	record *v1alpha1.Incident
	// decided is the day of its end, whichever it is; 0 while it is open.
	decided calendar.Date
	// ends is the day on which it ended stars, overturned that of an appeal against that; 0 for never.
	ends, overturned calendar.Date
	// revokes says that it ends every star and bars; otherwise it ends one.
	revokes bool
	bar     calendar.Date
	by      []v1alpha1.Account
}

// stands says whether its decision stood on a day.
func (i incident) stands(on calendar.Date) bool {
	return i.ends != 0 && i.ends <= on && (i.overturned == 0 || on < i.overturned)
}

// concerns says whether it is about the alliance of an application, and ends that.
func (i incident) concerns(app *v1alpha1.StarApplication) bool {
	if i.ends == 0 || app.Namespace != i.record.Namespace || app.Spec.AllianceRef.Name != i.record.Spec.AllianceRef.Name {
		return false
	}
	if i.revokes {
		return date(app.Spec.FiledOn) <= i.ends
	}
	return app.Name == i.record.Spec.Annuls
}

func (i incident) endsOn(app *v1alpha1.StarApplication, on calendar.Date) bool {
	return i.stands(on) && i.concerns(app)
}

// open says whether it held money on a day.
func (i incident) open(on calendar.Date) bool {
	reported := date(i.record.Spec.ReportedOn)
	return i.record.Spec.Subject == v1alpha1.SubjectAlliance && reported <= on && (i.decided == 0 || on < i.decided)
}

func revokes(spec *v1alpha1.IncidentSpec) bool {
	return spec.Subject == v1alpha1.SubjectAlliance && (spec.Ground == v1alpha1.GroundIllegalOperation ||
		spec.Ground == v1alpha1.GroundMajorSafetyAccident || spec.Ground == v1alpha1.GroundSeriousCreditDefault)
}

// caseOf judges an incident.
func (w *World) caseOf(record *v1alpha1.Incident) incident {
	key := id(record.Namespace, record.Name)
	if known, ok := w.cases[key]; ok {
		return known
	}
	found := w.judge(record)
	w.cases[key] = found
	return found
}

func (w *World) judge(record *v1alpha1.Incident) incident {
	found := incident{record: record}
	a := w.alliance(record.Namespace, record.Spec.AllianceRef.Name)
	reported := date(record.Spec.ReportedOn)
	if a == nil || reported > w.AsOf {
		return found
	}
	round, awarding := w.judgedBy(a, reported)
	if round == nil {
		return found
	}
	terms := round.Spec.Revocation
	annuls := record.Spec.Ground == v1alpha1.GroundProceduralFault
	found.revokes = revokes(&record.Spec)
	stages := terms.Stages
	if !annuls && !found.revokes {
		stages = stages[:1]
	}
	c := chain{
		kind: "Incident", namespace: record.Namespace, name: record.Name, stages: stages, awarding: awarding, filed: reported, round: round, alliance: a,
		others: map[v1alpha1.Account]bool{record.Spec.FiledBy: true}, finds: true, waivable: true,
	}
	decided := w.decide(c, digest("Incident", record.Namespace, record.Name, record.Spec))
	found.by = decided.by
	if !decided.over() {
		return found
	}
	found.decided = decided.on
	if decided.state == "rejected" || !annuls && !found.revokes {
		return found
	}
	found.ends = decided.on
	if found.revokes {
		found.bar = calendar.OfDate(found.ends.Year()+int(terms.BarYears), 12, 31)
	}
	found.overturned = w.appealed(c, terms, decided)
	return found
}

// appealed is the day of an appeal that was upheld: by the people above, or because the ledger has it.
func (w *World) appealed(c chain, terms *v1alpha1.RevocationTerms, decided decision) calendar.Date {
	if terms.Appeal == nil {
		return 0 // nobody hears one
	}
	others := map[v1alpha1.Account]bool{}
	for account := range c.others {
		others[account] = true
	}
	for _, account := range decided.by {
		others[account] = true
	}
	c.others, c.stages, c.filed, c.finds, c.waivable = others, terms.Appeal.Stages, decided.on, false, false
	if heard := w.under(c, decided.digest); heard.state == "complete" {
		return heard.on
	}
	for _, e := range w.entries {
		if cause := e.Spec.Cause; cause.Kind == "Incident" && id(cause.Namespace, cause.Name) == id(c.namespace, c.name) && cause.Stage == terms.Appeal.Stages[0].Name {
			return date(e.Spec.EffectiveOn)
		}
	}
	return 0
}

// judgedBy is the round of the highest star on the day of the report, with its authority; else the newest round.
func (w *World) judgedBy(a *v1alpha1.Alliance, reported calendar.Date) (*v1alpha1.EvaluationRound, v1alpha1.Authority) {
	var best *v1alpha1.StarApplication
	for _, app := range w.applications {
		if w.allianceOf(app) != a || date(app.Spec.FiledOn) >= reported || !w.holds(app, reported, reported) {
			continue
		}
		higher := best == nil || heights[app.Spec.Rating] > heights[best.Spec.Rating] ||
			heights[app.Spec.Rating] == heights[best.Spec.Rating] && app.Spec.RoundRef.Name > best.Spec.RoundRef.Name
		if higher {
			best = app
		}
	}
	if best != nil {
		round := w.round(best.Spec.RoundRef)
		return round, termsOf(round, best.Spec.Rating).Authority
	}
	var newest *v1alpha1.EvaluationRound
	for _, round := range w.rounds {
		if int(round.Spec.Year) <= reported.Year() && (newest == nil || newest.Spec.Year < round.Spec.Year) {
			newest = round
		}
	}
	return newest, w.Levels[a.Namespace]
}

// barred says whether an alliance, or one that it succeeds, was barred on a day.
func (w *World) barred(a *v1alpha1.Alliance, on, before calendar.Date) bool {
	for _, record := range w.incidents {
		if date(record.Spec.ReportedOn) >= before || !w.descends(a, w.alliance(record.Namespace, record.Spec.AllianceRef.Name), on) {
			continue
		}
		if i := w.caseOf(record); i.revokes && i.ends != 0 && i.overturned == 0 && i.ends <= on && on <= i.bar {
			return true
		}
	}
	return false
}

// descends says whether an alliance is another, or had succeeded it by a day.
func (w *World) descends(a, from *v1alpha1.Alliance, on calendar.Date) bool {
	if from == nil {
		return false
	}
	if a == from {
		return true
	}
	for _, before := range a.Spec.Succeeds {
		if date(before.On) > on {
			continue
		}
		for _, other := range w.alliances {
			if before.CreditCode != "" && other.Spec.CreditCode == before.CreditCode && w.descends(other, from, on) {
				return true
			}
		}
	}
	return false
}
