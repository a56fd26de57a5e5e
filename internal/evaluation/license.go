package evaluation

import (
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
	// BarredThrough is the last day on which the user of a revoked licence is not licensed again; 0 where it is not revoked.
	BarredThrough calendar.Date

	file *licenseFile
	// signedNext is the next date at which time alone can change what is said of the signatures.
	signedNext calendar.Date
}

// BrandLicense judges a licence: no use of a brand without one that was certified (R34), by a member, on the terms of the brand, after a
// public notice; and what became of it since.
func (p *Pass) BrandLicense(key records.Key) *License {
	if known, ok := p.licenses[key]; ok {
		return known
	}
	found := &License{}
	p.licenses[key] = found
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
	if p.renewedTooLate(j, l) || j.waitsForApproval(l.Approval, v1alpha1.ReasonUnderReview) {
		return
	}
	notice, effective := p.judgeNotice(j, l.noticed())
	if l.Notice = notice; effective != 0 {
		p.judgeTerm(j, l, effective)
	}
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
	return p.refuseBarredUser(j, f) || p.refuseStandard(j, f) || p.refuseRenewal(j, f)
}

// refuseBarredUser asks whether another licence of the same user was revoked, and its ban still ran when this one was filed (R36).
func (p *Pass) refuseBarredUser(j *judgement, f *licenseFile) bool {
	var through calendar.Date
	by := ""
	for _, other := range records.Find[*v1alpha1.BrandLicense](p.view, records.LicensesByUser, f.userValue()) {
		if key := records.KeyOf(other); key != f.key {
			for _, misuse := range p.misusesOf(key, f.filed) {
				j.awaits(misuse.Next)
				if bar := f.brand.barThrough(misuse.revokesOn); misuse.revokesOn != 0 && misuse.revokesOn <= f.filed && f.filed <= bar && bar > through {
					through, by = bar, other.Name
				}
			}
		}
	}
	return j.refuse("R36", "", "spec.member", through == 0, v1alpha1.ReasonBarred,
		messages.New("BrandLicense/Barred", "filed", f.filed.String(), "license", by, "through", through.String()))
}

// refuseStandard asks that the products are certified by a standard of the brand that was in force when the licence was filed. A standard that
// is not there may be declared, or the licence put right: it waits.
func (*Pass) refuseStandard(j *judgement, f *licenseFile) bool {
	spec, brand := f.record.Spec, f.brand.record.Spec
	if spec.StandardVersion == "" && len(brand.Standards) == 0 {
		return false
	}
	standard := f.standard()
	if standard != nil && day(standard.Since) <= f.filed {
		return false
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
// the renewal with it.
func (*Pass) renewedTooLate(j *judgement, l *License) bool {
	f := l.file
	if f.renewed == nil || l.Approval.decided() {
		return false
	}
	ends := day(f.renewed.Spec.ValidThrough)
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
func ofLicense(p *Pass, j *judgement, subject records.Key, _ *v1alpha1.Review) (*Approval, messages.Message) {
	l := p.BrandLicense(subject)
	follows := Result{Next: l.Next, Stalled: l.Stalled}
	if l.Approval != nil {
		follows.Next = l.signedNext // the end of a notice or a term says nothing new of a signature before it
	}
	j.follow(&follows)
	return l.Approval, j.unjudged(&l.Result)
}
