package faults_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/testenv"
	"github.com/lianxing-dev/lianxing/test/invariants"
)

// TestLostAnswersBehindALaggingCache loses the answer to the first try of every entry while the manager's cache shows no entry at all: what
// it has entered it can know from the API server's refusal of the name alone.
func TestLostAnswersBehindALaggingCache(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	from := load(t, played[0])
	want := from.offline(t, from.documents, afterwards)
	s.begin(from.name + ", every entry is lost behind a cache that lags")
	s.declare(from.divisions...)
	s.declare(from.documents...)
	to, traffic := testenv.CountWrites(s.env.Config)
	var c counter
	var once sync.Once
	var show func()
	lost := make(chan struct{}, len(want))
	traffic.Decide(func(r testenv.Request) testenv.Fate {
		if !r.Is("create", "fundingdisbursements") || c.next(r).nth > 0 {
			return testenv.Deliver
		}
		once.Do(func() { show = traffic.Pause("fundingdisbursements") }) // before there is an entry that could be shown
		lost <- struct{}{}
		return testenv.Swallow
	})
	m := s.manager(to, afterwards)
	for range entriesOf(want) {
		select {
		case <-lost:
		case <-time.After(patience):
			t.Fatalf("not every one of %d entries was tried", entriesOf(want))
		}
	}
	show()
	s.becomes(want, invariants.Question{AsOf: afterwards, Language: language, Tidy: true})
	if hits := traffic.Hits()[testenv.Swallow]; hits != entriesOf(want) {
		t.Errorf("%d answers were lost of %d entries", hits, entriesOf(want))
	}
	m.Stop()
	told(traffic)
}

// TestStatusIsNoSource writes into statuses what nobody awarded and takes others away, on a day of its own: the next pass says what the records say.
func TestStatusIsNoSource(t *testing.T) {
	long(t)
	t.Parallel()
	s := newStage(t)
	from := load(t, played[0])
	want := from.offline(t, from.documents, afterwards)
	s.begin(from.name + ", statuses are forged and lost")
	s.declare(from.divisions...)
	s.declare(from.documents...)
	m := s.manager(s.env.Config, afterwards)
	q := invariants.Question{AsOf: afterwards, Language: language, Tidy: true}
	s.becomes(want, q)
	m.Stop()
	found := s.read()
	loseStatuses(s, nil, found)
	for _, alliance := range of[*v1alpha1.Alliance](found) {
		forged := `{"status":{"observedGeneration":1,"activeMembers":99,"conditions":[{"type":"Ready","status":"True","reason":"Evaluated","message":"伪造","lastTransitionTime":"2026-01-01T00:00:00Z"}]}}`
		if err := s.client.Status().Patch(context.Background(), alliance, client.RawPatch("application/merge-patch+json", []byte(forged))); err != nil {
			t.Fatal(err)
		}
	}
	m = s.manager(s.env.Config, afterwards)
	s.becomes(want, q)
	m.Stop()
	total.fault("a status is forged", len(of[*v1alpha1.Alliance](found)))
}

// TestRecordsThatAreGone removes the request whose grant stands in the chain, with all that was signed under it: that a record is missing
// takes no money away.
func TestRecordsThatAreGone(t *testing.T) {
	long(t)
	t.Parallel()
	s := newStage(t)
	from := load(t, played[0])
	granted := firstPayment(from)
	s.begin(from.name + ", the request of a grant is gone")
	s.declare(from.divisions...)
	came := from.until(granted.AddDays(-1)) // before anything is ordered
	s.declare(came...)
	m := s.manager(s.env.Config, granted)
	want := from.offline(t, came, granted)
	s.becomes(want, invariants.Question{AsOf: granted, Language: language, Tidy: true})
	before := s.read()
	gone := 0
	for _, object := range before.Records {
		request := records.KindOf(object) == records.AwardRequest
		if review, ok := object.(*v1alpha1.Review); ok {
			request = review.Spec.SubjectRef.Kind == string(records.AwardRequest)
		}
		if request {
			gone++
			if err := s.client.Delete(context.Background(), object); err != nil {
				t.Fatal(err)
			}
		}
	}
	if gone < 2 || entriesOf(before.Records) < 2 {
		t.Fatalf("%d records are gone and there are %d entries: this says nothing", gone, entriesOf(before.Records))
	}
	s.settle(settledAfter) // under the manager that granted it, and then under one that never saw it
	m.Stop()
	next := granted.AddDays(1)
	m = s.manager(s.env.Config, next)
	after := s.settle(settledAfter)
	m.Stop()
	if entriesOf(after.Records) != entriesOf(before.Records) {
		s.violated("an entry was made since a record is missing")
	}
	s.violated(after.Violations(invariants.Question{AsOf: next, Language: language, Before: byLedger(before.Records)})...)
	total.fault("a request is gone", gone)
}

// firstPayment is the day of the first order of a register.
func firstPayment(from *source) calendar.Date {
	first := ""
	for _, document := range from.documents {
		if on := dateOf(document); document.GetKind() == string(records.Payment) && (first == "" || on < first) {
			first = on
		}
	}
	return calendar.MustParse(strings.TrimSpace(first))
}
