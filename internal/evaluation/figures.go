package evaluation

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// figures are what supervision has to look at in one division of a round.
type figures struct {
	v1alpha1.SupervisionCounts
	heldSince   calendar.Date
	recoverable money.Fen
}

// claimOn is a claim on a ledger.
type claimOn struct {
	ledger records.Key
	claim  v1alpha1.Claim
}

// Supervision counts what dynamic supervision has to look at, by division in the order of their codes, and returns the next date at which
// time alone changes it (R7). It reads every alliance of the round's divisions, so it is for who looks at a whole round.
func (p *Pass) Supervision(key records.Key) ([]v1alpha1.SupervisionCounts, calendar.Date) {
	round := p.Round(key)
	if round.record == nil || round.division.Namespace == "" {
		return nil, 0
	}
	t := &timeline{asOf: p.asOf}
	counted := map[claimOn]bool{}
	var list []v1alpha1.SupervisionCounts
	for _, division := range p.view.Divisions() {
		if !round.division.Covers(division) {
			continue
		}
		f := &figures{SupervisionCounts: v1alpha1.SupervisionCounts{Division: division.Code}}
		for _, alliance := range records.Find[*v1alpha1.Alliance](p.view, records.AlliancesByNamespace, division.Namespace) {
			p.count(t, f, alliance, key, counted)
		}
		if f.empty() {
			continue
		}
		f.HeldSince = apiDate(f.heldSince)
		if f.recoverable > 0 {
			f.Recoverable = v1alpha1.Yuan(f.recoverable.String())
		}
		list = append(list, f.SupervisionCounts)
	}
	return list, t.next
}

func (f *figures) empty() bool {
	return f.SupervisionCounts == v1alpha1.SupervisionCounts{Division: f.Division}
}

// count adds one alliance to the figures of its division, and each of its claims once.
func (p *Pass) count(t *timeline, f *figures, alliance *v1alpha1.Alliance, round records.Key, counted map[claimOn]bool) {
	open := p.openIncident(t, f, alliance, round)
	applied := false
	for _, application := range records.Find[*v1alpha1.StarApplication](p.view, records.ApplicationsByAlliance, records.KeyOf(alliance).String()) {
		applied = applied || t.reached(day(application.Spec.FiledOn))
		if records.RefKey(application.Spec.RoundRef, application.Namespace) == round {
			of, ok := p.countRequest(t, f, records.KeyOf(application), open)
			if ok && !counted[of] {
				counted[of] = true
				p.countRecoveries(t, f, of)
			}
		}
	}
	if r := p.recognition(alliance); !applied && t.reached(r.from) && r.on(p.asOf) {
		f.NeverApplied++
	}
}

// openIncident counts the open incidents of an alliance, and returns the day since which its money is on hold; 0 where it is not.
func (p *Pass) openIncident(t *timeline, f *figures, alliance *v1alpha1.Alliance, round records.Key) (since calendar.Date) {
	for _, incident := range p.incidentsOf(alliance, calendar.Max) {
		t.awaits(incident.Next)
		if incident.open(p.asOf) && (since == 0 || incident.ReportedOn < since) {
			since = incident.ReportedOn
		}
		if incident.ReportedOn == 0 || incident.DecidedOn != 0 {
			continue
		}
		if incident.Round != round {
			continue
		}
		f.OpenIncidents++
		if incident.OverdueSince != 0 {
			f.OverdueIncidents++
		}
	}
	return since
}

// countRequest adds a request that is on hold, and returns the claim that it is part of.
func (p *Pass) countRequest(t *timeline, f *figures, key records.Key, since calendar.Date) (claimOn, bool) {
	if _, ok := p.view.Get(records.AwardRequest, key); !ok {
		return claimOn{}, false
	}
	r := p.AwardRequest(key)
	t.awaits(r.Next)
	if r.CompletedOn != 0 && since != 0 && !stepDone(p.view, records.AwardRequest, key) {
		f.RequestsOnHold++
		if held := max(since, r.CompletedOn); f.heldSince == 0 || held < f.heldSince {
			f.heldSince = held
		}
	}
	return claimOn{r.Ledger, r.Claim}, r.Ledger.Name != ""
}

// countRecoveries adds what is still to be recovered of a claim, whatever granted it: a request, or an appeal.
func (p *Pass) countRecoveries(t *timeline, f *figures, of claimOn) {
	chain, err := p.chain(of.ledger)
	if err != nil {
		return // the ledger says so itself
	}
	account, err := chain.Account(of.claim)
	if err != nil || account.ToRecover() == 0 {
		return
	}
	f.OpenRecoveries++
	f.recoverable += account.ToRecover()
	overdue := false
	for _, grant := range account.Grants {
		for _, recovery := range grant.Recoveries {
			if grant.ToRecover() > 0 && recovery.Open() > 0 {
				due, next, err := p.RecoveryDue(recovery.Entry)
				t.awaits(next)
				overdue = overdue || err == nil && due != 0 && t.reached(due.AddDays(1))
			}
		}
	}
	if overdue {
		f.OverdueRecoveries++
	}
}
