package plantedapi

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// Conditioned lists conditions as any list.
type Conditioned struct {
	// conditions of the record.
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=8
	Conditions []metav1.Condition `json:"conditions,omitempty"`
}
