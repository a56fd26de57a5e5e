package faults_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/rest"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/testenv"
	"github.com/lianxing-dev/lianxing/test/invariants"
	"github.com/lianxing-dev/lianxing/test/running"
)

// The patience of the suite: a register is what it should be within it, and stays so for a while.
const (
	patience = time.Minute
	still    = 500 * time.Millisecond
	lookAt   = 60 * time.Millisecond
)

// stage is an API server on which registers are played one after the other.
type stage struct {
	t      testing.TB
	env    *testenv.Env
	client client.Client
	// play says what is going on, for whoever reads of a violation.
	play string
	// processes that run.
	processes processes
	// failed says that something did not hold in this play.
	failed bool
}

func newStage(t testing.TB) *stage {
	t.Helper()
	s := &stage{t: t, env: servers.Own(t)}
	to, err := client.New(s.env.Config, client.Options{Scheme: controllers.Scheme()})
	if err != nil {
		t.Fatal(err)
	}
	s.client = to
	return s
}

// begin empties the stage for another play.
func (s *stage) begin(play string) {
	s.t.Helper()
	if err := running.Empty(context.Background(), s.env); err != nil {
		s.t.Fatal(err)
	}
	s.play, s.failed = play, false
}

// violated reports what does not hold.
func (s *stage) violated(wrong ...string) {
	s.t.Helper()
	if len(wrong) == 0 {
		return
	}
	s.failed = true
	if len(wrong) > 6 {
		wrong = append(wrong[:6:6], "…")
	}
	what := s.play + ":\n\t" + strings.Join(wrong, "\n\t")
	total.violated(what)
	s.t.Errorf("VIOLATION in %s", what)
}

// declare brings documents, as kubectl apply --server-side does, several at once.
func (s *stage) declare(documents ...*unstructured.Unstructured) {
	s.t.Helper()
	var workers sync.WaitGroup
	queue := make(chan *unstructured.Unstructured)
	for range 4 {
		workers.Go(func() {
			for document := range queue {
				err := s.client.Apply(context.Background(), client.ApplyConfigurationFromUnstructured(document.DeepCopy()), client.FieldOwner("people"), client.ForceOwnership)
				if err != nil {
					s.t.Errorf("%s: %s: %v", s.play, identityOf(document), err)
				}
			}
		})
	}
	for _, document := range documents {
		queue <- document
	}
	close(queue)
	workers.Wait()
}

// manager starts a manager of a day; to is its way to the API server. It is nil where the manager did not even come up.
func (s *stage) manager(to *rest.Config, asOf calendar.Date) *running.Manager {
	s.t.Helper()
	m, err := running.Try(s.t, to, controllers.Options{AsOf: asOf, Language: language})
	if err != nil {
		return nil
	}
	return m
}

// read reads the register; nil where the API server does not answer.
func (s *stage) read() *invariants.Register {
	found, err := invariants.Read(context.Background(), s.client)
	if err != nil {
		return nil
	}
	return found
}

// becomes waits until the register is what it should be and stays so for a while, and then asks for the invariants.
func (s *stage) becomes(want []records.Object, q invariants.Question) {
	s.t.Helper()
	var wrong []string
	since := time.Time{}
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(lookAt) {
		found := s.read()
		if found == nil {
			since = time.Time{}
			continue
		}
		wrong = differ(found, want)
		switch {
		case len(wrong) > 0:
			since = time.Time{}
			if tooMany(found, want) {
				deadline = time.Time{} // an entry does not go away
			}
		case since.IsZero():
			since = time.Now()
		case time.Since(since) >= still:
			s.violated(found.Violations(q)...)
			return
		}
		if deadline.IsZero() {
			break
		}
	}
	if len(wrong) == 0 {
		wrong = []string{"the register does not stand still"}
	}
	s.violated(wrong...)
}

// tooMany says that there are more entries than there should be.
func tooMany(have *invariants.Register, want []records.Object) bool {
	return entriesOf(have.Records) > entriesOf(want)
}

// settle waits until nothing changes, whatever it is, and returns the register.
func (s *stage) settle(quiet time.Duration) *invariants.Register {
	s.t.Helper()
	versions, since := "", time.Now()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(lookAt) {
		found := s.read()
		if found == nil {
			since = time.Now()
			continue
		}
		now, open := stateOf(found)
		if now != versions {
			versions, since = now, time.Now()
		}
		if !open && time.Since(since) >= quiet {
			return found
		}
	}
	found := s.read()
	wrong := []string{"the register did not settle in " + patience.String()}
	for _, object := range found.Records {
		if unobserved(object) {
			wrong = append(wrong, string(records.KindOf(object))+" "+records.KeyOf(object).String()+" was not looked at")
		}
	}
	s.violated(wrong...)
	return found
}

// stateOf writes the versions of all records, and says whether one was not looked at in its present generation.
func stateOf(found *invariants.Register) (versions string, open bool) {
	var b strings.Builder
	for _, object := range found.Records {
		b.WriteString(object.GetResourceVersion() + " ")
		open = open || unobserved(object)
	}
	return b.String(), open || len(found.Records) == 0
}

// unobserved says that nobody has looked at a record in its present generation.
func unobserved(object records.Object) bool {
	content, err := runtime.DefaultUnstructuredConverter.ToUnstructured(object)
	observed, _, _ := unstructured.NestedInt64(content, "status", "observedGeneration") // 0 where there is none, as no generation is
	return err != nil || observed != object.GetGeneration()
}

// share plays items on a few stages side by side.
func share[T any](t *testing.T, stages int, items []T, play func(s *stage, item T)) {
	t.Helper()
	queue := make(chan T, len(items))
	for _, item := range items {
		queue <- item
	}
	close(queue)
	for i := range min(stages, len(items)) {
		t.Run(string(rune('a'+i)), func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			for item := range queue {
				play(s, item)
			}
		})
	}
}

// awaitQuietly waits until the register is what it should be, or until something else ended the wait; it judges nothing.
func (s *stage) awaitQuietly(want []records.Object, ended <-chan struct{}) {
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); {
		select {
		case <-ended:
			return
		case <-time.After(lookAt):
		}
		if found := s.read(); found != nil && len(differ(found, want)) == 0 {
			return
		}
	}
}
