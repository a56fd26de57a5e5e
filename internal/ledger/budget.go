package ledger

import (
	"strconv"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// BudgetStand is where a budget stands by its chain.
type BudgetStand struct {
	// Total by the appropriations that were entered.
	Total money.Fen
	// Committed is, summed over the entries of the budget, the greater of what an entry still grants and what was ordered for it
	// and not returned (nor received, where the budget says that recovered funds return).
	Committed money.Fen
}

// Available is what may still be granted; 0 where a lowered total stands below what is committed.
func (s BudgetStand) Available() money.Fen { return max(0, s.Total-s.Committed) }

// BudgetName is the name of the budget of a ledger and year: LINE-YEAR.
func BudgetName(ledger string, year int32) string { return ledger + "-" + strconv.Itoa(int(year)) }

// Budget tells where the budget of a year stands after the head: zero where no entry was charged to it. The error is a
// BrokenError where an entry can't be read.
func (c *Chain) Budget(year int32) (BudgetStand, error) {
	if stand, ok := c.budgets[year]; ok {
		return stand, nil
	}
	var stand BudgetStand
	if entry, ok := c.lastOfBudget(year, c.sequence); ok {
		var err error
		if stand, err = standAfter(entry); err != nil {
			return stand, err
		}
	}
	c.budgets[year] = stand
	return stand, nil
}

// lastOfBudget finds the last entry of a budget up to a number. Near the head it is found by name; a budget that was not touched
// for long is found through its index, once.
func (c *Chain) lastOfBudget(year int32, upTo int64) (*v1alpha1.FundingDisbursement, bool) {
	const near = 256
	for sequence := upTo; sequence > max(0, upTo-near); sequence-- {
		if entry, ok := c.Entry(sequence); ok && entry.Spec.Year == year {
			return entry, true
		}
	}
	var last *v1alpha1.FundingDisbursement
	if upTo > near {
		for _, entry := range c.find(records.EntriesByBudget, records.BudgetValue(c.ledger, year)) {
			if entry.Spec.Sequence <= upTo {
				last = entry
			}
		}
	}
	return last, last != nil
}

func standAfter(entry *v1alpha1.FundingDisbursement) (BudgetStand, error) {
	total, err := money.Parse(string(entry.Spec.TotalAfter))
	if err != nil {
		return BudgetStand{}, broken(entry.Name, "totalAfter: %v", err)
	}
	committed, err := money.Parse(string(entry.Spec.CommittedAfter))
	if err != nil {
		return BudgetStand{}, broken(entry.Name, "committedAfter: %v", err)
	}
	return BudgetStand{Total: total, Committed: committed}, nil
}
