package testenv_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/internal/testenv"
)

// TestServersRestart restarts the servers of an environment of its own, puts an older state back, and has a version forgotten.
func TestServersRestart(t *testing.T) {
	t.Parallel()
	own, err := testenv.Start("testdata")
	check(t, err)
	t.Cleanup(func() {
		if err := own.Stop(); err != nil {
			t.Error(err)
		}
	})
	ctx := t.Context()
	check(t, own.Namespace(ctx, "kept", "330600", "kept"))
	of := parcels(t, own.Config, "kept")
	has := func(names string) {
		t.Helper()
		var list []string
		for deadline := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) {
			list = nil
			found, err := of.List(ctx, metav1.ListOptions{})
			if err == nil {
				for _, item := range found.Items {
					list = append(list, item.GetName())
				}
			}
			if strings.Join(list, " ") == names {
				return
			}
			if time.Now().After(deadline) {
				t.Fatalf("there is %q (%v), want %q", list, err, names)
			}
		}
	}
	_, err = of.Create(ctx, parcel("a"), metav1.CreateOptions{})
	check(t, err)
	check(t, own.RestartAPIServer())
	has("a")
	check(t, own.RestartEtcd())
	has("a")

	backup := filepath.Join(t.TempDir(), "backup")
	check(t, own.Backup(backup))
	has("a")
	made, err := of.Create(ctx, parcel("b"), metav1.CreateOptions{})
	check(t, err)
	has("a b")
	check(t, of.Delete(ctx, "b", metav1.DeleteOptions{}))
	check(t, own.Compact(ctx))
	watch, err := of.Watch(ctx, metav1.ListOptions{ResourceVersion: made.GetResourceVersion()})
	if err == nil {
		// The API server may still have in memory what etcd forgot; started anew it has not.
		watch.Stop()
		check(t, own.RestartAPIServer())
		has("a")
		watch, err = of.Watch(ctx, metav1.ListOptions{ResourceVersion: made.GetResourceVersion()})
		if err == nil {
			event := <-watch.ResultChan()
			err = apierrors.FromObject(event.Object)
			watch.Stop()
		}
	}
	if !apierrors.IsResourceExpired(err) && !apierrors.IsGone(err) {
		t.Errorf("a watch from a version that was forgotten: %v", err)
	}
	_, err = of.Create(ctx, parcel("c"), metav1.CreateOptions{})
	check(t, err)
	check(t, own.Restore(backup))
	has("a")
}
