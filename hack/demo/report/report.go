// Package report prints a register as a person would want to read it. It reads the statuses that the manager wrote, and
// computes nothing.
package report

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Print reads the register from a cluster and prints who has which star and until when, who waits for what, the ledgers with
// their balances and heads, the budgets, and what was refused and why. The language is zh or en.
func Print(ctx context.Context, reader client.Reader, to io.Writer, language string) error {
	known, ok := languages[language]
	if !ok {
		return fmt.Errorf("language %q is none: write zh or en", language)
	}
	r := &report{reader: reader, to: to, words: known}
	for _, part := range []func(context.Context) error{r.stars, r.outcomes, r.ledgers, r.budgets} {
		if err := part(ctx); err != nil {
			return err
		}
	}
	return nil
}

type report struct {
	reader client.Reader
	to     io.Writer
	words  words
}

func (r *report) section(title string, rows *table) error {
	if _, err := fmt.Fprintf(r.to, "\n%s\n", title); err != nil {
		return err
	}
	if len(rows.rows) == 0 {
		_, err := fmt.Fprintf(r.to, "  %s\n", r.words.none)
		return err
	}
	return rows.print(r.to)
}

func (r *report) stars(ctx context.Context) error {
	var alliances v1alpha1.AllianceList
	if err := r.reader.List(ctx, &alliances); err != nil {
		return fmt.Errorf("reading alliances: %w", err)
	}
	rows := &table{heads: r.words.starHeads}
	for _, alliance := range alliances.Items {
		barred := ""
		if alliance.Status.BarredThrough != "" {
			barred = r.words.bars + " " + string(alliance.Status.BarredThrough)
		}
		switch star := alliance.Status.Star; {
		case star != nil:
			rows.add(alliance.Namespace, alliance.Name, alliance.Spec.DisplayName, r.rating(star.Rating), strconv.Itoa(int(star.Year)),
				string(star.AwardedOn), strings.TrimSpace(string(star.ValidThrough)+" "+barred))
		case barred != "":
			rows.add(alliance.Namespace, alliance.Name, alliance.Spec.DisplayName, "", "", "", barred)
		}
	}
	return r.section(r.words.stars, rows)
}

func (r *report) rating(rating v1alpha1.Rating) string {
	switch rating {
	case v1alpha1.Three:
		return r.words.ratingThree
	case v1alpha1.Four:
		return r.words.ratingFour
	case v1alpha1.Five:
		return r.words.ratingFive
	}
	return string(rating)
}

func (r *report) ledgers(ctx context.Context) error {
	var ledgers v1alpha1.LedgerList
	if err := r.reader.List(ctx, &ledgers); err != nil {
		return fmt.Errorf("reading ledgers: %w", err)
	}
	var entries v1alpha1.FundingDisbursementList
	if err := r.reader.List(ctx, &entries); err != nil {
		return fmt.Errorf("reading entries: %w", err)
	}
	slices.SortFunc(entries.Items, func(a, b v1alpha1.FundingDisbursement) int { return cmp.Compare(a.Spec.Sequence, b.Spec.Sequence) })
	for _, ledger := range ledgers.Items {
		rows := &table{heads: r.words.entryHeads}
		for _, entry := range entries.Items {
			if entry.Namespace == ledger.Namespace && entry.Spec.LedgerRef.Name == ledger.Name {
				cause := entry.Spec.Cause
				rows.add(strconv.FormatInt(entry.Spec.Sequence, 10), string(entry.Spec.Day), string(entry.Spec.Type), string(entry.Spec.Amount),
					string(entry.Status.Balance), reason(entry.Status.Conditions, v1alpha1.ConditionSettled), claim(entry),
					cause.Kind+" "+cause.Namespace+"/"+cause.Name+" "+cause.Stage)
			}
		}
		title := fmt.Sprintf("%s %s/%s: %d %s, %s %d, %s %s", r.words.ledger, ledger.Namespace, ledger.Name, ledger.Status.Entries, r.words.entries,
			r.words.verified, ledger.Status.VerifiedThrough, r.words.head, ledger.Status.Head)
		if ledger.Status.Frozen != "" {
			title += "; " + r.words.frozen + ": " + ledger.Status.Frozen
		}
		if err := r.section(title, rows); err != nil {
			return err
		}
	}
	return nil
}

// claim says for whom an entry is.
func claim(entry v1alpha1.FundingDisbursement) string {
	switch to := entry.Spec.Claim; {
	case entry.Spec.Entry != "":
		return entry.Spec.Entry
	case to == nil:
		return entry.Spec.LedgerRef.Name + "-" + strconv.Itoa(int(entry.Spec.Year))
	case to.Plan != nil:
		return to.Plan.Namespace + "/" + to.Plan.Name
	default:
		return to.Identity + " " + strconv.Itoa(int(to.Year))
	}
}

func (r *report) budgets(ctx context.Context) error {
	var budgets v1alpha1.BudgetList
	if err := r.reader.List(ctx, &budgets); err != nil {
		return fmt.Errorf("reading budgets: %w", err)
	}
	rows := &table{heads: r.words.budgetHeads}
	for _, budget := range budgets.Items {
		waiting := ""
		if queue := budget.Status.Waiting; queue != nil {
			waiting = fmt.Sprintf("%d: %s", queue.Claims, queue.Amount)
		}
		rows.add(records.KeyOf(&budget).String(), string(budget.Status.Total), string(budget.Status.Committed), string(budget.Status.Paid),
			string(budget.Status.Available), waiting)
	}
	return r.section(r.words.budgets, rows)
}

func reason(conditions []metav1.Condition, kind string) string {
	if condition := apimeta.FindStatusCondition(conditions, kind); condition != nil {
		return condition.Reason
	}
	return ""
}
