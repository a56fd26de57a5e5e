package evaluation

import (
	"slices"
	"time"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// CoverageState is how an alliance stands towards a round.
type CoverageState string

// The states of coverage: each recognised alliance has exactly one (R2).
const (
	Applied     CoverageState = "Applied"
	NotApplied  CoverageState = "NotApplied"
	NotEligible CoverageState = "NotEligible" // filed nothing, and may not apply
)

// Coverage is how every recognised alliance of a round's divisions stands towards it, and what the round awarded.
type Coverage struct {
	// Alliances in the order of divisions and names.
	Alliances []Covered
	// Awarded counts the stars that the round gave, by rating.
	Awarded map[v1alpha1.Rating]int32
}

// Covered is one alliance in the scope of a round.
type Covered struct {
	Key   records.Key
	State CoverageState
}

// Count is the number of alliances in a state.
func (c *Coverage) Count(state CoverageState) int32 {
	var sum int32
	for _, alliance := range c.Alliances {
		if alliance.State == state {
			sum++
		}
	}
	return sum
}

// Coverage lists every alliance in the scope of a round with one state (R2): recognised and publicised by the day of evaluation, or
// by the end of the round's year where that is earlier, in one of the round's divisions (R3). It reads all of them, so it is for who looks at a whole round.
func (p *Pass) Coverage(key records.Key) (*Coverage, Result) {
	j := p.judge(records.EvaluationRound, key)
	found := &Coverage{Awarded: map[v1alpha1.Rating]int32{}}
	round := p.Round(key)
	if round.record == nil || round.division.Namespace == "" {
		return found, j.done()
	}
	scopeDay := p.asOf
	if end := calendar.OfDate(int(round.record.Spec.Year), time.December, 31); !end.IsZero() {
		scopeDay = min(scopeDay, end)
	}
	for _, division := range p.view.Divisions() {
		if !round.division.Covers(division) {
			continue
		}
		for _, alliance := range records.Find[*v1alpha1.Alliance](p.view, records.AlliancesByNamespace, division.Namespace) {
			r := p.recognition(alliance)
			j.awaits(r.amendedOn)
			j.reached(r.from)
			j.reached(r.until)
			if r.on(scopeDay) {
				found.Alliances = append(found.Alliances, Covered{Key: records.KeyOf(alliance), State: p.covered(j, alliance, round)})
			}
		}
	}
	for _, application := range records.Find[*v1alpha1.StarApplication](p.view, records.ApplicationsByRound, key.String()) {
		judged := p.StarApplication(records.KeyOf(application))
		j.awaits(judged.Next)
		if judged.AwardedOn != 0 && !judged.Is(v1alpha1.ReasonRevoked, v1alpha1.ReasonAnnulled) {
			found.Awarded[application.Spec.Rating]++
		}
	}
	return found, j.done()
}

// covered is how an alliance stands towards a round: it applied, it may and does not, or it may not. It is not eligible where it was
// recognised on no day of the window, is barred to the end of it, or where the round offers no rating that is not below its level.
func (p *Pass) covered(j *judgement, alliance *v1alpha1.Alliance, round *Round) CoverageState {
	for _, application := range records.Find[*v1alpha1.StarApplication](p.view, records.ApplicationsByAlliance, records.KeyOf(alliance).String()) {
		if records.RefKey(application.Spec.RoundRef, application.Namespace) == records.KeyOf(round.record) && j.reached(day(application.Spec.FiledOn)) {
			return Applied
		}
	}
	division, _ := p.view.Division(alliance.Namespace)
	offered := slices.ContainsFunc(round.record.Spec.Ratings, func(terms v1alpha1.RatingTerms) bool { return decidable(&terms, division.Level()) })
	r := p.recognition(alliance)
	first := max(r.from, round.window[0])
	barred := p.bar(alliance, round.window[1], calendar.Max) != 0
	if !offered || barred || first > round.window[1] || r.until != 0 && r.until <= first {
		return NotEligible
	}
	return NotApplied
}
