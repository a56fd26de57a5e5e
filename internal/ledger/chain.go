package ledger

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Chain is the chain of one ledger as a view shows it, with what was appended in memory. What is possible next is decided from
// it alone. It finds its head by name and looks everything else up by index: it never lists all entries. Entries beyond the
// head that it was opened at are not part of it, even when the view shows them by now.
//
// A chain is not safe for use by several goroutines.
type Chain struct {
	ledger records.Key
	view   *records.Overlay
	// head is the last entry; nil of an empty chain.
	head *v1alpha1.FundingDisbursement
	// sequence, digest and day of the head: 0, the genesis and no day of an empty chain.
	sequence int64
	digest   v1alpha1.Digest
	day      calendar.Date
	// budgets that were looked up, as of the head.
	budgets map[int32]BudgetStand
}

// BrokenError says that a chain can't be read or does not follow from itself: nothing may be entered until a person mends it from
// the export.
type BrokenError struct {
	// Entry that is wrong, by its name.
	Entry string
	// Problem in words, for a log and a person.
	Problem string
}

// Error names the entry and what is wrong with it.
func (e *BrokenError) Error() string {
	return fmt.Sprintf("the chain is broken at entry %s: %s; put the export of the ledger back", e.Entry, e.Problem)
}

func broken(entry, format string, arguments ...any) error {
	return &BrokenError{Entry: entry, Problem: fmt.Sprintf(format, arguments...)}
}

// Open finds the head of a ledger's chain. The hint is the number of an entry near the head, such as the last that the caller
// knows of; 0 where it knows none, which costs a few look-ups more. The error is a BrokenError where an entry is missing
// from the middle of the chain, or its head can't be read.
func Open(view records.View, ledger records.Key, hint int64) (*Chain, error) {
	c := &Chain{ledger: ledger, view: records.NewOverlay(view), budgets: map[int32]BudgetStand{}}
	c.sequence = c.last(hint)
	if name, ok := c.beyond(); ok {
		return nil, broken(EntryName(ledger.Name, c.sequence+1), "it is missing, but %s is there", name)
	}
	if c.sequence == 0 {
		genesis, err := Genesis(ledger)
		c.digest = genesis
		return c, err
	}
	head, _ := c.Entry(c.sequence)
	if head.Spec.Sequence != c.sequence || head.Spec.LedgerRef.Name != ledger.Name {
		return nil, broken(head.Name, "it says number %d of ledger %s", head.Spec.Sequence, head.Spec.LedgerRef.Name)
	}
	return c, c.set(head)
}

// last finds the number of the last entry: upwards from the hint while entries are there, downwards while they are not.
func (c *Chain) last(hint int64) int64 {
	low, high := int64(0), max(hint, 0)+1 // low is there (0 always is), high is not
	if hint > 0 && c.has(hint) {
		low = hint
	} else if hint > 0 {
		high = hint
		for step := int64(1); high-step > 0; step *= 2 {
			if c.has(high - step) {
				low = high - step
				break
			}
		}
	}
	if high > low && c.has(high) {
		for step := int64(1); ; step *= 2 {
			low, high = high, high+step
			if !c.has(high) {
				break
			}
		}
	}
	for high-low > 1 {
		if middle := low + (high-low)/2; c.has(middle) {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}

// beyond looks for an entry behind a gap: the next but one, and further on in growing strides.
func (c *Chain) beyond() (string, bool) {
	const strides = 20 // a million entries ahead
	for stride := range strides {
		if number := c.sequence + 1 + int64(1)<<stride; c.has(number) {
			return EntryName(c.ledger.Name, number), true
		}
	}
	return "", false
}

// Whole says that no entry is missing below the head. Finding the head does not see a hole far below it, and whoever appended over
// one would take what was lost for not done. It looks every number up, so it is asked once, before the first entry is appended.
func (c *Chain) Whole() error {
	for sequence := int64(1); sequence < c.sequence; sequence++ {
		if !c.has(sequence) {
			return broken(EntryName(c.ledger.Name, sequence), "it is missing, but %s is there", c.head.Name)
		}
	}
	return nil
}

func (c *Chain) has(sequence int64) bool {
	_, ok := c.view.Get(records.FundingDisbursement, c.key(sequence))
	return ok
}

func (c *Chain) key(sequence int64) records.Key {
	return records.Key{Namespace: c.ledger.Namespace, Name: EntryName(c.ledger.Name, sequence)}
}

// set makes an entry the head.
func (c *Chain) set(head *v1alpha1.FundingDisbursement) error {
	day, err := calendar.Parse(string(head.Spec.Day))
	if err != nil {
		return broken(head.Name, "its day: %v", err)
	}
	named, err := Digest(head)
	if err != nil {
		return broken(head.Name, "its digest: %v", err)
	}
	c.head, c.sequence, c.digest, c.day = head, head.Spec.Sequence, named, day
	return nil
}

// Append makes an entry the head, in memory: one that was created, or read after a name was found to be taken. The error is a
// BrokenError where the entry does not follow the head; the chain is as before then.
func (c *Chain) Append(entry *v1alpha1.FundingDisbursement) error {
	switch {
	case entry.Namespace != c.ledger.Namespace || entry.Name != EntryName(c.ledger.Name, c.sequence+1):
		return broken(entry.Namespace+"/"+entry.Name, "the next entry of %s is %s", c.ledger, EntryName(c.ledger.Name, c.sequence+1))
	case entry.Spec.Sequence != c.sequence+1 || entry.Spec.LedgerRef.Name != c.ledger.Name:
		return broken(entry.Name, "it says number %d of ledger %s", entry.Spec.Sequence, entry.Spec.LedgerRef.Name)
	case entry.Spec.Previous != c.digest:
		return broken(entry.Name, "it carries %s as the digest of the entry before, which is %s", entry.Spec.Previous, c.digest)
	}
	stand, err := standAfter(entry)
	if err != nil {
		return err
	}
	if err := c.set(entry); err != nil {
		return err
	}
	c.view.Add(entry)
	c.budgets[entry.Spec.Year] = stand
	return nil
}

// Ledger is the namespace and name of the ledger.
func (c *Chain) Ledger() records.Key { return c.ledger }

// View shows the register with the entries that were appended.
func (c *Chain) View() records.View { return c.view }

// Prune forgets appended entries that the view below shows by now, and returns how many are left in memory.
func (c *Chain) Prune() int { return c.view.Prune(records.FundingDisbursement) }

// Sequence is the number of the head; 0 of an empty chain.
func (c *Chain) Sequence() int64 { return c.sequence }

// Head is the last entry; false of an empty chain.
func (c *Chain) Head() (*v1alpha1.FundingDisbursement, bool) { return c.head, c.head != nil }

// HeadDigest is the digest of the head, which the next entry carries; that of the genesis where the chain is empty.
func (c *Chain) HeadDigest() v1alpha1.Digest { return c.digest }

// Day is the day of the head, at which the walk starts; 0 of an empty chain.
func (c *Chain) Day() calendar.Date { return c.day }

// Entry returns the entry of a number; false where the chain has none.
func (c *Chain) Entry(sequence int64) (*v1alpha1.FundingDisbursement, bool) {
	if sequence < 1 || sequence > c.sequence {
		return nil, false
	}
	return records.Get[*v1alpha1.FundingDisbursement](c.view, c.key(sequence))
}

// Named returns the entry of a name; false where the chain has none.
func (c *Chain) Named(name string) (*v1alpha1.FundingDisbursement, bool) {
	sequence, ok := EntrySequence(c.ledger.Name, name)
	if !ok {
		return nil, false
	}
	return c.Entry(sequence)
}

// DigestOf returns the digest of an entry as the chain has it: what the entry after it carries, or that of the head. Verify tells
// whether the entries still have these digests.
func (c *Chain) DigestOf(sequence int64) (v1alpha1.Digest, bool) {
	if sequence == c.sequence {
		return c.digest, sequence > 0
	}
	next, ok := c.Entry(sequence + 1)
	if !ok {
		return "", false
	}
	return next.Spec.Previous, sequence > 0
}

// OfClaim returns the entries of a claim, in the order of the chain.
func (c *Chain) OfClaim(claim v1alpha1.Claim) []*v1alpha1.FundingDisbursement {
	return c.find(records.EntriesByClaim, records.ClaimValue(c.ledger, claim))
}

// ByCause returns the entries of which a record is the cause, in the order of the chain.
func (c *Chain) ByCause(kind records.Kind, key records.Key) []*v1alpha1.FundingDisbursement {
	return c.find(records.EntriesByCause, records.SubjectValue(kind, key))
}

// find leaves out entries of other ledgers of the namespace, and such as are newer than the head.
func (c *Chain) find(index *records.Index, value string) []*v1alpha1.FundingDisbursement {
	found := slices.DeleteFunc(records.Find[*v1alpha1.FundingDisbursement](c.view, index, value),
		func(e *v1alpha1.FundingDisbursement) bool {
			return e.Namespace != c.ledger.Namespace || e.Spec.LedgerRef.Name != c.ledger.Name || e.Spec.Sequence > c.sequence
		})
	slices.SortFunc(found, func(a, b *v1alpha1.FundingDisbursement) int { return cmp.Compare(a.Spec.Sequence, b.Spec.Sequence) })
	return found
}
