package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// BrandLicenseSpec is an alliance's request that one of its members may use a brand (认证使用, R34). It may change until it is decided;
// after that only testReports grow.
// +kubebuilder:validation:XValidation:rule="self.validFrom < self.validThrough",message="有效期末日须晚于首日(validFrom) / validThrough must be after validFrom",fieldPath=".validThrough"
// +kubebuilder:validation:XValidation:rule="self.filedOn <= self.validThrough",message="有效期末日不得早于申请日(filedOn) / validThrough must not be before filedOn",fieldPath=".validThrough"
// +kubebuilder:validation:XValidation:rule="!has(oldSelf.testReports) || (has(self.testReports) && size(oldSelf.testReports) <= size(self.testReports) && oldSelf.testReports.all(i, r, self.testReports[i] == r))",message="已登记的检测报告不得更改或删除,新的报告写在末尾 / testReports only grow: keep those on record as they are and add the new one at the end"
type BrandLicenseSpec struct {
	// brandRef names the brand, of the same namespace.
	// +required
	BrandRef LocalRef `json:"brandRef"`
	// allianceRef names the alliance that applies for its member.
	// +required
	// +kubebuilder:validation:XValidation:rule="self.name.matches('^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?$')",message="农合联的名称由小写字母、数字和连字符组成,至多 40 个字符 / the name of an alliance has at most 40 characters: lower-case letters, digits and inner hyphens",fieldPath=".name"
	AllianceRef Ref `json:"allianceRef"`
	// member who is to use the brand, as the alliance's members name it.
	// +required
	// +kubebuilder:validation:XValidation:rule="self == self.trim()",message="成员名称前后不得有空格,请删去 / the name of a member has no white space around it: take it away"
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=40
	Member string `json:"member"`
	// products that may bear the brand.
	// +required
	// +listType=set
	// +kubebuilder:validation:MinItems=1
	// +kubebuilder:validation:MaxItems=50
	// +kubebuilder:validation:items:MinLength=1
	// +kubebuilder:validation:items:MaxLength=60
	Products []string `json:"products"`
	// standardCode of the standard, where the brand has several.
	// +optional
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=60
	StandardCode string `json:"standardCode,omitempty"`
	// standardVersion by which the products are certified; absent only where the brand has no standard.
	// +optional
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=40
	StandardVersion string `json:"standardVersion,omitempty"`
	// certificateNo of the certificate; no certification counts without one.
	// +optional
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=100
	CertificateNo string `json:"certificateNo,omitempty"`
	// validFrom is the first day of the licence, where its notice has ended by then.
	// +required
	ValidFrom Date `json:"validFrom"`
	// validThrough is the last day of the licence.
	// +required
	ValidThrough Date `json:"validThrough"`
	// testReports of the products. They only grow, and count from their day.
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:XValidation:rule="self.all(i, r, i == 0 || self[i - 1].on <= r.on)",message="检测报告须按日期先后排列 / the dates of testReports must not fall: list them from the earliest on"
	// +kubebuilder:validation:MaxItems=40
	TestReports []TestReport `json:"testReports,omitempty"`
	// renews names the licence of the same user that this one carries on; it ends when this one begins.
	// +optional
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=253
	Renews string `json:"renews,omitempty"`
	// filedOn is the day of filing.
	// +required
	FiledOn Date `json:"filedOn"`
	// filedBy is the account that filed it.
	// +required
	FiledBy Account `json:"filedBy"`
}

// TestReport is a test of the products.
type TestReport struct {
	// on is the day of the report.
	// +required
	On Date `json:"on"`
	// evidence is the report itself.
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=20
	Evidence []Evidence `json:"evidence,omitempty"`
}

// BrandLicenseStatus is what the system computes of a licence.
type BrandLicenseStatus struct {
	RecordStatus `json:",inline"`
	// specDigest is what a Review of this licence has to name.
	// +optional
	SpecDigest Digest `json:"specDigest,omitempty"`
	// notice that the deciding stage opened.
	// +optional
	Notice *NoticeStatus `json:"notice,omitempty"`
	// licensedOn is the first day on which the brand might be used.
	// +optional
	LicensedOn Date `json:"licensedOn,omitempty"`
	// validThrough is the last day on which it may be used, or might.
	// +optional
	ValidThrough Date `json:"validThrough,omitempty"`
	// testReportDueOn is the day by which the next test report should be there.
	// +optional
	TestReportDueOn Date `json:"testReportDueOn,omitempty"`
	// recertifyBy is the last day under an older version of the standard.
	// +optional
	RecertifyBy Date `json:"recertifyBy,omitempty"`
	// barredThrough is the last day on which its user is not licensed again, where a licence of the user for the brand was revoked.
	// +optional
	BarredThrough Date `json:"barredThrough,omitempty"`
	// stages in their order.
	// +optional
	// +listType=map
	// +listMapKey=name
	// +kubebuilder:validation:MaxItems=20
	Stages []StageStatus `json:"stages,omitempty"`
}

// BrandLicense lets a member of an alliance use a brand, recorded in the namespace of the brand.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:shortName=bl,categories=lianxing
// +kubebuilder:printcolumn:name="Brand",type=string,JSONPath=".spec.brandRef.name"
// +kubebuilder:printcolumn:name="Member",type=string,JSONPath=".spec.member"
// +kubebuilder:printcolumn:name="State",type=string,JSONPath=".status.conditions[?(@.type==\"Licensed\")].reason"
// +kubebuilder:printcolumn:name="Until",type=string,JSONPath=".status.nextTransition"
// +kubebuilder:printcolumn:name="Waits For",type=string,JSONPath=".status.stages[?(@.state==\"Open\")].name"
// +kubebuilder:printcolumn:name="Valid Through",type=string,JSONPath=".status.validThrough"
// +kubebuilder:printcolumn:name="Alliance",type=string,JSONPath=".spec.allianceRef.name",priority=1
// +kubebuilder:printcolumn:name="Standard",type=string,JSONPath=".spec.standardVersion",priority=1
// +kubebuilder:printcolumn:name="Certificate",type=string,JSONPath=".spec.certificateNo",priority=1
// +kubebuilder:printcolumn:name="Notice Ends",type=string,JSONPath=".status.notice.closesOn",priority=1
// +kubebuilder:printcolumn:name="Test Report Due",type=string,JSONPath=".status.testReportDueOn",priority=1
// +kubebuilder:printcolumn:name="Message",type=string,JSONPath=".status.conditions[?(@.type==\"Licensed\")].message",priority=1
// +kubebuilder:validation:XValidation:rule="!has(oldSelf.status) || (!has(oldSelf.status.notice) && (!has(oldSelf.status.stages) || size(oldSelf.status.stages) == 0 || (!oldSelf.status.stages.exists(s, s.state == 'Rejected') && oldSelf.status.stages[size(oldSelf.status.stages) - 1].state != 'Done'))) || (self.spec.brandRef == oldSelf.spec.brandRef && self.spec.allianceRef == oldSelf.spec.allianceRef && self.spec.member == oldSelf.spec.member && self.spec.products == oldSelf.spec.products && has(self.spec.standardCode) == has(oldSelf.spec.standardCode) && (!has(self.spec.standardCode) || self.spec.standardCode == oldSelf.spec.standardCode) && has(self.spec.standardVersion) == has(oldSelf.spec.standardVersion) && (!has(self.spec.standardVersion) || self.spec.standardVersion == oldSelf.spec.standardVersion) && has(self.spec.certificateNo) == has(oldSelf.spec.certificateNo) && (!has(self.spec.certificateNo) || self.spec.certificateNo == oldSelf.spec.certificateNo) && self.spec.validFrom == oldSelf.spec.validFrom && self.spec.validThrough == oldSelf.spec.validThrough && has(self.spec.renews) == has(oldSelf.spec.renews) && (!has(self.spec.renews) || self.spec.renews == oldSelf.spec.renews) && self.spec.filedOn == oldSelf.spec.filedOn && self.spec.filedBy == oldSelf.spec.filedBy)",message="许可已作出决定,只能追加 testReports;其他变更请另行申请 / the licence has been decided: only testReports may grow; for anything else file another licence",fieldPath=".spec"
type BrandLicense struct {
	metav1.TypeMeta `json:",inline"`
	// metadata is the standard object metadata.
	// +optional
	metav1.ObjectMeta `json:"metadata,omitempty"`
	// spec is what was declared.
	// +required
	Spec BrandLicenseSpec `json:"spec"`
	// status is computed.
	// +optional
	// +default={"observedGeneration": -1}
	Status BrandLicenseStatus `json:"status,omitempty,omitzero"`
}

// BrandLicenseList is a list of licences.
// +kubebuilder:object:root=true
type BrandLicenseList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []BrandLicense `json:"items"`
}
