// Package ledger is the chain of entries in which all money moves: what it holds, what may be entered next, and how it is
// verified. One function decides the next entry, for a cluster and for files alike. The package is pure: it reads a view, knows
// no clock and writes nothing.
package ledger

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/digest"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// The stages by which entries name what they were caused by, where that is no stage of an approval.
const (
	// StageOrder is the stage of an Order, whose cause is a Payment.
	StageOrder = "Order"
	// StageReturn is the stage of a Return, and of the step that a return causes while a revocation stands.
	StageReturn = "Return"
	// StageReceipt is the stage of a Receipt, whose cause is a Payment under a Recovery.
	StageReceipt = "Receipt"
)

// EntryName is the name of the entry of a number: LEDGER-000001. Numbers beyond six digits are written in full.
func EntryName(ledger string, sequence int64) string {
	return fmt.Sprintf("%s-%06d", ledger, sequence)
}

// EntrySequence reads the number out of an entry's name; false where it is no name of an entry of that ledger.
func EntrySequence(ledger, name string) (int64, bool) {
	digits, ok := strings.CutPrefix(name, ledger+"-")
	if !ok {
		return 0, false
	}
	sequence, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || sequence < 1 || EntryName(ledger, sequence) != name {
		return 0, false
	}
	return sequence, true
}

// Digest names the content of an entry: the entry after it carries it, and so does a payment.
func Digest(entry *v1alpha1.FundingDisbursement) (v1alpha1.Digest, error) {
	text, err := digest.Of(v1alpha1.Group, string(records.FundingDisbursement), entry.Namespace, entry.Name, entry.Spec)
	return v1alpha1.Digest(text), err
}

// Genesis is what the first entry of a ledger carries as the digest of the one before: that of the ledger's namespace and name.
func Genesis(ledger records.Key) (v1alpha1.Digest, error) {
	text, err := digest.Of(v1alpha1.Group, string(records.Ledger), ledger.Namespace, ledger.Name, nil)
	return v1alpha1.Digest(text), err
}

// isStep says whether an entry is (part of) a step of its claim: only those say what the claim comes to.
func isStep(entry *v1alpha1.FundingDisbursement) bool { return entry.Spec.ClaimNet != "" }

// isPayment says whether entries of a type are what a payment does: they move money that was granted, and are no step.
func isPayment(kind v1alpha1.EntryType) bool {
	return kind == v1alpha1.EntryOrder || kind == v1alpha1.EntryReturn || kind == v1alpha1.EntryReceipt
}

// isGrant says whether entries of a type grant money.
func isGrant(kind v1alpha1.EntryType) bool {
	return kind == v1alpha1.EntryAward || kind == v1alpha1.EntryActivity
}
