package evaluation

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// misuse says whether an incident is the misuse of a brand by who is licensed to use it (R36). It holds no money and ends no star.
func (i *Incident) misuse() bool {
	return i.record.Spec.Subject == v1alpha1.SubjectBrandUser && i.record.Spec.Ground == v1alpha1.GroundBrandMisuse && i.record.Spec.LicenseRef != nil
}

// misusesOf are the misuses that were reported of a licence before a day.
func (p *Pass) misusesOf(license records.Key, before calendar.Date) []*Incident {
	var found []*Incident
	for _, record := range records.Find[*v1alpha1.Incident](p.view, records.IncidentsByLicense, license.String()) {
		if day(record.Spec.ReportedOn) >= before {
			continue
		}
		if judged := p.Incident(records.KeyOf(record)); judged.record != nil && judged.misuse() {
			found = append(found, judged)
		}
	}
	return found
}

// judgeMisuse judges the misuse of a brand (R36): its finding suspends the licence, and a rectification that was approved in time ends that;
// otherwise the licence is revoked. Both are signed by the level of the brand's namespace, whoever the alliance belongs to.
func (p *Pass) judgeMisuse(j *judgement, i *Incident) {
	key := records.RefKey(*i.record.Spec.LicenseRef, j.key.Namespace)
	f, ok := p.licenseFile(j, key)
	if !ok {
		return
	}
	if records.KeyOf(f.alliance) != records.KeyOf(i.alliance) {
		j.stall(v1alpha1.ReasonInvalidRecord, messages.New("Incident/OtherLicense", "license", key.String(), "alliance", records.KeyOf(f.alliance).String()))
		return
	}
	finding := f.subject(records.Incident, j.key, signsIncident, v1alpha1.StageFinding)
	finding.digest, finding.filed, finding.finds = i.Digest, i.ReportedOn, true
	finding.before = append(f.filing(), act{duty: filesIncident, by: i.record.Spec.FiledBy})
	i.Approval = finding.approval(p.view, &j.timeline)
	p.rectification(j, i, f, finding)
	switch i.Approval.State {
	case ApprovalComplete:
		i.DecidedOn = i.Approval.On
		i.putRight(j, f)
	case ApprovalRejected:
		i.DecidedOn = i.Approval.On
		j.no(v1alpha1.ReasonDismissed, messages.New("Incident/Dismissed/Misuse", "on", i.DecidedOn.String(), "reason", i.Approval.By.Spec.Reason))
	case ApprovalOpen, ApprovalReturned:
		j.waitsForApproval(i.Approval, v1alpha1.ReasonReported)
		if i.Approval.State == ApprovalOpen {
			j.result.Outcome.Reason = v1alpha1.ReasonReported
		}
	}
}

// rectification is the second stage, under the digest that was found: an edit after the finding does not undo it. Before it nobody signs.
func (p *Pass) rectification(j *judgement, i *Incident, f *licenseFile, finding *subject) {
	s := f.subject(records.Incident, j.key, signsIncident, v1alpha1.StageRectification)
	s.filed, s.fixed, s.before = calendar.Max, true, append(finding.before, i.Approval.signed...)
	if i.Approval.State == ApprovalComplete {
		s.filed = i.Approval.On
	}
	i.Rectification = s.under(i.Approval.Digest, s.reviews(p.view, &j.timeline), p.view, &j.timeline)
	if i.Approval.State != ApprovalComplete {
		i.Rectification.Stages[0].State = StageWaiting
	}
}

// putRight says what came of a finding: rectified in time, or the licence revoked, on the day of a refusal or when the time is over.
func (i *Incident) putRight(j *judgement, f *licenseFile) {
	i.suspends = i.Approval.On
	last := f.brand.rectifyBy(i.suspends)
	switch second := i.Rectification; {
	case second.State == ApprovalComplete && second.On <= last:
		i.restores = second.On
		j.yes(v1alpha1.ReasonRectified, messages.New("Incident/Rectified", "on", i.restores.String(), "found", i.suspends.String()))
	case second.State == ApprovalRejected && second.On <= last:
		i.revokesOn = second.On
		j.yes(v1alpha1.ReasonRevoked, messages.New("Incident/LicenseRevoked/Refused", "on", i.revokesOn.String(), "reason", second.By.Spec.Reason))
	case j.reached(last.AddDays(1)):
		i.revokesOn = last.AddDays(1)
		j.yes(v1alpha1.ReasonRevoked, messages.New("Incident/LicenseRevoked", "on", i.revokesOn.String(), "found", i.suspends.String(), "last", last.String()))
	default:
		j.yes(v1alpha1.ReasonConfirmed, messages.New("Incident/Misuse", "found", i.suspends.String(), "last", last.String()))
	}
}
