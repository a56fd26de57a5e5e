package evaluation_test

import (
	"strings"
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// secondLicense is the second licence of the user whose first was misused.
var secondLicense = records.Key{Namespace: "zhuji", Name: "second"}

// misusedBeside is a register with two licences of one user, of which the first was misused: found on 2025-06-23, to be put right by 07-23, revoked
// on 07-24, and its user barred through 2027-07-23.
func misusedBeside() (*licenseCase, *incidentCase, *v1alpha1.BrandLicense) {
	c := licensed()
	i := c.misused()
	return c, i, c.licence("second", "cooperative")
}

// filed lets the second licence be filed, certified, licensed and put on notice on days of its own.
func (c *licenseCase) filed(second *v1alpha1.BrandLicense, filed, certified, licensed, opens v1alpha1.Date) {
	second.Spec.FiledOn = filed
	c.reviews["Certification-second"].Spec.SignedOn, c.reviews["License-second"].Spec.SignedOn = certified, licensed
	c.reviews["License-second"].Spec.Notice.OpensOn = opens
}

// judgedOn is a reason on a day.
type judgedOn struct{ on, reason string }

// secondLicenses change something of the second licence, and say what it is by what was done with the first.
var secondLicenses = map[string]struct {
	change func(c *licenseCase, i *incidentCase, second *v1alpha1.BrandLicense)
	want   []judgedOn
}{
	"in force": {nil, []judgedOn{{"2025-06-22", "Licensed"}, {"2025-06-23", "Suspended"}, {"2025-07-23", "Suspended"}, {"2025-07-24", "Revoked"}, {"2027-12-31", "Revoked"}}},
	"put right": {func(_ *licenseCase, i *incidentCase, _ *v1alpha1.BrandLicense) {
		i.signed("Rectification", "inspector", "2025-07-01")
	},
		[]judgedOn{{"2025-06-30", "Suspended"}, {"2025-07-01", "Licensed"}, {"2025-12-31", "Licensed"}}},
	"filed and granted after the finding": {func(c *licenseCase, _ *incidentCase, second *v1alpha1.BrandLicense) {
		c.filed(second, "2025-06-24", "2025-06-25", "2025-06-26", "2025-06-27")
	}, []judgedOn{{"2025-07-04", "OnNotice"}, {"2025-07-07", "Suspended"}, {"2025-07-24", "Revoked"}}},
	"granted the day before the revocation": {func(c *licenseCase, _ *incidentCase, second *v1alpha1.BrandLicense) {
		c.filed(second, "2025-07-01", "2025-07-22", "2025-07-23", "2025-07-24")
	}, []judgedOn{{"2025-07-23", "OnNotice"}, {"2025-07-24", "Revoked"}, {"2025-12-31", "Revoked"}}},
	"granted on its day": {func(c *licenseCase, _ *incidentCase, second *v1alpha1.BrandLicense) {
		c.filed(second, "2025-07-01", "2025-07-22", "2025-07-24", "2025-07-25")
	}, []judgedOn{{"2025-07-23", "UnderReview"}, {"2025-07-24", "Barred"}, {"2025-12-31", "Barred"}, {"2027-12-31", "Barred"}}},
	"granted after it": {func(c *licenseCase, _ *incidentCase, second *v1alpha1.BrandLicense) {
		c.filed(second, "2025-06-24", "2025-07-25", "2025-07-28", "2025-07-29")
	}, []judgedOn{{"2025-07-24", "Barred"}, {"2025-12-31", "Barred"}}},
	"granted after the ban": {func(c *licenseCase, _ *incidentCase, second *v1alpha1.BrandLicense) {
		second.Spec.ValidFrom, second.Spec.ValidThrough = "2027-09-01", "2028-09-01"
		second.Spec.TestReports = []v1alpha1.TestReport{{On: "2027-07-01"}}
		c.filed(second, "2025-06-24", "2027-07-26", "2027-07-27", "2027-07-28")
	}, []judgedOn{{"2025-07-23", "UnderReview"}, {"2027-12-31", "Barred"}}},
	"filed after the ban": {func(c *licenseCase, _ *incidentCase, second *v1alpha1.BrandLicense) {
		c.filed(second, "2027-07-26", "2027-07-27", "2027-07-28", "2027-07-29")
		second.Spec.ValidFrom, second.Spec.ValidThrough = "2027-07-26", "2028-07-25"
		second.Spec.TestReports = []v1alpha1.TestReport{{On: "2027-07-01"}}
		c.calendar("2027")
	}, []judgedOn{{"2027-08-05", "OnNotice"}, {"2027-08-06", "Licensed"}}},
	"filed in the ban": {func(c *licenseCase, _ *incidentCase, second *v1alpha1.BrandLicense) {
		c.filed(second, "2025-07-24", "2025-07-25", "2025-07-28", "2025-07-29")
	}, []judgedOn{{"2025-07-23", "NotYet"}, {"2025-07-24", "Barred"}, {"2025-12-31", "Barred"}}},
	"granted to begin in the ban": {func(_ *licenseCase, _ *incidentCase, second *v1alpha1.BrandLicense) {
		second.Spec.ValidFrom = "2025-09-01"
	},
		[]judgedOn{{"2025-07-23", "NotYet"}, {"2025-07-24", "Revoked"}, {"2025-09-01", "Revoked"}}},
	"refused before": {func(c *licenseCase, _ *incidentCase, _ *v1alpha1.BrandLicense) {
		c.reviews["License-second"].Spec.Verdict = v1alpha1.Reject
	}, []judgedOn{{"2025-12-31", "Rejected"}}},
	"refused in the ban": {func(c *licenseCase, _ *incidentCase, second *v1alpha1.BrandLicense) {
		c.filed(second, "2025-07-01", "2025-07-22", "2025-07-25", "2025-07-28")
		c.reviews["License-second"].Spec.Verdict = v1alpha1.Reject
	}, []judgedOn{{"2025-07-24", "Barred"}, {"2025-12-31", "Barred"}}},
	"sent back before": {func(c *licenseCase, _ *incidentCase, _ *v1alpha1.BrandLicense) {
		c.reviews["License-second"].Spec.Verdict = v1alpha1.ReturnBack
	}, []judgedOn{{"2025-07-23", "Returned"}, {"2025-07-24", "Barred"}}},
	"over before": {func(_ *licenseCase, _ *incidentCase, second *v1alpha1.BrandLicense) {
		second.Spec.ValidThrough = "2025-07-22"
	},
		[]judgedOn{{"2025-07-22", "Suspended"}, {"2025-07-23", "Expired"}, {"2025-12-31", "Expired"}}},
	"over on the day before": {func(_ *licenseCase, _ *incidentCase, second *v1alpha1.BrandLicense) {
		second.Spec.ValidThrough = "2025-07-23"
	},
		[]judgedOn{{"2025-07-24", "Revoked"}}},
	"objected to, and upheld before": {func(c *licenseCase, _ *incidentCase, second *v1alpha1.BrandLicense) {
		c.filed(second, "2025-07-01", "2025-07-16", "2025-07-17", "2025-07-18")
		c.license = second
		c.objected("2025-07-23", v1alpha1.Approve)
	}, []judgedOn{{"2025-07-24", "Rejected"}, {"2025-12-31", "Rejected"}}},
	"objected to, and upheld in the ban": {func(c *licenseCase, _ *incidentCase, second *v1alpha1.BrandLicense) {
		c.filed(second, "2025-07-01", "2025-07-16", "2025-07-17", "2025-07-18")
		c.license = second
		c.objected("2025-07-23", v1alpha1.Approve)
		c.reviews["Hearing-objection"].Spec.SignedOn = "2025-07-24"
	}, []judgedOn{{"2025-07-23", "OnNotice"}, {"2025-07-24", "Revoked"}, {"2025-12-31", "Revoked"}}},
	"objected to, and never heard": {func(c *licenseCase, _ *incidentCase, second *v1alpha1.BrandLicense) {
		c.license = second
		c.objected("2025-03-04", "")
	}, []judgedOn{{"2025-07-23", "OnNotice"}, {"2025-07-24", "Revoked"}}},
	"a renewal without a report, of what was over before": {func(c *licenseCase, _ *incidentCase, second *v1alpha1.BrandLicense) {
		c.renewsUntested(second, "2025-07-22")
	}, []judgedOn{{"2025-07-22", "UnderReview"}, {"2025-07-23", "Expired"}, {"2025-12-31", "Expired"}}},
	"a renewal without a report, of what was revoked": {func(c *licenseCase, _ *incidentCase, second *v1alpha1.BrandLicense) {
		c.renewsUntested(second, "2025-07-24")
	}, []judgedOn{{"2025-07-23", "UnderReview"}, {"2025-07-24", "Barred"}, {"2025-12-31", "Barred"}}},
	"of another member": {func(_ *licenseCase, _ *incidentCase, second *v1alpha1.BrandLicense) { second.Spec.Member = "farm" },
		[]judgedOn{{"2025-07-01", "Licensed"}, {"2025-12-31", "Licensed"}}},
	"of another brand": {func(c *licenseCase, _ *incidentCase, second *v1alpha1.BrandLicense) {
		c.second(func(s *v1alpha1.BrandSpec) { s.DisplayName = "another" })
		second.Spec.BrandRef.Name = "second"
	}, []judgedOn{{"2025-07-01", "Licensed"}, {"2025-12-31", "Licensed"}}},
}

// TestMisuseStandsAgainstTheUser: what a misuse brings stands against the user of the brand, whichever of its licences is named (R36).
func TestMisuseStandsAgainstTheUser(t *testing.T) {
	for name, c := range secondLicenses {
		t.Run(name, func(t *testing.T) {
			l, i, second := misusedBeside()
			if c.change != nil {
				c.change(l, i, second)
			}
			for _, want := range c.want {
				judged := l.at(want.on).BrandLicense(secondLicense).Result
				if !judged.Is(want.reason) {
					t.Errorf("on %s the second licence is %s, want %s", want.on, said(judged), want.reason)
				}
			}
		})
	}
}

// calendar adds a year in which every weekday is a working day.
func (c *licenseCase) calendar(year string) {
	of := get[*v1alpha1.WorkCalendar](c.world, "", "2025").DeepCopy()
	of.Name, of.Spec.Holidays, of.Spec.Workdays = year, nil, nil
	c.add(of)
}

// renewsUntested lets the second licence carry on the first, which ends on a day, without a test report that counts then, and nobody sign it.
func (c *licenseCase) renewsUntested(second *v1alpha1.BrandLicense, through v1alpha1.Date) {
	c.license.Spec.ValidThrough = through
	second.Spec.FiledOn, second.Spec.Renews, second.Spec.TestReports = "2025-06-30", c.license.Name, nil
	c.without("Certification-second", "License-second")
}

// TestRevocationShowsOnEachLicense: the days, the list and the words of licences that a revocation of one of them takes.
func TestRevocationShowsOnEachLicense(t *testing.T) {
	c, _, second := misusedBeside()
	if got := c.listed("2025-07-01"); got != 0 {
		t.Errorf("%d are on the list while the user is suspended", got)
	}
	judged := c.at("2025-12-31").BrandLicense(secondLicense)
	if judged.LicensedOn.String() != "2025-03-05" || judged.ValidThrough.String() != "2025-07-23" || judged.BarredThrough.String() != "2027-07-23" {
		t.Errorf("licensed on %s, valid through %s, barred through %s", judged.LicensedOn, judged.ValidThrough, judged.BarredThrough)
	}
	wantWords(t, judged.Result, "incident misuse", "licence cooperative", "2025-07-24", "2027-07-23")
	wantWords(t, c.at("2025-07-01").BrandLicense(secondLicense).Result, "incident misuse", "licence cooperative", "2025-06-23", "2025-07-23")
	second.Spec.ValidFrom = "2025-09-01"
	if judged = c.at("2025-12-31").BrandLicense(secondLicense); judged.LicensedOn != 0 || judged.ValidThrough != 0 {
		t.Errorf("it never began, and was licensed from %s through %s", judged.LicensedOn, judged.ValidThrough)
	}
	c.filed(second, "2025-07-24", "2025-07-25", "2025-07-28", "2025-07-29")
	judged = c.at("2025-12-31").BrandLicense(secondLicense)
	if judged.Approval != nil || judged.BarredThrough.String() != "2027-07-23" {
		t.Errorf("filed in the ban, it is barred through %s and its chain %v", judged.BarredThrough, judged.Approval)
	}
	wantWords(t, judged.Result, "incident misuse", "licence cooperative", "2025-07-24", "2027-07-23")
}

// TestNobodySignsUnderABan: what is signed under a licence from the revocation on counts for nothing, and what was signed before stays (R36).
func TestNobodySignsUnderABan(t *testing.T) {
	c, _, second := misusedBeside()
	c.filed(second, "2025-06-24", "2025-07-23", "2025-07-24", "2025-07-25")
	pass := c.at("2025-12-31")
	wantOutcome(t, records.Review, pass.Review(records.KeyOf(c.reviews["Certification-second"])), "Counted")
	late := pass.Review(records.KeyOf(c.reviews["License-second"]))
	wantOutcome(t, records.Review, late, "Stale")
	judged := pass.BrandLicense(secondLicense)
	if judged.Notice != nil || judged.Approval.State != evaluation.ApprovalOpen {
		t.Errorf("its chain is %s, and its notice %v", judged.Approval.State, judged.Notice)
	}
	wantWords(t, judged.Result, "incident misuse", "licence cooperative", "2025-07-24", "2027-07-23")
}

// TestTwoMisuses: of two revocations the first ends the licences, and the last day of both is that of the ban.
func TestTwoMisuses(t *testing.T) {
	c, _, second := misusedBeside()
	i := c.report("more", v1alpha1.GroundBrandMisuse, "2025-06-12", "2025-06-16")
	i.incident.Spec.Subject, i.incident.Spec.LicenseRef, i.by = v1alpha1.SubjectBrandUser, &v1alpha1.Ref{Name: second.Name}, v1alpha1.County
	i.signed("Finding", "finder", "2025-06-23")
	refused := i.signed("Rectification", "inspector", "2025-07-01")
	refused.Spec.Verdict, refused.Spec.Reason = v1alpha1.Reject, "because"
	for _, key := range []records.Key{cooperative, secondLicense} {
		judged := c.at("2025-12-31").BrandLicense(key)
		wantOutcome(t, records.BrandLicense, judged.Result, "Revoked")
		wantWords(t, judged.Result, "incident more", "licence second", "2025-07-01")
		if judged.ValidThrough.String() != "2025-06-30" || judged.BarredThrough.String() != "2027-07-23" {
			t.Errorf("%s was valid through %s, and barred through %s", key, judged.ValidThrough, judged.BarredThrough)
		}
	}
}

// TestMisuseOfWhatWasNeverGranted: there is no licence to revoke, and the user is barred all the same (R36).
func TestMisuseOfWhatWasNeverGranted(t *testing.T) {
	for name, c := range map[string]struct {
		change    func(c *licenseCase)
		license   string
		ungranted bool
	}{
		"granted":                      {nil, "Revoked", false},
		"granted the day before":       {func(c *licenseCase) { c.licensedOn("2025-07-23") }, "Revoked", false},
		"granted on the day":           {func(c *licenseCase) { c.licensedOn("2025-07-24") }, "Barred", true},
		"only certified":               {func(c *licenseCase) { c.without("License-cooperative") }, "Barred", true},
		"refused":                      {func(c *licenseCase) { c.reviews["License-cooperative"].Spec.Verdict = v1alpha1.Reject }, "Rejected", true},
		"of nobody the brand licenses": {func(c *licenseCase) { c.alliance.Spec.Members[0].LeftOn = "2025-02-10" }, "NotMember", true},
	} {
		t.Run(name, func(t *testing.T) {
			l := licensed()
			i := l.misused()
			if c.change != nil {
				c.change(l)
			}
			wantIncident(t, l.at("2025-12-31"), i, "Revoked")
			judged := l.at("2025-12-31").Incident(records.KeyOf(i.incident)).Result
			wantWords(t, judged, "2025-07-24", "2027-07-23")
			if got := strings.Contains(said(judged), "nothing of it to revoke"); got != c.ungranted {
				t.Errorf("it says %s", said(judged))
			}
			l.want(t, "2025-12-31", c.license)
			again := l.licence("second", l.license.Spec.Member)
			again.Spec.FiledOn, again.Spec.Member = "2025-08-01", "cooperative"
			l.alliance.Spec.Members[0].LeftOn = ""
			wantOutcome(t, records.BrandLicense, l.at("2025-12-31").BrandLicense(secondLicense).Result, "Barred")
		})
	}
}

// licensedOn moves the decision on the licence.
func (c *licenseCase) licensedOn(on v1alpha1.Date) {
	c.reviews["License-cooperative"].Spec.SignedOn, c.reviews["License-cooperative"].Spec.Notice.OpensOn = on, on
}

// wantWords holds that the outcome says words.
func wantWords(t *testing.T, got evaluation.Result, words ...string) {
	t.Helper()
	for _, word := range words {
		if !strings.Contains(said(got), word) {
			t.Errorf("it does not say %q: %s", word, said(got))
		}
	}
}

// TestMisuseByOneOfTheSameName: two alliances of a brand have a member of one name; by their credit codes they are two organisations or one.
func TestMisuseByOneOfTheSameName(t *testing.T) {
	for name, of := range map[string]struct {
		own, theirs v1alpha1.CreditCode
		want        string
	}{
		"another organisation": {torreyaCode, beanCode, "Licensed"},
		"the same":             {torreyaCode, torreyaCode, "Revoked"},
		"nobody says":          {"", beanCode, "Revoked"},
	} {
		t.Run(name, func(t *testing.T) {
			c, _, second := misusedBeside()
			other := c.world.alliance("zhuji", "bean", beanCode)
			other.Spec.Members = []v1alpha1.Member{{Name: second.Spec.Member, Category: "Cooperative", JoinedOn: c.alliance.Spec.Members[0].JoinedOn, CreditCode: of.theirs}}
			for i := range c.alliance.Spec.Members {
				if c.alliance.Spec.Members[i].Name == second.Spec.Member {
					c.alliance.Spec.Members[i].CreditCode = of.own
				}
			}
			c.brand.Spec.Alliances = append(c.brand.Spec.Alliances, v1alpha1.BrandAlliance{Name: "bean", Role: v1alpha1.RoleParticipate})
			second.Spec.AllianceRef.Name = "bean"
			if judged := c.at("2025-12-31").BrandLicense(secondLicense); !judged.Is(of.want) {
				t.Errorf("the licence of the other is %s, want %s", said(judged.Result), of.want)
			}
		})
	}
}
