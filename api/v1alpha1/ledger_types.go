package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// LedgerSpec declares the chain of one funder and line.
// +kubebuilder:validation:XValidation:rule="self.source == oldSelf.source",message="资金来源不得更改,另一来源请另立台账 / source never changes: money of another source has a ledger of its own",fieldPath=".source"
// +kubebuilder:validation:XValidation:rule="oldSelf.checkpoint.sequence < self.checkpoint.sequence || self.checkpoint == oldSelf.checkpoint",message="检查点只能向前移动 / the checkpoint moves forwards only: to a later sequence with its head",fieldPath=".checkpoint"
type LedgerSpec struct {
	// checkpoint is the sequence and head that finance last put on record; it moves forwards only.
	// +required
	Checkpoint Checkpoint `json:"checkpoint"`
	// source of the money (F-14).
	// +required
	// +kubebuilder:validation:Enum=FiscalBudget;CooperationFund;AssetCompany;Other
	Source string `json:"source"`
}

// Checkpoint is a place in the chain that is kept outside it.
// +kubebuilder:validation:XValidation:rule="has(self.head) == (self.sequence > 0)",message="sequence 大于 0 时须填写该条目的 head;新台账写 sequence: 0,不写 head / a sequence above 0 needs the head, the digest of that entry; a new chain has sequence 0 and no head"
type Checkpoint struct {
	// sequence of the entry; 0 declares a new chain.
	// +required
	// +kubebuilder:validation:Minimum=0
	Sequence int64 `json:"sequence"`
	// head is the digest of that entry; absent for a new chain.
	// +optional
	Head Digest `json:"head,omitempty"`
}

// LedgerStatus is what the system says of a chain.
type LedgerStatus struct {
	RecordStatus `json:",inline"`
	// entries of the chain.
	// +optional
	Entries int64 `json:"entries,omitempty"`
	// head is the digest of the last entry.
	// +optional
	Head Digest `json:"head,omitempty"`
	// frozen says why nothing is entered.
	// +optional
	// +kubebuilder:validation:MaxLength=500
	Frozen string `json:"frozen,omitempty"`
	// verifiedThrough is the entry up to which numbers and digests were checked.
	// +optional
	VerifiedThrough int64 `json:"verifiedThrough,omitempty"`
}

// Ledger is one chain of entries: whatever is not in the chain has not happened. Its name is the line.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:shortName=ldg,categories=lianxing
// +kubebuilder:printcolumn:name="Entries",type=integer,JSONPath=".status.entries"
// +kubebuilder:printcolumn:name="Verified",type=integer,JSONPath=".status.verifiedThrough"
// +kubebuilder:printcolumn:name="Ready",type=string,JSONPath=".status.conditions[?(@.type==\"Ready\")].status"
// +kubebuilder:printcolumn:name="Frozen",type=string,JSONPath=".status.frozen"
// +kubebuilder:printcolumn:name="Head",type=string,JSONPath=".status.head"
// +kubebuilder:printcolumn:name="Source",type=string,JSONPath=".spec.source",priority=1
// +kubebuilder:printcolumn:name="Checkpoint",type=integer,JSONPath=".spec.checkpoint.sequence",priority=1
// +kubebuilder:printcolumn:name="Message",type=string,JSONPath=".status.conditions[?(@.type==\"Ready\")].message",priority=1
// +kubebuilder:validation:XValidation:rule="self.metadata.name.matches('^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?$')",message="台账的名称由小写字母、数字和连字符组成,至多 40 个字符,如 stars / the name of a ledger has at most 40 characters, lower-case letters, digits and inner hyphens, as in stars",fieldPath=".metadata"
type Ledger struct {
	metav1.TypeMeta `json:",inline"`
	// metadata is the standard object metadata.
	// +optional
	metav1.ObjectMeta `json:"metadata,omitempty"`
	// spec is what was declared.
	// +required
	Spec LedgerSpec `json:"spec"`
	// status is computed.
	// +optional
	// +default={"observedGeneration": -1}
	Status LedgerStatus `json:"status,omitempty,omitzero"`
}

// LedgerList is a list of ledgers.
// +kubebuilder:object:root=true
type LedgerList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []Ledger `json:"items"`
}
