package evaluation

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// judgeStar awards the star from a day on, through the day that the round says (R4, R12, Q-02). An alliance that is dissolved has none.
func (p *Pass) judgeStar(j *judgement, a *Application, award calendar.Date) {
	a.AwardedOn, a.ValidThrough, a.awardNext = award, a.dossier.round.valid, j.next
	until := p.recognition(a.dossier.alliance).until
	if until != 0 && until <= award {
		a.AwardedOn, a.ValidThrough = 0, 0
		j.no(v1alpha1.ReasonNotRecognized, messages.New("StarApplication/NotRecognized/Dissolved", "filed", award.String(), "on", until.String()))
		return
	}
	if until != 0 && until <= a.ValidThrough && j.reached(until) {
		a.ValidThrough = until.AddDays(-1)
		j.no(v1alpha1.ReasonLapsed, messages.New("StarApplication/Lapsed/Dissolved", "on", until.String()))
		return
	}
	rating := string(a.dossier.application.Spec.Rating)
	if j.reached(a.ValidThrough.AddDays(1)) {
		j.no(v1alpha1.ReasonLapsed, messages.New("StarApplication/Lapsed", "rating", rating, "through", a.ValidThrough.String()))
		return
	}
	j.yes(v1alpha1.ReasonAwarded, messages.New("StarApplication/Awarded", "rating", rating, "from", award.String(), "through", a.ValidThrough.String()))
}

// Alliance is what is said of an alliance.
type Alliance struct {
	Result
	// RecognizedOn is the first day of its recognition, once it has come.
	RecognizedOn calendar.Date
	// Star in force; nil where there is none.
	Star *v1alpha1.StarStatus
	// BarredThrough is the last day on which it may not apply; 0 where it may.
	BarredThrough calendar.Date
	// PlaqueDueOn is the day by which the plaque has to come back; 0 where none is due.
	PlaqueDueOn calendar.Date
	// OnHold says that an open incident holds its money.
	OnHold bool
	// ActiveMembers counts the members of today.
	ActiveMembers int32
}

// Alliance judges an alliance: its recognition (R3), and the highest star that holds (R12).
func (p *Pass) Alliance(key records.Key) *Alliance {
	j := p.judge(records.Alliance, key)
	found := &Alliance{}
	p.judgeAlliance(j, found)
	found.Result = j.done()
	return found
}

func (p *Pass) judgeAlliance(j *judgement, found *Alliance) {
	alliance, ok := records.Get[*v1alpha1.Alliance](p.view, j.key)
	if !ok {
		j.missing("metadata.name", j.kind, j.key)
		return
	}
	found.ActiveMembers = activeMembers(&j.timeline, alliance)
	if _, ok := p.view.Division(j.key.Namespace); !ok {
		j.noDivision()
		return
	}
	if p.lineOf(alliance, calendar.Max).cycle {
		j.stall(v1alpha1.ReasonSuccessionCycle, messages.New("Alliance/SuccessionCycle"))
		return
	}
	r := p.recognition(alliance)
	j.awaits(r.amendedOn)
	j.judgeRecognition(alliance, r)
	if (r.until == 0 || r.from < r.until) && j.reached(r.from) {
		found.RecognizedOn = r.from
	}
	found.Star = p.star(&j.timeline, alliance)
	p.supervise(j, found, alliance)
}

// star is the highest star of an alliance that holds today; of two equal ones that of the later year.
func (p *Pass) star(t *timeline, alliance *v1alpha1.Alliance) *v1alpha1.StarStatus {
	var best *Application
	for _, application := range records.Find[*v1alpha1.StarApplication](p.view, records.ApplicationsByAlliance, records.KeyOf(alliance).String()) {
		judged := p.StarApplication(records.KeyOf(application))
		t.awaits(judged.Next)
		if judged.Is(v1alpha1.ReasonAwarded) && (best == nil || higher(judged, best)) {
			best = judged
		}
	}
	if best == nil {
		return nil
	}
	return &v1alpha1.StarStatus{
		Rating: best.dossier.application.Spec.Rating, Year: best.dossier.round.record.Spec.Year,
		AwardedOn: apiDate(best.AwardedOn), ValidThrough: apiDate(best.ValidThrough), Application: best.dossier.key.Name,
	}
}

func higher(a, b *Application) bool {
	left, right := height[a.dossier.application.Spec.Rating], height[b.dossier.application.Spec.Rating]
	if left != right {
		return left > right
	}
	return a.dossier.round.record.Spec.Year > b.dossier.round.record.Spec.Year
}
