package schema_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/dynamic"
	"pgregory.net/rapid"
	"sigs.k8s.io/yaml"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	"github.com/lianxing-dev/lianxing/internal/schema"
	"github.com/lianxing-dev/lianxing/internal/testenv"
)

var env *testenv.Env

func TestMain(m *testing.M) {
	testenv.Main(m, &env, "../../config/crd/bases")
}

// server asks the real API server, without storing anything unless told to.
type server struct {
	client dynamic.Interface
}

func newServer(t testing.TB) *server {
	t.Helper()
	client, err := dynamic.NewForConfig(env.Config)
	if err != nil {
		t.Fatal(err)
	}
	return &server{client: client}
}

func (s *server) resource(u *unstructured.Unstructured) (dynamic.ResourceInterface, error) {
	info, ok := records.Info(records.Kind(u.GetKind()))
	if !ok {
		return nil, fmt.Errorf("no kind %s", u.GetKind())
	}
	resource := s.client.Resource(v1alpha1.GroupVersion.WithResource(info.Plural))
	if info.ClusterScoped {
		return resource, nil
	}
	return resource.Namespace(u.GetNamespace()), nil
}

func (s *server) create(ctx context.Context, u *unstructured.Unstructured, dryRun ...string) error {
	resource, err := s.resource(u)
	if err != nil {
		return err
	}
	_, err = resource.Create(ctx, u.DeepCopy(), metav1.CreateOptions{DryRun: dryRun, FieldValidation: metav1.FieldValidationStrict})
	return err
}

// update replaces the spec of a stored object, without storing it.
func (s *server) update(ctx context.Context, u *unstructured.Unstructured) error {
	resource, err := s.resource(u)
	if err != nil {
		return err
	}
	stored, err := resource.Get(ctx, u.GetName(), metav1.GetOptions{})
	if err != nil {
		return err
	}
	u = u.DeepCopy()
	u.SetResourceVersion(stored.GetResourceVersion())
	_, err = resource.Update(ctx, u, metav1.UpdateOptions{DryRun: []string{metav1.DryRunAll}, FieldValidation: metav1.FieldValidationStrict})
	return err
}

// embedded returns the admission under test.
func embedded(t testing.TB) *schema.Admission {
	t.Helper()
	admission, err := schema.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return admission
}

// samples are good objects of every kind.
func samples(t testing.TB) []*unstructured.Unstructured {
	t.Helper()
	view, problems, err := files.Load("../records/files/testdata/register")
	if err != nil || len(problems) > 0 {
		t.Fatalf("problems %v, error %v", problems, err)
	}
	var found []*unstructured.Unstructured
	for _, info := range records.Kinds {
		objects := view.List(info.Kind)
		if len(objects) == 0 {
			t.Fatalf("no sample of %s", info.Kind)
		}
		for _, object := range objects {
			content, err := runtime.DefaultUnstructuredConverter.ToUnstructured(object)
			if err != nil {
				t.Fatal(err)
			}
			delete(content, "status")
			u := &unstructured.Unstructured{Object: content}
			unstructured.RemoveNestedField(content, "metadata", "creationTimestamp")
			found = append(found, u)
		}
	}
	return found
}

// refusedAt returns the fields that a server's refusal names; nil where it names none, as for what it could not decode.
func refusedAt(err error) []string {
	status := (&apierrors.StatusError{})
	if !errors.As(err, &status) || !apierrors.IsInvalid(err) || status.ErrStatus.Details == nil {
		return nil
	}
	var fields []string
	for _, cause := range status.ErrStatus.Details.Causes {
		if cause.Field != "" && cause.Field != "<nil>" && !slices.Contains(fields, cause.Field) {
			fields = append(fields, cause.Field)
		}
	}
	slices.Sort(fields)
	return fields
}

func pathsOf(refusals []schema.Refusal) []string {
	var paths []string
	for _, refusal := range refusals {
		if refusal.Path != "" && !slices.Contains(paths, refusal.Path) {
			paths = append(paths, refusal.Path)
		}
	}
	slices.Sort(paths)
	return paths
}

// agree says how two verdicts differ, or "".
func agree(err error, refusals []schema.Refusal) string {
	if apierrors.IsAlreadyExists(err) {
		err = nil // it passed every rule, and met what another test had left behind
	}
	if (err != nil) != (len(refusals) > 0) {
		return fmt.Sprintf("the API server says %v, offline says %v", err, refusals)
	}
	if fields := refusedAt(err); fields != nil {
		return cmp.Diff(fields, pathsOf(refusals))
	}
	return ""
}

func namespaces(t testing.TB) {
	t.Helper()
	for name, code := range map[string]string{"shaoxing": "330600", "zhuji": "330681"} {
		if err := env.Namespace(t.Context(), name, code, name); err != nil && !strings.Contains(err.Error(), "already exists") {
			t.Fatal(err)
		}
	}
}

// TestTheServerSaysTheSame changes good objects of every kind at random and asks both. Both verdicts have to occur.
func TestTheServerSaysTheSame(t *testing.T) {
	namespaces(t)
	api, admission, good := newServer(t), embedded(t), samples(t)
	accepted, refused, kinds := 0, 0, map[string]bool{}
	ask := func(t rapid.TB, u *unstructured.Unstructured) {
		err := api.create(context.Background(), u, metav1.DryRunAll)
		if difference := agree(err, admission.Create(u)); difference != "" {
			text, _ := yaml.Marshal(u) // for the reader of the failure only
			t.Fatalf("%s\nof\n%s", difference, text)
		}
		if err == nil {
			accepted++
		} else {
			refused++
		}
		kinds[u.GetKind()] = true
	}
	for _, u := range good {
		if refusals := admission.Create(u); len(refusals) > 0 {
			t.Fatalf("a good %s is refused: %v", u.GetKind(), refusals)
		}
		ask(t, u)
	}
	mutants := 5
	if os.Getenv("LONG") != "" {
		mutants = 100
	}
	rapid.Check(t, func(rt *rapid.T) {
		for range mutants {
			u := rapid.SampledFrom(good).Draw(rt, "good").DeepCopy()
			mutate(rt, u)
			ask(rt, u)
		}
	})
	if len(kinds) != len(records.Kinds) || accepted < 20 || refused < 100 {
		t.Errorf("only %d accepted and %d refused of %d kinds", accepted, refused, len(kinds))
	}
	t.Logf("the same verdict on %d accepted and %d refused objects", accepted, refused)
}

// mutate changes one place of an object.
func mutate(t *rapid.T, u *unstructured.Unstructured) {
	content := u.Object
	part := rapid.SampledFrom([]string{"spec", "spec", "spec", "metadata"}).Draw(t, "part")
	content[part] = changed(t, content[part])
	if metadata, ok := content["metadata"].(map[string]any); ok {
		if _, isText := metadata["namespace"].(string); !isText && u.GetKind() != "WorkCalendar" {
			metadata["namespace"] = "zhuji" // the request has one in any case
		}
	} else {
		content["metadata"] = map[string]any{"name": "x", "namespace": "zhuji"}
	}
	if u.GetKind() != "WorkCalendar" && u.GetNamespace() != "shaoxing" {
		u.SetNamespace("zhuji")
	}
}

// values that are wrong in most places, and right in some.
var values = []any{
	nil, "", "x", "2025", "0.00", "-1.00", "50000.00", "2025-02-30", "2025-06-03", "Five", "Municipal", "51330681PDY001813A", "香榧", "a b",
	strings.Repeat("x", 300), int64(0), int64(1), int64(-1), int64(2025), int64(1) << 40, 1.5, true, false,
	[]any{}, []any{"2025-01-02", "2025-01-02"}, map[string]any{}, map[string]any{"name": "x"},
}

func changed(t *rapid.T, value any) any {
	stop := rapid.IntRange(0, 3).Draw(t, "here") == 0
	switch value := value.(type) {
	case map[string]any:
		if len(value) > 0 && !stop {
			keys := make([]string, 0, len(value))
			for key := range value {
				keys = append(keys, key)
			}
			slices.Sort(keys)
			key := rapid.SampledFrom(keys).Draw(t, "key")
			value[key] = changed(t, value[key])
			return value
		}
		switch rapid.SampledFrom([]string{"add", "remove", "replace"}).Draw(t, "how") {
		case "add":
			value[rapid.SampledFrom([]string{"unknown", "on", "notice", "amount", "award", "labels", "annotations", "plan", "host"}).Draw(t, "new key")] =
				runtime.DeepCopyJSONValue(rapid.SampledFrom(values).Draw(t, "value"))
			return value
		case "remove":
			for key := range value {
				if rapid.Bool().Draw(t, "remove "+key) {
					delete(value, key)
				}
			}
			return value
		}
	case []any:
		if len(value) > 0 && !stop {
			i := rapid.IntRange(0, len(value)-1).Draw(t, "element")
			value[i] = changed(t, value[i])
			return value
		}
		if len(value) > 0 && rapid.Bool().Draw(t, "repeat") {
			return append(value, runtime.DeepCopyJSONValue(value[0]))
		}
	}
	return runtime.DeepCopyJSONValue(rapid.SampledFrom(values).Draw(t, "value"))
}
