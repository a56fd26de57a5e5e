package testenv_test

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/internal/testenv"
)

// TestRefusals holds what a caller sees of the answers that no server gave, and of a request that was sent twice.
func TestRefusals(t *testing.T) {
	ns, ctx := namespace(t, "refusals"), t.Context()
	config, traffic := testenv.CountWrites(env.Config)
	of := parcels(t, config, ns)
	for _, c := range []struct {
		fate   testenv.Fate
		is     func(error) bool
		stored bool
	}{
		{testenv.Conflict, apierrors.IsConflict, false},
		{testenv.Broken, apierrors.IsInternalError, false},
		{testenv.Twice, apierrors.IsAlreadyExists, true},
		{testenv.Fail, func(err error) bool { return err != nil }, false},
		{testenv.Swallow, func(err error) bool { return err != nil }, true},
	} {
		t.Run(c.fate.String(), func(t *testing.T) {
			before := traffic.Hits()[c.fate]
			traffic.Decide(func(testenv.Request) testenv.Fate { return c.fate })
			name := strings.ReplaceAll(c.fate.String(), " ", "-")
			_, err := of.Create(ctx, parcel(name), metav1.CreateOptions{})
			traffic.Decide(nil)
			if !c.is(err) {
				t.Errorf("the caller got %v", err)
			}
			if _, err := of.Get(ctx, name, metav1.GetOptions{}); (err == nil) != c.stored {
				t.Errorf("stored is %v, want %v", err == nil, c.stored)
			}
			if hits := traffic.Hits()[c.fate] - before; hits != 1 {
				t.Errorf("%d hits, want 1", hits)
			}
		})
	}
}

// TestTooManyIsTriedAgain holds that a client comes again after the second that a 429 names, as it does with a server's own.
func TestTooManyIsTriedAgain(t *testing.T) {
	ns, ctx := namespace(t, "too-many"), t.Context()
	config, traffic := testenv.CountWrites(env.Config)
	asked := 0
	traffic.Decide(func(testenv.Request) testenv.Fate {
		if asked++; asked == 1 {
			return testenv.TooMany
		}
		return testenv.Deliver
	})
	_, err := parcels(t, config, ns).Create(ctx, parcel("a"), metav1.CreateOptions{})
	check(t, err)
	if tally := traffic.Snapshot().Of("create", "parcels"); tally != (testenv.Tally{Sent: 1, Accepted: 1, Failed: 1}) {
		t.Errorf("it was asked %+v", tally)
	}
}

// TestCutWatches holds that a watch which is cut ends for its reader.
func TestCutWatches(t *testing.T) {
	ns, ctx := namespace(t, "cut"), t.Context()
	config, traffic := testenv.CountWrites(env.Config)
	watch, err := parcels(t, config, ns).Watch(ctx, metav1.ListOptions{})
	check(t, err)
	if cut, err := traffic.CutWatches(); cut != 1 || err != nil {
		t.Fatalf("%d watches were cut: %v", cut, err)
	}
	for range watch.ResultChan() { // until it is closed
		continue
	}
	if cut, err := traffic.CutWatches(); cut != 0 || err != nil {
		t.Errorf("%d watches were open after their end: %v", cut, err)
	}
}

// TestProxy has kubectl ask through a proxy, whose Traffic knows what it asked for by name.
func TestProxy(t *testing.T) {
	ns := namespace(t, "proxied")
	config, traffic := testenv.CountWrites(env.Config)
	var asked []string
	traffic.Decide(func(r testenv.Request) testenv.Fate {
		if r.Writes() {
			asked = append(asked, r.String())
		}
		return testenv.Deliver
	})
	proxy, err := testenv.NewProxy(config)
	check(t, err)
	kubeconfig := filepath.Join(t.TempDir(), "kubeconfig")
	check(t, os.WriteFile(kubeconfig, proxy.Kubeconfig, 0o600))
	create := exec.CommandContext(t.Context(), filepath.Join(env.Assets, "kubectl"), "--kubeconfig", kubeconfig, "-n", ns, "create", "-f", "-")
	create.Stdin = strings.NewReader(`{"apiVersion": "testenv.lianxing.dev/v1", "kind": "Parcel", "metadata": {"name": "a"}, "spec": {"weight": 1}}`)
	if said, err := create.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	if want := "create parcels " + ns + "/a"; len(asked) != 1 || asked[0] != want {
		t.Errorf("it asked for %q, want %q", asked, want)
	}
	address := addressOf(t, proxy)
	check(t, proxy.Stop())
	if response, err := http.Get(address); err == nil {
		check(t, response.Body.Close())
		t.Error("the proxy answers after its end")
	}
}

func addressOf(t *testing.T, proxy *testenv.Proxy) string {
	t.Helper()
	_, after, found := strings.Cut(string(proxy.Kubeconfig), "server: ")
	if !found {
		t.Fatalf("no address in %s", proxy.Kubeconfig)
	}
	address, _, _ := strings.Cut(after, "\n")
	return address
}
