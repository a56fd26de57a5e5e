package evaluation

import (
	"strconv"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/messages"
)

// Notice is the public notice (公示) of a decision.
type Notice struct {
	// Opens is the day on which it is put up, which is not counted.
	Opens calendar.Date
	// Closes is its last day; 0 while a calendar that it needs is missing.
	Closes calendar.Date
}

// noticeOpens is the day on which the decision puts up the notice: the latest where several signed.
func (a *Application) noticeOpens() (opens calendar.Date, ok bool) {
	if a.Approval == nil || a.Approval.State != ApprovalComplete {
		return 0, false
	}
	for _, review := range a.Approval.last().Counted {
		if review.Spec.Notice != nil {
			opens = max(opens, day(review.Spec.Notice.OpensOn))
		}
	}
	return opens, opens != 0
}

// judgeNotice carries a decided application through its notice and the objections to its star.
func (p *Pass) judgeNotice(j *judgement, a *Application) {
	opens, ok := a.noticeOpens()
	if !ok {
		j.unknown(v1alpha1.ReasonUnderReview, messages.New("Review/Incomplete/Notice"))
		return
	}
	a.Notice = &Notice{Opens: opens}
	missing := p.closeNotice(&j.timeline, a)
	objections := p.objections(&j.timeline, a)
	if upheld := objections.upheld; upheld != nil {
		j.no(v1alpha1.ReasonObjectionUpheld, messages.New("StarApplication/ObjectionUpheld", "objection", upheld.Name, "on", objections.decided.String()))
		return
	}
	days := int(a.dossier.round.record.Spec.Notice.WorkingDays)
	if missing != nil {
		j.calendarMissing(missing, opens)
		return
	}
	if !j.reached(opens) {
		j.unknown(v1alpha1.ReasonOnNotice, messages.New("StarApplication/OnNotice/Opens", "opens", opens.String(), "days", strconv.Itoa(days)))
		return
	}
	award, err := p.awardDay(&j.timeline, a, objections.decided)
	over := a.Notice.Closes < j.asOf
	switch {
	case over && objections.open != nil:
		j.unknown(v1alpha1.ReasonObjectionOpen, messages.New("StarApplication/ObjectionOpen", "objection", objections.open.Name,
			"raised", string(objections.open.Spec.RaisedOn), "closed", a.Notice.Closes.String()))
	case err != nil && over:
		j.calendarMissing(err, opens)
	case objections.open != nil || err != nil:
		j.awaits(a.Notice.Closes.AddDays(1))
		j.unknown(v1alpha1.ReasonOnNotice, messages.New("StarApplication/OnNotice/Waits", "opens", opens.String(), "closes", a.Notice.Closes.String()))
	case !j.reached(award):
		j.unknown(v1alpha1.ReasonOnNotice, messages.New("StarApplication/OnNotice", "opens", opens.String(), "closes", a.Notice.Closes.String(), "award", award.String()))
	default:
		p.judgeStar(j, a, award)
	}
}

// closeNotice computes the last day of the notice. The error says which calendar is missing.
func (p *Pass) closeNotice(t *timeline, a *Application) error {
	closes, err := workdaysOf(p.view, t).end(a.Notice.Opens, int(a.dossier.round.record.Spec.Notice.WorkingDays))
	if err == nil {
		a.Notice.Closes = closes
	}
	return err
}

// awardDay is the working day after the notice has ended and the last objection was decided: an objection never stops the notice's
// clock, the award waits.
func (p *Pass) awardDay(t *timeline, a *Application, decided calendar.Date) (calendar.Date, error) {
	if a.Notice == nil {
		opens, _ := a.noticeOpens()
		a.Notice = &Notice{Opens: opens}
		if err := p.closeNotice(t, a); err != nil {
			return 0, err
		}
	}
	if a.Notice.Closes == 0 {
		return 0, nil
	}
	return workdaysOf(p.view, t).after(max(a.Notice.Closes, decided))
}

// calendarMissing holds a period that would end in a year whose calendar is not known.
func (j *judgement) calendarMissing(err error, opens calendar.Date) {
	year, _ := calendar.MissingYear(err)
	j.unknown(v1alpha1.ReasonCalendarMissing, messages.New("Any/CalendarMissing", "year", strconv.Itoa(year), "opens", opens.String()))
}
