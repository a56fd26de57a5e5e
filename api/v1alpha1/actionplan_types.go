package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// ActionPlanSpec is the plan that the register is measured against (R1, R63, R64).
// +kubebuilder:validation:XValidation:rule="!has(self.targets) || self.targets.all(t, self.startsOn <= t.by)",message="目标的期限不得早于计划开始日 / the date by which a target is due must not be before startsOn",fieldPath=".targets"
type ActionPlanSpec struct {
	// title of the plan (R1).
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=200
	Title string `json:"title"`
	// issuers of the plan (R1).
	// +required
	// +listType=set
	// +kubebuilder:validation:MinItems=1
	// +kubebuilder:validation:MaxItems=10
	// +kubebuilder:validation:items:MinLength=1
	// +kubebuilder:validation:items:MaxLength=100
	Issuers []string `json:"issuers"`
	// trial says that the plan is a trial (试行, R1).
	// +optional
	Trial bool `json:"trial,omitempty"`
	// startsOn is the day from which its years are counted.
	// +required
	StartsOn Date `json:"startsOn"`
	// years that the plan runs (R64).
	// +required
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=10
	Years int32 `json:"years"`
	// targets of the plan. They are words, which people assess (R63, R64).
	// +optional
	// +listType=map
	// +listMapKey=name
	// +kubebuilder:validation:MaxItems=50
	Targets []Target `json:"targets,omitempty"`
}

// Target is something that the plan wants to have come to by a day (R63, R64). It is in words: people say what came of it.
type Target struct {
	// name of the target.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=200
	Name string `json:"name"`
	// by is the day by which it is due.
	// +required
	By Date `json:"by"`
	// assessment is what people say came of it.
	// +optional
	// +kubebuilder:validation:MaxLength=2000
	Assessment string `json:"assessment,omitempty"`
}

// ActionPlanStatus is where the divisions of the plan stand.
type ActionPlanStatus struct {
	RecordStatus `json:",inline"`
	// endsOn is the last day of the plan (R64).
	// +optional
	EndsOn Date `json:"endsOn,omitempty"`
	// indicators of each year that has begun, of all divisions of the plan together. By division they are in
	// `kubectl lianxing register` and in the metrics.
	// +optional
	// +listType=map
	// +listMapKey=year
	// +kubebuilder:validation:MaxItems=12
	Indicators []YearIndicators `json:"indicators,omitempty"`
}

// ActionPlan is the three-year plan itself (产业农合联服务提升行动计划): what the register is measured against.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:shortName=action,categories=lianxing
// +kubebuilder:printcolumn:name="Title",type=string,JSONPath=".spec.title"
// +kubebuilder:printcolumn:name="Starts",type=string,JSONPath=".spec.startsOn"
// +kubebuilder:printcolumn:name="Ends",type=string,JSONPath=".status.endsOn"
// +kubebuilder:printcolumn:name="Trial",type=boolean,JSONPath=".spec.trial"
// +kubebuilder:printcolumn:name="Year",type=integer,JSONPath=".status.indicators[-1:].year"
// +kubebuilder:printcolumn:name="Recognized",type=integer,JSONPath=".status.indicators[-1:].coverage.recognized"
// +kubebuilder:printcolumn:name="Applied",type=integer,JSONPath=".status.indicators[-1:].coverage.applied"
// +kubebuilder:printcolumn:name="Ready",type=string,JSONPath=".status.conditions[?(@.type==\"Ready\")].status"
// +kubebuilder:printcolumn:name="Issuers",type=string,JSONPath=".spec.issuers",priority=1
// +kubebuilder:printcolumn:name="Message",type=string,JSONPath=".status.conditions[?(@.type==\"Ready\")].message",priority=1
type ActionPlan struct {
	metav1.TypeMeta `json:",inline"`
	// metadata is the standard object metadata.
	// +optional
	metav1.ObjectMeta `json:"metadata,omitempty"`
	// spec is what was declared.
	// +required
	Spec ActionPlanSpec `json:"spec"`
	// status is computed.
	// +optional
	// +default={"observedGeneration": -1}
	Status ActionPlanStatus `json:"status,omitempty,omitzero"`
}

// ActionPlanList is a list of action plans.
// +kubebuilder:object:root=true
type ActionPlanList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []ActionPlan `json:"items"`
}
