package evaluation

import (
	"slices"
	"strconv"
	"time"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// refuses says why one signature under a stage does not count; false where it does. R13: a signature by another authority than the
// stage's never counts, and its subject lives on.
func (c *chain) refuses(review *v1alpha1.Review, stage v1alpha1.Stage, since calendar.Date, as stageRole) (counting, bool) {
	spec := review.Spec
	if spec.Authority != stage.Authority {
		return counting{v1alpha1.ReasonWrongAuthority,
			messages.New("Review/WrongAuthority", "authority", string(spec.Authority), "stage", stage.Name, "needed", string(stage.Authority))}, true
	}
	if spec.Recused {
		return counting{v1alpha1.ReasonRecused, messages.New("Review/Recused", "reviewer", string(spec.Reviewer))}, true
	}
	if tie, tied := c.recusal.tied(spec.Reviewer, day(spec.SignedOn)); tied {
		return counting{v1alpha1.ReasonRecused, tie}, true
	}
	signs := act{duty: c.duty, by: spec.Reviewer, stage: stage.Name, on: day(spec.SignedOn)}
	if earlier, collides := append(append(acts(nil), c.before...), c.approval.signed...).collides(signs); collides {
		return counting{v1alpha1.ReasonSameSigner, earlier.againstSignature()}, true
	}
	if on := day(spec.SignedOn); on < since {
		if since == calendar.Max {
			return counting{v1alpha1.ReasonTooEarly, messages.New("Review/TooEarly/Waiting", "stage", stage.Name)}, true
		}
		return counting{v1alpha1.ReasonTooEarly, messages.New("Review/TooEarly", "stage", stage.Name, "signed", on.String(), "since", since.String())}, true
	}
	if lacks, ok := c.lacks(review, stage, as); ok {
		return counting{v1alpha1.ReasonIncomplete, lacks}, true
	}
	if c.demands != nil && spec.Verdict == v1alpha1.Approve {
		if lacks, missing := c.demands(c.approval.Digest, review); missing {
			return counting{v1alpha1.ReasonIncomplete, lacks}, true
		}
	}
	return counting{}, false
}

// lacks says what a stage asks for that a signature does not have.
func (c *chain) lacks(review *v1alpha1.Review, stage v1alpha1.Stage, as stageRole) (messages.Message, bool) {
	spec := review.Spec
	switch {
	case spec.Verdict == v1alpha1.Waive && as.waivable:
		return messages.Message{}, false
	case spec.Verdict == v1alpha1.Waive:
		return messages.New("Review/Incomplete/Waive", "stage", stage.Name), true
	case spec.Verdict == v1alpha1.ReturnBack && c.fixed:
		return messages.New("Review/Incomplete/Return", "kind", string(c.kind)), true
	case spec.Verdict == v1alpha1.ReturnBack:
		return messages.Message{}, false
	case stage.Scored:
		return c.lacksScores(spec.Scores)
	}
	return c.lacksContent(spec, stage, as)
}

// lacksContent says what an approval or a rejection has to carry by the place of its stage, and does not.
func (c *chain) lacksContent(spec v1alpha1.ReviewSpec, stage v1alpha1.Stage, as stageRole) (messages.Message, bool) {
	approves := as.deciding && spec.Verdict == v1alpha1.Approve
	switch {
	case as.first && c.lacksCheck(spec):
		return messages.New("Review/Incomplete/Check", "stage", stage.Name, "check", c.check), true
	case !as.document:
		return messages.Message{}, false
	case spec.DocumentNo == "":
		return messages.New("Review/Incomplete/DocumentNo", "stage", stage.Name), true
	case approves && c.opensNotice:
		return c.lacksNotice(spec.Notice)
	case approves && c.setsAmount:
		return c.lacksAmount(spec.Amount)
	}
	return messages.Message{}, false
}

// lacksCheck says whether an approval does not record what the first stage has to look at. Whether it was passed is for people to weigh.
func (c *chain) lacksCheck(spec v1alpha1.ReviewSpec) bool {
	return c.check != "" && spec.Verdict == v1alpha1.Approve &&
		!slices.ContainsFunc(spec.Checks, func(check v1alpha1.Check) bool { return check.Name == c.check })
}

// lacksAmount asks of a deciding signature the amount that it agrees to: above zero, and no more than was asked for.
func (c *chain) lacksAmount(text v1alpha1.Yuan) (messages.Message, bool) {
	amount, err := money.Parse(string(text))
	switch {
	case err != nil || amount == 0:
		return messages.New("Review/Incomplete/Amount"), true
	case amount > c.atMost:
		return messages.New("Review/Incomplete/AmountTooHigh", "amount", amount.String(), "most", c.atMost.String()), true
	}
	return messages.Message{}, false
}

// lacksScores asks of a sheet one number for each indicator of the round, none above its maximum (R14).
func (c *chain) lacksScores(scores []v1alpha1.Score) (messages.Message, bool) {
	given := make(map[string]v1alpha1.Points, len(scores))
	for _, score := range scores {
		if _, twice := given[score.Indicator]; twice {
			return messages.New("Review/Incomplete/ScoredTwice", "indicator", score.Indicator), true
		}
		given[score.Indicator] = score.Points
	}
	for _, indicator := range c.indicators {
		text, ok := given[indicator.Name]
		if !ok {
			return messages.New("Review/Incomplete/Score", "indicator", indicator.Name), true
		}
		points, ok := parsePoints(text)
		if !ok || points > hundredths(indicator.MaxPoints) {
			return messages.New("Review/Incomplete/ScoreTooHigh", "indicator", indicator.Name, "points", string(text),
				"most", strconv.Itoa(int(indicator.MaxPoints))), true
		}
		delete(given, indicator.Name)
	}
	for name := range given {
		return messages.New("Review/Incomplete/UnknownIndicator", "indicator", smallest(given, name)), true
	}
	return messages.Message{}, false
}

func smallest(given map[string]v1alpha1.Points, name string) string {
	for other := range given {
		name = min(name, other)
	}
	return name
}

// lacksNotice asks of a deciding signature the public notice, put up on a working day. Where the calendar of that day is not known
// the signature stands, and the notice waits for the calendar.
func (c *chain) lacksNotice(notice *v1alpha1.NoticeOpening) (messages.Message, bool) {
	if notice == nil || day(notice.OpensOn).IsZero() {
		return messages.New("Review/Incomplete/Notice"), true
	}
	opens := day(notice.OpensOn)
	works, err := workdaysOf(c.view, c.t).works(opens)
	if err == nil && !works {
		return messages.New("Review/Incomplete/DayOff", "opens", opens.String()), true
	}
	return messages.Message{}, false
}

// recusal knows who of a round's panel is tied to an organisation (E23).
type recusal struct {
	round    *v1alpha1.EvaluationRound
	alliance *v1alpha1.Alliance
}

// tied says whether an account may not judge the alliance on a day: its tie still holds, or ended no more than recusalYears
// before. Where there is no round there is no panel, and who has ties says so in the signature.
func (r recusal) tied(account v1alpha1.Account, on calendar.Date) (messages.Message, bool) {
	if r.round == nil {
		return messages.Message{}, false // an activity has no panel
	}
	for _, panelist := range r.round.Spec.Panel {
		if panelist.Account != account {
			continue
		}
		for _, tie := range panelist.Ties {
			if !r.names(tie) {
				continue
			}
			if tie.Until == "" {
				return messages.New("Review/Recused/Tied", "reviewer", string(account)), true
			}
			if free := yearsAfter(day(tie.Until), int(r.round.Spec.RecusalYears)); on <= free {
				return messages.New("Review/Recused/Until", "reviewer", string(account), "until", string(tie.Until), "free", free.String()), true
			}
		}
	}
	return messages.Message{}, false
}

// names says whether a tie is one to the alliance: to itself, to its host, to the company that it runs, or to one that it succeeds.
func (r recusal) names(tie v1alpha1.Tie) bool {
	var tied records.Key // the alliance that the tie names, where it names one
	if tie.AllianceRef != nil {
		tied = records.RefKey(*tie.AllianceRef, r.round.Namespace)
	}
	for _, one := range r.organisations() {
		if tie.CreditCode != "" && tie.CreditCode == one.code || tied.Name != "" && tied == one.key {
			return true
		}
	}
	return false
}

// organisation is known by its credit code, by the record of an alliance, or by both.
type organisation struct {
	code v1alpha1.CreditCode
	key  records.Key
}

// organisations are those a tie to which is a tie to the alliance.
func (r recusal) organisations() []organisation {
	spec := r.alliance.Spec
	all := []organisation{{spec.CreditCode, records.KeyOf(r.alliance)}}
	if spec.Host != nil {
		all = append(all, organisation{code: spec.Host.CreditCode})
	}
	if spec.OperatingEntity != nil {
		all = append(all, organisation{code: spec.OperatingEntity.CreditCode})
	}
	for _, before := range spec.Succeeds {
		one := organisation{code: before.CreditCode}
		if before.AllianceRef != nil {
			one.key = records.RefKey(*before.AllianceRef, r.alliance.Namespace)
		}
		all = append(all, one)
	}
	return all
}

// yearsAfter is the same day so many years later; the last of February where that year has no 29th.
func yearsAfter(date calendar.Date, years int) calendar.Date {
	if date.IsZero() {
		return calendar.Max // a tie whose end can't be read still holds
	}
	start := date.Start()
	year, month, dayOfMonth := start.Year()+years, start.Month(), start.Day()
	if later := calendar.OfDate(year, month, dayOfMonth); !later.IsZero() {
		return later
	}
	if month == time.February {
		return calendar.OfDate(year, month, dayOfMonth-1)
	}
	return calendar.Max
}
