package evaluation

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// ending is something that ends a licence for good.
type ending struct {
	on     calendar.Date // the first day without it
	rule   string
	reason string
	says   messages.Message
}

// judgeTerm says what became of a licence that took effect on a day: the first thing that ended it stands, whatever came later.
func (p *Pass) judgeTerm(j *judgement, l *License, from calendar.Date) {
	l.ValidThrough = l.file.through
	var first *ending
	for _, end := range p.endings(j, l) {
		if end.on != 0 && (first == nil || end.on < first.on) {
			first = &end
		}
	}
	ended := first != nil && j.reached(first.on)
	if !ended && !j.reached(from) {
		j.unknown(v1alpha1.ReasonNotYet, messages.New("BrandLicense/NotYet", "from", from.String()))
		return
	}
	if !ended || from < first.on {
		l.LicensedOn = from
	}
	if ended {
		if l.ValidThrough = first.on.AddDays(-1); l.LicensedOn == 0 {
			l.ValidThrough = 0
		}
		j.refuse(first.rule, "", "spec", false, first.reason, first.says)
		return
	}
	if !l.suspended(j) {
		j.ask("R34", "", "spec", true, "", messages.Message{})
		j.yes(v1alpha1.ReasonLicensed, messages.New("BrandLicense/Licensed", "from", from.String(), "through", l.ValidThrough.String()))
	}
	l.remarks(j)
}

// endings are what may end a licence, the graver first: of one day it stands. A revoked star is none of them, and no star ends by any.
func (p *Pass) endings(j *judgement, l *License) []ending {
	f := l.file
	var all []ending
	add := func(on calendar.Date, rule, reason string, says messages.Message) {
		if on != calendar.Max {
			all = append(all, ending{on, rule, reason, says})
		}
	}
	if l.ban.by != nil {
		add(l.ban.from(), "R36", v1alpha1.ReasonRevoked, l.revoked())
	}
	left := f.memberUntil()
	add(left, "R48", v1alpha1.ReasonMemberLeft, messages.New("BrandLicense/MemberLeft", "member", f.record.Spec.Member, "on", left.String()))
	dissolved := day(f.alliance.Spec.DissolvedOn)
	add(dissolved, "R48", v1alpha1.ReasonMemberLeft, messages.New("BrandLicense/MemberLeft/Dissolved", "on", dissolved.String()))
	unlinked := f.linkedUntil()
	add(unlinked, "R48", v1alpha1.ReasonMemberLeft, messages.New("BrandLicense/MemberLeft/Unlinked", "on", unlinked.String()))
	retired := f.brand.retired
	add(retired, "", v1alpha1.ReasonBrandNotOperating, messages.New("BrandLicense/Retired", "on", retired.String()))
	if outdated, newer := f.outdatedFrom(); outdated != 0 {
		l.RecertifyBy = outdated.AddDays(-1)
		add(outdated, "R33", v1alpha1.ReasonStandardOutdated, messages.New("BrandLicense/StandardOutdated", "version", newer.Version,
			"since", string(newer.Since), "last", l.RecertifyBy.String()))
	}
	if by, renewal := p.renewal(j, f); renewal != 0 {
		add(renewal, "", v1alpha1.ReasonExpired, messages.New("BrandLicense/Expired/Renewed", "license", by, "on", renewal.String()))
	}
	add(f.through.AddDays(1), "", v1alpha1.ReasonExpired, messages.New("BrandLicense/Expired", "through", f.through.String()))
	return all
}

// renewal is the first day of the licence that carries this one on, and its name; 0 where there is none in force yet.
func (p *Pass) renewal(j *judgement, f *licenseFile) (by string, on calendar.Date) {
	for _, next := range records.Find[*v1alpha1.BrandLicense](p.view, records.LicensesByRenewed, f.key.String()) {
		if !renews(next, f.record) {
			continue // it was filed no later, and so never asks back
		}
		judged := p.BrandLicense(records.KeyOf(next))
		j.awaits(judged.Next)
		if judged.LicensedOn != 0 && (on == 0 || judged.LicensedOn < on) {
			by, on = next.Name, judged.LicensedOn
		}
	}
	return by, on
}

// suspended says whether the brand may not be used for the time being: the brand itself is suspended, a misuse of the user was found and not
// put right yet (R36), or a test report is missing since longer than the brand lets pass.
func (l *License) suspended(j *judgement) bool {
	f, last := l.file, l.lastReport(j)
	if since := f.brand.suspendedSince(&j.timeline); since != 0 {
		j.no(v1alpha1.ReasonSuspended, messages.New("BrandLicense/Suspended/Brand", "on", since.String()))
		return true
	}
	for _, misuse := range l.misuses {
		if misuse.waitsToBePutRight() {
			j.refuse("R36", "", "spec.member", false, v1alpha1.ReasonSuspended, messages.New("BrandLicense/Suspended/Misuse", "incident", misuse.record.Name,
				"license", misuse.record.Spec.LicenseRef.Name, "on", misuse.suspends.String(), "last", f.brand.rectifyBy(misuse.suspends).String()))
			return true
		}
	}
	return l.testReportMissing(j, last)
}

// lastReport is the day of the last test report so far, by which the next is due.
func (l *License) lastReport(j *judgement) calendar.Date {
	last := l.LicensedOn // one that was licensed without any report owes the first a term later
	for _, report := range l.file.record.Spec.TestReports {
		if j.reached(day(report.On)) {
			last = day(report.On)
		}
	}
	l.TestReportDueOn = l.file.brand.reportDue(last)
	j.reached(l.TestReportDueOn.AddDays(1))
	return last
}

// testReportMissing says whether the yearly test report has not come: the last one counts no more, and the time to bring another is over.
func (l *License) testReportMissing(j *judgement, last calendar.Date) bool {
	until := l.file.brand.rectifyBy(l.TestReportDueOn)
	if !j.reached(until.AddDays(1)) {
		return false
	}
	j.no(v1alpha1.ReasonSuspended, messages.New("BrandLicense/Suspended/TestReport", "last", last.String(), "due", l.TestReportDueOn.String(), "until", until.String()))
	return true
}

// rectifyBy is the last day on which something that the brand asks for on a day may still come.
func (b *brandFile) rectifyBy(on calendar.Date) calendar.Date {
	return on.AddDays(int(b.record.Spec.Licensing.RectifyDays))
}

// remarks tell what a licence in force owes soon: a test report, or a certification by the new version of its standard.
func (l *License) remarks(j *judgement) {
	if due := l.TestReportDueOn; due != 0 && due < j.asOf && j.result.Outcome.Reason == v1alpha1.ReasonLicensed {
		j.remark("", "spec.testReports", "TestReportDue", messages.New("BrandLicense/TestReportDue", "due", due.String(),
			"until", l.file.brand.rectifyBy(due).String()))
	}
	if _, newer := l.file.outdatedFrom(); newer != nil && j.reached(day(newer.Since)) {
		j.remark("R33", "spec.standardVersion", v1alpha1.ReasonStandardOutdated, messages.New("BrandLicense/Recertify", "version", newer.Version,
			"since", string(newer.Since), "last", l.RecertifyBy.String()))
	}
}
