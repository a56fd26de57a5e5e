package register

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// branded is a brand or a licence.
func (a *affected) branded(object records.Object) {
	if brand, ok := object.(*v1alpha1.Brand); ok {
		a.brand(brand)
	}
	if license, ok := object.(*v1alpha1.BrandLicense); ok {
		a.license(records.KeyOf(license), license)
	}
}

// brand: its licences, and the brands of its division, of which it may be the first of an industry or a name.
func (a *affected) brand(brand *v1alpha1.Brand) {
	key := records.KeyOf(brand)
	a.reviews(records.Brand, key)
	for _, other := range a.view.Find(records.BrandsByNamespace, brand.Namespace) {
		a.add(records.Brand, records.KeyOf(other))
		// Where it has the name of another, which of them stands is what the licences of both are judged by.
		a.licensesUnder(records.KeyOf(other))
	}
	a.licensesUnder(key)
}

func (a *affected) licensesUnder(brand records.Key) {
	for _, license := range records.Find[*v1alpha1.BrandLicense](a.view, records.LicensesByBrand, brand.String()) {
		a.license(records.KeyOf(license), license)
	}
}

// usersOf: the brands that an alliance takes part in, and the licences of its members.
func (a *affected) usersOf(alliance records.Key) {
	a.all(records.Brand, a.view.Find(records.BrandsByAlliance, alliance.String()))
	for _, license := range records.Find[*v1alpha1.BrandLicense](a.view, records.LicensesByAlliance, alliance.String()) {
		a.license(records.KeyOf(license), license)
	}
}

// license: its brand, whose list it is on, everything that is signed in its case, what was reported of its user, and the licences that it
// bars, renews, or is renewed by.
func (a *affected) license(key records.Key, license *v1alpha1.BrandLicense) {
	if !a.entered(records.BrandLicense, key) {
		return
	}
	a.add(records.BrandLicense, key)
	brand := records.Key{Namespace: key.Namespace, Name: license.Spec.BrandRef.Name}
	a.add(records.Brand, brand)
	a.reviews(records.BrandLicense, key)
	for _, objection := range a.view.Find(records.ObjectionsBySubject, records.SubjectValue(records.BrandLicense, key)) {
		a.add(records.Objection, records.KeyOf(objection))
		a.reviews(records.Objection, records.KeyOf(objection))
	}
	for _, incident := range a.view.Find(records.IncidentsByLicense, key.String()) {
		a.add(records.Incident, records.KeyOf(incident))
		a.reviews(records.Incident, records.KeyOf(incident))
	}
	if license.Spec.Renews != "" {
		a.licenseNamed(records.Key{Namespace: key.Namespace, Name: license.Spec.Renews})
	}
	for _, index := range []struct {
		of    *records.Index
		value string
	}{{records.LicensesByRenewed, key.String()}, {records.LicensesByUser, records.UserValue(brand, license.Spec.Member)}} {
		for _, other := range records.Find[*v1alpha1.BrandLicense](a.view, index.of, index.value) {
			a.license(records.KeyOf(other), other)
		}
	}
}

// licenseNamed is a licence where there is one.
func (a *affected) licenseNamed(key records.Key) {
	if record, ok := records.Get[*v1alpha1.BrandLicense](a.view, key); ok {
		a.license(key, record)
	}
}

// licenseSigned is the licence in whose case a record was signed.
func (a *affected) licenseSigned(kind records.Kind, subject records.Key) {
	switch kind {
	case records.BrandLicense:
		a.licenseNamed(subject)
	case records.Objection:
		if objection, ok := records.Get[*v1alpha1.Objection](a.view, subject); ok && records.Kind(objection.Spec.SubjectRef.Kind) == records.BrandLicense {
			a.licenseNamed(records.Key{Namespace: subject.Namespace, Name: objection.Spec.SubjectRef.Name})
		}
	default: // nothing else is signed in the case of a licence but an incident, which names it
	}
}
