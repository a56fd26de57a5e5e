package ledger

import (
	"sync"

	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// news is what changed in the records that bear on one ledger since its writer last looked.
type news struct {
	// claims by how they are written in an index, so that one that changed twice is evaluated once.
	claims map[string]register.ClaimRef
	// former are claims that a record may have made before it changed: they matter to a writer that holds steps of theirs.
	former   map[string]register.ClaimRef
	payments map[records.Key]bool
	budgets  map[records.Key]bool
	// ledger says that the record of the ledger itself changed.
	ledger bool
	// removed says that an entry or a budget went, which nothing but a restored backup or a hand does: all is read anew.
	removed bool
}

// inbox gathers the news of all ledgers. The informers put into it, the writers take from it.
type inbox struct {
	mu      sync.Mutex
	waiting map[records.Key]*news
	// known are all claims that were ever named: whoever makes a writer anew starts from them.
	known   map[records.Key]map[string]register.ClaimRef
	counted bool
}

// put adds to the news of a ledger.
func (i *inbox) put(key records.Key, add func(*news)) {
	i.mu.Lock()
	defer i.mu.Unlock()
	add(i.of(key))
}

// claim puts a claim that has to be evaluated anew.
func (i *inbox) claim(ref register.ClaimRef) {
	i.mu.Lock()
	defer i.mu.Unlock()
	value := records.ClaimValue(ref.Ledger, ref.Claim)
	i.of(ref.Ledger).claims[value] = ref
	i.know(value, ref)
}

func (i *inbox) of(key records.Key) *news {
	if i.waiting == nil {
		i.waiting = map[records.Key]*news{}
	}
	found := i.waiting[key]
	if found == nil {
		found = &news{claims: map[string]register.ClaimRef{}, former: map[string]register.ClaimRef{}, payments: map[records.Key]bool{}, budgets: map[records.Key]bool{}}
		i.waiting[key] = found
	}
	return found
}

func (i *inbox) know(value string, ref register.ClaimRef) {
	if i.known == nil {
		i.known = map[records.Key]map[string]register.ClaimRef{}
	}
	if i.known[ref.Ledger] == nil {
		i.known[ref.Ledger] = map[string]register.ClaimRef{}
	}
	i.known[ref.Ledger][value] = ref
}

// take returns the news of a ledger, nil where there are none, and forgets them.
func (i *inbox) take(key records.Key) *news {
	i.mu.Lock()
	defer i.mu.Unlock()
	found := i.waiting[key]
	delete(i.waiting, key)
	return found
}

// census returns every claim on a ledger that was ever named. The first call finds those of the records that were there before
// anybody listened; it is the only time that all of them are read.
func (i *inbox) census(key records.Key, view records.View, failed func() error) ([]register.ClaimRef, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if !i.counted {
		for _, kind := range register.Claimants {
			for _, object := range view.List(kind) {
				for _, ref := range register.ClaimsOf(view, object) {
					i.know(records.ClaimValue(ref.Ledger, ref.Claim), ref)
				}
			}
		}
		if err := failed(); err != nil {
			return nil, err
		}
		i.counted = true
	}
	refs := make([]register.ClaimRef, 0, len(i.known[key]))
	for _, ref := range i.known[key] {
		refs = append(refs, ref)
	}
	return refs, nil
}
