package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// EntryType is what an entry of the ledger does.
// +kubebuilder:validation:Enum=Appropriation;Award;Activity;Cancellation;Recovery;Order;Return;Receipt;Decision
type EntryType string

// The types of entries.
const (
	// EntryAppropriation changes the total of a budget.
	EntryAppropriation EntryType = "Appropriation"
	// EntryAward grants star money.
	EntryAward EntryType = "Award"
	// EntryActivity grants activity money.
	EntryActivity EntryType = "Activity"
	// EntryCancellation takes back what was granted and not ordered, or gives up what was still to be recovered.
	EntryCancellation EntryType = "Cancellation"
	// EntryRecovery demands back what was ordered.
	EntryRecovery EntryType = "Recovery"
	// EntryOrder is a payment order.
	EntryOrder EntryType = "Order"
	// EntryReturn is a payment that the bank sent back.
	EntryReturn EntryType = "Return"
	// EntryReceipt is money that came back under a recovery.
	EntryReceipt EntryType = "Receipt"
	// EntryDecision is a step that changed nothing.
	EntryDecision EntryType = "Decision"
)

// FundingDisbursementSpec is one entry of a chain. The system alone writes it, once.
// +kubebuilder:validation:XValidation:rule="self == oldSelf",message="台账条目一经登记不得更改 / an entry of the ledger never changes"
// +kubebuilder:validation:XValidation:rule="self.type == 'Appropriation' ? !has(self.claim) : has(self.claim)",message="除拨款(Appropriation)外,条目须写明其债权(claim);拨款没有 claim / every entry but an Appropriation names its claim; an Appropriation has none",fieldPath=".claim"
// +kubebuilder:validation:XValidation:rule="!has(self.claim) || (self.type == 'Award' ? has(self.claim.identity) : self.type == 'Activity' ? has(self.claim.plan) : true)",message="Award 的 claim 写 identity 和 year,Activity 的 claim 写 plan / the claim of an Award is an identity and year, that of an Activity a plan",fieldPath=".claim"
// +kubebuilder:validation:XValidation:rule="(self.type in ['Cancellation','Recovery','Order','Return','Receipt']) == (has(self.entry) && size(self.entry) > 0)",message="只有 Cancellation、Recovery、Order、Return、Receipt 须写明所针对的条目(entry) / entry is for a Cancellation, Recovery, Order, Return or Receipt, and each of these needs it"
// +kubebuilder:validation:XValidation:rule="self.type in ['Award','Activity','Return','Receipt'] ? !self.amount.startsWith('-') && self.amount != '0.00' : self.type in ['Order','Recovery'] ? self.amount.startsWith('-') : self.type == 'Decision' ? self.amount == '0.00' : self.type == 'Cancellation' ? self.amount != '0.00' : true",message="金额的正负须与类型相符:Award、Activity、Return、Receipt 为正,Order、Recovery 为负,Decision 为 0.00,Cancellation 不为零 / the sign of amount follows the type: Award, Activity, Return and Receipt above zero, Order and Recovery below, Decision 0.00, Cancellation not zero",fieldPath=".amount"
// +kubebuilder:validation:XValidation:rule="self.type in ['Award','Activity','Cancellation','Recovery','Decision'] ? has(self.claimNet) && has(self.claimAfter) : !has(self.claimNet) && has(self.claimAfter) == (self.type != 'Appropriation')",message="Award、Activity、Cancellation、Recovery、Decision 须写明 claimNet 和 claimAfter;Order、Return、Receipt 只写 claimAfter,拨款(Appropriation)两者都没有 / an Award, Activity, Cancellation, Recovery or Decision needs claimNet and claimAfter; an Order, Return or Receipt has claimAfter alone, an Appropriation neither"
// +kubebuilder:validation:XValidation:rule="!has(self.claimNet) || !has(self.claimAfter) || self.claimAfter == self.claimNet || (self.type != 'Decision' && (size(self.claimNet) < size(self.claimAfter) || (size(self.claimNet) == size(self.claimAfter) && self.claimNet < self.claimAfter)) == self.amount.startsWith('-'))",message="增加债权的条目不得使 claimAfter 高于 claimNet,减少的不得低于 claimNet,Decision 两者相等 / an entry that raises its claim leaves claimAfter at most at claimNet, one that lowers it at least, and a Decision leaves it there",fieldPath=".claimAfter"
// +kubebuilder:validation:XValidation:rule="!has(self.entry) || size(self.entry) == 0 || (self.entry.startsWith(self.ledgerRef.name + '-') && !self.entry.endsWith('-000000') && self.entry.substring(size(self.ledgerRef.name)).matches('^-([0-9]{6}|[1-9][0-9]{6,17})$') && int(self.entry.substring(size(self.ledgerRef.name) + 1)) < self.sequence)",message="entry 须为同一台账中序号更小的条目 / entry names an earlier entry of the same ledger",fieldPath=".entry"
// +kubebuilder:validation:XValidation:rule="self.effectiveOn <= self.day",message="登记日(day)不得早于生效日(effectiveOn) / an entry is not entered before it takes effect: day must not be before effectiveOn",fieldPath=".day"
// +kubebuilder:validation:XValidation:rule="self.type != 'Order' || self.day <= self.effectiveOn",message="付款指令(Order)只在其当日登记 / an Order is entered on its own day or never: day must be effectiveOn",fieldPath=".day"
// +kubebuilder:validation:XValidation:rule="!(self.type in ['Award','Activity']) || size(self.committedAfter) < size(self.totalAfter) || (size(self.committedAfter) == size(self.totalAfter) && self.committedAfter <= self.totalAfter)",message="拨付后承诺总额(committedAfter)不得超过预算总额(totalAfter) / a grant can not leave committedAfter above totalAfter: it waits until the budget has room",fieldPath=".committedAfter"
type FundingDisbursementSpec struct {
	// ledgerRef names the ledger, of the same namespace.
	// +required
	LedgerRef LocalRef `json:"ledgerRef"`
	// sequence is the number of the entry, from 1, without gaps.
	// +required
	// +kubebuilder:validation:Minimum=1
	Sequence int64 `json:"sequence"`
	// previous is the digest of the entry before; of the ledger's namespace and name for the first.
	// +required
	Previous Digest `json:"previous"`
	// type says what the entry does.
	// +required
	Type EntryType `json:"type"`
	// year of the budget that it is charged to.
	// +required
	// +kubebuilder:validation:Minimum=2000
	// +kubebuilder:validation:Maximum=2100
	Year int32 `json:"year"`
	// claim that it belongs to; absent for an appropriation.
	// +optional
	Claim *Claim `json:"claim,omitempty"`
	// cause is the record because of which it was entered.
	// +required
	Cause Cause `json:"cause"`
	// amount is signed: grants, returns and receipts are above zero, cancellations of grants, recoveries and orders below. The sum of
	// an entry and those about it is its balance.
	// +required
	Amount SignedYuan `json:"amount"`
	// entry that a Cancellation, Recovery, Order, Return or Receipt is about.
	// +optional
	// +kubebuilder:validation:MaxLength=253
	Entry string `json:"entry,omitempty"`
	// payee of the money.
	// +optional
	Payee *Payee `json:"payee,omitempty"`
	// committedAfter is what the budget has committed after this entry.
	// +required
	CommittedAfter Yuan `json:"committedAfter"`
	// totalAfter is the total of the budget after this entry.
	// +required
	TotalAfter Yuan `json:"totalAfter"`
	// claimNet is what this step brings its claim to; absent for entries that are no step.
	// +optional
	ClaimNet Yuan `json:"claimNet,omitempty"`
	// claimAfter is where the claim stands after this entry.
	// +optional
	ClaimAfter Yuan `json:"claimAfter,omitempty"`
	// effectiveOn is the day from which the records entitle it.
	// +required
	EffectiveOn Date `json:"effectiveOn"`
	// day of the walk on which it was entered.
	// +required
	Day Date `json:"day"`
	// rules is the digest of the round or program that priced it, without its panel.
	// +optional
	Rules Digest `json:"rules,omitempty"`
}

// Claim is what money is counted for: one organisation and year, or one plan.
// +kubebuilder:validation:XValidation:rule="has(self.plan) ? !has(self.identity) && !has(self.year) : has(self.identity) && size(self.identity) > 0 && has(self.year)",message="claim 须写 identity 和 year,或只写 plan / a claim is an identity and a year, or a plan alone"
type Claim struct {
	// identity is the oldest credit code along succeeds, or namespace/name without one.
	// +optional
	// +kubebuilder:validation:MaxLength=320
	Identity string `json:"identity,omitempty"`
	// year of the evaluation.
	// +optional
	// +kubebuilder:validation:Minimum=2000
	// +kubebuilder:validation:Maximum=2100
	Year int32 `json:"year,omitempty"`
	// plan of activity money.
	// +optional
	Plan *Ref `json:"plan,omitempty"`
}

// Cause is the record because of which an entry was made. With the claim, all but the digest is the step's key.
type Cause struct {
	// kind of the record.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=63
	Kind string `json:"kind"`
	// namespace of the record.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=63
	Namespace string `json:"namespace"`
	// name of the record.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=253
	Name string `json:"name"`
	// stage that completed it; for an appropriation its place in the list, from 1; for a payment Order, Return or Receipt.
	// +optional
	// +kubebuilder:validation:MaxLength=40
	Stage string `json:"stage,omitempty"`
	// digest of the record's spec under which it was complete.
	// +optional
	Digest Digest `json:"digest,omitempty"`
}

// FundingDisbursementStatus is what became of an entry.
type FundingDisbursementStatus struct {
	RecordStatus `json:",inline"`
	// digest of the entry, which payments and the next entry name.
	// +optional
	Digest Digest `json:"digest,omitempty"`
	// balance is what may still be ordered, or below zero what is still to be recovered.
	// +optional
	Balance SignedYuan `json:"balance,omitempty"`
	// dueOn is the day by which what a Recovery demands has to come back.
	// +optional
	DueOn Date `json:"dueOn,omitempty"`
}

// FundingDisbursement is one entry of the ledger. Its name is LEDGER-000001 and so on.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:shortName=fd,categories=lianxing
// +kubebuilder:printcolumn:name="Type",type=string,JSONPath=".spec.type"
// +kubebuilder:printcolumn:name="Claim",type=string,JSONPath=".spec.claim.identity"
// +kubebuilder:printcolumn:name="Year",type=integer,JSONPath=".spec.claim.year"
// +kubebuilder:printcolumn:name="Amount",type=string,JSONPath=".spec.amount"
// +kubebuilder:printcolumn:name="Balance",type=string,JSONPath=".status.balance"
// +kubebuilder:printcolumn:name="State",type=string,JSONPath=".status.conditions[?(@.type==\"Settled\")].reason"
// +kubebuilder:printcolumn:name="Day",type=string,JSONPath=".spec.day"
// +kubebuilder:printcolumn:name="About",type=string,JSONPath=".spec.entry"
// +kubebuilder:printcolumn:name="Budget",type=integer,JSONPath=".spec.year",priority=1
// +kubebuilder:printcolumn:name="Plan",type=string,JSONPath=".spec.claim.plan.name",priority=1
// +kubebuilder:printcolumn:name="Cause",type=string,JSONPath=".spec.cause.name",priority=1
// +kubebuilder:printcolumn:name="Committed",type=string,JSONPath=".spec.committedAfter",priority=1
// +kubebuilder:printcolumn:name="Total",type=string,JSONPath=".spec.totalAfter",priority=1
// +kubebuilder:printcolumn:name="Message",type=string,JSONPath=".status.conditions[?(@.type==\"Settled\")].message",priority=1
// +kubebuilder:validation:XValidation:rule="self.metadata.name.startsWith(self.spec.ledgerRef.name + '-') && self.metadata.name.substring(size(self.spec.ledgerRef.name)).matches('^-([0-9]{6}|[1-9][0-9]{6,17})$') && int(self.metadata.name.substring(size(self.spec.ledgerRef.name) + 1)) == self.spec.sequence",message="条目的名称必须是 台账-六位序号,如 stars-000007 / the name of an entry must be its ledger and its sequence in six digits, as in stars-000007",fieldPath=".metadata"
type FundingDisbursement struct {
	metav1.TypeMeta `json:",inline"`
	// metadata is the standard object metadata.
	// +optional
	metav1.ObjectMeta `json:"metadata,omitempty"`
	// spec is the entry.
	// +required
	Spec FundingDisbursementSpec `json:"spec"`
	// status is computed.
	// +optional
	// +default={"observedGeneration": -1}
	Status FundingDisbursementStatus `json:"status,omitempty,omitzero"`
}

// FundingDisbursementList is a list of entries.
// +kubebuilder:object:root=true
type FundingDisbursementList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []FundingDisbursement `json:"items"`
}
