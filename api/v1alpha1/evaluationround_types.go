package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// EvaluationRoundSpec is one yearly evaluation with all its terms (R2, R5). Prices and terms belong to the round.
// +kubebuilder:validation:XValidation:rule="self.window.closesOn <= self.validThrough",message="星级有效期的末日不得早于申报截止日 / validThrough is the last day of a star and must not be before window.closesOn",fieldPath=".validThrough"
// +kubebuilder:validation:XValidation:rule="self.ratings.all(r, !has(r.award) || self.window.closesOn <= r.award.requestBy)",message="请款截止日(requestBy)不得早于申报截止日 / award.requestBy must not be before window.closesOn",fieldPath=".ratings"
// +kubebuilder:validation:XValidation:rule="has(self.indicators) || !self.ratings.exists(r, has(r.minPoints) || r.stages.exists(s, has(s.scored) && s.scored))",message="有打分环节或最低分的轮次必须列出 indicators / a round with a scored stage or minPoints must list its indicators"
// +kubebuilder:validation:XValidation:rule="!has(self.indicators) || self.ratings.all(r, !has(r.minPoints) || !r.minPoints.matches('^(0|[1-9][0-9]{0,3})([.][0-9]{1,2})?$') || double(r.minPoints) <= double(self.indicators.map(i, i.maxPoints).sum()))",message="最低分(minPoints)不得高于各指标满分之和 / minPoints must not be above the sum of the indicators' maxPoints",fieldPath=".ratings"
type EvaluationRoundSpec struct {
	// year of the evaluation.
	// +required
	// +kubebuilder:validation:Minimum=2000
	// +kubebuilder:validation:Maximum=2100
	Year int32 `json:"year"`
	// basis documents (R6).
	// +required
	// +listType=atomic
	// +kubebuilder:validation:MinItems=1
	// +kubebuilder:validation:MaxItems=20
	Basis []BasisDocument `json:"basis"`
	// window in which applications are filed, both days included.
	// +required
	Window Window `json:"window"`
	// indicators of the score sheet (R14).
	// +optional
	// +kubebuilder:validation:XValidation:rule="self.all(a, self.exists_one(b, b.name == a.name))",message="指标名称不得重复 / indicator names must not repeat: give each indicator a name of its own"
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=50
	Indicators []Indicator `json:"indicators,omitempty"`
	// panel of reviewers with their ties to alliances; it may grow.
	// +optional
	// +listType=map
	// +listMapKey=account
	// +kubebuilder:validation:MaxItems=200
	Panel []Panelist `json:"panel,omitempty"`
	// recusalYears during which an ended tie still excludes a reviewer.
	// +optional
	// +kubebuilder:validation:Minimum=0
	// +kubebuilder:validation:Maximum=20
	RecusalYears int32 `json:"recusalYears,omitempty"`
	// ratings that can be applied for, from low to high (R12, R13).
	// +required
	// +kubebuilder:validation:XValidation:rule="['Three','Four','Five'].filter(r, self.exists(x, x.rating == r)) == self.map(x, x.rating)",message="星级须由低到高排列(Three、Four、Five),每级至多一项 / list the ratings from low to high (Three, Four, Five), each at most once"
	// +kubebuilder:validation:XValidation:rule="self.exists(r, has(r.minPoints) && !r.minPoints.matches('^(0|[1-9][0-9]{0,3})([.][0-9]{1,2})?$')) || self.all(i, a, self.all(j, b, i >= j || !has(a.minPoints) || !has(b.minPoints) || double(a.minPoints) < double(b.minPoints)))",message="最低分(minPoints)须随星级升高 / minPoints must rise with the star: a higher star asks for more points"
	// +listType=atomic
	// +kubebuilder:validation:MinItems=1
	// +kubebuilder:validation:MaxItems=3
	Ratings []RatingTerms `json:"ratings"`
	// notice that follows a decision (公示).
	// +required
	Notice NoticeTerms `json:"notice"`
	// objections says who hears them.
	// +required
	Objections ObjectionTerms `json:"objections"`
	// validThrough is the last day of a star of this round.
	// +required
	ValidThrough Date `json:"validThrough"`
	// requireLowerStar says whether the next lower star is asked for first.
	// +required
	// +kubebuilder:validation:Enum=Off;Warn;Deny
	RequireLowerStar string `json:"requireLowerStar"`
	// sameYearUpgrade says what a second star of the same year pays.
	// +required
	// +kubebuilder:validation:Enum=TopUp;Sum
	SameYearUpgrade string `json:"sameYearUpgrade"`
	// repeatAward says whether a star that is kept pays again.
	// +required
	// +kubebuilder:validation:Enum=PerYear;FirstTimeOnly
	RepeatAward string `json:"repeatAward"`
	// revocation terms (R7-R11).
	// +optional
	Revocation *RevocationTerms `json:"revocation,omitempty"`
}

// The values of requireLowerStar, sameYearUpgrade and repeatAward.
const (
	RequireOff    = "Off"
	RequireWarn   = "Warn"
	RequireDeny   = "Deny"
	TopUp         = "TopUp"
	SumOfAwards   = "Sum"
	PerYear       = "PerYear"
	FirstTimeOnly = "FirstTimeOnly"
)

// BasisDocument is a document that the round stands on (R6).
type BasisDocument struct {
	// title of the document.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=200
	Title string `json:"title"`
	// documentNo of the document.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=100
	DocumentNo string `json:"documentNo"`
}

// Window is a span of days, both included.
// +kubebuilder:validation:XValidation:rule="self.opensOn <= self.closesOn",message="截止日不得早于开始日 / closesOn must not be before opensOn",fieldPath=".closesOn"
type Window struct {
	// opensOn is the first day.
	// +required
	OpensOn Date `json:"opensOn"`
	// closesOn is the last day, until 24:00.
	// +required
	ClosesOn Date `json:"closesOn"`
}

// Indicator is a line of the score sheet.
type Indicator struct {
	// name that scores repeat.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=40
	Name string `json:"name"`
	// title for people.
	// +optional
	// +kubebuilder:validation:MaxLength=100
	Title string `json:"title,omitempty"`
	// maxPoints of the indicator.
	// +required
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=1000
	MaxPoints int32 `json:"maxPoints"`
}

// Panelist is a reviewer with the ties that exclude them from judging (E23).
type Panelist struct {
	// account of the reviewer.
	// +required
	Account Account `json:"account"`
	// ties to alliances.
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=50
	Ties []Tie `json:"ties,omitempty"`
}

// Tie is a relation between a reviewer and an organisation.
// +kubebuilder:validation:XValidation:rule="has(self.creditCode) || has(self.allianceRef)",message="请用 creditCode 或 allianceRef 写明所关联的组织 / name the organisation by creditCode or allianceRef"
type Tie struct {
	// creditCode of the organisation. One with an exception is named by allianceRef.
	// +kubebuilder:validation:XValidation:rule="!self.matches('^[0-9A-HJ-NPQRTUWXY]{18}$') || [{'0':0,'1':1,'2':2,'3':3,'4':4,'5':5,'6':6,'7':7,'8':8,'9':9,'A':10,'B':11,'C':12,'D':13,'E':14,'F':15,'G':16,'H':17,'J':173,'K':174,'L':175,'M':176,'N':177,'P':333,'Q':334,'R':335,'T':150,'U':151,'W':307,'X':308,'Y':309}].all(v, (v[self.charAt(0)] + v[self.charAt(1)] * 3 + v[self.charAt(2)] * 9 + v[self.charAt(3)] * 27 + v[self.charAt(4)] * 19 + v[self.charAt(5)] * 26 + v[self.charAt(6)] * 16 + v[self.charAt(7)] * 17 + v[self.charAt(8)] * 20 + v[self.charAt(9)] * 29 + v[self.charAt(10)] * 25 + v[self.charAt(11)] * 13 + v[self.charAt(12)] * 8 + v[self.charAt(13)] * 24 + v[self.charAt(14)] * 10 + v[self.charAt(15)] * 30 + v[self.charAt(16)] * 28 + v[self.charAt(17)]) % 31 == 0)",message="统一社会信用代码的校验码(第 18 位)与前 17 位不符,请与登记证书核对 / the check digit of the credit code (character 18) does not fit the 17 before it: compare the code with the certificate"
	// +kubebuilder:validation:XValidation:rule="!self.matches('^[0-9A-HJ-NPQRTUWXY]{18}$') || (self.matches('^.{16}[0-9X]') && [{'0':0,'1':1,'2':2,'3':3,'4':4,'5':5,'6':6,'7':7,'8':8,'9':9,'A':10,'B':11,'C':12,'D':13,'E':14,'F':15,'G':16,'H':17,'J':173,'K':174,'L':175,'M':176,'N':177,'P':333,'Q':334,'R':335,'T':150,'U':151,'W':307,'X':308,'Y':309}].all(v, (v[self.charAt(8)] * 3 + v[self.charAt(9)] * 7 + v[self.charAt(10)] * 9 + v[self.charAt(11)] * 10 + v[self.charAt(12)] * 5 + v[self.charAt(13)] * 8 + v[self.charAt(14)] * 4 + v[self.charAt(15)] * 2 + (self.charAt(16) == 'X' ? 10 : v[self.charAt(16)])) % 11 == 0))",message="组织机构代码的校验码(第 17 位)与第 9 至 16 位不符,请与登记证书核对 / the check digit of the organisation code (character 17) does not fit characters 9 to 16: compare the code with the certificate"
	// +optional
	CreditCode CreditCode `json:"creditCode,omitempty"`
	// allianceRef of the organisation.
	// +optional
	AllianceRef *Ref `json:"allianceRef,omitempty"`
	// until is the last day of the tie; absent means that it still holds.
	// +optional
	Until Date `json:"until,omitempty"`
}

// RatingTerms is what one star asks for and gives.
// +kubebuilder:validation:XValidation:rule="self.authority == {'Three':'County','Four':'Municipal','Five':'Provincial'}[self.rating]",message="三星由县级(County)、四星由市级(Municipal)、五星由省级(Provincial)认定 / Three is decided by County, Four by Municipal, Five by Provincial",fieldPath=".authority"
// +kubebuilder:validation:XValidation:rule="size(self.stages) == 0 || !has(self.stages[size(self.stages) - 1].authority) || self.stages[size(self.stages) - 1].authority == self.authority",message="最后一个环节作出决定,须由该星级的认定机关负责 / the last stage decides, so it belongs to the authority of the rating, or names none",fieldPath=".stages"
// +kubebuilder:validation:XValidation:rule="!has(self.enforcement) || self.enforcement != 'Binding' || has(self.minPoints)",message="enforcement 为 Binding 时必须填写 minPoints / Binding needs minPoints to bind to",fieldPath=".minPoints"
type RatingTerms struct {
	// rating these terms are for.
	// +required
	Rating Rating `json:"rating"`
	// authority that decides: three stars the county, four the city, five the province (R13).
	// +required
	Authority Authority `json:"authority"`
	// minPoints of the score sheet.
	// +optional
	MinPoints Points `json:"minPoints,omitempty"`
	// enforcement says whether minPoints informs or binds. A score never awards a star by itself.
	// +optional
	// +kubebuilder:validation:Enum=Advisory;Binding
	Enforcement string `json:"enforcement,omitempty"`
	// stages in their order; the last one decides.
	// +required
	// +kubebuilder:validation:XValidation:rule="self.all(a, self.exists_one(b, b.name == a.name))",message="环节名称不得重复,请为每个环节取不同的名称 / stage names must not repeat: give each stage a name of its own"
	// +kubebuilder:validation:XValidation:rule="!has(self[size(self) - 1].scored) || !self[size(self) - 1].scored",message="最后一个环节作出决定,须由人表决,不能只打分 / the last stage decides, and a person decides, not a score: it can not be scored"
	// +listType=atomic
	// +kubebuilder:validation:MinItems=1
	// +kubebuilder:validation:MaxItems=20
	Stages []Stage `json:"stages"`
	// award that may be asked for; absent means that the star is not funded (R17).
	// +optional
	Award *AwardTerms `json:"award,omitempty"`
}

// Binding is the enforcement under which a score below minPoints refuses the star.
const Binding = "Binding"

// AwardTerms is the money of a star (R15, R16).
type AwardTerms struct {
	// amount per alliance and year.
	// +required
	// +kubebuilder:validation:XValidation:rule="self != '0.00'",message="奖励金额必须大于零;不发奖励的星级请删去 award / an award is above zero: leave award out where a star is not funded"
	Amount Yuan `json:"amount"`
	// ledgerRef names the ledger that pays; without a namespace that of the alliance's own division.
	// +required
	// +kubebuilder:validation:XValidation:rule="self.name.matches('^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?$')",message="台账的名称由小写字母、数字和连字符组成,至多 40 个字符,如 stars / the name of a ledger has at most 40 characters, lower-case letters, digits and inner hyphens, as in stars",fieldPath=".name"
	LedgerRef Ref `json:"ledgerRef"`
	// requestBy is the last day on which the money can be asked for.
	// +required
	RequestBy Date `json:"requestBy"`
	// stages of the request in their order.
	// +required
	// +kubebuilder:validation:XValidation:rule="self.all(a, self.exists_one(b, b.name == a.name))",message="环节名称不得重复,请为每个环节取不同的名称 / stage names must not repeat: give each stage a name of its own"
	// +kubebuilder:validation:XValidation:rule="!self.exists(s, has(s.scored) && s.scored)",message="只有评星环节可以打分(scored),此处的环节须由人表决 / only stages of a rating may be scored: here people approve or reject"
	// +listType=atomic
	// +kubebuilder:validation:MinItems=1
	// +kubebuilder:validation:MaxItems=20
	Stages []Stage `json:"stages"`
}

// NoticeTerms is the length of the public notice.
type NoticeTerms struct {
	// workingDays of the notice.
	// +required
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=250
	WorkingDays int32 `json:"workingDays"`
}

// ObjectionTerms is who hears objections.
type ObjectionTerms struct {
	// stages in their order.
	// +required
	// +kubebuilder:validation:XValidation:rule="self.all(a, self.exists_one(b, b.name == a.name))",message="环节名称不得重复,请为每个环节取不同的名称 / stage names must not repeat: give each stage a name of its own"
	// +kubebuilder:validation:XValidation:rule="!self.exists(s, has(s.scored) && s.scored)",message="只有评星环节可以打分(scored),此处的环节须由人表决 / only stages of a rating may be scored: here people approve or reject"
	// +listType=atomic
	// +kubebuilder:validation:MinItems=1
	// +kubebuilder:validation:MaxItems=20
	Stages []Stage `json:"stages"`
}

// RevocationTerms is how a star ends before its time (R7-R11).
type RevocationTerms struct {
	// grounds that revoke: of the three of the policy, no other.
	// +required
	// +listType=set
	// +kubebuilder:validation:MinItems=1
	// +kubebuilder:validation:MaxItems=3
	Grounds []RevocationGround `json:"grounds"`
	// stages of an incident in their order.
	// +required
	// +kubebuilder:validation:XValidation:rule="self.all(a, self.exists_one(b, b.name == a.name))",message="环节名称不得重复,请为每个环节取不同的名称 / stage names must not repeat: give each stage a name of its own"
	// +kubebuilder:validation:XValidation:rule="!self.exists(s, has(s.scored) && s.scored)",message="只有评星环节可以打分(scored),此处的环节须由人表决 / only stages of a rating may be scored: here people approve or reject"
	// +listType=atomic
	// +kubebuilder:validation:MinItems=1
	// +kubebuilder:validation:MaxItems=20
	Stages []Stage `json:"stages"`
	// appeal against a revocation.
	// +optional
	Appeal *AppealTerms `json:"appeal,omitempty"`
	// barYears after the year of revocation.
	// +optional
	// +kubebuilder:validation:Minimum=0
	// +kubebuilder:validation:Maximum=20
	BarYears int32 `json:"barYears,omitempty"`
	// recovery of money that was paid (F-06).
	// +required
	// +kubebuilder:validation:Enum=ByDateOfFacts
	Recovery string `json:"recovery"`
	// recoveryWorkingDays until recovered money is due.
	// +optional
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=250
	RecoveryWorkingDays int32 `json:"recoveryWorkingDays,omitempty"`
	// claimReopensDays after an upheld appeal (F-20).
	// +optional
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=1000
	ClaimReopensDays int32 `json:"claimReopensDays,omitempty"`
	// plaqueDays until the plaque has to come back.
	// +optional
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=1000
	PlaqueDays int32 `json:"plaqueDays,omitempty"`
}

// RevocationGround is one of the three grounds of the policy (R8-R10).
// +kubebuilder:validation:Enum=IllegalOperation;MajorSafetyAccident;SeriousCreditDefault
type RevocationGround string

// AppealTerms is who hears an appeal.
type AppealTerms struct {
	// stages in their order.
	// +required
	// +kubebuilder:validation:XValidation:rule="self.all(a, self.exists_one(b, b.name == a.name))",message="环节名称不得重复,请为每个环节取不同的名称 / stage names must not repeat: give each stage a name of its own"
	// +kubebuilder:validation:XValidation:rule="!self.exists(s, has(s.scored) && s.scored)",message="只有评星环节可以打分(scored),此处的环节须由人表决 / only stages of a rating may be scored: here people approve or reject"
	// +listType=atomic
	// +kubebuilder:validation:MinItems=1
	// +kubebuilder:validation:MaxItems=20
	Stages []Stage `json:"stages"`
}

// EvaluationRoundStatus is what the system computes of a round.
type EvaluationRoundStatus struct {
	RecordStatus `json:",inline"`
	// opened says that the window has opened; from then on the terms are frozen.
	// +optional
	Opened bool `json:"opened,omitempty"`
	// asOf is the date that the manager was told to take as today; absent where it follows the clock.
	// +optional
	AsOf Date `json:"asOf,omitempty"`
	// scope counts the alliances of the round (R2).
	// +optional
	Scope *ScopeCounts `json:"scope,omitempty"`
	// awarded counts the stars of the round.
	// +optional
	Awarded *AwardedCounts `json:"awarded,omitempty"`
	// supervision counts what needs somebody's attention, by division; a division where nothing does is left out (R7).
	// +optional
	// +listType=map
	// +listMapKey=division
	// +kubebuilder:validation:MaxItems=200
	Supervision []SupervisionCounts `json:"supervision,omitempty"`
}

// SupervisionCounts is what dynamic supervision (动态监管) has to look at in one division, of one round.
type SupervisionCounts struct {
	// division is its code of six digits.
	// +required
	// +kubebuilder:validation:MinLength=6
	// +kubebuilder:validation:MaxLength=6
	Division string `json:"division"`
	// openIncidents counts the incidents judged by this round that are not decided.
	// +optional
	OpenIncidents int32 `json:"openIncidents,omitempty"`
	// overdueIncidents counts those of them whose stage is overdue.
	// +optional
	OverdueIncidents int32 `json:"overdueIncidents,omitempty"`
	// requestsOnHold counts the complete requests of this round that an open incident holds.
	// +optional
	RequestsOnHold int32 `json:"requestsOnHold,omitempty"`
	// heldSince is the day from which the first of them is held.
	// +optional
	HeldSince Date `json:"heldSince,omitempty"`
	// openRecoveries counts the claims of this round's year of which something is still to be recovered.
	// +optional
	OpenRecoveries int32 `json:"openRecoveries,omitempty"`
	// overdueRecoveries counts those of them whose time is over.
	// +optional
	OverdueRecoveries int32 `json:"overdueRecoveries,omitempty"`
	// recoverable is what is still to be recovered, in yuan.
	// +optional
	Recoverable Yuan `json:"recoverable,omitempty"`
	// neverApplied counts the alliances in scope that applied in no round so far.
	// +optional
	NeverApplied int32 `json:"neverApplied,omitempty"`
}

// ScopeCounts counts the alliances of a round: every recognised alliance of its divisions is exactly one of applied,
// notApplied and notEligible (R2, R3).
type ScopeCounts struct {
	// recognized alliances in the divisions of the round.
	// +required
	Recognized int32 `json:"recognized"`
	// applied counts those that filed an application.
	// +required
	Applied int32 `json:"applied"`
	// notApplied counts those that filed none.
	// +required
	NotApplied int32 `json:"notApplied"`
	// notEligible counts those that filed none and could not: barred, recognised on no day of the window, or offered no rating.
	// +required
	NotEligible int32 `json:"notEligible"`
}

// AwardedCounts counts the stars that a round awarded and that were not taken away.
type AwardedCounts struct {
	// three counts the three-star alliances.
	// +required
	Three int32 `json:"three"`
	// four counts the four-star alliances.
	// +required
	Four int32 `json:"four"`
	// five counts the five-star alliances.
	// +required
	Five int32 `json:"five"`
}

// EvaluationRound is one yearly evaluation of the alliances of a division and those under it. Its name is the year.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:shortName=round,categories=lianxing
// +kubebuilder:printcolumn:name="Opens",type=string,JSONPath=".spec.window.opensOn"
// +kubebuilder:printcolumn:name="Closes",type=string,JSONPath=".spec.window.closesOn"
// +kubebuilder:printcolumn:name="Opened",type=boolean,JSONPath=".status.opened"
// +kubebuilder:printcolumn:name="Recognized",type=integer,JSONPath=".status.scope.recognized"
// +kubebuilder:printcolumn:name="Applied",type=integer,JSONPath=".status.scope.applied"
// +kubebuilder:printcolumn:name="Three",type=integer,JSONPath=".status.awarded.three"
// +kubebuilder:printcolumn:name="Four",type=integer,JSONPath=".status.awarded.four"
// +kubebuilder:printcolumn:name="Five",type=integer,JSONPath=".status.awarded.five"
// +kubebuilder:printcolumn:name="Until",type=string,JSONPath=".status.nextTransition"
// +kubebuilder:printcolumn:name="Ready",type=string,JSONPath=".status.conditions[?(@.type==\"Ready\")].status"
// +kubebuilder:printcolumn:name="Not Applied",type=integer,JSONPath=".status.scope.notApplied",priority=1
// +kubebuilder:printcolumn:name="Not Eligible",type=integer,JSONPath=".status.scope.notEligible",priority=1
// +kubebuilder:printcolumn:name="As Of",type=string,JSONPath=".status.asOf",priority=1
// +kubebuilder:printcolumn:name="Message",type=string,JSONPath=".status.conditions[?(@.type==\"Ready\")].message",priority=1
// +kubebuilder:validation:XValidation:rule="self.metadata.name == string(self.spec.year)",message="轮次的名称必须是其年份,如 2025 / the name of a round must be its year, as in 2025",fieldPath=".metadata"
// +kubebuilder:validation:XValidation:rule="!has(oldSelf.status) || !has(oldSelf.status.opened) || !oldSelf.status.opened || (self.spec.year == oldSelf.spec.year && self.spec.basis == oldSelf.spec.basis && self.spec.window == oldSelf.spec.window && self.spec.ratings == oldSelf.spec.ratings && self.spec.notice == oldSelf.spec.notice && self.spec.objections == oldSelf.spec.objections && self.spec.validThrough == oldSelf.spec.validThrough && self.spec.requireLowerStar == oldSelf.spec.requireLowerStar && self.spec.sameYearUpgrade == oldSelf.spec.sameYearUpgrade && self.spec.repeatAward == oldSelf.spec.repeatAward && (has(self.spec.recusalYears) ? self.spec.recusalYears : 0) == (has(oldSelf.spec.recusalYears) ? oldSelf.spec.recusalYears : 0) && has(self.spec.indicators) == has(oldSelf.spec.indicators) && (!has(self.spec.indicators) || self.spec.indicators == oldSelf.spec.indicators) && has(self.spec.revocation) == has(oldSelf.spec.revocation) && (!has(self.spec.revocation) || self.spec.revocation == oldSelf.spec.revocation))",message="申报窗口已开启,除 panel 可增加外轮次不得更改;新的条件请另立一轮 / the window has opened: of a round only the panel may grow; other terms are another round",fieldPath=".spec"
// +kubebuilder:validation:XValidation:rule="!has(oldSelf.status) || !has(oldSelf.status.opened) || !oldSelf.status.opened || !has(oldSelf.spec.panel) || (has(self.spec.panel) && size(oldSelf.spec.panel) <= size(self.spec.panel) && oldSelf.spec.panel.all(i, p, self.spec.panel[i].account == p.account && (!has(p.ties) || (has(self.spec.panel[i].ties) && size(p.ties) <= size(self.spec.panel[i].ties) && p.ties.all(j, t, self.spec.panel[i].ties[j] == t)))))",message="申报窗口已开启,评审人员和关联关系只能在末尾增加 / the window has opened: panelists and ties stay as they are, new ones are added at the end",fieldPath=".spec.panel"
type EvaluationRound struct {
	metav1.TypeMeta `json:",inline"`
	// metadata is the standard object metadata.
	// +optional
	metav1.ObjectMeta `json:"metadata,omitempty"`
	// spec is what was declared.
	// +required
	Spec EvaluationRoundSpec `json:"spec"`
	// status is computed.
	// +optional
	// +default={"observedGeneration": -1}
	Status EvaluationRoundStatus `json:"status,omitempty,omitzero"`
}

// EvaluationRoundList is a list of rounds.
// +kubebuilder:object:root=true
type EvaluationRoundList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []EvaluationRound `json:"items"`
}
