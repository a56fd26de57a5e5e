package naive

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
)

// incident is what came of a report.
type incident struct {
	record *v1alpha1.Incident
	// reported is the day of the report; where that is lost, the day of the decision.
	reported calendar.Date
	// unproven says that it was decided and the records do not show it any more; unclear, that they do not say what it ended either.
	unproven, unclear bool
	// digest under which it was decided.
	digest v1alpha1.Digest
	// reopens is for how many days after an appeal a claim may be made.
	reopens int
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
	if i.revokes || i.unclear {
		return date(app.Spec.FiledOn) <= i.ends
	}
	return app.Name == i.record.Spec.Annuls
}

func (i incident) endsOn(app *v1alpha1.StarApplication, on calendar.Date) bool {
	return i.stands(on) && i.concerns(app)
}

// open says whether it held money on a day: until it was decided, and where nobody can see what was decided until an appeal is upheld.
func (i incident) open(on calendar.Date) bool {
	if i.unproven {
		return i.reported <= on && (i.overturned == 0 || on < i.overturned)
	}
	return i.record.Spec.Subject == v1alpha1.SubjectAlliance && i.reported <= on && (i.decided == 0 || on < i.decided)
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
	if w.asEntered(record) {
		found = w.standing(found)
	}
	w.cases[key] = found
	return found
}

func (w *World) judge(record *v1alpha1.Incident) incident {
	reported := date(record.Spec.ReportedOn)
	found := incident{record: record, reported: reported}
	a := w.alliance(record.Namespace, record.Spec.AllianceRef.Name)
	if a == nil || reported > w.AsOf {
		return found
	}
	if w.starLost(a, reported) {
		return w.perhaps(found)
	}
	round, awarding := w.judgedBy(a, reported)
	if round == nil {
		return found
	}
	terms := round.Spec.Revocation
	found.reopens = int(terms.ClaimReopensDays)
	annuls := record.Spec.Ground == v1alpha1.GroundProceduralFault
	found.revokes = revokes(&record.Spec)
	c := chain{
		kind: "Incident", namespace: record.Namespace, name: record.Name, stages: terms.Stages, awarding: awarding, filed: reported, round: round, alliance: a,
		others: map[v1alpha1.Account]bool{record.Spec.FiledBy: true}, finds: true, waivable: true,
	}
	decided := w.hear(c, record, annuls || found.revokes)
	found.by = decided.by
	if !decided.over() {
		return found
	}
	found.decided, found.digest = decided.on, decided.digest
	if decided.state == "complete" && decided.digest != reportDigest(record) {
		found.unproven, found.unclear, found.revokes, found.ends = true, true, false, decided.on
		found.overturned = w.appealed(c, terms, decided)
		return found
	}
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

func reportDigest(record *v1alpha1.Incident) v1alpha1.Digest {
	return digest("Incident", record.Namespace, record.Name, record.Spec)
}

// hear judges the signatures under a report: as it is now, only the first stage where it can end no star; as it was before an edit, all of them, by
// whomever and whenever, since nobody can see who filed it and when. That it was dismissed then is believed only as it is now.
func (w *World) hear(c chain, record *v1alpha1.Incident, ends bool) decision {
	now, own := reportDigest(record), c
	if !ends {
		own.stages = c.stages[:1]
	}
	found := w.under(own, now)
	anew := ends && found.state == "complete" // signed to the end as it is now
	for _, r := range w.reviews {
		named := r.Spec.SubjectRef
		if named.Kind != c.kind || r.Namespace != c.namespace || named.Name != c.name || named.Digest == now {
			continue
		}
		other := w.before(c, named.Digest)
		if other.over() && (other.state == "rejected" || !anew) && other.sooner(found) {
			found = other
		}
	}
	return found
}

// before judges a report as it was before an edit: that it was found and decided, by whomever and whenever.
func (w *World) before(c chain, digest v1alpha1.Digest) decision {
	found, before := w.under(c, digest), c
	before.filed, before.others = 0, nil
	if lenient := w.under(before, digest); lenient.state == "complete" && (!found.over() || lenient.on < found.on) {
		return lenient
	}
	return found
}

// sooner says whether a decision came before another; on one day a rejection does.
func (d decision) sooner(other decision) bool {
	return !other.over() || d.on < other.on || d.on == other.on && d.state == "rejected"
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
	for _, from := range w.alliances {
		if !w.descends(a, from, on) {
			continue
		}
		for _, i := range w.against(from, before) {
			if i.revokes && i.ends != 0 && i.overturned == 0 && i.ends <= on && on <= i.bar {
				return true
			}
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
