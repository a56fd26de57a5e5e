package settled_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/hack/demo/settled"
	"github.com/lianxing-dev/lianxing/internal/testenv"
)

var env *testenv.Env

func TestMain(m *testing.M) {
	testenv.Main(m, &env, "../../../config/crd/bases")
}

const (
	quiet = 2 * time.Second // a machine that is busy may take a second for one write
	every = 100 * time.Millisecond
)

// shire is a division of its own with two ledgers that nobody has looked at.
type shire struct {
	t      *testing.T
	name   string
	client client.Client
}

func newShire(t *testing.T, name string) *shire {
	t.Helper()
	scheme := runtime.NewScheme()
	if err := v1alpha1.AddToScheme(scheme); err != nil {
		t.Fatal(err)
	}
	to, err := client.New(env.Config, client.Options{Scheme: scheme})
	if err != nil {
		t.Fatal(err)
	}
	if err := env.Namespace(t.Context(), name, "330681", name); err != nil {
		t.Fatal(err)
	}
	s := &shire{t: t, name: name, client: to}
	for _, ledger := range []string{"stars", "activities"} {
		if err := to.Create(t.Context(), s.ledger(ledger)); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func (s *shire) ledger(name string) *v1alpha1.Ledger {
	return &v1alpha1.Ledger{
		ObjectMeta: metav1.ObjectMeta{Namespace: s.name, Name: name},
		Spec:       v1alpha1.LedgerSpec{Checkpoint: v1alpha1.Checkpoint{Sequence: 0}, Source: "FiscalBudget"},
	}
}

// look writes what a manager would write that has looked at a ledger.
func (s *shire) look(name string, entries int64) {
	s.t.Helper()
	ledger := &v1alpha1.Ledger{}
	if err := s.client.Get(context.Background(), client.ObjectKey{Namespace: s.name, Name: name}, ledger); err != nil {
		s.t.Error(err)
		return
	}
	ledger.Status.ObservedGeneration, ledger.Status.Entries = ledger.Generation, entries
	if err := s.client.Status().Update(context.Background(), ledger); err != nil {
		s.t.Error(err)
	}
}

// wait waits until the register of the shire is settled, or until it was seen for longer than it would have to be quiet.
func (s *shire) wait() (total, waiting int, err error) {
	ctx, cancel := context.WithCancel(s.t.Context())
	defer cancel()
	var first time.Time
	err = settled.Wait(ctx, s.client, settled.Options{Quiet: quiet, Every: every, Namespaces: []string{s.name}, Progress: func(records, open int) {
		total, waiting = records, open
		switch {
		case first.IsZero():
			first = time.Now()
		case time.Since(first) > 3*quiet:
			cancel()
		}
	}})
	return total, waiting, err
}

// TestUnobserved holds that a register is not settled while somebody has not looked at a record, and that the error names it.
func TestUnobserved(t *testing.T) {
	t.Parallel()
	s := newShire(t, "unobserved")
	s.look("activities", 0)
	total, waiting, err := s.wait()
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("settled while a record was not looked at: %v", err)
	}
	if !strings.Contains(err.Error(), "Ledger unobserved/stars") || strings.Contains(err.Error(), "activities") {
		t.Errorf("the error names not what is open: %v", err)
	}
	if total != 2 || waiting != 1 {
		t.Errorf("told of %d records, %d of them open", total, waiting)
	}
	s.look("stars", 0)
	if _, _, err := s.wait(); err != nil {
		t.Error(err)
	}
}

// TestOlderGeneration holds that a status of an older generation is none.
func TestOlderGeneration(t *testing.T) {
	t.Parallel()
	s := newShire(t, "older")
	s.look("activities", 0)
	s.look("stars", 0)
	ledger := &v1alpha1.Ledger{}
	if err := s.client.Get(t.Context(), client.ObjectKey{Namespace: s.name, Name: "stars"}, ledger); err != nil {
		t.Fatal(err)
	}
	ledger.Spec.Checkpoint = v1alpha1.Checkpoint{Sequence: 1, Head: v1alpha1.Digest("sha256:" + strings.Repeat("0", 64))}
	if err := s.client.Update(t.Context(), ledger); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.wait(); err == nil || !strings.Contains(err.Error(), "Ledger older/stars") {
		t.Errorf("settled although the record was changed since: %v", err)
	}
}

// TestQuiet holds that a register which still changes is not settled, however observed it is.
func TestQuiet(t *testing.T) {
	t.Parallel()
	s := newShire(t, "quiet")
	s.look("activities", 0)
	s.look("stars", 0)
	const changes = 5
	last := make(chan time.Time, 1)
	go func() {
		for i := range int64(changes) {
			s.look("stars", i+1)
			time.Sleep(quiet / 5)
		}
		last <- time.Now()
	}()
	if _, _, err := s.wait(); err != nil {
		t.Fatal(err)
	}
	select {
	case ended := <-last:
		// The last change came a fifth of the quiet before that, and is seen up to one look later.
		if after := time.Since(ended); after < quiet/2 {
			t.Errorf("settled %s after the last change, and %s of quiet were asked for", after, quiet)
		}
	default:
		t.Error("settled while records still changed")
	}
}

// TestEmpty holds that nothing is not a settled register: nobody has applied one yet.
func TestEmpty(t *testing.T) {
	t.Parallel()
	s := newShire(t, "empty")
	for _, ledger := range []string{"stars", "activities"} {
		if err := s.client.Delete(t.Context(), s.ledger(ledger)); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := s.wait(); err == nil {
		t.Error("an empty register is settled")
	}
}

// TestRecords holds that all namespaces are read where none is named.
func TestRecords(t *testing.T) {
	one, other := newShire(t, "records-one"), newShire(t, "records-other")
	for name, c := range map[string]struct {
		namespaces []string
		want       int
	}{"one": {[]string{one.name}, 2}, "two": {[]string{one.name, other.name}, 4}} {
		t.Run(name, func(t *testing.T) {
			all, err := settled.Records(t.Context(), one.client, c.namespaces...)
			if err != nil || len(all) != c.want {
				t.Errorf("%d records, wanted %d: %v", len(all), c.want, err)
			}
		})
	}
	all, err := settled.Records(t.Context(), one.client)
	if err != nil || len(all) < 4 {
		t.Errorf("%d records of all namespaces: %v", len(all), err)
	}
}
