package plantedapi

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// Demanding requires a part of its status.
// +kubebuilder:object:root:=true
// +kubebuilder:subresource:status
type Demanding struct {
	metav1.TypeMeta `json:",inline"`
	// metadata of the record.
	// +optional
	metav1.ObjectMeta `json:"metadata,omitempty"`
	// status is computed.
	// +optional
	Status DemandingStatus `json:"status,omitempty"`
}

// DemandingStatus is a status that can't be written in parts.
type DemandingStatus struct {
	// count of records.
	// +required
	Count int32 `json:"count"`
}
