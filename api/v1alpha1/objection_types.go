package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// ObjectionSpec is a written complaint against a subject on public notice (异议).
// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="异议一经登记不得更改,请另行登记 / an objection never changes: file another one"
type ObjectionSpec struct {
	// subjectRef names what is objected to, of the same namespace.
	// +required
	SubjectRef ObjectionSubject `json:"subjectRef"`
	// raisedOn is the day on which it was raised.
	// +required
	RaisedOn Date `json:"raisedOn"`
	// signed says how the objector is known. Names are kept elsewhere.
	// +required
	// +kubebuilder:validation:Enum=RealName;Seal;Anonymous
	Signed string `json:"signed"`
	// grounds in words.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=2000
	Grounds string `json:"grounds"`
	// evidence for the grounds.
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=20
	Evidence []Evidence `json:"evidence,omitempty"`
	// filedBy is the account that filed it for the one who objects.
	// +required
	FiledBy Account `json:"filedBy"`
}

// ObjectionSubject names what is objected to.
type ObjectionSubject struct {
	// kind of the subject.
	// +required
	// +kubebuilder:validation:Enum=StarApplication;BrandLicense
	Kind string `json:"kind"`
	// name of the subject.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=253
	Name string `json:"name"`
}

// How an objector is known.
const (
	SignedRealName  = "RealName"
	SignedSeal      = "Seal"
	SignedAnonymous = "Anonymous"
)

// ObjectionStatus is what the system says of an objection.
type ObjectionStatus struct {
	RecordStatus `json:",inline"`
	// specDigest is what a Review of this objection has to name.
	// +optional
	SpecDigest Digest `json:"specDigest,omitempty"`
	// stages in their order.
	// +optional
	// +listType=map
	// +listMapKey=name
	// +kubebuilder:validation:MaxItems=20
	Stages []StageStatus `json:"stages,omitempty"`
}

// Objection is a complaint that was raised against a subject on public notice.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:shortName=obj,categories=lianxing
// +kubebuilder:printcolumn:name="Kind",type=string,JSONPath=".spec.subjectRef.kind"
// +kubebuilder:printcolumn:name="Subject",type=string,JSONPath=".spec.subjectRef.name"
// +kubebuilder:printcolumn:name="Raised",type=string,JSONPath=".spec.raisedOn"
// +kubebuilder:printcolumn:name="Signed",type=string,JSONPath=".spec.signed"
// +kubebuilder:printcolumn:name="State",type=string,JSONPath=".status.conditions[?(@.type==\"Upheld\")].reason"
// +kubebuilder:printcolumn:name="Waits For",type=string,JSONPath=".status.stages[?(@.state==\"Open\")].name"
// +kubebuilder:printcolumn:name="Grounds",type=string,JSONPath=".spec.grounds",priority=1
// +kubebuilder:printcolumn:name="Message",type=string,JSONPath=".status.conditions[?(@.type==\"Upheld\")].message",priority=1
type Objection struct {
	metav1.TypeMeta `json:",inline"`
	// metadata is the standard object metadata.
	// +optional
	metav1.ObjectMeta `json:"metadata,omitempty"`
	// spec is what was declared.
	// +required
	Spec ObjectionSpec `json:"spec"`
	// status is computed.
	// +optional
	// +default={"observedGeneration": -1}
	Status ObjectionStatus `json:"status,omitempty,omitzero"`
}

// ObjectionList is a list of objections.
// +kubebuilder:object:root=true
type ObjectionList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []Objection `json:"items"`
}
