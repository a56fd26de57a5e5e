// Package v1alpha1 holds the records of the register: what people declare about alliances, stars and money, and what
// the system computes from it. Names and fields are a contract with the records that stand in git; they are only ever
// added to.
//
// +kubebuilder:object:generate=true
// +groupName=lianxing.dev
// +kubebuilder:ac:generate=true
// +kubebuilder:ac:output:package=../../client/applyconfiguration
package v1alpha1
