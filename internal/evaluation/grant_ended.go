package evaluation

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// judgeHold tells an open incident from a recovery that is open, which refuses new money until it is settled (F-21).
func (p *Pass) judgeHold(j *judgement, g *Grant) {
	if says, held := p.heldBy(g.application.dossier.alliance); held {
		j.unknown(v1alpha1.ReasonOnHold, says)
		return
	}
	if p.recoveryOpen(g.Ledger, g.Claim, p.asOf) {
		j.no(v1alpha1.ReasonRecoveryOpen, messages.New("AwardRequest/RecoveryOpen"))
	}
}

// endedBy is the first decision that stands against the star of a request; nil where there is none.
func (g *Grant) endedBy(p *Pass, t *timeline) *Incident {
	if g.application == nil || g.application.dossier == nil {
		return nil
	}
	p.awaitIncidents(t, g.application.dossier.alliance)
	return p.endedBy(g.application.dossier, p.asOf, calendar.Max)
}

// reinstated says whether an appeal gave back what the request was worth: the entry that did is its entry then.
func (g *Grant) reinstated(chain *ledger.Chain, ended *Incident) bool {
	if ended != nil || g.CompletedOn == 0 {
		return false
	}
	for _, entry := range chain.OfClaim(g.Claim) {
		if entry.Spec.Type == v1alpha1.EntryAward && entry.Spec.Cause.Kind == string(records.Incident) && entry.Spec.ClaimNet == entry.Spec.ClaimAfter {
			g.Granted, g.Entry = g.Amount, entry.Name
			return true
		}
	}
	return false
}

// revivedBy is the appeal because of which a request is waiting for its money once more: it was upheld, and the ledger has not entered yet
// what it gives back (F-20). Nil where there is none, or where nothing was taken.
func (p *Pass) revivedBy(g *Grant, step *v1alpha1.FundingDisbursement, account *ledger.Account) *Incident {
	if g.CompletedOn == 0 || step != nil && account.After >= g.claimNet(step) {
		return nil
	}
	for _, incident := range p.incidentsOf(g.application.dossier.alliance, calendar.Max) {
		up := incident.OverturnedOn
		if up == 0 || up > p.asOf || incident.endsOn() < g.CompletedOn || !incident.touches(g.application.dossier.application) {
			continue
		}
		if !account.Done(ledger.KeyOf(incident.reinstatement())) {
			return incident
		}
	}
	return nil
}

// claimNet is what the request's own step brought its claim to.
func (*Grant) claimNet(step *v1alpha1.FundingDisbursement) money.Fen {
	net, err := money.Parse(string(step.Spec.ClaimNet))
	if err != nil {
		return 0
	}
	return net
}

// judgeEnded tells a request whose star was revoked or annulled, and what stays of its money.
func (g *Grant) judgeEnded(j *judgement, by *Incident, account *ledger.Account) {
	if by.effect == unclear {
		j.unknown(v1alpha1.ReasonEvidenceMissing, messages.New("AwardRequest/EvidenceMissing"))
		return
	}
	reason := v1alpha1.ReasonRevoked
	if by.effect == annuls {
		reason = v1alpha1.ReasonAnnulled
	}
	j.no(reason, messages.New("AwardRequest/Ended", "incident", by.record.Name, "on", by.endsOn().String(),
		"granted", g.Granted.String(), "left", account.After.String(), "recover", account.ToRecover().String()))
}
