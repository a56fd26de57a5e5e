package model_test

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/digest"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// planFaults are the faults of activities.
var planFaults = []fault{
	{"a plan without the secretariat", "I16", func(f *faulty) bool {
		plan := first(f, func(p *v1alpha1.ActivityPlan) bool { return outcomeOf(p) == v1alpha1.ReasonApproved })
		return plan != nil && f.drop(func(o records.Object) bool {
			r, ok := o.(*v1alpha1.Review)
			return ok && r.Namespace == plan.Namespace && r.Spec.SubjectRef.Name == plan.Name && r.Spec.Stage == "Secretariat"
		})
	}},
	{"a plan that was approved after its first day", "I16", func(f *faulty) bool {
		plan := first(f, func(p *v1alpha1.ActivityPlan) bool { return outcomeOf(p) == v1alpha1.ReasonStartsBeforeApproval })
		return plan != nil && says(plan.Status.Conditions, v1alpha1.ConditionApproved, v1alpha1.ReasonCompleted)
	}},
	{"a plan that nothing holds", "I16", func(f *faulty) bool {
		plan := first(f, func(p *v1alpha1.ActivityPlan) bool { return outcomeOf(p) == v1alpha1.ReasonOnHold })
		return plan != nil && says(plan.Status.Conditions, v1alpha1.ConditionApproved, v1alpha1.ReasonApproved)
	}},
	{"an invoice used before", "I17", func(f *faulty) bool {
		report := first(f, func(r *v1alpha1.ActivityReport) bool { return outcomeOf(r) == v1alpha1.ReasonAwaitingDayEnd })
		if report == nil || report.Spec.Costs[0].Invoice == "" {
			return false
		}
		return plantBefore(f, report)
	}},
	{"an invoice of a report that stands for nothing", "I17", func(f *faulty) bool {
		report := first(f, func(r *v1alpha1.ActivityReport) bool { return outcomeOf(r) == v1alpha1.ReasonAwaitingDayEnd })
		if report == nil {
			return false
		}
		report.Status.AcceptedOn = "" // as though a report without a plan kept it from its invoice
		says(report.Status.Conditions, v1alpha1.ConditionAccepted, v1alpha1.ReasonDuplicateInvoice)
		other := report.DeepCopy()
		other.Name, other.Spec.ReportedOn, other.Status = "planted", "2024-01-01", v1alpha1.ActivityReportStatus{}
		f.all = append(f.all, other)
		return true
	}},
	{"a report that pays more than the cost", "I17", func(f *faulty) bool {
		report := first(f, func(r *v1alpha1.ActivityReport) bool { return r.Status.AcceptedOn != "" })
		if report == nil {
			return false
		}
		report.Status.Payable = "999999.00"
		return true
	}},
	{"a report that is forgotten", "I12", func(f *faulty) bool {
		e := last(f, v1alpha1.EntryActivity)
		return e != nil && f.drop(func(o records.Object) bool { return o == records.Object(e) })
	}},
	{"a report that gets more than is payable", "I12", func(f *faulty) bool {
		e := last(f, v1alpha1.EntryActivity)
		if e == nil {
			return false
		}
		e.Spec.Amount = "999999.00"
		return true
	}},
	{"an activity that is granted money during a hold", "I10", func(f *faulty) bool {
		e := last(f, v1alpha1.EntryActivity)
		if e == nil {
			return false
		}
		plan := first(f, func(p *v1alpha1.ActivityPlan) bool {
			return p.Namespace == e.Spec.Cause.Namespace && p.Name == e.Spec.Cause.Name
		})
		if plan == nil {
			return false
		}
		f.all = append(f.all, &v1alpha1.Incident{ObjectMeta: meta(plan.Namespace, "planted"), Spec: v1alpha1.IncidentSpec{
			AllianceRef: plan.Spec.AllianceRef, Subject: v1alpha1.SubjectAlliance, Ground: v1alpha1.GroundOther,
			FactsOn: e.Spec.Day, ReportedOn: e.Spec.Day, FiledBy: "supervisor",
		}})
		return true
	}},
	{"an acceptance by who signed the plan", "I4", func(f *faulty) bool {
		r := first(f, func(r *v1alpha1.Review) bool {
			return outcomeOf(r) == v1alpha1.ReasonCounted && r.Spec.Stage == "Acceptance"
		})
		if r == nil {
			return false
		}
		signed := first(f, func(s *v1alpha1.Review) bool {
			return outcomeOf(s) == v1alpha1.ReasonCounted && s.Spec.Stage == "Secretariat" && s.Namespace == r.Namespace && s.Spec.SubjectRef.Name == r.Spec.SubjectRef.Name
		})
		if signed == nil {
			return false
		}
		r.Spec.Reviewer = signed.Spec.Reviewer
		return true
	}},
}

// last is the last entry of a type.
func last(f *faulty, kind v1alpha1.EntryType) (found *v1alpha1.FundingDisbursement) {
	for _, e := range f.entries {
		if e.Spec.Type == kind {
			found = e
		}
	}
	return found
}

// plantBefore plants a copy of an activity, approved as it was and reported on the same day, which comes before it by name.
func plantBefore(f *faulty, report *v1alpha1.ActivityReport) bool {
	plan := first(f, func(p *v1alpha1.ActivityPlan) bool { return p.Namespace == report.Namespace && p.Name == report.Name })
	if plan == nil {
		return false
	}
	const name = "earlier"
	other, told := plan.DeepCopy(), report.DeepCopy()
	other.Name, other.Spec.CancelledOn, other.Status = name, "", v1alpha1.ActivityPlanStatus{}
	told.Name, told.Spec.PlanRef.Name, told.Status = name, name, v1alpha1.ActivityReportStatus{}
	signed, err := digest.Of(v1alpha1.Group, string(records.ActivityPlan), other.Namespace, name, other.Spec)
	if err != nil {
		return false
	}
	for _, o := range f.all {
		review, ok := o.(*v1alpha1.Review)
		if !ok || review.Namespace != plan.Namespace || review.Spec.SubjectRef.Digest != plan.Status.SpecDigest {
			continue
		}
		review = review.DeepCopy()
		review.Name, review.Spec.SubjectRef.Name, review.Spec.SubjectRef.Digest = name+"-"+review.Name, name, v1alpha1.Digest(signed)
		review.Status = v1alpha1.ReviewStatus{}
		f.all = append(f.all, review)
	}
	f.all = append(f.all, other, told)
	return true
}
