package naive

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
)

// part is what an account did in a case.
type part struct {
	account v1alpha1.Account
	what    string // file, sign, object, hear, ask, approve, order, book; report, decide, appeal
	stage   string
}

// apart are the parts that one account may not have both of, and those of which it may have one stage only.
var apart = map[string][]string{
	"sign":    {"file", "sign"},
	"approve": {"file", "ask", "approve"},
	"hear":    {"file", "sign", "object"}, // of one objection; another may be heard by the same people
	"release": {"file", "accept"},
	"accept":  {"file", "ask", "sign", "release", "accept"},
	"order":   {"file", "ask", "sign", "approve", "hear", "release", "accept"},
	"book":    {"file", "ask", "sign", "approve", "hear", "release", "accept", "order"},
	"decide":  {"report", "decide"},
	"appeal":  {"report", "decide", "appeal"},
}

// checkDuties looks for one account on both sides of a pair among what counts in a case (I4).
func (w *World) checkDuties() {
	for _, app := range w.applications {
		w.checkCase("StarApplication "+id(app.Namespace, app.Name), w.partsOf(app))
	}
	for _, i := range w.incidents {
		parts := []part{{i.Spec.FiledBy, "report", ""}}
		for _, r := range w.counted("Incident", i.Namespace, i.Name) {
			what := "decide"
			if r.Spec.Stage == "Appeal" {
				what = "appeal"
			}
			parts = append(parts, part{r.Spec.Reviewer, what, r.Spec.Stage})
		}
		w.checkCase("Incident "+id(i.Namespace, i.Name), parts)
	}
	w.checkPlanDuties()
	w.checkLicenseDuties()
}

func (w *World) checkCase(which string, parts []part) {
	for i, one := range parts {
		for j, other := range parts {
			if i == j || one.account != other.account || one.what == other.what && one.stage == other.stage {
				continue
			}
			for _, what := range apart[one.what] {
				if what == other.what {
					w.violated("I4", "%s: %s has two parts, %s %s and %s %s", which, one.account, one.what, one.stage, other.what, other.stage)
				}
			}
		}
	}
}

// counted are the signatures under a record that the register counts.
func (w *World) counted(kind, namespace, name string) (found []*v1alpha1.Review) {
	for _, r := range w.reviews {
		if r.Namespace == namespace && r.Spec.SubjectRef.Kind == kind && r.Spec.SubjectRef.Name == name &&
			stood(r.Status.RecordStatus, v1alpha1.ConditionCounted, v1alpha1.ReasonCounted) {
			found = append(found, r)
		}
	}
	return found
}

// partsOf are all parts of the case of an application that count.
func (w *World) partsOf(app *v1alpha1.StarApplication) []part {
	parts := []part{{app.Spec.FiledBy, "file", ""}}
	for _, r := range w.counted("StarApplication", app.Namespace, app.Name) {
		parts = append(parts, part{r.Spec.Reviewer, "sign", r.Spec.Stage})
	}
	for _, o := range w.objections {
		if o.Namespace != app.Namespace || o.Spec.SubjectRef.Name != app.Name {
			continue
		}
		for _, r := range w.counted("Objection", o.Namespace, o.Name) {
			// Who raised one objection may hear no part of that one; another is another's.
			parts = append(parts, part{r.Spec.Reviewer, "hear", o.Name + r.Spec.Stage})
			if r.Spec.Reviewer == o.Spec.FiledBy {
				w.violated("I4", "Objection %s/%s is heard by who raised it", o.Namespace, o.Name)
			}
		}
	}
	request := w.request(app.Namespace, app.Name)
	if request == nil {
		return parts
	}
	parts = append(parts, part{request.Spec.FiledBy, "ask", ""})
	for _, r := range w.counted("AwardRequest", request.Namespace, request.Name) {
		parts = append(parts, part{r.Spec.Reviewer, "approve", r.Spec.Stage})
	}
	return append(parts, w.payingFor(request)...)
}

// payingFor are the parts of those who ordered and booked what a request was granted.
func (w *World) payingFor(request *v1alpha1.AwardRequest) (parts []part) {
	for _, e := range w.entries {
		if e.Spec.Type != v1alpha1.EntryOrder || !w.pays(e, request) {
			continue
		}
		p := w.payment(e.Spec.Cause.Namespace, e.Spec.Cause.Name)
		if p == nil || !w.Tidy && w.old(e) {
			continue // what came late may have made a signer of one who had ordered before
		}
		parts = append(parts, part{p.Spec.OrderedBy, "order", p.Name})
		if stood(p.Status.RecordStatus, v1alpha1.ConditionBooked, v1alpha1.ReasonBooked) {
			parts = append(parts, part{p.Spec.BookedBy, "book", p.Name})
		}
	}
	return parts
}

// pays says whether an order is for what a request was granted.
func (w *World) pays(order *v1alpha1.FundingDisbursement, request *v1alpha1.AwardRequest) bool {
	for _, e := range w.entries {
		if e.Name == order.Spec.Entry {
			return e.Spec.Cause.Kind == "AwardRequest" && e.Spec.Cause.Namespace == request.Namespace && e.Spec.Cause.Name == request.Name
		}
	}
	return false
}
