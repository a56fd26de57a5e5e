package evaluation

import (
	"strconv"
	"time"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

func yearText(year int) string { return strconv.Itoa(year) }

// planSums are the figures of one year in the making: whatever is counted goes into its division, its level and the total.
type planSums struct {
	total     *figureSum
	levels    map[v1alpha1.Authority]*figureSum
	divisions map[string]*figureSum // by namespace
}

// figureSum are figures in the making.
type figureSum struct {
	v1alpha1.IndicatorFigures
	money map[moneyLine]*moneySum
}

// moneyLine is what money is kept apart by: the line, the level that funds it, and where it comes from (R56, F-12, F-14, F-15).
type moneyLine struct {
	level        v1alpha1.Authority
	line, source string
}

type moneySum struct{ granted, paid, recovered money.Fen }

// planYear counts one year. Two kinds of figures are of two times. What happened in the year is of every alliance that was recognised on one of its
// days: members that joined and left, smallholders, initiatives, activities, and the money. What stands is of those that are
// recognised on its last day, as though that were today, or of the year that runs, today: coverage, stars, services, members,
// organisation, partners and licences. So what a year came to stays, whatever happens later; only money and activities, which are
// accepted when they are over, are told as they stand now.
func (p *Pass) planYear(j *judgement, of records.Division, year int) PlanYear {
	through := min(p.asOf, calendar.OfDate(year, time.December, 31))
	at, t := p, j
	if through < p.asOf {
		at = At(p.view, through)
		t = at.judge(j.kind, j.key) // time can't change what was
	}
	covered := make([]records.Division, 0, len(p.view.Divisions()))
	for _, division := range p.view.Divisions() {
		if of.Covers(division) {
			covered = append(covered, division)
		}
	}
	sums := p.newSums(of, covered)
	for _, division := range covered {
		round := at.roundOver(division, year)
		into := sums.of(division)
		for _, alliance := range records.Find[*v1alpha1.Alliance](p.view, records.AlliancesByNamespace, division.Namespace) {
			if !at.recognisedIn(t, alliance, through) {
				continue
			}
			at.countYear(t, alliance, through, into)
			p.countActivities(j, alliance, division.Level(), year, into)
			if at.recognition(alliance).on(through) {
				at.countAlliance(t, alliance, round, through, into)
				at.countLicensed(t, alliance, into)
			}
		}
	}
	p.countMoney(year, sums)
	made := PlanYear{Year: int32(year), Total: sums.total.made()} //nolint:gosec // a year
	for _, level := range levels {
		made.Levels = append(made.Levels, LevelFigures{Level: level, Figures: sums.levels[level].made()})
	}
	for _, division := range covered {
		made.Divisions = append(made.Divisions, DivisionFigures{Division: division, Figures: sums.divisions[division.Namespace].made()})
	}
	return made
}

// newSums makes empty figures of every division and level (R55), each with every line that may have given something.
func (p *Pass) newSums(of records.Division, covered []records.Division) *planSums {
	lines := p.moneyLines(of)
	sums := &planSums{total: newSum(lines), levels: map[v1alpha1.Authority]*figureSum{}, divisions: map[string]*figureSum{}}
	for _, level := range levels {
		sums.levels[level] = newSum(lines)
	}
	for _, division := range covered {
		sums.divisions[division.Namespace] = newSum(lines)
	}
	return sums
}

func newSum(lines []moneyLine) *figureSum {
	sum := &figureSum{money: make(map[moneyLine]*moneySum, len(lines))}
	for _, line := range lines {
		sum.money[line] = &moneySum{}
	}
	for _, capability := range append(sevenServices, otherService) {
		sum.Services = append(sum.Services, v1alpha1.ServiceFigures{Capability: capability})
	}
	return sum
}

// of are the figures that something of a division is counted in.
func (s *planSums) of(division records.Division) []*figureSum {
	return []*figureSum{s.divisions[division.Namespace], s.levels[division.Level()], s.total}
}

// recognisedIn says whether an alliance was recognised on one of the days of a year that are counted (R3). One that was dissolved within the year
// keeps what it did until then.
func (p *Pass) recognisedIn(j *judgement, alliance *v1alpha1.Alliance, through calendar.Date) bool {
	r := p.recognition(alliance)
	j.awaits(r.amendedOn)
	j.reached(r.from)
	j.reached(r.until)
	return r.within(calendar.OfDate(through.Year(), time.January, 1), through)
}

// countYear counts what happened at an alliance within the year. Its activities and money are counted apart.
func (p *Pass) countYear(j *judgement, alliance *v1alpha1.Alliance, through calendar.Date, into []*figureSum) {
	initiatives := p.initiativesOf(j, alliance)
	for _, sum := range into {
		sum.countJoined(&j.timeline, alliance, through.Year())
		sum.countSmallholders(alliance, through.Year())
		for _, initiative := range initiatives {
			sum.countInitiative(initiative, through.Year())
		}
	}
}

// countAlliance counts what one alliance has on the last day that is counted. An AIM never keeps anybody out: who has none of what is counted
// here is counted with nothing.
func (p *Pass) countAlliance(j *judgement, alliance *v1alpha1.Alliance, round *Round, through calendar.Date, into []*figureSum) {
	var state CoverageState
	if round != nil {
		state = p.covered(j, alliance, round)
	}
	star := p.star(&j.timeline, alliance)
	for _, sum := range into {
		sum.countCoverage(state)
		sum.countStar(star)
		sum.countServices(&j.timeline, alliance, through)
		sum.countMembers(alliance, through)
		sum.countOrganisation(&j.timeline, alliance, through)
		sum.countPartners(alliance.Spec.Partners)
	}
}

// countCoverage counts an alliance as exactly one of the three (R2), where a round covers it.
func (f *figureSum) countCoverage(state CoverageState) {
	f.Coverage.Recognized++
	switch state {
	case Applied:
		f.Coverage.Applied++
	case NotApplied:
		f.Coverage.NotApplied++
	case NotEligible:
		f.Coverage.NotEligible++
	}
}

// countStar counts the highest star of an alliance (R12).
func (f *figureSum) countStar(star *v1alpha1.StarStatus) {
	if star == nil {
		return
	}
	switch star.Rating {
	case v1alpha1.Three:
		f.Stars.Three++
	case v1alpha1.Four:
		f.Stars.Four++
	case v1alpha1.Five:
		f.Stars.Five++
	}
}
