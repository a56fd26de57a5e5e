package model_test

import (
	"fmt"
	"slices"

	"pgregory.net/rapid"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/digest"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// history is a list of dated acts: each brings a record, a new version of one, or takes one away.
type history struct {
	t      *rapid.T
	acts   []act
	rounds map[int]*v1alpha1.EvaluationRound
	// theme is what the history has more of than others.
	theme string
	// stars that were applied for.
	stars []*star
	// counter numbers reviews, objections and incidents.
	counter int
	// untidy says why the history is none of those in which each record comes on its day and stays; empty where it is.
	untidy string
}

// act is something that arrives in the register on a day.
type act struct {
	day calendar.Date
	// object is the record, or its new version; nil where the record of the identity is taken away.
	object records.Object
	id     identity
}

// identity is what a record is known by.
type identity struct {
	kind records.Kind
	key  records.Key
}

func identityOf(object records.Object) identity {
	return identity{records.KindOf(object), records.KeyOf(object)}
}

// The themes of histories: what is rare in all has one in which it is not.
const (
	plain    = "plain"
	flights  = "payments in flight" // stars end while money is under way
	debts    = "debts"              // money is to be recovered while new money is asked for
	lost     = "lost evidence"      // signatures vanish that the ledger stands on
	yearEnds = "year ends"          // notices run into a year without a calendar
	claims   = "claims"             // requests that are late, early, for others or for nothing
	disputes = "disputes"           // objections, withdrawals, appeals
	works    = "works"              // many activities, held and reported
)

// in says how often something happens, by whether the history is one of a theme.
func (h *history) in(theme string, often, seldom int) int {
	if h.theme == theme {
		return often
	}
	return seldom
}

// goesWell says that the theme needs histories in which money is granted before anything goes wrong.
func (h *history) goesWell() bool { return h.theme == flights || h.theme == debts || h.theme == lost }

// next is a name that was not used before.
func (h *history) next(prefix string) string {
	h.counter++
	return fmt.Sprintf("%s%03d", prefix, h.counter)
}

// file brings a record on the day that it is dated to; now and then it is late, early, or comes twice under two names.
func (h *history) file(day calendar.Date, object records.Object) {
	switch lot := h.number("arrives", 0, 99); {
	case lot >= 98 && lateable(object):
		h.untidy = "late"
		day = day.AddDays(h.number("late by", 1, 45))
	case lot == 97 && day > begins.AddDays(20):
		day = day.AddDays(-h.number("early by", 1, 15))
	}
	h.acts = append(h.acts, act{day: day, object: object, id: identityOf(object)})
}

// lateable says whether people may come late with a record. Budgets and payments have their own ways.
func lateable(object records.Object) bool {
	switch object.(type) {
	case *v1alpha1.Review, *v1alpha1.Objection, *v1alpha1.Incident, *v1alpha1.AwardRequest, *v1alpha1.ActivityPlan, *v1alpha1.ActivityReport:
		return true
	}
	return false
}

// amend brings a new version of a record on a day: one that says when it counts, such as a withdrawal.
func (h *history) amend(day calendar.Date, object records.Object) {
	h.acts = append(h.acts, act{day: day, object: object, id: identityOf(object)})
}

// edit brings a new version of a record that carries no date of its own.
func (h *history) edit(day calendar.Date, object records.Object) {
	h.untidy = "edited"
	h.amend(day, object)
}

// remove takes a record away.
func (h *history) remove(day calendar.Date, object records.Object) {
	h.untidy = "deleted"
	h.acts = append(h.acts, act{day: day, id: identityOf(object)})
}

// sorted are the acts in the order of their arrival.
func (h *history) sorted() []act {
	acts := slices.Clone(h.acts)
	slices.SortStableFunc(acts, func(a, b act) int { return int(a.day - b.day) })
	return acts
}

// digestOf is the digest of a record's spec.
func (h *history) digestOf(kind records.Kind, namespace, name string, spec any) v1alpha1.Digest {
	signed, err := digest.Of(v1alpha1.Group, string(kind), namespace, name, spec)
	if err != nil {
		h.t.Fatal(err)
	}
	return v1alpha1.Digest(signed)
}

func meta(namespace, name string) metav1.ObjectMeta {
	return metav1.ObjectMeta{Namespace: namespace, Name: name}
}
