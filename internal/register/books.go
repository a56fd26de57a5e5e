package register

import (
	"sync"

	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Books remember of each chain how far it was read, so that a long chain is read once and not at every look: what was paid and
// recovered of its budgets, and up to where it was verified. They are safe for use by several goroutines; nil Books remember nothing.
type Books struct {
	mu   sync.Mutex
	open map[records.Key]*book
}

// book is what is remembered of one chain.
type book struct {
	mu       sync.Mutex
	tally    ledger.Tally
	verified int64
	fault    *ledger.Fault
}

func (b *Books) of(key records.Key) *book {
	if b == nil {
		return &book{}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.open == nil {
		b.open = map[records.Key]*book{}
	}
	if b.open[key] == nil {
		b.open[key] = &book{}
	}
	return b.open[key]
}

// sums reads what the book has not read of a chain, and returns what moved in the budget of a year.
func (b *book) sums(chain *ledger.Chain, year int32) ledger.BudgetSums {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.tally.Advance(chain, chain.Sequence())
	return b.tally.Budget(year)
}

// verify checks what the book has not checked of a chain. A fault that was found is looked at again, since a person may have mended it.
func (b *book) verify(chain *ledger.Chain, returns func(year int32) bool) (through int64, fault *ledger.Fault) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.verified > chain.Sequence() {
		b.verified = 0 // the chain was put back to an older state
	}
	if b.verified < chain.Sequence() {
		b.verified, b.fault = ledger.Verify(chain, b.verified+1, chain.Sequence(), returns)
	}
	return b.verified, b.fault
}
