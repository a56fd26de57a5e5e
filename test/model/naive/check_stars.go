package naive

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
)

// checkStars holds the stars to their applications, notices, signatures and incidents (I1 to I3).
func (w *World) checkStars() {
	for _, app := range w.applications {
		says := stood(app.Status.RecordStatus, v1alpha1.ConditionAwarded, v1alpha1.ReasonAwarded)
		s, holds := w.starOf(app), w.holds(app, w.AsOf, calendarEnd)
		if says && (s.from == 0 || s.from > w.AsOf) {
			w.violated("I1", "%s/%s is awarded without a finished notice and all approvals", app.Namespace, app.Name)
		}
		if says && w.ended(app, w.AsOf, calendarEnd) {
			w.violated("I2", "%s/%s is awarded though a decision stands against it", app.Namespace, app.Name)
		}
		if !says && holds && len(app.Status.Conditions) > 0 {
			w.violated("I1", "%s/%s is not awarded though nothing is missing (from %s)", app.Namespace, app.Name, s.from)
		}
		if a := w.allianceOf(app); says && a != nil && w.barred(a, date(app.Spec.FiledOn), date(app.Spec.FiledOn)) {
			w.violated("I3", "%s/%s is awarded though it was filed under a bar", app.Namespace, app.Name)
		}
	}
	for _, a := range w.alliances {
		w.checkAlliance(a)
	}
}

// checkAlliance holds the star of an alliance to one application of its own.
func (w *World) checkAlliance(a *v1alpha1.Alliance) {
	var best *v1alpha1.StarApplication
	for _, app := range w.applications {
		if w.allianceOf(app) == a && w.holds(app, w.AsOf, calendarEnd) && (best == nil || heights[app.Spec.Rating] > heights[best.Spec.Rating]) {
			best = app
		}
	}
	shown := a.Status.Star
	switch {
	case len(a.Status.Conditions) == 0:
	case shown == nil && best != nil:
		w.violated("I1", "%s/%s shows no star, %s holds", a.Namespace, a.Name, best.Name)
	case shown != nil && (best == nil || heights[shown.Rating] != heights[best.Spec.Rating]):
		w.violated("I1", "%s/%s shows %s of %s, which does not hold or is not its highest", a.Namespace, a.Name, shown.Rating, shown.Application)
	}
	if barred := a.Status.BarredThrough != ""; len(a.Status.Conditions) > 0 && barred != w.barred(a, w.AsOf, calendarEnd) {
		w.violated("I3", "%s/%s shows the bar %q", a.Namespace, a.Name, a.Status.BarredThrough)
	}
}
