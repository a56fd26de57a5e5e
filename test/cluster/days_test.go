package cluster_test

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/register"
	"github.com/lianxing-dev/lianxing/test/expected"
)

// afterwards is a day after everything that happens in the samples.
const afterwards = "2027-01-01"

// The registers that are lived day by day, and those of which a part is late: a revocation of which an appeal gives back what was
// recovered; a revocation after two payments, and a second request for what is paid already. LONG=1 takes all of them.
var (
	livedByDay = []string{"e28"}
	partlyLate = []string{"r11", "e05"}
)

func chosen(few []string) []string {
	if os.Getenv("LONG") == "" {
		return few
	}
	return slices.DeleteFunc(expected.Sources(), func(source string) bool { return source == grown }) // the main register once more
}

// TestDayByDay applies each record of a register on its own day, to a manager of that day, and holds the chain of every evening against the
// one that all records come to at once, to the digest of each entry; in the end the stars, too.
func TestDayByDay(t *testing.T) {
	t.Parallel()
	for _, source := range chosen(livedByDay) {
		t.Run(source, func(t *testing.T) {
			t.Parallel()
			s := readSamples(t, source)
			days := s.days()
			if len(days) < 5 {
				t.Fatalf("the records are of %d days only", len(days))
			}
			for _, date := range append(days, afterwards) {
				s.applyDated(t, func(on string) bool { return on == date || on == "" && date == days[0] })
				manager := start(t, s.config, controllers.Options{AsOf: day(date)})
				s.evening(t, date)
				manager.Stop()
			}
			s.compareStars(t, afterwards)
		})
	}
}

// evening waits until the manager of a day has looked at everything and the chain is what it should be, and holds that it stays so.
// Since a whole register is held again on the next day, a moment is enough.
func (s *samples) evening(t *testing.T, date string) {
	t.Helper()
	s.awaitRounds(t, date)
	for deadline := time.Now().Add(patience / 3); len(s.chainsDiffer(t, date)) > 0 && time.Now().Before(deadline); {
		time.Sleep(100 * time.Millisecond)
	}
	settleFor(t, s.client, quiet/4)
	s.compareChains(t, date)
}

// TestLateRecords keeps back everything that is dated after the last order, until a manager has walked past all of these days, and then
// applies it. What follows is entered later than it would have been, and comes to the same stars, steps and nets.
func TestLateRecords(t *testing.T) {
	t.Parallel()
	for _, source := range chosen(partlyLate) {
		t.Run(source, func(t *testing.T) {
			t.Parallel()
			s := readSamples(t, source)
			last := s.lastOrder()
			s.applyDated(t, func(on string) bool { return on <= last })
			start(t, s.config, controllers.Options{AsOf: day(afterwards)})
			s.settleAsOf(t, afterwards)
			before := len(s.chain(t))
			s.applyDated(t, func(on string) bool { return on > last })
			settle(t, s.client)
			entries := s.chain(t)
			t.Logf("%d entries on time, %d late", before, len(entries)-before)
			if len(entries) == before && os.Getenv("LONG") == "" {
				t.Errorf("nothing was entered late, so this says nothing")
			}
			offline := register.Of[*v1alpha1.FundingDisbursement](s.offline(t, afterwards), records.FundingDisbursement)
			if wrong := differ(stepsOf(offline), stepsOf(entries)); wrong != "" {
				t.Errorf("late records come to other steps or nets: %s", wrong)
			}
			s.compareStars(t, afterwards)
		})
	}
}

// datedBy is the field by which a record of a kind is dated. What has none is there from the beginning.
var datedBy = map[string]string{
	"StarApplication": "filedOn", "AwardRequest": "requestedOn", "Review": "signedOn", "Payment": "orderedOn", "Incident": "reportedOn", "Objection": "raisedOn",
}

func dateOf(document *unstructured.Unstructured) string {
	on, _, _ := unstructured.NestedString(document.Object, "spec", datedBy[document.GetKind()]) // none where it has no such field
	return on
}

// days are those of the records, in order.
func (s *samples) days() (days []string) {
	for _, document := range s.documents {
		if on := dateOf(document); on != "" {
			days = append(days, on)
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// lastOrder is the day of the last payment; empty where there is none.
func (s *samples) lastOrder() (last string) {
	for _, document := range s.documents {
		if document.GetKind() == string(records.Payment) {
			last = max(last, dateOf(document))
		}
	}
	return last
}

// applyDated applies the records of some days.
func (s *samples) applyDated(t *testing.T, of func(on string) bool) {
	t.Helper()
	for _, document := range s.documents {
		if of(dateOf(document)) {
			s.apply(t, document)
		}
	}
}

// chain reads all entries from the API server, in their order.
func (s *samples) chain(t *testing.T) (entries []*v1alpha1.FundingDisbursement) {
	t.Helper()
	var stored v1alpha1.FundingDisbursementList
	if err := s.client.List(t.Context(), &stored); err != nil {
		t.Fatal(err)
	}
	for i := range stored.Items {
		entries = append(entries, &stored.Items[i])
	}
	slices.SortFunc(entries, func(a, b *v1alpha1.FundingDisbursement) int { return cmp.Compare(a.Spec.Sequence, b.Spec.Sequence) })
	return entries
}

// stepsOf are the steps of a chain by cause, and what each claim comes to in the end.
func stepsOf(entries []*v1alpha1.FundingDisbursement) map[string]string {
	found := map[string]string{}
	for _, entry := range entries {
		if entry.Spec.Claim == nil || entry.Spec.ClaimNet == "" {
			continue
		}
		claim := fmt.Sprintf("%s %d", entry.Spec.Claim.Identity, entry.Spec.Claim.Year)
		cause := entry.Spec.Cause
		step := fmt.Sprintf("%s because of %s %s/%s %s", claim, cause.Kind, cause.Namespace, cause.Name, cause.Stage)
		found[step] = fmt.Sprintf("from %s on %s", entry.Spec.EffectiveOn, entry.Spec.ClaimNet)
		found[claim] = string(entry.Spec.ClaimAfter)
	}
	return found
}

// compareStars holds what the API server says of every star against what is said offline.
func (s *samples) compareStars(t *testing.T, date string) {
	t.Helper()
	offline := s.offline(t, date)
	alliances, applications := 0, 0
	for _, want := range register.Of[*v1alpha1.Alliance](offline, records.Alliance) {
		got := &v1alpha1.Alliance{}
		if err := s.client.Get(t.Context(), records.KeyOf(want), got); err != nil {
			t.Fatal(err)
		}
		alliances++
		if wrong := differ(want.Status.Star, got.Status.Star); wrong != "" {
			t.Errorf("%s has another star: %s", records.KeyOf(want), wrong)
		}
	}
	for _, want := range register.Of[*v1alpha1.StarApplication](offline, records.StarApplication) {
		got := &v1alpha1.StarApplication{}
		if err := s.client.Get(t.Context(), records.KeyOf(want), got); err != nil {
			t.Fatal(err)
		}
		applications++
		if here, there := outcomeOf(got), outcomeOf(want); here != there {
			t.Errorf("%s is %s, offline %s", records.KeyOf(want), here, there)
		}
	}
	if alliances == 0 || applications == 0 {
		t.Errorf("%d alliances and %d applications were compared", alliances, applications)
	}
}

func outcomeOf(application *v1alpha1.StarApplication) string {
	outcome := apimeta.FindStatusCondition(application.Status.Conditions, v1alpha1.ConditionAwarded)
	if outcome == nil {
		return "not judged"
	}
	return fmt.Sprintf("%s (%s): %s", outcome.Status, outcome.Reason, outcome.Message)
}
