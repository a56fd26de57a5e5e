package model_test

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// licenseFaults are the faults of licences.
var licenseFaults = []fault{
	{"a licence without its certification", "I18", func(f *faulty) bool {
		l := first(f, func(l *v1alpha1.BrandLicense) bool { return outcomeOf(l) == v1alpha1.ReasonLicensed })
		return l != nil && f.drop(func(o records.Object) bool {
			r, ok := o.(*v1alpha1.Review)
			return ok && r.Namespace == l.Namespace && r.Spec.SubjectRef.Name == l.Name && r.Spec.Stage == v1alpha1.StageCertification
		})
	}},
	{"a licence before its notice is over", "I18", licensedInSpite(v1alpha1.ReasonOnNotice)},
	{"a licence of a member who left", "I18", licensedInSpite(v1alpha1.ReasonMemberLeft)},
	{"a licence by an old standard", "I18", licensedInSpite(v1alpha1.ReasonStandardOutdated)},
	{"a licence that is suspended and used", "I18", licensedInSpite(v1alpha1.ReasonSuspended)},
	{"a licence that outlives its revocation", "I19", licensedInSpite(v1alpha1.ReasonRevoked)},
	{"a licence in spite of a ban", "I19", licensedInSpite(v1alpha1.ReasonBarred)},
	{"a list with one too many", "I20", func(f *faulty) bool {
		brand := first(f, func(b *v1alpha1.Brand) bool { return b.Status.Licensed != nil })
		if brand == nil {
			return false
		}
		*brand.Status.Licensed++
		return true
	}},
	{"an applicant who certifies", "I4", func(f *faulty) bool {
		r := first(f, func(r *v1alpha1.Review) bool {
			return outcomeOf(r) == v1alpha1.ReasonCounted && r.Spec.Stage == v1alpha1.StageCertification
		})
		if r == nil {
			return false
		}
		l := first(f, func(l *v1alpha1.BrandLicense) bool {
			return l.Namespace == r.Namespace && l.Name == r.Spec.SubjectRef.Name
		})
		if l == nil {
			return false
		}
		r.Spec.Reviewer = l.Spec.FiledBy
		return true
	}},
}

// licensedInSpite says of a licence that has a reason not to be in force that it is.
func licensedInSpite(reason string) func(f *faulty) bool {
	return func(f *faulty) bool {
		l := first(f, func(l *v1alpha1.BrandLicense) bool { return outcomeOf(l) == reason })
		return l != nil && says(l.Status.Conditions, v1alpha1.ConditionLicensed, v1alpha1.ReasonLicensed)
	}
}

// says changes the reason of a condition.
func says(conditions []metav1.Condition, condition, reason string) bool {
	for i := range conditions {
		if conditions[i].Type == condition {
			conditions[i].Reason = reason
		}
	}
	return true
}
