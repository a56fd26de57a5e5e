package register_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"k8s.io/apimachinery/pkg/runtime"

	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	"github.com/lianxing-dev/lianxing/internal/register"
	"github.com/lianxing-dev/lianxing/test/expected"
)

// computed is a register in the form in which expected outcomes look at it.
type computed struct {
	*register.Register
	t *testing.T
}

func (c computed) Get(kind, namespace, name string) (map[string]any, bool) {
	for _, record := range c.List(kind) {
		metadata, _ := record["metadata"].(map[string]any)
		if metadata["name"] == name && (namespace == "" || metadata["namespace"] == namespace) {
			return record, true
		}
	}
	return nil, false
}

func (c computed) List(kind string) []map[string]any {
	c.t.Helper()
	var found []map[string]any
	for _, record := range register.Of[records.Object](c.Register, records.Kind(kind)) {
		content, err := runtime.DefaultUnstructuredConverter.ToUnstructured(record)
		if err != nil {
			c.t.Fatal(err)
		}
		found = append(found, content)
	}
	return found
}

// TestExpectedOutcomes holds the offline register against every outcome that people wrote down.
func TestExpectedOutcomes(t *testing.T) {
	views := map[string]*files.View{}
	registers := map[string]computed{}
	for _, row := range expected.Rows() {
		view := views[row.Source]
		if view == nil {
			view = load(t, row.Source)
			views[row.Source] = view
		}
		at := row.Source + " " + row.AsOf
		if _, ok := registers[at]; !ok {
			computedAt, err := register.Compute(view, register.Options{AsOf: calendar.MustParse(row.AsOf), Fixed: true, Language: "zh"})
			if err != nil {
				t.Fatalf("%s: %v", at, err)
			}
			registers[at] = computed{computedAt, t}
		}
		t.Run(row.Row+"/"+row.Place, func(t *testing.T) {
			for _, wrong := range row.Check(registers[at]) {
				t.Errorf("%s: %s\nbecause %s", row, wrong, row.Because)
			}
			for _, wrong := range checkCoverage(row, registers[at].Register) {
				t.Errorf("%s: %s\nbecause %s", row, wrong, row.Because)
			}
			for _, wrong := range checkIndicators(t, row, registers[at].Register) {
				t.Errorf("%s: %s\nbecause %s", row, wrong, row.Because)
			}
			checkCreation(t, row)
		})
	}
	if len(registers) < 40 {
		t.Errorf("only %d registers were computed", len(registers))
	}
}

func load(t *testing.T, source string) *files.View {
	t.Helper()
	root, err := expected.Root()
	if err != nil {
		t.Fatal(err)
	}
	var folders []string
	for _, folder := range expected.Paths(source) {
		folders = append(folders, filepath.Join(root, filepath.FromSlash(folder)))
	}
	view, problems, err := files.Load(folders...)
	if err != nil || len(problems) > 0 {
		t.Fatalf("%s: %v %v", source, err, problems)
	}
	return view
}

// checkCreation holds that a record which an API server refuses is refused offline too, for the field that is wrong. An update is for an
// API server to refuse: it needs the record that was there before.
func checkCreation(t *testing.T, row expected.Row) {
	t.Helper()
	if row.Refused == nil || row.Refused.Create == "" {
		return
	}
	root, err := expected.Root()
	if err != nil {
		t.Fatal(err)
	}
	_, problems, err := files.Load(filepath.Join(root, filepath.FromSlash(expected.Beside(row.Source, row.Refused.Create))))
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range problems {
		if problem.Reason == files.Refused && problem.Path == row.Refused.Path {
			return
		}
	}
	t.Errorf("%s: it is accepted: %v", row, problems)
}

// checkCoverage asks what no record shows: how one alliance stands towards a round (R2).
func checkCoverage(row expected.Row, r *register.Register) []string {
	if row.Coverage == nil {
		return nil
	}
	coverage, _ := evaluation.At(r.View, r.AsOf).Coverage(records.Key{Namespace: row.Namespace, Name: row.Name})
	seen := 0
	var wrong []string
	for _, covered := range coverage.Alliances {
		if covered.Key.String() != row.Coverage.Alliance {
			continue
		}
		seen++
		if string(covered.State) != row.Coverage.State {
			wrong = append(wrong, fmt.Sprintf("%s is %s, want %s", covered.Key, covered.State, row.Coverage.State))
		}
	}
	if seen != 1 {
		wrong = append(wrong, fmt.Sprintf("%s is listed %d times", row.Coverage.Alliance, seen))
	}
	return wrong
}
