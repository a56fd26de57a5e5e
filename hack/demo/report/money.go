package report

import (
	"fmt"
	"strconv"

	apimeta "k8s.io/apimachinery/pkg/api/meta"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// money shows each ledger with its entries, its head and how far it was verified.
func (r *report) money() error {
	for _, ledger := range r.ledgers {
		rows := &table{heads: r.words.entryHeads, right: map[int]bool{0: true, 3: true, 4: true}}
		for _, entry := range r.entries {
			if entry.Namespace == ledger.Namespace && entry.Spec.LedgerRef.Name == ledger.Name {
				rows.add(r.entry(entry)...)
			}
		}
		notes := []string{fmt.Sprintf(r.words.chain, ledger.Status.Entries, ledger.Status.VerifiedThrough), r.words.legend}
		if ledger.Status.Head != "" {
			notes = append(notes, r.words.head+" "+string(ledger.Status.Head))
		}
		if ledger.Status.Frozen != "" {
			notes = append(notes, r.words.frozen+" "+ledger.Status.Frozen)
		}
		if err := r.section(r.words.ledger+" "+records.KeyOf(ledger).String(), rows, notes...); err != nil {
			return err
		}
	}
	return nil
}

func (r *report) entry(entry *v1alpha1.FundingDisbursement) []string {
	cause := entry.Spec.Cause
	state, balance := "", string(entry.Status.Balance)
	if says := apimeta.FindStatusCondition(entry.Status.Conditions, v1alpha1.ConditionSettled); says != nil {
		state = says.Reason
	}
	if state == v1alpha1.ReasonRecorded {
		balance = "" // nothing can be ordered or recovered of what neither grants nor recovers
	}
	return []string{
		strconv.FormatInt(entry.Spec.Sequence, 10), string(entry.Spec.Day), string(entry.Spec.Type), string(entry.Spec.Amount),
		balance, state, r.subject(entry), cause.Kind + " " + cause.Namespace + "/" + cause.Name,
	}
}

// subject says for whom an entry is, or which entry it is about.
func (r *report) subject(entry *v1alpha1.FundingDisbursement) string {
	switch claim := entry.Spec.Claim; {
	case entry.Spec.Entry != "":
		return r.words.about + " " + entry.Spec.Entry
	case claim == nil:
		return r.words.budget + " " + strconv.Itoa(int(entry.Spec.Year))
	case entry.Spec.Payee != nil:
		return entry.Spec.Payee.Name
	case claim.Plan != nil:
		return claim.Plan.Namespace + "/" + claim.Plan.Name
	default:
		return claim.Identity + " " + strconv.Itoa(int(claim.Year))
	}
}

// funds shows where each budget stands.
func (r *report) funds() error {
	rows := &table{heads: r.words.budgetHeads, right: map[int]bool{1: true, 2: true, 3: true, 4: true, 5: true, 6: true}}
	for _, budget := range r.budgets {
		claims, asked := "", ""
		if queue := budget.Status.Waiting; queue != nil {
			claims, asked = strconv.Itoa(int(queue.Claims)), string(queue.Amount)
		}
		rows.add(records.KeyOf(budget).String(), string(budget.Status.Total), string(budget.Status.Committed), string(budget.Status.Paid),
			string(budget.Status.Available), claims, asked)
	}
	return r.section(r.words.budgets, rows)
}
