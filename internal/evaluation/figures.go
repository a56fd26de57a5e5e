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

// Supervision counts what dynamic supervision has to look at, by division in the order of their codes, and returns the next date at which
// time alone changes it (R7). It reads every alliance of the round's divisions, so it is for who looks at a whole round.
func (p *Pass) Supervision(key records.Key) ([]v1alpha1.SupervisionCounts, calendar.Date) {
	round := p.Round(key)
	if round.record == nil || round.division.Namespace == "" {
		return nil, 0
	}
	t := &timeline{asOf: p.asOf}
	var list []v1alpha1.SupervisionCounts
	for _, division := range p.view.Divisions() {
		if !round.division.Covers(division) {
			continue
		}
		f := &figures{SupervisionCounts: v1alpha1.SupervisionCounts{Division: division.Code}}
		for _, alliance := range records.Find[*v1alpha1.Alliance](p.view, records.AlliancesByNamespace, division.Namespace) {
			p.count(t, f, alliance, key)
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

// count adds one alliance to the figures of its division.
func (p *Pass) count(t *timeline, f *figures, alliance *v1alpha1.Alliance, round records.Key) {
	open := p.openIncident(t, f, alliance, round)
	applied := false
	for _, application := range records.Find[*v1alpha1.StarApplication](p.view, records.ApplicationsByAlliance, records.KeyOf(alliance).String()) {
		applied = applied || t.reached(day(application.Spec.FiledOn))
		if records.RefKey(application.Spec.RoundRef, application.Namespace) == round {
			p.countRequest(t, f, records.KeyOf(application), open)
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
		if incident.ReportedOn == 0 || incident.DecidedOn != 0 {
			continue
		}
		if incident.open(p.asOf) && (since == 0 || incident.ReportedOn < since) {
			since = incident.ReportedOn
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

// countRequest adds the money of one application: a request on hold, and what is still to be recovered.
func (p *Pass) countRequest(t *timeline, f *figures, key records.Key, since calendar.Date) {
	if _, ok := p.view.Get(records.AwardRequest, key); !ok {
		return
	}
	r := p.AwardRequest(key)
	t.awaits(r.Next)
	if r.CompletedOn != 0 && since != 0 && !stepDone(p.view, key) {
		f.RequestsOnHold++
		if held := max(since, r.CompletedOn); f.heldSince == 0 || held < f.heldSince {
			f.heldSince = held
		}
	}
	if entries := p.entriesOf(records.AwardRequest, key); len(entries) == 0 || r.Ledger.Name == "" {
		return
	}
	chain, err := p.chain(r.Ledger)
	if err != nil {
		return // the ledger says so itself
	}
	p.countRecoveries(t, f, chain.OfClaim(r.Claim), key)
}

// countRecoveries adds the recoveries of what one request was granted that are still open.
func (p *Pass) countRecoveries(t *timeline, f *figures, entries []*v1alpha1.FundingDisbursement, request records.Key) {
	open := map[string]money.Fen{}
	demanded := map[string]*v1alpha1.FundingDisbursement{}
	mine := map[string]bool{}
	for _, entry := range entries {
		amount, err := money.ParseSigned(string(entry.Spec.Amount))
		if err != nil {
			return
		}
		cause := records.Key{Namespace: entry.Spec.Cause.Namespace, Name: entry.Spec.Cause.Name}
		switch {
		case entry.Spec.Type == v1alpha1.EntryAward:
			mine[entry.Name] = entry.Spec.Cause.Kind == string(records.AwardRequest) && cause == request
		case entry.Spec.Type == v1alpha1.EntryRecovery && mine[entry.Spec.Entry]:
			open[entry.Name], demanded[entry.Name] = -amount, entry
		case demanded[entry.Spec.Entry] != nil:
			open[entry.Spec.Entry] -= amount
		}
	}
	overdue, counted := false, false
	for name, rest := range open {
		if rest <= 0 {
			continue
		}
		counted = true
		f.recoverable += rest
		due, err := p.RecoveryDue(demanded[name])
		overdue = overdue || err == nil && due != 0 && t.reached(due.AddDays(1))
	}
	if counted {
		f.OpenRecoveries++
	}
	if overdue {
		f.OverdueRecoveries++
	}
}
