package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// Date is a calendar date in Asia/Shanghai from 1900 to 2199, as in 2025-06-03. Dates of this form are in order as text.
// +kubebuilder:validation:XValidation:rule="!format.date().validate(self).hasValue() && self >= '1900' && self < '2200'",message="日期必须是 1900 至 2199 年间真实存在的日期,写作 2025-06-03 / must be a real date from 1900 to 2199, written 2025-06-03"
// +kubebuilder:validation:MaxLength=10
type Date string

// Yuan is an amount of money in yuan with exactly two places and no sign, as in "50000.00" (F-18).
// +kubebuilder:validation:XValidation:rule="self.matches('^(0|[1-9][0-9]{0,12})[.][0-9]{2}$')",message="金额以元为单位,不带符号和千分位,小数点后两位,写作 50000.00 / must be yuan without sign, leading zero or grouping and with two places, written 50000.00"
// +kubebuilder:validation:MaxLength=16
type Yuan string

// SignedYuan is an amount in yuan with exactly two places that may be below zero, as in "-20000.00". Zero has no sign, so
// that equal amounts have equal digests (F-18).
// +kubebuilder:validation:XValidation:rule="self.matches('^-?(0|[1-9][0-9]{0,12})[.][0-9]{2}$') && self != '-0.00'",message="金额以元为单位,可带负号,小数点后两位,写作 -20000.00;零写作 0.00 / must be yuan with two places and, below zero, a minus, written -20000.00; zero is 0.00"
// +kubebuilder:validation:MaxLength=17
type SignedYuan string

// Digest is "sha256:" and 64 hexadecimal digits over the canonical form of a record.
// +kubebuilder:validation:XValidation:rule="self.matches('^sha256:[0-9a-f]{64}$')",message="摘要应为 sha256: 加 64 位小写十六进制数字,可用 kubectl lianxing digest 取得 / must be sha256: and 64 lower-case hexadecimal digits; kubectl lianxing digest prints it"
// +kubebuilder:validation:MaxLength=71
type Digest string

// CreditCode is a unified social credit code of 18 characters (GB 32100-2015). Its alphabet is asked for wherever a code
// stands; its two check digits only where the record itself can know that no exception was made, so those rules
// stand at the fields. In them each symbol has one number: modulo 31 it is the symbol's value in GB 32100, modulo 11 that
// in GB 11714. An X in place 17 is a ten.
// +kubebuilder:validation:XValidation:rule="self.matches('^[0-9A-HJ-NPQRTUWXY]{18}$')",message="统一社会信用代码为 18 位,只用数字和除 I、O、S、V、Z 以外的大写字母(半角) / a credit code has 18 characters: digits and capital letters without I, O, S, V and Z, none of them full-width"
// +kubebuilder:validation:MaxLength=18
type CreditCode string

// Account is the user name of a person's account, never a person's name.
// +kubebuilder:validation:XValidation:rule="self.matches('^[!-~]+$')",message="此处填写账号的用户名(可见 ASCII 字符,无空格),不得填写姓名 / must be the user name of an account (visible ASCII, no space), never a person's name"
// +kubebuilder:validation:MinLength=1
// +kubebuilder:validation:MaxLength=128
type Account string

// Authority is the level in whose name a signature is given (R13).
// +kubebuilder:validation:Enum=County;Municipal;Provincial
type Authority string

// The three levels, from below.
const (
	County     Authority = "County"
	Municipal  Authority = "Municipal"
	Provincial Authority = "Provincial"
)

// Rating is a star, from low to high (R12).
// +kubebuilder:validation:Enum=Three;Four;Five
type Rating string

// The three stars (R12).
const (
	Three Rating = "Three"
	Four  Rating = "Four"
	Five  Rating = "Five"
)

// Evidence is a document that stands elsewhere, named by its address and content.
type Evidence struct {
	// title says what the document is.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=200
	Title string `json:"title"`
	// uri is where the document stands.
	// +optional
	// +kubebuilder:validation:MaxLength=256
	URI string `json:"uri,omitempty"`
	// sha256 is the digest of the document's content, 64 hexadecimal digits.
	// +kubebuilder:validation:XValidation:rule="self.matches('^[0-9a-f]{64}$')",message="sha256 应为文件内容的 64 位小写十六进制摘要,可用 sha256sum 取得 / must be the 64 lower-case hexadecimal digits that sha256sum prints"
	// +optional
	// +kubebuilder:validation:MaxLength=64
	SHA256 string `json:"sha256,omitempty"`
}

// LocalRef names a record of the same namespace.
type LocalRef struct {
	// name of the record.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=253
	Name string `json:"name"`
}

// Ref names a record of any namespace.
type Ref struct {
	// namespace of the record; where absent, that of the record that names it.
	// +optional
	// +kubebuilder:validation:MaxLength=63
	Namespace string `json:"namespace,omitempty"`
	// name of the record.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=253
	Name string `json:"name"`
}

// Stage is one step of a chain of approval.
type Stage struct {
	// name of the stage, which a Review repeats.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=40
	Name string `json:"name"`
	// authority that signs; where absent, the one that awards (or awarded) the star.
	// +optional
	Authority Authority `json:"authority,omitempty"`
	// reviewers is how many signatures the stage needs; absent means one.
	// +optional
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=20
	Reviewers int32 `json:"reviewers,omitempty"`
	// scored says that the signatures are score sheets: the stage is done when their number is in.
	// +optional
	Scored bool `json:"scored,omitempty"`
	// workingDays after which the stage is reported as overdue. It blocks nothing.
	// +optional
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=250
	WorkingDays int32 `json:"workingDays,omitempty"`
}

// NoticePeriod is a public notice (公示) whose length is counted in working days.
type NoticePeriod struct {
	// opensOn is the day on which the notice is put up; it is not counted.
	// +required
	OpensOn Date `json:"opensOn"`
	// workingDays is the length of the notice.
	// +required
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=250
	WorkingDays int32 `json:"workingDays"`
}

// NoticeStatus is a public notice with its computed last day.
type NoticeStatus struct {
	// opensOn is the day on which the notice was put up.
	// +optional
	OpensOn Date `json:"opensOn,omitempty"`
	// closesOn is the last day of the notice; absent while a calendar that it needs is missing.
	// +optional
	ClosesOn Date `json:"closesOn,omitempty"`
}

// StageStatus is how far a stage has come.
type StageStatus struct {
	// name of the stage.
	// +required
	// +kubebuilder:validation:MaxLength=40
	Name string `json:"name"`
	// state is Done, Open, Waiting, Skipped, Rejected or Returned.
	// +required
	// +kubebuilder:validation:MaxLength=20
	State string `json:"state"`
	// doneOn is the day on which the stage was completed.
	// +optional
	DoneOn Date `json:"doneOn,omitempty"`
	// signed is the number of signatures that count.
	// +optional
	Signed int32 `json:"signed,omitempty"`
	// needed is the number of signatures that the stage asks for.
	// +optional
	Needed int32 `json:"needed,omitempty"`
}

// Payee is who receives money.
type Payee struct {
	// name of the legal person that is paid.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=120
	Name string `json:"name"`
	// creditCode of the legal person that is paid.
	// +optional
	CreditCode CreditCode `json:"creditCode,omitempty"`
	// accountTail is the last four digits of the bank account, never more.
	// +kubebuilder:validation:XValidation:rule="self.matches('^[0-9]{4}$')",message="只填写银行账号的末四位数字 / must be the last four digits of the bank account and nothing else"
	// +optional
	// +kubebuilder:validation:MaxLength=4
	AccountTail string `json:"accountTail,omitempty"`
}

// RecordStatus is the part that the status of every kind begins with.
type RecordStatus struct {
	// observedGeneration is the generation of the spec that this status was computed from.
	// +optional
	ObservedGeneration int64 `json:"observedGeneration,omitempty"`
	// conditions are Ready, where needed Stalled, and the outcome of the kind.
	// +optional
	// +listType=map
	// +listMapKey=type
	// +kubebuilder:validation:MaxItems=8
	Conditions []metav1.Condition `json:"conditions,omitempty"`
	// nextTransition is the date at which time alone can change the answer.
	// +optional
	NextTransition Date `json:"nextTransition,omitempty"`
}
