package faults_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/testenv"
	"github.com/lianxing-dev/lianxing/test/invariants"
	"github.com/lianxing-dev/lianxing/test/running"
)

// TestRounds lives registers in random weather. A tidy round lives one through some of its days, with everything that came by each, and holds
// every evening against the register that the files come to. In an untidy one the records come in any order while managers run, so that
// what is entered depends on who saw what first; what must hold then are the invariants, and that nothing is left to do.
func TestRounds(t *testing.T) {
	var numbers []uint64
	for i := range rounds() {
		numbers = append(numbers, uint64(i))
	}
	if only, err := strconv.ParseUint(os.Getenv("ROUND"), 10, 64); err == nil {
		numbers = []uint64{only}
	}
	t.Cleanup(func() { // after the last of them
		for _, row := range forecast {
			if len(numbers) >= manyRounds && total.hit(row.fate.String()) == 0 {
				t.Errorf("no request was %q in %d rounds", row.fate, len(numbers))
			}
		}
	})
	share(t, stages(), numbers, func(s *stage, number uint64) {
		chance := rand.New(rand.NewPCG(seed(), number))
		from := load(s.t, played[chance.IntN(len(played))])
		if number%2 == 0 {
			s.tidy(number, chance, from)
		} else {
			s.untidy(number, chance, from)
		}
		total.try("rounds", 1)
	})
}

// manyRounds are so many that every fate has to occur in them.
const manyRounds = 20

// stages is how many stages there are at once.
func stages() int {
	if all {
		return atOnce
	}
	return 2
}

// tidy lives a register through some of its days.
func (s *stage) tidy(number uint64, chance *rand.Rand, from *source) {
	stops := stopsOf(chance, from)
	s.begin(fmt.Sprintf("round %d of seed %d: %s through %v", number, seed(), from.name, stops))
	s.declare(from.divisions...)
	declared := 0
	for _, stop := range stops {
		came := from.until(stop)
		fresh := slices.Clone(came)
		chance.Shuffle(len(fresh), func(i, j int) { fresh[i], fresh[j] = fresh[j], fresh[i] })
		s.declare(fresh...)
		declared = len(came)
		crew := s.crew(chance, stop)
		s.becomes(from.offline(s.t, came, stop), invariants.Question{AsOf: stop, Language: language, Tidy: true})
		crew.leave()
		if s.failed {
			return
		}
	}
	if declared != len(from.documents) {
		s.t.Errorf("%s: %d of %d documents were declared", s.play, declared, len(from.documents))
	}
}

// stopsOf draws days of a register: some of its own, the end of a year and the day after it, and the end.
func stopsOf(chance *rand.Rand, from *source) (stops []calendar.Date) {
	days := from.days()
	for range 1 + chance.IntN(2) {
		stops = append(stops, calendar.MustParse(days[chance.IntN(len(days))]))
	}
	if chance.IntN(2) == 0 {
		year := calendar.MustParse(days[chance.IntN(len(days))]).Year()
		stops = append(stops, calendar.OfDate(year, 12, 31), calendar.OfDate(year+1, 1, 1))
		total.fault("year end", 1)
	}
	stops = slices.DeleteFunc(append(stops, afterwards), func(d calendar.Date) bool { return d > afterwards })
	slices.Sort(stops)
	return slices.Compact(stops)
}

// crew are the managers of a day, each in weather of its own.
type crew struct {
	s        *stage
	managers []*running.Manager
	traffics []*testenv.Traffic
	ends     []func()
}

// crew starts one manager or two, of which one may die and be replaced.
func (s *stage) crew(chance *rand.Rand, asOf calendar.Date) *crew {
	c := &crew{s: s}
	for range 1 + chance.IntN(2) {
		c.join(newWeather(chance), chance, asOf)
	}
	if len(c.managers) == 2 {
		total.fault("two managers at once", 1)
	}
	if chance.IntN(2) == 0 {
		c.dies(chance, asOf)
	}
	return c
}

// join starts a manager. One that does not come up in its weather is started again, as its cluster would.
func (c *crew) join(w *weather, chance *rand.Rand, asOf calendar.Date) {
	to, traffic := testenv.CountWrites(c.s.env.Config)
	traffic.Decide(w.fate)
	for range 20 {
		if m := c.s.manager(to, asOf); m != nil {
			c.managers, c.traffics = append(c.managers, m), append(c.traffics, traffic)
			c.ends = append(c.ends, lagging(rand.New(rand.NewPCG(chance.Uint64(), 0)), traffic))
			return
		}
	}
	c.s.t.Fatalf("%s: a manager did not come up", c.s.play)
}

// dies adds a manager that dies at one of its first writes.
func (c *crew) dies(chance *rand.Rand, asOf calendar.Date) {
	to, traffic := testenv.CountWrites(c.s.env.Config)
	k := &dying{left: 1 + chance.IntN(30), after: chance.IntN(2) == 0, dead: make(chan struct{})}
	traffic.Decide(k.fate)
	m := c.s.manager(to, asOf)
	if m == nil {
		return
	}
	select {
	case <-k.dead:
		total.fault("manager killed", 1)
	case <-time.After(2 * time.Second): // others were faster: there is nothing left that it could write
	}
	k.end()
	m.Kill()
}

// leave ends the managers.
func (c *crew) leave() {
	for i, m := range c.managers {
		c.ends[i]()
		m.Kill()
		told(c.traffics[i])
	}
}

// calm ends what holds watches back.
func (c *crew) calm() {
	for i, end := range c.ends {
		end()
		c.ends[i] = func() {}
	}
}

// untidy lives a register whose records come in any order while managers of its end run; then finance pays what was granted, and somebody does
// what nobody should.
func (s *stage) untidy(number uint64, chance *rand.Rand, from *source) {
	s.begin(fmt.Sprintf("round %d of seed %d: %s in any order", number, seed(), from.name))
	s.declare(from.divisions...)
	crew := s.crew(chance, afterwards)
	defer crew.leave()
	mixed := slices.DeleteFunc(slices.Clone(from.documents), func(d *unstructured.Unstructured) bool {
		return d.GetKind() == string(records.Payment) // it names an entry of a chain that came to be in its own order
	})
	chance.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
	for len(mixed) > 0 {
		n := min(1+chance.IntN(12), len(mixed))
		s.declare(mixed[:n]...)
		mixed = mixed[n:]
	}
	before := s.settle(settledAfter)
	s.holds(before, byLedger(before.Records))
	deed := deeds[chance.IntN(len(deeds))] // before finance, which draws as often as there are grants
	paid := s.finance(chance, before)
	after := s.settle(settledAfter)
	s.holds(after, byLedger(before.Records))
	if orders := entriesOf(after.Records) - entriesOf(before.Records); paid > 0 && orders < paid {
		s.violated(fmt.Sprintf("%d payments were filed and %d entries came of them", paid, orders))
	}
	s.play += ", then " + deed.name
	if !deed.do(s, chance, after) {
		return
	}
	total.fault(deed.name, 1)
	crew.calm()
	s.holds(s.settle(settledAfter), byLedger(after.Records))
}

// settledAfter is how long nothing may change: longer than the pace of rounds and the answer to a 429.
const settledAfter = 2 * time.Second

// reconnected is how long a manager may hear nothing after its watches were cut many times: client-go tries again after half a minute to a minute then.
const reconnected = time.Minute + 5*time.Second

// holds asks for the invariants of a register that was not lived day by day.
func (s *stage) holds(found *invariants.Register, before map[records.Key]int) {
	s.t.Helper()
	if s.failed || found == nil {
		return
	}
	q := invariants.Question{AsOf: afterwards, Language: language, Before: before}
	wrong := found.Violations(q)
	for deadline := time.Now().Add(reconnected); len(wrong) > 0 && time.Now().Before(deadline); {
		// A manager that waits until it tries again has not settled, however still it is.
		if !strings.Contains(strings.Join(wrong, ""), ": the cluster ") && !strings.Contains(strings.Join(wrong, ""), "the files say") {
			break
		}
		time.Sleep(lookAt)
		if found = s.read(); found != nil {
			wrong = found.Violations(q)
		}
	}
	s.violated(wrong...)
}
