package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// BudgetSpec is the money of one line and year.
// +kubebuilder:validation:XValidation:rule="self.ledgerRef == oldSelf.ledgerRef && self.year == oldSelf.year && self.filedBy == oldSelf.filedBy && (has(self.recoveredFundsReturn) && self.recoveredFundsReturn) == (has(oldSelf.recoveredFundsReturn) && oldSelf.recoveredFundsReturn)",message="预算除追加 appropriations 外不得更改 / of a budget only appropriations may change, and only by adding to the end"
// +kubebuilder:validation:XValidation:rule="!has(oldSelf.appropriations) || (has(self.appropriations) && size(oldSelf.appropriations) <= size(self.appropriations) && oldSelf.appropriations.all(i, a, self.appropriations[i] == a))",message="已登记的拨款不得更改或删除,新的拨款写在末尾 / appropriations only grow: keep those on record as they are and add the new one at the end"
type BudgetSpec struct {
	// ledgerRef names the ledger, of the same namespace.
	// +required
	// +kubebuilder:validation:XValidation:rule="self.name.matches('^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?$')",message="台账的名称由小写字母、数字和连字符组成,至多 40 个字符,如 stars / the name of a ledger has at most 40 characters, lower-case letters, digits and inner hyphens, as in stars",fieldPath=".name"
	LedgerRef LocalRef `json:"ledgerRef"`
	// year of the budget.
	// +required
	// +kubebuilder:validation:Minimum=2000
	// +kubebuilder:validation:Maximum=2100
	Year int32 `json:"year"`
	// appropriations each give the total from their day on. The list only grows, its dates do not fall.
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:XValidation:rule="self.all(i, a, i == 0 || self[i - 1].on <= a.on)",message="拨款须按日期先后排列 / the dates of appropriations must not fall: list them from the earliest on"
	// +kubebuilder:validation:MaxItems=100
	Appropriations []Appropriation `json:"appropriations,omitempty"`
	// recoveredFundsReturn says that money that came back may be granted again (F-10).
	// +optional
	RecoveredFundsReturn bool `json:"recoveredFundsReturn,omitempty"`
	// filedBy is the account that filed the record.
	// +required
	FiledBy Account `json:"filedBy"`
}

// Appropriation sets the total of a budget from a day on.
type Appropriation struct {
	// on is the day from which the total counts.
	// +required
	On Date `json:"on"`
	// total of the budget from that day on.
	// +required
	Total Yuan `json:"total"`
	// documentNo of the appropriation.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=100
	DocumentNo string `json:"documentNo"`
}

// BudgetStatus is where a budget stands by its chain.
type BudgetStatus struct {
	RecordStatus `json:",inline"`
	// total by the appropriations that were entered.
	// +optional
	Total Yuan `json:"total,omitempty"`
	// committed is what is granted, or was ordered where that is more.
	// +optional
	Committed Yuan `json:"committed,omitempty"`
	// paid is what was ordered and not returned.
	// +optional
	Paid Yuan `json:"paid,omitempty"`
	// recovered is what came back.
	// +optional
	Recovered Yuan `json:"recovered,omitempty"`
	// available is what may still be granted.
	// +optional
	Available Yuan `json:"available,omitempty"`
	// waiting claims and their sum.
	// +optional
	Waiting *Waiting `json:"waiting,omitempty"`
}

// Waiting counts the claims that wait for a budget.
type Waiting struct {
	// claims that wait.
	// +required
	Claims int32 `json:"claims"`
	// amount that they wait for.
	// +required
	Amount Yuan `json:"amount"`
}

// Budget is the money of one line and year. Its name is LINE-YEAR. A budget without an appropriation grants nothing.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:shortName=bud,categories=lianxing
// +kubebuilder:printcolumn:name="Total",type=string,JSONPath=".status.total"
// +kubebuilder:printcolumn:name="Committed",type=string,JSONPath=".status.committed"
// +kubebuilder:printcolumn:name="Available",type=string,JSONPath=".status.available"
// +kubebuilder:printcolumn:name="Waiting",type=string,JSONPath=".status.waiting.amount"
// +kubebuilder:printcolumn:name="Claims",type=integer,JSONPath=".status.waiting.claims"
// +kubebuilder:printcolumn:name="Ready",type=string,JSONPath=".status.conditions[?(@.type==\"Ready\")].status"
// +kubebuilder:printcolumn:name="Paid",type=string,JSONPath=".status.paid",priority=1
// +kubebuilder:printcolumn:name="Recovered",type=string,JSONPath=".status.recovered",priority=1
// +kubebuilder:printcolumn:name="Message",type=string,JSONPath=".status.conditions[?(@.type==\"Ready\")].message",priority=1
// +kubebuilder:validation:XValidation:rule="self.metadata.name.startsWith(self.spec.ledgerRef.name + '-') && self.metadata.name.substring(size(self.spec.ledgerRef.name) + 1) == string(self.spec.year)",message="预算的名称必须是 台账-年份,如 stars-2025 / the name of a budget must be LINE-YEAR, as in stars-2025",fieldPath=".metadata"
type Budget struct {
	metav1.TypeMeta `json:",inline"`
	// metadata is the standard object metadata.
	// +optional
	metav1.ObjectMeta `json:"metadata,omitempty"`
	// spec is what was declared.
	// +required
	Spec BudgetSpec `json:"spec"`
	// status is computed.
	// +optional
	// +default={"observedGeneration": -1}
	Status BudgetStatus `json:"status,omitempty,omitzero"`
}

// BudgetList is a list of budgets.
// +kubebuilder:object:root=true
type BudgetList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []Budget `json:"items"`
}
