package faults_test

import (
	"context"
	"math/rand/v2"
	"strings"

	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/test/invariants"
)

// deed is what somebody does to a register that has settled, and should not, or seldom.
type deed struct {
	name string
	// do is false where the register has nothing to do it to.
	do func(s *stage, chance *rand.Rand, found *invariants.Register) bool
}

var deeds = []deed{
	{"a total is lowered", lowerTotal},
	{"a review is removed", func(s *stage, chance *rand.Rand, found *invariants.Register) bool {
		return s.remove(chance, of[*v1alpha1.Review](found))
	}},
	{"a calendar is missing", func(s *stage, chance *rand.Rand, found *invariants.Register) bool {
		return s.remove(chance, of[*v1alpha1.WorkCalendar](found))
	}},
	{"statuses are gone", loseStatuses},
	{"a status is forged", forge},
}

// of lists the records of a kind.
func of[T records.Object](found *invariants.Register) (list []T) {
	for _, object := range found.Records {
		if record, ok := object.(T); ok {
			list = append(list, record)
		}
	}
	return list
}

// patch changes a record as it is now.
func (s *stage) patch(object client.Object, edit func()) bool {
	ctx := context.Background()
	if err := s.client.Get(ctx, records.KeyOf(object), object); err != nil {
		s.t.Errorf("%s: %v", s.play, err)
		return false
	}
	before, ok := object.DeepCopyObject().(client.Object)
	if !ok {
		s.t.Errorf("%T is no object", object)
		return false
	}
	edit()
	if err := s.client.Patch(ctx, object, client.MergeFrom(before)); err != nil {
		s.t.Errorf("%s: %v", s.play, err)
		return false
	}
	return true
}

// lowerTotal appends an appropriation of nothing to a budget, from the day on which managers are.
func lowerTotal(s *stage, chance *rand.Rand, found *invariants.Register) bool {
	budgets := of[*v1alpha1.Budget](found)
	if len(budgets) == 0 {
		return false
	}
	budget := budgets[chance.IntN(len(budgets))]
	return s.patch(budget, func() {
		budget.Spec.Appropriations = append(budget.Spec.Appropriations,
			v1alpha1.Appropriation{On: v1alpha1.Date(afterwards.AddDays(-1).String()), Total: "1.00", DocumentNo: "样例财〔2026〕9号"})
	})
}

func (s *stage) remove(chance *rand.Rand, list any) bool {
	objects := toObjects(list)
	if len(objects) == 0 {
		return false
	}
	if err := s.client.Delete(context.Background(), objects[chance.IntN(len(objects))]); err != nil {
		s.t.Errorf("%s: %v", s.play, err)
		return false
	}
	return true
}

func toObjects(list any) (objects []client.Object) {
	switch l := list.(type) {
	case []*v1alpha1.Review:
		for _, record := range l {
			objects = append(objects, record)
		}
	case []*v1alpha1.WorkCalendar:
		for _, record := range l {
			objects = append(objects, record)
		}
	}
	return objects
}

// loseStatuses takes the statuses of all records away, as a restore from a backup without them does.
func loseStatuses(s *stage, _ *rand.Rand, found *invariants.Register) bool {
	for _, object := range found.Records {
		if err := s.client.Status().Patch(context.Background(), object, client.RawPatch("application/merge-patch+json", []byte(`{"status":null}`))); err != nil {
			s.t.Errorf("%s: %s: %v", s.play, records.KeyOf(object), err)
			return false
		}
	}
	return true
}

// forge writes a star that nobody awarded into an alliance's status, and a balance that nobody has into an entry's.
func forge(s *stage, chance *rand.Rand, found *invariants.Register) bool {
	alliances, entries := of[*v1alpha1.Alliance](found), of[*v1alpha1.FundingDisbursement](found)
	if len(alliances) == 0 || len(entries) == 0 {
		return false
	}
	forged := map[client.Object]string{
		alliances[chance.IntN(len(alliances))]: `{"status":{"activeMembers":99}}`,
		entries[chance.IntN(len(entries))]:     `{"status":{"balance":"999999.00"}}`,
	}
	for object, patch := range forged {
		if err := s.client.Status().Patch(context.Background(), object, client.RawPatch("application/merge-patch+json", []byte(patch))); err != nil {
			s.t.Errorf("%s: %s: %v", s.play, records.KeyOf(object), err)
			return false
		}
	}
	return true
}

// finance orders what may be ordered of each grant, and books some of it. It returns how many orders it filed.
func (s *stage) finance(chance *rand.Rand, found *invariants.Register) (filed int) {
	for _, entry := range of[*v1alpha1.FundingDisbursement](found) {
		grants := entry.Spec.Type == v1alpha1.EntryAward || entry.Spec.Type == v1alpha1.EntryActivity
		if !grants || entry.Status.Balance == "" || strings.HasPrefix(string(entry.Status.Balance), "-") ||
			entry.Status.Balance == "0.00" || string(entry.Spec.Day) >= afterwards.String() || !pending(entry) {
			continue
		}
		named, err := ledger.Digest(entry)
		if err != nil {
			s.t.Fatal(err)
		}
		payment := &v1alpha1.Payment{Spec: v1alpha1.PaymentSpec{
			DisbursementRef: v1alpha1.DisbursementRef{Name: entry.Name, Digest: named},
			Amount:          v1alpha1.Yuan(entry.Status.Balance), OrderedOn: v1alpha1.Date(afterwards.String()), OrderedBy: "finance-orders",
		}}
		if chance.IntN(2) == 0 {
			payment.Spec.Voucher, payment.Spec.PaidOn, payment.Spec.BookedBy = "PZ-"+entry.Name, payment.Spec.OrderedOn, "finance-books"
		}
		payment.Namespace, payment.Name = entry.Namespace, entry.Name+"-1"
		if err := s.client.Create(context.Background(), payment); err != nil {
			s.t.Errorf("%s: %v", s.play, err)
			continue
		}
		filed++
	}
	return filed
}

// pending says whether an entry waits for nothing but an order.
func pending(entry *v1alpha1.FundingDisbursement) bool {
	for _, condition := range entry.Status.Conditions {
		if condition.Type == v1alpha1.ConditionSettled {
			return condition.Reason == v1alpha1.ReasonPending
		}
	}
	return false
}
