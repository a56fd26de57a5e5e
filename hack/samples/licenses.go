package main

import (
	"path"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
)

// record is the licence as it stands at the end, with all its test reports.
func (l license) record(of brand) (*v1alpha1.BrandLicense, error) {
	who, err := find(l.alliance)
	if err != nil {
		return nil, err
	}
	record := &v1alpha1.BrandLicense{
		TypeMeta:   typeMeta("BrandLicense"),
		ObjectMeta: metav1.ObjectMeta{Namespace: of.division, Name: l.name},
		Spec: v1alpha1.BrandLicenseSpec{
			BrandRef: v1alpha1.LocalRef{Name: of.name}, AllianceRef: v1alpha1.Ref{Name: who.name}, Member: who.member(l.member),
			Products: l.products, StandardCode: l.code, StandardVersion: l.version, CertificateNo: "样例认证" + l.name + "(虚构)",
			ValidFrom: l.from, ValidThrough: l.through, Renews: l.renews, FiledOn: l.filed, FiledBy: who.filer(),
		},
	}
	if who.division != of.division {
		record.Spec.AllianceRef.Namespace = who.division
	}
	if l.outsider != "" {
		record.Spec.Member = l.outsider
	}
	if l.uncertified {
		record.Spec.CertificateNo = ""
	}
	for _, on := range l.reports {
		record.Spec.TestReports = append(record.Spec.TestReports, v1alpha1.TestReport{On: on,
			Evidence: []v1alpha1.Evidence{{Title: "产品检测报告(虚构)"}}})
	}
	return record, nil
}

// signed is the spec that people signed: the test reports that came after the certification were not there yet.
func (l license) signed(spec v1alpha1.BrandLicenseSpec) v1alpha1.BrandLicenseSpec {
	known := 0
	for known < len(l.reports) && l.reports[known] <= max(l.filed, l.certified) {
		known++
	}
	spec.TestReports = spec.TestReports[:known]
	return spec
}

// addLicense files a licence with everything that was signed under it.
func (r *register) addLicense(list []brand, l license) error {
	of, err := findBrand(list, l.brand)
	if err != nil {
		return err
	}
	record, err := l.record(of)
	if err != nil {
		return err
	}
	folder := path.Join(of.division, string(l.filed[:4]))
	r.add(path.Join(folder, "licenses.yaml"), record)
	if err := r.sign(folder, "BrandLicense", l.name, l.signed(record.Spec), l.chain(of)); err != nil {
		return err
	}
	return r.addLicenseObjection(folder, l, of)
}

// chain lists the signatures under a licence.
func (l license) chain(of brand) []signature {
	var list []signature
	as := of.level()
	if l.certified != "" {
		by := l.certifier
		if by == "" {
			by = account(of.division, roleCertifier)
		}
		list = append(list, signature{stage: v1alpha1.StageCertification, authority: as, by: by, on: l.certified, giveBack: l.returned})
	}
	if l.licensed != "" {
		list = append(list, signature{stage: v1alpha1.StageLicense, authority: as, by: account(of.division, roleBrandManager), on: l.licensed,
			notice: l.notice, document: true, reject: l.refused})
	}
	return list
}

// level is the authority that signs for a brand.
func (b brand) level() v1alpha1.Authority {
	if b.division == city {
		return v1alpha1.Municipal
	}
	return v1alpha1.County
}

func (r *register) addLicenseObjection(folder string, l license, of brand) error {
	if l.objection == nil {
		return nil
	}
	o := l.objection
	record := &v1alpha1.Objection{
		TypeMeta:   typeMeta("Objection"),
		ObjectMeta: metav1.ObjectMeta{Namespace: of.division, Name: l.name + "-" + o.name},
		Spec: v1alpha1.ObjectionSpec{
			SubjectRef: v1alpha1.ObjectionSubject{Kind: "BrandLicense", Name: l.name},
			RaisedOn:   o.raised, Signed: o.signed, Grounds: o.says, FiledBy: account(of.division, roleSecretariat),
		},
	}
	r.add(path.Join(folder, "objections.yaml"), record)
	if o.heard == "" {
		return nil
	}
	hearing := signature{stage: v1alpha1.StageHearing, authority: of.level(), by: account(of.division, roleHearing), on: o.heard, document: true}
	if !o.upheld {
		hearing.reject = o.why
	}
	return r.sign(folder, "Objection", record.Name, record.Spec, []signature{hearing})
}

// addMisuse files a misuse of a brand, in the alliance's division, with what the level of the brand signed under it.
func (r *register) addMisuse(list []brand, m misuse) error {
	of, err := findBrand(list, m.license.brand)
	if err != nil {
		return err
	}
	who, err := find(m.license.alliance)
	if err != nil {
		return err
	}
	name := who.name + "-" + m.name
	folder := path.Join(who.division, string(m.reported[:4]))
	ref := v1alpha1.Ref{Name: m.license.name}
	if of.division != who.division {
		ref.Namespace = of.division
	}
	record := &v1alpha1.Incident{
		TypeMeta:   typeMeta("Incident"),
		ObjectMeta: metav1.ObjectMeta{Namespace: who.division, Name: name},
		Spec: v1alpha1.IncidentSpec{
			AllianceRef: v1alpha1.LocalRef{Name: who.name}, Subject: v1alpha1.SubjectBrandUser, Ground: v1alpha1.GroundBrandMisuse, LicenseRef: &ref,
			FactsOn: m.facts, ReportedOn: m.reported, Description: m.says,
			Evidence: []v1alpha1.Evidence{{Title: "线索材料(虚构,原件存监督部门)"}}, FiledBy: account(who.division, roleSupervisor),
		},
	}
	r.add(path.Join(folder, "incidents.yaml"), record)
	as, at := of.level(), of.division
	if m.otherAuthority {
		as, at = v1alpha1.Municipal, city
	}
	var chain []signature
	if m.found != "" {
		chain = append(chain, signature{stage: v1alpha1.StageFinding, authority: as, by: account(at, roleBrandFinder), on: m.found, document: true, reject: m.dismissed})
	}
	if m.rectified != "" {
		chain = append(chain, signature{stage: v1alpha1.StageRectification, authority: as, by: account(at, roleInspector), on: m.rectified, document: true, reject: m.notRectified})
	}
	return r.sign(folder, "Incident", name, record.Spec, chain)
}
