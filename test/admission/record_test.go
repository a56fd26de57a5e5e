package admission

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/json"
	"k8s.io/client-go/dynamic"
	"sigs.k8s.io/yaml"
)

// division is the namespace in which records are tried without being kept.
const division = "default"

// changes are made to a record before it is sent: a path as in spec.members[0].leftOn, and the value there in YAML.
// An index one past the end of a list adds to it.
type changes map[string]string

// absent is the value that removes what a path names.
const absent = "(absent)"

// record reads testdata/KIND.yaml, which the API server accepts, and changes it. Records are sent as they are written, so
// that a number may stand where a text belongs.
func record(t *testing.T, kind string, all ...changes) *unstructured.Unstructured {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", strings.ToLower(kind)+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	object := &unstructured.Unstructured{Object: parse[map[string]any](t, string(data))}
	if kind != "WorkCalendar" {
		object.SetNamespace(division)
	}
	for _, some := range all {
		apply(t, object, some)
	}
	return object
}

// apply makes changes in the order of their paths: that of a whole comes before those of its parts.
func apply(t *testing.T, object *unstructured.Unstructured, some changes) {
	t.Helper()
	for _, path := range slices.Sorted(maps.Keys(some)) {
		change(t, object, path, some[path])
	}
}

func parse[T any](t *testing.T, text string) T {
	t.Helper()
	var value T
	data, err := yaml.YAMLToJSON([]byte(text))
	if err == nil {
		err = json.Unmarshal(data, &value)
	}
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return value
}

func change(t *testing.T, object *unstructured.Unstructured, path, text string) {
	t.Helper()
	var value any = absent
	if text != absent {
		value = parse[map[string]any](t, "value: "+text)["value"]
	}
	steps := strings.Split(strings.ReplaceAll(path, "[", ".["), ".")
	changed, err := with(object.Object, steps, value)
	if err != nil {
		t.Fatalf("%s %s: %v", object.GetKind(), path, err)
	}
	content, ok := changed.(map[string]any)
	if !ok {
		t.Fatalf("%s %s leaves no record", object.GetKind(), path)
	}
	object.Object = content
}

// with returns a node of a record with another value at the end of the steps.
func with(node any, steps []string, value any) (any, error) {
	if len(steps) == 0 {
		return value, nil
	}
	if index, ok := strings.CutPrefix(steps[0], "["); ok {
		list, isList := node.([]any)
		place, err := strconv.Atoi(strings.TrimSuffix(index, "]"))
		if err != nil || (!isList && node != nil) || place > len(list) {
			return nil, errors.Join(err, fmt.Errorf("no place %s", steps[0]))
		}
		if place == len(list) {
			list = append(list, nil)
		}
		list[place], err = with(list[place], steps[1:], value)
		if list[place] == absent {
			list = append(list[:place:place], list[place+1:]...)
		}
		return list, err
	}
	fields, ok := node.(map[string]any)
	if !ok {
		if node != nil {
			return nil, fmt.Errorf("no field %s in %v", steps[0], node)
		}
		fields = map[string]any{}
	}
	changed, err := with(fields[steps[0]], steps[1:], value)
	fields[steps[0]] = changed
	if changed == absent {
		delete(fields, steps[0])
	}
	return fields, err
}

// resources of the group, by kind.
var resources = map[string]string{
	"ActionPlan": "actionplans", "ActivityPlan": "activityplans", "ActivityProgram": "activityprograms", "ActivityReport": "activityreports",
	"Alliance": "alliances", "AwardRequest": "awardrequests", "Brand": "brands", "BrandLicense": "brandlicenses", "Budget": "budgets", "EvaluationRound": "evaluationrounds",
	"FundingDisbursement": "fundingdisbursements", "Incident": "incidents", "Initiative": "initiatives", "Ledger": "ledgers", "Objection": "objections", "Payment": "payments",
	"Review": "reviews", "StarApplication": "starapplications", "WorkCalendar": "workcalendars",
}

// store is where records of a kind are kept, in the namespace of the object.
func store(t *testing.T, object *unstructured.Unstructured) dynamic.ResourceInterface {
	t.Helper()
	client, err := dynamic.NewForConfig(env.Config)
	if err != nil {
		t.Fatal(err)
	}
	resource, ok := resources[object.GetKind()]
	if !ok {
		t.Fatalf("no resource of kind %s", object.GetKind())
	}
	return client.Resource(schema.GroupVersionResource{Group: "lianxing.dev", Version: "v1alpha1", Resource: resource}).
		Namespace(object.GetNamespace())
}

// strictly refuses unknown fields, as kubectl does.
const strictly = metav1.FieldValidationStrict

// create tries to create a record without keeping it.
func create(t *testing.T, object *unstructured.Unstructured) error {
	t.Helper()
	options := metav1.CreateOptions{DryRun: []string{metav1.DryRunAll}, FieldValidation: strictly}
	_, err := store(t, object).Create(t.Context(), object, options)
	return err
}

// refusal is one cause that the API server names.
type refusal struct{ path, message string }

// refusals are the causes of an error that says that a record is invalid.
func refusals(t *testing.T, err error) []refusal {
	t.Helper()
	if err == nil {
		return nil
	}
	var status apierrors.APIStatus
	if !errors.As(err, &status) || !apierrors.IsInvalid(err) {
		t.Fatalf("not a refusal at admission: %v", err)
	}
	var all []refusal
	for _, cause := range status.Status().Details.Causes {
		if strings.Contains(cause.Message, "some validation rules were not checked") {
			continue // said besides a wrong type, a missing field, an enum or a length
		}
		all = append(all, refusal{cause.Field, cause.Message})
	}
	return all
}

// mustRefuse demands that the API server refused for this reason and no other: were the rule gone, the record would pass.
func mustRefuse(t *testing.T, err error, path, message string) {
	t.Helper()
	got := refusals(t, err)
	if len(got) != 1 || got[0].path != path || !strings.Contains(got[0].message, message) {
		t.Errorf("refusals: %q\nwanted one, at %s: %s", got, path, message)
	}
}
