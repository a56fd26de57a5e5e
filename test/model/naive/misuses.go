package naive

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
)

// misuse is what came of a report that somebody misused a brand.
type misuse struct {
	// found is the day of its finding, right that on which it was put right, and revoked that on which the licence ended; 0 for never.
	found, right, revoked calendar.Date
}

// open says whether it was found, and neither put right nor the end of anything yet.
func (m misuse) open() bool { return m.found != 0 && m.right == 0 && m.revoked == 0 }

// misusesBy is what the user of a licence is known to have misused, under this licence or another.
func (w *World) misusesBy(l license) (all []misuse) {
	for _, record := range w.incidents {
		for _, other := range w.licenses {
			if about(record, other) && sameUser(other, l.record) {
				all = append(all, w.misuseOf(record, other))
			}
		}
	}
	return all
}

// banned is the first day from which the user may not have the licence any more, since something it had was revoked: every day on which
// that lasts counts on which the licence is filed, waits or runs. 0 where there is none.
func (w *World) banned(l license) (from calendar.Date) {
	for _, m := range w.misusesBy(l) {
		over := months(m.revoked, int(l.brand.Spec.Licensing.BanMonths))
		if m.revoked != 0 && date(l.record.Spec.FiledOn) < over && (from == 0 || m.revoked < from) {
			from = m.revoked
		}
	}
	return from
}

func about(i *v1alpha1.Incident, l *v1alpha1.BrandLicense) bool {
	return i.Spec.Subject == v1alpha1.SubjectBrandUser && i.Spec.LicenseRef != nil && i.Spec.LicenseRef.Name == l.Name &&
		(i.Spec.LicenseRef.Namespace == l.Namespace || i.Spec.LicenseRef.Namespace == "" && i.Namespace == l.Namespace)
}

// misuseOf judges what was reported of a licence: found, and put right in time or not.
func (w *World) misuseOf(record *v1alpha1.Incident, l *v1alpha1.BrandLicense) (m misuse) {
	brand, reported := w.brand(l.Namespace, l.Spec.BrandRef.Name), date(record.Spec.ReportedOn)
	if brand == nil || reported > w.AsOf {
		return m
	}
	level := w.Levels[l.Namespace]
	c := chain{
		kind: "Incident", namespace: record.Namespace, name: record.Name, stages: []v1alpha1.Stage{{Name: "Finding", Authority: level}}, level: level,
		filed: reported, others: map[v1alpha1.Account]bool{l.Spec.FiledBy: true, record.Spec.FiledBy: true}, finds: true,
	}
	found := w.decide(c, digest("Incident", record.Namespace, record.Name, record.Spec))
	if found.state != "complete" {
		return m
	}
	m.found = found.on
	for _, by := range found.by {
		c.others[by] = true
	}
	c.stages, c.filed, c.finds, c.final = []v1alpha1.Stage{{Name: "Rectification", Authority: level}}, found.on, false, true
	second, last := w.under(c, found.digest), found.on.AddDays(int(brand.Spec.Licensing.RectifyDays))
	switch {
	case second.state == "complete" && second.on <= last:
		m.right = second.on
	case second.state == "rejected" && second.on <= last:
		m.revoked = second.on
	case last < w.AsOf:
		m.revoked = last.AddDays(1)
	}
	return m
}
