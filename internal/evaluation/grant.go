package evaluation

import (
	"strconv"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Grant is a request with what its ledger made of it.
type Grant struct {
	*Request
	// Result of the whole: what the request waits for, what it was granted, or why not.
	Result Result
	// Granted is the money that the ledger entered because of the request, and Entry the entry that granted it; none where Entry is empty.
	Granted money.Fen
	Entry   string
}

// Grant judges a request to its end. What the ledger has entered stands, whatever became of the records; before that the request's
// own conditions decide, then the queue of its budget.
func (p *Pass) Grant(key records.Key) *Grant {
	g := &Grant{Request: p.AwardRequest(key)}
	j := p.judge(records.AwardRequest, key)
	j.result, j.next = g.Request.Result, g.Request.Next
	p.judgeGrant(j, g)
	g.Result = j.done()
	return g
}

func (p *Pass) judgeGrant(j *judgement, g *Grant) {
	if g.Ledger.Name == "" || j.result.Stalled != nil {
		return
	}
	chain, account, ok := p.account(j, g.Ledger, g.Claim)
	if !ok {
		return
	}
	var step *v1alpha1.FundingDisbursement
	g.Granted, g.Entry, step = enteredBy(chain, records.AwardRequest, records.KeyOf(g.record))
	ended := g.endedBy(p, &j.timeline)
	done := step != nil && account.Done(ledger.KeyOf(step.Spec.Cause))
	revived := p.revivedBy(g, step, account)
	switch {
	case g.reinstated(chain, ended):
		g.judgeEntered(j, account)
	case revived != nil:
		p.judgeWaiting(j, g, revived)
	case ended != nil && (!done || account.After < g.claimNet(step)):
		g.judgeEnded(j, ended, account)
	case done:
		g.judgeEntered(j, account)
	case g.CompletedOn != 0:
		p.judgeWaiting(j, g, nil)
	}
}

// judgeWaiting says what a complete request waits for: its own step, or that of the appeal that revived it.
func (p *Pass) judgeWaiting(j *judgement, g *Grant, by *Incident) {
	kind, key, on := records.AwardRequest, j.key, g.CompletedOn
	if by != nil {
		kind, key, on = records.Incident, records.KeyOf(by.record), by.OverturnedOn
	}
	p.awaitClaim(&j.timeline, g)
	round := g.application.dossier.round.record
	reason := p.judgeQueue(j, field{"spec.ratings.award.ledgerRef", records.EvaluationRound, records.KeyOf(round)}, wanted{g.Ledger, g.Claim, kind, key, on})
	if reason == v1alpha1.ReasonOnHold || reason == v1alpha1.ReasonAwaitingDayEnd {
		p.judgeHold(j, g) // what is on hold today is not entered when the day is over
	}
}

// account opens a chain and the account of a claim on it; where that can't be read the judgement is stalled, and the answer false.
func (p *Pass) account(j *judgement, key records.Key, claim v1alpha1.Claim) (*ledger.Chain, *ledger.Account, bool) {
	chain, err := p.chain(key)
	if err == nil {
		var account *ledger.Account
		if account, err = chain.Account(claim); err == nil {
			return chain, account, true
		}
	}
	j.stall(v1alpha1.ReasonChainBroken, messages.New("Any/ChainBroken", "problem", err.Error()))
	return nil, nil, false
}

// judgeQueue says what a complete record waits for in its ledger, and returns the reason of the wait; none where the ledger does not
// know of it yet. Names is the field that names the ledger.
func (p *Pass) judgeQueue(j *judgement, names field, w wanted) string {
	if _, ok := records.Get[*v1alpha1.Ledger](p.view, w.ledger); !ok {
		j.missingOf(names, records.Ledger, w.ledger)
		return ""
	}
	for _, wait := range p.Waits(w.ledger) {
		named := records.Key{Namespace: wait.Cause.Namespace, Name: wait.Cause.Name}
		same := records.ClaimValue(w.ledger, wait.Claim) == records.ClaimValue(w.ledger, w.claim)
		if wait.Lowers || !same || wait.Cause.Kind != string(w.kind) || named != w.key {
			continue
		}
		j.awaits(p.QueueMoves(w.ledger)) // who stands before it, and what is left
		j.waitsForLedger(wait)
		p.sayFrozen(j, w)
		return wait.Reason
	}
	j.waitsForLedger(ledger.Wait{Reason: v1alpha1.ReasonAwaitingDayEnd, EffectiveOn: w.on, Until: max(w.on, p.asOf).AddDays(1)})
	p.sayFrozen(j, w)
	return ""
}

// sayFrozen says of what waits for the end of a day that it waits for its ledger, where that is frozen.
func (p *Pass) sayFrozen(j *judgement, w wanted) {
	if frozen := p.queue(w.ledger).Frozen; frozen != nil && j.result.Is(v1alpha1.ReasonAwaitingDayEnd) {
		j.unknown(v1alpha1.ReasonAwaitingDayEnd, messages.New("AwardRequest/AwaitingDayEnd/Frozen",
			"on", w.on.String(), "ledger", w.ledger.String(), "reason", frozen.Reason))
	}
}

// awaitClaim awaits whatever the other requests of the claim wait for: a step that is late is asked for with all that are known by
// then, so that one more changes how much it is.
func (p *Pass) awaitClaim(t *timeline, g *Grant) {
	for _, key := range p.applicationsOf(g.Claim) {
		if _, ok := p.view.Get(records.AwardRequest, key); !ok || key == records.KeyOf(g.record) {
			continue
		}
		if other := p.AwardRequest(key); other.Claim.Year == g.Claim.Year {
			t.awaits(other.Next)
			t.awaits(other.CompletedOn.AddDays(1)) // it is a step once its day is over
		}
	}
}

// enteredBy adds up what the ledger entered because of a record, and returns the entry that granted it and the last of all; nil where
// there is none.
func enteredBy(chain *ledger.Chain, kind records.Kind, key records.Key) (granted money.Fen, grant string, last *v1alpha1.FundingDisbursement) {
	for _, entry := range chain.ByCause(kind, key) {
		amount, err := money.ParseSigned(string(entry.Spec.Amount))
		if err != nil {
			continue // the chain says itself that it is broken
		}
		granted += amount
		if entry.Spec.Type == v1alpha1.EntryAward || entry.Spec.Type == v1alpha1.EntryActivity {
			grant = entry.Name
		}
		last = entry
	}
	return granted, grant, last
}

// judgeEntered tells the end of a request whose step is in the chain: it was granted, or nothing was left to grant (F-02).
func (g *Grant) judgeEntered(j *judgement, account *ledger.Account) {
	if g.CompletedOn == 0 || g.Approval == nil || g.Approval.Digest != g.Digest {
		j.putBack("spec", messages.New("AwardRequest/EvidenceGone", "record", j.key.String()))
	}
	if g.moved {
		j.putBack("spec.applicationRef", messages.New("AwardRequest/LedgerMoved", "ledger", g.Ledger.String()))
	}
	if g.Granted == 0 {
		g.Entry = ""
		j.no(v1alpha1.ReasonAlreadyFunded, messages.New("AwardRequest/AlreadyFunded", "year", strconv.Itoa(int(g.Claim.Year)), "net", account.After.String()))
		return
	}
	j.yes(v1alpha1.ReasonGranted, messages.New("AwardRequest/Granted", "amount", g.Granted.String(), "entry", g.Entry))
}

// putBack notes of what the ledger has entered what was changed since, for a person to put back: it changes nothing of what was granted.
func (j *judgement) putBack(path string, what messages.Message) {
	j.warn("", "", path, v1alpha1.ReasonEvidenceMissing, what)
}

// waitsForLedger says why a complete request is not in the ledger yet.
func (j *judgement) waitsForLedger(wait ledger.Wait) {
	j.awaits(wait.Until)
	switch wait.Reason {
	case v1alpha1.ReasonPendingBudget:
		says := messages.New("AwardRequest/PendingBudget", "asked", wait.Asked.String(), "available", wait.Available.String(),
			"year", strconv.Itoa(int(wait.Year)), "since", wait.EffectiveOn.String())
		if wait.First != nil {
			says = messages.New("AwardRequest/PendingBudget/Queue", "asked", wait.Asked.String(), "available", wait.Available.String(),
				"year", strconv.Itoa(int(wait.Year)), "since", wait.EffectiveOn.String(), "before", strconv.Itoa(wait.Before),
				"first", wait.First.Namespace+"/"+wait.First.Name)
		}
		j.unknown(v1alpha1.ReasonPendingBudget, says)
	case v1alpha1.ReasonOnHold:
		j.unknown(wait.Reason, messages.New("Any/OnHold", "until", orOpen(wait.Until)))
	case v1alpha1.ReasonEvidenceMissing:
		j.unknown(wait.Reason, messages.New("AwardRequest/EvidenceMissing"))
	case v1alpha1.ReasonPaymentInFlight:
		j.unknown(wait.Reason, messages.New("AwardRequest/PaymentInFlight", "payment", wait.Payment.String()))
	case v1alpha1.ReasonAwaitingDayEnd:
		if wait.Until.IsZero() {
			j.unknown(wait.Reason, messages.New("AwardRequest/AwaitingDayEnd/Due", "on", wait.EffectiveOn.String()))
			return
		}
		j.unknown(wait.Reason, messages.New("AwardRequest/AwaitingDayEnd", "on", wait.EffectiveOn.String(), "until", wait.Until.String()))
	default:
		j.unknown(v1alpha1.ReasonPendingBudget, messages.New("AwardRequest/PendingBudget/Undeclared", "year", strconv.Itoa(int(wait.Year))))
	}
}

func orOpen(date calendar.Date) string {
	if date.IsZero() {
		return "—"
	}
	return date.String()
}
