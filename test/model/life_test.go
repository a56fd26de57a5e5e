package model_test

import (
	"slices"

	apimeta "k8s.io/apimachinery/pkg/api/meta"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// life is a register that lives through a history day by day, with a finance office that pays what it sees.
type life struct {
	*history
	today   calendar.Date
	waiting []act // in the order of their arrival
	state   map[identity]records.Object
	// entries of the chain, as they were fed back.
	entries []records.Object
	// days on which the register was computed.
	days []calendar.Date
	// seen counts outcomes; nil where nobody counts.
	seen *outcomes
	// watch looks at each day's register, with the number of each ledger's entries that were there before.
	watch func(r *register.Register, before map[string]int)
	books register.Books
}

func live(h *history, seen *outcomes) *life {
	return &life{history: h, waiting: h.sorted(), state: map[identity]records.Object{}, seen: seen}
}

// arrive brings a record on a day, today or later, and keeps it in the history.
func (l *life) arrive(day calendar.Date, object records.Object) {
	a := act{day: day, object: object, id: identityOf(object)}
	l.acts = append(l.acts, a)
	at, _ := slices.BinarySearchFunc(l.waiting, day, func(a act, day calendar.Date) int {
		if a.day <= day {
			return -1
		}
		return 1
	})
	l.waiting = slices.Insert(l.waiting, at, a)
}

// take lets everything arrive that comes up to a day.
func (l *life) take(day calendar.Date) {
	l.today = day
	for len(l.waiting) > 0 && l.waiting[0].day <= day {
		a := l.waiting[0]
		l.waiting = l.waiting[1:]
		if a.object == nil {
			delete(l.state, a.id)
		} else {
			l.state[a.id] = a.object
		}
	}
}

// records are what the register holds: what arrived, and the entries.
func (l *life) records() []records.Object {
	all := make([]records.Object, 0, len(l.state)+len(l.entries))
	for _, object := range l.state {
		all = append(all, object)
	}
	return append(all, l.entries...)
}

// compute computes the register of today and feeds its entries back.
func (l *life) compute() *register.Register {
	r, err := register.Compute(files.NewMemory(divisions, l.records()), register.Options{AsOf: l.today, Language: "en", Books: &l.books})
	if err != nil {
		l.fail("on %s: %v", l.today, err)
	}
	before := map[string]int{}
	for _, entry := range l.entries {
		before[records.LedgerOfEntryName(records.KeyOf(entry)).Name]++
	}
	l.entries = r.View.List(records.FundingDisbursement)
	l.days = append(l.days, l.today)
	if l.seen != nil {
		l.seen.count(r)
	}
	if l.watch != nil {
		l.watch(r, before)
	}
	return r
}

// walk enters what may be entered by today, without a look at the statuses.
func (l *life) walk() {
	view, err := register.Enter(files.NewMemory(divisions, l.records()), l.today)
	if err != nil {
		l.fail("on %s: %v", l.today, err)
	}
	l.entries = view.List(records.FundingDisbursement)
	l.days = append(l.days, l.today)
}

// run lives through the history to its end, and some time after.
func (l *life) run() *register.Register {
	visit := calendar.Date(0) // of finance
	visits := 0
	for len(l.waiting) > 0 || visit != 0 {
		// What finance filed on a day is entered on that day or, by a walk that comes to it later, as of it. It files once a day:
		// else the order of one day's orders would be another at once, and with it the digests that payments name.
		day := visit
		if visit == 0 || len(l.waiting) > 0 && l.waiting[0].day < visit {
			day = max(l.waiting[0].day, l.today+1)
		}
		l.take(day)
		if visit != day {
			switch even(l.t, "looks", 6) {
			case 0, 1, 2:
				continue
			case 3:
				l.walk()
				continue
			}
		}
		r := l.compute()
		visit = 0
		if l.finance(r) && visits < 14 {
			visits++
			visit = l.today.AddDays(l.number("finance returns after", 1, l.in(flights, 2, 4)))
		}
		if even(l.t, "enters at once", 6) == 5 {
			l.take(l.today)
			l.compute()
		}
	}
	l.take(l.today.AddDays(1 + l.number("afterwards", 0, 3)))
	r := l.compute()
	if l.chance("long after", 30) {
		l.take(in(2028, "01-05"))
		r = l.compute()
	}
	return r
}

// reason is the outcome of a record; empty where it has none.
func (*life) reason(record records.Object) string { return outcomeOf(record) }

// outcomeOf reads the reason of a record's outcome condition.
func outcomeOf(record records.Object) string {
	switch r := record.(type) {
	case *v1alpha1.Alliance:
		return reasonOf(r.Status.RecordStatus, v1alpha1.ConditionRecognized)
	case *v1alpha1.StarApplication:
		return reasonOf(r.Status.RecordStatus, v1alpha1.ConditionAwarded)
	case *v1alpha1.AwardRequest:
		return reasonOf(r.Status.RecordStatus, v1alpha1.ConditionGranted)
	case *v1alpha1.Objection:
		return reasonOf(r.Status.RecordStatus, v1alpha1.ConditionUpheld)
	case *v1alpha1.Incident:
		return reasonOf(r.Status.RecordStatus, v1alpha1.ConditionConfirmed)
	case *v1alpha1.Review:
		return reasonOf(r.Status.RecordStatus, v1alpha1.ConditionCounted)
	case *v1alpha1.FundingDisbursement:
		return reasonOf(r.Status.RecordStatus, v1alpha1.ConditionSettled)
	case *v1alpha1.Payment:
		return reasonOf(r.Status.RecordStatus, v1alpha1.ConditionBooked)
	case *v1alpha1.ActivityPlan:
		return reasonOf(r.Status.RecordStatus, v1alpha1.ConditionApproved)
	case *v1alpha1.ActivityReport:
		return reasonOf(r.Status.RecordStatus, v1alpha1.ConditionAccepted)
	case *v1alpha1.Brand:
		return reasonOf(r.Status.RecordStatus, v1alpha1.ConditionOperating)
	case *v1alpha1.BrandLicense:
		return reasonOf(r.Status.RecordStatus, v1alpha1.ConditionLicensed)
	}
	return ""
}

func reasonOf(status v1alpha1.RecordStatus, condition string) string {
	if found := apimeta.FindStatusCondition(status.Conditions, condition); found != nil {
		return found.Reason
	}
	return ""
}
