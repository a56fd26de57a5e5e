package naive

import (
	"slices"
	"time"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
)

// license is what came of a licence.
type license struct {
	record *v1alpha1.BrandLicense
	brand  *v1alpha1.Brand
	a      *v1alpha1.Alliance
	// from is the first day on which the brand might be used; 0 where it never might by the day of the world.
	from calendar.Date
	// until is the first day without it, whatever ended it.
	until calendar.Date
	// suspended says that it may not be used for the time being.
	suspended bool
	by        []v1alpha1.Account
}

// inForceNow says whether the brand may be used on the day of the world.
func (l license) inForceNow(on calendar.Date) bool {
	return l.from != 0 && l.from <= on && on < l.until && !l.suspended
}

func (w *World) brand(namespace, name string) *v1alpha1.Brand {
	for _, b := range w.brands {
		if b.Namespace == namespace && b.Name == name {
			return b
		}
	}
	return nil
}

// licenseOf judges a licence.
func (w *World) licenseOf(record *v1alpha1.BrandLicense) license {
	key := id(record.Namespace, record.Name)
	if known, ok := w.inForce[key]; ok {
		return known
	}
	namespace := record.Spec.AllianceRef.Namespace
	if namespace == "" {
		namespace = record.Namespace
	}
	l := license{record: record, brand: w.brand(record.Namespace, record.Spec.BrandRef.Name), a: w.alliance(namespace, record.Spec.AllianceRef.Name)}
	if l.brand != nil && l.a != nil && w.mayUse(l) {
		w.judgeLicense(&l)
	}
	w.inForce[key] = l
	return l
}

// months is the same day so many months later, or the last of a month that has no such day.
func months(on calendar.Date, count int) calendar.Date {
	first := calendar.OfDate(on.Year(), on.Start().Month(), 1).Start()
	wanted := time.Date(first.Year(), first.Month()+time.Month(count), 1, 0, 0, 0, 0, first.Location())
	last := wanted.AddDate(0, 1, -1).Day()
	return calendar.OfDate(wanted.Year(), wanted.Month(), min(on.Start().Day(), last))
}

// mayUse asks of a licence what has to be so on the day of its filing: a brand that operates, an alliance of the brand, a member of it, a
// term that is not too long, a standard of the brand, and an earlier licence where it is renewed.
func (w *World) mayUse(l license) bool {
	spec, brand := l.record.Spec, l.brand.Spec
	filed := date(spec.FiledOn)
	from := date(spec.ValidFrom)
	longest := calendar.OfDate(from.Year()+int(brand.Licensing.MaxYears), from.Start().Month(), from.Start().Day())
	if filed > w.AsOf || !operated(brand, spec.FiledOn) || l.linkEnds() == 0 || l.memberEnds() == 0 || date(spec.ValidThrough) >= longest {
		return false
	}
	own := l.standard()
	return own != nil && own.Since <= spec.FiledOn && (spec.Renews == "" || w.renewed(l) != nil)
}

// operated says whether a brand operated on a day: it had begun, and was neither retired nor suspended.
func operated(brand v1alpha1.BrandSpec, on v1alpha1.Date) bool {
	begun := brand.OperatingSince != "" && brand.OperatingSince <= on && (brand.RetiredOn == "" || on < brand.RetiredOn)
	return begun && !stopped(brand, on)
}

// stopped says whether a brand was suspended on a day, for the first time or again.
func stopped(brand v1alpha1.BrandSpec, on v1alpha1.Date) bool {
	for _, earlier := range brand.EarlierSuspensions {
		if earlier.SuspendedOn <= on && on < earlier.ResumedOn {
			return true
		}
	}
	return brand.SuspendedOn != "" && brand.SuspendedOn <= on && (brand.ResumedOn == "" || on < brand.ResumedOn)
}

// linkEnds and memberEnds are the first days after what was so on the day of the filing; 0 where it was not so.
func (l license) linkEnds() (ends calendar.Date) {
	for _, link := range l.brand.Spec.Alliances {
		if link.Name == l.a.Name && (link.Namespace == l.a.Namespace || link.Namespace == "" && l.brand.Namespace == l.a.Namespace) {
			ends = max(ends, l.span(link.Since, link.Until))
		}
	}
	return ends
}

func (l license) memberEnds() (ends calendar.Date) {
	for _, m := range l.a.Spec.Members {
		if m.Name == l.record.Spec.Member {
			ends = max(ends, l.span(m.JoinedOn, m.LeftOn))
		}
	}
	return ends
}

func (l license) span(since, until v1alpha1.Date) calendar.Date {
	filed := l.record.Spec.FiledOn
	switch {
	case filed < since || until != "" && until <= filed:
		return 0
	case until == "":
		return calendarEnd
	default:
		return date(until)
	}
}

func (l license) standard() *v1alpha1.BrandStandard {
	for i, s := range l.brand.Spec.Standards {
		if s.Version == l.record.Spec.StandardVersion {
			return &l.brand.Spec.Standards[i]
		}
	}
	return nil
}

// renewed is the earlier licence of the same user that a licence carries on.
func (w *World) renewed(l license) *v1alpha1.BrandLicense {
	for _, other := range w.licenses {
		if other.Namespace == l.record.Namespace && other.Name == l.record.Spec.Renews && sameUser(other, l.record) && other.Spec.FiledOn < l.record.Spec.FiledOn {
			return other
		}
	}
	return nil
}

func sameUser(a, b *v1alpha1.BrandLicense) bool {
	return a.Namespace == b.Namespace && a.Spec.BrandRef == b.Spec.BrandRef && a.Spec.Member == b.Spec.Member
}

// judgeLicense follows a licence through its signatures and its notice to its end.
func (w *World) judgeLicense(l *license) {
	decided := w.licenseChain(l)
	l.by = decided.by
	if decided.state != "complete" {
		return
	}
	if barred := w.banned(*l); barred != 0 && barred <= decided.on {
		return
	}
	opens := calendar.Date(0)
	for _, r := range decided.last {
		opens = max(opens, date(r.Spec.Notice.OpensOn))
	}
	closes, err := calendar.EndOfPeriod(w.years, opens, int(l.brand.Spec.Licensing.NoticeWorkingDays), w.AsOf)
	if err != nil {
		return
	}
	upheld, open, last := w.opposed(l, closes)
	from, err := calendar.NextWorkday(w.years, max(closes, last), w.AsOf)
	if from = max(from, date(l.record.Spec.ValidFrom)); upheld || open || err != nil || from > w.AsOf {
		return
	}
	if l.until = w.licenseEnds(l); from < l.until {
		l.from = from
		l.suspended = w.licenseSuspended(l)
	}
}

// licenseChain is what people sign under a licence: certified with a certificate and a fresh test report, then licensed.
func (w *World) licenseChain(l *license) decision {
	level, spec := w.Levels[l.record.Namespace], l.record.Spec
	// What was signed had as many test reports as its digest says.
	had := func(signed v1alpha1.Digest) []v1alpha1.TestReport {
		for count := len(spec.TestReports); count >= 0; count-- {
			as := spec
			as.TestReports = spec.TestReports[:count]
			if digest("BrandLicense", l.record.Namespace, l.record.Name, as) == signed {
				return as.TestReports
			}
		}
		return spec.TestReports
	}
	return w.decide(chain{
		kind: "BrandLicense", namespace: l.record.Namespace, name: l.record.Name, level: level, filed: date(spec.FiledOn), notice: true,
		stages: []v1alpha1.Stage{{Name: "Certification", Authority: level}, {Name: "License", Authority: level}},
		others: map[v1alpha1.Account]bool{spec.FiledBy: true},
		refuses: func(r *v1alpha1.Review) bool {
			if r.Spec.Stage != "Certification" || r.Spec.Verdict != v1alpha1.Approve {
				return false
			}
			fresh := false
			for _, report := range had(r.Spec.SubjectRef.Digest) {
				made := date(report.On)
				fresh = fresh || report.On <= r.Spec.SignedOn && date(r.Spec.SignedOn) <= months(made, int(l.brand.Spec.Licensing.TestReportMonths))
			}
			return spec.CertificateNo == "" || !fresh
		},
	}, digest("BrandLicense", l.record.Namespace, l.record.Name, spec))
}

// opposed sums up the objections to a licence: whether one was upheld, whether one is open, and when the last was dismissed.
func (w *World) opposed(l *license, closes calendar.Date) (upheld, open bool, last calendar.Date) {
	level := w.Levels[l.record.Namespace]
	for _, o := range w.objections {
		raised := date(o.Spec.RaisedOn)
		anonymous := o.Spec.Signed == v1alpha1.SignedAnonymous && len(o.Spec.Evidence) == 0
		if o.Namespace != l.record.Namespace || o.Spec.SubjectRef.Name != l.record.Name || anonymous || raised > closes || raised > w.AsOf {
			continue
		}
		c := chain{
			kind: "Objection", namespace: o.Namespace, name: o.Name, stages: []v1alpha1.Stage{{Name: "Hearing", Authority: level}}, level: level, filed: raised,
			others: map[v1alpha1.Account]bool{o.Spec.FiledBy: true, l.record.Spec.FiledBy: true}, final: true,
		}
		for _, by := range l.by {
			c.others[by] = true
		}
		switch heard := w.under(c, digest("Objection", o.Namespace, o.Name, o.Spec)); heard.state {
		case "complete":
			upheld = true
		case "rejected":
			last = max(last, heard.on)
		default:
			open = true
		}
	}
	return upheld, open, last
}

// licenseEnds is the first day on which something ended a licence.
func (w *World) licenseEnds(l *license) calendar.Date {
	ends := []calendar.Date{date(l.record.Spec.ValidThrough).AddDays(1), l.memberEnds(), l.linkEnds()}
	for _, on := range []v1alpha1.Date{l.a.Spec.DissolvedOn, l.brand.Spec.RetiredOn} {
		if on != "" {
			ends = append(ends, date(on))
		}
	}
	for _, s := range l.brand.Spec.Standards {
		if own := l.standard(); s.Code == own.Code && s.Since > own.Since {
			ends = append(ends, date(s.Since).AddDays(int(l.brand.Spec.Licensing.RecertifyDays)+1))
		}
	}
	if barred := w.banned(*l); barred != 0 {
		ends = append(ends, barred)
	}
	for _, next := range w.licenses {
		if next.Spec.Renews != l.record.Name || next.Namespace != l.record.Namespace || !sameUser(next, l.record) || next.Spec.FiledOn <= l.record.Spec.FiledOn {
			continue
		}
		if carried := w.licenseOf(next); carried.from != 0 {
			ends = append(ends, carried.from)
		}
	}
	return slices.Min(ends)
}

// licenseSuspended says whether a brand may not be used for now: the brand itself is suspended, a misuse was found and not put right,
// or no test report came.
func (w *World) licenseSuspended(l *license) bool {
	brand := l.brand.Spec
	if stopped(brand, v1alpha1.Date(w.AsOf.String())) {
		return true
	}
	for _, m := range w.misusesBy(*l) {
		if m.open() {
			return true
		}
	}
	last := l.from
	for _, report := range l.record.Spec.TestReports {
		if date(report.On) <= w.AsOf {
			last = date(report.On)
		}
	}
	return months(last, int(brand.Licensing.TestReportMonths)).AddDays(int(brand.Licensing.RectifyDays)) < w.AsOf
}
