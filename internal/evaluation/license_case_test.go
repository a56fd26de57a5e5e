package evaluation_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/records"
)

var (
	cooperative = records.Key{Namespace: "zhuji", Name: "cooperative"}
	theBrand    = records.Key{Namespace: "zhuji", Name: "brand"}
)

// licenseCase is a brand with one licence and everything that was signed under it. The alliance has a star besides.
type licenseCase struct {
	*starCase
	brand   *v1alpha1.Brand
	license *v1alpha1.BrandLicense
}

// licensed is a register with one licence of the brand of zhuji: certified on 02-17, licensed on 02-24, on notice from 2025-02-25 through
// 03-04, in force from 03-05 through 2028-03-04.
func licensed() *licenseCase {
	c := &licenseCase{starCase: awarded()}
	for _, name := range []string{"cooperative", "farm", "enterprise"} {
		c.alliance.Spec.Members = append(c.alliance.Spec.Members, v1alpha1.Member{Name: name, Category: "Other", JoinedOn: "2024-02-01"})
	}
	c.brand = &v1alpha1.Brand{ObjectMeta: named("zhuji", "brand"), Spec: v1alpha1.BrandSpec{
		DisplayName: "brand", Industry: "tea", Scope: v1alpha1.ScopeSingleIndustry, Owner: "association", SupplySystemRole: "Participate",
		Standards:      []v1alpha1.BrandStandard{{Code: "T/1", Title: "tea", Version: "2024", Since: "2024-01-02"}},
		Alliances:      []v1alpha1.BrandAlliance{{Name: "torreya", Role: v1alpha1.RoleLead}},
		OperatingSince: "2024-01-02",
		Licensing: v1alpha1.BrandLicensing{NoticeWorkingDays: 5, MaxYears: 3, RenewalDays: 90, TestReportMonths: 12, RectifyDays: 30,
			RecertifyDays: 180, BanMonths: 24},
	}}
	c.add(c.brand)
	c.license = c.licence("cooperative", "cooperative")
	return c
}

// licence adds one for a member, signed through.
func (c *licenseCase) licence(name, member string) *v1alpha1.BrandLicense {
	license := &v1alpha1.BrandLicense{ObjectMeta: named("zhuji", name), Spec: v1alpha1.BrandLicenseSpec{
		BrandRef: v1alpha1.LocalRef{Name: "brand"}, AllianceRef: v1alpha1.Ref{Name: "torreya"}, Member: member, Products: []string{"tea"},
		StandardVersion: "2024", CertificateNo: "1", ValidFrom: "2025-03-05", ValidThrough: "2028-03-04",
		TestReports: []v1alpha1.TestReport{{On: "2025-01-06"}}, FiledOn: "2025-02-10", FiledBy: "applicant",
	}}
	c.add(license)
	c.signUnder(license, "Certification-"+name, v1alpha1.County, "certifier", "2025-02-17")
	c.signUnder(license, "License-"+name, v1alpha1.County, "manager", "2025-02-24").Spec.Notice = &v1alpha1.NoticeOpening{OpensOn: "2025-02-25"}
	return license
}

// misused adds a misuse of the licence, reported on 2025-06-16 and found on 06-23.
func (c *licenseCase) misused() *incidentCase {
	i := c.report("misuse", v1alpha1.GroundBrandMisuse, "2025-06-12", "2025-06-16")
	i.incident.Spec.Subject, i.incident.Spec.LicenseRef, i.by = v1alpha1.SubjectBrandUser, &v1alpha1.Ref{Name: c.license.Name}, v1alpha1.County
	i.signed("Finding", "finder", "2025-06-23")
	return i
}

// want holds the licence to a reason on a day.
func (c *licenseCase) want(t *testing.T, asOf, reason string) *evaluation.License {
	t.Helper()
	judged := c.at(asOf).BrandLicense(records.KeyOf(c.license))
	wantOutcome(t, records.BrandLicense, judged.Result, reason)
	return judged
}

// lic is a licence that goes well with one thing changed, held to a reason on a day.
func lic(asOf, reason string, change func(c *licenseCase)) func(t *testing.T) {
	return func(t *testing.T) {
		t.Helper()
		c := licensed()
		if change != nil {
			change(c)
		}
		c.want(t, asOf, reason)
	}
}

// listed is the length of the brand's licence list.
func (c *licenseCase) listed(asOf string) int { return len(c.at(asOf).Brand(theBrand).List) }
