package ledger

import (
	"errors"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// draft is an entry before it has a place in the chain.
type draft struct {
	kind        v1alpha1.EntryType
	claim       *v1alpha1.Claim // nil of an appropriation
	cause       v1alpha1.Cause
	amount      money.Fen // signed
	about       string    // the entry that it is about
	year        int32
	payee       *v1alpha1.Payee
	net         *money.Fen // what the step brings its claim to; nil of what is no step
	effectiveOn calendar.Date
	rules       v1alpha1.Digest
}

// errFundsUnknown says that a budget is not in view of which it matters whether recovered funds return.
var errFundsUnknown = errors.New("the budget is not in view")

// fundsReturn says whether money that came back may be granted again, and whether the budget is in view at all.
type fundsReturn func(year int32) (returns, known bool)

// next turns a draft into the entry that follows the head of the chain.
func (c *Chain) next(d *draft, day calendar.Date, account *Account, funds fundsReturn) (*v1alpha1.FundingDisbursement, error) {
	entry := &v1alpha1.FundingDisbursement{
		TypeMeta: metav1.TypeMeta{APIVersion: v1alpha1.GroupVersion.String(), Kind: string(records.FundingDisbursement)},
		ObjectMeta: metav1.ObjectMeta{
			Namespace: c.ledger.Namespace,
			Name:      EntryName(c.ledger.Name, c.sequence+1),
		},
		Spec: v1alpha1.FundingDisbursementSpec{
			LedgerRef:   v1alpha1.LocalRef{Name: c.ledger.Name},
			Sequence:    c.sequence + 1,
			Previous:    c.digest,
			Type:        d.kind,
			Year:        d.year,
			Claim:       d.claim,
			Cause:       d.cause,
			Amount:      v1alpha1.SignedYuan(d.amount.String()),
			Entry:       d.about,
			Payee:       d.payee,
			EffectiveOn: v1alpha1.Date(d.effectiveOn.String()),
			Day:         v1alpha1.Date(day.String()),
			Rules:       d.rules,
		},
	}
	if d.net != nil {
		entry.Spec.ClaimNet = v1alpha1.Yuan(d.net.String())
	}
	before, err := c.Budget(d.year)
	if err != nil {
		return nil, err
	}
	after, claimAfter, err := consequences(entry, before, account, funds)
	if err != nil {
		return nil, err
	}
	entry.Spec.TotalAfter = v1alpha1.Yuan(after.Total.String())
	entry.Spec.CommittedAfter = v1alpha1.Yuan(after.Committed.String())
	if account != nil {
		entry.Spec.ClaimAfter = v1alpha1.Yuan(claimAfter.String())
	}
	return entry, nil
}

// consequences computes where an entry leaves its budget and its claim, from where they stood before it.
func consequences(entry *v1alpha1.FundingDisbursement, before BudgetStand, account *Account, funds fundsReturn) (after BudgetStand, claim money.Fen, err error) {
	after = before
	if account == nil {
		amount, err := money.ParseSigned(string(entry.Spec.Amount))
		if err != nil {
			return after, 0, broken(entry.Name, "amount: %v", err)
		}
		after.Total += amount
		return after, 0, nil
	}
	tried := account.clone()
	if err := tried.apply(entry); err != nil {
		return after, 0, err
	}
	year := entry.Spec.Year
	returns, known := funds(year)
	if !known && (account.matters(year) || tried.matters(year)) {
		return after, 0, errFundsUnknown
	}
	after.Committed += tried.commits(year, returns) - account.commits(year, returns)
	return after, tried.After, nil
}

// matters says whether it makes a difference to a budget that recovered funds return: only where something came back.
func (a *Account) matters(year int32) bool {
	for _, grant := range a.Grants {
		if grant.Entry.Spec.Year == year && grant.Received() != 0 {
			return true
		}
	}
	return false
}
