// Package naive is a second, dull account of what the register has to be: it reads records and the entries that a ledger made of them,
// recomputes everything from scratch each time it is asked, and says which invariant does not hold. It shares no rule with
// the register: of this module it knows the kinds, the calendar and money, and nothing else.
//
// The invariants have numbers, which docs/invariants.md explains.
package naive

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
)

// World is a register at the end of a day: all records with their statuses, and the entries.
type World struct {
	// AsOf is the day.
	AsOf calendar.Date
	// Levels are the authorities of the divisions, by namespace.
	Levels map[string]v1alpha1.Authority
	// Before counts the entries of each ledger that were there when the records came to be as they are: what is older was entered by
	// other records.
	Before map[string]int
	// Tidy says that every record came on its day and stayed as it was.
	Tidy bool

	alliances    []*v1alpha1.Alliance
	rounds       []*v1alpha1.EvaluationRound
	applications []*v1alpha1.StarApplication
	objections   []*v1alpha1.Objection
	requests     []*v1alpha1.AwardRequest
	incidents    []*v1alpha1.Incident
	reviews      []*v1alpha1.Review
	budgets      []*v1alpha1.Budget
	payments     []*v1alpha1.Payment
	programs     []*v1alpha1.ActivityProgram
	plans        []*v1alpha1.ActivityPlan
	reports      []*v1alpha1.ActivityReport
	brands       []*v1alpha1.Brand
	licenses     []*v1alpha1.BrandLicense
	// entries of the line of stars, and those of the line of activities.
	entries      []*v1alpha1.FundingDisbursement
	ofActivities []*v1alpha1.FundingDisbursement
	years        calendar.Years
	stars        map[string]star
	cases        map[string]incident
	activities   map[string]activity
	inForce      map[string]license
	wrong        []string
}

// Add puts a record into the world.
func (w *World) Add(object any) {
	switch record := object.(type) {
	case *v1alpha1.Alliance:
		w.alliances = append(w.alliances, record)
	case *v1alpha1.EvaluationRound:
		w.rounds = append(w.rounds, record)
	case *v1alpha1.StarApplication:
		w.applications = append(w.applications, record)
	case *v1alpha1.Objection:
		w.objections = append(w.objections, record)
	case *v1alpha1.AwardRequest:
		w.requests = append(w.requests, record)
	case *v1alpha1.Incident:
		w.incidents = append(w.incidents, record)
	case *v1alpha1.Review:
		w.reviews = append(w.reviews, record)
	case *v1alpha1.Budget:
		w.budgets = append(w.budgets, record)
	case *v1alpha1.Payment:
		w.payments = append(w.payments, record)
	case *v1alpha1.FundingDisbursement:
		w.enter(record)
	case *v1alpha1.WorkCalendar:
		w.calendar(record)
	default:
		w.addActivity(object)
	}
}

// addActivity puts a record of activities or brands into the world.
func (w *World) addActivity(object any) {
	switch record := object.(type) {
	case *v1alpha1.ActivityProgram:
		w.programs = append(w.programs, record)
	case *v1alpha1.ActivityPlan:
		w.plans = append(w.plans, record)
	case *v1alpha1.ActivityReport:
		w.reports = append(w.reports, record)
	case *v1alpha1.Brand:
		w.brands = append(w.brands, record)
	case *v1alpha1.BrandLicense:
		w.licenses = append(w.licenses, record)
	}
}

// starsLedger is the line of the stars; every other is one of activities.
const starsLedger = "stars"

// enter takes an entry in.
func (w *World) enter(entry *v1alpha1.FundingDisbursement) {
	if entry.Spec.LedgerRef.Name == starsLedger {
		w.entries = append(w.entries, entry)
		return
	}
	w.ofActivities = append(w.ofActivities, entry)
}

// calendar reads a year's notice; the model has no amendments.
func (w *World) calendar(record *v1alpha1.WorkCalendar) {
	year := &calendar.Year{}
	if _, err := fmt.Sscan(record.Name, &year.Year); err != nil {
		return
	}
	for _, off := range record.Spec.Holidays {
		year.Holidays = append(year.Holidays, date(off))
	}
	for _, on := range record.Spec.Workdays {
		year.Workdays = append(year.Workdays, date(on))
	}
	if w.years == nil {
		w.years = calendar.Years{}
	}
	w.years[year.Year] = year
}

// Check says which invariants do not hold, each with its number.
func (w *World) Check() []string {
	w.wrong, w.stars, w.cases = nil, map[string]star{}, map[string]incident{}
	lines := [][]*v1alpha1.FundingDisbursement{w.entries, w.ofActivities}
	for _, entries := range lines {
		slices.SortFunc(entries, func(a, b *v1alpha1.FundingDisbursement) int { return cmp.Compare(a.Spec.Sequence, b.Spec.Sequence) })
	}
	w.activities, w.inForce = map[string]activity{}, map[string]license{}
	w.checkStars()
	w.checkDuties()
	for _, entries := range lines {
		w.checkChain(entries)
		w.checkMoney(entries)
		w.checkCauses(entries)
	}
	w.checkClaims()
	w.checkPlans()
	w.checkReports()
	w.checkPlanClaims()
	w.checkLicenses()
	return w.wrong
}

func (w *World) violated(invariant, format string, arguments ...any) {
	w.wrong = append(w.wrong, invariant+": "+fmt.Sprintf(format, arguments...))
}

// date reads a date; 0 where there is none.
func date(text v1alpha1.Date) calendar.Date {
	day, err := calendar.Parse(string(text))
	if err != nil {
		return 0
	}
	return day
}

func id(namespace, name string) string { return namespace + "/" + name }

func (w *World) alliance(namespace, name string) *v1alpha1.Alliance {
	for _, a := range w.alliances {
		if a.Namespace == namespace && a.Name == name {
			return a
		}
	}
	return nil
}

func (w *World) application(namespace, name string) *v1alpha1.StarApplication {
	for _, a := range w.applications {
		if a.Namespace == namespace && a.Name == name {
			return a
		}
	}
	return nil
}

func (w *World) request(namespace, name string) *v1alpha1.AwardRequest {
	for _, r := range w.requests {
		if r.Namespace == namespace && r.Name == name {
			return r
		}
	}
	return nil
}

func (w *World) incidentNamed(namespace, name string) *v1alpha1.Incident {
	for _, i := range w.incidents {
		if i.Namespace == namespace && i.Name == name {
			return i
		}
	}
	return nil
}

func (w *World) payment(namespace, name string) *v1alpha1.Payment {
	for _, p := range w.payments {
		if p.Namespace == namespace && p.Name == name {
			return p
		}
	}
	return nil
}

func (w *World) round(ref v1alpha1.Ref) *v1alpha1.EvaluationRound {
	for _, r := range w.rounds {
		if r.Namespace == ref.Namespace && r.Name == ref.Name {
			return r
		}
	}
	return nil
}

func termsOf(round *v1alpha1.EvaluationRound, rating v1alpha1.Rating) *v1alpha1.RatingTerms {
	for i := range round.Spec.Ratings {
		if round.Spec.Ratings[i].Rating == rating {
			return &round.Spec.Ratings[i]
		}
	}
	return nil
}

// rank orders the levels from below.
func rank(authority v1alpha1.Authority) int {
	return strings.Index("County   Municipal Provincial", string(authority))
}

// stood says whether the outcome condition of a record has a reason.
func stood(status v1alpha1.RecordStatus, condition, reason string) bool {
	for _, c := range status.Conditions {
		if c.Type == condition {
			return c.Reason == reason
		}
	}
	return false
}
