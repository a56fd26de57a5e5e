package register_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/hack/province/synthetic"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// waitingRoom is a register in which the requests of some alliances wait for a budget that has nothing.
type waitingRoom struct {
	t        *testing.T
	province *synthetic.Province
	objects  []records.Object
	failed   error
	// counted are the look-ups of the applications of a round: whoever reads a queue makes them.
	counted int
	// slow is how long each of them takes, by the clock of who looks.
	slow, passed time.Duration
}

func newWaitingRoom(t *testing.T) *waitingRoom {
	t.Helper()
	p, err := synthetic.New(synthetic.Options{Alliances: 6, Only: synthetic.Unpaid})
	if err != nil {
		t.Fatal(err)
	}
	objects, err := p.All(false)
	if err != nil {
		t.Fatal(err)
	}
	room := &waitingRoom{t: t, province: p}
	for _, object := range objects {
		if budget, ok := object.(*v1alpha1.Budget); ok {
			budget.Spec.Appropriations[0].Total = "0.00"
		}
		room.objects = append(room.objects, object)
	}
	return room
}

// view counts what is asked of a register, and fails where it has to.
func (r *waitingRoom) view() records.View {
	return &countingView{View: files.NewMemory(r.province.Divisions(), r.objects), room: r}
}

type countingView struct {
	records.View
	room *waitingRoom
}

// Find counts whoever reads a queue.
func (v *countingView) Find(index *records.Index, value string) []records.Object {
	if index == records.ApplicationsByRound {
		v.room.counted++
		v.room.passed += v.room.slow
	}
	return v.View.Find(index, value)
}

// Err is what a view of a cluster says after it could not read something.
func (v *countingView) Err() error { return v.room.failed }

// look refreshes a request at an instant, and returns what is said of it and whether its queue was read.
func (r *waitingRoom) look(queues *register.Queues, number int, now time.Time) (says string, read, again bool) {
	r.t.Helper()
	var requests []records.Object
	for _, object := range r.objects {
		if records.KindOf(object) == records.AwardRequest {
			requests = append(requests, object)
		}
	}
	r.passed = 0
	before, look := r.counted, queues.Look(func() time.Time { return now.Add(r.passed) })
	updated, _, _ := register.Refresh(r.view(), requests[number], register.Options{
		AsOf: r.province.LastDay(), Language: "en", Now: metav1.NewTime(now), Queues: look,
	})
	for _, condition := range register.Conditions(updated) {
		if condition.Type == v1alpha1.ConditionGranted {
			says = condition.Message
		}
	}
	return says, r.counted > before, look.AgainIn() > 0
}

// ledgers that pay the stars of the register.
func (r *waitingRoom) ledgers() (keys []records.Key) {
	for _, d := range r.province.Divisions() {
		keys = append(keys, records.Key{Namespace: d.Namespace, Name: synthetic.StarLine})
	}
	return keys
}

// withdraw takes the first request out of the queue.
func (r *waitingRoom) withdraw() {
	for i, object := range r.objects {
		if records.KindOf(object) == records.AwardRequest {
			r.objects = append(append([]records.Object(nil), r.objects[:i]...), r.objects[i+1:]...)
			return
		}
	}
}

func TestAQueueIsReadOnceForAll(t *testing.T) {
	room, queues, now := newWaitingRoom(t), &register.Queues{}, time.Unix(1000, 0)
	for number := range 6 {
		says, read, again := room.look(queues, number, now.Add(time.Duration(number)*time.Hour))
		if read != (number == 0) || again {
			t.Errorf("request %d: read %v, to be looked at again %v; the first alone reads the queue while nothing changes", number, read, again)
		}
		alone, _, _ := room.look(&register.Queues{}, number, now)
		if says == "" || says != alone {
			t.Errorf("request %d: it says %q with others and %q alone", number, says, alone)
		}
	}
}

// TestASharedQueueIsOfBeforeAChangeForAMoment: after a change the queue of before it may be shared for a moment, and whoever got it looks again.
func TestASharedQueueIsOfBeforeAChangeForAMoment(t *testing.T) {
	room, queues, now := newWaitingRoom(t), &register.Queues{}, time.Unix(1000, 0)
	before, _, _ := room.look(queues, 5, now)
	if !strings.Contains(before, "5") {
		t.Fatalf("five stand before the last: %q", before)
	}
	room.withdraw()
	queues.Changed(&v1alpha1.AwardRequest{}, []records.Key{{Namespace: "elsewhere", Name: "stars"}})
	if says, read, again := room.look(queues, 4, now.Add(time.Hour)); read || again || says != before {
		t.Errorf("after a change that moves another ledger: read %v, again %v, %q", read, again, says)
	}
	queues.Changed(&v1alpha1.AwardRequest{}, room.ledgers())
	soon, read, again := room.look(queues, 4, now.Add(register.QueueAge-time.Millisecond))
	if read || !again || soon != before {
		t.Errorf("a moment later: read %v, again %v, %q; want the queue of before %q, and another look", read, again, soon, before)
	}
	later, read, again := room.look(queues, 4, now.Add(register.QueueAge))
	if !read || again || later == before {
		t.Errorf("after it: read %v, again %v, %q; want it read anew", read, again, later)
	}
}

// TestALongQueueIsReadSeldom: while a ledger moves all the time, reading its queue takes a part of the time and no more, and nobody is shown one that
// is old without need.
func TestALongQueueIsReadSeldom(t *testing.T) {
	for _, c := range []struct {
		name        string
		took, lasts time.Duration
	}{
		{"a tenth of the time", 100 * time.Millisecond, time.Second},
		{"no older than two seconds", 500 * time.Millisecond, 2 * time.Second},
		{"half of the time", 30 * time.Second, time.Minute},
	} {
		t.Run(c.name, func(t *testing.T) {
			room, queues, now := newWaitingRoom(t), &register.Queues{}, time.Unix(1000, 0)
			room.slow = c.took
			room.look(queues, 0, now)
			if room.passed != c.took {
				t.Fatalf("the queue was read in %s, want %s", room.passed, c.took)
			}
			queues.Changed(&v1alpha1.AwardRequest{}, room.ledgers())
			if _, read, again := room.look(queues, 1, now.Add(c.lasts-time.Millisecond)); read || !again {
				t.Errorf("%s after a reading of %s: read %v, to be looked at again %v", c.lasts-time.Millisecond, c.took, read, again)
			}
			if _, read, again := room.look(queues, 1, now.Add(c.lasts)); !read || again {
				t.Errorf("%s after it: read %v, to be looked at again %v; want it read anew", c.lasts, read, again)
			}
		})
	}
}

// TestWhatMayMoveAnyQueue: after a calendar changed, or a change that could not be looked up, no queue of before is as good as new.
func TestWhatMayMoveAnyQueue(t *testing.T) {
	for name, tell := range map[string]func(*register.Queues){
		"a calendar":                    func(q *register.Queues) { q.Changed(&v1alpha1.WorkCalendar{}, nil) },
		"what could not be looked up":   func(q *register.Queues) { q.Unsure() },
		"this ledger, among all others": func(q *register.Queues) { q.Changed(&v1alpha1.Budget{}, newWaitingRoom(t).ledgers()) },
	} {
		room, queues, now := newWaitingRoom(t), &register.Queues{}, time.Unix(1000, 0)
		room.look(queues, 0, now)
		tell(queues)
		if _, read, _ := room.look(queues, 1, now.Add(register.QueueAge)); !read {
			t.Errorf("%s: the queue of before is shared", name)
		}
	}
}

// TestAQueueThatCouldNotBeReadIsNotShared: what was computed from less than there is, is kept for nobody.
func TestAQueueThatCouldNotBeReadIsNotShared(t *testing.T) {
	room, queues, now := newWaitingRoom(t), &register.Queues{}, time.Unix(1000, 0)
	room.failed = errors.New("the cache is closed")
	room.look(queues, 0, now)
	room.failed = nil
	if _, read, _ := room.look(queues, 1, now); !read {
		t.Error("the queue of a look that failed was shared")
	}
}
