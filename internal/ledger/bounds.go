package ledger

import (
	"strconv"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// allowed checks an entry against the bounds on money, by where its claim stood before it.
func (v *verifier) allowed(entry *v1alpha1.FundingDisbursement, account *Account) *Fault {
	amount, err := money.ParseSigned(string(entry.Spec.Amount))
	if err != nil {
		return fault("spec.amount", string(entry.Spec.Amount), "", err.Error())
	}
	if entry.Spec.Type == v1alpha1.EntryAppropriation {
		return v.allowedAppropriation(entry, account)
	}
	if account == nil {
		return fault("spec.claim", "", "", "only an appropriation has no claim")
	}
	if fault := allowedStep(entry, account, amount); fault != nil {
		return fault
	}
	if isGrant(entry.Spec.Type) || entry.Spec.Type == v1alpha1.EntryDecision {
		return noEntry(entry)
	}
	grant, recovery := account.Grant(entry.Spec.Entry), account.Recovery(entry.Spec.Entry)
	if grant == nil {
		return fault("spec.entry", entry.Spec.Entry, "", "it is about no grant or recovery of its claim")
	}
	if entry.Spec.Year != grant.Entry.Spec.Year {
		return fault("spec.year", strconv.Itoa(int(entry.Spec.Year)), strconv.Itoa(int(grant.Entry.Spec.Year)), "it is charged to another budget than the grant")
	}
	if entry.Spec.Type == v1alpha1.EntryOrder && (entry.Spec.Day != entry.Spec.EffectiveOn || entry.Spec.Day <= grant.Entry.Spec.Day) {
		return fault("spec.day", string(entry.Spec.Day), string(entry.Spec.EffectiveOn), "an order is entered on its own day, after that of its grant")
	}
	low, high := limits(entry, account, grant, recovery)
	if amount < low || amount > high || amount == 0 {
		return fault("spec.amount", amount.String(), low.String()+" to "+high.String(), "it is beyond what a "+string(entry.Spec.Type)+" may move")
	}
	return nil
}

// limits are the least and the greatest amount of an entry about another.
func limits(entry *v1alpha1.FundingDisbursement, account *Account, grant *Grant, recovery *Recovery) (low, high money.Fen) {
	if recovery != nil {
		return limitsOfRecovery(entry.Spec.Type, grant, recovery)
	}
	return limitsOfGrant(entry, account, grant)
}

// limitsOfRecovery are those of an entry about a recovery: it is given up, or money comes back under it, and nothing else.
func limitsOfRecovery(kind v1alpha1.EntryType, grant *Grant, recovery *Recovery) (low, high money.Fen) {
	switch kind {
	case v1alpha1.EntryCancellation:
		return 0, min(grant.ToRecover(), recovery.Open())
	case v1alpha1.EntryReceipt:
		return 0, recovery.Open()
	default:
		return 0, 0
	}
}

// limitsOfGrant are those of an entry about a grant. Money is recovered only where nothing is left that could be cancelled, and
// ordered only where nothing is to be recovered; a return is that of a whole order.
func limitsOfGrant(entry *v1alpha1.FundingDisbursement, account *Account, grant *Grant) (low, high money.Fen) {
	payment := records.Key{Namespace: entry.Spec.Cause.Namespace, Name: entry.Spec.Cause.Name}
	switch entry.Spec.Type {
	case v1alpha1.EntryCancellation:
		return -grant.Cancellable(), 0
	case v1alpha1.EntryRecovery:
		if grant.Cancellable() == 0 {
			return -max(0, grant.StillGrants()), 0
		}
	case v1alpha1.EntryOrder:
		if account.ToRecover() == 0 && account.Order(payment) == nil {
			return -max(0, grant.Balance()), 0
		}
	case v1alpha1.EntryReturn:
		if order := account.Order(payment); order != nil && order.Return == nil && order.Entry.Spec.Entry == entry.Spec.Entry {
			return order.Amount, order.Amount
		}
	default:
	}
	return 0, 0
}

// allowedStep checks that a step is entered once, goes one way, and never beyond its net.
func allowedStep(entry *v1alpha1.FundingDisbursement, account *Account, amount money.Fen) *Fault {
	if isStep(entry) == isPayment(entry.Spec.Type) {
		return fault("spec.claimNet", string(entry.Spec.ClaimNet), "", "steps have a net, and nothing else has one")
	}
	if !isStep(entry) {
		return nil
	}
	net, err := money.Parse(string(entry.Spec.ClaimNet))
	if err != nil {
		return fault("spec.claimNet", string(entry.Spec.ClaimNet), "", err.Error())
	}
	if fault := inTurn(entry, account, amount, net); fault != nil {
		return fault
	}
	after := account.After + amount
	if amount == 0 && net != after || amount > 0 && after > net || amount < 0 && after < net {
		return fault("spec.claimNet", net.String(), after.String(), "the step goes beyond its net, or stops short of it")
	}
	if entry.Spec.Type == v1alpha1.EntryDecision && amount != 0 || isGrant(entry.Spec.Type) && amount <= 0 {
		return fault("spec.amount", amount.String(), "", "a grant is above zero, a decision is zero")
	}
	return nil
}

// inTurn checks that a step is not done yet, goes on at the net that it was begun at, and comes before no step of its claim that
// was begun (but a lowering need not wait for a raise).
func inTurn(entry *v1alpha1.FundingDisbursement, account *Account, amount, net money.Fen) *Fault {
	key := KeyOf(entry.Spec.Cause)
	if account.Done(key) {
		return fault("spec.cause", entry.Spec.Cause.Name, "", "the step was entered before")
	}
	if mark, ok := account.steps[key]; ok && mark.net != net {
		return fault("spec.claimNet", net.String(), mark.net.String(), "the step was begun at another net")
	}
	begun := account.Begun()
	if begun == nil || KeyOf(begun.Spec.Cause) == key {
		return nil
	}
	if amount >= 0 || account.steps[KeyOf(begun.Spec.Cause)].net < account.After {
		return fault("spec.cause", entry.Spec.Cause.Name, begun.Spec.Cause.Name, "a step of the claim was begun and is not finished")
	}
	return nil
}

// allowedAppropriation checks that appropriations are entered in the order of their list, each once.
func (v *verifier) allowedAppropriation(entry *v1alpha1.FundingDisbursement, account *Account) *Fault {
	if account != nil || entry.Spec.ClaimNet != "" || entry.Spec.ClaimAfter != "" {
		return fault("spec.claim", "", "", "an appropriation has no claim")
	}
	want := 1
	for _, other := range v.chain.ByCause(records.Budget, records.Key{Namespace: entry.Spec.Cause.Namespace, Name: entry.Spec.Cause.Name}) {
		if other.Spec.Sequence < entry.Spec.Sequence {
			want++
		}
	}
	if place := strconv.Itoa(want); entry.Spec.Cause.Stage != place {
		return fault("spec.cause.stage", entry.Spec.Cause.Stage, place, "appropriations are entered in the order of their list")
	}
	if name := BudgetName(v.chain.ledger.Name, entry.Spec.Year); entry.Spec.Cause.Name != name {
		return fault("spec.cause.name", entry.Spec.Cause.Name, name, "the budget is not that of the year")
	}
	return noEntry(entry)
}

func noEntry(entry *v1alpha1.FundingDisbursement) *Fault {
	if entry.Spec.Entry != "" {
		return fault("spec.entry", entry.Spec.Entry, "", "it is about no other entry")
	}
	return nil
}
