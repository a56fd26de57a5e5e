package files_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	kjson "sigs.k8s.io/json"
	kyaml "sigs.k8s.io/yaml"

	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
)

// FuzzFormats writes one value as JSON and as YAML, after a good record: both are the same to the register, in what is loaded, what is
// skipped and what is refused at which field.
func FuzzFormats(f *testing.F) {
	for _, seed := range []string{alliance, good, "kind: List\napiVersion: v1\nitems: [{}, 1, {kind: Alliance}]", "{}", "[]", "x", "7", "kind: 7", "apiVersion: v1\nkind: Pod"} {
		text, err := kyaml.YAMLToJSON([]byte(seed))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	for _, seed := range []string{
		"null", "1e3", "1e999", "-0", `"---\n"`, `{"a": "x\n--- y\n...\n"}`, `{"on": 1, "<<": {"a": 1}, "y": "n", "": null}`, `{"kind": "Budget", "metadata": {"name": "2025"}}`,
		`{"apiVersion": "lianxing.dev/v1alpha1", "kind": "Ledger", "metadata": {"name": "a", "namespace": "zhuji"}, "spec": {"checkpoint": {"sequence": 1.0}, "source": "Other"}}`,
		`{"apiVersion": "lianxing.dev/v1alpha1", "kind": "WorkCalendar", "metadata": {"name": 2025}, "spec": {"documentNo": "012", "holidays": ["2025-01-01"]}}`, "{\"a\": \"\u2028\u0085\\u0000\"}",
	} {
		f.Add(seed)
	}
	first, err := kyaml.YAMLToJSON([]byte(strings.TrimPrefix(good, "---\n")))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var value any
		if strict, err := kjson.UnmarshalStrict([]byte(text), &value); err != nil || len(strict) > 0 {
			t.Skip() // FuzzLoad is about what can't be read, and what stands twice
		}
		asJSON, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		asYAML, err := kyaml.Marshal(value)
		if err != nil {
			t.Skip() // a number that YAML's library can't take; nobody can write it either
		}
		fromJSON := string(first) + "\n" + string(asJSON) + "\n"
		want, wrong := understood(t, string(first)+"\n---\n"+string(asYAML))
		got, alsoWrong := understood(t, fromJSON)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("as YAML (-) and as JSON (+):\n%s%v\n%v\nof\n%s", diff, wrong, alsoWrong, asJSON)
		}
		checkPlaces(t, []byte(fromJSON), alsoWrong)
	})
}

// meaning is what the loader makes of a text, without places.
type meaning struct {
	Counts   files.Counts
	Skipped  []string
	Problems []string
	Records  []string
}

func understood(t *testing.T, text string) (meaning, []files.Problem) {
	t.Helper()
	view, problems, err := files.Loader{Stdin: strings.NewReader(text)}.Load("-")
	if err != nil {
		t.Fatal(err)
	}
	m := meaning{Counts: view.Counts()}
	for _, skipped := range view.Skipped() {
		m.Skipped = append(m.Skipped, skipped.APIVersion+" "+skipped.Kind)
	}
	for _, p := range problems {
		m.Problems = append(m.Problems, strings.Join([]string{string(p.Reason), string(p.Kind), p.Namespace, p.Name, p.Path}, " "))
	}
	slices.Sort(m.Problems) // two formats have fields in different orders
	for _, info := range records.Kinds {
		for _, record := range view.List(info.Kind) {
			m.Records = append(m.Records, string(info.Kind)+" "+records.KeyOf(record).String())
		}
	}
	return m, problems
}
