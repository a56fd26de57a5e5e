package evaluation

import (
	"time"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Program is what is said of a year's program of activities (R22).
type Program struct {
	Result
	// Opened says that its year has begun; the terms are frozen from then on.
	Opened bool

	record   *v1alpha1.ActivityProgram
	division records.Division
	// misplaced says that it was declared by somebody else than a city, so that it supports nobody.
	misplaced bool
}

// ActivityProgram judges a program itself. What its plans came to is counted by Activities.
func (p *Pass) ActivityProgram(key records.Key) *Program {
	if known, ok := p.programs[key]; ok {
		return known
	}
	j := p.judge(records.ActivityProgram, key)
	found := &Program{}
	p.programs[key] = found
	record, ok := records.Get[*v1alpha1.ActivityProgram](p.view, key)
	if !ok {
		j.missing("metadata.name", j.kind, j.key)
	} else {
		found.record = record
		found.Opened = j.reached(calendar.OfDate(int(record.Spec.Year), time.January, 1))
		p.judgeScope(j, found)
	}
	j.result.Outcome = nil // a program has none: what stalls it is all that there is to say
	found.Result = j.done()
	return found
}

// judgeScope asks whose program it is: a city's (R24), and the only one of its year there (R22). One that is no city's supports nobody and
// stands in no other's way.
func (p *Pass) judgeScope(j *judgement, found *Program) {
	var ok bool
	if found.division, ok = p.view.Division(j.key.Namespace); !ok {
		j.noDivision()
		return
	}
	if found.misplaced = found.division.Level() != v1alpha1.Municipal; found.misplaced {
		j.stall(v1alpha1.ReasonNotOfACity, messages.New("ActivityProgram/NotOfACity", "namespace", j.key.Namespace, "division", found.division.Code))
		return
	}
	year := yearText(int(found.record.Spec.Year))
	var ofCities []records.Object
	for _, other := range p.view.Find(records.ProgramsByYear, year) {
		if theirs, ok := p.view.Division(other.GetNamespace()); ok && theirs.Level() == v1alpha1.Municipal {
			ofCities = append(ofCities, other)
		}
	}
	if rival, ok := p.rivalOf(j.key, found.division, ofCities); ok {
		j.stall(v1alpha1.ReasonProgramAmbiguous, messages.New("ActivityProgram/ProgramAmbiguous", "year", year, "other", rival.String()))
	}
}

// ledger is the ledger that pays the activities of a program.
func (g *Program) ledger() records.Key {
	return records.RefKey(g.record.Spec.LedgerRef, g.record.Namespace)
}

// rules is the digest of a program, by which what it prices can be told from another year's terms.
func (g *Program) rules() v1alpha1.Digest {
	rules, err := digestOf(records.ActivityProgram, records.KeyOf(g.record), g.record.Spec)
	if err != nil {
		return "" // a program that has no digest was refused at admission
	}
	return rules
}

// offers says whether a program supports a type of activity (R23).
func (g *Program) offers(wanted v1alpha1.ActivityType) bool {
	for _, one := range g.record.Spec.Types {
		if one == wanted {
			return true
		}
	}
	return false
}

// Activities counts the plans of a program and what came of them: the share of preferred venues (R28) and formats (R29), whom they
// reached (R30), and what others paid (R58). Next is the date at which time alone can change that. It goes through all plans of the
// program, so whoever asks after each change asks at a pace.
func (p *Pass) Activities(key records.Key) (counts v1alpha1.ActivityCounts, next calendar.Date) {
	t := timeline{asOf: p.asOf}
	var payable, others money.Fen
	for _, record := range records.Find[*v1alpha1.ActivityPlan](p.view, records.PlansByProgram, key.String()) {
		plan := p.ActivityPlan(records.KeyOf(record))
		t.awaits(plan.Next)
		if plan.ApprovedOn == 0 && plan.Is(v1alpha1.ReasonNotYet) {
			continue
		}
		counts.Plans++
		if !plan.supported() {
			continue
		}
		counts.Approved++
		if plan.preferredVenue() {
			counts.PreferredVenues++
		}
		if record.Spec.Activity.Format != v1alpha1.FormatOther {
			counts.PreferredFormats++
		}
		report := p.report(records.KeyOf(record))
		t.awaits(report.Next)
		if report.AcceptedOn == 0 {
			continue
		}
		counts.Accepted++
		counts.Participants += int64(report.record.Spec.Participants)
		counts.FarmersReached += int64(report.record.Spec.FarmersReached)
		payable += report.Payable
		others += report.others
	}
	if counts.Accepted > 0 {
		counts.Payable, counts.OtherFunding = v1alpha1.Yuan(payable.String()), v1alpha1.Yuan(others.String())
	}
	return counts, t.next
}
