package evaluation

import (
	"slices"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Held says whether money of a claim is on hold on a day: while an incident about the organisation is open, or something of another of its
// claims is still to be recovered (F-21). Until is the first later day on which a record that is declared now changes the answer; 0 for
// none. Recoveries are those of the chain as it stands: what ends them is an entry.
func (p *Pass) Held(ledgerKey records.Key, claim v1alpha1.Claim, on calendar.Date) (held bool, until calendar.Date) {
	if claim.Plan != nil {
		return p.heldPlan(records.Key{Namespace: claim.Plan.Namespace, Name: claim.Plan.Name}, on)
	}
	changes := timeline{asOf: on}
	for _, key := range p.family(claim.Identity) {
		alliance, ok := records.Get[*v1alpha1.Alliance](p.view, key)
		if !ok {
			continue
		}
		for _, before := range alliance.Spec.Succeeds {
			changes.awaits(day(before.On))
		}
		for _, incident := range p.incidentsOf(alliance, calendar.Max) {
			if !incident.holds() {
				continue
			}
			held = held || incident.open(on) && p.isOf(claim, alliance, on)
			changes.awaits(day(incident.record.Spec.ReportedOn))
			changes.awaits(incident.DecidedOn)
			changes.awaits(incident.OverturnedOn)
		}
	}
	return held || p.recoveryOpen(ledgerKey, claim, on), changes.next
}

// isOf says whether a claim was one of an alliance on a day: under its own identity, or one that it had succeeded to by then. What an
// alliance did before it took over another's rights and duties is no matter of the other's money.
func (p *Pass) isOf(claim v1alpha1.Claim, alliance *v1alpha1.Alliance, on calendar.Date) bool {
	return slices.Contains(p.lineOf(alliance, on).names, claim.Identity)
}

// recoveryOpen says whether something of another claim of the organisation, as it was on a day, is still to be recovered. What is still to be recovered of
// the claim itself is no hold: a raise gives that up first.
func (p *Pass) recoveryOpen(ledgerKey records.Key, claim v1alpha1.Claim, on calendar.Date) bool {
	chain, err := p.chain(ledgerKey)
	if err != nil {
		return false
	}
	for _, other := range p.siblings(claim, on) {
		account, err := chain.Account(other)
		if err == nil && account.ToRecover() > 0 {
			return true
		}
	}
	return false
}

// siblings are the other claims of an organisation as it was on a day: of every year that it applied in, under every identity of its line.
func (p *Pass) siblings(claim v1alpha1.Claim, on calendar.Date) []v1alpha1.Claim {
	var found []v1alpha1.Claim
	seen := map[v1alpha1.Claim]bool{claim: true}
	years := map[int32]bool{claim.Year: true}
	names := []string{claim.Identity}
	for _, key := range p.family(claim.Identity) {
		alliance, ok := records.Get[*v1alpha1.Alliance](p.view, key)
		if !ok || !p.isOf(claim, alliance, on) {
			continue
		}
		names = append(names, p.lineOf(alliance, on).names...)
		for _, before := range p.predecessors(alliance, on) {
			names = append(names, ownIdentity(before))
		}
		for _, application := range records.Find[*v1alpha1.StarApplication](p.view, records.ApplicationsByAlliance, key.String()) {
			if round := p.Round(records.RefKey(application.Spec.RoundRef, application.Namespace)); round.record != nil {
				years[round.record.Spec.Year] = true
			}
		}
	}
	for _, name := range names {
		for year := range years {
			other := v1alpha1.Claim{Identity: name, Year: year}
			if !seen[other] {
				seen[other] = true
				found = append(found, other)
			}
		}
	}
	return found
}
