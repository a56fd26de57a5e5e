package model_test

import (
	"slices"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// members of every alliance.
var members = [2]string{"样例合作社(虚构)", "样例农场(虚构)"}

// license is one licence with what people expect of it.
type license struct {
	org    org
	brand  *v1alpha1.Brand
	record *v1alpha1.BrandLicense
	// licensed is the day from which the brand may be used as people expect; 0 where they expect none.
	licensed calendar.Date
}

// brands lets an alliance run a brand, and its members ask for licences.
func (h *history) brands(declared map[string]bool) {
	o := orgs[h.number("whose brand", 0, 3)]
	if !declared[o.name] {
		declared[o.name] = true
		h.declare(o)
	}
	brand := h.brand(o)
	filed := in(2024, "04-01").AddDays(h.number("applied after", 0, 300))
	if h.chance("noticed at the end of the year", h.in(yearEnds, 90, 10)) {
		filed = in(2025, "12-16").AddDays(h.number("applied after", 0, 12))
	}
	first := h.license(o, brand, members[h.number("member", 0, 1)], filed, nil)
	if h.chance("second licence", 60) {
		h.license(o, brand, members[h.number("member", 0, 1)], filed.AddDays(h.number("another applied after", 0, 300)), nil)
	}
	if first.licensed == 0 {
		return
	}
	h.use(first)
}

// use is what comes of a licence: test reports, misuse, a renewal, another try.
func (h *history) use(l *license) {
	made := l.licensed
	for range h.number("test reports", 0, 3) {
		made = made.AddDays(h.number("tested after", 60, 240))
		l.record = l.record.DeepCopy()
		l.record.Spec.TestReports = append(l.record.Spec.TestReports, v1alpha1.TestReport{On: text(made)})
		h.amend(made, l.record)
	}
	over := l.licensed
	if h.chance("misused", 55) {
		over = h.misuse(l, l.licensed.AddDays(h.number("misused after", 5, 100)))
	}
	if h.chance("applies anew", 40) {
		h.license(l.org, l.brand, l.record.Spec.Member, over.AddDays(h.number("applied anew after", 35, 120)), nil)
	}
	if h.chance("renews", 40) {
		through := calendar.MustParse(string(l.record.Spec.ValidThrough))
		h.license(l.org, l.brand, l.record.Spec.Member, through.AddDays(-h.number("renewed before", -5, 120)), l.record)
	}
	if h.chance("the end comes", 50) {
		// Something else is filed when all of it is over, so that the register is looked at again.
		h.file(in(2027, "02-01").AddDays(h.number("looked at", 0, 60)), &v1alpha1.Brand{ObjectMeta: meta(city, "another"), Spec: h.brandSpec(orgs[2], "另一样例(虚构)")})
	}
}

// brandSpec are the terms of a brand from a day on which nothing of it was used yet.
func (h *history) brandSpec(o org, name string) v1alpha1.BrandSpec {
	return v1alpha1.BrandSpec{
		DisplayName: name, Industry: o.name, Scope: v1alpha1.ScopeSingleIndustry, Owner: "样例协会(虚构)", SupplySystemRole: "Participate",
		Standards:      []v1alpha1.BrandStandard{{Code: "T/1", Title: "样例标准(虚构)", Version: "2024", Since: "2024-01-02"}},
		Alliances:      []v1alpha1.BrandAlliance{{Name: o.name, Role: v1alpha1.RoleLead}},
		OperatingSince: text(in(2024, "03-01")),
		Licensing: v1alpha1.BrandLicensing{
			NoticeWorkingDays: int32(h.number("notice of brand", 3, 6)), MaxYears: 1, RenewalDays: 60, //nolint:gosec // a few days
			TestReportMonths: int32(h.number("testReportMonths", 5, 9)), RectifyDays: int32(h.number("rectifyDays", 10, 30)), //nolint:gosec // a few
			RecertifyDays: int32(h.number("recertifyDays", 30, 120)), BanMonths: int32(h.number("banMonths", 3, 24)), //nolint:gosec // a few
		},
	}
}

// brand declares a brand, and what becomes of it: a new version of its standard, a suspension, its end.
func (h *history) brand(o org) *v1alpha1.Brand {
	record := &v1alpha1.Brand{ObjectMeta: meta(o.namespace, "brand"), Spec: h.brandSpec(o, "样例品牌(虚构)")}
	if h.chance("nurtured", 4) {
		record.Spec.OperatingSince = ""
	}
	h.amend(begins, record)
	day := in(2024, "09-01").AddDays(h.number("first change", 0, 300))
	change := func(label string, percent, last int, edit func(spec *v1alpha1.BrandSpec)) {
		if !h.chance(label, percent) {
			return
		}
		record = record.DeepCopy()
		edit(&record.Spec)
		h.amend(day, record)
		day = day.AddDays(h.number("next change", 20, last))
	}
	change("unlinked", 8, 60, func(s *v1alpha1.BrandSpec) { s.Alliances[0].Until = text(day) })
	change("new standard", 45, 200, func(s *v1alpha1.BrandSpec) {
		s.Standards = append(s.Standards, v1alpha1.BrandStandard{Code: "T/1", Title: "样例标准(虚构)", Version: "2025", Since: text(day)})
	})
	if record.Spec.OperatingSince == "" {
		return record
	}
	change("suspended", 20, 120, func(s *v1alpha1.BrandSpec) { s.SuspendedOn = text(day) })
	if record.Spec.SuspendedOn != "" {
		change("resumed", 70, 120, func(s *v1alpha1.BrandSpec) { s.ResumedOn = text(day) })
	}
	if record.Spec.ResumedOn != "" {
		change("suspended again", 40, 60, func(s *v1alpha1.BrandSpec) {
			s.EarlierSuspensions = []v1alpha1.BrandSuspension{{SuspendedOn: s.SuspendedOn, ResumedOn: s.ResumedOn}}
			s.SuspendedOn, s.ResumedOn = text(day), ""
		})
	}
	change("retired", 12, 60, func(s *v1alpha1.BrandSpec) { s.RetiredOn = text(day) })
	return record
}

// license lets a member apply for a licence, and people certify it, license it and object to it.
func (h *history) license(o org, brand *v1alpha1.Brand, member string, filed calendar.Date, renews *v1alpha1.BrandLicense) *license {
	filed = max(filed, begins)
	l := &license{org: o, brand: brand, record: &v1alpha1.BrandLicense{ObjectMeta: meta(brand.Namespace, h.next("license"))}}
	from := filed.AddDays(h.number("valid after", 5, 40))
	l.record.Spec = v1alpha1.BrandLicenseSpec{
		BrandRef: v1alpha1.LocalRef{Name: brand.Name}, AllianceRef: v1alpha1.Ref{Name: o.name}, Member: member, Products: []string{"样例(虚构)"},
		StandardVersion: "2024", CertificateNo: "C-1", ValidFrom: text(from), ValidThrough: text(from.AddDays(h.number("valid for", 120, 364))),
		TestReports: []v1alpha1.TestReport{{On: text(filed.AddDays(-h.number("tested before", 0, 60)))}},
		FiledOn:     text(filed), FiledBy: v1alpha1.Account("applicant-" + o.name),
	}
	spec := &l.record.Spec
	if newest := brand.Spec.Standards[len(brand.Spec.Standards)-1]; string(newest.Since) < filed.String() {
		spec.StandardVersion = newest.Version
	}
	switch h.number("fault of the licence", 0, 24) {
	case 24:
		spec.Member = "别的样例(虚构)"
	case 23:
		spec.CertificateNo = ""
	case 22:
		spec.TestReports = nil
	case 21:
		spec.ValidThrough = text(from.AddDays(500))
	case 20:
		spec.TestReports[0].On = text(filed.AddDays(-400))
	}
	if renews != nil {
		spec.Renews = renews.Name
	}
	h.file(filed, l.record)
	h.grantLicense(l, filed)
	return l
}

// grantLicense lets people sign a licence, and its notice run.
func (h *history) grantLicense(l *license, filed calendar.Date) {
	level := l.org.level()
	certifier, licenser := account(level, "21"), account(level, "22")
	if h.chance("one for both", 5) {
		licenser = certifier
	}
	c := &chain{
		kind: records.BrandLicense, namespace: l.record.Namespace, name: l.record.Name, filedBy: l.record.Spec.FiledBy, returnable: true,
		digest: h.digestOf(records.BrandLicense, l.record.Namespace, l.record.Name, l.record.Spec),
		stages: []signing{
			{name: v1alpha1.StageCertification, authority: level, by: []v1alpha1.Account{certifier}},
			{name: v1alpha1.StageLicense, authority: level, by: []v1alpha1.Account{licenser}, document: true, notice: true},
		},
	}
	if h.chance("the second first", 5) {
		slices.Reverse(c.stages)
	}
	end, decided := h.sign(c, filed.AddDays(h.number("certified after", 0, 5)))
	if end != complete {
		return
	}
	opens := workdayFrom(decided)
	l.licensed = max(awardDay(opens, int(l.brand.Spec.Licensing.NoticeWorkingDays)), calendar.MustParse(string(l.record.Spec.ValidFrom)))
	if !h.chance("objection to the licence", h.in(disputes, 60, 15)) {
		return
	}
	record := &v1alpha1.Objection{ObjectMeta: meta(l.record.Namespace, h.next("o"))}
	record.Spec = v1alpha1.ObjectionSpec{
		SubjectRef: v1alpha1.ObjectionSubject{Kind: string(records.BrandLicense), Name: l.record.Name},
		RaisedOn:   text(opens.AddDays(h.number("raised after", 0, 5))), Signed: h.oneOf("signed", v1alpha1.SignedRealName, v1alpha1.SignedSeal, v1alpha1.SignedAnonymous),
		Grounds: "样例异议(虚构)", FiledBy: "secretariat",
	}
	raised := calendar.MustParse(string(record.Spec.RaisedOn))
	h.file(raised, record)
	if h.chance("never heard", 25) {
		return
	}
	h.sign(&chain{
		kind: records.Objection, namespace: record.Namespace, name: record.Name, filedBy: "secretariat",
		digest: h.digestOf(records.Objection, record.Namespace, record.Name, record.Spec),
		stages: []signing{{name: v1alpha1.StageHearing, authority: level, by: []v1alpha1.Account{account(level, "50")}, document: true, rejects: h.chance("dismissed", 55)}},
	}, raised.AddDays(h.number("heard after", 1, 12)))
}

// misuse reports the misuse of a brand by who is licensed, lets people find it, and see whether it was put right.
func (h *history) misuse(l *license, reported calendar.Date) calendar.Date {
	record := &v1alpha1.Incident{ObjectMeta: meta(l.org.namespace, h.next("i"))}
	record.Spec = v1alpha1.IncidentSpec{
		AllianceRef: v1alpha1.LocalRef{Name: l.org.name}, Subject: v1alpha1.SubjectBrandUser, Ground: v1alpha1.GroundBrandMisuse,
		LicenseRef: &v1alpha1.Ref{Name: l.record.Name}, FactsOn: text(reported.AddDays(-3)), ReportedOn: text(reported), Description: "样例事件(虚构)", FiledBy: "supervisor",
	}
	h.file(reported, record)
	level := l.org.level()
	c := &chain{
		kind: records.Incident, namespace: record.Namespace, name: record.Name, filedBy: "supervisor", returnable: true,
		digest: h.digestOf(records.Incident, record.Namespace, record.Name, record.Spec),
		stages: []signing{{name: v1alpha1.StageFinding, authority: level, by: []v1alpha1.Account{account(level, "31")}, document: true, rejects: h.chance("not found", 12)}},
	}
	end, found := h.sign(c, reported.AddDays(h.number("found after", 0, 5)))
	if end != complete || h.chance("not put right", 30) {
		return found
	}
	c.returnable = false
	c.stages = []signing{{
		name: v1alpha1.StageRectification, authority: level, by: []v1alpha1.Account{account(level, h.oneOf("sees it put right", "32", "32", "32", "31"))},
		document: true, rejects: h.chance("not accepted", 30),
	}}
	_, day := h.sign(c, found.AddDays(h.number("put right after", 1, 35)))
	return day
}
