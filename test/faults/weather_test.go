package faults_test

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/testenv"
)

// row says how often a fate is met, in percent, by requests that write and by those that read.
type row struct {
	fate            testenv.Fate
	writes, watches int
}

// forecast are the fates of requests that a round draws from: each round takes some of the rows, and leaves the others out.
var forecast = []row{
	{testenv.Swallow, 25, 5},
	{testenv.Fail, 15, 10},
	{testenv.Twice, 25, 0},
	{testenv.Conflict, 15, 0},
	{testenv.TooMany, 5, 5},
	{testenv.Broken, 15, 10},
}

const (
	// late is how often a request is held back, in percent, and lateBy for how long at the most.
	late   = 15
	lateBy = 250 * time.Millisecond
	// bounded is how often the same call may meet a fault. A server that is down for good is another matter.
	bounded = 3
)

// weather decides the fates of one manager's requests. What becomes of a call follows from the seed and from its name, not from the order in
// which it came: so that the same seed has the same weather.
type weather struct {
	counter
	seed   uint64
	rows   []row
	slow   bool
	killed *killer
}

// newWeather draws which faults there are.
func newWeather(chance *rand.Rand) *weather {
	w := &weather{seed: chance.Uint64(), slow: chance.IntN(2) == 0}
	for _, r := range forecast {
		if chance.IntN(2) == 0 {
			w.rows = append(w.rows, r)
		}
	}
	return w
}

// fate is for testenv.Traffic.
func (w *weather) fate(r testenv.Request) testenv.Fate {
	if w.killed != nil {
		if fate := w.killed.fate(r); fate != testenv.Deliver || w.killed.isDead() {
			return fate
		}
	}
	p := w.next(r)
	if p.nth >= bounded {
		return testenv.Deliver
	}
	lot := w.lot(p)
	if w.slow && lot.IntN(100) < late {
		total.fault("held back", 1)
		time.Sleep(time.Duration(lot.Int64N(int64(lateBy))))
	}
	for _, row := range w.rows {
		percent := row.watches
		if r.Writes() {
			percent = row.writes
		}
		if lot.IntN(100) < percent {
			return row.fate
		}
	}
	return testenv.Deliver
}

// lot is the chance of one call.
func (w *weather) lot(p point) *rand.Rand {
	h := fnv.New64a()
	_, _ = fmt.Fprint(h, p.call, " ", p.nth) // a hash takes everything
	return rand.New(rand.NewPCG(w.seed, h.Sum64()))
}

// lagging holds back what a manager's watches hear of single kinds, each for a moment and on its own, and cuts watches off, until it is told
// to end.
func lagging(chance *rand.Rand, traffic *testenv.Traffic) (end func()) {
	done := make(chan struct{})
	var worker sync.WaitGroup
	worker.Go(func() {
		for {
			kind := records.Kinds[chance.IntN(len(records.Kinds))]
			resume := traffic.Pause(kind.Plural)
			total.fault("watch held back", 1)
			if chance.IntN(8) == 0 {
				if cut, err := traffic.CutWatches(); err == nil {
					total.fault("watch cut", cut)
				}
			}
			select {
			case <-done:
			case <-time.After(time.Duration(50+chance.IntN(300)) * time.Millisecond):
			}
			resume()
			select {
			case <-done:
				return
			default:
			}
		}
	})
	return func() { close(done); worker.Wait() }
}

// told adds what hit a manager's requests to the sums of the run.
func told(traffic *testenv.Traffic) {
	for fate, n := range traffic.Hits() {
		total.fault(fate.String(), n)
	}
}
