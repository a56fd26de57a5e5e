package ledger

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// ReadWhole reads a chain from its first entry to its last and verifies all of it. Only what looks at a whole chain may call it. The
// error says which entry is wrong or missing. Funds is that of Verify.
func ReadWhole(view records.View, ledger records.Key, funds func(year int32) bool) (*Chain, []*v1alpha1.FundingDisbursement, error) {
	entries := entriesOf(view, ledger)
	if missing, hole := holeIn(entries); hole {
		return nil, nil, &Fault{Entry: EntryName(ledger.Name, missing), Sequence: missing, Field: "metadata.name",
			Want: EntryName(ledger.Name, missing), Problem: "the entry is missing"}
	}
	chain, err := Open(view, ledger, int64(len(entries)))
	if err != nil {
		return nil, nil, err
	}
	if _, fault := Verify(chain, 1, chain.Sequence(), funds); fault != nil {
		return nil, nil, fault
	}
	return chain, entries, nil
}

// entriesOf lists the entries of a ledger that a view shows, by their numbers, whether they make a chain or not.
func entriesOf(view records.View, ledger records.Key) []*v1alpha1.FundingDisbursement {
	entries := records.Find[*v1alpha1.FundingDisbursement](view, records.EntriesByLedger, ledger.String())
	slices.SortFunc(entries, func(a, b *v1alpha1.FundingDisbursement) int { return cmp.Compare(a.Spec.Sequence, b.Spec.Sequence) })
	return entries
}

// holeIn finds the first number that is missing among entries which have later ones.
func holeIn(entries []*v1alpha1.FundingDisbursement) (missing int64, hole bool) {
	for i, entry := range entries {
		if entry.Spec.Sequence != int64(i)+1 {
			return int64(i) + 1, true
		}
	}
	return 0, false
}

// Restoration is what an export puts back into a chain.
type Restoration struct {
	// Missing are the entries that the chain lacks, in the order in which they are to be created.
	Missing []*v1alpha1.FundingDisbursement
	// Head is the number and the digest of the export's last entry.
	Head v1alpha1.Checkpoint
}

// Restore says which entries of an export a chain lacks. The error says why the export may not be put back, and how that is mended.
//
// Entries are put back into a frozen chain only, and one that stays frozen until the last of them is back: what a writer enters in
// between would take the place of an entry by which money may have moved.
func Restore(ledger records.Key, have, export records.View, funds func(year int32) bool) (*Restoration, error) {
	exported, entries, err := ReadWhole(export, ledger, funds)
	if err != nil {
		return nil, fmt.Errorf("the export does not verify: %w; take the export from git as it was committed", err)
	}
	if len(entries) == 0 {
		return nil, fmt.Errorf("the export has no entry of ledger %s: name the export of that ledger with -f", ledger)
	}
	record, ok := records.Get[*v1alpha1.Ledger](have, ledger)
	if !ok {
		return nil, fmt.Errorf("there is no Ledger %s in the cluster: apply its record from git first, with its checkpoint", ledger)
	}
	r := &Restoration{Head: exported.Checkpoint()}
	stored := entriesOf(have, ledger)
	if err := behind(record, have, exported); err != nil {
		return nil, err
	}
	if err := reaches(exported, record.Spec.Checkpoint); err != nil {
		return nil, err
	}
	if err := continues(exported, stored); err != nil {
		return nil, err
	}
	last := int64(0)
	there := map[int64]bool{}
	for _, entry := range stored {
		there[entry.Spec.Sequence] = true
		last = max(last, entry.Spec.Sequence)
	}
	for _, entry := range entries {
		if !there[entry.Spec.Sequence] {
			r.Missing = append(r.Missing, entry)
		}
	}
	if last < exported.Sequence() && record.Spec.Checkpoint.Sequence < exported.Sequence() {
		return nil, fmt.Errorf("the export ends at entry %d and the checkpoint of ledger %s at %d, so entries would be made as soon as that one is back: %s",
			exported.Sequence(), ledger, record.Spec.Checkpoint.Sequence, raiseFirst(r.Head))
	}
	return r, nil
}

// Checkpoint is the number and the digest of the head: what finance puts on record outside the chain.
func (c *Chain) Checkpoint() v1alpha1.Checkpoint {
	if c.sequence == 0 {
		return v1alpha1.Checkpoint{}
	}
	return v1alpha1.Checkpoint{Sequence: c.sequence, Head: c.digest}
}

func raiseFirst(to v1alpha1.Checkpoint) string {
	return fmt.Sprintf("raise spec.checkpoint of its record to {sequence: %d, head: %s} first, so that it stays frozen until all is back", to.Sequence, to.Head)
}

// behind holds that the chain is frozen because it lacks entries, by the record of the ledger as it is now and no status.
func behind(record *v1alpha1.Ledger, have records.View, exported *Chain) error {
	if _, hole := holeIn(entriesOf(have, exported.ledger)); hole {
		return nil
	}
	chain, err := Open(have, exported.ledger, 0)
	if err != nil {
		return fmt.Errorf("the chain in the cluster can't be read: %w", err)
	}
	frozen := CheckLedger(chain, record)
	if frozen != nil && frozen.Reason == v1alpha1.ReasonLedgerBehind {
		return nil
	}
	if frozen != nil {
		return errors.New(frozen.Problem)
	}
	for _, payment := range records.List[*v1alpha1.Payment](have) {
		sequence, ours := EntrySequence(exported.ledger.Name, payment.Spec.DisbursementRef.Name)
		if named, ok := exported.DigestOf(sequence); ours && payment.Namespace == exported.ledger.Namespace &&
			sequence > chain.sequence && ok && named == payment.Spec.DisbursementRef.Digest {
			return fmt.Errorf("the chain is behind, since payment %s names %s, which it lacks; but nothing freezes it: %s",
				payment.Name, payment.Spec.DisbursementRef.Name, raiseFirst(exported.Checkpoint()))
		}
	}
	return fmt.Errorf("ledger %s is not behind: it has %d entries and its checkpoint (%d) is among them, so nothing is put back; "+
		"if it did lose entries, apply its record from git, which has the later checkpoint", exported.ledger, chain.sequence, record.Spec.Checkpoint.Sequence)
}

// reaches holds that an export has the checkpoint.
func reaches(exported *Chain, checkpoint v1alpha1.Checkpoint) error {
	if checkpoint.Sequence == 0 {
		return nil
	}
	named, ok := exported.DigestOf(checkpoint.Sequence)
	if !ok {
		return fmt.Errorf("the export ends at entry %d, before the checkpoint %d of ledger %s: take a later export from git",
			exported.sequence, checkpoint.Sequence, exported.ledger)
	}
	if named != checkpoint.Head {
		return fmt.Errorf("entry %d of the export has the digest %s, and the checkpoint of ledger %s says %s: take the export that was committed with that checkpoint",
			checkpoint.Sequence, named, exported.ledger, checkpoint.Head)
	}
	return nil
}

// continues holds that an export has every entry that is there, with the same content.
func continues(exported *Chain, stored []*v1alpha1.FundingDisbursement) error {
	for _, entry := range stored {
		have, err := Digest(entry)
		if err != nil {
			return fmt.Errorf("the digest of entry %s in the cluster: %w", entry.Name, err)
		}
		named, ok := exported.DigestOf(entry.Spec.Sequence)
		if !ok {
			return fmt.Errorf("the cluster has entry %s and the export ends at %d: take a later export from git", entry.Name, exported.sequence)
		}
		if named != have {
			return fmt.Errorf("from entry %s on the cluster's chain went another way than the export (%s there, %s in the export): "+
				"a person has to look whether money moved by the entries in the cluster, before an administrator takes them out and the export is put back",
				entry.Name, have, named)
		}
	}
	return nil
}
