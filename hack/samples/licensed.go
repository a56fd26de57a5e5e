package main

import (
	"fmt"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// The register of the overlay "brands": one county, and every way in which a licence ends, waits or is refused.

// county are its brands: two that the policy names, and fictitious ones beside them.
func county() []brand {
	shijian, noodles := brands[5], brands[4]
	shijian.standards = append(shijian.standards, standard("006-2022", "西施石笕茶", "2026", "2026-03-02"))
	noodles.links = append(noodles.links, link{"a08", participate})
	own := func(b brand) brand {
		b.division, b.role, b.owner = "zhuji", "None", "诸暨市样例协会(虚构)"
		return b
	}
	return []brand{shijian, noodles,
		// R33: a second brand of tea in the county. It is suspended for a time, and retired in the end.
		own(brand{id: "x1", name: "sample-green-tea", displayName: "样例绿茶(虚构)", industry: "茶", since: "2025-01-02",
			standards: []v1alpha1.BrandStandard{standard("101-2024", "样例绿茶", "2024", "2024-12-01"), standard("102-2024", "样例红茶", "2024", "2025-06-02")},
			links:     []link{{"a08", lead}}, suspended: "2026-04-01", resumed: "2026-05-06", retired: "2026-10-08"}),
		own(brand{id: "x2", name: "sample-pear", displayName: "样例蜜梨(虚构)", industry: "蜜梨", links: []link{{"a16", lead}}}),
		// The name of a brand that there is already.
		own(brand{id: "x3", name: "shijian-again", displayName: "西施石笕", industry: "茶点", umbrella: true, since: "2025-03-03", links: []link{{"a08", lead}}}),
	}
}

// countyLicenses are the licences of that register. All are changed copies of one that goes well.
func countyLicenses() []license {
	good := license{brand: "b5", alliance: "a09", member: cooperative, name: "noodles-cooperative", products: []string{"打面"}, version: "2021",
		from: "2025-02-10", through: "2028-02-09", reports: []v1alpha1.Date{"2024-12-16", "2025-12-08"},
		filed: "2025-01-06", certified: "2025-01-13", licensed: "2025-01-17", notice: "2025-01-20"}
	like := func(row, name string, change func(l *license)) license {
		l := good
		l.row, l.name = row, name
		change(&l)
		return l
	}
	good.row = "R36"
	first := good.reports[:1] // a report that comes later changes what has to be signed
	return []license{
		good, // its misuse is not put right: revoked, and its user barred
		like("R36", "noodles-barred", func(l *license) {
			l.from, l.through, l.reports = "2026-02-02", "2029-02-01", []v1alpha1.Date{"2025-12-08"}
			l.filed, l.certified, l.licensed, l.notice = "2026-01-05", "2026-01-12", "2026-01-16", "2026-01-19"
		}),
		like("R36", "noodles-refused", func(l *license) { l.member = farm }), // its rectification is refused
		like("R36", "noodles-dismissed", func(l *license) { l.alliance, l.member = "a08", cooperative }),
		like("R34", "noodles-outsider", func(l *license) { l.outsider = "样例外来企业(虚构)" }),
		like("R34", "noodles-unlinked", func(l *license) { l.alliance = "a16" }),
		like("R34", "noodles-unsigned", func(l *license) { l.member, l.certified, l.reports = enterprise, "", first }),
		like("R34", "noodles-by-itself", func(l *license) { l.member, l.certifier, l.reports = enterprise, "zhuji-noodles-filer", first }),
		like("R34", "noodles-uncertified", func(l *license) { l.member, l.uncertified, l.reports = enterprise, true, first }),
		like("R34", "noodles-untested", func(l *license) { l.member, l.reports = enterprise, []v1alpha1.Date{"2024-01-08"} }),
		like("R34", "noodles-rejected", func(l *license) { l.member, l.refused, l.notice = enterprise, "产品与品牌无关(虚构)", "" }),
		like("R34", "noodles-returned", func(l *license) {
			l.member, l.returned, l.licensed, l.notice, l.reports = enterprise, "产品清单不完整(虚构)", "", "", first
		}),
		like("R34", "noodles-objected", func(l *license) {
			l.member = enterprise
			l.objection = &objection{name: "objection", raised: "2025-01-22", signed: v1alpha1.SignedSeal, says: "产品不在本市生产(虚构)", heard: "2025-02-07", upheld: true}
		}),
		like("R34", "noodles-uncounted", func(l *license) {
			l.member, l.from, l.through = enterprise, "2027-01-11", "2030-01-10"
			l.reports = []v1alpha1.Date{"2026-11-02"}
			l.filed, l.certified, l.licensed, l.notice = "2026-11-23", "2026-12-07", "2026-12-21", "2026-12-28"
		}),
		like("Brands", "noodles-too-long", func(l *license) { l.member, l.through = enterprise, "2028-02-10" }),
		like("Brands", "pear-early", func(l *license) { l.brand, l.alliance, l.version = "x2", "a16", "" }),
		// The test report of 2026 comes after the licence was suspended for it.
		like("Brands", "noodles-tested-late", func(l *license) {
			l.member, l.reports = enterprise, []v1alpha1.Date{"2024-12-16", "2026-03-02", "2027-02-01"}
		}),
		// One year: it expires, and its renewal without a fresh report with it.
		like("Brands", "noodles-one-year", func(l *license) {
			l.member, l.through, l.reports = enterprise, "2026-02-09", []v1alpha1.Date{"2024-12-16", "2025-01-02"}
		}),
		like("Brands", "noodles-renewal", func(l *license) {
			l.member, l.renews, l.from, l.through, l.reports = enterprise, "noodles-one-year", "2026-02-10", "2029-02-09", []v1alpha1.Date{"2024-12-16"}
			l.filed, l.certified, l.licensed, l.notice = "2025-12-22", "2026-01-12", "2026-01-16", "2026-01-19"
		}),
		// The standard of 2026 replaces that of 2022: one licence is certified anew in time, the other is not.
		like("Brands", "shijian-outdated", func(l *license) { l.brand, l.alliance, l.version = "b6", "a08", "2022" }),
		like("Brands", "shijian-before", func(l *license) { l.brand, l.alliance, l.version, l.member = "b6", "a08", "2022", enterprise }),
		like("Brands", "shijian-after", func(l *license) {
			l.brand, l.alliance, l.version, l.member, l.renews = "b6", "a08", "2026", enterprise, "shijian-before"
			l.from, l.through, l.reports = "2026-06-01", "2029-05-31", []v1alpha1.Date{"2026-04-13"}
			l.filed, l.certified, l.licensed, l.notice = "2026-04-20", "2026-05-07", "2026-05-14", "2026-05-15"
		}),
		like("R48", "shijian-left", func(l *license) { l.brand, l.alliance, l.version, l.member = "b6", "a08", "2022", farm }),
		like("Brands", "green-tea", func(l *license) { l.brand, l.alliance, l.code, l.version = "x1", "a08", "T/SAMPLE 101-2024", "2024" }),
		like("Brands", "wrong-standard", func(l *license) { l.brand, l.alliance, l.code, l.version = "x1", "a08", "T/SAMPLE 101-2024", "2020" }),
		like("Brands", "shijian-double", func(l *license) { l.brand, l.alliance, l.version, l.filed = "x3", "a08", "", "2025-03-10" }),
	}
}

func countyMisuses(of []license) []misuse {
	return []misuse{
		{row: "R36", license: of[0], name: "2025-copied-label", says: "授权标识转借他人使用(虚构)", facts: "2025-06-10", reported: "2025-06-16", found: "2025-06-27"},
		{row: "R36", license: of[2], name: "2025-own-label", says: "自行改动标识(虚构)", facts: "2025-06-10", reported: "2025-06-16", found: "2025-06-27",
			rectified: "2025-07-11", notRectified: "改动的标识仍在使用(虚构)"},
		{row: "R36", license: of[3], name: "2025-rumour", says: "匿名举报其冒用标识(虚构)", facts: "2025-06-10", reported: "2025-06-16", found: "2025-06-27",
			dismissed: "经核查不属实(虚构)"},
	}
}

func licensing() choice {
	list := countyLicenses()
	return choice{alliances: []string{"a08", "a09", "a16"}, years: []int32{2024, 2025, 2026}, brands: county(), licenses: list, misuses: countyMisuses(list),
		leavers: []leaver{{"a08", farm, "2026-06-01"}}}
}

// licensed writes that register, and beside it what an API server refuses: brands and licences that are wrong by themselves, and changes of
// a licence that was decided.
func (t tree) licensed() error {
	if err := t.alone("overlays/brands/before", licensing()); err != nil {
		return err
	}
	list := county()
	good := countyLicenses()[0]
	for name, change := range map[string]func(l *v1alpha1.BrandLicense){
		"ends-first":     func(l *v1alpha1.BrandLicense) { l.Name, l.Spec.ValidThrough = "ends-first", l.Spec.ValidFrom },
		"reports-fall":   func(l *v1alpha1.BrandLicense) { l.Name = "reports-fall"; l.Spec.TestReports[0].On = "2026-12-31" },
		"no-products":    func(l *v1alpha1.BrandLicense) { l.Name, l.Spec.Products = "no-products", []string{} },
		"wider":          func(l *v1alpha1.BrandLicense) { l.Spec.Products = append(l.Spec.Products, "挂面") },
		"another-member": func(l *v1alpha1.BrandLicense) { l.Spec.Member = "样例打面家庭农场(虚构)" },
		"report-gone":    func(l *v1alpha1.BrandLicense) { l.Spec.TestReports = l.Spec.TestReports[:1] },
	} {
		record, err := good.record(list[1])
		if err != nil {
			return err
		}
		change(record)
		if err := t.refused(name, record); err != nil {
			return err
		}
	}
	for name, change := range map[string]func(b *v1alpha1.Brand){
		"no-standard":     func(b *v1alpha1.Brand) { b.Spec.Standards = nil },
		"standard-later":  func(b *v1alpha1.Brand) { b.Spec.Standards[0].Since = "2030-01-01" },
		"resumed-only":    func(b *v1alpha1.Brand) { b.Spec.ResumedOn = "2026-01-05" },
		"suspended-early": func(b *v1alpha1.Brand) { b.Spec.SuspendedOn = "2020-01-02" },
		"retired-early":   func(b *v1alpha1.Brand) { b.Spec.RetiredOn = "2020-01-02" },
	} {
		record, err := list[1].record()
		if err != nil {
			return err
		}
		record.Name = name
		record.Spec.Standards = append([]v1alpha1.BrandStandard(nil), record.Spec.Standards...)
		change(record)
		if err := t.refused(name, record); err != nil {
			return err
		}
	}
	return nil
}

// refused writes a record that an API server refuses beside the register.
func (t tree) refused(name string, record records.Object) error {
	beside := &register{}
	beside.add(name+".yaml", record)
	if err := t.render("overlays/brands/refused", beside); err != nil {
		return fmt.Errorf("brands: %w", err)
	}
	return nil
}
