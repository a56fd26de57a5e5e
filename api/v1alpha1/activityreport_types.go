package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// ActivityReportSpec tells what came of an activity (R30). Accepted, it is the activity's request: its payee is the alliance, or the
// host of one without a credit code. It may change until it is accepted.
// +kubebuilder:validation:XValidation:rule="self.heldOn.all(d, d <= self.reportedOn)",message="活动日期不得晚于报告日期 / heldOn must not be after reportedOn: what has not been held can't be reported",fieldPath=".heldOn"
// +kubebuilder:validation:XValidation:rule="self.farmersReached <= self.participants",message="带动农户数不得超过参加人数 / farmersReached must not be more than participants",fieldPath=".farmersReached"
// +kubebuilder:validation:XValidation:rule="!has(self.otherFunding) || !self.costs.all(c, c.amount.matches('^(0|[1-9][0-9]{0,12})[.][0-9]{2}$')) || !self.otherFunding.all(f, f.amount.matches('^(0|[1-9][0-9]{0,12})[.][0-9]{2}$')) || self.otherFunding.map(f, int(double(f.amount) * 100.0 + 0.5)).sum() <= self.costs.map(c, int(double(c.amount) * 100.0 + 0.5)).sum()",message="其他资金(otherFunding)合计不得超过费用(costs)合计 / otherFunding must not add up to more than the costs",fieldPath=".otherFunding"
type ActivityReportSpec struct {
	// planRef names the plan, of the same namespace.
	// +required
	PlanRef LocalRef `json:"planRef"`
	// reportedOn is the day of the report.
	// +required
	ReportedOn Date `json:"reportedOn"`
	// filedBy is the account that filed it.
	// +required
	FiledBy Account `json:"filedBy"`
	// heldOn are the days on which it was held.
	// +required
	// +kubebuilder:validation:XValidation:rule="self.all(i, d, i == 0 || self[i - 1] < d)",message="活动日期须由早到晚排列,不得重复 / list each day once, from the earliest on"
	// +listType=atomic
	// +kubebuilder:validation:MinItems=1
	// +kubebuilder:validation:MaxItems=100
	HeldOn []Date `json:"heldOn"`
	// participants is how many came.
	// +required
	// +kubebuilder:validation:Minimum=0
	// +kubebuilder:validation:Maximum=100000
	Participants int32 `json:"participants"`
	// farmersReached is how many of them are farmers.
	// +required
	// +kubebuilder:validation:Minimum=0
	// +kubebuilder:validation:Maximum=100000
	FarmersReached int32 `json:"farmersReached"`
	// costs by line, each invoice on one line.
	// +required
	// +kubebuilder:validation:XValidation:rule="self.all(a, !has(a.invoice) || self.exists_one(b, has(b.invoice) && b.invoice == a.invoice))",message="同一发票只能列支一次,请合并为一行 / an invoice is used once: put what it is for on one line"
	// +listType=atomic
	// +kubebuilder:validation:MinItems=1
	// +kubebuilder:validation:MaxItems=50
	Costs []ReportedCost `json:"costs"`
	// otherFunding is what others paid (R58).
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=20
	OtherFunding []Funding `json:"otherFunding,omitempty"`
	// result of the activity in words, without a person's name (R30).
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=2000
	Result string `json:"result"`
	// evidence for it.
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=20
	Evidence []Evidence `json:"evidence,omitempty"`
}

// ReportedCost is one line of what an activity cost.
type ReportedCost struct {
	// item that was paid for.
	// +required
	Item CostItem `json:"item"`
	// amount in yuan.
	// +required
	Amount Yuan `json:"amount"`
	// invoice by its number. It is used once in the whole register (F-13).
	// +optional
	// +kubebuilder:validation:XValidation:rule="self.matches('^[0-9A-Z]([-0-9A-Z]*[0-9A-Z])?$')",message="发票号码由数字、大写字母和连字符组成,不带空格 / the number of an invoice has digits, capital letters and inner hyphens, and no space"
	// +kubebuilder:validation:MaxLength=40
	Invoice string `json:"invoice,omitempty"`
}

// ActivityReportStatus is what the system computes of a report.
type ActivityReportStatus struct {
	RecordStatus `json:",inline"`
	// specDigest is what a Review of this report has to name.
	// +optional
	SpecDigest Digest `json:"specDigest,omitempty"`
	// cost that is reported, in all.
	// +optional
	Cost Yuan `json:"cost,omitempty"`
	// payable is the least of what it cost, what leadership approved, and what others did not pay.
	// +optional
	Payable Yuan `json:"payable,omitempty"`
	// acceptedOn is the day on which the last stage was signed: its place in the queue of the budget.
	// +optional
	AcceptedOn Date `json:"acceptedOn,omitempty"`
	// amount that was granted by this report.
	// +optional
	Amount Yuan `json:"amount,omitempty"`
	// entry of the ledger that granted it.
	// +optional
	// +kubebuilder:validation:MaxLength=253
	Entry string `json:"entry,omitempty"`
	// flags are what a person should look at. They block nothing.
	// +optional
	// +listType=set
	// +kubebuilder:validation:MaxItems=20
	Flags []Flag `json:"flags,omitempty"`
	// stages in their order.
	// +optional
	// +listType=map
	// +listMapKey=name
	// +kubebuilder:validation:MaxItems=20
	Stages []StageStatus `json:"stages,omitempty"`
}

// ActivityReport tells what came of a plan, and asks for its money. Its name is its plan's.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:shortName=areport,categories=lianxing
// +kubebuilder:printcolumn:name="Reported",type=string,JSONPath=".spec.reportedOn"
// +kubebuilder:printcolumn:name="Cost",type=string,JSONPath=".status.cost"
// +kubebuilder:printcolumn:name="Payable",type=string,JSONPath=".status.payable"
// +kubebuilder:printcolumn:name="Entry",type=string,JSONPath=".status.entry"
// +kubebuilder:printcolumn:name="State",type=string,JSONPath=".status.conditions[?(@.type==\"Accepted\")].reason"
// +kubebuilder:printcolumn:name="Until",type=string,JSONPath=".status.nextTransition"
// +kubebuilder:printcolumn:name="Waits For",type=string,JSONPath=".status.stages[?(@.state==\"Open\")].name"
// +kubebuilder:printcolumn:name="Accepted",type=string,JSONPath=".status.acceptedOn",priority=1
// +kubebuilder:printcolumn:name="Amount",type=string,JSONPath=".status.amount",priority=1
// +kubebuilder:printcolumn:name="Farmers",type=integer,JSONPath=".spec.farmersReached",priority=1
// +kubebuilder:printcolumn:name="Flags",type=string,JSONPath=".status.flags",priority=1
// +kubebuilder:printcolumn:name="Message",type=string,JSONPath=".status.conditions[?(@.type==\"Accepted\")].message",priority=1
// +kubebuilder:validation:XValidation:rule="self.metadata.name == self.spec.planRef.name",message="活动报告的名称必须与其计划的名称相同 / the name of a report must be the name of its plan",fieldPath=".metadata"
// +kubebuilder:validation:XValidation:rule="!has(oldSelf.status) || (!has(oldSelf.status.acceptedOn) && !has(oldSelf.status.entry)) || self.spec == oldSelf.spec",message="报告已经验收,不得再更改 / the report has been accepted: it can not be changed any more",fieldPath=".spec"
type ActivityReport struct {
	metav1.TypeMeta `json:",inline"`
	// metadata is the standard object metadata.
	// +optional
	metav1.ObjectMeta `json:"metadata,omitempty"`
	// spec is what was declared.
	// +required
	Spec ActivityReportSpec `json:"spec"`
	// status is computed.
	// +optional
	// +default={"observedGeneration": -1}
	Status ActivityReportStatus `json:"status,omitempty,omitzero"`
}

// ActivityReportList is a list of reports.
// +kubebuilder:object:root=true
type ActivityReportList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []ActivityReport `json:"items"`
}
