package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// Verdict is what a signature says.
// +kubebuilder:validation:Enum=Approve;Reject;Return;Waive
type Verdict string

// The verdicts. Of an objection or an incident, Approve means upheld or found and Reject dismissed; Waive is for hearings.
const (
	Approve    Verdict = "Approve"
	Reject     Verdict = "Reject"
	ReturnBack Verdict = "Return"
	Waive      Verdict = "Waive"
)

// ReviewSpec is one signature under one stage of one subject.
// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="评审意见一经签署不得更改,请另行签署 / a signature never changes: sign another Review"
// +kubebuilder:validation:XValidation:rule="self.verdict == 'Approve' || (has(self.reason) && size(self.reason.trim()) > 0)",message="除同意(Approve)外,须填写理由(reason) / a verdict other than Approve needs a reason",fieldPath=".reason"
// +kubebuilder:validation:XValidation:rule="!has(self.notice) || self.signedOn <= self.notice.opensOn",message="公示开始日不得早于签署日 / notice.opensOn must not be before signedOn",fieldPath=".notice.opensOn"
// +kubebuilder:validation:XValidation:rule="!has(self.recused) || !self.recused || ((!has(self.scores) || size(self.scores) == 0) && !has(self.amount) && !has(self.notice))",message="回避者不打分、不定金额、不开启公示 / who is recused gives no scores, sets no amount and opens no notice"
type ReviewSpec struct {
	// subjectRef names what is signed, and the digest of the spec for which the signature was given.
	// +required
	SubjectRef SubjectRef `json:"subjectRef"`
	// stage that is signed.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=40
	Stage string `json:"stage"`
	// authority in whose name it is signed (R13).
	// +required
	Authority Authority `json:"authority"`
	// reviewer is the account that signs.
	// +required
	Reviewer Account `json:"reviewer"`
	// recused says that the reviewer has ties to the alliance: the signature is on record and does not count. It carries no
	// scores, sets no amount and opens no notice; its verdict is not read.
	// +optional
	Recused bool `json:"recused,omitempty"`
	// verdict of the signature.
	// +required
	Verdict Verdict `json:"verdict"`
	// scores by indicator, for a scored stage.
	// +optional
	// +kubebuilder:validation:XValidation:rule="self.all(a, self.exists_one(b, b.indicator == a.indicator))",message="同一指标只能打分一次 / an indicator is scored once: remove the second line"
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=50
	Scores []Score `json:"scores,omitempty"`
	// checks that the stage asks for.
	// +optional
	// +kubebuilder:validation:XValidation:rule="self.all(a, self.exists_one(b, b.name == a.name))",message="同一检查项只能填写一次 / a check is named once: remove the second line"
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=50
	Checks []Check `json:"checks,omitempty"`
	// amount where the stage sets a sum.
	// +optional
	Amount Yuan `json:"amount,omitempty"`
	// notice where the stage opens the public notice.
	// +optional
	Notice *NoticeOpening `json:"notice,omitempty"`
	// documentNo of the decision or finding.
	// +optional
	// +kubebuilder:validation:MaxLength=100
	DocumentNo string `json:"documentNo,omitempty"`
	// reason in words, required unless the verdict approves.
	// +optional
	// +kubebuilder:validation:MaxLength=1000
	Reason string `json:"reason,omitempty"`
	// signedOn is the day of the signature.
	// +required
	SignedOn Date `json:"signedOn"`
}

// SubjectRef names the record that is signed, of the same namespace, and the digest of its spec.
type SubjectRef struct {
	// kind of the subject.
	// +required
	// +kubebuilder:validation:Enum=StarApplication;AwardRequest;Objection;Incident;ActivityPlan;ActivityReport;Brand;BrandLicense
	Kind string `json:"kind"`
	// name of the subject.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=253
	Name string `json:"name"`
	// digest of the spec for which the signature is given.
	// +required
	Digest Digest `json:"digest"`
}

// Score is the points that one reviewer gives for one indicator.
type Score struct {
	// indicator of the round.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=40
	Indicator string `json:"indicator"`
	// points as a decimal number with up to two places.
	// +required
	Points Points `json:"points"`
}

// Check is one thing that a reviewer looked at.
type Check struct {
	// name of the check.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=40
	Name string `json:"name"`
	// passed says whether it was in order.
	// +optional
	Passed bool `json:"passed,omitempty"`
	// note in words.
	// +optional
	// +kubebuilder:validation:MaxLength=500
	Note string `json:"note,omitempty"`
}

// NoticeOpening is a public notice that a decision puts up.
type NoticeOpening struct {
	// opensOn is a working day, not before the signature.
	// +required
	OpensOn Date `json:"opensOn"`
	// channel is the address where the notice stands.
	// +optional
	// +kubebuilder:validation:MaxLength=256
	Channel string `json:"channel,omitempty"`
}

// ReviewStatus is what the system says of a signature.
type ReviewStatus struct {
	RecordStatus `json:",inline"`
}

// Review is one signature under one stage of one subject. It is created and never changed.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:shortName=rv,categories=lianxing
// +kubebuilder:printcolumn:name="Kind",type=string,JSONPath=".spec.subjectRef.kind"
// +kubebuilder:printcolumn:name="Subject",type=string,JSONPath=".spec.subjectRef.name"
// +kubebuilder:printcolumn:name="Stage",type=string,JSONPath=".spec.stage"
// +kubebuilder:printcolumn:name="Authority",type=string,JSONPath=".spec.authority"
// +kubebuilder:printcolumn:name="Verdict",type=string,JSONPath=".spec.verdict"
// +kubebuilder:printcolumn:name="Signed",type=string,JSONPath=".spec.signedOn"
// +kubebuilder:printcolumn:name="State",type=string,JSONPath=".status.conditions[?(@.type==\"Counted\")].reason"
// +kubebuilder:printcolumn:name="Reviewer",type=string,JSONPath=".spec.reviewer",priority=1
// +kubebuilder:printcolumn:name="Document",type=string,JSONPath=".spec.documentNo",priority=1
// +kubebuilder:printcolumn:name="Reason",type=string,JSONPath=".spec.reason",priority=1
// +kubebuilder:printcolumn:name="Message",type=string,JSONPath=".status.conditions[?(@.type==\"Counted\")].message",priority=1
type Review struct {
	metav1.TypeMeta `json:",inline"`
	// metadata is the standard object metadata.
	// +optional
	metav1.ObjectMeta `json:"metadata,omitempty"`
	// spec is the signature.
	// +required
	Spec ReviewSpec `json:"spec"`
	// status is computed.
	// +optional
	// +default={"observedGeneration": -1}
	Status ReviewStatus `json:"status,omitempty,omitzero"`
}

// ReviewList is a list of reviews.
// +kubebuilder:object:root=true
type ReviewList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []Review `json:"items"`
}
