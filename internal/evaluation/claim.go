package evaluation

import (
	"slices"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// claimCase is a claim with everything that its steps are computed from.
type claimCase struct {
	*Pass
	ledgerKey records.Key
	claim     v1alpha1.Claim
	requests  []*Request  // that are complete, whatever ended them later
	incidents []*Incident // of the organisation, decided by the day of evaluation
	steps     []ledger.Step
	// nets say what each step makes of the net before it.
	nets map[ledger.StepKey]func(before money.Fen) money.Fen
}

func (p *Pass) claimCase(ledgerKey records.Key, claim v1alpha1.Claim) *claimCase {
	c := &claimCase{Pass: p, ledgerKey: ledgerKey, claim: claim, nets: map[ledger.StepKey]func(money.Fen) money.Fen{}}
	c.requests = p.requestsOf(ledgerKey, claim)
	for _, key := range p.family(claim.Identity) {
		alliance, ok := records.Get[*v1alpha1.Alliance](p.view, key)
		if !ok {
			continue
		}
		for _, incident := range p.incidentsOf(alliance, calendar.Max) {
			if incident.endsOn() != 0 && (p.isOf(claim, alliance, incident.endsOn()) || c.endsOne(incident)) {
				c.incidents = append(c.incidents, incident)
			}
		}
	}
	return c
}

// endsOne says whether an incident ends the application of one of the requests, though it was decided before the alliance took over the claim's
// organisation.
func (c *claimCase) endsOne(incident *Incident) bool {
	return slices.ContainsFunc(c.requests, func(r *Request) bool { return c.concerns(incident, r) })
}

func (c *claimCase) add(step ledger.Step, net func(before money.Fen) money.Fen) {
	step.Claim = c.claim
	key := step.Key()
	if earlier, ok := c.nets[key]; ok {
		// One return under two revocations is one step, to what both leave.
		c.nets[key] = func(before money.Fen) money.Fen { return net(earlier(before)) }
		return
	}
	c.steps = append(c.steps, step)
	c.nets[key] = net
}

// endedOn says whether a decision stood against a request's application on a day.
func (c *claimCase) endedOn(r *Request, on calendar.Date) bool { return len(c.against(r, on)) > 0 }

// against are the decisions that stood against a request's application on a day.
func (c *claimCase) against(r *Request, on calendar.Date) []*Incident {
	var found []*Incident
	for _, incident := range c.incidents {
		if incident.standsOn(on) && c.concerns(incident, r) {
			found = append(found, incident)
		}
	}
	return found
}

// surelyEndedOn says whether one of them says what it ended: what is not in view takes nothing.
func (c *claimCase) surelyEndedOn(r *Request, on calendar.Date) bool {
	return slices.ContainsFunc(c.against(r, on), func(i *Incident) bool { return i.effect != unclear })
}

// requestLost says whether a ledger granted money of the claim for a request that is not in view as it was signed.
func (c *claimCase) requestLost() bool {
	for _, entry := range c.entries() {
		cause := entry.Spec.Cause
		if cause.Kind == string(records.AwardRequest) && entry.Spec.ClaimNet != "" && !c.requestEvident(records.Key{Namespace: cause.Namespace, Name: cause.Name}, cause) {
			return true
		}
	}
	return false
}

// weighs says whether what a decision leaves depends on what the requests of a claim are worth, each by itself.
func (i *Incident) weighs() bool {
	return i.effect == annuls || i.record.Spec.FalsifiedApplication != ""
}

// concerns says whether an incident ends the application of a request: it is about its alliance, and touches it.
func (*claimCase) concerns(incident *Incident, r *Request) bool {
	return records.KeyOf(incident.alliance) == records.KeyOf(r.application.dossier.alliance) && incident.touches(r.application.dossier.application)
}

// grants are the steps of the complete requests whose star stood when they were complete.
func (c *claimCase) grants() {
	for _, r := range c.requests {
		if c.endedOn(r, r.CompletedOn) {
			continue
		}
		step := c.stepOf(r)
		for _, incident := range c.incidents {
			if ends := incident.endsOn(); ends > r.CompletedOn && c.concerns(incident, r) && (step.Ends == 0 || ends < step.Ends) {
				step.Ends = ends
			}
		}
		c.add(step, func(before money.Fen) money.Fen { return c.netAfter(c.ledgerKey, r, before) })
	}
}

// decisions are the steps of the incidents that were decided: each takes the claim to what it leaves, and an appeal gives it back.
func (c *claimCase) decisions() {
	for _, incident := range c.incidents {
		if incident.effect == annuls && !c.namesOne(incident) {
			continue
		}
		if incident.unproven || incident.weighs() && c.requestLost() {
			c.enteredSteps(incident)
		} else if c.begunBy(incident.endsOn()) || c.enteredUnder(incident) {
			c.lowered(incident)
			c.returned(incident)
		}
		if up := incident.OverturnedOn; up != 0 && c.begunBy(up) {
			c.reinstated(incident)
		}
	}
}

// begunBy says whether there was anything of the claim by a day: a complete request, or a step in the chain. A decision of before has
// nothing to lower. It would be no step of a register that is lived day by day, so it is none of one that is applied at once.
func (c *claimCase) begunBy(by calendar.Date) bool {
	for _, r := range c.requests {
		if r.CompletedOn <= by {
			return true
		}
	}
	for _, entry := range c.entries() {
		if entry.Spec.ClaimNet != "" && day(entry.Spec.EffectiveOn) <= by {
			return true
		}
	}
	return false
}

// enteredUnder says whether the ledger entered a request though a decision stood against its star by then: the incident came late.
func (c *claimCase) enteredUnder(incident *Incident) bool {
	for _, r := range c.requests {
		if incident.standsOn(r.CompletedOn) && c.concerns(incident, r) && len(c.entriesOf(records.AwardRequest, records.KeyOf(r.record))) > 0 {
			return true
		}
	}
	return false
}

// entries are those of the claim.
func (c *claimCase) entries() []*v1alpha1.FundingDisbursement {
	return records.Find[*v1alpha1.FundingDisbursement](c.view, records.EntriesByClaim, records.ClaimValue(c.ledgerKey, c.claim))
}

// namesOne says whether an annulment is of an application of this claim.
func (c *claimCase) namesOne(incident *Incident) bool {
	for _, r := range c.requests {
		if c.concerns(incident, r) {
			return true
		}
	}
	for _, entry := range c.entries() {
		if cause := entry.Spec.Cause; cause.Kind == string(records.AwardRequest) && cause.Namespace == incident.record.Namespace && cause.Name == incident.record.Spec.Annuls {
			return true
		}
	}
	return false
}

// lowered is the step of a decision: by the date of facts, or to what the other awards of the year are worth (F-06, F-19).
func (c *claimCase) lowered(incident *Incident) {
	on := incident.endsOn()
	c.add(ledger.Step{
		Cause:       incident.decision(),
		EffectiveOn: on, Lowers: true, Year: budgetYear(on), Type: v1alpha1.EntryAward, Rules: c.rules(incident),
	}, func(before money.Fen) money.Fen { return min(before, c.left(incident, on)) })
}

// left is what a decision leaves of a claim by a day. A revocation leaves what was paid before the facts (F-06); an annulment what the
// other requests of the claim are worth.
func (c *claimCase) left(incident *Incident, by calendar.Date) money.Fen {
	if incident.effect == annuls {
		return c.worth(func(r *Request) bool {
			return r.CompletedOn <= by && !c.concerns(incident, r) && !c.surelyEndedOn(r, by)
		})
	}
	chain, err := c.chain(c.ledgerKey)
	if err != nil {
		return 0
	}
	kept, err := ledger.PaidBefore(chain, c.claim, day(incident.record.Spec.FactsOn), by, c.Asks(c.ledgerKey),
		func(cause v1alpha1.Cause) bool { return c.falsified(incident, cause) })
	if err != nil {
		return 0
	}
	return kept
}

// falsified says whether what a cause granted was had with false material: it is the request of that application, or an appeal that gave
// back the money of no other.
func (c *claimCase) falsified(incident *Incident, cause v1alpha1.Cause) bool {
	of := records.Key{Namespace: incident.record.Namespace, Name: incident.record.Spec.FalsifiedApplication}
	if of.Name == "" {
		return false
	}
	if cause.Kind == string(records.Incident) {
		return !slices.ContainsFunc(c.requests, func(r *Request) bool { return records.KeyOf(r.record) != of })
	}
	return cause.Kind == string(records.AwardRequest) && cause.Namespace == of.Namespace && cause.Name == of.Name
}

// worth is what the requests that count come to, one after the other.
func (c *claimCase) worth(counts func(*Request) bool) (net money.Fen) {
	for _, r := range c.requests {
		if counts(r) {
			net = c.netAfter(c.ledgerKey, r, net)
		}
	}
	return net
}

// returned are the payments that the bank sent back while a revocation stands: each is the cause of a step of its own, to what the
// revocation leaves without it.
func (c *claimCase) returned(incident *Incident) {
	if incident.effect != revokes {
		return
	}
	for _, entry := range c.entries() {
		if entry.Spec.Type != v1alpha1.EntryOrder {
			continue
		}
		payment, ok := records.Get[*v1alpha1.Payment](c.view, records.Key{Namespace: entry.Spec.Cause.Namespace, Name: entry.Spec.Cause.Name})
		if !ok || payment.Spec.Returned == nil {
			continue
		}
		on := day(payment.Spec.Returned.On)
		if on <= incident.endsOn() || !incident.standsOn(on) || on > c.asOf {
			continue
		}
		c.add(ledger.Step{
			Cause:       v1alpha1.Cause{Kind: string(records.Payment), Namespace: payment.Namespace, Name: payment.Name, Stage: ledger.StageReturn},
			EffectiveOn: on, Lowers: true, Year: entry.Spec.Year, Type: v1alpha1.EntryAward, Rules: c.rules(incident),
		}, func(before money.Fen) money.Fen { return min(before, c.left(incident, on)) })
	}
}

// reinstated is the step of an appeal that was upheld: the claim comes to what its requests are worth without the decision, or to what every
// other decision that stands leaves of that, charged to the budget of the year of the appeal.
func (c *claimCase) reinstated(incident *Incident) {
	up := incident.OverturnedOn
	counts := func(r *Request) bool { return r.CompletedOn <= up && !c.endedOn(r, up) }
	step := ledger.Step{
		Cause: incident.reinstatement(), EffectiveOn: up, Year: budgetYear(up), Type: v1alpha1.EntryAward, Rules: c.rules(incident),
	}
	for _, r := range c.requests {
		if counts(r) && (step.Payee == nil || c.concerns(incident, r)) {
			payee := r.record.Spec.Payee
			step.Payee = &payee
		}
	}
	c.add(step, func(before money.Fen) money.Fen { return max(before, c.worth(counts), c.leftByOthers(up)) })
}

// leftByOthers is what the decisions that stand on a day leave of the requests that there were.
func (c *claimCase) leftByOthers(on calendar.Date) money.Fen {
	left := c.worth(func(r *Request) bool { return r.CompletedOn <= on && !c.endedOn(r, r.CompletedOn) })
	for _, incident := range c.incidents {
		if incident.standsOn(on) && (incident.effect != annuls || c.namesOne(incident)) {
			left = min(left, c.left(incident, on))
		}
	}
	return left
}

// rules is the digest of the round by which an incident is judged.
func (c *claimCase) rules(incident *Incident) v1alpha1.Digest {
	if round := c.Round(incident.Round); round.record != nil {
		return c.rulesOf(round.record)
	}
	return ""
}

// decision is the cause of the step by which a decided incident lowers a claim, and reinstatement of that by which an appeal raises it again.
func (i *Incident) decision() v1alpha1.Cause {
	if i.stage != "" {
		return i.cause(i.stage)
	}
	return i.cause(i.Approval.last().Stage.Name)
}

func (i *Incident) reinstatement() v1alpha1.Cause { return i.cause(i.appealStage()) }

func (i *Incident) cause(stage string) v1alpha1.Cause {
	return v1alpha1.Cause{
		Kind: string(records.Incident), Namespace: i.record.Namespace, Name: i.record.Name, Stage: stage, Digest: i.Approval.Digest,
	}
}

// stepOf is the step of a complete request, but for its net.
func (p *Pass) stepOf(r *Request) ledger.Step {
	round := r.application.dossier.round.record
	payee := r.record.Spec.Payee
	return ledger.Step{
		Cause: v1alpha1.Cause{
			Kind: string(records.AwardRequest), Namespace: r.record.Namespace, Name: r.record.Name,
			Stage: r.Approval.last().Stage.Name, Digest: r.Approval.Digest,
		},
		EffectiveOn: r.CompletedOn, Type: v1alpha1.EntryAward, Payee: &payee,
		Year:  budgetYear(r.CompletedOn),
		Rules: p.rulesOf(round),
	}
}
