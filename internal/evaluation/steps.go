package evaluation

import (
	"cmp"
	"slices"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Steps are all changes of what a claim of star money comes to, by the records: for one organisation and year the greatest of its
// awards and not their sum (F-02, F-03), unless the round says Sum. A complete request raises it, and nothing else does (R19); a
// revocation, an annulment and a return under one lower it; an appeal that was upheld raises it again. Each step is judged by what
// stood on its own day, so that what is known later adds steps and changes none.
func (p *Pass) Steps(ledgerKey records.Key, claim v1alpha1.Claim) ledger.ClaimSteps {
	if claim.Plan != nil {
		return p.planSteps(ledgerKey, claim)
	}
	all := ledger.ClaimSteps{Claim: claim}
	c := p.claimCase(ledgerKey, claim)
	c.grants()
	c.decisions()
	ledger.SortSteps(c.steps)
	var net money.Fen
	for i := range c.steps {
		step := &c.steps[i]
		net = c.nets[step.Key()](net)
		step.Net = net
	}
	all.Steps = c.steps
	return all
}

// netAfter is what a claim comes to after a request, from what it came to before: a five-star year comes to what five stars are worth (R15),
// a four-star one to what four are (R16), the greater of both and not their sum (R19). No request takes anything away.
func (p *Pass) netAfter(ledgerKey records.Key, r *Request, net money.Fen) money.Fen {
	switch {
	case p.fundedBefore(r):
		return net // FirstTimeOnly: a star that is kept pays nothing more
	case r.application.dossier.round.record.Spec.SameYearUpgrade == v1alpha1.SumOfAwards:
		return net + r.Amount
	}
	return max(net, r.Amount-p.elsewhere(ledgerKey, r))
}

// requestsOf are the complete requests of a claim, in the order of their completion.
func (p *Pass) requestsOf(ledgerKey records.Key, claim v1alpha1.Claim) []*Request {
	var found []*Request
	seen := map[records.Key]bool{}
	for _, key := range p.applicationsOf(claim) {
		if seen[key] {
			continue
		}
		seen[key] = true
		if _, ok := p.view.Get(records.AwardRequest, key); !ok {
			continue
		}
		r := p.AwardRequest(key)
		if r.CompletedOn != 0 && r.Ledger == ledgerKey && r.Claim == claim {
			found = append(found, r)
		}
	}
	slices.SortFunc(found, compareRequests)
	return found
}

// compareRequests orders complete requests as the ledger orders their steps.
func compareRequests(a, b *Request) int {
	return cmp.Or(cmp.Compare(a.CompletedOn, b.CompletedOn), records.Less(a.record, b.record))
}

// applicationsOf are the keys of the applications that may belong to a claim: of the alliances with its identity and those that
// succeed it, and whatever the ledger has entered under it.
func (p *Pass) applicationsOf(claim v1alpha1.Claim) []records.Key {
	var keys []records.Key
	for _, alliance := range p.family(claim.Identity) {
		for _, application := range records.Find[*v1alpha1.StarApplication](p.view, records.ApplicationsByAlliance, alliance.String()) {
			keys = append(keys, records.KeyOf(application))
		}
	}
	return keys
}

// family are the alliances of an identity and all that succeed them, each once.
func (p *Pass) family(identity string) []records.Key {
	var found []records.Key
	names := []string{identity}
	seen := map[string]bool{identity: true}
	for len(names) > 0 {
		name := names[0]
		names = names[1:]
		for _, alliance := range p.named(name) {
			key := records.KeyOf(alliance)
			if slices.Contains(found, key) {
				continue
			}
			found = append(found, key)
			for _, next := range []string{string(alliance.Spec.CreditCode), key.String()} {
				if next != "" && !seen[next] {
					seen[next] = true
					names = append(names, next)
				}
			}
		}
	}
	return found
}

// named are the alliances that a name stands for: by credit code, by namespace/name, and those that succeed it.
func (p *Pass) named(name string) []*v1alpha1.Alliance {
	found := records.Find[*v1alpha1.Alliance](p.view, records.AlliancesByCode, name)
	if key, ok := IdentityKey(name); ok {
		if alliance, ok := records.Get[*v1alpha1.Alliance](p.view, key); ok {
			found = append(found, alliance)
		}
	}
	return append(found, records.Find[*v1alpha1.Alliance](p.view, records.AlliancesByPredecessor, name)...)
}

// elsewhere is what the organisation has of the same year under another identity of its line, from before a succession: by the
// ledger, and by the requests that come before this one and are not entered yet. It is part of the year's maximum.
func (p *Pass) elsewhere(ledgerKey records.Key, r *Request) money.Fen {
	var sum money.Fen
	for _, name := range p.lineOf(r.application.dossier.alliance, r.CompletedOn).names {
		if name == r.Claim.Identity {
			continue
		}
		claim := v1alpha1.Claim{Identity: name, Year: r.Claim.Year}
		net := p.granted(ledgerKey, claim)
		for _, earlier := range p.requestsOf(ledgerKey, claim) {
			if compareRequests(earlier, r) < 0 && len(p.entriesOf(records.AwardRequest, records.KeyOf(earlier.record))) == 0 {
				net = p.netAfter(ledgerKey, earlier, net)
			}
		}
		sum += net
	}
	return sum
}

// granted is where a claim stands by its chain; nothing where that can't be read, as the ledger says itself.
func (p *Pass) granted(ledgerKey records.Key, claim v1alpha1.Claim) money.Fen {
	chain, err := p.chain(ledgerKey)
	if err != nil {
		return 0
	}
	account, err := chain.Account(claim)
	if err != nil {
		return 0
	}
	return account.After
}

// fundedBefore says whether the round pays first awards only, and the organisation completed a request of another year before.
func (p *Pass) fundedBefore(r *Request) bool {
	if r.application.dossier.round.record.Spec.RepeatAward != v1alpha1.FirstTimeOnly {
		return false
	}
	for _, name := range p.lineOf(r.application.dossier.alliance, r.CompletedOn).names {
		for _, key := range p.applicationsOf(v1alpha1.Claim{Identity: name}) {
			if _, ok := p.view.Get(records.AwardRequest, key); !ok {
				continue
			}
			other := p.AwardRequest(key)
			if other.CompletedOn != 0 && other.Claim.Year != r.Claim.Year && compareRequests(other, r) < 0 {
				return true
			}
		}
		if p.grantedBefore(name, r) {
			return true
		}
	}
	return false
}

// grantedBefore says whether a ledger granted an identity money of another year before a request was complete, in view or not.
func (p *Pass) grantedBefore(identity string, r *Request) bool {
	for _, entry := range records.Find[*v1alpha1.FundingDisbursement](p.view, records.StepsByIdentity, identity) {
		if entry.Spec.Type == v1alpha1.EntryAward && entry.Spec.Cause.Kind == string(records.AwardRequest) &&
			entry.Spec.Claim.Year != r.Claim.Year && day(entry.Spec.EffectiveOn) < r.CompletedOn {
			return true
		}
	}
	return false
}

// budgetYear is the year of the budget that a request draws on, for good: that of its last signature (F-08).
func budgetYear(completed calendar.Date) int32 {
	return int32(completed.Year()) //nolint:gosec // a year of the calendar, at most 2199
}

// rulesOf is the digest of the round that prices, without its panel, which may grow.
func (p *Pass) rulesOf(round *v1alpha1.EvaluationRound) v1alpha1.Digest {
	key := records.KeyOf(round)
	if known, ok := p.rules[key]; ok {
		return known
	}
	spec := round.Spec
	spec.Panel = nil
	rules, err := digestOf(records.EvaluationRound, key, spec)
	if err != nil {
		rules = "" // a round that has no digest was refused at admission
	}
	p.rules[key] = rules
	return rules
}
