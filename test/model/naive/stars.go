package naive

import (
	"strconv"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
)

// star is what came of an application: the days from and through which it holds as if nothing ended it, and who signed it.
type star struct {
	from, through calendar.Date
	by            []v1alpha1.Account
	// refused says that people said no, or took it back.
	refused bool
}

var heights = map[v1alpha1.Rating]int{v1alpha1.Three: 3, v1alpha1.Four: 4, v1alpha1.Five: 5}

// recognised says whether an alliance was recognised, publicised and not dissolved on a day.
func (w *World) recognised(a *v1alpha1.Alliance, on calendar.Date) bool {
	if a.Spec.Recognition == nil || w.duplicate(a) {
		return false
	}
	notice := a.Spec.Recognition.Notice
	closes, err := calendar.EndOfPeriod(w.years, date(notice.OpensOn), int(notice.WorkingDays), w.AsOf)
	return err == nil && closes < on && (a.Spec.DissolvedOn == "" || on < date(a.Spec.DissolvedOn))
}

// duplicate says whether another alliance stands under the same code: the one with money, else the one decided first, else the name.
func (w *World) duplicate(a *v1alpha1.Alliance) bool {
	order := func(one *v1alpha1.Alliance) string {
		key := "1"
		for _, e := range w.entries {
			if app := w.application(e.Spec.Cause.Namespace, e.Spec.Cause.Name); e.Spec.Cause.Kind == "AwardRequest" && app != nil &&
				app.Namespace == one.Namespace && app.Spec.AllianceRef.Name == one.Name {
				key = "0"
			}
		}
		decided := "9999"
		if one.Spec.Recognition != nil {
			decided = string(one.Spec.Recognition.DecidedOn)
		}
		return key + decided + id(one.Namespace, one.Name)
	}
	for _, other := range w.alliances {
		if other != a && a.Spec.CreditCode != "" && other.Spec.CreditCode == a.Spec.CreditCode && order(other) < order(a) {
			return true
		}
	}
	return false
}

// starOf is what came of an application; the zero star where nothing did.
func (w *World) starOf(app *v1alpha1.StarApplication) star {
	key := id(app.Namespace, app.Name)
	if known, ok := w.stars[key]; ok {
		return known
	}
	found := w.award(app)
	w.stars[key] = found
	return found
}

// eligible says whether an application may be made at all.
func (w *World) eligible(app *v1alpha1.StarApplication, a *v1alpha1.Alliance, round *v1alpha1.EvaluationRound, terms *v1alpha1.RatingTerms) bool {
	filed := date(app.Spec.FiledOn)
	if rank(terms.Authority) < rank(w.Levels[app.Namespace]) || app.Spec.FiledOn < round.Spec.Window.OpensOn || app.Spec.FiledOn > round.Spec.Window.ClosesOn {
		return false
	}
	return filed <= w.AsOf && w.recognised(a, filed) && !w.barred(a, filed, filed) && !w.barUnclear(a, filed) && w.hasLower(app, a, round)
}

// hasLower says whether the next lower star was there, where the round insists on it.
func (w *World) hasLower(app *v1alpha1.StarApplication, a *v1alpha1.Alliance, round *v1alpha1.EvaluationRound) bool {
	height := heights[app.Spec.Rating]
	if round.Spec.RequireLowerStar != v1alpha1.RequireDeny || height == 3 || height == 4 && w.Levels[app.Namespace] != v1alpha1.County {
		return true
	}
	filed := date(app.Spec.FiledOn)
	for _, other := range w.applications {
		if w.allianceOf(other) == a && other.Spec.FiledOn < app.Spec.FiledOn && heights[other.Spec.Rating] >= height-1 && w.holds(other, filed, filed) {
			return true
		}
	}
	return false
}

func (w *World) allianceOf(app *v1alpha1.StarApplication) *v1alpha1.Alliance {
	return w.alliance(app.Namespace, app.Spec.AllianceRef.Name)
}

// applicationChain is what people sign under an application.
func (w *World) applicationChain(app *v1alpha1.StarApplication, a *v1alpha1.Alliance, round *v1alpha1.EvaluationRound, terms *v1alpha1.RatingTerms) decision {
	spec := app.Spec
	spec.WithdrawnOn = ""
	return w.decide(chain{
		kind: "StarApplication", namespace: app.Namespace, name: app.Name, stages: terms.Stages, awarding: terms.Authority, filed: date(spec.FiledOn),
		round: round, alliance: a, others: map[v1alpha1.Account]bool{spec.FiledBy: true}, notice: true,
	}, digest("StarApplication", app.Namespace, app.Name, spec))
}

// award follows an application from its filing to its star.
func (w *World) award(app *v1alpha1.StarApplication) star {
	a, round := w.allianceOf(app), w.round(app.Spec.RoundRef)
	if a == nil || round == nil {
		return star{}
	}
	terms := termsOf(round, app.Spec.Rating)
	if terms == nil || !w.eligible(app, a, round, terms) {
		return star{}
	}
	decided := w.applicationChain(app, a, round, terms)
	if decided.state == "rejected" {
		return star{by: decided.by, refused: true}
	}
	if decided.state != "complete" || terms.Enforcement == v1alpha1.Binding && len(decided.sheets) > 0 && points(decided.sheets) < number(terms.MinPoints) {
		return star{by: decided.by}
	}
	return w.afterNotice(filing{app, a, round, terms}, decided)
}

// filing is an application with what it names.
type filing struct {
	app   *v1alpha1.StarApplication
	a     *v1alpha1.Alliance
	round *v1alpha1.EvaluationRound
	terms *v1alpha1.RatingTerms
}

// afterNotice is the star of an application that was decided, once its notice is over.
func (w *World) afterNotice(f filing, decided decision) star {
	none := star{by: decided.by}
	opens := calendar.Date(0)
	for _, r := range decided.last {
		if r.Spec.Notice != nil {
			opens = max(opens, date(r.Spec.Notice.OpensOn))
		}
	}
	closes, err := calendar.EndOfPeriod(w.years, opens, int(f.round.Spec.Notice.WorkingDays), w.AsOf)
	if opens == 0 || err != nil {
		return none
	}
	upheld, open, last := w.objected(f, decided, closes)
	from, err := calendar.NextWorkday(w.years, max(closes, last), w.AsOf)
	if w.withdrawn(f, opens, from) || upheld {
		return star{by: decided.by, refused: true}
	}
	if open || err != nil || from > w.AsOf {
		return none
	}
	through, dissolved := date(f.round.Spec.ValidThrough), date(f.a.Spec.DissolvedOn)
	switch {
	case dissolved != 0 && dissolved <= from:
		return none
	case dissolved != 0 && dissolved <= through && dissolved <= w.AsOf:
		through = dissolved.AddDays(-1)
	}
	return star{from: from, through: through, by: decided.by}
}

func number(points v1alpha1.Points) float64 {
	value, err := strconv.ParseFloat(string(points), 64)
	if err != nil {
		return 0
	}
	return value
}

// points is the sum over indicators of the mean of the sheets.
func points(sheets []*v1alpha1.Review) (sum float64) {
	for _, sheet := range sheets {
		for _, score := range sheet.Spec.Scores {
			sum += number(score.Points)
		}
	}
	return sum / float64(len(sheets))
}

// withdrawn says whether an application was taken back in time: before its notice by itself, later with consent, before the star.
func (w *World) withdrawn(f filing, opens, from calendar.Date) bool {
	app, terms := f.app, f.terms
	on := date(app.Spec.WithdrawnOn)
	if on == 0 || on > w.AsOf {
		return false
	}
	if on < opens {
		return true
	}
	consent := w.under(chain{
		kind: "StarApplication", namespace: app.Namespace, name: app.Name, stages: []v1alpha1.Stage{{Name: "Withdrawal", Authority: terms.Authority}},
		awarding: terms.Authority, filed: on, round: f.round, alliance: f.a, others: map[v1alpha1.Account]bool{app.Spec.FiledBy: true},
	}, digest("StarApplication", app.Namespace, app.Name, app.Spec))
	return consent.state == "complete" && consent.on < from
}

// objected sums up the objections that count: whether one was upheld, whether one is open, and when the last was dismissed.
func (w *World) objected(f filing, decided decision, closes calendar.Date) (upheld, open bool, last calendar.Date) {
	app := f.app
	for _, o := range w.objections {
		raised := date(o.Spec.RaisedOn)
		anonymous := o.Spec.Signed == v1alpha1.SignedAnonymous && len(o.Spec.Evidence) == 0
		if o.Namespace != app.Namespace || o.Spec.SubjectRef.Name != app.Name || anonymous || raised > closes || raised > w.AsOf {
			continue
		}
		others := map[v1alpha1.Account]bool{o.Spec.FiledBy: true, app.Spec.FiledBy: true}
		for _, account := range decided.by {
			others[account] = true
		}
		heard := w.under(chain{
			kind: "Objection", namespace: o.Namespace, name: o.Name, stages: f.round.Spec.Objections.Stages, awarding: f.terms.Authority, filed: raised,
			round: f.round, alliance: f.a, others: others, final: true,
		}, digest("Objection", o.Namespace, o.Name, o.Spec))
		switch heard.state {
		case "complete":
			upheld = true
		case "rejected":
			last = max(last, heard.on)
		default:
			open = true
		}
	}
	return upheld, open, last
}

// holds says whether a star held on a day, as far as incidents that were reported before another day end it.
func (w *World) holds(app *v1alpha1.StarApplication, on, before calendar.Date) bool {
	s := w.starOf(app)
	return s.from != 0 && s.from <= on && on <= s.through && !w.ended(app, on, before)
}

// ended says whether a decision on an incident reported before a day stands against an application on another.
func (w *World) ended(app *v1alpha1.StarApplication, on, before calendar.Date) bool {
	for _, i := range w.against(w.allianceOf(app), before) {
		if i.endsOn(app, on) {
			return true
		}
	}
	return false
}
