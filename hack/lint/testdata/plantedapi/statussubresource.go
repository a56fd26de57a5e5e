package plantedapi

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// Whole has a status and no subresource for it.
// +kubebuilder:object:root:=true
type Whole struct {
	metav1.TypeMeta `json:",inline"`
	// metadata of the record.
	// +optional
	metav1.ObjectMeta `json:"metadata,omitempty"`
	// status is computed.
	// +optional
	Status WholeStatus `json:"status,omitempty"`
}

// WholeStatus is a status.
type WholeStatus struct {
	// count of records.
	// +optional
	Count int32 `json:"count,omitempty"`
}
