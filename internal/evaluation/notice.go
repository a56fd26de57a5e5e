package evaluation

import (
	"strconv"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Notice is the public notice (公示) of a decision.
type Notice struct {
	// Opens is the day on which it is put up, which is not counted.
	Opens calendar.Date
	// Closes is its last day; 0 while a calendar that it needs is missing.
	Closes calendar.Date
}

// noticed is a decision that goes on public notice, whatever was decided: on an application, or on a licence.
type noticed struct {
	kind     records.Kind
	key      records.Key
	approval *Approval
	days     int32 // working days of the notice
	// from is the first day on which the decision may take effect, whenever its notice ends; 0 where the notice alone decides.
	from calendar.Date
	// upheld and objected are the reasons that an objection gives: one that was upheld, and one that still waits after the notice.
	upheld, objected string
}

// noticeState is how far a decision has come through its notice.
type noticeState int

const (
	noticeUnopened  noticeState = iota // no signature puts it up
	noticeUpheld                       // an objection was upheld
	noticeUncounted                    // a calendar that it needs is missing
	noticeAhead                        // it opens later
	noticeObjected                     // it is over, and an objection still waits
	noticeRuns                         // nobody can say yet when the decision takes effect
	noticeEnds                         // the decision takes effect on a day to come
	noticeOver                         // the decision has taken effect
)

// noticeStand is where a decision stands in its notice.
type noticeStand struct {
	state      noticeState
	notice     *Notice
	objections objected
	missing    error         // which calendar is missing
	effective  calendar.Date // the day on which the decision takes effect
}

// opens is the day on which the decision puts up the notice: the latest where several signed.
func (n *noticed) opens() (opens calendar.Date, ok bool) {
	if n.approval == nil || n.approval.State != ApprovalComplete {
		return 0, false
	}
	for _, review := range n.approval.last().Counted {
		if review.Spec.Notice != nil {
			opens = max(opens, day(review.Spec.Notice.OpensOn))
		}
	}
	return opens, opens != 0
}

// notice puts the notice up and computes its last day. The error says which calendar is missing; nil where there is no notice.
func (p *Pass) notice(t *timeline, n *noticed) (*Notice, error) {
	opens, ok := n.opens()
	if !ok {
		return nil, nil
	}
	notice := &Notice{Opens: opens}
	closes, err := workdaysOf(p.view, t).end(opens, int(n.days))
	if err == nil {
		notice.Closes = closes
	}
	return notice, err
}

// throughNotice carries a decision through its notice and the objections to it.
func (p *Pass) throughNotice(t *timeline, n *noticed) noticeStand {
	notice, missing := p.notice(t, n)
	if notice == nil {
		return noticeStand{state: noticeUnopened}
	}
	s := noticeStand{notice: notice, objections: p.objections(t, n.kind, n.key), missing: missing}
	switch {
	case s.objections.upheld != nil:
		s.state = noticeUpheld
		return s
	case missing != nil:
		s.state = noticeUncounted
		return s
	case !t.reached(notice.Opens):
		s.state = noticeAhead
		return s
	}
	effective, err := p.effectiveDay(t, notice, s.objections.decided)
	over := notice.Closes < t.asOf
	s.effective, s.missing = effective, err
	switch {
	case over && s.objections.open != nil:
		s.state = noticeObjected
	case err != nil && over:
		s.state = noticeUncounted
	case s.objections.open != nil || err != nil:
		t.awaits(notice.Closes.AddDays(1))
		s.state = noticeRuns
	case !t.reached(effective):
		s.state = noticeEnds
	default:
		s.state = noticeOver
	}
	return s
}

// effectiveDay is the working day after the notice has ended and the last objection was decided: an objection never stops the
// notice's clock, the decision waits. It is 0 where nobody knows when the notice ends.
func (p *Pass) effectiveDay(t *timeline, notice *Notice, decided calendar.Date) (calendar.Date, error) {
	if notice == nil || notice.Closes == 0 {
		return 0, nil
	}
	return workdaysOf(p.view, t).after(max(notice.Closes, decided))
}

// noticed is the decision on an application.
func (a *Application) noticed() *noticed {
	return &noticed{
		kind: records.StarApplication, key: a.dossier.key, approval: a.Approval, days: a.dossier.round.record.Spec.Notice.WorkingDays,
		upheld: v1alpha1.ReasonObjectionUpheld, objected: v1alpha1.ReasonObjectionOpen,
	}
}

// judgeNotice says where a decision stands in its notice. It returns the notice, nil where none is put up, and the day on which the decision
// took effect; 0 where it has not, and the outcome says why.
func (p *Pass) judgeNotice(j *judgement, n *noticed) (*Notice, calendar.Date) {
	s := p.throughNotice(&j.timeline, n)
	if s.state == noticeUnopened {
		j.unknown(v1alpha1.ReasonUnderReview, messages.New("Review/Incomplete/Notice"))
		return nil, 0
	}
	effective, opens, closes := max(s.effective, n.from), s.notice.Opens.String(), s.notice.Closes.String()
	switch s.state {
	case noticeUpheld:
		j.no(n.upheld, messages.New("Any/ObjectionUpheld", "objection", s.objections.upheld.Name, "on", s.objections.decided.String()))
	case noticeUncounted:
		j.calendarMissing(s.missing, s.notice.Opens)
	case noticeAhead:
		j.unknown(v1alpha1.ReasonOnNotice, messages.New("Any/OnNotice/Opens", "opens", opens, "days", strconv.Itoa(int(n.days))))
	case noticeObjected:
		j.unknown(n.objected, messages.New("Any/ObjectionOpen", "objection", s.objections.open.Name, "raised", string(s.objections.open.Spec.RaisedOn), "closed", closes))
	case noticeRuns:
		j.unknown(v1alpha1.ReasonOnNotice, messages.New("Any/OnNotice/Waits", "opens", opens, "closes", closes))
	case noticeEnds:
		j.unknown(v1alpha1.ReasonOnNotice, messages.New("Any/OnNotice", "opens", opens, "closes", closes, "from", effective.String()))
	case noticeUnopened, noticeOver:
		return s.notice, effective
	}
	return s.notice, 0
}

// calendarMissing holds a period that would end in a year whose calendar is not known.
func (j *judgement) calendarMissing(err error, opens calendar.Date) {
	year, _ := calendar.MissingYear(err)
	j.unknown(v1alpha1.ReasonCalendarMissing, messages.New("Any/CalendarMissing", "year", strconv.Itoa(year), "opens", opens.String()))
}
