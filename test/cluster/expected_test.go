package cluster_test

import (
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/hack/demo/settled"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/test/expected"
)

// keyDays are the days of each register that every run asks about: with them each row of the table of events is asked on the
// cluster. LONG=1 asks about all days of all rows.
var keyDays = map[string][]string{
	expected.Base: {
		"2024-06-12", "2024-10-31", "2025-03-17", "2025-04-16", "2025-06-10", "2025-06-30", "2025-07-09", "2025-08-22", "2025-10-11", "2025-12-03", "2025-12-16", "2026-04-18", "2026-12-31", "2027-01-01",
	},
	"brands":        {"2025-12-31", "2026-01-20", "2026-04-15", "2026-12-31"},
	"calendar-2027": {"2027-01-15"},
	"e05":           {"2024-10-31", "2024-12-31"},
	"e22":           {"2026-12-31"},
	"e23":           {"2025-10-11"},
	"e24":           {"2025-04-02", "2026-12-31"},
	"e25":           {"2024-12-31"},
	"e26":           {"2024-06-21", "2024-12-31"},
	"e28":           {"2026-03-15", "2026-12-31"},
	"e29":           {"2026-12-31"},
	"e30":           {"2026-01-01"},
	"f16":           {"2024-12-31"},
	"f17":           {"2026-12-31"},
	"f19":           {"2026-12-31"},
	"p04":           {"2025-05-13"},
	"p09":           {"2025-09-10"},
	"p13":           {"2025-05-13"},
	"p14":           {"2025-05-20"},
	"q12":           {"2025-11-12"},
	"r11":           {"2025-03-26"},
	"r55":           {"2025-12-31"},
}

// The fewest rows that must be asked, so that a slip of this test doesn't make it ask nothing.
const (
	fewestRows     = 180
	fewestRowsLong = 500
)

// outcomes are the rows that people wrote down, read once.
var outcomes = sync.OnceValue(expected.Rows)

// TestExpectedOutcomes lives each register through its days, in order, and holds what a manager of each day wrote against every
// outcome that people wrote down. On each of these days the chain is the one that the offline register comes to at once, to the
// digest of its head: what was entered day by day, what is applied late and what is computed at once are one.
func TestExpectedOutcomes(t *testing.T) {
	t.Parallel()
	rows := 0
	events := map[string]bool{}
	for _, row := range outcomes() {
		if slices.Contains(daysOf(row.Source), row.AsOf) && asksCluster(row) {
			rows++
			events[row.Row] = true
		}
	}
	for _, row := range outcomes() {
		if !events[row.Row] {
			t.Errorf("%s: nothing of this event is asked on the cluster", row)
		}
	}
	fewest := fewestRows
	if os.Getenv("LONG") != "" {
		fewest = fewestRowsLong
	}
	t.Logf("%d rows", rows)
	if rows < fewest {
		t.Errorf("%d rows are asked, want at least %d", rows, fewest)
	}
	for _, source := range expected.Sources() {
		if source == grown {
			continue
		}
		t.Run(source, func(t *testing.T) {
			t.Parallel()
			s := newSamples(t, source)
			s.live(t, source)
			if source == expected.Base {
				more := loadSamples(t, s.server, grown)
				more.applyAll(t)
				more.live(t, grown)
			}
		})
	}
}

// grown is the main register with what was declared later: it is applied over that, when this has been lived to the end.
const grown = "calendar-2027"

// daysOf lists the days of a register that are asked about, in order.
func daysOf(source string) []string {
	if os.Getenv("LONG") == "" {
		return keyDays[source]
	}
	var days []string
	for _, row := range outcomes() {
		if row.Source == source && !slices.Contains(days, row.AsOf) {
			days = append(days, row.AsOf)
		}
	}
	slices.Sort(days)
	return days
}

// asksCluster says whether a row is about a record; how one alliance stands towards a round, and what a plan counts of
// one division, no record shows.
func asksCluster(row expected.Row) bool { return row.Coverage == nil && row.Indicators == nil }

// live lets a manager of each day look at a register, and asks its rows.
func (s *samples) live(t *testing.T, source string) {
	t.Helper()
	for _, date := range daysOf(source) {
		manager := start(t, s.config, controllers.Options{AsOf: day(date)})
		s.settleAsOf(t, date)
		found := s.all(t)
		for _, row := range outcomes() {
			if row.Source != source || row.AsOf != date || !asksCluster(row) {
				continue
			}
			for _, wrong := range row.Check(found) {
				t.Errorf("%s: %s\nbecause %s", row, wrong, row.Because)
			}
			if row.Refused != nil {
				s.refused(t, row)
			}
		}
		s.compareChains(t, date)
		if source == "e24" {
			s.forgedStar(t)
		}
		manager.Stop()
	}
}

// everything is what the API server has, in the form in which expected outcomes look at it.
type everything []unstructured.Unstructured

func (s *samples) all(t *testing.T) everything {
	t.Helper()
	found, err := settled.Records(t.Context(), s.client)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// Get returns a record, or false where there is none.
func (e everything) Get(kind, namespace, name string) (map[string]any, bool) {
	for _, record := range e {
		if record.GetKind() == kind && record.GetNamespace() == namespace && record.GetName() == name {
			return record.Object, true
		}
	}
	return nil, false
}

// List returns all records of a kind.
func (e everything) List(kind string) (found []map[string]any) {
	for _, record := range e {
		if record.GetKind() == kind {
			found = append(found, record.Object)
		}
	}
	return found
}

// settleAsOf waits until the manager of a day has looked at everything: the rounds say which day that was.
func (s *samples) settleAsOf(t *testing.T, date string) {
	t.Helper()
	s.awaitRounds(t, date)
	settle(t, s.client)
}

// awaitRounds waits until every round is as of a day.
func (s *samples) awaitRounds(t *testing.T, date string) {
	t.Helper()
	for deadline := time.Now().Add(patience); ; time.Sleep(100 * time.Millisecond) {
		var rounds v1alpha1.EvaluationRoundList
		if err := s.client.List(t.Context(), &rounds); err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(rounds.Items, func(r v1alpha1.EvaluationRound) bool { return string(r.Status.AsOf) != date }) {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("no round is as of %s after %v", date, patience)
		}
	}
}

// refused applies a change, or a new record, that the API server must refuse, and which must leave everything as it is.
func (s *samples) refused(t *testing.T, row expected.Row) {
	t.Helper()
	changed := 0
	file := row.Refused.Update + row.Refused.Create // a row has one of the two
	for _, document := range documentsIn(t, filepath.Join(filepath.Dir(s.folder[0]), filepath.FromSlash(file))) {
		changed++
		if !s.refuses(document) {
			t.Errorf("%s: the API server took a change of %s", row, row.Refused.Path)
		}
	}
	if changed == 0 {
		t.Errorf("%s: %s changes nothing", row, file)
	}
	for _, wrong := range row.Check(s.all(t)) {
		t.Errorf("%s: after the refusal %s", row, wrong)
	}
}

// forgedStar writes a star that nobody awarded into an alliance's status: it is gone after the next pass (E24).
func (s *samples) forgedStar(t *testing.T) {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(filepath.Dir(s.folder[0]), "after", "status-patch.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	patch, err := yaml.ToJSON(content)
	if err != nil {
		t.Fatal(err)
	}
	alliance := &v1alpha1.Alliance{}
	key := records.Key{Namespace: "xinchang", Name: "longjing-tea"}
	read := func() {
		if err := s.client.Get(t.Context(), key, alliance); err != nil {
			t.Fatal(err)
		}
	}
	read()
	before := alliance.Status.DeepCopy()
	if err := s.client.Status().Patch(t.Context(), alliance, client.RawPatch(types.MergePatchType, patch), client.FieldOwner("somebody")); err != nil {
		t.Fatal(err)
	}
	if alliance.Status.Star == nil {
		t.Fatal("the API server didn't take the star, so this says nothing")
	}
	for deadline := time.Now().Add(patience); alliance.Status.Star != nil; time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%s still shows a star that nobody awarded", key)
		}
		read()
	}
	if wrong := differ(before, &alliance.Status); wrong != "" {
		t.Errorf("after the star was taken back the status is another: %s", wrong)
	}
}
