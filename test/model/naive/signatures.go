package naive

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/money"
)

// chain is a list of stages under a record, with everything that its signatures are asked for.
type chain struct {
	kind, namespace, name string
	stages                []v1alpha1.Stage
	awarding              v1alpha1.Authority
	filed                 calendar.Date
	round                 *v1alpha1.EvaluationRound
	alliance              *v1alpha1.Alliance
	// others may sign nothing: they have another part in the case.
	others map[v1alpha1.Account]bool
	// What the stages want.
	notice, finds, waivable, final bool
	// check names what the first signature records; atMost is what the last may agree to, 0 where it agrees to no amount.
	check  string
	atMost money.Fen
	// level below which nobody signs, where it is another than that of the namespace.
	level v1alpha1.Authority
	// refuses says what else keeps one signature from counting; nil where nothing does.
	refuses func(r *v1alpha1.Review) bool
}

// lowest is the level below which nobody signs.
func (w *World) lowest(c chain) v1alpha1.Authority {
	if c.level != "" {
		return c.level
	}
	return w.Levels[c.namespace]
}

// decision is how a chain stands: open, complete, rejected or returned, since a day.
type decision struct {
	state  string
	on     calendar.Date
	digest v1alpha1.Digest
	// by are the accounts that completed stages; last the signatures of the last stage; sheets those of the scored one.
	by           []v1alpha1.Account
	last, sheets []*v1alpha1.Review
}

func (d decision) over() bool { return d.state == "complete" || d.state == "rejected" }

// decide judges a chain under the digest as it is, or under the one that was decided first.
func (w *World) decide(c chain, now v1alpha1.Digest) decision {
	found := w.under(c, now)
	for _, r := range w.reviews {
		if r.Spec.SubjectRef.Kind != c.kind || r.Namespace != c.namespace || r.Spec.SubjectRef.Name != c.name || r.Spec.SubjectRef.Digest == now {
			continue
		}
		other := w.under(c, r.Spec.SubjectRef.Digest)
		sooner := !found.over() || other.on < found.on || other.on == found.on && other.state == "rejected"
		if other.over() && sooner {
			found = other
		}
	}
	return found
}

// under judges a chain under one digest.
func (w *World) under(c chain, digest v1alpha1.Digest) decision {
	found := decision{state: "open", digest: digest}
	since := c.filed
	signed := map[v1alpha1.Account]bool{}
	for i, stage := range c.stages {
		if stage.Authority == "" {
			stage.Authority = c.awarding
		}
		if rank(stage.Authority) < rank(w.lowest(c)) {
			continue
		}
		state, on, counted := w.stage(c, stage, i, digest, since, signed)
		if state != "complete" {
			found.state, found.on = state, on
			return found
		}
		for account := range counted {
			signed[account] = true
			found.by = append(found.by, account)
		}
		since = on
		found.on = on
		found.last = sorted(counted)
		if stage.Scored {
			found.sheets = sorted(counted)
		}
	}
	if len(c.stages) > 0 {
		found.state = "complete"
	}
	return found
}

func sorted(reviews map[v1alpha1.Account]*v1alpha1.Review) (list []*v1alpha1.Review) {
	for _, r := range reviews {
		list = append(list, r)
	}
	slices.SortFunc(list, func(a, b *v1alpha1.Review) int { return cmp.Compare(a.Name, b.Name) })
	return list
}

// stage goes through the days on which a stage was signed.
func (w *World) stage(c chain, stage v1alpha1.Stage, place int, digest v1alpha1.Digest, since calendar.Date, signed map[v1alpha1.Account]bool) (string, calendar.Date, map[v1alpha1.Account]*v1alpha1.Review) {
	counted := map[v1alpha1.Account]*v1alpha1.Review{}
	for day := since; day <= w.AsOf; day = w.nextSigned(c, day) {
		for _, r := range w.ofDay(c, stage.Name, digest, day) {
			if w.counts(c, stage, place, r) && !c.others[r.Spec.Reviewer] && !signed[r.Spec.Reviewer] {
				counted[r.Spec.Reviewer] = r
			}
		}
		approvals := 0
		for _, r := range sorted(counted) {
			switch {
			case r.Spec.Verdict == v1alpha1.ReturnBack:
				return "returned", day, nil
			case r.Spec.Verdict == v1alpha1.Reject && !stage.Scored:
				return "rejected", day, nil
			}
			approvals++
		}
		if approvals >= max(1, int(stage.Reviewers)) {
			return "complete", day, counted
		}
	}
	return "open", 0, nil
}

// nextSigned is the next day on which anything of a chain was signed.
func (w *World) nextSigned(c chain, after calendar.Date) calendar.Date {
	next := calendar.Max
	for _, r := range w.reviews {
		if on := date(r.Spec.SignedOn); on > after && r.Namespace == c.namespace && r.Spec.SubjectRef.Name == c.name {
			next = min(next, on)
		}
	}
	return next
}

// ofDay are the signatures of a day under a stage, a no last: it wins over a yes of the same account.
func (w *World) ofDay(c chain, stage string, digest v1alpha1.Digest, day calendar.Date) (found []*v1alpha1.Review) {
	for _, r := range w.reviews {
		ref := r.Spec.SubjectRef
		if r.Namespace == c.namespace && ref.Kind == c.kind && ref.Name == c.name && ref.Digest == digest && r.Spec.Stage == stage && date(r.Spec.SignedOn) == day {
			found = append(found, r)
		}
	}
	no := func(r *v1alpha1.Review) int {
		if r.Spec.Verdict == v1alpha1.Reject {
			return 1
		}
		return 0
	}
	slices.SortFunc(found, func(a, b *v1alpha1.Review) int { return cmp.Or(no(a)-no(b), cmp.Compare(a.Name, b.Name)) })
	return found
}

// counts says whether one signature is what its stage asks for.
func (w *World) counts(c chain, stage v1alpha1.Stage, place int, r *v1alpha1.Review) bool {
	last := place == len(c.stages)-1
	spec := r.Spec
	if spec.Authority != stage.Authority || spec.Recused || tied(c, r) || c.refuses != nil && c.refuses(r) {
		return false
	}
	switch spec.Verdict {
	case v1alpha1.Waive:
		return c.waivable && place > 0 && !last
	case v1alpha1.ReturnBack:
		return !c.final
	case v1alpha1.Approve, v1alpha1.Reject:
	}
	if stage.Scored {
		return scored(c.round, spec.Scores)
	}
	return w.documented(c, spec, place == 0, last)
}

// documented says whether a decision or a finding has what it needs; a stage between asks for nothing.
func (w *World) documented(c chain, spec v1alpha1.ReviewSpec, begins, last bool) bool {
	finding := begins && c.finds
	if begins && !checked(c, spec) {
		return false
	}
	if !last && !finding {
		return true
	}
	if spec.DocumentNo == "" || spec.Verdict != v1alpha1.Approve || !last {
		return spec.DocumentNo != ""
	}
	return (!c.notice || w.opens(spec.Notice)) && (c.atMost == 0 || fen(spec.Amount) > 0 && fen(spec.Amount) <= c.atMost)
}

// checked says whether an approval of the first stage records what that has to look at.
func checked(c chain, spec v1alpha1.ReviewSpec) bool {
	found := c.check == "" || spec.Verdict != v1alpha1.Approve
	for _, check := range spec.Checks {
		found = found || check.Name == c.check
	}
	return found
}

// opens says whether a notice is put up on a working day, as far as that is known.
func (w *World) opens(notice *v1alpha1.NoticeOpening) bool {
	if notice == nil {
		return false
	}
	works, err := calendar.IsWorkday(w.years, date(notice.OpensOn), w.AsOf)
	return err != nil || works
}

// scored says whether a sheet has one number for each indicator.
func scored(round *v1alpha1.EvaluationRound, scores []v1alpha1.Score) bool {
	if len(scores) != len(round.Spec.Indicators) {
		return false
	}
	for i, score := range scores {
		points, err := strconv.ParseFloat(string(score.Points), 64)
		if err != nil || score.Indicator != round.Spec.Indicators[i].Name || points > float64(round.Spec.Indicators[i].MaxPoints) {
			return false
		}
	}
	return true
}

// tied says whether a reviewer has, or lately had, a tie to the alliance.
func tied(c chain, r *v1alpha1.Review) bool {
	if c.round == nil {
		return false // neither activities nor brands have a panel
	}
	for _, panelist := range c.round.Spec.Panel {
		if panelist.Account != r.Spec.Reviewer {
			continue
		}
		for _, tie := range panelist.Ties {
			near := tie.CreditCode != "" && tie.CreditCode == c.alliance.Spec.CreditCode
			for _, before := range c.alliance.Spec.Succeeds {
				near = near || tie.CreditCode == before.CreditCode
			}
			// The same day so many years later, as text.
			if near && (tie.Until == "" || string(r.Spec.SignedOn) <= later(tie.Until, int(c.round.Spec.RecusalYears))) {
				return true
			}
		}
	}
	return false
}

func later(day v1alpha1.Date, years int) string {
	year, err := strconv.Atoi(string(day[:4]))
	if err != nil {
		return ""
	}
	return strconv.Itoa(year+years) + string(day[4:])
}
