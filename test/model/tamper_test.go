package model_test

import (
	"slices"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// tamper undoes what incidents were decided by, where admission would refuse it.
func (h *history) tamper() {
	if !h.chance("tampered", h.in(disputes, 60, 5)) {
		return
	}
	for _, a := range slices.Clone(h.acts) {
		review, ok := a.object.(*v1alpha1.Review)
		if !ok || review.Spec.Stage != "Revocation" || review.Spec.Verdict != v1alpha1.Approve || !h.chance("tampered with", 70) {
			continue
		}
		for _, b := range slices.Clone(h.acts) {
			record, ok := b.object.(*v1alpha1.Incident)
			if ok && record.Namespace == review.Namespace && record.Name == review.Spec.SubjectRef.Name {
				h.tamperWith(record, review, max(a.day, b.day).AddDays(h.number("tampered after", 1, 40)))
				break
			}
		}
	}
}

// tamperWith lets the record of an incident say something else after its decision, or takes away the applications of its alliance, a round, or the
// signature that decided.
func (h *history) tamperWith(record *v1alpha1.Incident, review *v1alpha1.Review, day calendar.Date) {
	switch h.number("tampers with", 0, 5) {
	case 0, 1, 2:
		h.edit(day, h.reworded(record))
	case 3:
		h.removeAll(day, func(o records.Object) bool {
			app, ok := o.(*v1alpha1.StarApplication)
			return ok && app.Namespace == record.Namespace && app.Spec.AllianceRef.Name == record.Spec.AllianceRef.Name && h.chance("gone", 60)
		})
	case 4:
		h.remove(day, h.rounds[h.number("gone", 2024, 2026)])
	case 5:
		h.remove(day, review)
	}
}

// reworded is an incident that says something else.
func (h *history) reworded(record *v1alpha1.Incident) *v1alpha1.Incident {
	edited := record.DeepCopy()
	spec := &edited.Spec
	switch h.number("reworded", 0, 4) {
	case 0:
		spec.Description += "(改)"
	case 1:
		spec.FactsOn = text(calendar.MustParse(string(spec.FactsOn)).AddDays(-h.number("facts earlier", 1, 200)))
	case 2:
		spec.Ground, spec.Annuls, spec.FalsifiedApplication = v1alpha1.GroundOther, "", ""
	case 3:
		spec.Ground, spec.Annuls, spec.FalsifiedApplication = v1alpha1.GroundOther, "", ""
		spec.Subject, spec.Member = v1alpha1.SubjectMember, "样例合作社(虚构)"
	case 4:
		spec.Ground, spec.Annuls = v1alpha1.GroundIllegalOperation, ""
	}
	return edited
}

// removeAll takes away every record of a kind that some day was there.
func (h *history) removeAll(day calendar.Date, is func(records.Object) bool) {
	gone := map[identity]bool{}
	for _, a := range slices.Clone(h.acts) {
		if a.object != nil && !gone[a.id] && is(a.object) {
			gone[a.id] = true
			h.remove(day, a.object)
		}
	}
}
