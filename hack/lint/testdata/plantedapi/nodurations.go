package plantedapi

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// Lasting counts in Go's durations.
type Lasting struct {
	// length of the period.
	// +required
	Length metav1.Duration `json:"length"`
}
