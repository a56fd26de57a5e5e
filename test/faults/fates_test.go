package faults_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/internal/testenv"
	"github.com/lianxing-dev/lianxing/test/invariants"
)

// TestEveryWriteMeetsAFate lives a register at once while every write meets the same fate the first time that it is sent.
func TestEveryWriteMeetsAFate(t *testing.T) {
	fates := []testenv.Fate{testenv.Conflict} // the one that is answered by waiting
	if all {
		fates = append(fates, testenv.Swallow, testenv.Twice, testenv.Broken, testenv.Fail, testenv.TooMany)
	}
	from := load(t, played[0])
	want := from.offline(t, from.documents, afterwards)
	share(t, stages(), fates, func(s *stage, fate testenv.Fate) {
		s.begin(from.name + ", every write " + fate.String())
		s.declare(from.divisions...)
		s.declare(from.documents...)
		to, traffic := testenv.CountWrites(s.env.Config)
		var c counter
		traffic.Decide(func(r testenv.Request) testenv.Fate {
			if r.Writes() && c.next(r).nth == 0 {
				return fate
			}
			return testenv.Deliver
		})
		m := s.manager(to, afterwards)
		s.becomes(want, invariants.Question{AsOf: afterwards, Language: language, Tidy: true})
		m.Stop()
		if hits := traffic.Hits()[fate]; hits < len(want) {
			s.t.Errorf("%s: only %d of the writes of %d records met it", s.play, hits, len(want))
		}
		told(traffic)
	})
}
