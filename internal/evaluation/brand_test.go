package evaluation_test

import (
	"slices"
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// TestBrands walks a brand through its life (R32).
func TestBrands(t *testing.T) {
	c := licensed()
	c.brand.Spec.SuspendedOn, c.brand.Spec.ResumedOn, c.brand.Spec.RetiredOn = "2025-06-02", "2025-07-01", "2026-03-02"
	for on, want := range map[string]struct {
		reason, next string
		listed       int
	}{
		"2024-01-01": {"Proposed", "2024-01-02", 0}, "2024-01-02": {"Operating", "2024-02-01", 0}, "2025-06-01": {"Operating", "2025-06-02", 1},
		"2025-06-02": {"Suspended", "2025-07-01", 0}, "2025-07-01": {"Operating", "2026-01-07", 1}, "2026-03-02": {"Retired", "never", 0},
	} {
		judged := c.at(on).Brand(theBrand)
		wantOutcome(t, records.Brand, judged.Result, want.reason)
		wantNext(t, judged.Result, want.next)
		if len(judged.List) != want.listed {
			t.Errorf("on %s %d are on the list, want %d", on, len(judged.List), want.listed)
		}
	}
	c.brand.Spec.OperatingSince = ""
	wantOutcome(t, records.Brand, c.at("2025-01-01").Brand(theBrand).Result, "Proposed")
}

// TestBrandSuspendedTwice: a second suspension leaves the first as it was.
func TestBrandSuspendedTwice(t *testing.T) {
	c := licensed()
	c.suspended("2025-06-02", "2025-07-01", "2025-09-01", "2025-10-09")
	for on, want := range map[string]struct {
		reason, next string
		listed       int
	}{
		"2025-06-01": {"Operating", "2025-06-02", 1}, "2025-06-02": {"Suspended", "2025-07-01", 0}, "2025-06-30": {"Suspended", "2025-07-01", 0},
		"2025-07-01": {"Operating", "2025-09-01", 1}, "2025-09-01": {"Suspended", "2025-10-09", 0}, "2025-10-09": {"Operating", "2026-01-07", 1},
	} {
		judged := c.at(on).Brand(theBrand)
		wantOutcome(t, records.Brand, judged.Result, want.reason)
		wantNext(t, judged.Result, want.next)
		if len(judged.List) != want.listed {
			t.Errorf("on %s %d are on the list, want %d", on, len(judged.List), want.listed)
		}
	}
}

// remarks are the reasons of what is said of a brand and blocks nothing.
func remarks(judged *evaluation.Brand) (list []string) {
	for _, finding := range judged.Findings {
		if finding.Verdict == evaluation.Warns {
			list = append(list, finding.Reason)
		}
	}
	return list
}

// second adds a brand beside the one of the case, changed.
func (c *licenseCase) second(change func(spec *v1alpha1.BrandSpec)) *v1alpha1.Brand {
	second := c.brand.DeepCopy()
	second.Name, second.Spec.DisplayName, second.Spec.OperatingSince = "second", "second", "2025-01-02"
	change(&second.Spec)
	c.add(second)
	return second
}

// TestAimsOfBrands: an aim is reported, and blocks nothing (R31-R33, R35, R37, R39, R48). Each has a report and a case that goes against it.
func TestAimsOfBrands(t *testing.T) {
	const on = "2025-12-31"
	secondKey := records.Key{Namespace: "zhuji", Name: "second"}
	for name, aim := range map[string]struct {
		change func(c *licenseCase)
		report func(pass *evaluation.Pass) bool
	}{
		"R31 an alliance leads a brand": {nil, func(p *evaluation.Pass) bool { b := p.Brand(theBrand); return b.Leading == 1 && b.Participating == 0 }},
		"R31 does not block a brand that none leads": {func(c *licenseCase) { c.brand.Spec.Alliances[0].Role = v1alpha1.RoleParticipate },
			func(p *evaluation.Pass) bool { b := p.Brand(theBrand); return b.Leading == 0 }},
		"R32 a brand that is nurtured is shown as proposed": {func(c *licenseCase) { c.second(func(s *v1alpha1.BrandSpec) { s.OperatingSince = "" }) },
			func(p *evaluation.Pass) bool { b := p.Brand(secondKey); return b.Is("Proposed") }},
		"R32 does not block an alliance whose brand is nurtured": {func(c *licenseCase) { c.brand.Spec.OperatingSince = "" },
			func(p *evaluation.Pass) bool {
				outcomes := []string{p.Brand(theBrand).Outcome.Reason, p.StarApplication(torreya4).Outcome.Reason, p.Alliance(torreya).Outcome.Reason}
				return slices.Equal(outcomes, []string{"Proposed", "Awarded", "Recognized"})
			}},
		"R33 a second brand of the industry is told of": {func(c *licenseCase) { c.second(func(*v1alpha1.BrandSpec) {}) },
			func(p *evaluation.Pass) bool { return slices.Contains(remarks(p.Brand(secondKey)), "SecondBrand") }},
		"R33 does not block the second brand": {func(c *licenseCase) { c.second(func(*v1alpha1.BrandSpec) {}); c.license.Spec.BrandRef.Name = "second" },
			func(p *evaluation.Pass) bool { b := p.Brand(secondKey); return b.Is("Operating") && len(b.List) == 1 }},
		"R33 the first brand is none": {func(c *licenseCase) { c.second(func(*v1alpha1.BrandSpec) {}) },
			func(p *evaluation.Pass) bool { return len(remarks(p.Brand(theBrand))) == 0 }},
		"R33 an umbrella brand is no second one": {func(c *licenseCase) { c.second(func(s *v1alpha1.BrandSpec) { s.Scope = v1alpha1.ScopeComprehensive }) },
			func(p *evaluation.Pass) bool { return len(remarks(p.Brand(secondKey))) == 0 }},
		"R33 another industry is none either": {func(c *licenseCase) { c.second(func(s *v1alpha1.BrandSpec) { s.Industry = "pear" }) },
			func(p *evaluation.Pass) bool { return len(remarks(p.Brand(secondKey))) == 0 }},
		"R33 a second standard is told of": {func(c *licenseCase) { c.standard("T/2") },
			func(p *evaluation.Pass) bool { return slices.Contains(remarks(p.Brand(theBrand)), "SecondStandard") }},
		"R33 does not block the second standard": {func(c *licenseCase) { c.standard("T/2"); c.license.Spec.StandardCode = "T/2" },
			func(p *evaluation.Pass) bool { b := p.Brand(theBrand); return len(b.List) == 1 }},
		"R35 licensed members of all members": {func(c *licenseCase) { c.licence("more", "cooperative"); c.licence("farm", "farm") },
			func(p *evaluation.Pass) bool {
				b := p.Brand(theBrand)
				return len(b.List) == 3 && b.LicensedMembers == 2 && b.Members == 3
			}},
		"R35 does not block a brand without a licence": {func(c *licenseCase) { c.drop(c.license) },
			func(p *evaluation.Pass) bool {
				b := p.Brand(theBrand)
				return b.Is("Operating") && b.LicensedMembers == 0 && b.Members == 3
			}},
		"R37 an alliance takes part": {func(c *licenseCase) { c.takesPart() },
			func(p *evaluation.Pass) bool { b := p.Brand(theBrand); return b.Leading == 1 && b.Participating == 1 }},
		"R37 does not block an alliance without a brand": {func(c *licenseCase) { c.brand.Spec.Alliances = nil },
			func(p *evaluation.Pass) bool { a := p.StarApplication(torreya4); return a.Is("Awarded") }},
		"R39 does not block a brand outside the supply system": {func(c *licenseCase) { c.brand.Spec.SupplySystemRole = "None" },
			func(p *evaluation.Pass) bool { b := p.Brand(theBrand); return b.Is("Operating") && len(b.List) == 1 }},
		"R48 who left is counted no more": {func(c *licenseCase) { c.alliance.Spec.Members[0].LeftOn = "2025-06-02" },
			func(p *evaluation.Pass) bool {
				b, a := p.Brand(theBrand), p.Alliance(torreya)
				return b.Members == 2 && len(b.List) == 0 && a.ActiveMembers == 2
			}},
		"R48 does not block an alliance without rules of membership": {func(c *licenseCase) { c.alliance.Spec.Governance = nil },
			func(p *evaluation.Pass) bool { b := p.Brand(theBrand); return len(b.List) == 1 }},
	} {
		t.Run(name, func(t *testing.T) {
			c := licensed()
			if aim.change != nil {
				aim.change(c)
			}
			if !aim.report(c.at(on)) {
				t.Errorf("the brands are %+v and %+v", c.at(on).Brand(theBrand), c.at(on).Brand(secondKey))
			}
		})
	}
}

// TestSecondBrandIsOfOneIndustry: beside an umbrella brand that operated first, a brand of one industry is the first of it (R33).
func TestSecondBrandIsOfOneIndustry(t *testing.T) {
	c := licensed()
	c.second(func(s *v1alpha1.BrandSpec) { s.Scope, s.OperatingSince = v1alpha1.ScopeComprehensive, "2020-01-02" })
	if list := remarks(c.at("2025-12-31").Brand(theBrand)); len(list) > 0 {
		t.Errorf("it is said of it: %v", list)
	}
}

func (c *licenseCase) standard(code string) {
	c.brand.Spec.Standards = append(c.brand.Spec.Standards, v1alpha1.BrandStandard{Code: code, Title: "tea", Version: "2024", Since: "2024-06-03"})
}

func (c *licenseCase) takesPart() {
	c.world.alliance("shaoxing", "bean", beanCode)
	c.brand.Spec.Alliances = append(c.brand.Spec.Alliances, v1alpha1.BrandAlliance{Namespace: "shaoxing", Name: "bean", Role: v1alpha1.RoleParticipate})
}

// TestBrandsOfOneName: of two brands of one name in a division the one that operated first stands.
func TestBrandsOfOneName(t *testing.T) {
	c := licensed()
	second := c.second(func(s *v1alpha1.BrandSpec) { s.DisplayName = c.brand.Spec.DisplayName })
	pass := c.at("2025-12-31")
	wantStalled(t, pass.Brand(records.KeyOf(second)).Result, "DuplicateName")
	wantOutcome(t, records.Brand, pass.Brand(theBrand).Result, "Operating")
	c.license.Spec.BrandRef.Name = "second"
	c.want(t, "2025-12-31", "BrandNotOperating")
	second.Namespace = "xinchang"
	wantOutcome(t, records.Brand, c.at("2025-12-31").Brand(records.KeyOf(second)).Result, "Operating")
}

// TestBrandOfNobody: a brand that names an alliance which is not there is told so, and operates.
func TestBrandOfNobody(t *testing.T) {
	c := licensed()
	c.brand.Spec.Alliances = append(c.brand.Spec.Alliances, v1alpha1.BrandAlliance{Name: "nobody", Role: v1alpha1.RoleLead})
	judged := c.at("2025-12-31").Brand(theBrand)
	wantStalled(t, judged.Result, "ReferenceMissing")
	if !judged.Is("Operating") || judged.Leading != 1 || len(judged.List) != 1 {
		t.Errorf("it is %s, led by %d, with %d licences", said(judged.Result), judged.Leading, len(judged.List))
	}
}

// A signature under a brand counts for nothing: its days are declared.
func TestBrandHasNoStage(t *testing.T) {
	c := licensed()
	review := c.signUnder(c.brand, "Approval-brand", v1alpha1.County, "manager", "2025-01-06")
	wantOutcome(t, records.Review, c.at("2025-12-31").Review(records.KeyOf(review)), "UnknownStage")
}
