package ledger

import (
	"context"
	"errors"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/cluster"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// writer is what a manager knows of one ledger between two passes: the walk along its days, with every claim that may have a
// step. It is thrown away and made anew whenever it could be wrong, so it holds nothing that is not in the records.
type writer struct {
	key   records.Key
	today calendar.Date
	// view is the cache; what could not be read from it is kept there as an error.
	view   *cluster.View
	walker *ledger.Walker
	// made are the claims of which the walk has steps.
	made map[string]bool
	// verified is the sequence up to which the chain was checked, and fault what was found to be wrong with it.
	verified int64
	fault    *ledger.Fault
}

// newWriter reads the chain's head and evaluates every claim on a ledger before anything is entered, so that records which were
// applied before the manager started give the entries that they would have given day by day.
func newWriter(informers *cluster.Informers, claims *inbox, key records.Key, today calendar.Date) (*writer, error) {
	// The view outlives the pass that it is made in, as what it shows does.
	w := &writer{key: key, today: today, view: cluster.New(context.Background(), informers), made: map[string]bool{}}
	chain, err := ledger.Open(w.view, key, 0)
	if err != nil {
		return nil, err
	}
	if err := chain.Whole(); err != nil {
		return nil, err
	}
	refs, err := claims.census(key, w.view, w.view.Err)
	if err != nil {
		return nil, err
	}
	source := register.Source(chain, today)
	w.walker = ledger.NewWalker(chain, source)
	for _, ref := range refs {
		w.evaluate(ref)
	}
	return w, w.view.Err()
}

// read brings the news into the walk. It is false where the writer has to be made anew.
func (w *writer) read(n *news) bool {
	if n.removed {
		return false
	}
	if n.ledger {
		record, _ := records.Get[*v1alpha1.Ledger](w.view, w.key)
		w.walker.ReplaceLedger(record)
	}
	for key := range n.budgets {
		budget, ok := records.Get[*v1alpha1.Budget](w.view, key)
		if !ok {
			return false
		}
		w.walker.ReplaceBudget(budget)
	}
	for key := range n.payments {
		if payment, ok := records.Get[*v1alpha1.Payment](w.view, key); ok {
			w.walker.ReplacePayment(payment)
		} else {
			w.walker.RemovePayment(key)
		}
	}
	for value, ref := range n.former {
		if w.made[value] {
			w.evaluate(ref)
		}
	}
	for _, ref := range n.claims {
		w.evaluate(ref)
	}
	return true
}

func (w *writer) evaluate(ref register.ClaimRef) {
	steps := register.Steps(w.walker.Chain().View(), ref, w.today)
	if value := records.ClaimValue(ref.Ledger, ref.Claim); len(steps.Steps) > 0 {
		w.made[value] = true
	}
	w.walker.Replace(steps)
}

// catchUp takes over what the cache shows of entries that somebody else appended.
func (w *writer) catchUp() error {
	for {
		name := ledger.EntryName(w.key.Name, w.walker.Chain().Sequence()+1)
		entry, ok := records.Get[*v1alpha1.FundingDisbursement](w.view, records.Key{Namespace: w.key.Namespace, Name: name})
		if !ok {
			return w.view.Err()
		}
		if err := w.entered(entry); err != nil {
			return err
		}
	}
}

// entered appends an entry that the API server has, and evaluates anew what depends on it: what a claim's steps are may depend on
// the chain.
func (w *writer) entered(entry *v1alpha1.FundingDisbursement) error {
	if err := w.walker.Entered(entry); err != nil {
		return err
	}
	for _, ref := range register.ClaimsOf(w.walker.Chain().View(), entry) {
		if ref.Ledger == w.key {
			w.evaluate(ref)
		}
	}
	return nil
}

// verify checks the next few entries of the chain, and says whether there are more to check.
func (w *writer) verify() (more bool) {
	chain := w.walker.Chain()
	if w.fault != nil || w.verified >= chain.Sequence() {
		return false
	}
	w.verified, w.fault = ledger.Verify(chain, w.verified+1, min(w.verified+verifiedAtOnce, chain.Sequence()), register.FundsReturn(w.view, w.key))
	verified.WithLabelValues(w.key.Namespace, w.key.Name).Set(float64(w.verified))
	return w.fault == nil && w.verified < chain.Sequence()
}

// isBroken says whether a chain does not follow from itself, so that only a person can go on.
func isBroken(err error) bool {
	var broken *ledger.BrokenError
	return errors.As(err, &broken)
}
