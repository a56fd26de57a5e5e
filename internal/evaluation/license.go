package evaluation

import (
	"slices"
	"strconv"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// License is what is said of a brand licence.
type License struct {
	Result
	// Digest is what a review of the licence has to name.
	Digest v1alpha1.Digest
	// Approval is how far the chain has come; nil where it was not asked.
	Approval *Approval
	// Notice that the decision opened; nil where there is none.
	Notice *Notice
	// LicensedOn is the first day on which the brand might be used, once it has come; 0 where it has not. It stays when the licence ends.
	LicensedOn calendar.Date
	// ValidThrough is the last day on which it may be used, or might.
	ValidThrough calendar.Date
	// TestReportDueOn is the day by which the next test report should be there; 0 where none is asked for.
	TestReportDueOn calendar.Date
	// RecertifyBy is the last day under an older version of the standard; 0 where there is no newer one.
	RecertifyBy calendar.Date
	// BarredThrough is the last day on which the user is not licensed again, where a licence of its for the brand was revoked; 0 where none was.
	BarredThrough calendar.Date

	file *licenseFile
	// misuses that were reported of the user, whichever of its licences of the brand they name, and the ban that they brought.
	misuses []*Incident
	ban     ban
	// signedNext is the next date at which time alone can change what is said of the signatures.
	signedNext calendar.Date
}

// BrandLicense judges a licence: no use of a brand without one that was certified (R34), by a member, on the terms of the brand, after a
// public notice; and what became of it since.
func (p *Pass) BrandLicense(key records.Key) *License {
	if known, ok := p.licenses[key]; ok {
		return known
	}
	found := *p.grant(key)
	p.licenses[key] = &found
	if found.Approval != nil {
		j := p.judge(records.BrandLicense, key)
		j.result, j.next = found.Result, found.Next
		j.result.Findings = slices.Clip(j.result.Findings)
		p.judgeUse(j, &found)
		found.Result = j.done()
	}
	return &found
}

// grant judges a licence up to its signatures, as if nobody had misused the brand: that is what a misuse asks of the licence that it names.
func (p *Pass) grant(key records.Key) *License {
	if known, ok := p.grants[key]; ok {
		return known
	}
	found := &License{}
	p.grants[key] = found
	j := p.judge(records.BrandLicense, key)
	p.judgeLicense(j, found)
	found.Result = j.done()
	return found
}

func (p *Pass) judgeLicense(j *judgement, l *License) {
	f, ok := p.licenseFile(j, j.key)
	if !ok {
		return
	}
	l.file = f
	if l.Digest, ok = j.digest(f.record.Spec); !ok {
		return
	}
	if j.notYet(f.filed) || p.refuseLicense(j, f) {
		return
	}
	l.Approval = f.chain(l.Digest).approval(p.view, &j.timeline)
	l.signedNext = j.next
	if l.Approval.State == ApprovalComplete && !f.covers(l.Approval.Digest) {
		j.warn("R34", "", "spec", "EditedAfterDecision", messages.New("Any/EditedAfterDecision", "digest", string(l.Approval.Digest)))
	}
}

// judgeUse says what comes of the signatures, of the notice, and of what the user does with the brand.
func (p *Pass) judgeUse(j *judgement, l *License) {
	l.misuses = p.misusesBy(j, l.file)
	l.ban = l.banned()
	l.BarredThrough = l.ban.through
	if l.renewedTooLate(j) || p.refuseBarredUser(j, l) || j.waitsForApproval(l.Approval, v1alpha1.ReasonUnderReview) {
		return
	}
	notice, effective := p.judgeNotice(j, l.noticed())
	l.Notice = notice
	switch {
	case effective != 0:
		p.judgeTerm(j, l, effective)
	case l.ban.by != nil && !p.upheldBefore(j, l.ban.from()):
		j.refuse("R36", "", "spec.member", false, v1alpha1.ReasonRevoked, l.revoked())
	}
}

// upheldBefore says whether an objection to a licence was upheld before a day.
func (p *Pass) upheldBefore(j *judgement, on calendar.Date) bool {
	objections := p.objections(&j.timeline, records.BrandLicense, j.key)
	return objections.upheld != nil && objections.decided < on
}

// refuseLicense asks everything that the licence itself decides, as of the day on which it was filed.
func (p *Pass) refuseLicense(j *judgement, f *licenseFile) bool {
	spec := f.record.Spec
	if j.refuse("", "", "spec.brandRef", f.brand.operatingOn(f.filed), v1alpha1.ReasonBrandNotOperating,
		messages.New("BrandLicense/BrandNotOperating", "brand", spec.BrandRef.Name, "filed", f.filed.String())) {
		return true
	}
	alliance := records.KeyOf(f.alliance).String()
	if j.refuse("R34", "", "spec.allianceRef", f.linkedUntil() != 0, v1alpha1.ReasonNotMember,
		messages.New("BrandLicense/NotMember/Unlinked", "alliance", alliance, "brand", spec.BrandRef.Name, "filed", f.filed.String())) {
		return true
	}
	if j.refuse("R34", "R48", "spec.member", f.memberUntil() != 0, v1alpha1.ReasonNotMember,
		messages.New("BrandLicense/NotMember", "member", spec.Member, "alliance", alliance, "filed", f.filed.String())) {
		return true
	}
	most := int(f.brand.record.Spec.Licensing.MaxYears)
	if j.refuse("", "", "spec.validThrough", f.through < yearsAfter(f.from, most), v1alpha1.ReasonRejected,
		messages.New("BrandLicense/TermTooLong", "from", f.from.String(), "through", f.through.String(), "years", strconv.Itoa(most),
			"last", yearsAfter(f.from, most).AddDays(-1).String())) {
		return true
	}
	return p.refuseStandard(j, f) || p.refuseRenewal(j, f)
}

// refuseStandard asks that the products are certified by a standard of the brand that was in force when the licence was filed, and by which
// one might still certify (R33). A standard that is not there may be declared, or the licence put right: it waits.
func (*Pass) refuseStandard(j *judgement, f *licenseFile) bool {
	spec, brand := f.record.Spec, f.brand.record.Spec
	if spec.StandardVersion == "" && len(brand.Standards) == 0 {
		return false
	}
	standard := f.standard()
	if standard != nil && day(standard.Since) <= f.filed {
		outdated, newer := f.outdatedFrom()
		if outdated == 0 || f.filed < outdated {
			return false
		}
		return j.refuse("R33", "", "spec.standardVersion", false, v1alpha1.ReasonStandardOutdated, messages.New("BrandLicense/StandardOutdated/Filed",
			"filed", f.filed.String(), "version", spec.StandardVersion, "last", outdated.AddDays(-1).String(), "newer", newer.Version, "since", string(newer.Since)))
	}
	j.stall(v1alpha1.ReasonReferenceMissing, messages.New("BrandLicense/StandardMissing", "version", spec.StandardVersion,
		"brand", spec.BrandRef.Name, "filed", f.filed.String()))
	return true
}

// refuseRenewal asks that what is renewed is an earlier licence of the same user, and tells where it was asked for late.
func (p *Pass) refuseRenewal(j *judgement, f *licenseFile) bool {
	if f.record.Spec.Renews == "" {
		return false
	}
	key := records.Key{Namespace: f.key.Namespace, Name: f.record.Spec.Renews}
	renewed, ok := records.Get[*v1alpha1.BrandLicense](p.view, key)
	if !ok {
		j.missing("spec.renews", records.BrandLicense, key)
		return true
	}
	if !renews(f.record, renewed) {
		j.stall(v1alpha1.ReasonInvalidRecord, messages.New("BrandLicense/RenewsAnother", "license", renewed.Name))
		return true
	}
	f.renewed = renewed
	ends, days := day(renewed.Spec.ValidThrough), int(f.brand.record.Spec.Licensing.RenewalDays)
	if asked := ends.AddDays(-days); f.filed > asked {
		j.warn("", "", "spec.filedOn", "RenewalLate", messages.New("BrandLicense/RenewalLate", "filed", f.filed.String(), "asked", asked.String(), "ends", ends.String()))
	}
	return false
}

// renewedTooLate ends a renewal without a fresh test report: where none was there when the licence that it renews ended, that has expired, and
// the renewal with it. Where the user was barred before that, it is said.
func (l *License) renewedTooLate(j *judgement) bool {
	f := l.file
	if f.renewed == nil || l.Approval.decided() {
		return false
	}
	ends := day(f.renewed.Spec.ValidThrough)
	if l.ban.by != nil && l.ban.from() <= ends {
		return false
	}
	if f.freshOn(f.record.Spec.TestReports, ends) || !j.reached(ends.AddDays(1)) {
		return false
	}
	j.no(v1alpha1.ReasonExpired, messages.New("BrandLicense/Expired/NoReport", "license", f.renewed.Name, "through", ends.String()))
	return true
}

// noticed is the decision on a licence.
func (l *License) noticed() *noticed {
	return &noticed{
		kind: records.BrandLicense, key: l.file.key, approval: l.Approval, days: l.file.brand.record.Spec.Licensing.NoticeWorkingDays,
		from: l.file.from, upheld: v1alpha1.ReasonRejected, objected: v1alpha1.ReasonOnNotice,
	}
}

// opposedLicense is a licence that somebody objects to: heard by the level of the brand's namespace, by people who neither filed nor signed it.
func (p *Pass) opposedLicense(j *judgement, key records.Key) *opposed {
	f, ok := p.licenseFile(j, key)
	if !ok {
		return nil
	}
	signed, ok := j.digest(f.record.Spec)
	if !ok {
		return nil
	}
	l := &License{file: f, Approval: f.chain(signed).approval(p.view, &j.timeline)}
	hearing := f.subject(records.Objection, j.key, hearsObjection, v1alpha1.StageHearing)
	hearing.before = f.filing()
	return &opposed{noticed: *l.noticed(), hearing: hearing}
}

// ofLicense finds the chain of a licence for a signature under it.
func ofLicense(p *Pass, j *judgement, subject records.Key, review *v1alpha1.Review) (*Approval, messages.Message) {
	l := p.BrandLicense(subject)
	follows := Result{Next: l.Next, Stalled: l.Stalled}
	if l.Is(v1alpha1.ReasonBarred) && l.ban.from() <= day(review.Spec.SignedOn) {
		j.follow(&follows)
		return nil, j.unjudged(&l.Result)
	}
	if l.Approval != nil {
		follows.Next = l.signedNext // the end of a notice or a term says nothing new of a signature before it
	}
	j.follow(&follows)
	return l.Approval, j.unjudged(&l.Result)
}
