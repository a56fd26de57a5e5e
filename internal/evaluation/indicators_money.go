package evaluation

import (
	"cmp"
	"slices"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// lineOfLedger is the line of money that a ledger is; false where its funder is no division.
func (p *Pass) lineOfLedger(record *v1alpha1.Ledger) (moneyLine, records.Division, bool) {
	division, ok := p.view.Division(record.Namespace)
	return moneyLine{level: division.Level(), line: record.Name, source: record.Spec.Source}, division, ok
}

// moneyLines are the lines of the funders of a plan: of its own division, those under it, and those above it.
func (p *Pass) moneyLines(of records.Division) []moneyLine {
	var lines []moneyLine
	for _, record := range records.List[*v1alpha1.Ledger](p.view) {
		line, funder, ok := p.lineOfLedger(record)
		if ok && (of.Covers(funder) || funder.Covers(of)) && !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	return lines
}

// countMoney counts what each line gave out of its budget of a year, in the divisions whose alliances got it. What a county gives is a line of its
// own (R56, F-15): a line is of one level and source, and they are never added up.
func (p *Pass) countMoney(year int, sums *planSums) {
	for _, record := range records.List[*v1alpha1.Ledger](p.view) {
		line, _, ok := p.lineOfLedger(record)
		if _, shown := sums.total.money[line]; !ok || !shown {
			continue
		}
		chain, err := p.chain(records.KeyOf(record))
		if err != nil {
			continue // the ledger says so itself
		}
		for _, account := range accountsOf(p.view, chain, records.KeyOf(record), year) {
			for _, grant := range account.Grants {
				if int(grant.Entry.Spec.Year) == year {
					p.countGrant(grant, line, sums)
				}
			}
		}
	}
}

// countGrant counts a grant in the division of whom it was granted to: that of the request, report or appeal that caused it.
func (p *Pass) countGrant(grant *ledger.Grant, line moneyLine, sums *planSums) {
	division, ok := p.view.Division(grant.Entry.Spec.Cause.Namespace)
	if !ok || sums.divisions[division.Namespace] == nil {
		return
	}
	for _, sum := range sums.of(division) {
		given := sum.money[line]
		given.granted += grant.StillGrants()
		given.paid += grant.Ordered - grant.Returned
		given.recovered += grant.Received()
	}
}

// accountsOf are the accounts of all claims to which something was granted out of a budget.
func accountsOf(view records.View, chain *ledger.Chain, key records.Key, year int) []*ledger.Account {
	var accounts []*ledger.Account
	seen := map[string]bool{}
	for _, entry := range records.Find[*v1alpha1.FundingDisbursement](view, records.EntriesByBudget, records.BudgetValue(key, int32(year))) { //nolint:gosec // a year
		if entry.Spec.Claim == nil || seen[records.ClaimValue(key, *entry.Spec.Claim)] {
			continue
		}
		seen[records.ClaimValue(key, *entry.Spec.Claim)] = true
		if account, err := chain.Account(*entry.Spec.Claim); err == nil {
			accounts = append(accounts, account)
		}
	}
	return accounts
}

// made are the figures as they are shown.
func (f *figureSum) made() v1alpha1.IndicatorFigures {
	for line, sum := range f.money {
		f.Money = append(f.Money, v1alpha1.MoneyFigures{
			Line: line.line, Level: line.level, Source: line.source,
			Granted: v1alpha1.Yuan(sum.granted.String()), Paid: v1alpha1.Yuan(sum.paid.String()), Recovered: v1alpha1.Yuan(sum.recovered.String()),
		})
	}
	slices.SortFunc(f.Money, func(a, b v1alpha1.MoneyFigures) int {
		return cmp.Or(cmp.Compare(records.Rank(b.Level), records.Rank(a.Level)), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Source, b.Source))
	})
	return f.IndicatorFigures
}
