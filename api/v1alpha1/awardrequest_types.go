package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// AwardRequestSpec is an alliance's request for the money of its star (经申请后, R19). It carries no amount: that is computed.
// That applicationRef never changes follows from the record's name.
// +kubebuilder:validation:XValidation:rule="!has(self.payee.creditCode) || has(self.creditCodeException) || !self.payee.creditCode.matches('^[0-9A-HJ-NPQRTUWXY]{18}$') || [{'0':0,'1':1,'2':2,'3':3,'4':4,'5':5,'6':6,'7':7,'8':8,'9':9,'A':10,'B':11,'C':12,'D':13,'E':14,'F':15,'G':16,'H':17,'J':173,'K':174,'L':175,'M':176,'N':177,'P':333,'Q':334,'R':335,'T':150,'U':151,'W':307,'X':308,'Y':309}].all(v, (v[self.payee.creditCode.charAt(0)] + v[self.payee.creditCode.charAt(1)] * 3 + v[self.payee.creditCode.charAt(2)] * 9 + v[self.payee.creditCode.charAt(3)] * 27 + v[self.payee.creditCode.charAt(4)] * 19 + v[self.payee.creditCode.charAt(5)] * 26 + v[self.payee.creditCode.charAt(6)] * 16 + v[self.payee.creditCode.charAt(7)] * 17 + v[self.payee.creditCode.charAt(8)] * 20 + v[self.payee.creditCode.charAt(9)] * 29 + v[self.payee.creditCode.charAt(10)] * 25 + v[self.payee.creditCode.charAt(11)] * 13 + v[self.payee.creditCode.charAt(12)] * 8 + v[self.payee.creditCode.charAt(13)] * 24 + v[self.payee.creditCode.charAt(14)] * 10 + v[self.payee.creditCode.charAt(15)] * 30 + v[self.payee.creditCode.charAt(16)] * 28 + v[self.payee.creditCode.charAt(17)]) % 31 == 0)",message="统一社会信用代码的校验码(第 18 位)与前 17 位不符,请与登记证书核对 / the check digit of the credit code (character 18) does not fit the 17 before it: compare the code with the certificate",fieldPath=".payee.creditCode"
// +kubebuilder:validation:XValidation:rule="!has(self.payee.creditCode) || has(self.creditCodeException) || !self.payee.creditCode.matches('^[0-9A-HJ-NPQRTUWXY]{18}$') || (self.payee.creditCode.matches('^.{16}[0-9X]') && [{'0':0,'1':1,'2':2,'3':3,'4':4,'5':5,'6':6,'7':7,'8':8,'9':9,'A':10,'B':11,'C':12,'D':13,'E':14,'F':15,'G':16,'H':17,'J':173,'K':174,'L':175,'M':176,'N':177,'P':333,'Q':334,'R':335,'T':150,'U':151,'W':307,'X':308,'Y':309}].all(v, (v[self.payee.creditCode.charAt(8)] * 3 + v[self.payee.creditCode.charAt(9)] * 7 + v[self.payee.creditCode.charAt(10)] * 9 + v[self.payee.creditCode.charAt(11)] * 10 + v[self.payee.creditCode.charAt(12)] * 5 + v[self.payee.creditCode.charAt(13)] * 8 + v[self.payee.creditCode.charAt(14)] * 4 + v[self.payee.creditCode.charAt(15)] * 2 + (self.payee.creditCode.charAt(16) == 'X' ? 10 : v[self.payee.creditCode.charAt(16)])) % 11 == 0))",message="组织机构代码的校验码(第 17 位)与第 9 至 16 位不符,请与登记证书核对 / the check digit of the organisation code (character 17) does not fit characters 9 to 16: compare the code with the certificate",fieldPath=".payee.creditCode"
// +kubebuilder:validation:XValidation:rule="has(self.payee.creditCode) || !has(self.creditCodeException)",message="creditCodeException 须与 payee.creditCode 一同填写 / creditCodeException admits payee.creditCode: write the code too, or leave the exception out"
type AwardRequestSpec struct {
	// applicationRef names the application that was awarded, of the same namespace.
	// +required
	// +kubebuilder:validation:XValidation:rule="self.name.matches('^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?-(20[0-9]{2}|2100)-[345]$')",message="申报的名称是 农合联-轮次-星级,如 torreya-2025-4 / the name of an application is ALLIANCE-ROUND-3, -4 or -5, as in torreya-2025-4",fieldPath=".name"
	ApplicationRef LocalRef `json:"applicationRef"`
	// requestedOn is the day of the request.
	// +required
	RequestedOn Date `json:"requestedOn"`
	// filedBy is the account that filed it.
	// +required
	FiledBy Account `json:"filedBy"`
	// payee is the alliance or its declared host.
	// +required
	Payee Payee `json:"payee"`
	// creditCodeException admits a payee's code whose check digits fail, as the one on the alliance does.
	// +optional
	CreditCodeException *CreditCodeException `json:"creditCodeException,omitempty"`
	// waiver is why a late request should still be heard; leadership decides by signing.
	// +optional
	Waiver *Waiver `json:"waiver,omitempty"`
}

// Waiver asks that a term be waived.
type Waiver struct {
	// reason in words.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=500
	Reason string `json:"reason"`
}

// AwardRequestStatus is what the system computes of a request.
type AwardRequestStatus struct {
	RecordStatus `json:",inline"`
	// specDigest is what a Review of this request has to name.
	// +optional
	SpecDigest Digest `json:"specDigest,omitempty"`
	// completedOn is the day on which the last stage was signed.
	// +optional
	CompletedOn Date `json:"completedOn,omitempty"`
	// amount that was granted by this request.
	// +optional
	Amount Yuan `json:"amount,omitempty"`
	// entry of the ledger that granted it.
	// +optional
	// +kubebuilder:validation:MaxLength=253
	Entry string `json:"entry,omitempty"`
	// stages in their order.
	// +optional
	// +listType=map
	// +listMapKey=name
	// +kubebuilder:validation:MaxItems=20
	Stages []StageStatus `json:"stages,omitempty"`
}

// AwardRequest asks for the money of one awarded application. Its name is its application's.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:shortName=award,categories=lianxing
// +kubebuilder:printcolumn:name="Requested",type=string,JSONPath=".spec.requestedOn"
// +kubebuilder:printcolumn:name="Amount",type=string,JSONPath=".status.amount"
// +kubebuilder:printcolumn:name="Entry",type=string,JSONPath=".status.entry"
// +kubebuilder:printcolumn:name="State",type=string,JSONPath=".status.conditions[?(@.type==\"Granted\")].reason"
// +kubebuilder:printcolumn:name="Until",type=string,JSONPath=".status.nextTransition"
// +kubebuilder:printcolumn:name="Waits For",type=string,JSONPath=".status.stages[?(@.state==\"Open\")].name"
// +kubebuilder:printcolumn:name="Completed",type=string,JSONPath=".status.completedOn",priority=1
// +kubebuilder:printcolumn:name="Payee",type=string,JSONPath=".spec.payee.name",priority=1
// +kubebuilder:printcolumn:name="Message",type=string,JSONPath=".status.conditions[?(@.type==\"Granted\")].message",priority=1
// +kubebuilder:validation:XValidation:rule="self.metadata.name == self.spec.applicationRef.name",message="请款的名称必须与其申报的名称相同 / the name of a request must be the name of its application",fieldPath=".metadata"
// +kubebuilder:validation:XValidation:rule="!has(oldSelf.status) || (!has(oldSelf.status.entry) && (!has(oldSelf.status.conditions) || !oldSelf.status.conditions.exists(c, c.type == 'Granted' && c.status == 'True'))) || self.spec == oldSelf.spec",message="奖励已经核准,请款不得再更改 / the money has been granted: the request can not be changed any more",fieldPath=".spec"
type AwardRequest struct {
	metav1.TypeMeta `json:",inline"`
	// metadata is the standard object metadata.
	// +optional
	metav1.ObjectMeta `json:"metadata,omitempty"`
	// spec is what was declared.
	// +required
	Spec AwardRequestSpec `json:"spec"`
	// status is computed.
	// +optional
	// +default={"observedGeneration": -1}
	Status AwardRequestStatus `json:"status,omitempty,omitzero"`
}

// AwardRequestList is a list of requests.
// +kubebuilder:object:root=true
type AwardRequestList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []AwardRequest `json:"items"`
}
