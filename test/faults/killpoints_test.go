package faults_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/testenv"
	"github.com/lianxing-dev/lianxing/test/invariants"
)

// point is a call of a manager: what it asked for, and for the how manieth time.
type point struct {
	call string
	nth  int
}

func (p point) String() string { return fmt.Sprintf("%s, time %d", p.call, p.nth+1) }

// callOf names a call so that it is known again in another run. Events have names by the clock.
func callOf(r testenv.Request) string {
	if strings.HasPrefix(r.Resource, "events") {
		r.Name = ""
	}
	return r.String()
}

// counter counts calls by their names.
type counter struct {
	mu   sync.Mutex
	seen map[string]int
}

// next is the point of a call.
func (c *counter) next(r testenv.Request) point {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.seen == nil {
		c.seen = map[string]int{}
	}
	call := callOf(r)
	p := point{call, c.seen[call]}
	c.seen[call]++
	return p
}

// killer ends a manager's way to the API server at a point: before the call took effect, or after it. Nothing that it writes from then on
// arrives; what it reads does, and bears on nothing.
type killer struct {
	counter
	at    point
	after bool
	once  sync.Once
	dead  chan struct{}
}

func newKiller(at point, after bool) *killer {
	return &killer{at: at, after: after, dead: make(chan struct{})}
}

// Fate is for testenv.Traffic.
func (k *killer) fate(r testenv.Request) testenv.Fate {
	if k.isDead() {
		if r.Writes() {
			return testenv.Fail
		}
		return testenv.Deliver
	}
	if k.next(r) != k.at {
		return testenv.Deliver
	}
	k.once.Do(func() { close(k.dead) })
	if k.after {
		return testenv.Swallow
	}
	return testenv.Fail
}

func (k *killer) isDead() bool {
	select {
	case <-k.dead:
		return true
	default:
		return false
	}
}

// kill is a kill point with its side.
type kill struct {
	at    point
	after bool
}

func (k kill) String() string {
	if k.after {
		return "after " + k.at.String()
	}
	return "before " + k.at.String()
}

// TestKillPoints counts every call that a manager sends for a register, from its first look to the last status, and then lives that register
// once for each of them and each of its sides: the manager dies there, another one takes over, and what comes of it is what would have come.
func TestKillPoints(t *testing.T) {
	names := killed
	if !all {
		names = killed[:1]
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) { killsOf(t, name) })
	}
}

// leastKills are so few that something else was counted: each register has some ninety calls, before and after which a manager dies.
const leastKills = 150

func killsOf(t *testing.T, name string) {
	t.Helper()
	var kills []kill
	t.Run("count", func(t *testing.T) {
		for _, p := range countCalls(newStage(t), name) {
			kills = append(kills, kill{p, false}, kill{p, true})
		}
	})
	if len(kills) < leastKills {
		t.Fatalf("only %d kill points: this counts something else", len(kills))
	}
	total.try("kill points counted", len(kills))
	chosen := kills
	if !all {
		chosen = fewKills(kills)
	}
	want := load(t, name).offline(t, load(t, name).documents, afterwards)
	if entriesOf(want) == 0 {
		t.Fatalf("%s comes to no entry: nothing of it is about money", name)
	}
	var reached atomic.Int64
	t.Cleanup(func() {
		// What is written together in one run is written apart in another: a few are passed by.
		if got := reached.Load(); all && got*10 < int64(len(chosen))*9 {
			t.Errorf("%d of %d kill points of %s were reached: calls are not known again", got, len(chosen), name)
		}
	})
	share(t, stages(), chosen, func(s *stage, k kill) {
		if playKill(s, name, want, k) {
			reached.Add(1)
		}
	})
}

// fewKills are those of the short run: one that creates an entry, and some drawn from all.
func fewKills(kills []kill) []kill {
	chance := rand.New(rand.NewPCG(seed(), 1))
	chance.Shuffle(len(kills), func(i, j int) { kills[i], kills[j] = kills[j], kills[i] })
	creates := slices.IndexFunc(kills, func(k kill) bool { return k.after && strings.HasPrefix(k.at.call, "create fundingdisbursements") })
	return append([]kill{kills[creates]}, kills[0])
}

// countCalls lives a register once, undisturbed, and lists the calls of its manager.
func countCalls(s *stage, name string) (points []point) {
	from := load(s.t, name)
	s.begin("counting the calls over " + name)
	s.declare(from.divisions...)
	s.declare(from.documents...)
	to, traffic := testenv.CountWrites(s.env.Config)
	var c counter
	var mu sync.Mutex
	traffic.Decide(func(r testenv.Request) testenv.Fate {
		p := c.next(r)
		mu.Lock()
		defer mu.Unlock()
		points = append(points, p)
		return testenv.Deliver
	})
	m := s.manager(to, afterwards)
	s.becomes(from.offline(s.t, from.documents, afterwards), invariants.Question{AsOf: afterwards, Language: language, Tidy: true})
	m.Stop()
	mu.Lock()
	defer mu.Unlock()
	return slices.Clone(points)
}

// playKill has a manager die at a point, and another one go on. It says whether the point was reached.
func playKill(s *stage, name string, want []records.Object, k kill) bool {
	from := load(s.t, name)
	s.begin(fmt.Sprintf("%s, killed %s", name, k))
	s.declare(from.divisions...)
	s.declare(from.documents...)
	to, traffic := testenv.CountWrites(s.env.Config)
	killer := newKiller(k.at, k.after)
	traffic.Decide(killer.fate)
	settled := make(chan struct{})
	if first := s.manager(to, afterwards); first != nil {
		go func() { s.awaitQuietly(want, killer.dead); close(settled) }()
		select {
		case <-killer.dead:
		case <-settled:
		}
		first.Kill()
		<-settled
	}
	if killer.isDead() {
		total.try("kill points reached", 1)
	} else {
		total.try("kill points that a run passed by", 1)
	}
	second := s.manager(s.env.Config, afterwards)
	s.becomes(want, invariants.Question{AsOf: afterwards, Language: language, Tidy: true})
	second.Stop()
	return killer.isDead()
}

// dying ends a manager's way at its so manieth write, whichever that is.
type dying struct {
	mu    sync.Mutex
	left  int
	after bool
	once  sync.Once
	dead  chan struct{}
}

func (d *dying) end() { d.once.Do(func() { close(d.dead) }) }

// Fate is for testenv.Traffic.
func (d *dying) fate(r testenv.Request) testenv.Fate {
	if !r.Writes() {
		return testenv.Deliver
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.left--
	switch {
	case d.left > 0:
		select {
		case <-d.dead:
			return testenv.Fail
		default:
			return testenv.Deliver
		}
	case d.left == 0 && d.after:
		d.end()
		return testenv.Swallow
	}
	d.end()
	return testenv.Fail
}
