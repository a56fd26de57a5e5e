package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// ActivityPlanSpec is the form 市级产业农合联活动计划表 (R25). It may change until its activity begins; a change starts the chain
// of approval anew. After that only cancelledOn may be added to it.
// +kubebuilder:validation:XValidation:rule="self.allianceRef == oldSelf.allianceRef",message="活动计划的农合联不得更改,请另行填报 / the alliance of a plan never changes: file another plan",fieldPath=".allianceRef"
// +kubebuilder:validation:XValidation:rule="self.filedOn < self.activity.startsOn",message="活动须先报批后实施,填报日期(filedOn)须早于首日(activity.startsOn) / a plan is approved before its first day: filedOn must be before activity.startsOn",fieldPath=".filedOn"
// +kubebuilder:validation:XValidation:rule="!self.programRef.name.matches('^20[0-9]{2}$|^2100$') || size(self.activity.startsOn) < 4 || self.programRef.name == self.activity.startsOn.substring(0, 4)",message="活动须报入其举办年份的活动年度(programRef.name) / a plan belongs to the program of the year in which its activity is held: programRef.name is that year",fieldPath=".programRef.name"
// +kubebuilder:validation:XValidation:rule="!has(self.otherFunding) || !self.costs.all(c, c.amount.matches('^(0|[1-9][0-9]{0,12})[.][0-9]{2}$')) || !self.otherFunding.all(f, f.amount.matches('^(0|[1-9][0-9]{0,12})[.][0-9]{2}$')) || self.otherFunding.map(f, int(double(f.amount) * 100.0 + 0.5)).sum() <= self.costs.map(c, int(double(c.amount) * 100.0 + 0.5)).sum()",message="其他资金(otherFunding)合计不得超过费用(costs)合计 / otherFunding must not add up to more than the costs",fieldPath=".otherFunding"
// +kubebuilder:validation:XValidation:rule="!self.costs.all(c, c.amount.matches('^(0|[1-9][0-9]{0,12})[.][0-9]{2}$')) || !self.requested.matches('^(0|[1-9][0-9]{0,12})[.][0-9]{2}$') || (has(self.ownFunding) && !self.ownFunding.matches('^(0|[1-9][0-9]{0,12})[.][0-9]{2}$')) || (has(self.otherFunding) && !self.otherFunding.all(f, f.amount.matches('^(0|[1-9][0-9]{0,12})[.][0-9]{2}$'))) || (has(self.otherFunding) && self.otherFunding.map(f, int(double(f.amount) * 100.0 + 0.5)).sum() > self.costs.map(c, int(double(c.amount) * 100.0 + 0.5)).sum()) || self.costs.map(c, int(double(c.amount) * 100.0 + 0.5)).sum() == int(double(self.requested) * 100.0 + 0.5) + (has(self.ownFunding) ? int(double(self.ownFunding) * 100.0 + 0.5) : 0) + (has(self.otherFunding) ? self.otherFunding.map(f, int(double(f.amount) * 100.0 + 0.5)).sum() : 0)",message="申请金额(requested)、自筹(ownFunding)与其他资金(otherFunding)之和必须等于费用(costs)合计 / requested, ownFunding and otherFunding must add up to the costs",fieldPath=".costs"
// +kubebuilder:validation:XValidation:rule="!has(self.cancelledOn) || self.filedOn <= self.cancelledOn",message="取消日期不得早于填报日期 / cancelledOn must not be before filedOn",fieldPath=".cancelledOn"
// +kubebuilder:validation:XValidation:rule="!has(oldSelf.cancelledOn) || (has(self.cancelledOn) && self.cancelledOn == oldSelf.cancelledOn)",message="取消日期一经填写不得更改 / cancelledOn is set once and stays"
type ActivityPlanSpec struct {
	// allianceRef names the alliance, of the same namespace.
	// +required
	// +kubebuilder:validation:XValidation:rule="self.name.matches('^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?$')",message="农合联的名称由小写字母、数字和连字符组成,至多 40 个字符 / the name of an alliance has at most 40 characters: lower-case letters, digits and inner hyphens",fieldPath=".name"
	AllianceRef LocalRef `json:"allianceRef"`
	// programRef names the program of the year in which the activity is held.
	// +required
	// +kubebuilder:validation:XValidation:rule="self.name.matches('^20[0-9]{2}$|^2100$')",message="活动年度的名称是年份,写作 2025 / the name of a program is its year, written 2025",fieldPath=".name"
	ProgramRef Ref `json:"programRef"`
	// filedOn is the day on which the form reached the secretariat.
	// +required
	FiledOn Date `json:"filedOn"`
	// filedBy is the account that filed it.
	// +required
	FiledBy Account `json:"filedBy"`
	// activity that is planned.
	// +required
	Activity Activity `json:"activity"`
	// venue of the activity (R28).
	// +required
	Venue Venue `json:"venue"`
	// costs by line.
	// +required
	// +listType=atomic
	// +kubebuilder:validation:MinItems=1
	// +kubebuilder:validation:MaxItems=50
	Costs []PlannedCost `json:"costs"`
	// requested is what the city is asked for.
	// +required
	// +kubebuilder:validation:XValidation:rule="self != '0.00'",message="申请金额必须大于零 / requested must be above zero"
	Requested Yuan `json:"requested"`
	// ownFunding is what the alliance pays itself.
	// +optional
	OwnFunding Yuan `json:"ownFunding,omitempty"`
	// otherFunding is what others pay (R58).
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=20
	OtherFunding []Funding `json:"otherFunding,omitempty"`
	// speakers is how many there are.
	// +optional
	// +kubebuilder:validation:Minimum=0
	// +kubebuilder:validation:Maximum=1000
	Speakers int32 `json:"speakers,omitempty"`
	// speakerHours is how long they speak in all.
	// +optional
	// +kubebuilder:validation:Minimum=0
	// +kubebuilder:validation:Maximum=10000
	SpeakerHours int32 `json:"speakerHours,omitempty"`
	// partners are the organisations that hold it together with the alliance.
	// +optional
	// +listType=set
	// +kubebuilder:validation:MaxItems=20
	// +kubebuilder:validation:items:MinLength=1
	// +kubebuilder:validation:items:MaxLength=120
	Partners []string `json:"partners,omitempty"`
	// safetyPlan says that there is one.
	// +optional
	SafetyPlan bool `json:"safetyPlan,omitempty"`
	// cancelledOn is the day on which the plan was given up. It changes nothing once the activity was held, reported or paid.
	// +optional
	CancelledOn Date `json:"cancelledOn,omitempty"`
}

// Activity is what is to be held.
// +kubebuilder:validation:XValidation:rule="self.startsOn <= self.endsOn",message="活动的末日不得早于首日 / endsOn must not be before startsOn",fieldPath=".endsOn"
// +kubebuilder:validation:XValidation:rule="size(self.startsOn) < 4 || self.endsOn.startsWith(self.startsOn.substring(0, 4))",message="活动不得跨年,请按年份拆分为两份计划 / an activity lies in one year: split it into two plans",fieldPath=".endsOn"
// +kubebuilder:validation:XValidation:rule="self.type != 'Other' || (has(self.reason) && size(self.reason.trim()) > 0)",message="类型为 Other 的活动须写明理由(reason) / an activity of type Other needs a reason",fieldPath=".reason"
// +kubebuilder:validation:XValidation:rule="self.format != 'Other' || (has(self.reason) && size(self.reason.trim()) > 0)",message="形式为 Other 的活动须写明理由(reason) / an activity of format Other needs a reason",fieldPath=".reason"
type Activity struct {
	// title of the activity.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=200
	Title string `json:"title"`
	// type of the activity (R23).
	// +required
	Type ActivityType `json:"type"`
	// format of the activity (R29).
	// +required
	Format ActivityFormat `json:"format"`
	// startsOn is its first day.
	// +required
	StartsOn Date `json:"startsOn"`
	// endsOn is its last day.
	// +required
	EndsOn Date `json:"endsOn"`
	// participants is how many are expected.
	// +required
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=100000
	Participants int32 `json:"participants"`
	// participantCategories are who is expected: members, smallholders, technicians; never persons by name.
	// +optional
	// +listType=set
	// +kubebuilder:validation:MaxItems=20
	// +kubebuilder:validation:items:MinLength=1
	// +kubebuilder:validation:items:MaxLength=40
	ParticipantCategories []string `json:"participantCategories,omitempty"`
	// expected is its purpose and result (R27).
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=1000
	Expected string `json:"expected"`
	// reason why it is of another type or format than the preferred ones.
	// +optional
	// +kubebuilder:validation:MaxLength=500
	Reason string `json:"reason,omitempty"`
}

// Venue is where an activity is held (R28).
// +kubebuilder:validation:XValidation:rule="self.type != 'Other' || (has(self.reason) && size(self.reason.trim()) > 0)",message="不在农事服务中心或田间地头举办的活动须写明理由(reason) / a venue that is neither a farm service centre nor a field needs a reason",fieldPath=".reason"
type Venue struct {
	// type of the venue.
	// +required
	Type VenueType `json:"type"`
	// name of the venue.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=120
	Name string `json:"name"`
	// division in which it lies, by its code of six digits.
	// +optional
	// +kubebuilder:validation:XValidation:rule="self.matches('^[0-9]{6}$')",message="行政区划代码为六位数字,如 330681 / a division is its code of six digits, as in 330681"
	// +kubebuilder:validation:MaxLength=6
	Division string `json:"division,omitempty"`
	// reason why it is no farm service centre and no field.
	// +optional
	// +kubebuilder:validation:MaxLength=500
	Reason string `json:"reason,omitempty"`
}

// PlannedCost is one line of the costs of a plan.
type PlannedCost struct {
	// item that is paid for.
	// +required
	Item CostItem `json:"item"`
	// amount in yuan.
	// +required
	Amount Yuan `json:"amount"`
	// note in words.
	// +optional
	// +kubebuilder:validation:MaxLength=200
	Note string `json:"note,omitempty"`
}

// ActivityPlanStatus is what the system computes of a plan.
type ActivityPlanStatus struct {
	RecordStatus `json:",inline"`
	// specDigest is what a Review of this plan has to name.
	// +optional
	SpecDigest Digest `json:"specDigest,omitempty"`
	// approvedOn is the day on which leadership agreed.
	// +optional
	ApprovedOn Date `json:"approvedOn,omitempty"`
	// approved is the amount that leadership agreed to.
	// +optional
	Approved Yuan `json:"approved,omitempty"`
	// started says that it was approved and its first day has come; from then on only cancelledOn may be set.
	// +optional
	Started bool `json:"started,omitempty"`
	// reportBy is the last day on which it can be reported.
	// +optional
	ReportBy Date `json:"reportBy,omitempty"`
	// flags are what a person should look at. They block nothing (R27-R29).
	// +optional
	// +listType=set
	// +kubebuilder:validation:MaxItems=20
	Flags []Flag `json:"flags,omitempty"`
	// stages in their order.
	// +optional
	// +listType=map
	// +listMapKey=name
	// +kubebuilder:validation:MaxItems=21
	Stages []StageStatus `json:"stages,omitempty"`
}

// ActivityPlan is an alliance's plan for one activity, filed with the secretariat (R25). Its report has its name.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:shortName=aplan,categories=lianxing
// +kubebuilder:printcolumn:name="Alliance",type=string,JSONPath=".spec.allianceRef.name"
// +kubebuilder:printcolumn:name="Type",type=string,JSONPath=".spec.activity.type"
// +kubebuilder:printcolumn:name="Starts",type=string,JSONPath=".spec.activity.startsOn"
// +kubebuilder:printcolumn:name="Requested",type=string,JSONPath=".spec.requested"
// +kubebuilder:printcolumn:name="Approved",type=string,JSONPath=".status.approved"
// +kubebuilder:printcolumn:name="State",type=string,JSONPath=".status.conditions[?(@.type==\"Approved\")].reason"
// +kubebuilder:printcolumn:name="Until",type=string,JSONPath=".status.nextTransition"
// +kubebuilder:printcolumn:name="Waits For",type=string,JSONPath=".status.stages[?(@.state==\"Open\")].name"
// +kubebuilder:printcolumn:name="Ends",type=string,JSONPath=".spec.activity.endsOn",priority=1
// +kubebuilder:printcolumn:name="Venue",type=string,JSONPath=".spec.venue.type",priority=1
// +kubebuilder:printcolumn:name="Report By",type=string,JSONPath=".status.reportBy",priority=1
// +kubebuilder:printcolumn:name="Flags",type=string,JSONPath=".status.flags",priority=1
// +kubebuilder:printcolumn:name="Message",type=string,JSONPath=".status.conditions[?(@.type==\"Approved\")].message",priority=1
// +kubebuilder:validation:XValidation:rule="!has(oldSelf.status) || !has(oldSelf.status.started) || !oldSelf.status.started || (self.spec.programRef == oldSelf.spec.programRef && self.spec.filedOn == oldSelf.spec.filedOn && self.spec.filedBy == oldSelf.spec.filedBy && self.spec.activity == oldSelf.spec.activity && self.spec.venue == oldSelf.spec.venue && self.spec.costs == oldSelf.spec.costs && self.spec.requested == oldSelf.spec.requested && has(self.spec.ownFunding) == has(oldSelf.spec.ownFunding) && (!has(self.spec.ownFunding) || self.spec.ownFunding == oldSelf.spec.ownFunding) && has(self.spec.otherFunding) == has(oldSelf.spec.otherFunding) && (!has(self.spec.otherFunding) || self.spec.otherFunding == oldSelf.spec.otherFunding) && has(self.spec.speakers) == has(oldSelf.spec.speakers) && (!has(self.spec.speakers) || self.spec.speakers == oldSelf.spec.speakers) && has(self.spec.speakerHours) == has(oldSelf.spec.speakerHours) && (!has(self.spec.speakerHours) || self.spec.speakerHours == oldSelf.spec.speakerHours) && has(self.spec.partners) == has(oldSelf.spec.partners) && (!has(self.spec.partners) || self.spec.partners == oldSelf.spec.partners) && has(self.spec.safetyPlan) == has(oldSelf.spec.safetyPlan) && (!has(self.spec.safetyPlan) || self.spec.safetyPlan == oldSelf.spec.safetyPlan))",message="活动已经开始,计划只能填写 cancelledOn / the activity has begun: of its plan only cancelledOn may still be set",fieldPath=".spec"
type ActivityPlan struct {
	metav1.TypeMeta `json:",inline"`
	// metadata is the standard object metadata.
	// +optional
	metav1.ObjectMeta `json:"metadata,omitempty"`
	// spec is what was declared.
	// +required
	Spec ActivityPlanSpec `json:"spec"`
	// status is computed.
	// +optional
	// +default={"observedGeneration": -1}
	Status ActivityPlanStatus `json:"status,omitempty,omitzero"`
}

// ActivityPlanList is a list of plans.
// +kubebuilder:object:root=true
type ActivityPlanList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []ActivityPlan `json:"items"`
}
