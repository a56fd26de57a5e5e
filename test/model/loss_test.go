package model_test

import (
	"fmt"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// losing takes records away from the register of the end, or edits reports behind the back of admission, and lets some days pass with and without
// that. No rule is asked: whatever was taken or ordered after the loss has to be taken or ordered without it too, and so has every star that ended.
func (l *life) losing() {
	gone := l.losses()
	if len(gone) == 0 {
		return
	}
	day := l.today.AddDays(l.number("days after the loss", 1, 40))
	whole, lacking := l.fork(), l.fork()
	for id, object := range gone {
		if object == nil {
			delete(lacking.state, id)
		} else {
			lacking.state[id] = object
		}
	}
	whole.take(day)
	lacking.take(day)
	with, without := whole.compute(), lacking.compute()
	known := taken(with)
	for what, amount := range taken(without) {
		if amount > known[what] {
			lacking.failWith(without.Records(), "%s: %s because of a loss of %v; with all records there is %v", what, amount, identities(gone), known)
		}
	}
	stands := map[records.Key]bool{}
	for _, app := range register.Of[*v1alpha1.StarApplication](with, records.StarApplication) {
		stands[records.KeyOf(app)] = outcomeOf(app) == v1alpha1.ReasonAwarded
	}
	for _, app := range register.Of[*v1alpha1.StarApplication](without, records.StarApplication) {
		if reason := outcomeOf(app); stands[records.KeyOf(app)] && (reason == v1alpha1.ReasonRevoked || reason == v1alpha1.ReasonAnnulled) {
			lacking.failWith(without.Records(), "%s is %s because of a loss of %v", records.KeyOf(app), reason, identities(gone))
		}
	}
}

// fork is a register as it is now, which nobody counts.
func (l *life) fork() *life {
	other := &life{history: l.history, state: map[identity]records.Object{}, entries: l.entries, today: l.today}
	for id, object := range l.state {
		other.state[id] = object
	}
	return other
}

// losses draws what is lost; a nil record is taken away, another one put in its place. An approval that is gone can let nothing happen, but one
// that upheld an appeal; of a star that nobody paid for, or a report that moved no money, nothing is left that
// tells of it.
func (l *life) losses() map[identity]records.Object {
	entered := map[identity]bool{}
	for _, object := range l.entries {
		if entry, ok := object.(*v1alpha1.FundingDisbursement); ok {
			entered[identity{records.Kind(entry.Spec.Cause.Kind), records.Key{Namespace: entry.Spec.Cause.Namespace, Name: entry.Spec.Cause.Name}}] = true
		}
	}
	may := l.mayBeLost(entered)
	gone := map[identity]records.Object{}
	for range l.number("losses", 1, 3) {
		if len(may) > 0 {
			one := may[even(l.t, "lost", len(may))]
			gone[one.id] = one.object
			if record, ok := one.object.(*v1alpha1.Incident); ok {
				gone[one.id] = l.reworded(record)
			}
		}
	}
	return gone
}

// mayBeLost are the losses of which the entries, or the records that are left, tell enough.
func (l *life) mayBeLost(entered map[identity]bool) (may []act) {
	paid := func(application records.Key) bool { return entered[identity{records.AwardRequest, application}] }
	for id, object := range l.state {
		switch record := object.(type) {
		case *v1alpha1.Review:
			if record.Spec.Verdict == v1alpha1.Approve && record.Spec.Stage != "Appeal" && (paid(l.applicationOf(record)) || !ofStars[record.Spec.SubjectRef.Kind]) {
				may = append(may, act{id: id})
			}
		case *v1alpha1.StarApplication:
			if paid(id.key) {
				may = append(may, act{id: id})
			}
		case *v1alpha1.EvaluationRound, *v1alpha1.AwardRequest:
			may = append(may, act{id: id})
		case *v1alpha1.Incident:
			if entered[id] {
				may = append(may, act{id: id}, act{id: id, object: record})
			}
		}
	}
	sortActs(may)
	return may
}

// ofStars are the kinds whose signatures say that a star was awarded.
var ofStars = map[string]bool{string(records.StarApplication): true, string(records.Objection): true}

// applicationOf is the application that a review of it, or of an objection to it, is about.
func (l *life) applicationOf(review *v1alpha1.Review) records.Key {
	key := records.Key{Namespace: review.Namespace, Name: review.Spec.SubjectRef.Name}
	if objection, ok := l.state[identity{records.Objection, key}].(*v1alpha1.Objection); ok {
		key.Name = objection.Spec.SubjectRef.Name
	}
	return key
}

// taken is how much a register took or ordered, by what it was about and because of what.
func taken(r *register.Register) map[string]money.Fen {
	found := map[string]money.Fen{}
	for _, entry := range register.Of[*v1alpha1.FundingDisbursement](r, records.FundingDisbursement) {
		switch entry.Spec.Type {
		case v1alpha1.EntryOrder, v1alpha1.EntryRecovery, v1alpha1.EntryCancellation:
			cause := entry.Spec.Cause
			if amount, err := money.ParseSigned(string(entry.Spec.Amount)); err == nil && amount < 0 {
				found[fmt.Sprintf("%s about %s because of %s %s/%s", entry.Spec.Type, entry.Spec.Entry, cause.Kind, cause.Namespace, cause.Name)] -= amount
			}
		default:
		}
	}
	return found
}

func identities(gone map[identity]records.Object) (list []string) {
	for id, object := range gone {
		list = append(list, fmt.Sprintf("%s %s (edited %v)", id.kind, id.key, object != nil))
	}
	return list
}
