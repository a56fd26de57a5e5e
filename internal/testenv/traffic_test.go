package testenv_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"

	"github.com/lianxing-dev/lianxing/internal/testenv"
)

// jsonConfig has built-in kinds travel as JSON, as custom resources always do.
func jsonConfig() *rest.Config {
	config := rest.CopyConfig(env.Config)
	config.ContentType, config.AcceptContentTypes = "application/json", "application/json"
	return config
}

func counted(t *testing.T) (*kubernetes.Clientset, *testenv.Traffic) {
	t.Helper()
	config, traffic := testenv.CountWrites(jsonConfig())
	return clientset(t, config), traffic
}

func parcels(t *testing.T, config *rest.Config, ns string) dynamic.ResourceInterface {
	t.Helper()
	client, err := dynamic.NewForConfig(config)
	if err != nil {
		t.Fatal(err)
	}
	return client.Resource(schema.GroupVersionResource{Group: "testenv.lianxing.dev", Version: "v1", Resource: "parcels"}).Namespace(ns)
}

func parcel(name string) *unstructured.Unstructured {
	return &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "testenv.lianxing.dev/v1", "kind": "Parcel",
		"metadata": map[string]any{"name": name},
		"spec":     map[string]any{"weight": int64(1)},
	}}
}

// check fails the test on any error in the arguments, whatever stands beside it.
func check(t *testing.T, results ...any) {
	t.Helper()
	for _, result := range results {
		if err, ok := result.(error); ok {
			t.Fatal(err)
		}
	}
}

func TestCountsByVerbResourceAndSubresource(t *testing.T) {
	ns := namespace(t, "counts")
	config, traffic := testenv.CountWrites(env.Config)
	of, ctx := parcels(t, config, ns), t.Context()

	made, err := of.Create(ctx, parcel("a"), metav1.CreateOptions{})
	check(t, err)
	_, again := of.Create(ctx, parcel("a"), metav1.CreateOptions{})
	if !apierrors.IsAlreadyExists(again) {
		t.Fatal(again)
	}
	made.Object["status"] = map[string]any{"place": "Keqiao"}
	made, err = of.UpdateStatus(ctx, made, metav1.UpdateOptions{})
	check(t, err)
	made.Object["spec"] = map[string]any{"weight": int64(2)}
	_, err = of.Update(ctx, made, metav1.UpdateOptions{})
	check(t, err)
	patch := []byte(`{"spec":{"weight":3}}`)
	_, err = of.Patch(ctx, "a", types.MergePatchType, patch, metav1.PatchOptions{})
	check(t, err)
	_, err = of.Patch(ctx, "a", types.MergePatchType, []byte(`{"status":{"place":"Zhuji"}}`), metav1.PatchOptions{}, "status")
	check(t, err)
	_, err = of.Patch(ctx, "a", types.MergePatchType, patch, metav1.PatchOptions{DryRun: []string{metav1.DryRunAll}})
	check(t, err)
	applied := parcel("b")
	_, err = of.Apply(ctx, "b", applied, metav1.ApplyOptions{FieldManager: "test", Force: true})
	check(t, err)
	check(t, of.Delete(ctx, "b", metav1.DeleteOptions{}))
	check(t, of.DeleteCollection(ctx, metav1.DeleteOptions{}, metav1.ListOptions{}))
	_, err = of.Get(ctx, "a", metav1.GetOptions{})
	if !apierrors.IsNotFound(err) {
		t.Fatal(err)
	}
	_, err = of.List(ctx, metav1.ListOptions{})
	check(t, err)
	watch, err := of.Watch(ctx, metav1.ListOptions{})
	check(t, err)
	watch.Stop()

	one := testenv.Tally{Sent: 1, Accepted: 1}
	want := testenv.Counts{
		{Verb: "create", Resource: "parcels"}:              {Sent: 2, Accepted: 1},
		{Verb: "update", Resource: "parcels/status"}:       one,
		{Verb: "update", Resource: "parcels"}:              one,
		{Verb: "patch", Resource: "parcels"}:               {Sent: 2, Accepted: 2},
		{Verb: "patch", Resource: "parcels/status"}:        one,
		{Verb: "patch", Resource: "parcels", DryRun: true}: one,
		{Verb: "delete", Resource: "parcels"}:              one,
		{Verb: "deletecollection", Resource: "parcels"}:    one,
		{Verb: "get", Resource: "parcels"}:                 {Sent: 1},
		{Verb: "list", Resource: "parcels"}:                one,
		{Verb: "watch", Resource: "parcels"}:               one,
	}
	got := traffic.Snapshot()
	if got.String() != want.String() {
		t.Errorf("counted\n%s\nwant\n%s", got, want)
	}
	if writes, but := got.Writes(), got.Writes("parcels"); writes != 9 || but != 2 {
		t.Errorf("%d writes, and %d but those of parcels; want 9 and 2", writes, but)
	}
	if tally := got.Of("create", "parcels"); tally != (testenv.Tally{Sent: 2, Accepted: 1}) {
		t.Errorf("creates: %+v", tally)
	}
}

func TestSnapshotSinceAndReset(t *testing.T) {
	ns := namespace(t, "reset")
	client, traffic := counted(t)
	maps := client.CoreV1().ConfigMaps(ns)
	check(t, second(maps.Create(t.Context(), configMap("a"), metav1.CreateOptions{})))
	before := traffic.Snapshot()
	check(t, second(maps.Create(t.Context(), configMap("b"), metav1.CreateOptions{})))
	if before.Writes() != 1 {
		t.Errorf("the snapshot changed afterwards:\n%s", before)
	}
	if got := traffic.Snapshot().Since(before).String(); got != "configmaps create: sent 1, accepted 1, swallowed 0, failed 0" {
		t.Errorf("since the snapshot: %s", got)
	}
	if got := traffic.Reset().Writes(); got != 2 {
		t.Errorf("reset returned %d writes, want 2", got)
	}
	if got := traffic.Snapshot(); len(got) != 0 {
		t.Errorf("after the reset: %s", got)
	}
	// The client that isn't wrapped is not counted.
	check(t, second(clientset(t, env.Config).CoreV1().ConfigMaps(ns).Create(t.Context(), configMap("c"), metav1.CreateOptions{})))
	if got := traffic.Snapshot(); len(got) != 0 {
		t.Errorf("counted what another client did: %s", got)
	}
}

func second[T any](_ T, err error) error { return err }

func TestSwallowedAnswerHappened(t *testing.T) {
	ns := namespace(t, "swallow")
	client, traffic := counted(t)
	maps := client.CoreV1().ConfigMaps(ns)
	var seen []string
	traffic.Decide(func(r testenv.Request) testenv.Fate {
		seen = append(seen, r.String())
		if r.Is("create", "configmaps") && r.Writes() {
			return testenv.Swallow
		}
		return testenv.Deliver
	})
	_, err := maps.Create(t.Context(), configMap("a"), metav1.CreateOptions{})
	if !errors.Is(err, testenv.ErrSwallowed) || !errors.Is(err, syscall.ECONNRESET) {
		t.Errorf("error %v, want that the answer was lost as by a reset connection", err)
	}
	check(t, second(maps.Get(t.Context(), "a", metav1.GetOptions{})))
	// What the server refuses didn't happen: the refusal is handed over and not counted as lost.
	if _, err := maps.Create(t.Context(), configMap("a"), metav1.CreateOptions{}); !apierrors.IsAlreadyExists(err) {
		t.Errorf("error %v, want that it exists", err)
	}
	if got, want := traffic.Snapshot().Of("create", "configmaps"), (testenv.Tally{Sent: 2, Accepted: 1, Swallowed: 1}); got != want {
		t.Errorf("counted %+v, want %+v", got, want)
	}
	want := strings.ReplaceAll("create configmaps NS/a|get configmaps NS/a|create configmaps NS/a", "NS", ns)
	if got := strings.Join(seen, "|"); got != want {
		t.Errorf("the hook saw %s, want %s", got, want)
	}
	traffic.Decide(nil)
	check(t, second(maps.Create(t.Context(), configMap("b"), metav1.CreateOptions{})))
}

func TestFailedRequestDidNotHappen(t *testing.T) {
	ns := namespace(t, "fail")
	config, traffic := testenv.CountWrites(env.Config)
	of := parcels(t, config, ns)
	traffic.Decide(func(r testenv.Request) testenv.Fate {
		if r.Verb == "create" && r.Name == "a" && r.Namespace == ns && r.Group == "testenv.lianxing.dev" {
			return testenv.Fail
		}
		return testenv.Deliver
	})
	if _, err := of.Create(t.Context(), parcel("a"), metav1.CreateOptions{}); !errors.Is(err, testenv.ErrFailed) {
		t.Errorf("error %v, want that it was not sent", err)
	}
	if _, err := of.Get(t.Context(), "a", metav1.GetOptions{}); !apierrors.IsNotFound(err) {
		t.Errorf("it was created all the same: %v", err)
	}
	check(t, second(of.Create(t.Context(), parcel("b"), metav1.CreateOptions{})))
	if got, want := traffic.Snapshot().Of("create", "parcels"), (testenv.Tally{Sent: 1, Accepted: 1, Failed: 1}); got != want {
		t.Errorf("counted %+v, want %+v", got, want)
	}
}

// TestManyAtOnce has 16 writers create 320 objects, of which every third answer is lost
// and every fifth request fails: the books of both sides must agree.
func TestManyAtOnce(t *testing.T) {
	const writers, each = 16, 20
	ns := namespace(t, "many")
	client, traffic := counted(t)
	var turn atomic.Int64
	traffic.Decide(func(r testenv.Request) testenv.Fate {
		if r.Verb != "create" {
			return testenv.Deliver
		}
		switch n := turn.Add(1); {
		case n%5 == 0:
			return testenv.Fail
		case n%3 == 0:
			return testenv.Swallow
		}
		return testenv.Deliver
	})
	var delivered, lost, failed atomic.Int64
	var group sync.WaitGroup
	for w := range writers {
		group.Go(func() {
			for i := range each {
				_, err := client.CoreV1().ConfigMaps(ns).Create(context.Background(), configMap(fmt.Sprintf("m-%d-%d", w, i)), metav1.CreateOptions{})
				switch {
				case err == nil:
					delivered.Add(1)
				case errors.Is(err, testenv.ErrSwallowed):
					lost.Add(1)
				case errors.Is(err, testenv.ErrFailed):
					failed.Add(1)
				default:
					t.Error(err)
				}
				traffic.Snapshot()
			}
		})
	}
	group.Wait()
	// Of 1 to 320, 64 are divisible by 5, and 106 - 21 = 85 by 3 and not by 5.
	if delivered.Load() != 171 || lost.Load() != 85 || failed.Load() != 64 {
		t.Errorf("delivered %d, lost %d, failed %d; want 171, 85, 64", delivered.Load(), lost.Load(), failed.Load())
	}
	if got, want := traffic.Snapshot().Total(), (testenv.Tally{Sent: 256, Accepted: 256, Swallowed: 85, Failed: 64}); got != want {
		t.Errorf("counted %+v, want %+v", got, want)
	}
	list, err := clientset(t, env.Config).CoreV1().ConfigMaps(ns).List(t.Context(), metav1.ListOptions{})
	check(t, err)
	if len(list.Items) != 256 {
		t.Errorf("%d objects are stored, want 256", len(list.Items))
	}
}

func TestPauseHoldsBackOneKind(t *testing.T) {
	ns := namespace(t, "pause")
	client, traffic := counted(t)
	direct := clientset(t, env.Config).CoreV1()
	mapEvents, err := client.CoreV1().ConfigMaps(ns).Watch(t.Context(), metav1.ListOptions{})
	check(t, err)
	defer mapEvents.Stop()
	secretEvents, err := client.CoreV1().Secrets(ns).Watch(t.Context(), metav1.ListOptions{})
	check(t, err)
	defer secretEvents.Stop()

	resume, resumeOther := traffic.Pause("configmaps"), traffic.Pause("configmaps")
	check(t, second(direct.ConfigMaps(ns).Create(t.Context(), configMap("late"), metav1.CreateOptions{})))
	// That many events of another kind, written later, arrive: time enough for the first.
	for i := range 50 {
		secret := &corev1.Secret{ObjectMeta: metav1.ObjectMeta{Name: fmt.Sprintf("s-%d", i)}}
		check(t, second(direct.Secrets(ns).Create(t.Context(), secret, metav1.CreateOptions{})))
		<-secretEvents.ResultChan()
	}
	listed := make(chan error, 1)
	go func() {
		_, err := client.CoreV1().ConfigMaps(ns).List(context.Background(), metav1.ListOptions{})
		listed <- err
	}()
	check(t, second(client.CoreV1().ConfigMaps(ns).Get(t.Context(), "late", metav1.GetOptions{}))) // gets aren't held back
	resume()
	resume() // the second call of one holder doesn't end the other's pause
	select {
	case event := <-mapEvents.ResultChan():
		t.Errorf("a paused watch handed over %s", event.Type)
	case err := <-listed:
		t.Errorf("a paused list came back: %v", err)
	default:
	}
	resumeOther()
	event := <-mapEvents.ResultChan()
	got, ok := event.Object.(*corev1.ConfigMap)
	if !ok || got.Name != "late" {
		t.Errorf("after the pause came %s of %v, want what happened during it", event.Type, event.Object)
	}
	check(t, <-listed)
}

func TestPausedWatchCanBeStopped(t *testing.T) {
	ns := namespace(t, "stopped")
	client, traffic := counted(t)
	watch, err := client.CoreV1().ConfigMaps(ns).Watch(t.Context(), metav1.ListOptions{})
	check(t, err)
	resume := traffic.Pause("configmaps")
	defer resume()
	check(t, second(clientset(t, env.Config).CoreV1().ConfigMaps(ns).Create(t.Context(), configMap("never-heard"), metav1.CreateOptions{})))
	watch.Stop()
	for event := range watch.ResultChan() {
		t.Errorf("a paused watch handed over %s", event.Type)
	}
}
