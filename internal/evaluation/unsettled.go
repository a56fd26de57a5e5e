package evaluation

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// unsettled are the claims on a ledger of an alliance whose incident was decided, or whose appeal was upheld, where the ledger has not
// entered that: it waits for a payment under way, for a budget, for the end of the day.
func (p *Pass) unsettled(key records.Key) []v1alpha1.Claim {
	var found []v1alpha1.Claim
	for _, record := range records.List[*v1alpha1.Incident](p.view) {
		incident := p.Incident(records.KeyOf(record))
		if incident.endsOn() == 0 {
			continue
		}
		for _, application := range records.Find[*v1alpha1.StarApplication](p.view, records.ApplicationsByAlliance, records.KeyOf(incident.alliance).String()) {
			if _, ok := p.view.Get(records.AwardRequest, records.KeyOf(application)); !ok || !incident.touches(application) {
				continue
			}
			request := p.AwardRequest(records.KeyOf(application))
			if request.CompletedOn != 0 && request.Ledger == key && !p.settled(key, request.Claim, incident) {
				found = append(found, request.Claim)
			}
		}
	}
	return found
}

// settled says whether a ledger has entered for a claim all that was decided on an incident.
func (p *Pass) settled(key records.Key, claim v1alpha1.Claim, incident *Incident) bool {
	chain, err := p.chain(key)
	if err != nil {
		return true // the chain says itself that it is broken
	}
	account, err := chain.Account(claim)
	if err != nil {
		return true
	}
	if !incident.unproven && !account.Done(ledger.KeyOf(incident.decision())) {
		return false // of one that is unproven nothing more is entered
	}
	return incident.OverturnedOn == 0 || account.Done(ledger.KeyOf(incident.reinstatement()))
}
