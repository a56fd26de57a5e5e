package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// BrandScope says what a brand is for: one industry (R33), or an umbrella over several.
// +kubebuilder:validation:Enum=SingleIndustry;Comprehensive
type BrandScope string

// The scopes of a brand.
const (
	ScopeSingleIndustry BrandScope = "SingleIndustry"
	ScopeComprehensive  BrandScope = "Comprehensive"
)

// BrandRole is what an alliance, or the supply system, has to do with a brand (R31, R37, R39).
// +kubebuilder:validation:Enum=Lead;Participate
type BrandRole string

// The roles of an alliance in a brand.
const (
	RoleLead        BrandRole = "Lead"
	RoleParticipate BrandRole = "Participate"
)

// BrandSpec is a regional public brand (区域公共品牌, R31-R39), owned by whom it names: an association or a service centre as well as an
// alliance.
// +kubebuilder:validation:XValidation:rule="self.scope != 'SingleIndustry' || !has(self.operatingSince) || (has(self.standards) && self.standards.exists(s, s.since <= self.operatingSince))",message="单一产业品牌须有一套标准才能运营,请在 standards 写明 operatingSince 当日已施行的标准 / a SingleIndustry brand operates by a standard: list in standards one that is in force on operatingSince",fieldPath=".standards"
// +kubebuilder:validation:XValidation:rule="!has(self.suspendedOn) || (has(self.operatingSince) && self.operatingSince <= self.suspendedOn)",message="暂停日期不得早于开始运营日期(operatingSince) / suspendedOn needs operatingSince and must not be before it",fieldPath=".suspendedOn"
// +kubebuilder:validation:XValidation:rule="!has(self.resumedOn) || (has(self.suspendedOn) && self.suspendedOn < self.resumedOn)",message="恢复日期须晚于暂停日期(suspendedOn);再次暂停时,先把上一次的起止日期写入 earlierSuspensions 末尾 / resumedOn needs suspendedOn and must be after it; where the brand is suspended again, add the former pair at the end of earlierSuspensions",fieldPath=".resumedOn"
// +kubebuilder:validation:XValidation:rule="!has(self.earlierSuspensions) || size(self.earlierSuspensions) == 0 || (has(self.operatingSince) && self.operatingSince <= self.earlierSuspensions[0].suspendedOn)",message="以往的暂停不得早于开始运营日期(operatingSince) / earlierSuspensions need operatingSince and none may be before it",fieldPath=".earlierSuspensions"
// +kubebuilder:validation:XValidation:rule="!has(self.suspendedOn) || !has(self.earlierSuspensions) || size(self.earlierSuspensions) == 0 || self.earlierSuspensions[size(self.earlierSuspensions) - 1].resumedOn <= self.suspendedOn",message="suspendedOn 是最近一次暂停,不得早于 earlierSuspensions 中最后一次的恢复日期;每次暂停只写一处 / suspendedOn is the latest suspension and must not be before the last of earlierSuspensions ended: a suspension is recorded in one place only",fieldPath=".suspendedOn"
// +kubebuilder:validation:XValidation:rule="!has(oldSelf.suspendedOn) || (has(self.suspendedOn) && self.suspendedOn == oldSelf.suspendedOn) || (has(self.earlierSuspensions) && self.earlierSuspensions.exists(s, s.suspendedOn == oldSelf.suspendedOn && (!has(oldSelf.resumedOn) || s.resumedOn == oldSelf.resumedOn)))",message="更改 suspendedOn 前,请把原来的 suspendedOn 和 resumedOn 写入 earlierSuspensions 末尾(可在同一次修改中完成),已作出的决定以其为准 / what was decided in a suspension stays: before suspendedOn changes, add the suspendedOn and resumedOn on record at the end of earlierSuspensions (one edit may do both)",fieldPath=".suspendedOn"
// +kubebuilder:validation:XValidation:rule="!has(oldSelf.earlierSuspensions) || (has(self.earlierSuspensions) && size(oldSelf.earlierSuspensions) <= size(self.earlierSuspensions) && oldSelf.earlierSuspensions.all(i, s, self.earlierSuspensions[i] == s))",message="已登记的以往暂停不得更改或删除,新的写在末尾 / earlierSuspensions only grow: keep those on record as they are and add the new one at the end",fieldPath=".earlierSuspensions"
// +kubebuilder:validation:XValidation:rule="!has(self.retiredOn) || !has(self.operatingSince) || self.operatingSince <= self.retiredOn",message="停用日期不得早于开始运营日期 / retiredOn must not be before operatingSince",fieldPath=".retiredOn"
type BrandSpec struct {
	// displayName of the brand.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=60
	DisplayName string `json:"displayName"`
	// industry that the brand stands for.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=40
	Industry string `json:"industry"`
	// scope of the brand.
	// +required
	Scope BrandScope `json:"scope"`
	// owner (持有主体) of the brand, an organisation and never a person.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=120
	Owner string `json:"owner"`
	// legalForm by which the owner holds it.
	// +optional
	// +kubebuilder:validation:Enum=CertificationMark;CollectiveMark;Trademark;Other
	LegalForm string `json:"legalForm,omitempty"`
	// supplySystemRole is what the supply and marketing system does for the brand (R39).
	// +required
	// +kubebuilder:validation:Enum=Lead;Participate;None
	SupplySystemRole string `json:"supplySystemRole"`
	// standards by code and version. A new version stays beside the old one.
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:XValidation:rule="self.all(a, self.exists_one(b, b.code == a.code && b.version == a.version))",message="同一标准的同一版本只能列一次 / a version of a standard is listed once: remove the second line"
	// +kubebuilder:validation:MaxItems=50
	Standards []BrandStandard `json:"standards,omitempty"`
	// alliances whose members may be licensed, and what they have to do with the brand.
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:XValidation:rule="self.all(a, self.exists_one(b, b.name == a.name && (has(b.__namespace__) ? b.__namespace__ : '') == (has(a.__namespace__) ? a.__namespace__ : '')))",message="同一农合联只能列一次 / an alliance is listed once: remove the second line"
	// +kubebuilder:validation:MaxItems=64
	Alliances []BrandAlliance `json:"alliances,omitempty"`
	// operatingSince is the first day on which licences may be applied for.
	// +optional
	OperatingSince Date `json:"operatingSince,omitempty"`
	// suspendedOn is the first day of the latest suspension. Where the brand is suspended again, the former pair goes to earlierSuspensions.
	// +optional
	SuspendedOn Date `json:"suspendedOn,omitempty"`
	// resumedOn is the first day after the latest suspension.
	// +optional
	ResumedOn Date `json:"resumedOn,omitempty"`
	// earlierSuspensions are those before the latest, from the first on. They only grow, so that what was decided and counted in them stays.
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:XValidation:rule="self.all(i, s, i == 0 || self[i - 1].resumedOn <= s.suspendedOn)",message="以往的暂停须按先后排列,互不重叠 / earlierSuspensions must follow each other: list them from the first on, each after the one before it ended"
	// +kubebuilder:validation:MaxItems=50
	EarlierSuspensions []BrandSuspension `json:"earlierSuspensions,omitempty"`
	// retiredOn is the first day on which the brand is used no more: every licence ends.
	// +optional
	RetiredOn Date `json:"retiredOn,omitempty"`
	// licensing are the terms of its licences.
	// +required
	Licensing BrandLicensing `json:"licensing"`
}

// BrandSuspension is a suspension of a brand that is over.
// +kubebuilder:validation:XValidation:rule="self.suspendedOn < self.resumedOn",message="恢复日期须晚于暂停日期(suspendedOn) / resumedOn must be after suspendedOn",fieldPath=".resumedOn"
type BrandSuspension struct {
	// suspendedOn is its first day.
	// +required
	SuspendedOn Date `json:"suspendedOn"`
	// resumedOn is the first day after it.
	// +required
	ResumedOn Date `json:"resumedOn"`
}

// BrandStandard is one version of a standard of a brand.
type BrandStandard struct {
	// code of the standard.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=60
	Code string `json:"code"`
	// title of the standard.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=120
	Title string `json:"title"`
	// version of the standard.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=40
	Version string `json:"version"`
	// since is the first day on which the version is in force.
	// +required
	Since Date `json:"since"`
}

// BrandAlliance links an alliance with a brand (R31, R37).
// +kubebuilder:validation:XValidation:rule="!has(self.until) || !has(self.since) || self.since < self.until",message="until 是不再参与品牌的首日,须晚于 since / until is the first day after the link and must be after since",fieldPath=".until"
type BrandAlliance struct {
	// namespace of the alliance; where absent, that of the brand.
	// +optional
	// +kubebuilder:validation:MaxLength=63
	Namespace string `json:"namespace,omitempty"`
	// name of the alliance.
	// +required
	// +kubebuilder:validation:XValidation:rule="self.matches('^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?$')",message="农合联的名称由小写字母、数字和连字符组成,至多 40 个字符 / the name of an alliance has at most 40 characters: lower-case letters, digits and inner hyphens"
	// +kubebuilder:validation:MaxLength=40
	Name string `json:"name"`
	// role of the alliance.
	// +required
	Role BrandRole `json:"role"`
	// since is the first day of the link; absent where it was there from the beginning.
	// +optional
	Since Date `json:"since,omitempty"`
	// until is the first day after the link.
	// +optional
	Until Date `json:"until,omitempty"`
}

// BrandLicensing are the terms of a brand's licences. None of them is the policy's: the owner of the brand sets them.
type BrandLicensing struct {
	// noticeWorkingDays is the length of the public notice of a licence.
	// +required
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=250
	NoticeWorkingDays int32 `json:"noticeWorkingDays"`
	// maxYears is the longest term of a licence.
	// +required
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=20
	MaxYears int32 `json:"maxYears"`
	// renewalDays before its end a renewal should be asked for. One that comes later is told of.
	// +required
	// +kubebuilder:validation:Minimum=0
	// +kubebuilder:validation:Maximum=730
	RenewalDays int32 `json:"renewalDays"`
	// testReportMonths is how long a test report of the product counts.
	// +required
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=120
	TestReportMonths int32 `json:"testReportMonths"`
	// rectifyDays within which a test report that is due has to come, and a misuse to be put right.
	// +required
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=730
	RectifyDays int32 `json:"rectifyDays"`
	// recertifyDays within which a licence under an older version of its standard has to be certified anew.
	// +required
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=1825
	RecertifyDays int32 `json:"recertifyDays"`
	// banMonths after a revocation in which the user is not licensed again, by whichever licence.
	// +required
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=240
	BanMonths int32 `json:"banMonths"`
}

// BrandStatus is what the system says of a brand.
type BrandStatus struct {
	RecordStatus `json:",inline"`
	// licensed is the length of its licence list (准用名单); 0 is shown.
	// +optional
	Licensed *int32 `json:"licensed,omitempty"`
	// licensedMembers counts the members on the list, each once (R35).
	// +optional
	LicensedMembers int32 `json:"licensedMembers,omitempty"`
	// members counts today's members of the alliances that take part (R35).
	// +optional
	Members int32 `json:"members,omitempty"`
	// leading counts the alliances that lead the brand today, participating those that take part in it (R31, R37).
	// +optional
	Leading int32 `json:"leading,omitempty"`
	// participating counts the alliances that take part without leading.
	// +optional
	Participating int32 `json:"participating,omitempty"`
}

// Brand is a regional public brand, recorded in the namespace of its region.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:shortName=brand,categories=lianxing
// +kubebuilder:printcolumn:name="Display Name",type=string,JSONPath=".spec.displayName"
// +kubebuilder:printcolumn:name="Industry",type=string,JSONPath=".spec.industry"
// +kubebuilder:printcolumn:name="State",type=string,JSONPath=".status.conditions[?(@.type==\"Operating\")].reason"
// +kubebuilder:printcolumn:name="Until",type=string,JSONPath=".status.nextTransition"
// +kubebuilder:printcolumn:name="Licensed",type=integer,JSONPath=".status.licensed"
// +kubebuilder:printcolumn:name="Members",type=integer,JSONPath=".status.members"
// +kubebuilder:printcolumn:name="Scope",type=string,JSONPath=".spec.scope",priority=1
// +kubebuilder:printcolumn:name="Owner",type=string,JSONPath=".spec.owner",priority=1
// +kubebuilder:printcolumn:name="Supply System",type=string,JSONPath=".spec.supplySystemRole",priority=1
// +kubebuilder:printcolumn:name="Since",type=string,JSONPath=".spec.operatingSince",priority=1
// +kubebuilder:printcolumn:name="Message",type=string,JSONPath=".status.conditions[?(@.type==\"Operating\")].message",priority=1
type Brand struct {
	metav1.TypeMeta `json:",inline"`
	// metadata is the standard object metadata.
	// +optional
	metav1.ObjectMeta `json:"metadata,omitempty"`
	// spec is what was declared.
	// +required
	Spec BrandSpec `json:"spec"`
	// status is computed.
	// +optional
	// +default={"observedGeneration": -1}
	Status BrandStatus `json:"status,omitempty,omitzero"`
}

// BrandList is a list of brands.
// +kubebuilder:object:root=true
type BrandList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []Brand `json:"items"`
}
