package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// StarApplicationSpec is an alliance's request to be rated (申报制, R4). After the deciding stage is done, only withdrawnOn
// may be added to it.
// +kubebuilder:validation:XValidation:rule="self.allianceRef == oldSelf.allianceRef && self.roundRef == oldSelf.roundRef && self.rating == oldSelf.rating",message="申报的农合联、轮次和星级不得更改,请另行申报 / alliance, round and rating of an application never change: file another application"
// +kubebuilder:validation:XValidation:rule="!has(oldSelf.withdrawnOn) || (has(self.withdrawnOn) && self.withdrawnOn == oldSelf.withdrawnOn)",message="撤回日期一经填写不得更改 / withdrawnOn is set once and stays"
// +kubebuilder:validation:XValidation:rule="!has(self.withdrawnOn) || self.filedOn <= self.withdrawnOn",message="撤回日期不得早于申报日期 / withdrawnOn must not be before filedOn",fieldPath=".withdrawnOn"
type StarApplicationSpec struct {
	// allianceRef names the alliance, of the same namespace.
	// +required
	// +kubebuilder:validation:XValidation:rule="self.name.matches('^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?$')",message="农合联的名称由小写字母、数字和连字符组成,至多 40 个字符 / the name of an alliance has at most 40 characters: lower-case letters, digits and inner hyphens",fieldPath=".name"
	AllianceRef LocalRef `json:"allianceRef"`
	// roundRef names the round that is applied to.
	// +required
	// +kubebuilder:validation:XValidation:rule="self.name.matches('^20[0-9]{2}$|^2100$')",message="轮次的名称是年份,写作 2025 / the name of a round is its year, written 2025",fieldPath=".name"
	RoundRef Ref `json:"roundRef"`
	// rating that is applied for (R12).
	// +required
	Rating Rating `json:"rating"`
	// filedOn is the day of filing.
	// +required
	FiledOn Date `json:"filedOn"`
	// filedBy is the account that filed it.
	// +required
	FiledBy Account `json:"filedBy"`
	// selfAssessment by indicator (R14).
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:XValidation:rule="self.all(a, self.exists_one(b, b.indicator == a.indicator))",message="同一指标只能自评一次 / an indicator is assessed once: remove the second line"
	// +kubebuilder:validation:MaxItems=50
	SelfAssessment []SelfAssessment `json:"selfAssessment,omitempty"`
	// withdrawnOn is the day of withdrawal; after the notice opened it needs a Review of stage Withdrawal.
	// +optional
	WithdrawnOn Date `json:"withdrawnOn,omitempty"`
}

// SelfAssessment is the alliance's own view of one indicator.
type SelfAssessment struct {
	// indicator of the round.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=40
	Indicator string `json:"indicator"`
	// points as a decimal number with up to two places.
	// +required
	Points Points `json:"points"`
	// evidence for it.
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=20
	Evidence []Evidence `json:"evidence,omitempty"`
}

// Points is a number of points with up to two places, as in "87.5".
// +kubebuilder:validation:XValidation:rule="self.matches('^(0|[1-9][0-9]{0,3})([.][0-9]{1,2})?$')",message="分数为不带符号的数字,至多四位整数和两位小数,写作 87.5 / must be points without sign, of at most four digits and two places, written 87.5"
// +kubebuilder:validation:MinLength=1
// +kubebuilder:validation:MaxLength=7
type Points string

// StarApplicationStatus is what the system computes of an application.
type StarApplicationStatus struct {
	RecordStatus `json:",inline"`
	// specDigest is what a Review of this application has to name.
	// +optional
	SpecDigest Digest `json:"specDigest,omitempty"`
	// points is the sum over indicators of the mean of the sheets, two places.
	// +optional
	Points Points `json:"points,omitempty"`
	// notice that the deciding stage opened.
	// +optional
	Notice *NoticeStatus `json:"notice,omitempty"`
	// awardedOn is the first day of the star.
	// +optional
	AwardedOn Date `json:"awardedOn,omitempty"`
	// validThrough is the last day of the star.
	// +optional
	ValidThrough Date `json:"validThrough,omitempty"`
	// stages in their order.
	// +optional
	// +listType=map
	// +listMapKey=name
	// +kubebuilder:validation:MaxItems=20
	Stages []StageStatus `json:"stages,omitempty"`
}

// StarApplication asks for one star in one round. Its name is ALLIANCE-ROUND-3, -4 or -5.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:shortName=star,categories=lianxing
// +kubebuilder:printcolumn:name="Alliance",type=string,JSONPath=".spec.allianceRef.name"
// +kubebuilder:printcolumn:name="Rating",type=string,JSONPath=".spec.rating"
// +kubebuilder:printcolumn:name="Points",type=string,JSONPath=".status.points"
// +kubebuilder:printcolumn:name="State",type=string,JSONPath=".status.conditions[?(@.type==\"Awarded\")].reason"
// +kubebuilder:printcolumn:name="Until",type=string,JSONPath=".status.nextTransition"
// +kubebuilder:printcolumn:name="Waits For",type=string,JSONPath=".status.stages[?(@.state==\"Open\")].name"
// +kubebuilder:printcolumn:name="Filed",type=string,JSONPath=".spec.filedOn",priority=1
// +kubebuilder:printcolumn:name="Notice Ends",type=string,JSONPath=".status.notice.closesOn",priority=1
// +kubebuilder:printcolumn:name="Awarded",type=string,JSONPath=".status.awardedOn",priority=1
// +kubebuilder:printcolumn:name="Valid Through",type=string,JSONPath=".status.validThrough",priority=1
// +kubebuilder:printcolumn:name="Message",type=string,JSONPath=".status.conditions[?(@.type==\"Awarded\")].message",priority=1
// +kubebuilder:validation:XValidation:rule="self.metadata.name == self.spec.allianceRef.name + '-' + self.spec.roundRef.name + '-' + {'Three':'3','Four':'4','Five':'5'}[self.spec.rating]",message="申报的名称必须是 农合联-轮次-星级,如 torreya-2025-4 / the name of an application must be ALLIANCE-ROUND-3, -4 or -5, as in torreya-2025-4",fieldPath=".metadata"
// +kubebuilder:validation:XValidation:rule="!has(oldSelf.status) || (!has(oldSelf.status.notice) && (!has(oldSelf.status.stages) || size(oldSelf.status.stages) == 0 || (!oldSelf.status.stages.exists(s, s.state == 'Rejected') && oldSelf.status.stages[size(oldSelf.status.stages) - 1].state != 'Done'))) || (self.spec.filedOn == oldSelf.spec.filedOn && self.spec.filedBy == oldSelf.spec.filedBy && has(self.spec.selfAssessment) == has(oldSelf.spec.selfAssessment) && (!has(self.spec.selfAssessment) || self.spec.selfAssessment == oldSelf.spec.selfAssessment))",message="申报已作出决定,只能填写 withdrawnOn / the application has been decided: only withdrawnOn may still be set",fieldPath=".spec"
type StarApplication struct {
	metav1.TypeMeta `json:",inline"`
	// metadata is the standard object metadata.
	// +optional
	metav1.ObjectMeta `json:"metadata,omitempty"`
	// spec is what was declared.
	// +required
	Spec StarApplicationSpec `json:"spec"`
	// status is computed.
	// +optional
	// +default={"observedGeneration": -1}
	Status StarApplicationStatus `json:"status,omitempty,omitzero"`
}

// StarApplicationList is a list of applications.
// +kubebuilder:object:root=true
type StarApplicationList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []StarApplication `json:"items"`
}
