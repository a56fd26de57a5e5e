package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// PaymentSpec is a payment order for one entry, later its booking or its return. What is not yet set may be set, once. Under a
// Recovery the same record books money that came back.
// +kubebuilder:validation:XValidation:rule="self.disbursementRef == oldSelf.disbursementRef && self.amount == oldSelf.amount && self.orderedOn == oldSelf.orderedOn && self.orderedBy == oldSelf.orderedBy",message="付款指令(条目、金额、日期、经办账号)不得更改,请另开下一号付款 / entry, amount, orderedOn and orderedBy of a payment never change: file the next number"
// +kubebuilder:validation:XValidation:rule="(!has(oldSelf.voucher) || size(oldSelf.voucher) == 0 || (has(self.voucher) && self.voucher == oldSelf.voucher)) && (!has(oldSelf.paidOn) || (has(self.paidOn) && self.paidOn == oldSelf.paidOn)) && (!has(oldSelf.bookedBy) || (has(self.bookedBy) && self.bookedBy == oldSelf.bookedBy))",message="入账信息(voucher、paidOn、bookedBy)一经填写不得更改,更正请另开付款并填写 corrects / a booking is set once and stays: put it right with a further payment that says what it corrects"
// +kubebuilder:validation:XValidation:rule="!has(oldSelf.returned) || (has(self.returned) && self.returned == oldSelf.returned)",message="退汇信息一经填写不得更改 / returned is set once and stays"
// +kubebuilder:validation:XValidation:rule="!has(oldSelf.corrects) || (has(self.corrects) && self.corrects == oldSelf.corrects)",message="更正信息一经填写不得更改 / corrects is set once and stays"
// +kubebuilder:validation:XValidation:rule="(has(self.voucher) && size(self.voucher) > 0) == has(self.paidOn) && has(self.paidOn) == has(self.bookedBy)",message="凭证号(voucher)、付款日(paidOn)和入账账号(bookedBy)须一并填写 / voucher, paidOn and bookedBy are set together: a booking needs all three"
// +kubebuilder:validation:XValidation:rule="!has(self.paidOn) || self.orderedOn <= self.paidOn",message="付款日不得早于指令日 / paidOn must not be before orderedOn",fieldPath=".paidOn"
// +kubebuilder:validation:XValidation:rule="!has(self.returned) || (self.orderedOn <= self.returned.on && (!has(self.paidOn) || self.paidOn <= self.returned.on))",message="退汇日不得早于指令日和付款日 / returned.on must not be before orderedOn, nor before paidOn",fieldPath=".returned.on"
type PaymentSpec struct {
	// disbursementRef names the entry, of the same namespace, and its digest.
	// +required
	// +kubebuilder:validation:XValidation:rule="self.name.matches('^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?-([0-9]{6}|[1-9][0-9]{6,17})$') && !self.name.endsWith('-000000')",message="条目的名称是 台账-六位序号,如 stars-000007 / the name of an entry is its ledger and its number in six digits, as in stars-000007",fieldPath=".name"
	DisbursementRef DisbursementRef `json:"disbursementRef"`
	// amount of the order, or of the money that came back.
	// +required
	// +kubebuilder:validation:XValidation:rule="self != '0.00'",message="付款金额必须大于零 / the amount of a payment must be above zero"
	Amount Yuan `json:"amount"`
	// orderedOn is the day of the order. The system enters it on that day or never.
	// +required
	OrderedOn Date `json:"orderedOn"`
	// orderedBy is the account that ordered it.
	// +required
	OrderedBy Account `json:"orderedBy"`
	// voucher of the booking, used once in the ledger.
	// +optional
	// +kubebuilder:validation:MaxLength=64
	Voucher string `json:"voucher,omitempty"`
	// paidOn is the day on which the money moved.
	// +optional
	PaidOn Date `json:"paidOn,omitempty"`
	// bookedBy is the account that booked it.
	// +optional
	BookedBy Account `json:"bookedBy,omitempty"`
	// returned says that the bank sent the money back.
	// +optional
	Returned *PaymentReturn `json:"returned,omitempty"`
	// corrects names a booking that this one puts right.
	// +optional
	Corrects *Correction `json:"corrects,omitempty"`
}

// DisbursementRef names an entry and its digest.
type DisbursementRef struct {
	// name of the entry.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=253
	Name string `json:"name"`
	// digest of the entry.
	// +required
	Digest Digest `json:"digest"`
}

// PaymentReturn is a bank's return.
type PaymentReturn struct {
	// on is the day of the return.
	// +required
	On Date `json:"on"`
	// slip of the bank.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=100
	Slip string `json:"slip"`
}

// Correction names a record that is put right.
type Correction struct {
	// name of the payment.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=253
	Name string `json:"name"`
	// reason in words.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=500
	Reason string `json:"reason"`
}

// PaymentStatus is what the system says of a payment.
type PaymentStatus struct {
	RecordStatus `json:",inline"`
	// entry of the ledger that holds the order or the receipt.
	// +optional
	// +kubebuilder:validation:MaxLength=253
	Entry string `json:"entry,omitempty"`
}

// Payment is a payment order, its booking or its return. Its name is ENTRY-1, -2 and so on.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:shortName=pay,categories=lianxing
// +kubebuilder:printcolumn:name="Entry",type=string,JSONPath=".spec.disbursementRef.name"
// +kubebuilder:printcolumn:name="Amount",type=string,JSONPath=".spec.amount"
// +kubebuilder:printcolumn:name="Ordered",type=string,JSONPath=".spec.orderedOn"
// +kubebuilder:printcolumn:name="Paid",type=string,JSONPath=".spec.paidOn"
// +kubebuilder:printcolumn:name="Returned",type=string,JSONPath=".spec.returned.on"
// +kubebuilder:printcolumn:name="State",type=string,JSONPath=".status.conditions[?(@.type==\"Booked\")].reason"
// +kubebuilder:printcolumn:name="Voucher",type=string,JSONPath=".spec.voucher",priority=1
// +kubebuilder:printcolumn:name="Booked As",type=string,JSONPath=".status.entry",priority=1
// +kubebuilder:printcolumn:name="Message",type=string,JSONPath=".status.conditions[?(@.type==\"Booked\")].message",priority=1
// +kubebuilder:validation:XValidation:rule="self.metadata.name.startsWith(self.spec.disbursementRef.name + '-') && self.metadata.name.substring(size(self.spec.disbursementRef.name)).matches('^-[1-9][0-9]{0,3}$')",message="付款的名称必须是 条目-序号(从 1 起,无前导零),如 stars-000007-1 / the name of a payment must be its entry and a number from 1 without leading zero, as in stars-000007-1",fieldPath=".metadata"
// +kubebuilder:validation:XValidation:rule="!has(self.spec.corrects) || (self.spec.corrects.name.startsWith(self.spec.disbursementRef.name + '-') && (size(self.spec.corrects.name) < size(self.metadata.name) || (size(self.spec.corrects.name) == size(self.metadata.name) && self.spec.corrects.name < self.metadata.name)))",message="corrects 须填写同一条目下序号更小的付款 / corrects names an earlier payment of the same entry: the one that is put right",fieldPath=".spec.corrects.name"
type Payment struct {
	metav1.TypeMeta `json:",inline"`
	// metadata is the standard object metadata.
	// +optional
	metav1.ObjectMeta `json:"metadata,omitempty"`
	// spec is what was declared.
	// +required
	Spec PaymentSpec `json:"spec"`
	// status is computed.
	// +optional
	// +default={"observedGeneration": -1}
	Status PaymentStatus `json:"status,omitempty,omitzero"`
}

// PaymentList is a list of payments.
// +kubebuilder:object:root=true
type PaymentList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []Payment `json:"items"`
}
