package evaluation

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// StageWithdrawal is the stage under which the deciding authority consents to a withdrawal after the notice opened.
const StageWithdrawal = "Withdrawal"

// withdrawn says whether the alliance took its application back: by itself until the notice opens, after that with a signature of
// stage Withdrawal by the authority that decides.
func (p *Pass) withdrawn(j *judgement, a *Application) bool {
	on := day(a.dossier.application.Spec.WithdrawnOn)
	if !j.reached(on) {
		return false
	}
	opens, opened := a.noticed().opens()
	if !opened || on < opens {
		// A decision that was there before still is what happened to it: rejected stays rejected.
		if a.Approval.State == ApprovalRejected && a.Approval.On <= on {
			return false
		}
		j.no(v1alpha1.ReasonWithdrawn, messages.New("StarApplication/Withdrawn", "on", on.String()))
		return true
	}
	a.withdrawal = p.consent(&j.timeline, a)
	switch consent := a.withdrawal; consent.State {
	case ApprovalComplete:
		objections := p.objections(&j.timeline, records.StarApplication, a.dossier.key)
		award, err := p.awardDay(&j.timeline, a, objections.decided)
		if err == nil && award != 0 && award <= consent.On && objections.open == nil && objections.upheld == nil {
			j.warn("", "", "spec.withdrawnOn", "WithdrawnTooLate", messages.New("StarApplication/WithdrawnTooLate", "on", consent.On.String(), "award", award.String()))
			return false
		}
		j.no(v1alpha1.ReasonWithdrawn, messages.New("StarApplication/Withdrawn", "on", consent.On.String()))
		return true
	default:
		j.warn("", "", "spec.withdrawnOn", "WithdrawalUnsigned", messages.New("StarApplication/WithdrawalUnsigned", "stage", StageWithdrawal))
		return false
	}
}

// awardDay is the day on which the star would be awarded; 0 where there is no notice. The error says which calendar is missing.
func (p *Pass) awardDay(t *timeline, a *Application, decided calendar.Date) (calendar.Date, error) {
	notice, err := p.notice(t, a.noticed())
	a.Notice = notice
	if err != nil {
		return 0, err
	}
	return p.effectiveDay(t, notice, decided)
}

// consent is the chain of one stage under which a withdrawal is agreed to. It is given for the application with its withdrawal.
func (p *Pass) consent(t *timeline, a *Application) *Approval {
	d := a.dossier
	s := d.subject(records.StarApplication, d.key, []v1alpha1.Stage{{Name: StageWithdrawal, Authority: d.terms.Authority}}, signsApplication)
	s.digest, s.filed, s.before = a.Digest, day(d.application.Spec.WithdrawnOn), d.filing()
	return s.under(a.Digest, s.reviews(p.view, t), p.view, t)
}
