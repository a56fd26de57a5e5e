package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// Group is the API group of every record.
const Group = "lianxing.dev"

// Version is the one served version. Changes to it are additive, so there is no conversion.
const Version = "v1alpha1"

var (
	// GroupVersion is the group and version of every record.
	GroupVersion = schema.GroupVersion{Group: Group, Version: Version}

	// SchemeGroupVersion is GroupVersion under the name that generated apply configurations ask for.
	SchemeGroupVersion = GroupVersion

	// SchemeBuilder collects the functions that add the kinds to a scheme.
	SchemeBuilder = runtime.NewSchemeBuilder(addKnownTypes)

	// AddToScheme adds every kind of this group to a scheme.
	AddToScheme = SchemeBuilder.AddToScheme
)

func addKnownTypes(scheme *runtime.Scheme) error {
	scheme.AddKnownTypes(GroupVersion,
		&ActionPlan{}, &ActionPlanList{},
		&ActivityPlan{}, &ActivityPlanList{},
		&ActivityProgram{}, &ActivityProgramList{},
		&ActivityReport{}, &ActivityReportList{},
		&Alliance{}, &AllianceList{},
		&AwardRequest{}, &AwardRequestList{},
		&Brand{}, &BrandList{},
		&BrandLicense{}, &BrandLicenseList{},
		&Budget{}, &BudgetList{},
		&EvaluationRound{}, &EvaluationRoundList{},
		&FundingDisbursement{}, &FundingDisbursementList{},
		&Incident{}, &IncidentList{},
		&Initiative{}, &InitiativeList{},
		&Ledger{}, &LedgerList{},
		&Objection{}, &ObjectionList{},
		&Payment{}, &PaymentList{},
		&Review{}, &ReviewList{},
		&StarApplication{}, &StarApplicationList{},
		&WorkCalendar{}, &WorkCalendarList{},
	)
	metav1.AddToGroupVersion(scheme, GroupVersion)
	return nil
}
