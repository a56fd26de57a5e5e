package naive

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
)

// checkLicenses holds the licences to their signatures, notices and ends (I18), to misuse (I19), and the list of a brand to them (I20).
func (w *World) checkLicenses() {
	listed := map[*v1alpha1.Brand]int32{}
	for _, record := range w.licenses {
		l := w.licenseOf(record)
		says := reasonOf(record.Status.RecordStatus, v1alpha1.ConditionLicensed)
		if says == "" {
			continue
		}
		licensed := says == v1alpha1.ReasonLicensed
		if licensed {
			listed[l.brand]++
		}
		if licensed != l.inForceNow(w.AsOf) {
			w.violated("I18", "%s/%s is %s; it is in force from %s until %s, and suspended: %v", record.Namespace, record.Name, says, l.from, l.until, l.suspended)
		}
		if shown := date(record.Status.LicensedOn); shown != l.from {
			w.violated("I18", "%s/%s shows that it was licensed on %q, it was on %s", record.Namespace, record.Name, record.Status.LicensedOn, l.from)
		}
		if licensed {
			w.checkMisused(l)
		}
	}
	for _, brand := range w.brands {
		if shown := brand.Status.Licensed; shown != nil && *shown != listed[brand] {
			w.violated("I20", "%s/%s lists %d licences, %d are in force", brand.Namespace, brand.Name, *shown, listed[brand])
		}
	}
}

// checkMisused asks that nobody uses a brand after a misuse that was found and not put right, whichever licence of the user it names, or under a
// ban.
func (w *World) checkMisused(l license) {
	for _, m := range w.misusesBy(l) {
		if m.open() {
			w.violated("I19", "%s/%s is in force though a misuse of its user was found on %s", l.record.Namespace, l.record.Name, m.found)
		}
	}
	if l.brand == nil {
		return
	}
	if barred := w.banned(l); barred != 0 {
		w.violated("I19", "%s/%s is in force though its user is barred from %s", l.record.Namespace, l.record.Name, barred)
	}
}

// checkLicenseDuties looks for one account with both parts of a pair in the case of a licence (I4).
func (w *World) checkLicenseDuties() {
	for _, record := range w.licenses {
		parts := []part{{record.Spec.FiledBy, "file", ""}}
		for _, r := range w.counted("BrandLicense", record.Namespace, record.Name) {
			parts = append(parts, part{r.Spec.Reviewer, "sign", r.Spec.Stage})
		}
		for _, o := range w.objections {
			if o.Namespace != record.Namespace || o.Spec.SubjectRef.Name != record.Name {
				continue
			}
			for _, r := range w.counted("Objection", o.Namespace, o.Name) {
				parts = append(parts, part{r.Spec.Reviewer, "hear", o.Name + r.Spec.Stage})
				if r.Spec.Reviewer == o.Spec.FiledBy {
					w.violated("I4", "Objection %s/%s is heard by who raised it", o.Namespace, o.Name)
				}
			}
		}
		w.checkCase("BrandLicense "+id(record.Namespace, record.Name), parts)
		for _, i := range w.incidents {
			for _, r := range w.counted("Incident", i.Namespace, i.Name) {
				if about(i, record) && r.Spec.Reviewer == record.Spec.FiledBy {
					w.violated("I4", "Incident %s/%s is decided by who applied for the licence", i.Namespace, i.Name)
				}
			}
		}
	}
}
