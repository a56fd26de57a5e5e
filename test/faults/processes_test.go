package faults_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/lianxing-dev/lianxing/internal/testenv"
	"github.com/lianxing-dev/lianxing/test/expected"
	"github.com/lianxing-dev/lianxing/test/invariants"
	"github.com/lianxing-dev/lianxing/test/running"
)

// TestProcesses kills the manager's own program as kill -9 does, in the middle of its writes, again and again, while another may be at work
// beside it, until one is left alone to finish.
func TestProcesses(t *testing.T) {
	root, err := expected.Root()
	if err != nil {
		t.Fatal(err)
	}
	path, err := program.Build(root)
	if err != nil {
		t.Fatal(err)
	}
	plays := []uint64{0}
	if all {
		plays = []uint64{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}
	}
	share(t, stages(), plays, func(s *stage, number uint64) {
		chance := rand.New(rand.NewPCG(seed(), 1000+number))
		from := load(s.t, played[int(number)%len(played)]) //nolint:gosec // a dozen
		s.begin(fmt.Sprintf("processes %d of seed %d: %s", number, seed(), from.name))
		s.declare(from.divisions...)
		s.declare(from.documents...)
		kills := 2
		if all {
			kills += chance.IntN(4)
		}
		if chance.IntN(2) == 0 {
			s.process(path, newWeather(chance).fate)
			total.fault("two processes at once", 1)
		}
		for range kills {
			k := &dying{left: 1 + chance.IntN(25), after: chance.IntN(2) == 0, dead: make(chan struct{})}
			p := s.process(path, k.fate)
			select {
			case <-k.dead:
				total.fault("process killed while it wrote", 1)
			case <-time.After(4 * time.Second):
				total.fault("process killed while it was still", 1)
			}
			p.Kill()
		}
		s.process(path, nil)
		s.becomes(from.offline(s.t, from.documents, afterwards), invariants.Question{AsOf: afterwards, Language: language, Tidy: true})
		s.processes.kill()
	})
}

// processes are those of a play.
type processes []*running.Process

func (p *processes) kill() {
	for _, one := range *p {
		one.Kill()
	}
	*p = nil
}

// process starts the program, with a hook that decides the fates of what it asks.
func (s *stage) process(path string, fate func(testenv.Request) testenv.Fate) *running.Process {
	s.t.Helper()
	to, traffic := testenv.CountWrites(s.env.Config)
	traffic.Decide(fate)
	p := running.Run(s.t, path, to, "--as-of", afterwards.String(), "--language", language)
	s.processes = append(s.processes, p)
	return p
}
