package records

import "github.com/lianxing-dev/lianxing/api/v1alpha1"

// The indexes of brands and their licences.
var (
	// BrandsByNamespace lists brands under their namespace.
	BrandsByNamespace = index("brandsByNamespace", Brand, func(b *v1alpha1.Brand) []string {
		return []string{b.Namespace}
	})
	// BrandsByAlliance lists brands under the namespace/name of each alliance that takes part in them.
	BrandsByAlliance = index("brandsByAlliance", Brand, func(b *v1alpha1.Brand) []string {
		var values []string
		for _, link := range b.Spec.Alliances {
			values = append(values, RefKey(v1alpha1.Ref{Namespace: link.Namespace, Name: link.Name}, b.Namespace).String())
		}
		return values
	})
	// LicensesByBrand lists licences under the namespace/name of their brand.
	LicensesByBrand = index("licensesByBrand", BrandLicense, func(l *v1alpha1.BrandLicense) []string {
		return []string{Key{Namespace: l.Namespace, Name: l.Spec.BrandRef.Name}.String()}
	})
	// LicensesByAlliance lists licences under the namespace/name of the alliance whose member is licensed.
	LicensesByAlliance = index("licensesByAlliance", BrandLicense, func(l *v1alpha1.BrandLicense) []string {
		return []string{RefKey(l.Spec.AllianceRef, l.Namespace).String()}
	})
	// LicensesByUser lists licences under UserValue of their brand and member.
	LicensesByUser = index("licensesByUser", BrandLicense, func(l *v1alpha1.BrandLicense) []string {
		return []string{UserValue(Key{Namespace: l.Namespace, Name: l.Spec.BrandRef.Name}, l.Spec.Member)}
	})
	// LicensesByRenewed lists licences under the namespace/name of the licence that they renew.
	LicensesByRenewed = index("licensesByRenewed", BrandLicense, func(l *v1alpha1.BrandLicense) []string {
		if l.Spec.Renews == "" {
			return nil
		}
		return []string{Key{Namespace: l.Namespace, Name: l.Spec.Renews}.String()}
	})
	// IncidentsByLicense lists incidents under the namespace/name of the licence whose user they are about.
	IncidentsByLicense = index("incidentsByLicense", Incident, func(i *v1alpha1.Incident) []string {
		if i.Spec.LicenseRef == nil {
			return nil
		}
		return []string{RefKey(*i.Spec.LicenseRef, i.Namespace).String()}
	})
)

// UserValue is how the user of a brand is written as the value of an index: the brand's namespace/name, and the member's name in
// whichever alliance.
func UserValue(brand Key, member string) string {
	return brand.String() + "/" + member
}
