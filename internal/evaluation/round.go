package evaluation

import (
	"strconv"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Round is what is said of an evaluation round.
type Round struct {
	Result
	// Opened says that the window has opened; the terms are frozen from then on.
	Opened bool

	record   *v1alpha1.EvaluationRound
	division records.Division
	rival    records.Key // another round that covers one of its divisions in its year
	window   [2]calendar.Date
	valid    calendar.Date
}

// Round judges a round itself. What it covers is counted by Coverage.
func (p *Pass) Round(key records.Key) *Round {
	if known, ok := p.rounds[key]; ok {
		return known
	}
	j := p.judge(records.EvaluationRound, key)
	found := &Round{}
	p.rounds[key] = found
	p.judgeRound(j, found)
	// A round has no outcome: what stalls it is all that there is to say.
	j.result.Outcome = nil
	found.Result = j.done()
	return found
}

func (p *Pass) judgeRound(j *judgement, found *Round) {
	record, ok := records.Get[*v1alpha1.EvaluationRound](p.view, j.key)
	if !ok {
		j.missing("metadata.name", j.kind, j.key)
		return
	}
	found.record = record
	for i, text := range []v1alpha1.Date{record.Spec.Window.OpensOn, record.Spec.Window.ClosesOn} {
		if found.window[i], ok = j.date("spec.window", text); !ok {
			return
		}
	}
	if found.valid, ok = j.date("spec.validThrough", record.Spec.ValidThrough); !ok {
		return
	}
	found.Opened = j.reached(found.window[0])
	if found.division, ok = p.view.Division(record.Namespace); !ok {
		j.noDivision()
		return
	}
	if found.rival, ok = p.rivalOf(j.key, found.division, p.view.Find(records.RoundsByYear, yearText(int(record.Spec.Year)))); ok {
		j.stall(v1alpha1.ReasonRoundAmbiguous, messages.New("EvaluationRound/RoundAmbiguous",
			"year", strconv.Itoa(int(record.Spec.Year)), "other", found.rival.String()))
	}
}

// rivalOf finds, of the rounds or programs of a year, another that covers a division which this one covers (R5, R22).
func (p *Pass) rivalOf(own records.Key, division records.Division, ofYear []records.Object) (records.Key, bool) {
	for _, other := range ofYear {
		if records.KeyOf(other) == own {
			continue
		}
		theirs, ok := p.view.Division(other.GetNamespace())
		if ok && (theirs.Covers(division) || division.Covers(theirs)) {
			return records.KeyOf(other), true
		}
	}
	return records.Key{}, false
}

// roundOver is the round of a year that covers a division; nil where there is none.
func (p *Pass) roundOver(division records.Division, year int) *Round {
	for _, record := range records.Find[*v1alpha1.EvaluationRound](p.view, records.RoundsByYear, yearText(year)) {
		round := p.Round(records.KeyOf(record))
		if round.division.Namespace != "" && round.division.Covers(division) {
			return round
		}
	}
	return nil
}

// terms are what a round asks for and gives for a rating; nil where it does not offer it.
func (r *Round) terms(rating v1alpha1.Rating) *v1alpha1.RatingTerms {
	for i := range r.record.Spec.Ratings {
		if r.record.Spec.Ratings[i].Rating == rating {
			return &r.record.Spec.Ratings[i]
		}
	}
	return nil
}

// lower is the next lower star.
var lower = map[v1alpha1.Rating]v1alpha1.Rating{v1alpha1.Five: v1alpha1.Four, v1alpha1.Four: v1alpha1.Three}

// height orders ratings from low to high (R12); 0 for anything that is none.
var height = map[v1alpha1.Rating]int{v1alpha1.Three: 3, v1alpha1.Four: 4, v1alpha1.Five: 5}

// decidable says whether an alliance of a level can ask for a rating: the stage that decides may not lie below it.
func decidable(terms *v1alpha1.RatingTerms, level v1alpha1.Authority) bool {
	last := terms.Authority
	if n := len(terms.Stages); n > 0 && terms.Stages[n-1].Authority != "" {
		last = terms.Stages[n-1].Authority
	}
	return records.Rank(last) >= records.Rank(level)
}
