package evaluation_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// TestMisuses changes one thing of a misuse that was found.
func TestMisuses(t *testing.T) {
	for name, c := range map[string]struct {
		incident, license string // on 2025-07-01
		change            func(c *licenseCase, i *incidentCase)
	}{
		"found":                               {"Confirmed", "Suspended", nil},
		"reported":                            {"Reported", "Licensed", func(c *licenseCase, _ *incidentCase) { c.without("Finding-misuse") }},
		"found to be none":                    {"Dismissed", "Licensed", func(_ *licenseCase, i *incidentCase) { i.reviews["Finding-misuse"].Spec.Verdict = v1alpha1.Reject }},
		"found without a document":            {"Reported", "Licensed", func(_ *licenseCase, i *incidentCase) { i.reviews["Finding-misuse"].Spec.DocumentNo = "" }},
		"found by another level":              {"Reported", "Licensed", func(_ *licenseCase, i *incidentCase) { i.reviews["Finding-misuse"].Spec.Authority = v1alpha1.Municipal }},
		"another ground suspends nothing":     {"Confirmed", "Licensed", func(_ *licenseCase, i *incidentCase) { i.incident.Spec.Ground = v1alpha1.GroundOther; i.byCity() }},
		"the alliance's own suspends nothing": {"Confirmed", "Licensed", func(_ *licenseCase, i *incidentCase) { i.incident.Spec.Subject = v1alpha1.SubjectAlliance; i.byCity() }},
		"of another alliance's licence": {"InvalidRecord", "Licensed", func(c *licenseCase, i *incidentCase) {
			c.world.alliance("zhuji", "bean", beanCode)
			i.incident.Spec.AllianceRef.Name = "bean"
		}},
		"of a licence that is not there": {"ReferenceMissing", "Licensed", func(_ *licenseCase, i *incidentCase) { i.incident.Spec.LicenseRef.Name = "none" }},
		"edited after it was found":      {"Confirmed", "Suspended", func(c *licenseCase, i *incidentCase) { c.fix(); i.incident.Spec.Description = "nothing at all" }},
		"put right":                      {"Rectified", "Licensed", func(_ *licenseCase, i *incidentCase) { i.signed("Rectification", "inspector", "2025-07-01") }},
		"put right, edited, and still": {"Rectified", "Licensed", func(c *licenseCase, i *incidentCase) {
			i.signed("Rectification", "inspector", "2025-07-01")
			c.fix()
			i.incident.Spec.Description = "nothing"
		}},
		"put right before it was found": {"Confirmed", "Suspended", func(_ *licenseCase, i *incidentCase) { i.signed("Rectification", "inspector", "2025-06-20") }},
		"sent back, which a finding can not be": {"Confirmed", "Suspended", func(_ *licenseCase, i *incidentCase) {
			i.signed("Rectification", "inspector", "2025-07-01").Spec.Verdict = v1alpha1.ReturnBack
		}},
	} {
		t.Run(name, func(t *testing.T) {
			l := licensed()
			i := l.misused()
			if c.change != nil {
				c.change(l, i)
			}
			judged := l.at("2025-07-01").Incident(records.KeyOf(i.incident))
			if !judged.Is(c.incident) {
				t.Errorf("the incident is %s, want %s", said(judged.Result), c.incident)
			}
			l.want(t, "2025-07-01", c.license)
		})
	}
}

// TestRectifiedTooLate: what is signed in time counts, and the same after it says that it came too late, and changes nothing.
func TestRectifiedTooLate(t *testing.T) {
	for on, want := range map[v1alpha1.Date]string{"2025-07-01": v1alpha1.ReasonCounted, "2025-11-20": v1alpha1.ReasonSuperseded} {
		l := licensed()
		review := l.misused().signed("Rectification", "inspector", on)
		if judged := l.at("2025-12-31").Review(records.KeyOf(review)); !judged.Is(want) {
			t.Errorf("signed on %s it is %s, want %s", on, said(judged), want)
		}
	}
}

// byCity lets the city sign what the round of its star asks for.
func (i *incidentCase) byCity() {
	i.reviews["Finding-misuse"].Spec.Authority = v1alpha1.Municipal
	i.reviews["Decision"].Spec.Notice.OpensOn = "2025-06-03"
}

// TestMisuseAndStarAreApart: a misuse holds no money and ends no star, and a star that is revoked ends no licence.
func TestMisuseAndStarAreApart(t *testing.T) {
	c := licensed()
	c.misused()
	pass := c.lived(t, "2025-12-31")
	c.want(t, "2025-12-31", "Revoked")
	wantApplication(t, pass, torreya4, "Awarded")
	wantGrant(t, pass, torreya4, "Granted")
	if alliance := pass.Alliance(torreya); alliance.OnHold || alliance.BarredThrough != 0 {
		t.Errorf("the misuse holds money (%t) or bars (through %s)", alliance.OnHold, alliance.BarredThrough)
	}
	c = licensed()
	c.later("2026-01-05")
	c.report("penalty", v1alpha1.GroundIllegalOperation, "2025-07-01", "2025-07-02").revoked("2025-07-07", "2025-07-14")
	wantApplication(t, c.at("2025-12-31"), torreya4, "Revoked")
	c.want(t, "2025-12-31", "Licensed")
}
