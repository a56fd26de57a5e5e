package report

import (
	"fmt"
	"strings"

	apimeta "k8s.io/apimachinery/pkg/api/meta"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// lists shows each brand with its licence list (准用名单): who may use it, for what and until when. A brand whose list is empty has a row too.
func (r *report) lists() error {
	rows := &table{heads: r.words.brandHeads}
	for _, brand := range r.brands {
		own := []string{brand.Namespace, brand.Spec.DisplayName, "", fmt.Sprintf("%d/%d", brand.Status.LicensedMembers, brand.Status.Members)}
		if says := apimeta.FindStatusCondition(brand.Status.Conditions, v1alpha1.ConditionOperating); says != nil {
			own[2] = says.Reason
		}
		listed := false
		for _, license := range r.licenses {
			if license.Namespace != brand.Namespace || license.Spec.BrandRef.Name != brand.Name || !licensed(license) {
				continue
			}
			listed = true
			rows.add(append(own, license.Spec.Member, records.RefKey(license.Spec.AllianceRef, license.Namespace).String(),
				strings.Join(license.Spec.Products, "、"), string(license.Status.ValidThrough))...)
			own = []string{"", "", "", ""}
		}
		if !listed {
			rows.add(append(own, "", "", "", "")...)
		}
	}
	return r.section(r.words.brands, rows)
}

func licensed(license *v1alpha1.BrandLicense) bool {
	says := apimeta.FindStatusCondition(license.Status.Conditions, v1alpha1.ConditionLicensed)
	return says != nil && says.Reason == v1alpha1.ReasonLicensed
}
