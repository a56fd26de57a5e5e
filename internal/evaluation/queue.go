package evaluation

import (
	"slices"
	"strconv"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Asks are the evaluation's answers to the questions of a chain, whose view may grow between two questions. They are answered by that very
// chain, so that none has to look for its head.
func Asks(chain *ledger.Chain, asOf calendar.Date) ledger.Asks {
	anew := func() *Pass {
		p := At(chain.View(), asOf)
		p.chains[chain.Ledger()] = chain
		return p
	}
	return ledger.Asks{
		Held: func(claim v1alpha1.Claim, on calendar.Date) (bool, calendar.Date) {
			return anew().Held(chain.Ledger(), claim, on)
		},
		EvidenceMissing: func(claim v1alpha1.Claim) bool { return anew().EvidenceMissing(chain.Ledger(), claim) },
		SameSigner:      func(payment *v1alpha1.Payment) (ordering, booking bool) { return anew().SameSigner(payment) },
	}
}

// Asks are the answers of the pass itself, for whoever asks while the view stays as it is.
func (p *Pass) Asks(ledgerKey records.Key) ledger.Asks {
	return ledger.Asks{
		Held: func(claim v1alpha1.Claim, on calendar.Date) (bool, calendar.Date) {
			return p.Held(ledgerKey, claim, on)
		},
		EvidenceMissing: func(claim v1alpha1.Claim) bool { return p.EvidenceMissing(ledgerKey, claim) },
		SameSigner:      p.SameSigner,
	}
}

// chain opens the chain of a ledger, once a pass.
func (p *Pass) chain(key records.Key) (*ledger.Chain, error) {
	if known, ok := p.chains[key]; ok {
		return known, nil
	}
	opened, err := ledger.Open(p.view, key, 0)
	if err == nil {
		p.chains[key] = opened
	}
	return opened, err
}

// Waits says of every step of a ledger that is known and not done why it was not entered, in the order of the queues of its budgets.
// It asks what waits, and of what is done no more than whether it is.
func (p *Pass) Waits(key records.Key) []ledger.Wait { return p.queue(key).Waits }

// QueueMoves is the next date at which time alone brings somebody into a ledger's queues, or out of them: the records that complete
// a request may be dated ahead. 0 for never.
func (p *Pass) QueueMoves(key records.Key) calendar.Date { return p.queue(key).Moves }

// Queue is everything that waits in a ledger. Whoever gets one shares it: nobody may change it.
type Queue struct {
	Waits []ledger.Wait
	// Moves is the next date at which time alone brings somebody in or out; 0 for never.
	Moves calendar.Date
	// Frozen says why nothing is entered however long it waits; nil where something may be.
	Frozen *ledger.Frozen
}

// ShareQueues has a pass ask others first: share returns the queue of a ledger, which it may have from another pass of the same day over
// records that say the same, and computes it where it has none.
func (p *Pass) ShareQueues(share func(key records.Key, compute func() Queue) Queue) { p.share = share }

// queue is what waits in a ledger, asked once a pass.
func (p *Pass) queue(key records.Key) Queue {
	if known, ok := p.queues[key]; ok {
		return known
	}
	compute := func() Queue { return p.readQueue(key) }
	var found Queue
	if p.share != nil {
		found = p.share(key, compute)
	} else {
		found = compute()
	}
	p.queues[key] = found
	return found
}

func (p *Pass) readQueue(key records.Key) Queue {
	var found Queue
	if chain, err := p.chain(key); err == nil {
		source := ledger.Source{Today: p.asOf, Asks: p.Asks(key)}
		source.Ledger, _ = records.Get[*v1alpha1.Ledger](p.view, key)
		source.Budgets = records.Find[*v1alpha1.Budget](p.view, records.BudgetsByLedger, key.String())
		var claims []v1alpha1.Claim
		claims, found.Moves = p.openClaims(key)
		for _, claim := range claims {
			source.Claims = append(source.Claims, p.Steps(key, claim))
		}
		found.Waits = ledger.NewWalker(chain, source).Waits()
		found.Frozen = p.frozen(chain, source, found.Waits)
	}
	return found
}

// frozen says why nothing is entered into a chain: it lacks its checkpoint; or, where something that was due is not entered, a payment names
// another entry. To go through the payments of a ledger costs too much where nothing is late.
func (p *Pass) frozen(chain *ledger.Chain, source ledger.Source, waits []ledger.Wait) *ledger.Frozen {
	if frozen := ledger.CheckLedger(chain, source.Ledger); frozen != nil {
		return frozen
	}
	late := slices.ContainsFunc(waits, func(w ledger.Wait) bool { return w.Reason == v1alpha1.ReasonAwaitingDayEnd && w.Until.IsZero() })
	if !late {
		return nil
	}
	source.Budgets, source.Claims = nil, nil
	source.Payments = records.Find[*v1alpha1.Payment](p.view, records.PaymentsByLedger, chain.Ledger().String())
	return ledger.NewWalker(chain, source).Next().Frozen
}

// openClaims are the claims on a ledger with a step that is not done: of a complete request, of an accepted report, or of what was decided on an
// incident. The date is the next at which time alone brings another.
func (p *Pass) openClaims(key records.Key) (found []v1alpha1.Claim, next calendar.Date) {
	seen := map[v1alpha1.Claim]bool{}
	var moves timeline
	moves.asOf = p.asOf
	for _, request := range OpenRequests(p.view, key, calendar.Max) {
		judged := p.AwardRequest(request)
		if judged.Ledger != key {
			continue
		}
		moves.awaits(judged.Next)
		if judged.CompletedOn == 0 {
			continue
		}
		for _, incident := range p.incidentsOf(judged.application.dossier.alliance, calendar.Max) {
			if incident.DecidedOn == 0 {
				moves.awaits(incident.Next) // a decision ends what waits
			}
		}
		if !seen[judged.Claim] {
			seen[judged.Claim] = true
			found = append(found, judged.Claim)
		}
	}
	found = append(found, p.openPlans(key, &moves)...)
	for _, claim := range p.unsettled(key) {
		if !seen[claim] {
			seen[claim] = true
			found = append(found, claim)
		}
	}
	return found, moves.next
}

// OpenRequests are the requests of whose claims a ledger may still have to enter something: those of every round that pays from it, less
// those whose step is done and whose alliance nothing was reported about.
func OpenRequests(view records.View, key records.Key, asOf calendar.Date) []records.Key {
	var found []records.Key
	for year := asOf.Year(); year >= firstYear; year-- {
		for _, round := range records.Find[*v1alpha1.EvaluationRound](view, records.RoundsByYear, strconv.Itoa(year)) {
			if !paysFrom(round, key) {
				continue
			}
			for _, application := range records.Find[*v1alpha1.StarApplication](view, records.ApplicationsByRound, records.KeyOf(round).String()) {
				request := records.KeyOf(application)
				if _, ok := view.Get(records.AwardRequest, request); ok && (!stepDone(view, records.AwardRequest, request) || supervised(view, application)) {
					found = append(found, request)
				}
			}
		}
	}
	return found
}

// supervised says whether an incident was reported about an application's alliance: its claims may have steps besides that of a request.
func supervised(view records.View, application *v1alpha1.StarApplication) bool {
	alliance := records.Key{Namespace: application.Namespace, Name: application.Spec.AllianceRef.Name}
	return len(view.Find(records.IncidentsByAlliance, alliance.String())) > 0
}

// firstYear is the first year that a round can be of.
const firstYear = 2000

// paysFrom says whether a round may pay from a ledger: it names it, or the ledger of the alliance's own division.
func paysFrom(round *v1alpha1.EvaluationRound, key records.Key) bool {
	for _, terms := range round.Spec.Ratings {
		if terms.Award == nil || terms.Award.LedgerRef.Name != key.Name {
			continue
		}
		if named := terms.Award.LedgerRef.Namespace; named == "" || named == key.Namespace {
			return true
		}
	}
	return false
}

// stepDone says whether the chain has all of the step of a request or a report.
func stepDone(view records.View, kind records.Kind, key records.Key) bool {
	for _, entry := range records.Find[*v1alpha1.FundingDisbursement](view, records.EntriesByCause, records.SubjectValue(kind, key)) {
		if entry.Spec.ClaimNet == entry.Spec.ClaimAfter {
			return true
		}
	}
	return false
}
