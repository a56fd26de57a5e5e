package model_test

import (
	"slices"

	apiequality "k8s.io/apimachinery/pkg/api/equality"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// again computes what was lived day by day at once, and on other days: where every record came on its day, the entries are the
// same to the digest. Arrival order of the same records changes no star and no step, whatever the history.
func (l *life) again(last *register.Register) {
	if l.untidy == "" {
		l.same("at once", l.replay(nil), last)
		var some []calendar.Date
		for _, day := range l.days {
			if even(l.t, "computes", 3) == 0 {
				some = append(some, day)
			}
		}
		l.same("on other days", l.replay(some), last)
	}
	l.asOf()
	l.losing()
	if even(l.t, "shuffles", 3) == 0 {
		l.shuffled(last)
	}
}

// asOf computes the records of the end as of an earlier day, as somebody who asks what was so then: what is dated later is not yet.
func (l *life) asOf() {
	last := int(l.today - begins)
	other := &life{history: l.history, state: l.state, seen: l.seen, today: begins.AddDays(l.number("as of", last/8, last))}
	other.watch = func(r *register.Register, _ map[string]int) { other.naively(r, nil) }
	other.compute()
}

// replay lives the history again without a finance office: its payments are in the history by now.
func (l *life) replay(days []calendar.Date) *life {
	other := live(l.history, nil)
	for _, day := range days {
		other.take(day)
		other.walk()
	}
	other.take(l.today)
	other.walk()
	return other
}

// same compares entries.
func (l *life) same(how string, other *life, last *register.Register) {
	have, want := other.entries, last.View.List(records.FundingDisbursement)
	for i := range max(len(have), len(want)) {
		switch {
		case i >= len(have):
			l.fail("%s: %s is missing: %+v", how, want[i].GetName(), spec(want[i]))
		case i >= len(want):
			l.fail("%s: %s is one too many: %+v", how, have[i].GetName(), spec(have[i]))
		case !apiequality.Semantic.DeepEqual(spec(have[i]), spec(want[i])):
			l.fail("%s: %s is\n %+v\nday by day\n %+v", how, want[i].GetName(), spec(have[i]), spec(want[i]))
		}
	}
}

func spec(object records.Object) v1alpha1.FundingDisbursementSpec {
	if entry, ok := object.(*v1alpha1.FundingDisbursement); ok {
		return entry.Spec
	}
	return v1alpha1.FundingDisbursementSpec{}
}

// shuffled lets the records of the end arrive in any order over some days, and compares stars and steps with those of the same
// records at once.
func (l *life) shuffled(last *register.Register) {
	var all []act
	for id, object := range l.state {
		all = append(all, act{day: l.today, object: object, id: id})
	}
	sortActs(all)
	days := 2
	for i := range all {
		if id := all[i].id; id.kind == records.Payment {
			continue // a payment names an entry of a chain that came to be in its own order
		}
		all[i].day = l.today.AddDays(even(l.t, "arrives on", days))
	}
	all = slices.DeleteFunc(all, func(a act) bool { return a.id.kind == records.Payment })
	end := l.today.AddDays(days)
	looked := func(stops ...calendar.Date) *life {
		other := &life{history: l.history, waiting: slices.Clone(all), state: map[identity]records.Object{}}
		slices.SortStableFunc(other.waiting, func(a, b act) int { return int(a.day - b.day) })
		for _, day := range stops {
			other.take(day)
			other.walk()
		}
		return other
	}
	once := looked(end)
	sooner := looked(l.today, l.today.AddDays(1), end)
	l.sameStars(once.compute(), sooner.compute())
	_ = last
}

// sortActs brings acts of one day into an order that no map decides.
func sortActs(acts []act) {
	slices.SortStableFunc(acts, func(a, b act) int {
		if order := compareIdentities(a.id, b.id); order != 0 || (a.object == nil) == (b.object == nil) {
			return order
		}
		if a.object == nil {
			return -1
		}
		return 1
	})
}

func compareIdentities(a, b identity) int {
	left, right := string(a.kind)+" "+a.key.String(), string(b.kind)+" "+b.key.String()
	switch {
	case left < right:
		return -1
	case left > right:
		return 1
	}
	return 0
}

// sameStars compares the stars and the steps of two registers.
func (l *life) sameStars(once, sooner *register.Register) {
	for i, a := range register.Of[*v1alpha1.Alliance](once, records.Alliance) {
		b := register.Of[*v1alpha1.Alliance](sooner, records.Alliance)[i]
		if !apiequality.Semantic.DeepEqual(a.Status.Star, b.Status.Star) {
			l.fail("%s has %+v at once and %+v in another order", records.KeyOf(a), a.Status.Star, b.Status.Star)
		}
	}
	for i, a := range register.Of[*v1alpha1.StarApplication](once, records.StarApplication) {
		b := register.Of[*v1alpha1.StarApplication](sooner, records.StarApplication)[i]
		if outcomeOf(a) != outcomeOf(b) {
			l.fail("%s is %s at once and %s in another order", records.KeyOf(a), outcomeOf(a), outcomeOf(b))
		}
	}
	for _, kind := range register.Claimants {
		for _, object := range once.View.List(kind) {
			for _, claim := range register.ClaimsOf(once.View, object) {
				if claim.Claim.Plan != nil && sharesInvoice(once, object) {
					continue // of two reports with one invoice that stands which the ledger has, so their order matters
				}
				a, b := changes(register.Steps(once.View, claim, once.AsOf)), changes(register.Steps(sooner.View, claim, sooner.AsOf))
				if !apiequality.Semantic.DeepEqual(a, b) {
					l.fail("the steps of %v are\n%+v at once and\n%+v in another order", claim, a, b)
				}
			}
		}
	}
}

// sharesInvoice says whether another report names an invoice of a report.
func sharesInvoice(r *register.Register, object records.Object) bool {
	own, ok := object.(*v1alpha1.ActivityReport)
	if !ok {
		return false
	}
	for _, other := range register.Of[*v1alpha1.ActivityReport](r, records.ActivityReport) {
		for _, theirs := range other.Spec.Costs {
			shares := func(line v1alpha1.ReportedCost) bool { return line.Invoice == theirs.Invoice }
			if records.KeyOf(other) != records.KeyOf(own) && slices.ContainsFunc(own.Spec.Costs, shares) {
				return true
			}
		}
	}
	return false
}

// changes are the steps of a claim without the decisions that had nothing to lower: such a one is a step where the ledger had granted
// before it came, and none where it was known in time.
func changes(claim ledger.ClaimSteps) (steps []ledger.Step) {
	var before money.Fen
	for _, step := range claim.Steps {
		if !step.Lowers || step.Net != before {
			steps = append(steps, step)
		}
		before = step.Net
	}
	return steps
}
