package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// AllianceSpec is what is declared of an industrial agricultural cooperative alliance (产业农合联).
// +kubebuilder:validation:XValidation:rule="has(self.creditCode) || has(self.host)",message="未填写 creditCode 的农合联必须写明 host(代为收款的法人) / an alliance without a creditCode must name its host, the legal person that stands in for it"
// +kubebuilder:validation:XValidation:rule="has(self.creditCode) || !has(self.creditCodeException)",message="creditCodeException 须与 creditCode 一同填写 / creditCodeException admits a creditCode: write the code too, or leave the exception out"
// +kubebuilder:validation:XValidation:rule="!has(self.creditCode) || has(self.creditCodeException) || !self.creditCode.matches('^[0-9A-HJ-NPQRTUWXY]{18}$') || [{'0':0,'1':1,'2':2,'3':3,'4':4,'5':5,'6':6,'7':7,'8':8,'9':9,'A':10,'B':11,'C':12,'D':13,'E':14,'F':15,'G':16,'H':17,'J':173,'K':174,'L':175,'M':176,'N':177,'P':333,'Q':334,'R':335,'T':150,'U':151,'W':307,'X':308,'Y':309}].all(v, (v[self.creditCode.charAt(0)] + v[self.creditCode.charAt(1)] * 3 + v[self.creditCode.charAt(2)] * 9 + v[self.creditCode.charAt(3)] * 27 + v[self.creditCode.charAt(4)] * 19 + v[self.creditCode.charAt(5)] * 26 + v[self.creditCode.charAt(6)] * 16 + v[self.creditCode.charAt(7)] * 17 + v[self.creditCode.charAt(8)] * 20 + v[self.creditCode.charAt(9)] * 29 + v[self.creditCode.charAt(10)] * 25 + v[self.creditCode.charAt(11)] * 13 + v[self.creditCode.charAt(12)] * 8 + v[self.creditCode.charAt(13)] * 24 + v[self.creditCode.charAt(14)] * 10 + v[self.creditCode.charAt(15)] * 30 + v[self.creditCode.charAt(16)] * 28 + v[self.creditCode.charAt(17)]) % 31 == 0)",message="统一社会信用代码的校验码(第 18 位)与前 17 位不符,请与登记证书核对 / the check digit of the credit code (character 18) does not fit the 17 before it: compare the code with the certificate",fieldPath=".creditCode"
// +kubebuilder:validation:XValidation:rule="!has(self.creditCode) || has(self.creditCodeException) || !self.creditCode.matches('^[0-9A-HJ-NPQRTUWXY]{18}$') || (self.creditCode.matches('^.{16}[0-9X]') && [{'0':0,'1':1,'2':2,'3':3,'4':4,'5':5,'6':6,'7':7,'8':8,'9':9,'A':10,'B':11,'C':12,'D':13,'E':14,'F':15,'G':16,'H':17,'J':173,'K':174,'L':175,'M':176,'N':177,'P':333,'Q':334,'R':335,'T':150,'U':151,'W':307,'X':308,'Y':309}].all(v, (v[self.creditCode.charAt(8)] * 3 + v[self.creditCode.charAt(9)] * 7 + v[self.creditCode.charAt(10)] * 9 + v[self.creditCode.charAt(11)] * 10 + v[self.creditCode.charAt(12)] * 5 + v[self.creditCode.charAt(13)] * 8 + v[self.creditCode.charAt(14)] * 4 + v[self.creditCode.charAt(15)] * 2 + (self.creditCode.charAt(16) == 'X' ? 10 : v[self.creditCode.charAt(16)])) % 11 == 0))",message="组织机构代码的校验码(第 17 位)与第 9 至 16 位不符,请与登记证书核对 / the check digit of the organisation code (character 17) does not fit characters 9 to 16: compare the code with the certificate",fieldPath=".creditCode"
// +kubebuilder:validation:XValidation:rule="!has(oldSelf.recognition) || (has(self.recognition) && self.recognition == oldSelf.recognition && self.industry == oldSelf.industry && has(self.creditCode) == has(oldSelf.creditCode) && (!has(self.creditCode) || self.creditCode == oldSelf.creditCode) && has(self.host) == has(oldSelf.host) && (!has(self.host) || self.host == oldSelf.host))",message="认定信息写明后,creditCode、host、industry、recognition 不得更改;主体变更请另建农合联并用 succeeds 承接 / once recognition is set, creditCode, host, industry and recognition stay as they are: a changed organisation is a new Alliance that succeeds this one"
// +kubebuilder:validation:XValidation:rule="!has(self.dissolvedOn) || !has(self.recognition) || self.recognition.decidedOn <= self.dissolvedOn",message="解散日期不得早于认定日期 / dissolvedOn must not be before recognition.decidedOn",fieldPath=".dissolvedOn"
// +kubebuilder:validation:XValidation:rule="!has(self.succeeds) || !has(self.creditCode) || !self.succeeds.exists(s, has(s.creditCode) && s.creditCode == self.creditCode)",message="农合联不能承接自身,succeeds 请填写前身的代码 / an alliance can not succeed itself: succeeds names the predecessor",fieldPath=".succeeds"
type AllianceSpec struct {
	// displayName is the full name.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=120
	DisplayName string `json:"displayName"`
	// creditCode is the alliance's own code; absent only where a host stands in.
	// +optional
	CreditCode CreditCode `json:"creditCode,omitempty"`
	// creditCodeException admits one code whose check digits fail, with proof.
	// +optional
	CreditCodeException *CreditCodeException `json:"creditCodeException,omitempty"`
	// host is the legal person that stands in for an unregistered alliance, and is its payee.
	// +optional
	Host *Host `json:"host,omitempty"`
	// industry is the product chain.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=40
	Industry string `json:"industry"`
	// recognition is the decision that recognised the alliance, with its public notice (R3).
	// +optional
	Recognition *Recognition `json:"recognition,omitempty"`
	// governance is the charter and the three bodies (R46-R48).
	// +optional
	Governance *Governance `json:"governance,omitempty"`
	// services that the alliance offers (R49).
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=64
	Services []Service `json:"services,omitempty"`
	// serviceCenters are the farm-service centres (R44, R45).
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=64
	ServiceCenters []ServiceCenter `json:"serviceCenters,omitempty"`
	// partners within the region (R51, R52).
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=64
	Partners []Partner `json:"partners,omitempty"`
	// chainStages that the alliance covers (R54).
	// +optional
	// +listType=set
	// +kubebuilder:validation:MaxItems=20
	// +kubebuilder:validation:items:MaxLength=40
	ChainStages []string `json:"chainStages,omitempty"`
	// operatingEntity is the company that the alliance runs (R53).
	// +optional
	OperatingEntity *OperatingEntity `json:"operatingEntity,omitempty"`
	// members of the alliance, each with the dates of joining and leaving (R48, R61).
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=1000
	Members []Member `json:"members,omitempty"`
	// smallholdersServed by year (R50).
	// +optional
	// +listType=map
	// +listMapKey=year
	// +kubebuilder:validation:MaxItems=50
	SmallholdersServed []YearCount `json:"smallholdersServed,omitempty"`
	// succeeds names the organisations whose rights and duties this one took over (F-17). The first gives the identity.
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=20
	Succeeds []Succession `json:"succeeds,omitempty"`
	// plaqueReturnedOn is the day on which a plaque that was due came back.
	// +optional
	PlaqueReturnedOn Date `json:"plaqueReturnedOn,omitempty"`
	// dissolvedOn is the day on which the alliance ended.
	// +optional
	DissolvedOn Date `json:"dissolvedOn,omitempty"`
	// filedBy is the account that filed the record.
	// +required
	FiledBy Account `json:"filedBy"`
}

// CreditCodeException is why a code with failing check digits is accepted.
type CreditCodeException struct {
	// reason in words.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=500
	Reason string `json:"reason"`
	// evidence that the code is real.
	// +required
	// +listType=atomic
	// +kubebuilder:validation:MinItems=1
	// +kubebuilder:validation:MaxItems=20
	Evidence []Evidence `json:"evidence"`
}

// Host is a legal person that stands in for an unregistered alliance.
type Host struct {
	// displayName is the full name of the legal person.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=120
	DisplayName string `json:"displayName"`
	// creditCode of the legal person.
	// +required
	// +kubebuilder:validation:XValidation:rule="!self.matches('^[0-9A-HJ-NPQRTUWXY]{18}$') || [{'0':0,'1':1,'2':2,'3':3,'4':4,'5':5,'6':6,'7':7,'8':8,'9':9,'A':10,'B':11,'C':12,'D':13,'E':14,'F':15,'G':16,'H':17,'J':173,'K':174,'L':175,'M':176,'N':177,'P':333,'Q':334,'R':335,'T':150,'U':151,'W':307,'X':308,'Y':309}].all(v, (v[self.charAt(0)] + v[self.charAt(1)] * 3 + v[self.charAt(2)] * 9 + v[self.charAt(3)] * 27 + v[self.charAt(4)] * 19 + v[self.charAt(5)] * 26 + v[self.charAt(6)] * 16 + v[self.charAt(7)] * 17 + v[self.charAt(8)] * 20 + v[self.charAt(9)] * 29 + v[self.charAt(10)] * 25 + v[self.charAt(11)] * 13 + v[self.charAt(12)] * 8 + v[self.charAt(13)] * 24 + v[self.charAt(14)] * 10 + v[self.charAt(15)] * 30 + v[self.charAt(16)] * 28 + v[self.charAt(17)]) % 31 == 0)",message="统一社会信用代码的校验码(第 18 位)与前 17 位不符,请与登记证书核对 / the check digit of the credit code (character 18) does not fit the 17 before it: compare the code with the certificate"
	// +kubebuilder:validation:XValidation:rule="!self.matches('^[0-9A-HJ-NPQRTUWXY]{18}$') || (self.matches('^.{16}[0-9X]') && [{'0':0,'1':1,'2':2,'3':3,'4':4,'5':5,'6':6,'7':7,'8':8,'9':9,'A':10,'B':11,'C':12,'D':13,'E':14,'F':15,'G':16,'H':17,'J':173,'K':174,'L':175,'M':176,'N':177,'P':333,'Q':334,'R':335,'T':150,'U':151,'W':307,'X':308,'Y':309}].all(v, (v[self.charAt(8)] * 3 + v[self.charAt(9)] * 7 + v[self.charAt(10)] * 9 + v[self.charAt(11)] * 10 + v[self.charAt(12)] * 5 + v[self.charAt(13)] * 8 + v[self.charAt(14)] * 4 + v[self.charAt(15)] * 2 + (self.charAt(16) == 'X' ? 10 : v[self.charAt(16)])) % 11 == 0))",message="组织机构代码的校验码(第 17 位)与第 9 至 16 位不符,请与登记证书核对 / the check digit of the organisation code (character 17) does not fit characters 9 to 16: compare the code with the certificate"
	CreditCode CreditCode `json:"creditCode"`
}

// Recognition is the decision that recognised an alliance (经认定公示, R3).
// +kubebuilder:validation:XValidation:rule="self.decidedOn <= self.notice.opensOn",message="公示开始日不得早于认定决定日 / notice.opensOn must not be before decidedOn: the notice follows the decision",fieldPath=".notice.opensOn"
type Recognition struct {
	// authority in whose name it was decided.
	// +required
	Authority Authority `json:"authority"`
	// documentNo of the decision.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=100
	DocumentNo string `json:"documentNo"`
	// decidedOn is the day of the decision.
	// +required
	DecidedOn Date `json:"decidedOn"`
	// notice that follows the decision.
	// +required
	Notice NoticePeriod `json:"notice"`
}

// Governance is how the alliance is organised (R46-R48).
type Governance struct {
	// charter (组织章程).
	// +optional
	Charter *Document `json:"charter,omitempty"`
	// membershipRules on joining and leaving.
	// +optional
	MembershipRules *Document `json:"membershipRules,omitempty"`
	// assembly of members.
	// +optional
	Assembly *Body `json:"assembly,omitempty"`
	// council (理事会).
	// +optional
	Council *Body `json:"council,omitempty"`
	// supervisors (监事会).
	// +optional
	Supervisors *Body `json:"supervisors,omitempty"`
}

// Document is a rule of an alliance with its version.
type Document struct {
	// version of the document.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=40
	Version string `json:"version"`
	// adoptedOn is the day of adoption.
	// +required
	AdoptedOn Date `json:"adoptedOn"`
}

// Body is one of the three bodies of an alliance.
type Body struct {
	// lastMetOn is the day of the last meeting.
	// +optional
	LastMetOn Date `json:"lastMetOn,omitempty"`
}

// Service is one capability that an alliance offers its members (R49).
// +kubebuilder:validation:XValidation:rule="!has(self.until) || self.since <= self.until",message="服务终止日不得早于开始日 / until is the last day of the service and must not be before since",fieldPath=".until"
type Service struct {
	// capability that is offered.
	// +required
	// +kubebuilder:validation:Enum=Information;Inputs;Technology;Standards;Branding;Sales;Safety;Other
	Capability string `json:"capability"`
	// since is the first day of the service.
	// +required
	Since Date `json:"since"`
	// until is the last day of the service.
	// +optional
	Until Date `json:"until,omitempty"`
	// evidence of the service.
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=20
	Evidence []Evidence `json:"evidence,omitempty"`
}

// ServiceCenter is a farm-service centre (农事服务中心).
type ServiceCenter struct {
	// name of the centre.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=100
	Name string `json:"name"`
	// address of the centre.
	// +optional
	// +kubebuilder:validation:MaxLength=200
	Address string `json:"address,omitempty"`
	// areaSquareMetres of the centre.
	// +optional
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=10000000
	AreaSquareMetres int32 `json:"areaSquareMetres,omitempty"`
	// since is the day of its opening.
	// +optional
	Since Date `json:"since,omitempty"`
}

// Partner is a body that the alliance works with (R51, R52, R66).
type Partner struct {
	// name of the partner.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=100
	Name string `json:"name"`
	// type of the partner.
	// +required
	// +kubebuilder:validation:Enum=SupplyCoop;GrassrootsCoop;CoopOwnedEnterprise;Alliance;Association;Other
	Type string `json:"type"`
	// level of the partner.
	// +required
	// +kubebuilder:validation:Enum=Municipal;County;Township;Enterprise
	Level string `json:"level"`
	// link is Horizontal or Vertical.
	// +optional
	// +kubebuilder:validation:Enum=Horizontal;Vertical
	Link string `json:"link,omitempty"`
}

// OperatingEntity is a company that an alliance runs (R53).
type OperatingEntity struct {
	// name of the company.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=120
	Name string `json:"name"`
	// creditCode of the company.
	// +required
	// +kubebuilder:validation:XValidation:rule="!self.matches('^[0-9A-HJ-NPQRTUWXY]{18}$') || [{'0':0,'1':1,'2':2,'3':3,'4':4,'5':5,'6':6,'7':7,'8':8,'9':9,'A':10,'B':11,'C':12,'D':13,'E':14,'F':15,'G':16,'H':17,'J':173,'K':174,'L':175,'M':176,'N':177,'P':333,'Q':334,'R':335,'T':150,'U':151,'W':307,'X':308,'Y':309}].all(v, (v[self.charAt(0)] + v[self.charAt(1)] * 3 + v[self.charAt(2)] * 9 + v[self.charAt(3)] * 27 + v[self.charAt(4)] * 19 + v[self.charAt(5)] * 26 + v[self.charAt(6)] * 16 + v[self.charAt(7)] * 17 + v[self.charAt(8)] * 20 + v[self.charAt(9)] * 29 + v[self.charAt(10)] * 25 + v[self.charAt(11)] * 13 + v[self.charAt(12)] * 8 + v[self.charAt(13)] * 24 + v[self.charAt(14)] * 10 + v[self.charAt(15)] * 30 + v[self.charAt(16)] * 28 + v[self.charAt(17)]) % 31 == 0)",message="统一社会信用代码的校验码(第 18 位)与前 17 位不符,请与登记证书核对 / the check digit of the credit code (character 18) does not fit the 17 before it: compare the code with the certificate"
	// +kubebuilder:validation:XValidation:rule="!self.matches('^[0-9A-HJ-NPQRTUWXY]{18}$') || (self.matches('^.{16}[0-9X]') && [{'0':0,'1':1,'2':2,'3':3,'4':4,'5':5,'6':6,'7':7,'8':8,'9':9,'A':10,'B':11,'C':12,'D':13,'E':14,'F':15,'G':16,'H':17,'J':173,'K':174,'L':175,'M':176,'N':177,'P':333,'Q':334,'R':335,'T':150,'U':151,'W':307,'X':308,'Y':309}].all(v, (v[self.charAt(8)] * 3 + v[self.charAt(9)] * 7 + v[self.charAt(10)] * 9 + v[self.charAt(11)] * 10 + v[self.charAt(12)] * 5 + v[self.charAt(13)] * 8 + v[self.charAt(14)] * 4 + v[self.charAt(15)] * 2 + (self.charAt(16) == 'X' ? 10 : v[self.charAt(16)])) % 11 == 0))",message="组织机构代码的校验码(第 17 位)与第 9 至 16 位不符,请与登记证书核对 / the check digit of the organisation code (character 17) does not fit characters 9 to 16: compare the code with the certificate"
	CreditCode CreditCode `json:"creditCode"`
	// shareholders by category.
	// +optional
	// +listType=set
	// +kubebuilder:validation:MaxItems=10
	Shareholders []ShareholderCategory `json:"shareholders,omitempty"`
}

// ShareholderCategory is a group that may found an operating entity (R53).
// +kubebuilder:validation:Enum=Grower;FamilyFarm;ReturningEntrepreneur;Cooperative;Other
type ShareholderCategory string

// Member is an organisation that belongs to an alliance.
// +kubebuilder:validation:XValidation:rule="!has(self.leftOn) || self.joinedOn < self.leftOn",message="退出日期(不再是成员的首日)必须晚于加入日期 / leftOn is the first day after membership and must be after joinedOn",fieldPath=".leftOn"
type Member struct {
	// name of the member.
	// +required
	// +kubebuilder:validation:XValidation:rule="self == self.trim()",message="成员名称前后不得有空格,请删去 / the name of a member has no white space around it: take it away"
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=40
	Name string `json:"name"`
	// creditCode of the member.
	// +kubebuilder:validation:XValidation:rule="!self.matches('^[0-9A-HJ-NPQRTUWXY]{18}$') || [{'0':0,'1':1,'2':2,'3':3,'4':4,'5':5,'6':6,'7':7,'8':8,'9':9,'A':10,'B':11,'C':12,'D':13,'E':14,'F':15,'G':16,'H':17,'J':173,'K':174,'L':175,'M':176,'N':177,'P':333,'Q':334,'R':335,'T':150,'U':151,'W':307,'X':308,'Y':309}].all(v, (v[self.charAt(0)] + v[self.charAt(1)] * 3 + v[self.charAt(2)] * 9 + v[self.charAt(3)] * 27 + v[self.charAt(4)] * 19 + v[self.charAt(5)] * 26 + v[self.charAt(6)] * 16 + v[self.charAt(7)] * 17 + v[self.charAt(8)] * 20 + v[self.charAt(9)] * 29 + v[self.charAt(10)] * 25 + v[self.charAt(11)] * 13 + v[self.charAt(12)] * 8 + v[self.charAt(13)] * 24 + v[self.charAt(14)] * 10 + v[self.charAt(15)] * 30 + v[self.charAt(16)] * 28 + v[self.charAt(17)]) % 31 == 0)",message="统一社会信用代码的校验码(第 18 位)与前 17 位不符,请与登记证书核对 / the check digit of the credit code (character 18) does not fit the 17 before it: compare the code with the certificate"
	// +kubebuilder:validation:XValidation:rule="!self.matches('^[0-9A-HJ-NPQRTUWXY]{18}$') || (self.matches('^.{16}[0-9X]') && [{'0':0,'1':1,'2':2,'3':3,'4':4,'5':5,'6':6,'7':7,'8':8,'9':9,'A':10,'B':11,'C':12,'D':13,'E':14,'F':15,'G':16,'H':17,'J':173,'K':174,'L':175,'M':176,'N':177,'P':333,'Q':334,'R':335,'T':150,'U':151,'W':307,'X':308,'Y':309}].all(v, (v[self.charAt(8)] * 3 + v[self.charAt(9)] * 7 + v[self.charAt(10)] * 9 + v[self.charAt(11)] * 10 + v[self.charAt(12)] * 5 + v[self.charAt(13)] * 8 + v[self.charAt(14)] * 4 + v[self.charAt(15)] * 2 + (self.charAt(16) == 'X' ? 10 : v[self.charAt(16)])) % 11 == 0))",message="组织机构代码的校验码(第 17 位)与第 9 至 16 位不符,请与登记证书核对 / the check digit of the organisation code (character 17) does not fit characters 9 to 16: compare the code with the certificate"
	// +optional
	CreditCode CreditCode `json:"creditCode,omitempty"`
	// category of the member.
	// +required
	// +kubebuilder:validation:Enum=Enterprise;Cooperative;FamilyFarm;Grower;ReturningEntrepreneur;Other
	Category string `json:"category"`
	// leading says that the member is a leading enterprise (R44).
	// +optional
	Leading bool `json:"leading,omitempty"`
	// joinedOn is the first day of membership.
	// +required
	JoinedOn Date `json:"joinedOn"`
	// leftOn is the first day after membership.
	// +optional
	LeftOn Date `json:"leftOn,omitempty"`
}

// YearCount is a number for a year.
type YearCount struct {
	// year of the count.
	// +required
	// +kubebuilder:validation:Minimum=2000
	// +kubebuilder:validation:Maximum=2100
	Year int32 `json:"year"`
	// count in that year.
	// +required
	// +kubebuilder:validation:Minimum=0
	Count int32 `json:"count"`
}

// Succession says that this alliance took over another's rights and duties (F-17).
// +kubebuilder:validation:XValidation:rule="has(self.creditCode) || has(self.allianceRef)",message="请用 creditCode 或 allianceRef 写明前身 / name the predecessor by creditCode or allianceRef"
type Succession struct {
	// creditCode of the predecessor. One with an exception is named by allianceRef.
	// +kubebuilder:validation:XValidation:rule="!self.matches('^[0-9A-HJ-NPQRTUWXY]{18}$') || [{'0':0,'1':1,'2':2,'3':3,'4':4,'5':5,'6':6,'7':7,'8':8,'9':9,'A':10,'B':11,'C':12,'D':13,'E':14,'F':15,'G':16,'H':17,'J':173,'K':174,'L':175,'M':176,'N':177,'P':333,'Q':334,'R':335,'T':150,'U':151,'W':307,'X':308,'Y':309}].all(v, (v[self.charAt(0)] + v[self.charAt(1)] * 3 + v[self.charAt(2)] * 9 + v[self.charAt(3)] * 27 + v[self.charAt(4)] * 19 + v[self.charAt(5)] * 26 + v[self.charAt(6)] * 16 + v[self.charAt(7)] * 17 + v[self.charAt(8)] * 20 + v[self.charAt(9)] * 29 + v[self.charAt(10)] * 25 + v[self.charAt(11)] * 13 + v[self.charAt(12)] * 8 + v[self.charAt(13)] * 24 + v[self.charAt(14)] * 10 + v[self.charAt(15)] * 30 + v[self.charAt(16)] * 28 + v[self.charAt(17)]) % 31 == 0)",message="统一社会信用代码的校验码(第 18 位)与前 17 位不符,请与登记证书核对 / the check digit of the credit code (character 18) does not fit the 17 before it: compare the code with the certificate"
	// +kubebuilder:validation:XValidation:rule="!self.matches('^[0-9A-HJ-NPQRTUWXY]{18}$') || (self.matches('^.{16}[0-9X]') && [{'0':0,'1':1,'2':2,'3':3,'4':4,'5':5,'6':6,'7':7,'8':8,'9':9,'A':10,'B':11,'C':12,'D':13,'E':14,'F':15,'G':16,'H':17,'J':173,'K':174,'L':175,'M':176,'N':177,'P':333,'Q':334,'R':335,'T':150,'U':151,'W':307,'X':308,'Y':309}].all(v, (v[self.charAt(8)] * 3 + v[self.charAt(9)] * 7 + v[self.charAt(10)] * 9 + v[self.charAt(11)] * 10 + v[self.charAt(12)] * 5 + v[self.charAt(13)] * 8 + v[self.charAt(14)] * 4 + v[self.charAt(15)] * 2 + (self.charAt(16) == 'X' ? 10 : v[self.charAt(16)])) % 11 == 0))",message="组织机构代码的校验码(第 17 位)与第 9 至 16 位不符,请与登记证书核对 / the check digit of the organisation code (character 17) does not fit characters 9 to 16: compare the code with the certificate"
	// +optional
	CreditCode CreditCode `json:"creditCode,omitempty"`
	// allianceRef of the predecessor, where it is in the register.
	// +optional
	AllianceRef *Ref `json:"allianceRef,omitempty"`
	// on is the day of the succession.
	// +required
	On Date `json:"on"`
	// review is the document or record that approved it.
	// +optional
	// +kubebuilder:validation:MaxLength=253
	Review string `json:"review,omitempty"`
}

// AllianceStatus is what the system computes of an alliance.
type AllianceStatus struct {
	RecordStatus `json:",inline"`
	// star in force.
	// +optional
	Star *StarStatus `json:"star,omitempty"`
	// recognizedOn is the day after the notice of recognition ended.
	// +optional
	RecognizedOn Date `json:"recognizedOn,omitempty"`
	// barredThrough is the last day on which the alliance may not apply.
	// +optional
	BarredThrough Date `json:"barredThrough,omitempty"`
	// plaqueDueOn is the day by which the plaque has to come back.
	// +optional
	PlaqueDueOn Date `json:"plaqueDueOn,omitempty"`
	// onHold says that money of this alliance waits for an open incident.
	// +optional
	OnHold bool `json:"onHold,omitempty"`
	// activeMembers counts the members of today.
	// +optional
	ActiveMembers int32 `json:"activeMembers,omitempty"`
}

// StarStatus is a star in force.
type StarStatus struct {
	// rating of the star.
	// +required
	Rating Rating `json:"rating"`
	// year of the evaluation.
	// +required
	Year int32 `json:"year"`
	// awardedOn is the first day of the star.
	// +required
	AwardedOn Date `json:"awardedOn"`
	// validThrough is its last day.
	// +optional
	ValidThrough Date `json:"validThrough,omitempty"`
	// application that was awarded.
	// +required
	// +kubebuilder:validation:MaxLength=253
	Application string `json:"application"`
}

// Alliance is an industrial agricultural cooperative alliance (产业农合联), recorded in the namespace of its division.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:shortName=al,categories=lianxing
// +kubebuilder:printcolumn:name="Display Name",type=string,JSONPath=".spec.displayName"
// +kubebuilder:printcolumn:name="State",type=string,JSONPath=".status.conditions[?(@.type==\"Recognized\")].reason"
// +kubebuilder:printcolumn:name="Star",type=string,JSONPath=".status.star.rating"
// +kubebuilder:printcolumn:name="Year",type=integer,JSONPath=".status.star.year"
// +kubebuilder:printcolumn:name="Until",type=string,JSONPath=".status.star.validThrough"
// +kubebuilder:printcolumn:name="Barred",type=string,JSONPath=".status.barredThrough"
// +kubebuilder:printcolumn:name="Code",type=string,JSONPath=".spec.creditCode",priority=1
// +kubebuilder:printcolumn:name="Industry",type=string,JSONPath=".spec.industry",priority=1
// +kubebuilder:printcolumn:name="Hold",type=boolean,JSONPath=".status.onHold",priority=1
// +kubebuilder:printcolumn:name="Next",type=string,JSONPath=".status.nextTransition",priority=1
// +kubebuilder:printcolumn:name="Message",type=string,JSONPath=".status.conditions[?(@.type==\"Recognized\")].message",priority=1
// +kubebuilder:validation:XValidation:rule="self.metadata.name.matches('^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?$')",message="农合联的名称由小写字母、数字和连字符组成,至多 40 个字符,首尾不得为连字符 / the name of an alliance has at most 40 characters: lower-case letters, digits and inner hyphens",fieldPath=".metadata"
// +kubebuilder:validation:XValidation:rule="!has(self.spec.succeeds) || !self.spec.succeeds.exists(s, has(s.allianceRef) && !has(s.allianceRef.namespace) && s.allianceRef.name == self.metadata.name)",message="农合联不能承接自身,succeeds 请填写前身的名称 / an alliance can not succeed itself: succeeds names the predecessor",fieldPath=".spec.succeeds"
type Alliance struct {
	metav1.TypeMeta `json:",inline"`
	// metadata is the standard object metadata.
	// +optional
	metav1.ObjectMeta `json:"metadata,omitempty"`
	// spec is what was declared.
	// +required
	Spec AllianceSpec `json:"spec"`
	// status is computed.
	// +optional
	// +default={"observedGeneration": -1}
	Status AllianceStatus `json:"status,omitempty,omitzero"`
}

// AllianceList is a list of alliances.
// +kubebuilder:object:root=true
type AllianceList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []Alliance `json:"items"`
}
