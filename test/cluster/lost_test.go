package cluster_test

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/testenv"
)

// TestLostAnswersAndLaggingCaches lets two managers without election write the same twenty ledgers, of which each budget is
// too small for its claims, while most answers to creates are lost and the cache of each kind stops and goes on its own; the
// budgets' totals are lowered and payments are ordered meanwhile.
func TestLostAnswersAndLaggingCaches(t *testing.T) {
	t.Parallel()
	const counties, alliances, affordable = 20, 4, 3
	c := newCity(t, "lost", 41, counties)
	var requests []*v1alpha1.AwardRequest
	for i, county := range c.counties {
		c.ledger(county, "70000.00") // three times 20 000.00, and something that is too little for a fourth
		for j := range alliances {
			requests = append(requests, c.funded(county, i*alliances+j))
		}
	}
	random := newRandom(t)
	var lossy []*testenv.Traffic
	for range 2 {
		to, traffic := testenv.CountWrites(c.env.Config)
		traffic.Decide(func(r testenv.Request) testenv.Fate {
			if !r.Is("create", "fundingdisbursements") {
				return testenv.Deliver
			}
			switch random.below(20) {
			case 0:
				return testenv.Deliver
			case 1:
				return testenv.Fail
			}
			return testenv.Swallow
		})
		lossy = append(lossy, traffic)
		start(t, to, controllers.Options{AsOf: day(storyEnds), Namespaces: c.namespaces})
	}
	stopPausing := pauseAtRandom(random, lossy)
	c.waitForEntries(1 + affordable)
	for i, county := range c.counties {
		c.lower(county, "50000.00", "2025-06-30")
		for _, entry := range c.chainOf(county) {
			if entry.Spec.Type == v1alpha1.EntryAward {
				c.order(&entry, fmt.Sprintf("2025-07-%02d", 1+i%20))
			}
		}
	}
	c.waitForEntries(1 + affordable + 1 + affordable)
	stopPausing()
	settle(t, c.client, c.namespaces...)

	total := 0
	for _, county := range c.counties {
		total += c.audit(county)
	}
	if want := counties * (1 + affordable + 1 + affordable); total != want {
		t.Errorf("%d entries, want %d", total, want)
	}
	c.exhausted(counties)
	lost := 0
	for _, traffic := range lossy {
		lost += traffic.Snapshot().Of("create", "fundingdisbursements").Swallowed
	}
	t.Logf("%d requests, %d entries, %d answers to creates lost", len(requests), total, lost)
	if lost < 100 {
		t.Errorf("%d answers to creates were lost, at least 100 are needed to say anything", lost)
	}
}

// exhausted counts the requests that wait for a budget.
func (c *city) exhausted(want int) {
	c.t.Helper()
	waiting := 0
	for _, county := range c.counties {
		budget := &v1alpha1.Budget{}
		if err := c.client.Get(c.t.Context(), records.Key{Namespace: county, Name: "stars-2025"}, budget); err != nil {
			c.t.Fatal(err)
		}
		if budget.Status.Waiting != nil && budget.Status.Waiting.Claims > 0 {
			waiting++
		}
	}
	if waiting != want {
		c.t.Errorf("%d budgets are exhausted, want %d", waiting, want)
	}
}

// lower appends an appropriation with a lower total.
func (c *city) lower(county string, total v1alpha1.Yuan, on v1alpha1.Date) {
	c.t.Helper()
	budget := &v1alpha1.Budget{}
	c.change(budget, records.Key{Namespace: county, Name: "stars-2025"}, func() {
		budget.Spec.Appropriations = append(budget.Spec.Appropriations, v1alpha1.Appropriation{On: on, Total: total, DocumentNo: "样例财〔2025〕9号"})
	})
}

// change patches a record as it is now, whatever a manager writes to its status meanwhile.
func (c *city) change(object client.Object, key records.Key, edit func()) {
	c.t.Helper()
	if err := c.client.Get(c.t.Context(), key, object); err != nil {
		c.t.Fatal(err)
	}
	before, ok := object.DeepCopyObject().(client.Object)
	if !ok {
		c.t.Fatalf("%T is no object", object)
	}
	edit()
	if err := c.client.Patch(c.t.Context(), object, client.MergeFrom(before)); err != nil {
		c.t.Fatal(err)
	}
}

// order files a payment of a whole entry.
func (c *city) order(entry *v1alpha1.FundingDisbursement, on string) *v1alpha1.Payment {
	c.t.Helper()
	named, err := ledger.Digest(entry)
	if err != nil {
		c.t.Fatal(err)
	}
	payment := &v1alpha1.Payment{Spec: v1alpha1.PaymentSpec{
		DisbursementRef: v1alpha1.DisbursementRef{Name: entry.Name, Digest: named},
		Amount:          v1alpha1.Yuan(entry.Spec.Amount), OrderedOn: v1alpha1.Date(on), OrderedBy: "finance-orders",
	}}
	payment.Namespace, payment.Name = entry.Namespace, entry.Name+"-1"
	c.create(payment)
	return payment
}

// waitForEntries waits until every county's ledger has so many entries.
func (c *city) waitForEntries(want int) {
	c.t.Helper()
	deadline := time.Now().Add(patience)
	for _, county := range c.counties {
		for {
			have := len(c.chainOf(county))
			if have >= want {
				break
			}
			if time.Now().After(deadline) {
				c.t.Fatalf("%s has %d entries after %v, want %d", county, have, patience, want)
			}
			time.Sleep(100 * time.Millisecond)
		}
	}
}

// random is a source of chance that several goroutines share, and whose seed a failing test shows.
type random struct {
	mu   sync.Mutex
	from *rand.Rand
}

func newRandom(t *testing.T) *random {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	return &random{from: rand.New(rand.NewPCG(seed, 0))}
}

func (r *random) below(n int) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.from.IntN(n)
}

// pauseAtRandom stops the caches of single kinds for a moment, each manager's and each kind's on its own, until it is told to end.
func pauseAtRandom(chance *random, managers []*testenv.Traffic) (end func()) {
	done := make(chan struct{})
	var workers sync.WaitGroup
	for _, traffic := range managers {
		for _, info := range records.Kinds {
			workers.Go(func() {
				for {
					select {
					case <-done:
						return
					case <-time.After(time.Duration(chance.below(600)) * time.Millisecond):
					}
					resume := traffic.Pause(info.Plural)
					select {
					case <-done:
					case <-time.After(time.Duration(chance.below(600)) * time.Millisecond):
					}
					resume()
				}
			})
		}
	}
	return func() { close(done); workers.Wait() }
}
