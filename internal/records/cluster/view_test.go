package cluster_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/controller-runtime/pkg/cache"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/cluster"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	"github.com/lianxing-dev/lianxing/internal/testenv"
)

var env *testenv.Env

func TestMain(m *testing.M) {
	testenv.Main(m, &env, "../../../config/crd/bases")
}

// startCache starts a cache on the API server that watches every kind and the namespaces, all or what is in some of them.
func startCache(t *testing.T, namespaces ...string) *cluster.Informers {
	t.Helper()
	scheme := runtime.NewScheme()
	if err := v1alpha1.AddToScheme(scheme); err != nil {
		t.Fatal(err)
	}
	limited := map[string]cache.Config{}
	for _, namespace := range namespaces {
		limited[namespace] = cache.Config{}
	}
	informers := &cluster.Informers{}
	started, err := cache.New(env.Config, cache.Options{Scheme: scheme, NewInformer: informers.New, DefaultNamespaces: limited})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- started.Start(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	namespace := &metav1.PartialObjectMetadata{}
	namespace.SetGroupVersionKind(corev1.SchemeGroupVersion.WithKind("Namespace"))
	watched := []client.Object{namespace}
	for _, info := range records.Kinds {
		watched = append(watched, info.New())
	}
	for _, object := range watched {
		// Without waiting: a view waits for what it is asked.
		if _, err := started.GetInformer(ctx, object, cache.BlockUntilSynced(false)); err != nil {
			t.Fatal(err)
		}
	}
	return informers
}

// apply creates what a view of files holds.
func apply(t *testing.T, view *files.View) {
	t.Helper()
	ctx := t.Context()
	scheme := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{v1alpha1.AddToScheme, corev1.AddToScheme} {
		if err := add(scheme); err != nil {
			t.Fatal(err)
		}
	}
	writer, err := client.New(env.Config, client.Options{Scheme: scheme})
	if err != nil {
		t.Fatal(err)
	}
	for _, division := range view.Divisions() {
		if err := env.Namespace(ctx, division.Namespace, division.Code, division.DisplayName); err != nil {
			t.Fatal(err)
		}
	}
	for _, info := range records.Kinds {
		for _, object := range view.List(info.Kind) {
			copied, ok := object.DeepCopyObject().(records.Object)
			if !ok {
				t.Fatalf("%T is no record", object)
			}
			if err := writer.Create(ctx, copied); err != nil {
				t.Fatalf("%s %s: %v", info.Kind, records.KeyOf(object), err)
			}
		}
	}
}

// TestBothViewsAnswerAlike asks the view on files and the view on the cache of a real API server everything that can be asked
// of one set of records.
func TestBothViewsAnswerAlike(t *testing.T) {
	want, problems, err := files.Loader{Stdin: strings.NewReader(more)}.Load("../files/testdata/register", "-")
	if err != nil || len(problems) > 0 {
		t.Fatalf("problems %v, error %v", problems, err)
	}
	apply(t, want)
	got := cluster.New(t.Context(), startCache(t))
	for name, view := range map[string]*cluster.View{
		"all namespaces":        got,
		"one informer for each": cluster.New(t.Context(), startCache(t, everyNamespace(want)...)),
	} {
		t.Run(name, func(t *testing.T) {
			if asked := compareGets(t, want, view) + compareFinds(t, want, view); asked < 100 {
				t.Errorf("only %d questions were asked", asked)
			}
			if err := view.Err(); err != nil {
				t.Error(err)
			}
		})
	}
	if diff := cmp.Diff(want.Divisions(), got.Divisions()); diff != "" {
		t.Error(diff)
	}
	for _, namespace := range []string{"shaoxing", "zhuji", "default", "nowhere"} {
		a, inFiles := want.Division(namespace)
		b, inCluster := got.Division(namespace)
		if a != b || inFiles != inCluster {
			t.Errorf("Division(%s): %v %v in files, %v %v in the cluster", namespace, a, inFiles, b, inCluster)
		}
	}
	if err := got.Err(); err != nil {
		t.Error(err)
	}
	t.Run("nothing is copied", func(t *testing.T) {
		first := records.Find[*v1alpha1.Alliance](got, records.AlliancesByCode, "51330681PDY001813A")
		again := records.Find[*v1alpha1.Alliance](got, records.AlliancesByCode, "51330681PDY001813A")
		if len(first) != 1 || len(again) != 1 || first[0].Spec.Recognition != again[0].Spec.Recognition {
			t.Error("two readings have copies of their own")
		}
	})
}

func everyNamespace(view *files.View) (names []string) {
	for _, division := range view.Divisions() {
		names = append(names, division.Namespace)
	}
	return names
}

// TestWhatIsNotWatchedIsAnError: who asks for a kind that no informer reads must not take the answer for "there is none".
func TestWhatIsNotWatchedIsAnError(t *testing.T) {
	for name, ask := range map[string]func(*cluster.View){
		"get":       func(v *cluster.View) { v.Get(records.Alliance, records.Key{Namespace: "zhuji", Name: "torreya"}) },
		"list":      func(v *cluster.View) { v.List(records.Alliance) },
		"division":  func(v *cluster.View) { v.Division("zhuji") },
		"divisions": func(v *cluster.View) { v.Divisions() },
	} {
		view := cluster.New(t.Context(), &cluster.Informers{})
		ask(view)
		if err := view.Err(); err == nil || !strings.Contains(err.Error(), "nobody watches") {
			t.Errorf("%s: error %v, want one that says that nobody watches", name, err)
		}
	}
	view := cluster.New(t.Context(), &cluster.Informers{})
	if found := view.Find(records.AlliancesByNamespace, "zhuji"); len(found) != 0 {
		t.Errorf("found %v", found)
	}
	first := view.Err()
	if first == nil || !strings.Contains(first.Error(), "alliancesByNamespace") {
		t.Fatalf("error %v, want one that names the index", first)
	}
	view.Find(records.ReviewsBySubject, "x")
	if view.Err().Error() != first.Error() {
		t.Errorf("the first error gave way to %v", view.Err())
	}
}

// TestWhatIsNotReadYetIsAnError: an answer from an informer that has not begun would be "there is none".
func TestWhatIsNotReadYetIsAnError(t *testing.T) {
	informers := &cluster.Informers{}
	scheme := runtime.NewScheme()
	if err := v1alpha1.AddToScheme(scheme); err != nil {
		t.Fatal(err)
	}
	never, err := cache.New(env.Config, cache.Options{Scheme: scheme, NewInformer: informers.New})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := never.GetInformer(t.Context(), &v1alpha1.Alliance{}, cache.BlockUntilSynced(false)); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	view := cluster.New(ctx, informers)
	view.Find(records.AlliancesByNamespace, "zhuji")
	if err := view.Err(); err == nil || !strings.Contains(err.Error(), "before the end") {
		t.Errorf("error %v, want one that says that it was not read", err)
	}
}

// compareGets lists every kind, and gets every record in its own and in other namespaces.
func compareGets(t *testing.T, want, got records.View) (asked int) {
	t.Helper()
	for _, info := range records.Kinds {
		all := want.List(info.Kind)
		if len(all) == 0 {
			t.Errorf("there is no %s to compare", info.Kind)
		}
		if diff := cmp.Diff(said(t, all), said(t, got.List(info.Kind))); diff != "" {
			t.Errorf("List(%s): %s", info.Kind, diff)
		}
		for _, object := range all {
			for _, namespace := range []string{object.GetNamespace(), "", "shaoxing", "zhuji", "nowhere"} {
				key := records.Key{Namespace: namespace, Name: object.GetName()}
				if diff := cmp.Diff(gotten(t, want, info.Kind, key), gotten(t, got, info.Kind, key)); diff != "" {
					t.Errorf("Get(%s, %s): %s", info.Kind, key, diff)
				}
				asked++
			}
		}
	}
	return asked
}

// gotten is what a view says of one record, nothing where it has none.
func gotten(t *testing.T, view records.View, kind records.Kind, key records.Key) []string {
	t.Helper()
	object, ok := view.Get(kind, key)
	if !ok {
		return nil
	}
	return said(t, []records.Object{object})
}

// compareFinds asks every index for every value that it has, and for some that it has not.
func compareFinds(t *testing.T, want, got records.View) (asked int) {
	t.Helper()
	for _, index := range records.Indexes {
		values := map[string]bool{"": true, "nothing/has/this": true}
		for _, object := range want.List(index.Kind) {
			for _, value := range index.Values(object) {
				values[value] = true
			}
		}
		if len(values) == 2 {
			t.Errorf("there is no value of %s to compare", index.Name)
		}
		for value := range values {
			if diff := cmp.Diff(said(t, want.Find(index, value)), said(t, got.Find(index, value))); diff != "" {
				t.Errorf("Find(%s, %q): %s", index.Name, value, diff)
			}
			asked++
		}
	}
	return asked
}

// said is what the views say of records: kind, key and spec. The API server adds metadata of its own.
func said(t *testing.T, objects []records.Object) []string {
	t.Helper()
	var lines []string
	for _, object := range objects {
		content, err := runtime.DefaultUnstructuredConverter.ToUnstructured(object)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, fmt.Sprintf("%s %s %v", records.KindOf(object), records.KeyOf(object), content["spec"]))
	}
	return lines
}

// more are records whose names and values lie close to those of the register in the files.
const more = `
apiVersion: lianxing.dev/v1alpha1
kind: Incident
metadata: {name: torreya-3, namespace: zhuji}
spec:
  allianceRef: {name: torreya}
  subject: Alliance
  ground: Other
  factsOn: 2025-07-01
  reportedOn: 2025-07-04
  description: 样例(虚构)
  filedBy: office
---
apiVersion: lianxing.dev/v1alpha1
kind: Alliance
metadata: {name: torreya, namespace: shaoxing}
spec:
  displayName: 绍兴市样例香榧产业农合联(虚构)
  creditCode: 51330600PDY00001XU
  industry: 香榧
  succeeds:
  - allianceRef: {name: old-torreya}
    "on": 2023-05-08
  filedBy: office
---
apiVersion: lianxing.dev/v1alpha1
kind: Objection
metadata: {name: torreya-2, namespace: zhuji}
spec:
  subjectRef: {kind: StarApplication, name: torreya-2025-4}
  raisedOn: 2025-07-04
  signed: Seal
  grounds: 另一项异议(虚构)
  filedBy: zhuji-secretary
---
apiVersion: lianxing.dev/v1alpha1
kind: Payment
metadata: {name: stars-000002-2, namespace: shaoxing}
spec:
  disbursementRef: {name: stars-000002, digest: "sha256:eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee"}
  amount: "20000.00"
  orderedOn: 2025-09-10
  orderedBy: finance-1
`
