package records

import (
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
)

// The label and annotation by which a Namespace stands for a division.
const (
	DivisionLabel         = "lianxing.dev/division"
	DisplayNameAnnotation = "lianxing.dev/display-name"
)

// Division is a province, city or county, which is a namespace.
type Division struct {
	// Namespace that stands for the division.
	Namespace string
	// Code of six digits (GB/T 2260).
	Code string
	// DisplayName for people.
	DisplayName string
}

// DivisionFrom reads a division from the metadata of a Namespace; false where it stands for none or its code is no code.
func DivisionFrom(namespace metav1.Object) (Division, bool) {
	code := namespace.GetLabels()[DivisionLabel]
	if len(code) != 6 || strings.Trim(code, "0123456789") != "" {
		return Division{}, false
	}
	return Division{
		Namespace:   namespace.GetName(),
		Code:        code,
		DisplayName: namespace.GetAnnotations()[DisplayNameAnnotation],
	}, true
}

// Level follows from the code: xx0000 is a province, xxxx00 a city, anything else a county.
func (d Division) Level() v1alpha1.Authority {
	switch {
	case strings.HasSuffix(d.Code, "0000"):
		return v1alpha1.Provincial
	case strings.HasSuffix(d.Code, "00"):
		return v1alpha1.Municipal
	}
	return v1alpha1.County
}

// Covers says whether another division is this one or under it.
func (d Division) Covers(other Division) bool {
	switch d.Level() {
	case v1alpha1.Provincial:
		return strings.HasPrefix(other.Code, d.Code[:2])
	case v1alpha1.Municipal:
		return strings.HasPrefix(other.Code, d.Code[:4])
	default:
		return d.Code == other.Code
	}
}

// Rank orders authorities from below: County 1, Municipal 2, Provincial 3; 0 for anything else.
func Rank(authority v1alpha1.Authority) int {
	switch authority {
	case v1alpha1.County:
		return 1
	case v1alpha1.Municipal:
		return 2
	case v1alpha1.Provincial:
		return 3
	}
	return 0
}
