package cluster_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
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
// too small for its claims, while most answers to creates are lost and the cache of each kind stops and goes on its own. While they
// grant, each budget's total is lowered, and then payments are ordered. A grant that was decided under the old total may still
// come; none comes after the lower total that leaves it no room, which is what audit looks for.
func TestLostAnswersAndLaggingCaches(t *testing.T) {
	t.Parallel()
	const counties, alliances = 20, 4
	c := newCity(t, "lost", 41, counties)
	for i, county := range c.counties {
		c.ledger(county, "70000.00") // three times 20 000.00, and something that is too little for a fourth
		for j := range alliances {
			c.funded(county, i*alliances+j)
		}
	}
	random := newRandom(t)
	lowering := &lowering{city: c, done: map[string]bool{}}
	var lossy []*testenv.Traffic
	for range 2 {
		to, traffic := testenv.CountWrites(c.env.Config)
		traffic.Decide(func(r testenv.Request) testenv.Fate {
			if !r.Is("create", "fundingdisbursements") {
				return testenv.Deliver
			}
			lowering.before(r)
			switch random.below(40) {
			case 0:
				return testenv.Deliver
			case 1, 2:
				return testenv.Fail
			}
			return testenv.Swallow
		})
		lossy = append(lossy, traffic)
		start(t, to, controllers.Options{AsOf: day(storyEnds), Namespaces: c.namespaces})
	}
	stopPausing := pauseAtRandom(random, lossy)
	total, between := c.orderGrants()
	c.awaitTotal(total)
	stopPausing()
	settle(t, c.client, c.namespaces...)

	if between == 0 || between == counties {
		t.Errorf("in %d of %d counties a grant was lost to the lower total: it was not lowered while they granted", between, counties)
	}
	found := 0
	for _, county := range c.counties {
		found += c.audit(county)
	}
	if found != total {
		t.Errorf("%d entries, want %d", found, total)
	}
	c.exhausted(counties)
	c.holds()
	lost := 0
	for _, traffic := range lossy {
		lost += traffic.Snapshot().Of("create", "fundingdisbursements").Swallowed
	}
	t.Logf("%d requests, %d entries, %d answers to creates lost, %d counties granted less", counties*alliances, found, lost, between)
	if lost < 100 {
		t.Errorf("%d answers to creates were lost, at least 100 are needed to say anything", lost)
	}
}

// lowering lowers the budget of each county once, in the moment in which a manager has decided a grant and not yet sent it.
type lowering struct {
	*city
	mu   sync.Mutex
	done map[string]bool
}

// before lowers the budget of the county for which an entry is about to be created: at its first grant, its second or its third.
func (l *lowering) before(create testenv.Request) {
	county := slices.Index(l.counties, create.Namespace)
	if create.Name != ledger.EntryName("stars", int64(2+county%3)) || !l.first(create.Namespace) {
		return
	}
	if err := l.lower(create.Namespace, "50000.00", string(approvedOn)); err != nil {
		l.t.Errorf("lowering the budget of %s: %v", create.Namespace, err) // not Fatal: this is a manager's goroutine
	}
}

// first says whether nobody asked for a county before.
func (l *lowering) first(county string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	asked := l.done[county]
	l.done[county] = true
	return !asked
}

// orderGrants orders every grant of the counties once it is there. It returns how many entries that makes, and in how many counties one
// grant less was made, since the total was lowered before it.
func (c *city) orderGrants() (total, less int) {
	c.t.Helper()
	for i, county := range c.counties {
		awards := c.awaitGrants(county)
		total += 2 * (1 + len(awards)) // the appropriations, the grants, and an order of each of these
		if len(awards) == affordable {
			less++
		}
		for _, award := range awards {
			c.order(&award, fmt.Sprintf("2025-07-%02d", 1+i%20))
		}
	}
	return total, less
}

// affordable is how many grants the lower total has room for.
const affordable = 2

// awaitGrants waits until a county's total is lowered and everything is granted that has room in it.
func (c *city) awaitGrants(county string) []v1alpha1.FundingDisbursement {
	c.t.Helper()
	var awards []v1alpha1.FundingDisbursement
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		entries := c.chainOf(county)
		awards = ofType(entries, v1alpha1.EntryAward)
		if len(ofType(entries, v1alpha1.EntryAppropriation)) == 2 && len(awards) >= affordable {
			return awards
		}
	}
	c.t.Fatalf("%s has %d grants and no lower total after %v", county, len(awards), patience)
	return nil
}

// awaitTotal waits until all ledgers together have so many entries.
func (c *city) awaitTotal(want int) {
	c.t.Helper()
	have := 0
	for deadline := time.Now().Add(patience); have < want; time.Sleep(250 * time.Millisecond) {
		if time.Now().After(deadline) {
			c.t.Fatalf("%d entries after %v, want %d", have, patience, want)
		}
		have = 0
		for _, county := range c.counties {
			have += len(c.chainOf(county))
		}
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
func (c *city) lower(county string, total v1alpha1.Yuan, on string) error {
	budget := &v1alpha1.Budget{}
	return c.patch(budget, records.Key{Namespace: county, Name: "stars-2025"}, func() {
		budget.Spec.Appropriations = append(budget.Spec.Appropriations, v1alpha1.Appropriation{On: v1alpha1.Date(on), Total: total, DocumentNo: "样例财〔2025〕9号"})
	})
}

// change patches a record as it is now, whatever a manager writes to its status meanwhile.
func (c *city) change(object client.Object, key records.Key, edit func()) {
	c.t.Helper()
	if err := c.patch(object, key, edit); err != nil {
		c.t.Fatal(err)
	}
}

func (c *city) patch(object client.Object, key records.Key, edit func()) error {
	if err := c.client.Get(c.t.Context(), key, object); err != nil {
		return err
	}
	before, ok := object.DeepCopyObject().(client.Object)
	if !ok {
		return fmt.Errorf("%T is no object", object)
	}
	edit()
	return c.client.Patch(c.t.Context(), object, client.MergeFrom(before))
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

// random is a source of chance that several goroutines share. SEED gives it; a failing test shows the one that was drawn.
type random struct {
	mu   sync.Mutex
	from *rand.Rand
}

func newRandom(t *testing.T) *random {
	t.Helper()
	seed := rand.Uint64()
	if given := os.Getenv("SEED"); given != "" {
		var err error
		if seed, err = strconv.ParseUint(given, 10, 64); err != nil {
			t.Fatalf("SEED=%s is no whole number: %v", given, err)
		}
	}
	t.Logf("SEED=%d plays the same again", seed)
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
