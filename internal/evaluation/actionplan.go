package evaluation

import (
	"cmp"
	"time"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// ActionPlan is what is said of an action plan: how long it runs, and the indicators of its years.
type ActionPlan struct {
	Result
	// EndsOn is the last day of the plan (R64).
	EndsOn calendar.Date
	// Years that have begun, from the first.
	Years []PlanYear
}

// PlanYear are the indicators of one year: of all divisions together, by level and by division. A division or level that has nothing
// is there with nothing (R55).
type PlanYear struct {
	Year  int32
	Total v1alpha1.IndicatorFigures
	// Levels are County, Municipal and Provincial, each with the alliances of its divisions.
	Levels []LevelFigures
	// Divisions in the order of their codes.
	Divisions []DivisionFigures
}

// LevelFigures are the figures of the divisions of one level.
type LevelFigures struct {
	Level   v1alpha1.Authority
	Figures v1alpha1.IndicatorFigures
}

// DivisionFigures are the figures of one division.
type DivisionFigures struct {
	Division records.Division
	Figures  v1alpha1.IndicatorFigures
}

// levels in the order in which they are shown (R55).
var levels = []v1alpha1.Authority{v1alpha1.County, v1alpha1.Municipal, v1alpha1.Provincial}

// ActionPlan counts the indicators of a plan, of every year that has begun. Its targets are words that people assess: nothing is judged by them
// (R63, R64). It reads every alliance of the plan's divisions and all that the ledgers gave them, so it is for who looks at a whole
// register.
func (p *Pass) ActionPlan(key records.Key) *ActionPlan {
	j := p.judge(records.ActionPlan, key)
	found := &ActionPlan{}
	p.judgeActionPlan(j, found)
	// A plan has no outcome: what stalls it is all that there is to say.
	j.result.Outcome = nil
	found.Result = j.done()
	return found
}

func (p *Pass) judgeActionPlan(j *judgement, found *ActionPlan) {
	record, ok := records.Get[*v1alpha1.ActionPlan](p.view, j.key)
	if !ok {
		j.missing("metadata.name", j.kind, j.key)
		return
	}
	starts, ok := j.date("spec.startsOn", record.Spec.StartsOn)
	if !ok {
		return
	}
	found.EndsOn = lastDay(starts, int(record.Spec.Years))
	division, ok := p.view.Division(j.key.Namespace)
	if !ok {
		j.noDivision()
		return
	}
	if !j.reached(starts) {
		return
	}
	for year := starts.Year(); year <= found.EndsOn.Year() && j.reached(max(starts, calendar.OfDate(year, time.January, 1))); year++ {
		found.Years = append(found.Years, p.planYear(j, division, year))
	}
}

// lastDay is the last day of so many years from a day on (R64, Q-28).
func lastDay(starts calendar.Date, years int) calendar.Date {
	for back := range 4 {
		// A plan that starts on 29 February ends on 28 February.
		from := starts.AddDays(-back)
		text := from.String()
		day, err := calendar.Parse(yearText(from.Year()+years) + text[len("2024"):])
		if err == nil {
			return day.AddDays(back - 1)
		}
	}
	return calendar.Max
}

func compareExemplars(a, b Exemplar) int {
	return cmp.Or(cmp.Compare(a.Industry, b.Industry), cmp.Compare(a.Division.Code, b.Division.Code), cmp.Compare(a.Key.String(), b.Key.String()))
}
