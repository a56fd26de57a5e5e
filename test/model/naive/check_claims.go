package naive

import (
	"cmp"
	"slices"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/money"
)

// asked is a request that was signed to its end, with its star's worth and its claim.
type asked struct {
	record *v1alpha1.AwardRequest
	app    *v1alpha1.StarApplication
	round  *v1alpha1.EvaluationRound
	claim  v1alpha1.Claim
	amount money.Fen
	on     calendar.Date
}

// signed are all requests that are complete by the day of the world.
func (w *World) signed() (found []asked) {
	for _, r := range w.requests {
		if one, ok := w.askedBy(r); ok {
			found = append(found, one)
		}
	}
	slices.SortFunc(found, func(a, b asked) int {
		return cmp.Or(cmp.Compare(a.on, b.on), cmp.Compare(a.record.Namespace, b.record.Namespace), cmp.Compare(a.record.Name, b.record.Name))
	})
	return found
}

// askedBy judges a request: a star of the year with money, there when it was asked for, in time, to the right payee, and signed.
func (w *World) askedBy(r *v1alpha1.AwardRequest) (asked, bool) {
	none := asked{record: r}
	app := w.application(r.Namespace, r.Spec.ApplicationRef.Name)
	if app == nil {
		return none, false
	}
	a, round := w.allianceOf(app), w.round(app.Spec.RoundRef)
	if a == nil || round == nil {
		return none, false
	}
	terms := termsOf(round, app.Spec.Rating)
	s, requested := w.starOf(app), date(r.Spec.RequestedOn)
	if terms == nil || terms.Award == nil || s.from == 0 || s.from > requested || requested > w.AsOf || !w.mayAsk(r, a, terms.Award) {
		return none, false
	}
	c := chain{
		kind: "AwardRequest", namespace: r.Namespace, name: r.Name, stages: terms.Award.Stages, awarding: terms.Authority, filed: requested, round: round,
		alliance: a, others: map[v1alpha1.Account]bool{r.Spec.FiledBy: true, app.Spec.FiledBy: true},
	}
	decided, entered := w.decideRequest(c, r)
	claim := v1alpha1.Claim{Identity: w.identity(a, decided.on), Year: round.Spec.Year}
	if entered != nil {
		claim.Identity = entered.Identity
	}
	return asked{record: r, app: app, round: round, claim: claim, amount: fen(terms.Award.Amount), on: decided.on}, decided.state == "complete"
}

// mayAsk says whether a request is in time, or later with a reason, and pays the alliance or its host.
func (w *World) mayAsk(r *v1alpha1.AwardRequest, a *v1alpha1.Alliance, award *v1alpha1.AwardTerms) bool {
	if r.Spec.RequestedOn > award.RequestBy && r.Spec.Waiver == nil && !w.reopened(a, r, date(award.RequestBy)) {
		return false
	}
	code := r.Spec.Payee.CreditCode
	return code != "" && (code == a.Spec.CreditCode || a.Spec.Host != nil && code == a.Spec.Host.CreditCode)
}

// decideRequest judges a request under the digest that the ledger names, else under that of the request as it is, which
// somebody may have rejected under another.
func (w *World) decideRequest(c chain, r *v1alpha1.AwardRequest) (decision, *v1alpha1.Claim) {
	for _, e := range w.entries {
		if e.Spec.Cause.Kind == "AwardRequest" && e.Spec.Cause.Namespace == r.Namespace && e.Spec.Cause.Name == r.Name {
			return w.under(c, e.Spec.Cause.Digest), e.Spec.Claim
		}
	}
	now := digest("AwardRequest", r.Namespace, r.Name, r.Spec)
	found := w.under(c, now)
	if whole := w.decide(c, now); whole.state == "rejected" {
		found = whole
	}
	return found, nil
}

// reopened says whether an appeal lets a claim be made though its time is over: its star was taken while there still was time.
func (w *World) reopened(a *v1alpha1.Alliance, r *v1alpha1.AwardRequest, requestBy calendar.Date) bool {
	on, app := date(r.Spec.RequestedOn), w.application(r.Namespace, r.Spec.ApplicationRef.Name)
	for _, i := range w.against(a, calendarEnd) {
		if app != nil && i.concerns(app) && i.ends <= requestBy && i.overturned != 0 && i.overturned <= on && on <= i.overturned.AddDays(i.reopens) {
			return true
		}
	}
	return false
}

// happening is something that changes what a claim comes to.
type happening struct {
	on                     calendar.Date
	namespace, name, stage string
	net                    func(before money.Fen) money.Fen
}

// payable is what a claim comes to by the end of a day.
func (w *World) payable(claim v1alpha1.Claim, all []asked, by calendar.Date) (net money.Fen) {
	var happenings []happening
	for _, r := range all {
		if r.claim == claim && r.on <= by && !w.ended(r.app, r.on, calendarEnd) {
			happenings = append(happenings, happening{r.on, r.record.Namespace, r.record.Name, "", func(before money.Fen) money.Fen { return w.raise(before, r, all) }})
		}
	}
	for _, a := range w.alliances {
		for _, i := range w.against(a, calendarEnd) {
			happenings = append(happenings, w.decisions(claim, a, i, all, by)...)
		}
	}
	slices.SortStableFunc(happenings, func(a, b happening) int {
		return cmp.Or(cmp.Compare(a.on, b.on), cmp.Compare(a.namespace, b.namespace), cmp.Compare(a.name, b.name), cmp.Compare(a.stage, b.stage))
	})
	for _, h := range happenings {
		net = h.net(net)
	}
	return net
}

// raise is what a request makes of its claim.
func (w *World) raise(before money.Fen, r asked, all []asked) money.Fen {
	if r.round.Spec.RepeatAward == v1alpha1.FirstTimeOnly {
		for _, other := range w.earlier(r, all) {
			if other.claim.Year != r.claim.Year {
				return before
			}
		}
		if w.grantedBefore(r) {
			return before
		}
	}
	if r.round.Spec.SameYearUpgrade == v1alpha1.SumOfAwards {
		return before + r.amount
	}
	return max(before, r.amount-w.elsewhere(r, all))
}

// grantedBefore says whether the ledger granted an organisation money of another year before a request was complete, whatever became of the records.
func (w *World) grantedBefore(r asked) bool {
	names := w.names(w.allianceOf(r.app), r.on)
	return slices.ContainsFunc(w.entries, func(e *v1alpha1.FundingDisbursement) bool {
		return e.Spec.Type == v1alpha1.EntryAward && e.Spec.Cause.Kind == "AwardRequest" && slices.Contains(names, e.Spec.Claim.Identity) &&
			e.Spec.Claim.Year != r.claim.Year && date(e.Spec.EffectiveOn) < r.on
	})
}

// earlier are the requests of the same organisation, under whichever of its names, that were complete before one.
func (w *World) earlier(r asked, all []asked) (found []asked) {
	names := w.names(w.allianceOf(r.app), r.on)
	for _, other := range all {
		if other.record == r.record {
			return found
		}
		if slices.Contains(names, other.claim.Identity) {
			found = append(found, other)
		}
	}
	return found
}

// elsewhere is what the organisation has of the same year under another of its names, from before a succession.
func (w *World) elsewhere(r asked, all []asked) (sum money.Fen) {
	for _, name := range w.names(w.allianceOf(r.app), r.on) {
		claim := v1alpha1.Claim{Identity: name, Year: r.claim.Year}
		if claim == r.claim {
			continue
		}
		net := tally{w.entries}.claim(claim)
		for _, other := range w.earlier(r, all) {
			if other.claim == claim && !w.done("AwardRequest", other.record.Namespace, other.record.Name, "") {
				net = w.raise(net, other, all)
			}
		}
		sum += net
	}
	return sum
}

// decisions are what the decision on an incident, the returns under it and an appeal against it make of a claim.
func (w *World) decisions(claim v1alpha1.Claim, a *v1alpha1.Alliance, i incident, all []asked, by calendar.Date) (found []happening) {
	record := i.record
	if i.ends == 0 || i.ends > by || !w.bears(claim, a, i, all) {
		return nil
	}
	lower := func(on calendar.Date) func(money.Fen) money.Fen {
		return func(before money.Fen) money.Fen { return min(before, w.left(claim, i, all, on)) }
	}
	if i.unproven {
		found = append(found, w.lostSteps(claim, i)...)
	} else if w.lowers(claim, i, all) {
		found = append(found, happening{i.ends, record.Namespace, record.Name, "Revocation", lower(i.ends)})
		found = append(found, w.returns(claim, i, by, lower)...)
	}
	if up := i.overturned; up != 0 && up <= by && begun(claim, all, up) {
		found = append(found, happening{up, record.Namespace, record.Name, "Appeal", func(before money.Fen) money.Fen {
			return max(before, w.leftByOthers(claim, all, up),
				w.worth(all, func(r asked) bool { return r.claim == claim && r.on <= up && !w.ended(r.app, up, calendarEnd) }))
		}})
	}
	return found
}

// leftByOthers is what the decisions that stand on a day leave of a claim.
func (w *World) leftByOthers(claim v1alpha1.Claim, all []asked, on calendar.Date) money.Fen {
	left := w.worth(all, func(r asked) bool { return r.claim == claim && r.on <= on && !w.ended(r.app, r.on, calendarEnd) })
	for _, a := range w.alliances {
		for _, i := range w.against(a, calendarEnd) {
			if i.ends != 0 && i.stands(on) && w.bears(claim, a, i, all) {
				left = min(left, w.left(claim, i, all, on))
			}
		}
	}
	return left
}

// bears says whether a decision bears on a claim: it ends an application of it, or every star of the organisation whose claim it is.
func (w *World) bears(claim v1alpha1.Claim, a *v1alpha1.Alliance, i incident, all []asked) bool {
	return w.annuls(claim, i, all) || (i.revokes || i.unclear) && slices.Contains(w.names(a, i.ends), claim.Identity)
}

// lowers says whether a decision finds anything of a claim: something was signed by then, or was entered before the incident was known.
func (w *World) lowers(claim v1alpha1.Claim, i incident, all []asked) bool {
	for _, r := range all {
		late := i.concerns(r.app) && i.stands(r.on) && w.done("AwardRequest", r.record.Namespace, r.record.Name, "")
		if r.claim == claim && (r.on <= i.ends || late) {
			return true
		}
	}
	return false
}

// returns are the payments of a claim that the bank sent back while a revocation stood.
func (w *World) returns(claim v1alpha1.Claim, i incident, by calendar.Date, lower func(calendar.Date) func(money.Fen) money.Fen) (found []happening) {
	for _, e := range w.entries {
		p := w.payment(e.Spec.Cause.Namespace, e.Spec.Cause.Name)
		if !i.revokes || e.Spec.Type != v1alpha1.EntryOrder || *e.Spec.Claim != claim || p == nil || p.Spec.Returned == nil {
			continue
		}
		if on := date(p.Spec.Returned.On); on > i.ends && i.stands(on) && on <= by {
			found = append(found, happening{on, p.Namespace, p.Name, "Return", lower(on)})
		}
	}
	return found
}

// annuls says whether an annulment is of an application of a claim.
func (*World) annuls(claim v1alpha1.Claim, i incident, all []asked) bool {
	for _, r := range all {
		if r.claim == claim && i.concerns(r.app) {
			return true
		}
	}
	return false
}

func (w *World) worth(all []asked, counts func(asked) bool) (net money.Fen) {
	for _, r := range all {
		if counts(r) {
			net = w.raise(net, r, all)
		}
	}
	return net
}

// surelyEnded says whether a decision that says what it ended stands against an application on a day.
func (w *World) surelyEnded(app *v1alpha1.StarApplication, on calendar.Date) bool {
	return slices.ContainsFunc(w.against(w.allianceOf(app), calendarEnd), func(i incident) bool { return !i.unclear && i.endsOn(app, on) })
}

// left is what a decision leaves of a claim: what was paid before the facts, but nothing of a star that was had with false material; of
// an annulment, what the other stars are worth.
func (w *World) left(claim v1alpha1.Claim, i incident, all []asked, on calendar.Date) (sum money.Fen) {
	if !i.revokes {
		return w.worth(all, func(r asked) bool {
			return r.claim == claim && r.on <= on && !i.concerns(r.app) && !w.surelyEnded(r.app, on)
		})
	}
	kept, out := w.moved(claim, i, all, on)
	for grant, amount := range kept {
		sum += min(amount, max(0, out[grant]))
	}
	return sum
}

// moved is what of each grant of a claim was paid before the facts of an incident, and what of it was still out by a day.
func (w *World) moved(claim v1alpha1.Claim, i incident, all []asked, by calendar.Date) (kept, out map[string]money.Fen) {
	kept, out = map[string]money.Fen{}, map[string]money.Fen{}
	for _, e := range w.entries {
		if e.Spec.Claim == nil || *e.Spec.Claim != claim {
			continue
		}
		if e.Spec.Type == v1alpha1.EntryReceipt {
			if demand := (tally{w.entries}).named(e.Spec.Entry); demand != nil && date(e.Spec.EffectiveOn) <= by {
				out[demand.Spec.Entry] -= fen(e.Spec.Amount)
			}
		}
		if e.Spec.Type != v1alpha1.EntryOrder || w.falsified(e, i, all) {
			continue
		}
		if paid := w.stayed(e, by); paid != 0 {
			out[e.Spec.Entry] -= fen(e.Spec.Amount)
			if paid < date(i.record.Spec.FactsOn) {
				kept[e.Spec.Entry] -= fen(e.Spec.Amount)
			}
		}
	}
	return kept, out
}

// stayed is the day on which the money of an order moved, where the bank did not send it back by a day; 0 where it did, or it did not move.
func (w *World) stayed(order *v1alpha1.FundingDisbursement, by calendar.Date) calendar.Date {
	p := w.payment(order.Spec.Cause.Namespace, order.Spec.Cause.Name)
	if p == nil || p.Spec.Returned != nil && date(p.Spec.Returned.On) <= by {
		return 0
	}
	return w.booked(p, by)
}

// falsified says whether an order is for a star that was had with false material, or for what an appeal gave back of no other.
func (w *World) falsified(order *v1alpha1.FundingDisbursement, i incident, all []asked) bool {
	grant := tally{w.entries}.named(order.Spec.Entry)
	if grant == nil || i.record.Spec.FalsifiedApplication == "" {
		return false
	}
	if grant.Spec.Cause.Kind == "Incident" {
		for _, r := range all {
			if r.claim == *order.Spec.Claim && (r.record.Namespace != i.record.Namespace || r.record.Name != i.record.Spec.FalsifiedApplication) {
				return false
			}
		}
		return true
	}
	return grant.Spec.Cause.Kind == "AwardRequest" && grant.Spec.Cause.Namespace == i.record.Namespace && grant.Spec.Cause.Name == i.record.Spec.FalsifiedApplication
}

// booked is the day on which a payment's money moved, as far as its booking counts by a day; 0 where it does not.
func (w *World) booked(p *v1alpha1.Payment, by calendar.Date) calendar.Date {
	on := date(p.Spec.PaidOn)
	if on == 0 || on > by || p.Spec.PaidOn < p.Spec.OrderedOn || p.Spec.BookedBy == p.Spec.OrderedBy {
		return 0
	}
	for _, other := range w.payments {
		if other != p && other.Spec.Voucher == p.Spec.Voucher && date(other.Spec.PaidOn) <= by && w.first(other, p) {
			return 0
		}
	}
	return on
}

// first says whether a payment stands before another under one voucher: it has an entry, else its date, else its name.
func (w *World) first(a, b *v1alpha1.Payment) bool {
	entered := func(p *v1alpha1.Payment) int {
		for _, e := range slices.Concat(w.entries, w.ofActivities) {
			if e.Spec.Cause.Kind == "Payment" && e.Spec.Cause.Name == p.Name {
				return 0
			}
		}
		return 1
	}
	return cmp.Or(entered(a)-entered(b), cmp.Compare(a.Spec.PaidOn, b.Spec.PaidOn), cmp.Compare(a.Name, b.Name)) < 0
}
