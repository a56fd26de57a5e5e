package evaluation

import (
	"time"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// licenseFile is a licence with the records that it names.
type licenseFile struct {
	key      records.Key
	record   *v1alpha1.BrandLicense
	brand    *brandFile
	alliance *v1alpha1.Alliance
	// renewed is the licence that it carries on; nil where it is the first.
	renewed *v1alpha1.BrandLicense

	filed, from, through calendar.Date
}

// licenseFile collects what a licence names. Where something is not there the judgement is stalled, and the answer false.
func (p *Pass) licenseFile(j *judgement, key records.Key) (*licenseFile, bool) {
	f := &licenseFile{key: key}
	var ok bool
	if f.record, ok = records.Get[*v1alpha1.BrandLicense](p.view, key); !ok {
		j.missing("spec", records.BrandLicense, key)
		return nil, false
	}
	spec := f.record.Spec
	for _, at := range []struct {
		path string
		text v1alpha1.Date
		date *calendar.Date
	}{{"spec.filedOn", spec.FiledOn, &f.filed}, {"spec.validFrom", spec.ValidFrom, &f.from}, {"spec.validThrough", spec.ValidThrough, &f.through}} {
		if *at.date, ok = j.date(at.path, at.text); !ok {
			return nil, false
		}
	}
	named := records.Key{Namespace: key.Namespace, Name: spec.BrandRef.Name}
	if f.brand = p.brandFile(named); f.brand == nil {
		j.missing("spec.brandRef", records.Brand, named)
		return nil, false
	}
	if f.brand.division.Namespace == "" {
		j.noDivision()
		return nil, false
	}
	named = records.RefKey(spec.AllianceRef, key.Namespace)
	if f.alliance, ok = records.Get[*v1alpha1.Alliance](p.view, named); !ok {
		j.missing("spec.allianceRef", records.Alliance, named)
		return nil, false
	}
	return f, true
}

// chain is the licence's chain of approval (R34): certified, then licensed, by the level of the brand's namespace.
func (f *licenseFile) chain(signed v1alpha1.Digest) *subject {
	s := f.subject(records.BrandLicense, f.key, signsLicense, v1alpha1.StageCertification, v1alpha1.StageLicense)
	s.digest, s.filed, s.before = signed, f.filed, f.filing()
	s.opensNotice, s.demands = true, f.demands
	return s
}

// subject is a chain of approval of the case, whichever record is signed. Its stages are constants of the kind, and none is skipped: an
// alliance of another level uses the brand on the brand's terms.
func (f *licenseFile) subject(kind records.Kind, key records.Key, as duty, stages ...string) *subject {
	s := &subject{kind: kind, key: key, duty: as, awarding: f.brand.division.Level(), level: f.brand.division.Level(), recusal: recusal{alliance: f.alliance}}
	for _, name := range stages {
		s.stages = append(s.stages, v1alpha1.Stage{Name: name, Authority: s.level})
	}
	return s
}

// filing are the acts that begin the case.
func (f *licenseFile) filing() acts {
	return acts{{duty: filesLicense, by: f.record.Spec.FiledBy}}
}

// demands asks of a certification the certificate that backs it, and a test report of the products that counts on the day of the signature
// (R34). What was not in the spec that was signed backs nothing.
func (f *licenseFile) demands(signed v1alpha1.Digest, review *v1alpha1.Review) (messages.Message, bool) {
	on := day(review.Spec.SignedOn)
	switch {
	case review.Spec.Stage != v1alpha1.StageCertification:
		return messages.Message{}, false
	case f.record.Spec.CertificateNo == "":
		return messages.New("BrandLicense/NoCertificate"), true
	case !f.freshOn(f.reportsUnder(signed), on):
		return messages.New("BrandLicense/NoTestReport", "signed", on.String()), true
	}
	return messages.Message{}, false
}

// reportsUnder are the test reports that were in the spec of a digest. They only grow, so the spec that was signed is the one as it is with
// the first so many of them; of any other spec nobody knows, and those that are there count.
func (f *licenseFile) reportsUnder(signed v1alpha1.Digest) []v1alpha1.TestReport {
	if of, ok := f.signedWith(signed); ok {
		return f.record.Spec.TestReports[:of]
	}
	return f.record.Spec.TestReports
}

// covers says whether a digest is that of the licence as it is, or as it was before more test reports came.
func (f *licenseFile) covers(signed v1alpha1.Digest) bool {
	_, ok := f.signedWith(signed)
	return ok
}

func (f *licenseFile) signedWith(signed v1alpha1.Digest) (reports int, ok bool) {
	spec := f.record.Spec
	for reports = len(spec.TestReports); reports >= 0; reports-- {
		spec.TestReports = f.record.Spec.TestReports[:reports]
		if of, err := digestOf(records.BrandLicense, f.key, spec); err == nil && of == signed {
			return reports, true
		}
	}
	return 0, false
}

// freshOn says whether one of the reports counts on a day.
func (f *licenseFile) freshOn(reports []v1alpha1.TestReport, on calendar.Date) bool {
	for _, report := range reports {
		if made := day(report.On); made != 0 && made <= on && on <= f.brand.reportDue(made) {
			return true
		}
	}
	return false
}

// reportDue is the last day on which a test report counts.
func (b *brandFile) reportDue(made calendar.Date) calendar.Date {
	return monthsAfter(made, int(b.record.Spec.Licensing.TestReportMonths))
}

// barThrough is the last day of the ban after a revocation.
func (b *brandFile) barThrough(revoked calendar.Date) calendar.Date {
	if revoked == 0 {
		return 0
	}
	return monthsAfter(revoked, int(b.record.Spec.Licensing.BanMonths)).AddDays(-1)
}

// linkedUntil is the first day after the alliance's link with the brand that held when the licence was filed, Max where none is known; 0
// where there was none.
func (f *licenseFile) linkedUntil() calendar.Date {
	for _, link := range f.brand.links(records.KeyOf(f.alliance)) {
		if until := untilOf(link.Until); (link.Since == "" || covers(day(link.Since), f.filed)) && f.filed < until {
			return until
		}
	}
	return 0
}

// memberUntil is the first day after the membership that held when the licence was filed, Max where none is known; 0 where there was none
// (R34, R48).
func (f *licenseFile) memberUntil() calendar.Date {
	for _, member := range f.alliance.Spec.Members {
		if until := untilOf(member.LeftOn); member.Name == f.record.Spec.Member && covers(day(member.JoinedOn), f.filed) && f.filed < until {
			return until
		}
	}
	return 0
}

// covers says whether something that began on a day had begun by another.
func covers(begun, on calendar.Date) bool { return begun != 0 && begun <= on }

func untilOf(text v1alpha1.Date) calendar.Date {
	if until := day(text); until != 0 {
		return until
	}
	return calendar.Max
}

// standard is the one by which the products are certified; nil where the brand has none of that code and version.
func (f *licenseFile) standard() *v1alpha1.BrandStandard {
	spec := f.record.Spec
	for i := range f.brand.record.Spec.Standards {
		of := &f.brand.record.Spec.Standards[i]
		if of.Version == spec.StandardVersion && (spec.StandardCode == "" || of.Code == spec.StandardCode) {
			return of
		}
	}
	return nil
}

// outdatedFrom is the first day on which the licence's version of its standard no longer counts, and the version that replaced it; 0 where
// there is no newer one.
func (f *licenseFile) outdatedFrom() (from calendar.Date, newer *v1alpha1.BrandStandard) {
	own := f.standard()
	if own == nil {
		return 0, nil
	}
	for i := range f.brand.record.Spec.Standards {
		other := &f.brand.record.Spec.Standards[i]
		if other.Code != own.Code || day(other.Since) <= day(own.Since) {
			continue
		}
		if end := day(other.Since).AddDays(int(f.brand.record.Spec.Licensing.RecertifyDays) + 1); from == 0 || end < from {
			from, newer = end, other
		}
	}
	return from, newer
}

// userValue names the user of the licence.
func (f *licenseFile) userValue() string {
	return records.UserValue(records.KeyOf(f.brand.record), f.record.Spec.Member)
}

// renews says whether a licence may carry on another: an earlier one of the same user.
func renews(next, before *v1alpha1.BrandLicense) bool {
	return before.Spec.BrandRef == next.Spec.BrandRef && before.Spec.Member == next.Spec.Member && day(before.Spec.FiledOn) < day(next.Spec.FiledOn) &&
		records.RefKey(before.Spec.AllianceRef, before.Namespace) == records.RefKey(next.Spec.AllianceRef, next.Namespace)
}

// monthsAfter is the same day so many months later; the last of its month where that has no such day.
func monthsAfter(date calendar.Date, months int) calendar.Date {
	if date.IsZero() {
		return 0
	}
	start := date.Start()
	month := int(start.Month()) - 1 + months
	for last := start.Day(); last > 0; last-- {
		if later := calendar.OfDate(start.Year()+month/12, time.Month(month%12+1), last); !later.IsZero() {
			return later
		}
	}
	return calendar.Max
}
