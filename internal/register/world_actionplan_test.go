package register_test

import (
	"pgregory.net/rapid"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
)

// plan declares the action plan of the city, which counts whatever is in the register.
func (w *world) plan() {
	w.add(city, "plan", &v1alpha1.ActionPlan{Spec: v1alpha1.ActionPlanSpec{
		Title: "样例(虚构)", Issuers: []string{"样例供销社(虚构)"}, StartsOn: date(worldBegins), Years: rapid.Int32Range(1, 3).Draw(w.t, "years"),
	}})
}

// takePart lets an alliance take part in something, and sometimes publish it.
func (w *world) takePart(alliance *v1alpha1.Alliance) {
	if w.chance("stays at home", 2) {
		return
	}
	starts := worldBegins.AddDays(w.number("starts", 0, 340))
	initiative := &v1alpha1.Initiative{Spec: v1alpha1.InitiativeSpec{
		AllianceRef: v1alpha1.LocalRef{Name: alliance.Name}, Title: "样例(虚构)", StartsOn: date(starts), FiledBy: "files-initiative",
		Type:    rapid.SampledFrom([]v1alpha1.InitiativeType{v1alpha1.InitiativeExhibition, v1alpha1.InitiativePractice}).Draw(w.t, "type"),
		Members: []string{"样例合作社(虚构)"},
	}}
	if w.chance("reviewed", 2) {
		initiative.Spec.ReviewedOn = date(starts.AddDays(w.number("reviewed on", 0, 40)))
		initiative.Spec.PublishedOn = date(starts.AddDays(w.number("published on", 40, 80)))
	}
	w.add(alliance.Namespace, alliance.Name+"-initiative", initiative)
}
