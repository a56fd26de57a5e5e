package faults_test

import (
	"bytes"
	"context"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/cli"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/testenv"
	"github.com/lianxing-dev/lianxing/test/invariants"
)

// TestServersGoDown restarts kube-apiserver and etcd under a manager at work, and has versions forgotten that its watches would go on from. The
// manager lives through it: it has to hear of what is declared afterwards.
func TestServersGoDown(t *testing.T) {
	long(t)
	t.Parallel()
	s := newStage(t)
	from := load(t, played[0])
	want := from.offline(t, from.documents, afterwards)
	for _, c := range []struct {
		name string
		do   func(traffic *testenv.Traffic, later []*unstructured.Unstructured) error
		// afresh says that it has the manager read everything afresh.
		afresh bool
	}{
		{"kube-apiserver restarts", func(*testenv.Traffic, []*unstructured.Unstructured) error { return s.env.RestartAPIServer() }, false},
		{"etcd restarts", func(*testenv.Traffic, []*unstructured.Unstructured) error { return s.env.RestartEtcd() }, false},
		{"versions are forgotten", s.forget, true},
	} {
		s.begin(from.name + ", " + c.name)
		s.declare(from.divisions...)
		to, traffic := testenv.CountWrites(s.env.Config)
		read := &reading{}
		to.Wrap(read.wrap)
		m := s.manager(to, afterwards)
		half := len(from.documents) / 2
		s.declare(from.documents[:half]...)
		s.settle(settledAfter)
		read.afresh.Store(0)
		if err := c.do(traffic, from.documents[half:]); err != nil {
			t.Fatal(err)
		}
		s.answers()
		s.declare(from.documents[half:]...)
		s.holds(s.settle(settledAfter), byLedger(want))
		m.Stop()
		if c.afresh && read.afresh.Load() == 0 {
			t.Errorf("%s: the manager read nothing afresh: it was not hit", s.play)
			continue
		}
		total.fault(c.name, 1)
	}
}

// reading counts how often an informer begins to read all of its kind, by a list or by a watch that begins with what there is.
type reading struct {
	next   http.RoundTripper
	afresh atomic.Int64
}

func (r *reading) wrap(next http.RoundTripper) http.RoundTripper {
	r.next = next
	return r
}

// RoundTrip implements http.RoundTripper.
func (r *reading) RoundTrip(request *http.Request) (*http.Response, error) {
	if query := request.URL.Query(); query.Has("sendInitialEvents") || query.Has("limit") {
		r.afresh.Add(1)
	}
	return r.next.RoundTrip(request)
}

// forget cuts every watch off, declares records of which they would have told, and has etcd forget it before anybody asks again. A new API server has
// none of it in memory either.
func (s *stage) forget(traffic *testenv.Traffic, later []*unstructured.Unstructured) error {
	resume := func() {}
	for _, info := range records.Kinds {
		before, pause := resume, traffic.Pause(info.Plural)
		resume = func() { pause(); before() }
	}
	defer resume()
	if _, err := traffic.CutWatches(); err != nil {
		return err
	}
	s.declare(later...)
	if err := s.env.Compact(context.Background()); err != nil {
		return err
	}
	return s.env.RestartAPIServer()
}

// answers waits until the API server answers again.
func (s *stage) answers() {
	s.t.Helper()
	for deadline := time.Now().Add(patience); s.read() == nil; time.Sleep(lookAt) {
		if time.Now().After(deadline) {
			s.t.Fatalf("%s: the API server does not answer", s.play)
		}
	}
}

// TestOlderState lives a register to its end under a manager that stays, puts etcd back to a state of before, and applies what git has, with
// the checkpoint. Nothing is entered until the export is back, and then the chain is the one of before.
func TestOlderState(t *testing.T) {
	long(t)
	t.Parallel()
	s := newStage(t)
	from := load(t, played[0])
	days := from.days()
	middle := calendar.MustParse(days[len(days)/2])
	s.begin(from.name + ", etcd is put back to " + middle.String())
	s.declare(from.divisions...)
	s.declare(from.until(middle)...)
	m := s.manager(s.env.Config, middle)
	s.becomes(from.offline(t, from.until(middle), middle), invariants.Question{AsOf: middle, Language: language, Tidy: true})
	m.Stop()
	backup := filepath.Join(t.TempDir(), "backup")
	if err := s.env.Backup(backup); err != nil {
		t.Fatal(err)
	}
	s.answers()
	s.declare(from.documents...)
	want := from.offline(t, from.documents, afterwards)
	m = s.manager(s.env.Config, afterwards)
	s.becomes(want, invariants.Question{AsOf: afterwards, Language: language, Tidy: true})
	export := s.plugin(cli.ExitDone, "ledger", "export", "stars", "-n", "shaoxing")

	if err := s.env.Restore(backup); err != nil {
		t.Fatal(err)
	}
	s.answers()
	old := entriesOf(s.read().Records)
	s.checkpoint()
	s.declare(slices.DeleteFunc(slices.Clone(from.documents), func(d *unstructured.Unstructured) bool {
		return d.GetKind() == string(records.Ledger) // git has it with the checkpoint
	})...)
	// A manager that was there before may hear nothing of what is younger than what it knows, until versions are past that: it has to be
	// started anew, and until then it must not do any harm.
	time.Sleep(settledAfter)
	if entries := entriesOf(s.read().Records); entries != old {
		s.violated("a manager from before entered something into a chain that was put back")
	}
	m.Kill()
	m = s.manager(s.env.Config, afterwards)
	frozen := s.settle(settledAfter)
	if entries := entriesOf(frozen.Records); entries != old || old >= entriesOf(want) {
		s.violated("entries were made in a chain that is behind its checkpoint")
	}
	for _, record := range of[*v1alpha1.Ledger](frozen) {
		if record.Status.Frozen == "" {
			s.violated("the ledger does not say that it is frozen")
		}
	}
	file := filepath.Join(t.TempDir(), "export.yaml")
	if err := os.WriteFile(file, []byte(export), 0o600); err != nil {
		t.Fatal(err)
	}
	s.plugin(cli.ExitDone, "ledger", "restore", "stars", "-n", "shaoxing", "-f", file, "--yes")
	s.settle(settledAfter)
	if again := s.plugin(cli.ExitDone, "ledger", "export", "stars", "-n", "shaoxing"); again != export {
		s.violated("the chain is another than before")
	}
	s.holds(s.read(), byLedger(want))
	m.Stop()
	total.fault("etcd put back to an older state", 1)
}

// checkpoint puts the end of the register's chain on record, as finance does in git.
func (s *stage) checkpoint() {
	s.t.Helper()
	from := load(s.t, played[0])
	var last *v1alpha1.FundingDisbursement
	for _, object := range from.offline(s.t, from.documents, afterwards) {
		if entry, ok := object.(*v1alpha1.FundingDisbursement); ok && (last == nil || last.Spec.Sequence < entry.Spec.Sequence) {
			last = entry
		}
	}
	named, err := ledger.Digest(last)
	if err != nil {
		s.t.Fatal(err)
	}
	record := &v1alpha1.Ledger{}
	record.Namespace, record.Name = last.Namespace, last.Spec.LedgerRef.Name
	s.patch(record, func() { record.Spec.Checkpoint = v1alpha1.Checkpoint{Sequence: last.Spec.Sequence, Head: named} })
}

// plugin runs the kubectl plugin, which has to end with a code, and returns what it prints.
func (s *stage) plugin(want int, arguments ...string) string {
	s.t.Helper()
	kubeconfig := filepath.Join(s.t.TempDir(), "kubeconfig")
	if err := os.WriteFile(kubeconfig, s.env.Kubeconfig, 0o600); err != nil {
		s.t.Fatal(err)
	}
	var out, said bytes.Buffer
	p := cli.Program{Streams: cli.Streams{In: strings.NewReader(""), Out: &out, Err: &said}, Now: time.Now}
	if code := p.Run(context.Background(), append(arguments, "--kubeconfig", kubeconfig)); code != want {
		s.t.Fatalf("%s: %v ended with %d: %s", s.play, arguments, code, said.String())
	}
	return out.String()
}
