package synthetic

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Answers are what a register says of a province on its last day.
type Answers struct {
	// Day is that day.
	Day calendar.Date `json:"day"`
	// Alliances, and Applications for a star.
	Alliances    int `json:"alliances"`
	Applications int `json:"applications"`
	// Stars are the alliances by the star that they hold.
	Stars map[v1alpha1.Rating]int `json:"stars"`
	// Entries of all ledgers, by type.
	Entries map[v1alpha1.EntryType]int `json:"entries"`
	// Money in fen, by the name of the ledger and the year of the budget.
	Money map[string]map[int32]Sums `json:"money"`
}

// Sums are the amounts of entries in fen, by type, all above zero.
type Sums struct {
	Appropriated int64 `json:"appropriated"`
	Granted      int64 `json:"granted"`
	Ordered      int64 `json:"ordered"`
	Recovered    int64 `json:"recovered"`
	Received     int64 `json:"received"`
}

func newAnswers(day calendar.Date) *Answers {
	return &Answers{Day: day, Stars: map[v1alpha1.Rating]int{}, Entries: map[v1alpha1.EntryType]int{}, Money: map[string]map[int32]Sums{}}
}

// Answers are what a register of the whole province must say on its last day, by construction. With payments they hold once Pay has
// added the payments; without, nothing is ordered, and so nothing recovered: a revocation cancels what was granted.
func (p *Province) Answers(payments bool) *Answers {
	a := newAnswers(p.LastDay())
	for year := FirstYear; year <= p.lastYear(); year++ {
		for range p.o.Cities * (1 + p.o.Counties) {
			a.enter(StarLine, year, v1alpha1.EntryAppropriation, appropriated)
		}
		for range p.o.Cities {
			if p.o.MunicipalEvery > 0 {
				a.enter(ActivityLine, year, v1alpha1.EntryAppropriation, appropriated)
			}
		}
	}
	for alliance := range p.o.Alliances {
		a.Alliances++
		courses := p.coursesOf(alliance)
		for i, name := range courses {
			a.live(FirstYear+i, terms[name], payments)
			if p.municipal(alliance) {
				a.enter(ActivityLine, FirstYear+i, v1alpha1.EntryActivity, activityMoney)
				if payments {
					a.enter(ActivityLine, FirstYear+i, v1alpha1.EntryOrder, activityMoney)
				}
			}
		}
		if star := starOf(courses); star != "" {
			a.Stars[star]++
		}
	}
	return a
}

// live adds what a course comes to.
func (a *Answers) live(year int, c course, payments bool) {
	if c.rating == "" {
		return
	}
	a.Applications++
	if !c.granted {
		return
	}
	amount := fourStarMoney
	if c.rating == v1alpha1.Five {
		amount = fiveStarMoney
	}
	a.enter(StarLine, year, v1alpha1.EntryAward, amount)
	switch {
	case !payments && c.back:
		a.enter(StarLine, year, v1alpha1.EntryCancellation, amount)
	case payments && c.ordered:
		a.enter(StarLine, year, v1alpha1.EntryOrder, amount)
		if c.back {
			a.enter(StarLine, year, v1alpha1.EntryRecovery, amount)
			a.enter(StarLine, year, v1alpha1.EntryReceipt, amount)
		}
	}
}

// starOf is the star that is held at the end of the last year: a star lasts through the year after its own, the highest shows, and a
// revocation ends all of them.
func starOf(courses []Course) v1alpha1.Rating {
	order := []v1alpha1.Rating{"", v1alpha1.Three, v1alpha1.Four, v1alpha1.Five}
	best := 0
	for i := max(len(courses)-2, 0); i < len(courses); i++ {
		c := terms[courses[i]]
		if c.revoked {
			best = 0
			continue
		}
		for place, rating := range order {
			if c.star && rating == c.rating {
				best = max(best, place)
			}
		}
	}
	return order[best]
}

// enter counts an entry and adds its amount to what it is the sum of.
func (a *Answers) enter(line string, year int, kind v1alpha1.EntryType, amount money.Fen) {
	a.Entries[kind]++
	if a.Money[line] == nil {
		a.Money[line] = map[int32]Sums{}
	}
	sums := a.Money[line][number(year)]
	switch kind {
	case v1alpha1.EntryAppropriation:
		sums.Appropriated += int64(amount)
	case v1alpha1.EntryAward, v1alpha1.EntryActivity:
		sums.Granted += int64(amount)
	case v1alpha1.EntryOrder:
		sums.Ordered += int64(amount)
	case v1alpha1.EntryRecovery:
		sums.Recovered += int64(amount)
	case v1alpha1.EntryReceipt:
		sums.Received += int64(amount)
	case v1alpha1.EntryCancellation, v1alpha1.EntryReturn, v1alpha1.EntryDecision:
	}
	a.Money[line][number(year)] = sums
}

// Found counts the same in what a register said: records with their statuses, in any order. The error names the entry whose amount is none.
func Found(day calendar.Date, all []records.Object) (*Answers, error) {
	a := newAnswers(day)
	for _, object := range all {
		switch record := object.(type) {
		case *v1alpha1.Alliance:
			a.Alliances++
			if record.Status.Star != nil {
				a.Stars[record.Status.Star.Rating]++
			}
		case *v1alpha1.StarApplication:
			a.Applications++
		case *v1alpha1.FundingDisbursement:
			amount, err := money.ParseSigned(string(record.Spec.Amount))
			if err != nil {
				return nil, fmt.Errorf("%s: %w", records.KeyOf(record), err)
			}
			a.enter(record.Spec.LedgerRef.Name, int(record.Spec.Year), record.Spec.Type, max(amount, -amount))
		}
	}
	return a, nil
}

// Same is an error that shows both where what was found is not what was known.
func (a *Answers) Same(found *Answers) error {
	known, err := json.Marshal(a)
	if err != nil {
		return err
	}
	said, err := json.Marshal(found)
	if err != nil {
		return err
	}
	if !bytes.Equal(known, said) {
		return fmt.Errorf("the register is not what it must be:\nknown %s\nfound %s", known, said)
	}
	return nil
}
