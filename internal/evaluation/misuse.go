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

// waitsToBePutRight says whether the misuse was found, and neither put right nor the licences revoked for it.
func (i *Incident) waitsToBePutRight() bool {
	return i.suspends != 0 && i.restores == 0 && i.revokesOn == 0
}

// misusesBy are the misuses that were reported of the user of a licence. They stand against the user of the brand, and so against each of its
// licences, whichever of them they name (R36): otherwise a second licence would carry on what the first was suspended or revoked for.
func (p *Pass) misusesBy(j *judgement, f *licenseFile) (found []*Incident) {
	for _, license := range records.Find[*v1alpha1.BrandLicense](p.view, records.LicensesByUser, f.userValue()) {
		if p.ofAnother(license, f) {
			continue
		}
		for _, record := range records.Find[*v1alpha1.Incident](p.view, records.IncidentsByLicense, records.KeyOf(license).String()) {
			if judged := p.Incident(records.KeyOf(record)); judged.record != nil && judged.misuse() {
				j.awaits(judged.Next)
				found = append(found, judged)
			}
		}
	}
	return found
}

// ofAnother says whether a licence to somebody of the same name is another organisation's: the rosters of two alliances give them two credit codes.
func (p *Pass) ofAnother(license *v1alpha1.BrandLicense, f *licenseFile) bool {
	alliance, ok := records.Get[*v1alpha1.Alliance](p.view, records.RefKey(license.Spec.AllianceRef, license.Namespace))
	if !ok || records.KeyOf(alliance) == records.KeyOf(f.alliance) {
		return false
	}
	theirs, own := codeOf(alliance, license.Spec.Member), codeOf(f.alliance, f.record.Spec.Member)
	return theirs != "" && own != "" && theirs != own
}

// codeOf is the credit code that the roster of an alliance last gave a member; empty where it gave none.
func codeOf(alliance *v1alpha1.Alliance, member string) (code v1alpha1.CreditCode) {
	for _, one := range alliance.Spec.Members {
		if one.Name == member && one.CreditCode != "" {
			code = one.CreditCode
		}
	}
	return code
}

// ban is what revocations bring upon a licence of the user: in force or granted, it is revoked; undecided, or filed while the ban runs, it is
// never granted. One that is filed when the ban is over has nothing to do with it.
type ban struct {
	by      *Incident     // the misuse whose revocation comes first; nil where there is none
	through calendar.Date // its last day; 0 where there is none
}

// from is the first day of a ban.
func (b ban) from() calendar.Date { return b.by.revokesOn }

// banned is the ban that bears on a licence.
func (l *License) banned() (found ban) {
	for _, misuse := range l.misuses {
		through := l.file.brand.barThrough(misuse.revokesOn)
		if misuse.revokesOn == 0 || through < l.file.filed {
			continue
		}
		found.through = max(found.through, through)
		if found.by == nil || misuse.revokesOn < found.by.revokesOn {
			found.by = misuse
		}
	}
	return found
}

// refuseBarredUser asks whether the licence was decided before a ban of its user began (R36). Where it was not, what is signed from then on
// counts for nothing, and of one that was filed in the ban nothing is asked.
func (p *Pass) refuseBarredUser(j *judgement, l *License) bool {
	b, filed := l.ban, l.file.filed
	if b.by == nil || l.Approval.decided() && l.Approval.On < b.from() {
		return !j.ask("R36", "", "spec.member", true, "", messages.Message{})
	}
	by, named := b.by.record.Name, b.by.record.Spec.LicenseRef.Name
	if l.Approval = nil; b.from() <= filed {
		return j.refuse("R36", "", "spec.member", false, v1alpha1.ReasonBarred, messages.New("BrandLicense/Barred", "filed", filed.String(),
			"on", b.from().String(), "incident", by, "license", named, "through", b.through.String()))
	}
	l.Approval = l.file.chain(l.Digest).approval(p.view, &timeline{asOf: b.from().AddDays(-1)})
	return j.refuse("R36", "", "spec.member", false, v1alpha1.ReasonBarred, messages.New("BrandLicense/Barred/Undecided",
		"on", b.from().String(), "incident", by, "license", named, "through", b.through.String()))
}

// revoked says that a ban revoked the licence.
func (l *License) revoked() messages.Message {
	return messages.New("BrandLicense/Revoked", "incident", l.ban.by.record.Name, "license", l.ban.by.record.Spec.LicenseRef.Name,
		"on", l.ban.from().String(), "through", l.ban.through.String())
}

// judgeMisuse judges the misuse of a brand (R36): its finding suspends the licences of the user, and a rectification that was approved in time
// ends that; otherwise they are revoked. Both are signed by the level of the brand's namespace, whoever the alliance belongs to.
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
		p.putRight(j, i, f)
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

// putRight says what came of a finding: rectified in time, or the licences revoked, on the day of a refusal or when the time is over.
func (p *Pass) putRight(j *judgement, i *Incident, f *licenseFile) {
	i.suspends = i.Approval.On
	last := f.brand.rectifyBy(i.suspends)
	switch second := i.Rectification; {
	case second.State == ApprovalComplete && second.On <= last:
		i.restores = second.On
		j.yes(v1alpha1.ReasonRectified, messages.New("Incident/Rectified", "on", i.restores.String(), "found", i.suspends.String()))
	case second.State == ApprovalRejected && second.On <= last:
		i.revokesOn = second.On
		j.yes(v1alpha1.ReasonRevoked, p.endsUse(i, f, messages.New("Incident/LicenseRevoked/Refused", "on", i.revokesOn.String(), "reason", second.By.Spec.Reason)))
	case j.reached(last.AddDays(1)):
		i.Rectification.countsNothing(messages.New("Review/Superseded/Rectification", "last", last.String()))
		i.revokesOn = last.AddDays(1)
		j.yes(v1alpha1.ReasonRevoked, p.endsUse(i, f, messages.New("Incident/LicenseRevoked", "found", i.suspends.String(), "last", last.String())))
	default:
		j.yes(v1alpha1.ReasonConfirmed, messages.New("Incident/Misuse", "found", i.suspends.String(), "last", last.String()))
	}
}

// endsUse says after its reason what a revocation does, and where the licence that was named had not been granted, that nothing of it is revoked:
// the ban of its user runs all the same (R36).
func (p *Pass) endsUse(i *Incident, f *licenseFile, because messages.Message) messages.Message {
	says := because.And(messages.New("Incident/LicenseRevoked/All", "on", i.revokesOn.String(), "through", f.brand.barThrough(i.revokesOn).String()))
	approval := p.grant(f.key).Approval
	if approval == nil || approval.State != ApprovalComplete || i.revokesOn <= approval.On {
		says = says.And(messages.New("Incident/LicenseRevoked/Ungranted", "license", f.key.Name, "on", i.revokesOn.String()))
	}
	return says
}
