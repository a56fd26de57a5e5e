package cluster_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	"github.com/lianxing-dev/lianxing/test/invariants"
)

// chainOf reads the entries of a county's ledger from the API server, by their numbers.
func (c *city) chainOf(county string) []v1alpha1.FundingDisbursement {
	c.t.Helper()
	var list v1alpha1.FundingDisbursementList
	if err := c.client.List(c.t.Context(), &list, client.InNamespace(county)); err != nil {
		c.t.Fatal(err)
	}
	slices.SortFunc(list.Items, func(a, b v1alpha1.FundingDisbursement) int { return cmp.Compare(a.Spec.Sequence, b.Spec.Sequence) })
	return list.Items
}

// books are the sums of a chain, added up here from the entries' own amounts and nothing else.
type books struct {
	// granted is what each entry grants after cancellations, ordered what was ordered for it and not returned.
	granted, ordered map[string]money.Fen
	// claims and budgets by entry.
	claims  map[string]string
	budgets map[string]int32
	totals  map[int32]money.Fen
	// steps that were done, and payments that have an order or a return.
	done, paid map[string]bool
}

func newBooks() *books {
	return &books{
		granted: map[string]money.Fen{}, ordered: map[string]money.Fen{}, claims: map[string]string{}, budgets: map[string]int32{},
		totals: map[int32]money.Fen{}, done: map[string]bool{}, paid: map[string]bool{},
	}
}

// audit checks a chain: no gap, every digest, no step twice, no overspend, never paid above the claim's grant. The package that
// wrote the chain verifies it too. It returns the number of entries.
func (c *city) audit(county string) int {
	c.t.Helper()
	entries := c.chainOf(county)
	b := newBooks()
	for i := range entries {
		entry := &entries[i]
		if name := ledger.EntryName("stars", int64(i)+1); entry.Name != name || entry.Spec.Sequence != int64(i)+1 {
			c.t.Errorf("%s: entry %d of the chain is %s with number %d", county, i+1, entry.Name, entry.Spec.Sequence)
		}
		if i > 0 {
			if before, err := ledger.Digest(&entries[i-1]); err != nil || entry.Spec.Previous != before {
				c.t.Errorf("%s/%s carries %s of the entry before, whose digest is %s (%v)", county, entry.Name, entry.Spec.Previous, before, err)
			}
		}
		for _, wrong := range b.add(entry) {
			c.t.Errorf("%s/%s: %s", county, entry.Name, wrong)
		}
	}
	c.verify(county, entries)
	return len(entries)
}

func (b *books) add(entry *v1alpha1.FundingDisbursement) (wrong []string) {
	amount, about := money.MustParse(string(entry.Spec.Amount)), entry.Spec.Entry
	if entry.Spec.Claim != nil {
		claim := records.ClaimValue(records.Key{Namespace: entry.Namespace, Name: entry.Spec.LedgerRef.Name}, *entry.Spec.Claim)
		b.claims[entry.Name] = claim
		if entry.Spec.ClaimNet != "" {
			cause := entry.Spec.Cause
			step := fmt.Sprintf("%s because of %s %s/%s %s", claim, cause.Kind, cause.Namespace, cause.Name, cause.Stage)
			if b.done[step] {
				wrong = append(wrong, "entered once more: "+step)
			}
			b.done[step] = entry.Spec.ClaimNet == entry.Spec.ClaimAfter
		}
	}
	b.budgets[entry.Name] = entry.Spec.Year
	payment := string(entry.Spec.Type) + " of " + entry.Spec.Cause.Name
	switch entry.Spec.Type {
	case v1alpha1.EntryAppropriation:
		b.totals[entry.Spec.Year] = money.MustParse(string(entry.Spec.TotalAfter))
	case v1alpha1.EntryAward:
		b.granted[entry.Name] += amount
		if committed, total := b.committed(entry.Spec.Year), b.totals[entry.Spec.Year]; committed > total {
			wrong = append(wrong, fmt.Sprintf("overspent: %s of %s", committed, total))
		}
	case v1alpha1.EntryCancellation:
		b.granted[about] += amount
	case v1alpha1.EntryOrder, v1alpha1.EntryReturn:
		if b.paid[payment] {
			wrong = append(wrong, "entered once more: "+payment)
		}
		b.paid[payment] = true
		b.ordered[about] -= amount
		if ordered, granted := b.of(b.ordered, about), b.of(b.granted, about); ordered > granted && entry.Spec.Type == v1alpha1.EntryOrder {
			wrong = append(wrong, fmt.Sprintf("paid out %s of %s that the claim is granted", ordered, granted))
		}
	default:
	}
	return wrong
}

func (b *books) committed(year int32) (sum money.Fen) {
	for name, of := range b.budgets {
		if of == year {
			sum += max(b.granted[name], b.ordered[name])
		}
	}
	return sum
}

// of sums over the entries of the same claim.
func (b *books) of(sums map[string]money.Fen, entry string) (sum money.Fen) {
	for name, amount := range sums {
		if b.claims[name] == b.claims[entry] {
			sum += amount
		}
	}
	return sum
}

// holds asks of the whole city, once it has settled, what must hold of every register, as of the end of the stories.
func (c *city) holds() {
	c.t.Helper()
	c.holdsAsOf(invariants.Question{AsOf: day(storyEnds), Language: "zh"})
}

func (c *city) holdsAsOf(q invariants.Question) {
	c.t.Helper()
	found, err := invariants.Read(c.t.Context(), c.client, c.namespaces...)
	if err != nil {
		c.t.Fatal(err)
	}
	for _, wrong := range found.Violations(q) {
		// The calendars belong to no city: managers of another day write to them, too.
		if !strings.HasPrefix(wrong, string(records.WorkCalendar)) {
			c.t.Error(wrong)
		}
	}
}

// verify has the ledger's own package check what the API server has.
func (c *city) verify(county string, entries []v1alpha1.FundingDisbursement) {
	c.t.Helper()
	objects := make([]records.Object, 0, len(entries))
	for i := range entries {
		objects = append(objects, &entries[i])
	}
	chain, err := ledger.Open(files.NewMemory(nil, objects), records.Key{Namespace: county, Name: "stars"}, 0)
	if err != nil {
		c.t.Errorf("%s: %v", county, err)
		return
	}
	through, fault := ledger.Verify(chain, 1, int64(len(entries)), nil)
	if fault != nil || through != int64(len(entries)) {
		c.t.Errorf("%s: verified through %d of %d: %v", county, through, len(entries), fault)
	}
}

// TestAuditSees plants what an audit must find, so that a chain without findings means something.
func TestAuditSees(t *testing.T) {
	claim := v1alpha1.Claim{Identity: "x", Year: 2025}
	entry := func(name string, kind v1alpha1.EntryType, cause, amount, about, net string) *v1alpha1.FundingDisbursement {
		e := &v1alpha1.FundingDisbursement{Spec: v1alpha1.FundingDisbursementSpec{
			Type: kind, Year: 2025, Claim: &claim, Amount: v1alpha1.SignedYuan(amount), Entry: about, TotalAfter: "20000.00",
			Cause: v1alpha1.Cause{Kind: "AwardRequest", Namespace: "n", Name: cause}, ClaimNet: v1alpha1.Yuan(net), ClaimAfter: v1alpha1.Yuan(net),
		}}
		e.Name = name
		return e
	}
	total := entry("1", v1alpha1.EntryAppropriation, "budget", "20000.00", "", "")
	total.Spec.Claim = nil
	grant := entry("2", v1alpha1.EntryAward, "a", "20000.00", "", "20000.00")
	for _, c := range []struct {
		name    string
		entries []*v1alpha1.FundingDisbursement
		want    int
	}{
		{"nothing wrong", []*v1alpha1.FundingDisbursement{total, grant, entry("3", v1alpha1.EntryOrder, "p", "-20000.00", "2", "")}, 0},
		{"a step twice", []*v1alpha1.FundingDisbursement{total, grant, entry("3", v1alpha1.EntryDecision, "a", "0.00", "", "20000.00")}, 1},
		{"an overspend", []*v1alpha1.FundingDisbursement{total, grant, entry("3", v1alpha1.EntryAward, "b", "0.01", "", "20000.01")}, 1},
		{"an order twice", []*v1alpha1.FundingDisbursement{
			total, grant, entry("3", v1alpha1.EntryOrder, "p", "-1.00", "2", ""), entry("4", v1alpha1.EntryOrder, "p", "-1.00", "2", ""),
		}, 1},
		{"paid above the grant", []*v1alpha1.FundingDisbursement{
			total, grant, entry("3", v1alpha1.EntryCancellation, "r", "-20000.00", "2", "0.00"), entry("4", v1alpha1.EntryOrder, "p", "-20000.00", "2", ""),
		}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBooks()
			var wrong []string
			for _, entry := range c.entries {
				wrong = append(wrong, b.add(entry)...)
			}
			if len(wrong) != c.want {
				t.Errorf("found %q, want %d findings", wrong, c.want)
			}
		})
	}
}
