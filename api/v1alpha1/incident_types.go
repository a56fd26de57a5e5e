package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// IncidentGround is what an alliance, a member or a user of a brand is said to have done. Three of them revoke (R8-R10, R11);
// ProceduralFault annuls one star without a bar (F-19); the others end no star.
// +kubebuilder:validation:Enum=IllegalOperation;MajorSafetyAccident;SeriousCreditDefault;ProceduralFault;BrandMisuse;Other
type IncidentGround string

// The grounds of an incident.
const (
	GroundIllegalOperation     IncidentGround = "IllegalOperation"
	GroundMajorSafetyAccident  IncidentGround = "MajorSafetyAccident"
	GroundSeriousCreditDefault IncidentGround = "SeriousCreditDefault"
	GroundProceduralFault      IncidentGround = "ProceduralFault"
	GroundBrandMisuse          IncidentGround = "BrandMisuse"
	GroundOther                IncidentGround = "Other"
)

// IncidentSubject is whose offence it is. Only that of the alliance itself holds money and can end a star.
// +kubebuilder:validation:Enum=Alliance;Member;BrandUser
type IncidentSubject string

// The subjects of an incident.
const (
	SubjectAlliance  IncidentSubject = "Alliance"
	SubjectMember    IncidentSubject = "Member"
	SubjectBrandUser IncidentSubject = "BrandUser"
)

// IncidentSpec is a report about an alliance (R7). It may change until it is decided.
// +kubebuilder:validation:XValidation:rule="self.factsOn <= self.reportedOn",message="事实发生日不得晚于报告日 / factsOn must not be after reportedOn: facts of the future can not be reported",fieldPath=".factsOn"
// +kubebuilder:validation:XValidation:rule="(self.ground == 'ProceduralFault') == has(self.annuls)",message="程序瑕疵(ProceduralFault)须在 annuls 写明所撤销的申报,其他事由不写 / annuls names the application that a ProceduralFault annuls; no other ground has it",fieldPath=".annuls"
// +kubebuilder:validation:XValidation:rule="self.ground != 'ProceduralFault' || self.subject == 'Alliance'",message="程序瑕疵只能针对农合联本身 / a ProceduralFault is about the alliance itself",fieldPath=".subject"
// +kubebuilder:validation:XValidation:rule="!has(self.falsifiedApplication) || (self.subject == 'Alliance' && self.ground in ['IllegalOperation','MajorSafetyAccident','SeriousCreditDefault'])",message="falsifiedApplication 只用于针对农合联、可取消称号的事由 / falsifiedApplication is for a revoking ground of the alliance itself",fieldPath=".falsifiedApplication"
// +kubebuilder:validation:XValidation:rule="(self.subject == 'Member') == has(self.member)",message="成员的事件须写明 member,其他主体不写 / member names the member whose offence it is; no other subject has it",fieldPath=".member"
// +kubebuilder:validation:XValidation:rule="(self.subject == 'BrandUser') == has(self.licenseRef)",message="品牌使用者的事件须写明 licenseRef,其他主体不写 / licenseRef names the licence of a brand user; no other subject has it",fieldPath=".licenseRef"
type IncidentSpec struct {
	// allianceRef names the alliance, of the same namespace.
	// +required
	AllianceRef LocalRef `json:"allianceRef"`
	// subject says whose offence it is.
	// +required
	Subject IncidentSubject `json:"subject"`
	// member whose offence it is.
	// +optional
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=40
	Member string `json:"member,omitempty"`
	// licenseRef names the brand licence whose user it is.
	// +optional
	LicenseRef *Ref `json:"licenseRef,omitempty"`
	// ground of the report.
	// +required
	Ground IncidentGround `json:"ground"`
	// accidentClass as the official report has it. It is shown; the official finding decides.
	// +optional
	// +kubebuilder:validation:MaxLength=40
	AccidentClass string `json:"accidentClass,omitempty"`
	// factsOn is the day of the facts: it decides what has to be paid back (F-06).
	// +required
	FactsOn Date `json:"factsOn"`
	// reportedOn is the day of the report: from it on money of the alliance is on hold.
	// +required
	ReportedOn Date `json:"reportedOn"`
	// description in words, without a person's name.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=2000
	Description string `json:"description"`
	// falsifiedApplication names the application that was obtained with false material: its money is recovered in full.
	// +optional
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=253
	FalsifiedApplication string `json:"falsifiedApplication,omitempty"`
	// annuls names the application that a procedural fault annuls (F-19).
	// +optional
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=253
	Annuls string `json:"annuls,omitempty"`
	// evidence for the report.
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=20
	Evidence []Evidence `json:"evidence,omitempty"`
	// filedBy is the account that filed it.
	// +required
	FiledBy Account `json:"filedBy"`
}

// IncidentStatus is what the system says of an incident.
type IncidentStatus struct {
	RecordStatus `json:",inline"`
	// specDigest is what a Review of this incident has to name.
	// +optional
	SpecDigest Digest `json:"specDigest,omitempty"`
	// round by which it is judged.
	// +optional
	Round *Ref `json:"round,omitempty"`
	// decidedOn is the day on which it was decided.
	// +optional
	DecidedOn Date `json:"decidedOn,omitempty"`
	// overdueSince is the first day on which the stage that waits was overdue.
	// +optional
	OverdueSince Date `json:"overdueSince,omitempty"`
	// stages in their order, those of an appeal last.
	// +optional
	// +listType=map
	// +listMapKey=name
	// +kubebuilder:validation:MaxItems=40
	Stages []StageStatus `json:"stages,omitempty"`
}

// Incident is a report about an alliance and what became of it (动态监管和退出机制, R7).
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:shortName=inc,categories=lianxing
// +kubebuilder:printcolumn:name="Alliance",type=string,JSONPath=".spec.allianceRef.name"
// +kubebuilder:printcolumn:name="Ground",type=string,JSONPath=".spec.ground"
// +kubebuilder:printcolumn:name="Reported",type=string,JSONPath=".spec.reportedOn"
// +kubebuilder:printcolumn:name="State",type=string,JSONPath=".status.conditions[?(@.type==\"Confirmed\")].reason"
// +kubebuilder:printcolumn:name="Waits For",type=string,JSONPath=".status.stages[?(@.state==\"Open\")].name"
// +kubebuilder:printcolumn:name="Decided",type=string,JSONPath=".status.decidedOn"
// +kubebuilder:printcolumn:name="Overdue",type=string,JSONPath=".status.overdueSince"
// +kubebuilder:printcolumn:name="Subject",type=string,JSONPath=".spec.subject",priority=1
// +kubebuilder:printcolumn:name="Facts",type=string,JSONPath=".spec.factsOn",priority=1
// +kubebuilder:printcolumn:name="Message",type=string,JSONPath=".status.conditions[?(@.type==\"Confirmed\")].message",priority=1
// +kubebuilder:validation:XValidation:rule="!has(oldSelf.status) || !has(oldSelf.status.conditions) || !oldSelf.status.conditions.exists(c, c.type == 'Confirmed' && c.status != 'Unknown') || self.spec == oldSelf.spec",message="事件已作出决定,不得再更改 / the incident has been decided: it can not be changed any more",fieldPath=".spec"
type Incident struct {
	metav1.TypeMeta `json:",inline"`
	// metadata is the standard object metadata.
	// +optional
	metav1.ObjectMeta `json:"metadata,omitempty"`
	// spec is what was declared.
	// +required
	Spec IncidentSpec `json:"spec"`
	// status is computed.
	// +optional
	// +default={"observedGeneration": -1}
	Status IncidentStatus `json:"status,omitempty,omitzero"`
}

// IncidentList is a list of incidents.
// +kubebuilder:object:root=true
type IncidentList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []Incident `json:"items"`
}
