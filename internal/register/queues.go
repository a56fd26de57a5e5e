package register

import (
	"sync"
	"time"

	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// QueueAge is how old a queue may be that is shared while records change, and queueShare how many times as old as the time that reading it took,
// where that is more, up to queueOldest: a long queue is read in one part of that many of the time, and not again and again while a batch is
// entered. One that takes longer than half of that to read is read half of the time.
const (
	QueueAge    = 250 * time.Millisecond
	queueShare  = 10
	queueOldest = 2 * time.Second
)

// Queues share what waits in the ledgers among all that look at a waiting record at about the same time. Each look asks who stands before
// that record, which means judging everybody who waits: done once for each of them, a queue costs the square of its length. They are safe for use by
// several goroutines.
type Queues struct {
	mu   sync.Mutex
	open map[queueOn]*sharedQueue
	// moves counts what was told to have moved each ledger, and allMoves what may have moved any.
	moves    map[records.Key]int64
	allMoves int64
}

// queueOn is the queue of a ledger as of a day.
type queueOn struct {
	ledger records.Key
	asOf   calendar.Date
}

// sharedQueue is a queue with what was known when it was read.
type sharedQueue struct {
	mu    sync.Mutex
	queue evaluation.Queue
	read  bool
	began time.Time
	// lasts is how old it may be, counted from when its reading began.
	lasts time.Duration
	moves int64
}

// Changed says that a record was declared, changed or deleted, and which ledgers that moves (see Affected): a queue of theirs that was read
// before may not be shared for long. A calendar may move any.
func (q *Queues) Changed(object records.Object, ledgers []records.Key) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if records.KindOf(object) == records.WorkCalendar {
		q.allMoves++
		return
	}
	if q.moves == nil {
		q.moves = map[records.Key]int64{}
	}
	for _, ledger := range ledgers {
		q.moves[ledger]++
	}
}

// Unsure says that what a change moves could not be looked up: it may be any ledger.
func (q *Queues) Unsure() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.allMoves++
}

// Look is one look at a record; now is the clock by which queues grow old.
func (q *Queues) Look(now func() time.Time) *QueueLook {
	return &QueueLook{queues: q, now: now, began: now()}
}

// QueueLook is one look at a record that shares queues with others. It is not safe for use by several goroutines.
type QueueLook struct {
	queues *Queues
	now    func() time.Time
	began  time.Time
	again  time.Duration
}

// AgainIn is how long after this look the record has to be looked at once more, since it was given a queue of before something that had moved the
// ledger by then: until that queue is read anew. 0 where it was not.
func (l *QueueLook) AgainIn() time.Duration { return l.again }

// share is how a pass asks for queues. One that was read after all that moved the ledger is as good as its own; one that is not too old is
// good enough for now. A queue that a view could not read to its end is kept for nobody.
func (l *QueueLook) share(view records.View, asOf calendar.Date) func(records.Key, func() evaluation.Queue) evaluation.Queue {
	return func(key records.Key, compute func() evaluation.Queue) evaluation.Queue {
		shared, moves := l.queues.of(queueOn{key, asOf})
		shared.mu.Lock()
		defer shared.mu.Unlock()
		current, left := shared.moves >= moves, shared.lasts-l.began.Sub(shared.began)
		if shared.read && (current || left > 0) {
			if !current {
				l.again = max(l.again, left)
			}
			return shared.queue
		}
		began := l.now()
		found := compute()
		if failing, ok := view.(interface{ Err() error }); !ok || failing.Err() == nil {
			shared.queue, shared.read, shared.began, shared.moves = found, true, began, moves
			took := l.now().Sub(began)
			shared.lasts = max(QueueAge, min(queueShare*took, queueOldest), 2*took)
		}
		return found
	}
}

// of is the queue that is shared of a ledger, and how often it was moved so far. Those of other days are forgotten.
func (q *Queues) of(on queueOn) (*sharedQueue, int64) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.open == nil {
		q.open = map[queueOn]*sharedQueue{}
	}
	if q.open[on] == nil {
		for other := range q.open {
			if other.ledger == on.ledger {
				delete(q.open, other)
			}
		}
		q.open[on] = &sharedQueue{}
	}
	return q.open[on], q.allMoves + q.moves[on.ledger]
}
