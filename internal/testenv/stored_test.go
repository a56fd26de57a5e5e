package testenv_test

import (
	"bytes"
	"fmt"
	"slices"
	"testing"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/internal/testenv"
)

// TestStoredIsPutBack reads what is stored of more records than one request to etcd is about, removes them, and puts them back under a
// running API server, which then knows every one as it was.
func TestStoredIsPutBack(t *testing.T) {
	t.Parallel()
	ctx, ns := t.Context(), namespace(t, "stored")
	of := parcels(t, env.Config, ns)
	for i := range 205 {
		_, err := of.Create(ctx, parcel(fmt.Sprintf("p%03d", i)), metav1.CreateOptions{})
		check(t, err)
	}
	before, err := of.List(ctx, metav1.ListOptions{})
	check(t, err)
	all, err := env.Stored(ctx, "testenv.lianxing.dev")
	check(t, err)
	ours := slices.DeleteFunc(all, func(s testenv.Stored) bool { return !bytes.Contains(s.Key, []byte("/"+ns+"/")) })
	if len(ours) != len(before.Items) {
		t.Fatalf("%d keys were read, want %d", len(ours), len(before.Items))
	}
	check(t, of.DeleteCollection(ctx, metav1.DeleteOptions{}, metav1.ListOptions{}))
	gone, err := of.List(ctx, metav1.ListOptions{})
	check(t, err)
	if len(gone.Items) != 0 {
		t.Fatalf("%d are left of what was deleted", len(gone.Items))
	}
	check(t, env.Put(ctx, ours))
	after, err := of.List(ctx, metav1.ListOptions{})
	check(t, err)
	for deadline := time.Now().Add(time.Minute); len(after.Items) != len(before.Items); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d are there again, want %d", len(after.Items), len(before.Items))
		}
		after, err = of.List(ctx, metav1.ListOptions{})
		check(t, err)
	}
	for i := range after.Items {
		if after.Items[i].GetUID() != before.Items[i].GetUID() || after.Items[i].GetName() != before.Items[i].GetName() {
			t.Errorf("%s came back as %s", before.Items[i].GetName(), after.Items[i].GetName())
		}
	}
	// What was put can be changed like everything else.
	check(t, of.Delete(ctx, "p204", metav1.DeleteOptions{}))
}
