package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// InitiativeType is what an alliance took part in or set up: fairs and festivals (R40, R41), procurement, delivery and other modern
// trade and logistics (R42), the building of a market or sales platform (R57), practice worth copying (R59, R60), cooperation (R66).
// +kubebuilder:validation:Enum=Exhibition;Festival;Procurement;Delivery;OtherTrade;Market;Practice;Cooperation
type InitiativeType string

// The types of an initiative.
const (
	InitiativeExhibition  InitiativeType = "Exhibition"
	InitiativeFestival    InitiativeType = "Festival"
	InitiativeProcurement InitiativeType = "Procurement"
	InitiativeDelivery    InitiativeType = "Delivery"
	InitiativeOtherTrade  InitiativeType = "OtherTrade"
	InitiativeMarket      InitiativeType = "Market"
	InitiativePractice    InitiativeType = "Practice"
	InitiativeCooperation InitiativeType = "Cooperation"
)

// InitiativeScope is whose fair or project it is (R41): of a sister city or county, of the province, or another.
// +kubebuilder:validation:Enum=SisterCityCounty;Provincial;Other
type InitiativeScope string

// The scopes of an initiative.
const (
	ScopeSisterCityCounty InitiativeScope = "SisterCityCounty"
	ScopeProvincial       InitiativeScope = "Provincial"
	ScopeOther            InitiativeScope = "Other"
)

// InitiativeSpec is what an alliance did besides its stars, activities and brands (R40-R43, R57, R59, R60, R66). It is
// recorded and counted; nothing depends on it.
// +kubebuilder:validation:XValidation:rule="!has(self.endsOn) || self.startsOn <= self.endsOn",message="结束日期不得早于开始日期 / endsOn is the last day and must not be before startsOn",fieldPath=".endsOn"
// +kubebuilder:validation:XValidation:rule="!has(self.publishedOn) || has(self.reviewedOn)",message="经验做法先审核后发布,请填写 reviewedOn 或去掉 publishedOn / what is published was reviewed first: fill in reviewedOn, or leave publishedOn out",fieldPath=".publishedOn"
// +kubebuilder:validation:XValidation:rule="!has(self.publishedOn) || !has(self.reviewedOn) || self.reviewedOn <= self.publishedOn",message="发布日期不得早于审核日期 / publishedOn must not be before reviewedOn",fieldPath=".publishedOn"
type InitiativeSpec struct {
	// allianceRef names the alliance, of the same namespace.
	// +required
	AllianceRef LocalRef `json:"allianceRef"`
	// type of the initiative.
	// +required
	Type InitiativeType `json:"type"`
	// scope says whose fair or project it is (R41).
	// +optional
	Scope InitiativeScope `json:"scope,omitempty"`
	// title in words, without a person's name.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=120
	Title string `json:"title"`
	// startsOn is the first day: the initiative belongs to its year.
	// +required
	StartsOn Date `json:"startsOn"`
	// endsOn is the last day.
	// +optional
	EndsOn Date `json:"endsOn,omitempty"`
	// members of the alliance that took part, by their names (R43).
	// +optional
	// +listType=set
	// +kubebuilder:validation:MaxItems=1000
	// +kubebuilder:validation:items:MinLength=1
	// +kubebuilder:validation:items:MaxLength=40
	Members []string `json:"members,omitempty"`
	// brands that were shown or sold (R43).
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=20
	Brands []Ref `json:"brands,omitempty"`
	// partners that took part, with their level and whether the link is horizontal or vertical (R66).
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=64
	Partners []Partner `json:"partners,omitempty"`
	// result in words.
	// +optional
	// +kubebuilder:validation:MaxLength=2000
	Result string `json:"result,omitempty"`
	// evidence of the initiative.
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=20
	Evidence []Evidence `json:"evidence,omitempty"`
	// reviewedOn is the day on which the secretariat looked it through: from then on it is no draft (R59).
	// +optional
	ReviewedOn Date `json:"reviewedOn,omitempty"`
	// publishedOn is the day on which it was made public (R59).
	// +optional
	PublishedOn Date `json:"publishedOn,omitempty"`
	// filedBy is the account that filed the record.
	// +required
	FiledBy Account `json:"filedBy"`
}

// InitiativeStatus is what the system says of an initiative.
type InitiativeStatus struct {
	RecordStatus `json:",inline"`
	// industry of the alliance: exemplars are listed by it and by division (R60).
	// +optional
	// +kubebuilder:validation:MaxLength=40
	Industry string `json:"industry,omitempty"`
	// participants counts the members that took part (R43).
	// +optional
	Participants int32 `json:"participants,omitempty"`
	// strangers counts those of them that were no members of the alliance on its first day. It blocks nothing.
	// +optional
	Strangers int32 `json:"strangers,omitempty"`
}

// Initiative is something that an alliance took part in or set up: a fair, a festival, a procurement or delivery project, a market,
// a practice worth copying, a cooperation (R40-R43, R57, R59, R60, R66).
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:shortName=ini,categories=lianxing
// +kubebuilder:printcolumn:name="Alliance",type=string,JSONPath=".spec.allianceRef.name"
// +kubebuilder:printcolumn:name="Type",type=string,JSONPath=".spec.type"
// +kubebuilder:printcolumn:name="Title",type=string,JSONPath=".spec.title"
// +kubebuilder:printcolumn:name="Starts",type=string,JSONPath=".spec.startsOn"
// +kubebuilder:printcolumn:name="State",type=string,JSONPath=".status.conditions[?(@.type==\"Published\")].reason"
// +kubebuilder:printcolumn:name="Industry",type=string,JSONPath=".status.industry"
// +kubebuilder:printcolumn:name="Scope",type=string,JSONPath=".spec.scope",priority=1
// +kubebuilder:printcolumn:name="Participants",type=integer,JSONPath=".status.participants",priority=1
// +kubebuilder:printcolumn:name="Published",type=string,JSONPath=".spec.publishedOn",priority=1
// +kubebuilder:printcolumn:name="Message",type=string,JSONPath=".status.conditions[?(@.type==\"Published\")].message",priority=1
type Initiative struct {
	metav1.TypeMeta `json:",inline"`
	// metadata is the standard object metadata.
	// +optional
	metav1.ObjectMeta `json:"metadata,omitempty"`
	// spec is what was declared.
	// +required
	Spec InitiativeSpec `json:"spec"`
	// status is computed.
	// +optional
	// +default={"observedGeneration": -1}
	Status InitiativeStatus `json:"status,omitempty,omitzero"`
}

// InitiativeList is a list of initiatives.
// +kubebuilder:object:root=true
type InitiativeList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []Initiative `json:"items"`
}
