package evaluation_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// brandRules are the rules of brands that must hold (R34, R36).
func brandRules() []rule {
	return []rule{
		// Who is certified and licensed may use the brand, and stands on its list; nobody else does.
		{"R34", func(t *testing.T) {
			c := licensed()
			if judged := c.want(t, "2025-03-05", "Licensed"); judged.LicensedOn.String() != "2025-03-05" || judged.ValidThrough.String() != "2028-03-04" {
				t.Errorf("licensed from %s through %s", judged.LicensedOn, judged.ValidThrough)
			}
			if got := c.listed("2025-03-05"); got != 1 {
				t.Errorf("%d are on the list, want 1", got)
			}
		}, func(t *testing.T) {
			uncertified := func(c *licenseCase) { c.without("Certification-cooperative") }
			lic("2025-12-31", "UnderReview", uncertified)(t)
			c := licensed()
			uncertified(c)
			if got := c.listed("2025-12-31"); got != 0 {
				t.Errorf("%d are on the list without a certification", got)
			}
			lic("2025-12-31", "UnderReview", func(c *licenseCase) { c.license.Spec.CertificateNo = "" })(t)
			lic("2025-12-31", "UnderReview", func(c *licenseCase) { c.license.Spec.TestReports[0].On = "2024-02-16" })(t)
			lic("2025-12-31", "NotMember", func(c *licenseCase) { c.license.Spec.Member = "somebody" })(t)
			lic("2025-12-31", "NotMember", func(c *licenseCase) { c.brand.Spec.Alliances = nil })(t)
			lic("2025-03-04", "OnNotice", nil)(t)
		}},
		// A misuse can be filed and is answered: found, it suspends; put right in time, it does not any more; otherwise the licence ends.
		{"R36", func(t *testing.T) {
			c := licensed()
			i := c.misused()
			c.want(t, "2025-06-22", "Licensed")
			i.signed("Rectification", "inspector", "2025-07-23")
			c.want(t, "2025-07-22", "Suspended")
			c.want(t, "2025-07-23", "Licensed")
			wantIncident(t, c.at("2025-12-31"), i, "Rectified")
		}, func(t *testing.T) {
			c := licensed()
			i := c.misused()
			c.want(t, "2025-07-23", "Suspended")
			if judged := c.want(t, "2025-07-24", "Revoked"); judged.BarredThrough.String() != "2027-07-23" || judged.ValidThrough.String() != "2025-07-23" {
				t.Errorf("barred through %s, valid through %s", judged.BarredThrough, judged.ValidThrough)
			}
			wantIncident(t, c.at("2025-12-31"), i, "Revoked")
			late := i.signed("Rectification", "inspector", "2025-07-24")
			c.want(t, "2025-12-31", "Revoked")
			late.Spec.SignedOn, late.Spec.Verdict, late.Spec.Reason = "2025-07-01", v1alpha1.Reject, "because"
			c.want(t, "2025-07-01", "Revoked")
			if got := c.listed("2025-12-31"); got != 0 {
				t.Errorf("%d are on the list after the revocation", got)
			}
		}},
	}
}

// TestLicenses changes one thing of a licence that goes well.
func TestLicenses(t *testing.T) {
	for name, c := range map[string]struct {
		asOf, reason string
		change       func(c *licenseCase)
	}{
		"before it is filed":                       {"2025-02-09", "NotYet", nil},
		"before its notice":                        {"2025-02-24", "OnNotice", nil},
		"its last day but one":                     {"2027-12-31", "Suspended", nil}, // no test report since 2025
		"a term of three years":                    {"2025-03-05", "Licensed", nil},
		"a term of a day more":                     {"2025-03-05", "Rejected", func(c *licenseCase) { c.license.Spec.ValidThrough = "2028-03-05" }},
		"a brand that does not operate":            {"2025-03-05", "BrandNotOperating", func(c *licenseCase) { c.brand.Spec.OperatingSince = "" }},
		"a brand that operates later":              {"2025-03-05", "BrandNotOperating", func(c *licenseCase) { c.brand.Spec.OperatingSince = "2025-02-11" }},
		"a brand suspended when it applied":        {"2025-03-05", "BrandNotOperating", func(c *licenseCase) { c.brand.Spec.SuspendedOn, c.brand.Spec.ResumedOn = "2025-02-10", "2025-02-11" }},
		"a brand suspended then and again":         {"2025-03-05", "BrandNotOperating", func(c *licenseCase) { c.suspended("2025-02-10", "2025-02-11", "2026-03-02", "") }},
		"a brand suspended before and again":       {"2025-03-05", "Licensed", func(c *licenseCase) { c.suspended("2025-02-09", "2025-02-10", "2026-03-02", "") }},
		"a brand suspended in between":             {"2025-04-01", "Suspended", func(c *licenseCase) { c.suspended("2025-04-01", "2025-05-01", "2026-03-02", "") }},
		"a brand resumed in between":               {"2025-05-01", "Licensed", func(c *licenseCase) { c.suspended("2025-04-01", "2025-05-01", "2026-03-02", "") }},
		"a brand suspended afterwards":             {"2025-04-01", "Suspended", func(c *licenseCase) { c.brand.Spec.SuspendedOn = "2025-04-01" }},
		"and resumed":                              {"2025-05-01", "Licensed", func(c *licenseCase) { c.brand.Spec.SuspendedOn, c.brand.Spec.ResumedOn = "2025-04-01", "2025-05-01" }},
		"a brand that was retired":                 {"2025-04-01", "BrandNotOperating", func(c *licenseCase) { c.brand.Spec.RetiredOn = "2025-04-01" }},
		"the member left":                          {"2025-04-01", "MemberLeft", func(c *licenseCase) { c.alliance.Spec.Members[0].LeftOn = "2025-04-01" }},
		"the day before":                           {"2025-03-31", "Licensed", func(c *licenseCase) { c.alliance.Spec.Members[0].LeftOn = "2025-04-01" }},
		"the member left before it applied":        {"2025-04-01", "NotMember", func(c *licenseCase) { c.alliance.Spec.Members[0].LeftOn = "2025-02-10" }},
		"the alliance was dissolved":               {"2025-04-01", "MemberLeft", func(c *licenseCase) { c.alliance.Spec.DissolvedOn = "2025-04-01" }},
		"the alliance takes no more part":          {"2025-04-01", "MemberLeft", func(c *licenseCase) { c.brand.Spec.Alliances[0].Until = "2025-04-01" }},
		"the day before the report counts no more": {"2026-01-06", "Licensed", nil},
		"the last day for another":                 {"2026-02-05", "Licensed", nil},
		"no other has come":                        {"2026-02-06", "Suspended", nil},
		"another has come":                         {"2026-02-06", "Licensed", func(c *licenseCase) { c.later("2026-02-06") }},
		"a new version, its last day":              {"2025-11-28", "Licensed", func(c *licenseCase) { c.newer("2025-06-01") }},
		"a new version, out of date":               {"2025-11-29", "StandardOutdated", func(c *licenseCase) { c.newer("2025-06-01") }},
		"filed by a version, its last day":         {"2025-11-28", "UnderReview", func(c *licenseCase) { c.newer("2025-06-01"); c.license.Spec.FiledOn = "2025-11-28" }},
		"filed by a version, out of date":          {"2025-11-29", "StandardOutdated", func(c *licenseCase) { c.newer("2025-06-01"); c.license.Spec.FiledOn = "2025-11-29" }},
		"a version that is none":                   {"2025-03-05", "ReferenceMissing", func(c *licenseCase) { c.license.Spec.StandardVersion = "1999" }},
		"a version that comes later":               {"2025-03-05", "ReferenceMissing", func(c *licenseCase) { c.newer("2025-06-01"); c.license.Spec.StandardVersion = "2025" }},
		"a brand that is not there":                {"2025-03-05", "ReferenceMissing", func(c *licenseCase) { c.license.Spec.BrandRef.Name = "none" }},
		"the city certifies a county's":            {"2025-03-05", "UnderReview", func(c *licenseCase) { c.reviews["Certification-cooperative"].Spec.Authority = v1alpha1.Municipal }},
		"refused":                                  {"2025-03-05", "Rejected", func(c *licenseCase) { c.reviews["License-cooperative"].Spec.Verdict = v1alpha1.Reject }},
		"returned": {"2025-03-05", "Returned", func(c *licenseCase) {
			c.reviews["Certification-cooperative"].Spec.Verdict = v1alpha1.ReturnBack
		}},
		"an objection that is upheld": {"2025-03-05", "Rejected", func(c *licenseCase) { c.objected("2025-03-04", v1alpha1.Approve) }},
		"an objection that is not":    {"2025-03-05", "Licensed", func(c *licenseCase) { c.objected("2025-03-04", v1alpha1.Reject) }},
		"an objection that waits":     {"2025-03-05", "OnNotice", func(c *licenseCase) { c.objected("2025-03-04", "") }},
		"an objection that is late":   {"2025-03-05", "Licensed", func(c *licenseCase) { c.objected("2025-03-05", v1alpha1.Approve) }},
		"a missing calendar":          {"2025-03-05", "CalendarMissing", func(c *licenseCase) { c.drop(get[*v1alpha1.WorkCalendar](c.world, "", "2025")) }},
		"edited after it was decided": {"2025-03-05", "Licensed", func(c *licenseCase) { c.edited() }},
		"in another county than its alliance": {"2025-03-05", "Licensed", func(c *licenseCase) {
			c.alliance.Namespace, c.license.Spec.AllianceRef.Namespace, c.brand.Spec.Alliances[0].Namespace = "shaoxing", "shaoxing", "shaoxing"
		}},
	} {
		t.Run(name, lic(c.asOf, c.reason, c.change))
	}
}

// suspended lets the brand be suspended twice.
func (c *licenseCase) suspended(earlier, resumed, latest, over v1alpha1.Date) {
	c.brand.Spec.EarlierSuspensions = []v1alpha1.BrandSuspension{{SuspendedOn: earlier, ResumedOn: resumed}}
	c.brand.Spec.SuspendedOn, c.brand.Spec.ResumedOn = latest, over
}

// later adds a test report after everything was signed: the signatures are for the licence as it was.
func (c *licenseCase) later(on v1alpha1.Date) {
	c.fix()
	c.license.Spec.TestReports = append(c.license.Spec.TestReports, v1alpha1.TestReport{On: on})
}

// edited widens the products after everything was signed, which slipped through admission.
func (c *licenseCase) edited() {
	c.fix()
	c.license.Spec.Products = append(c.license.Spec.Products, "wine")
}

// fix lets the signatures name the digest of what they sign as it is now.
func (c *licenseCase) fix() {
	for _, review := range c.reviews {
		review.Spec.SubjectRef.Digest = c.digest(review)
	}
}

func (c *licenseCase) newer(since v1alpha1.Date) {
	c.brand.Spec.Standards = append(c.brand.Spec.Standards, v1alpha1.BrandStandard{Code: "T/1", Title: "tea", Version: "2025", Since: since})
}

// objected adds an objection to the licence, and the decision on it of the same day where there is one.
func (c *licenseCase) objected(raisedOn v1alpha1.Date, verdict v1alpha1.Verdict) *v1alpha1.Objection {
	objection := &v1alpha1.Objection{ObjectMeta: named("zhuji", "objection"), Spec: v1alpha1.ObjectionSpec{
		SubjectRef: v1alpha1.ObjectionSubject{Kind: "BrandLicense", Name: c.license.Name}, RaisedOn: raisedOn, Signed: v1alpha1.SignedSeal,
		Grounds: "grounds", FiledBy: "secretariat",
	}}
	c.add(objection)
	if verdict != "" {
		hearing := c.signUnder(objection, "Hearing-objection", v1alpha1.County, "hearer", raisedOn)
		hearing.Spec.Verdict, hearing.Spec.Reason = verdict, "because"
	}
	return objection
}

// TestRenewals: a renewal carries a licence on; without a test report that counts when that ends, both have expired.
func TestRenewals(t *testing.T) {
	renewed := func(change func(c *licenseCase, next *v1alpha1.BrandLicense)) *licenseCase {
		c := licensed()
		c.license.Spec.ValidThrough = "2026-03-04"
		next := c.licence("renewal", "cooperative")
		next.Spec.Renews, next.Spec.FiledOn, next.Spec.ValidFrom, next.Spec.ValidThrough = "cooperative", "2025-11-24", "2026-02-02", "2029-02-01"
		next.Spec.TestReports = []v1alpha1.TestReport{{On: "2025-11-17"}}
		c.reviews["Certification-renewal"].Spec.SignedOn, c.reviews["License-renewal"].Spec.SignedOn = "2025-12-08", "2025-12-15"
		c.reviews["License-renewal"].Spec.Notice.OpensOn = "2025-12-16"
		if change != nil {
			change(c, next)
		}
		return c
	}
	want := func(t *testing.T, c *licenseCase, asOf, before, after string) {
		t.Helper()
		pass := c.at(asOf)
		wantOutcome(t, records.BrandLicense, pass.BrandLicense(cooperative).Result, before)
		wantOutcome(t, records.BrandLicense, pass.BrandLicense(records.Key{Namespace: "zhuji", Name: "renewal"}).Result, after)
		if got := c.listed(asOf); got > 1 {
			t.Errorf("the user is on the list %d times", got)
		}
	}
	c := renewed(nil)
	want(t, c, "2026-02-01", "Licensed", "NotYet")
	want(t, c, "2026-02-02", "Expired", "Licensed")
	stale := renewed(func(_ *licenseCase, next *v1alpha1.BrandLicense) { next.Spec.TestReports[0].On = "2024-11-17" })
	want(t, stale, "2026-03-04", "Suspended", "UnderReview")
	want(t, stale, "2026-03-05", "Expired", "Expired")
	another := renewed(func(_ *licenseCase, next *v1alpha1.BrandLicense) { next.Spec.Member = "farm" })
	wantStalled(t, another.at("2026-02-02").BrandLicense(records.Key{Namespace: "zhuji", Name: "renewal"}).Result, "InvalidRecord")
	itself := renewed(func(_ *licenseCase, next *v1alpha1.BrandLicense) { next.Spec.Renews = "renewal" })
	wantStalled(t, itself.at("2026-02-02").BrandLicense(records.Key{Namespace: "zhuji", Name: "renewal"}).Result, "InvalidRecord")
}

// TestBarredUser: who was revoked is not licensed again while the ban runs, by whichever alliance and under whichever name of a record. What
// was filed before it and not decided is barred too.
func TestBarredUser(t *testing.T) {
	c := licensed()
	c.misused() // revoked on 2025-07-24, barred through 2027-07-23
	c.license = c.licence("again", "cooperative")
	for filed, reason := range map[v1alpha1.Date]string{"2025-07-23": "Barred", "2025-07-24": "Barred", "2027-07-23": "Barred", "2027-07-24": "UnderReview"} {
		c.license.Spec.FiledOn, c.license.Spec.ValidFrom, c.license.Spec.ValidThrough = filed, "2027-09-01", "2028-09-01"
		c.want(t, "2027-12-31", reason)
	}
	c.license.Spec.Member = "farm"
	c.license.Spec.FiledOn = "2025-07-24"
	c.want(t, "2027-12-31", "UnderReview")
}
