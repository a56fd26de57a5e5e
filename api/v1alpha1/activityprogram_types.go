package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// Eligibility is which alliances may file plans: what 市级产业农合联 means.
// +kubebuilder:validation:Enum=OrganisationLevel;FourStar;Either
type Eligibility string

// The readings of Q-07: by the level of the organisation, by the star of the city, or by one of the two.
const (
	OrganisationLevel Eligibility = "OrganisationLevel"
	FourStar          Eligibility = "FourStar"
	EitherLevelOrStar Eligibility = "Either"
)

// ActivityProgramSpec is one year of support for activities with all its terms (每年给予资金支持, R22). Terms belong to the program.
type ActivityProgramSpec struct {
	// year of the program: a plan belongs to one year.
	// +required
	// +kubebuilder:validation:Minimum=2000
	// +kubebuilder:validation:Maximum=2100
	Year int32 `json:"year"`
	// eligibility says which alliances may file plans (R21, Q-07).
	// +required
	Eligibility Eligibility `json:"eligibility"`
	// types of activities that are supported (R23).
	// +required
	// +kubebuilder:validation:XValidation:rule="self.all(a, self.exists_one(b, b == a))",message="活动类型不得重复 / a type is named once: remove the second"
	// +listType=atomic
	// +kubebuilder:validation:MinItems=1
	// +kubebuilder:validation:MaxItems=4
	Types []ActivityType `json:"types"`
	// stages of a plan in their order: first the secretariat, last the leadership (R24, R26).
	// +required
	// +kubebuilder:validation:XValidation:rule="self.all(a, self.exists_one(b, b.name == a.name))",message="环节名称不得重复,请为每个环节取不同的名称 / stage names must not repeat: give each stage a name of its own"
	// +kubebuilder:validation:XValidation:rule="!self.exists(s, has(s.scored) && s.scored)",message="只有评星环节可以打分(scored),此处的环节须由人表决 / only stages of a rating may be scored: here people approve or reject"
	// +kubebuilder:validation:XValidation:rule="self.all(s, !has(s.authority) || s.authority == 'Municipal')",message="活动由市供销合作总社合经处(秘书处)统一组织实施,各环节均属市级(Municipal) / activities are organised by the city's secretariat: every stage is Municipal"
	// +kubebuilder:validation:XValidation:rule="!self.exists(s, s.name == 'Release')",message="Release 是解除暂停的环节名称,请另取名称 / Release is the stage that ends a hold: give the stage another name"
	// +listType=atomic
	// +kubebuilder:validation:MinItems=2
	// +kubebuilder:validation:MaxItems=20
	Stages []Stage `json:"stages"`
	// acceptance of a report, in its stages.
	// +required
	// +kubebuilder:validation:XValidation:rule="self.all(a, self.exists_one(b, b.name == a.name))",message="环节名称不得重复,请为每个环节取不同的名称 / stage names must not repeat: give each stage a name of its own"
	// +kubebuilder:validation:XValidation:rule="!self.exists(s, has(s.scored) && s.scored)",message="只有评星环节可以打分(scored),此处的环节须由人表决 / only stages of a rating may be scored: here people approve or reject"
	// +kubebuilder:validation:XValidation:rule="self.all(s, !has(s.authority) || s.authority == 'Municipal')",message="活动由市供销合作总社合经处(秘书处)统一组织实施,各环节均属市级(Municipal) / activities are organised by the city's secretariat: every stage is Municipal"
	// +listType=atomic
	// +kubebuilder:validation:MinItems=1
	// +kubebuilder:validation:MaxItems=20
	Acceptance []Stage `json:"acceptance"`
	// limits above which a plan is flagged (R27, Q-24). They refuse nothing: people decide.
	// +optional
	Limits *ActivityLimits `json:"limits,omitempty"`
	// ledgerRef names the ledger that pays; without a namespace that of the program.
	// +required
	// +kubebuilder:validation:XValidation:rule="self.name.matches('^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?$')",message="台账的名称由小写字母、数字和连字符组成,至多 40 个字符,如 activities / the name of a ledger has at most 40 characters, lower-case letters, digits and inner hyphens, as in activities",fieldPath=".name"
	LedgerRef Ref `json:"ledgerRef"`
	// reportWithinDays is how many days after its last day an activity is to be reported. A last day on which nobody works rolls
	// to the next working day.
	// +required
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=366
	ReportWithinDays int32 `json:"reportWithinDays"`
}

// ActivityLimits are sums above which a plan is flagged (R27, Q-24).
type ActivityLimits struct {
	// perActivity is the limit of what one plan asks for.
	// +optional
	PerActivity Yuan `json:"perActivity,omitempty"`
	// perAlliance is the limit of what the plans of one alliance ask for in the year.
	// +optional
	PerAlliance Yuan `json:"perAlliance,omitempty"`
	// perPersonDay is the limit of the costs by person and day.
	// +optional
	PerPersonDay Yuan `json:"perPersonDay,omitempty"`
}

// ActivityProgramStatus is what the system computes of a program.
type ActivityProgramStatus struct {
	RecordStatus `json:",inline"`
	// opened says that its year has begun; from then on the terms are frozen.
	// +optional
	Opened bool `json:"opened,omitempty"`
	// activities counts the plans of the program.
	// +optional
	Activities *ActivityCounts `json:"activities,omitempty"`
}

// ActivityCounts counts the plans of a program and what came of them (R28, R29, R30).
type ActivityCounts struct {
	// plans that were filed.
	// +required
	Plans int32 `json:"plans"`
	// approved plans, those that are over included.
	// +required
	Approved int32 `json:"approved"`
	// preferredVenues counts the approved plans at a farm service centre or in the field (R28).
	// +required
	PreferredVenues int32 `json:"preferredVenues"`
	// preferredFormats counts the approved plans that are hands-on or a discussion (R29).
	// +required
	PreferredFormats int32 `json:"preferredFormats"`
	// accepted reports.
	// +required
	Accepted int32 `json:"accepted"`
	// participants by the accepted reports (R30).
	// +required
	Participants int64 `json:"participants"`
	// farmersReached by the accepted reports (R30).
	// +required
	FarmersReached int64 `json:"farmersReached"`
	// payable is the sum of what the accepted reports come to.
	// +optional
	Payable Yuan `json:"payable,omitempty"`
	// otherFunding that the accepted reports declare (R58).
	// +optional
	OtherFunding Yuan `json:"otherFunding,omitempty"`
}

// ActivityProgram is one year of support for the activities of alliances, by a city. Its name is the year; it stands in the namespace of
// the city, and there is one for each year.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:shortName=aprog,categories=lianxing
// +kubebuilder:printcolumn:name="Eligibility",type=string,JSONPath=".spec.eligibility"
// +kubebuilder:printcolumn:name="Opened",type=boolean,JSONPath=".status.opened"
// +kubebuilder:printcolumn:name="Plans",type=integer,JSONPath=".status.activities.plans"
// +kubebuilder:printcolumn:name="Approved",type=integer,JSONPath=".status.activities.approved"
// +kubebuilder:printcolumn:name="Accepted",type=integer,JSONPath=".status.activities.accepted"
// +kubebuilder:printcolumn:name="Payable",type=string,JSONPath=".status.activities.payable"
// +kubebuilder:printcolumn:name="Until",type=string,JSONPath=".status.nextTransition"
// +kubebuilder:printcolumn:name="Ready",type=string,JSONPath=".status.conditions[?(@.type==\"Ready\")].status"
// +kubebuilder:printcolumn:name="Preferred Venues",type=integer,JSONPath=".status.activities.preferredVenues",priority=1
// +kubebuilder:printcolumn:name="Farmers",type=integer,JSONPath=".status.activities.farmersReached",priority=1
// +kubebuilder:printcolumn:name="Ledger",type=string,JSONPath=".spec.ledgerRef.name",priority=1
// +kubebuilder:printcolumn:name="Message",type=string,JSONPath=".status.conditions[?(@.type==\"Ready\")].message",priority=1
// +kubebuilder:validation:XValidation:rule="self.metadata.name == string(self.spec.year)",message="活动年度的名称必须是其年份,如 2025 / the name of a program must be its year, as in 2025",fieldPath=".metadata"
// +kubebuilder:validation:XValidation:rule="!has(oldSelf.status) || !has(oldSelf.status.opened) || !oldSelf.status.opened || self.spec == oldSelf.spec",message="该年度已经开始,活动办法不得更改;新的办法请写入下一年度 / the year has begun: a program does not change any more; other terms are another year's program",fieldPath=".spec"
type ActivityProgram struct {
	metav1.TypeMeta `json:",inline"`
	// metadata is the standard object metadata.
	// +optional
	metav1.ObjectMeta `json:"metadata,omitempty"`
	// spec is what was declared.
	// +required
	Spec ActivityProgramSpec `json:"spec"`
	// status is computed.
	// +optional
	// +default={"observedGeneration": -1}
	Status ActivityProgramStatus `json:"status,omitempty,omitzero"`
}

// ActivityProgramList is a list of programs.
// +kubebuilder:object:root=true
type ActivityProgramList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []ActivityProgram `json:"items"`
}
