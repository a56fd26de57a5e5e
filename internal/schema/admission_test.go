package schema_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/schema"
)

func TestEveryKindHasADefinition(t *testing.T) {
	admission := embedded(t)
	known := map[string]bool{}
	for _, name := range admission.Kinds() {
		known[name] = true
	}
	for _, info := range records.Kinds {
		if !known[string(info.Kind)] {
			t.Errorf("no definition of %s", info.Kind)
		}
	}
}

// TestRefusalsNameTheField gives wrong objects to both, with the fields that a person says are wrong.
func TestRefusalsNameTheField(t *testing.T) {
	namespaces(t)
	api, admission := newServer(t), embedded(t)
	const head = "apiVersion: lianxing.dev/v1alpha1\n"
	for _, c := range []struct {
		name, object string
		paths        []string
		says         string
	}{
		{"good", "kind: Ledger\nmetadata: {name: a, namespace: zhuji}\nspec: {checkpoint: {sequence: 0}, source: Other}", nil, ""},
		{"an enum", "kind: Ledger\nmetadata: {name: a, namespace: zhuji}\nspec: {checkpoint: {sequence: 0}, source: Gold}", []string{"spec.source"}, `"FiscalBudget"`},
		{"a type", "kind: Ledger\nmetadata: {name: a, namespace: zhuji}\nspec: {checkpoint: {sequence: x}, source: Other}", []string{"spec.checkpoint.sequence"}, "must be of type integer"},
		{"a text", "kind: Ledger\nmetadata: {name: a, namespace: zhuji}\nspec: {checkpoint: {sequence: 0}, source: 7}", []string{"spec.source", "spec.source"}, "must be of type string"},
		{"a missing field", "kind: Ledger\nmetadata: {name: a, namespace: zhuji}\nspec: {checkpoint: {sequence: 0}}", []string{"spec.source"}, "Required"},
		{"no spec", "kind: Ledger\nmetadata: {name: a, namespace: zhuji}", []string{"spec"}, "Required"},
		{"a rule", "kind: Ledger\nmetadata: {name: a, namespace: zhuji}\nspec: {checkpoint: {sequence: 1}, source: Other}", []string{"spec.checkpoint"}, "needs the head"},
		{"an unknown field", "kind: Ledger\nmetadata: {name: a, namespace: zhuji, x: 1}\nspec: {checkpoint: {sequence: 0, q: 1}, source: Other, z: {}}\nw: 1",
			[]string{"metadata.x", "spec.checkpoint.q", "spec.z", "w"}, "unknown field"},
		{"a date", "kind: WorkCalendar\nmetadata: {name: '2025'}\nspec: {documentNo: x, holidays: ['2025-02-30']}", []string{"spec.holidays[0]"}, "real date"},
		{"a name", "kind: Objection\nmetadata: {name: A, namespace: zhuji}\nspec: {subjectRef: {kind: StarApplication, name: x}, raisedOn: '2025-01-02', signed: Seal, grounds: x, filedBy: x}",
			[]string{"metadata.name"}, "RFC 1123"},
		{"an annotation", "kind: Ledger\nmetadata: {name: a, namespace: zhuji, annotations: {'a b': c}}\nspec: {checkpoint: {sequence: 0}, source: Other}", []string{"metadata.annotations"}, ""},
		{"a status is dropped", "kind: Ledger\nmetadata: {name: a, namespace: zhuji}\nspec: {checkpoint: {sequence: 0}, source: Other}\nstatus: {entries: many}", nil, ""},
		{"an unknown field of a status", "kind: Ledger\nmetadata: {name: a, namespace: zhuji}\nspec: {checkpoint: {sequence: 0}, source: Other}\nstatus: {x: 1}", []string{"status.x"}, ""},
		{"a version", "kind: Ledger\nmetadata: {name: a, namespace: zhuji, resourceVersion: '7'}\nspec: {checkpoint: {sequence: 0}, source: Other}", []string{"metadata.resourceVersion"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			content, err := yaml.YAMLToJSON([]byte(head + c.object))
			if err != nil {
				t.Fatal(err)
			}
			u := &unstructured.Unstructured{}
			if err := u.UnmarshalJSON(content); err != nil {
				t.Fatal(err)
			}
			before := u.DeepCopy()
			refusals := admission.Create(u)
			var paths []string
			for _, refusal := range refusals {
				paths = append(paths, refusal.Path)
			}
			if diff := cmp.Diff(c.paths, paths); diff != "" {
				t.Errorf("%s\n%v", diff, refusals)
			}
			if len(refusals) > 0 && !strings.Contains(refusals[0].Message, c.says) {
				t.Errorf("%q does not say %q", refusals[0].Message, c.says)
			}
			if diff := cmp.Diff(before, u); diff != "" {
				t.Errorf("the object was changed: %s", diff)
			}
			dryRun := []string{metav1.DryRunAll}
			if u.GetResourceVersion() != "" {
				dryRun = nil // that is refused by the storage, which a dry run does not reach
			}
			if difference := agree(api.create(t.Context(), u, dryRun...), refusals); difference != "" {
				t.Error(difference)
			}
		})
	}
}

func TestTypedObjectsAreJudgedToo(t *testing.T) {
	ledger := &v1alpha1.Ledger{Spec: v1alpha1.LedgerSpec{Source: "Gold"}}
	ledger.SetGroupVersionKind(v1alpha1.GroupVersion.WithKind("Ledger"))
	ledger.Name, ledger.Namespace = "a", "zhuji"
	if diff := cmp.Diff([]string{"spec.source"}, pathsOf(embedded(t).Create(ledger))); diff != "" {
		t.Error(diff)
	}
	ledger.Spec.Source = "Other"
	if refusals := embedded(t).Create(ledger); len(refusals) > 0 {
		t.Error(refusals)
	}
}

func TestWhatIsNoDefinitionIsAnError(t *testing.T) {
	if _, err := schema.New(fstest.MapFS{"a.yaml": {Data: []byte("colour: green\n")}}); err == nil || !strings.Contains(err.Error(), "a.yaml") {
		t.Errorf("error %v, want one that names a.yaml", err)
	}
	admission := embedded(t)
	u := &unstructured.Unstructured{Object: map[string]any{"apiVersion": "v1", "kind": "Pod"}}
	if refusals := admission.Create(u); len(refusals) != 1 || refusals[0].Path != "kind" {
		t.Errorf("a kind without definition: %v", refusals)
	}
}

func BenchmarkCreate(b *testing.B) {
	admission, err := schema.Embedded()
	if err != nil {
		b.Fatal(err)
	}
	u := &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "lianxing.dev/v1alpha1", "kind": "Review", "metadata": map[string]any{"name": "x", "namespace": "zhuji"},
		"spec": map[string]any{
			"subjectRef": map[string]any{"kind": "StarApplication", "name": "torreya-2025-4", "digest": "sha256:" + strings.Repeat("1", 64)},
			"stage":      "Decision", "authority": "Municipal", "reviewer": "lead", "verdict": "Approve", "documentNo": "x", "signedOn": "2025-03-20",
		},
	}}
	if refusals := admission.Create(u); len(refusals) > 0 {
		b.Fatal(refusals)
	}
	for b.Loop() {
		admission.Create(u)
	}
}
