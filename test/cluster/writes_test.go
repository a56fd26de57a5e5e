package cluster_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/testenv"
	"github.com/lianxing-dev/lianxing/test/running"
)

// enough is how long to wait for a write too many, longer than the pace of rounds.
const enough = 1500 * time.Millisecond

// writes are the numbers of writes by verb and resource, without events.
type writes map[string]int

// milestone is something that happens to an alliance on its way from recognition to money, with the writes that it takes: one for
// each status that says something else after it, and one for each entry. The round shows the day, so a new one writes it.
type milestone struct {
	day  string
	what string
	act  func()
	want writes
	// slow is what may be written once more, and told once more, where a loaded machine enters later than the pace at which what waits for
	// an entry is looked at again.
	slow writes
	// events that are told, counted apart: what everybody knows who just did it is not told.
	events int
}

// met says whether what was written is what is wanted.
func (m milestone) met(have writes, events int) bool {
	for key, count := range have {
		if extra := count - m.want[key]; extra < 0 || extra > m.slow[key] {
			return false
		}
	}
	for key := range m.want {
		if have[key] == 0 {
			return false
		}
	}
	return events >= m.events && events <= m.events+min(1, len(m.slow))
}

// life is one alliance with what happens to it.
type life struct {
	*city
	county      string
	alliance    *v1alpha1.Alliance
	application *v1alpha1.StarApplication
	request     *v1alpha1.AwardRequest
	payment     *v1alpha1.Payment
}

func (l *life) recommend() {
	review := l.review(records.StarApplication, l.application, l.application.Spec, "Recommendation", "county-1", "2025-03-10")
	review.Name, review.Spec.Authority = l.application.Name+"-recommendation", v1alpha1.County
	l.city.create(review)
}

// recommendFirst has the county recommend before the city decides.
func (c *city) recommendFirst() {
	round := &v1alpha1.EvaluationRound{}
	c.change(round, records.Key{Namespace: c.namespace, Name: "2025"}, func() {
		terms := &round.Spec.Ratings[0]
		terms.Stages = append([]v1alpha1.Stage{{Name: "Recommendation", Authority: v1alpha1.County}}, terms.Stages...)
	})
}

func (l *life) milestones() []milestone {
	const (
		alliance, application, review, request = "patch alliances/status", "patch starapplications/status", "patch reviews/status", "patch awardrequests/status"
		round, ledger, budget, calendar        = "patch evaluationrounds/status", "patch ledgers/status", "patch budgets/status", "patch workcalendars/status"
		enter, entry, payment                  = "create fundingdisbursements", "patch fundingdisbursements/status", "patch payments/status"
	)
	return []milestone{
		{"2025-01-06", "ledger, budget, round and calendars are declared", func() { l.ledger(l.county, "70000.00") },
			writes{ledger: 1, budget: 1, round: 1, calendar: 3}, nil, 0},
		// The round says when its scope grows.
		{"2025-01-06", "an alliance is declared", func() { l.alliance = l.city.alliance(l.county, 9000) }, writes{alliance: 1, round: 1}, nil, 0},
		{"2025-02-10", "its notice has ended, the window opens, the appropriation is entered", nil,
			writes{alliance: 1, round: 1, enter: 1, entry: 1, ledger: 1, budget: 1}, writes{budget: 1, ledger: 1}, 1},
		{"2025-03-03", "it applies", func() { l.application = l.city.application(l.alliance) }, writes{application: 1, round: 1}, nil, 0},
		{"2025-03-10", "the county recommends", l.recommend, writes{review: 1, application: 1, round: 1}, nil, 1},
		// The alliance says when its star may come.
		{"2025-05-12", "the city decides", func() { l.decide(l.application) }, writes{review: 1, application: 1, alliance: 1, round: 1}, nil, 1},
		{"2025-05-13", "the public notice is put up", nil, writes{application: 1, alliance: 1, round: 1}, nil, 0},
		{"2025-05-21", "the notice has ended: the star", nil, writes{application: 1, alliance: 1, round: 1}, nil, 1},
		{"2025-06-03", "it asks for its money", func() { l.request = l.city.request(l.alliance, l.application) }, writes{request: 1, round: 1}, nil, 0},
		// The budget says when its queue moves.
		{"2025-06-10", "the city approves", func() { l.approve(l.request, approvedOn) }, writes{review: 1, request: 1, budget: 1, round: 1}, nil, 1},
		{"2025-06-11", "the day is over: the entry", nil, writes{enter: 1, entry: 1, request: 1, ledger: 1, budget: 1, round: 1}, writes{request: 1, budget: 1, ledger: 1}, 1},
		{"2025-06-16", "finance orders", func() { l.payment = l.order(&l.chainOf(l.county)[1], "2025-06-16") },
			writes{payment: 1, enter: 1, entry: 2, ledger: 1, budget: 1, round: 1}, writes{payment: 1, budget: 1, ledger: 1}, 1},
		{"2025-06-18", "finance books", func() { l.book(l.county, l.payment.Name, "2025-06-18") }, writes{payment: 1, entry: 1, round: 1}, nil, 2},
	}
}

// TestWritesFromFiledToPaid lives day by day through one alliance and counts every write of the managers.
func TestWritesFromFiledToPaid(t *testing.T) {
	t.Parallel()
	c := newCity(t, "writes", 47, 2)
	c.recommendFirst()
	l := &life{city: c, county: c.counties[0]}
	to, traffic := testenv.CountWrites(c.env.Config)
	var manager *running.Manager
	today, total := "", 0
	for _, m := range l.milestones() {
		if manager != nil && m.day != today {
			manager.Stop()
			manager = nil
		}
		before := traffic.Snapshot()
		// What happens on a new day is there when its manager starts, so that each status is written once for both.
		if m.act != nil {
			m.act()
		}
		if manager == nil {
			manager, today = start(t, to, controllers.Options{AsOf: day(m.day)}), m.day
		}
		have, events := awaitWrites(traffic, before, m)
		if !m.met(have, events) {
			t.Errorf("%s, %s: writes %v and %d events, want %v and %d", m.day, m.what, have, events, m.want, m.events)
		}
		for _, number := range have {
			total += number
		}
		t.Logf("%s %-70s %s; %d events", m.day, m.what, have, events)
	}
	t.Logf("%d writes from declared to paid", total)
}

// awaitWrites waits for the writes that are expected, and a while for more.
func awaitWrites(traffic *testenv.Traffic, before testenv.Counts, m milestone) (have writes, events int) {
	since := time.Now()
	for deadline := time.Now().Add(patience / 6); ; time.Sleep(50 * time.Millisecond) {
		now, told := written(traffic, before)
		if !maps.Equal(now, have) || told != events {
			have, events, since = now, told, time.Now()
		}
		if as := m.met(have, events); as && time.Since(since) > enough || time.Now().After(deadline) {
			return have, events
		}
	}
}

func written(traffic *testenv.Traffic, before testenv.Counts) (have writes, events int) {
	have = writes{}
	for key, tally := range traffic.Snapshot().Since(before) {
		switch {
		case !slices.Contains([]string{"create", "update", "patch", "delete"}, key.Verb):
		case key.Resource == "events":
			events += tally.Sent
		default:
			have[key.Verb+" "+key.Resource] += tally.Sent
		}
	}
	return have, events
}

// String lists the writes in a fixed order.
func (w writes) String() string {
	var list []string
	for _, what := range slices.Sorted(maps.Keys(w)) {
		list = append(list, fmt.Sprintf("%s %d", what, w[what]))
	}
	return strings.Join(list, ", ")
}
