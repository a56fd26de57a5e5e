package main

import (
	"fmt"
	"path"
	"slices"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Roles of brands. They sign for the level of the brand's namespace.
const (
	roleCertifier    = "certifier"     // certifies that products are under the standard
	roleBrandManager = "brand-manager" // licenses
	roleBrandFinder  = "brand-finder"  // finds a misuse
	roleInspector    = "inspector"     // says that it was put right
)

// brand is a regional public brand. Names are the policy's; region and industry of some, and every owner, standard and date, are made up.
type brand struct {
	id, division, name    string
	displayName, industry string
	umbrella              bool   // over several industries
	role                  string // of the supply system
	owner, form           string
	since                 v1alpha1.Date
	standards             []v1alpha1.BrandStandard
	links                 []link

	suspended, resumed, retired v1alpha1.Date
}

// link is an alliance, by its id, that takes part in a brand.
type link struct {
	alliance string
	role     v1alpha1.BrandRole
}

const (
	lead        = v1alpha1.RoleLead
	participate = v1alpha1.RoleParticipate
)

func standard(code, title, version string, since v1alpha1.Date) v1alpha1.BrandStandard {
	return v1alpha1.BrandStandard{Code: "T/SAMPLE " + code, Title: title + "(虚构)", Version: version, Since: since}
}

// brands are the eight that the policy names (R38).
var brands = []brand{
	{id: "b1", division: "keqiao", name: "kuaiji-mountain-goods", displayName: "会稽山珍", industry: "山地特产", umbrella: true, role: "Lead",
		owner: "柯桥区样例供销社品牌公司(虚构)", form: "CollectiveMark", since: "2022-05-10",
		links: []link{{"a05", lead}, {"a15", participate}}},
	{id: "b2", division: "yuecheng", name: "jianhu-river-fish", displayName: "鉴湖河鲜", industry: "水产", role: "Lead",
		owner: "越城区样例供销社品牌公司(虚构)", form: "CollectiveMark", since: "2022-09-01",
		standards: []v1alpha1.BrandStandard{standard("002-2022", "鉴湖河鲜", "2022", "2022-06-01")}, links: []link{{"a02", lead}}},
	{id: "b3", division: "keqiao", name: "pingshui-rizhu", displayName: "平水日铸", industry: "茶", role: "Participate",
		owner: "柯桥区样例茶叶产业协会(虚构)", form: "CertificationMark", since: "2013-04-01",
		standards: []v1alpha1.BrandStandard{standard("003-2013", "平水日铸茶", "2013", "2013-03-01"), standard("003-2013", "平水日铸茶", "2026", "2026-09-01")},
		links:     []link{{"a04", participate}, {"a01", participate}}},
	{id: "b4", division: "shangyu", name: "shangyu-goods", displayName: "上虞尚品", industry: "综合", umbrella: true, role: "Lead",
		owner: "上虞区样例供销社品牌公司(虚构)", form: "CollectiveMark", since: "2021-11-01",
		standards: []v1alpha1.BrandStandard{standard("004-2021", "上虞尚品通则", "2021", "2021-10-01")},
		links:     []link{{"a06", lead}, {"a07", participate}}},
	{id: "b5", division: "zhuji", name: "ciwu-noodles", displayName: "次坞打面", industry: "面食", role: "Lead",
		owner: "诸暨市样例打面协会(虚构)", form: "CollectiveMark", since: "2021-03-01",
		standards: []v1alpha1.BrandStandard{standard("005-2021", "次坞打面", "2021", "2021-02-01")}, links: []link{{"a09", lead}}},
	{id: "b6", division: "zhuji", name: "xishi-shijian", displayName: "西施石笕", industry: "茶", role: "Participate",
		owner: "诸暨市样例茶叶公用品牌服务中心(虚构)", form: "CertificationMark", since: "2022-04-01",
		standards: []v1alpha1.BrandStandard{standard("006-2022", "西施石笕茶", "2022", "2022-03-01")}, links: []link{{"a08", lead}}},
	{id: "b7", division: "shengzhou", name: "shengzhou-home-taste", displayName: "嵊情家味", industry: "综合", umbrella: true, role: "Lead",
		owner: "嵊州市样例供销社品牌公司(虚构)", form: "CollectiveMark", since: "2023-01-03",
		standards: []v1alpha1.BrandStandard{standard("007-2022", "嵊州小吃", "2022", "2022-12-01")},
		links:     []link{{"a10", lead}, {"a11", participate}}},
	{id: "b8", division: "xinchang", name: "xinchang-select", displayName: "新昌优选", industry: "综合", umbrella: true, role: "Lead",
		owner: "新昌县样例供销社品牌公司(虚构)", form: "Trademark", since: "2023-06-01",
		standards: []v1alpha1.BrandStandard{standard("008-2023", "新昌优选认定", "2023", "2023-05-01")},
		links:     []link{{"a13", lead}, {"a12", participate}}},
}

// license is a request for one, with what was signed under it, in the order of the acts. An act without a date did not happen.
type license struct {
	row             string
	brand, alliance string // ids
	member          string // what kind of member it is, as the alliance's record names it
	outsider        string // a name that is no member's
	name            string
	products        []string
	code, version   string // of the standard
	uncertified     bool   // nobody issued a certificate
	from, through   v1alpha1.Date
	reports         []v1alpha1.Date // of the products; those up to the certification are in what was signed
	renews          string

	filed     v1alpha1.Date    // by the alliance
	certified v1alpha1.Date    // by a certifier
	certifier v1alpha1.Account // where it was somebody else
	returned  string           // the certifier's reason, where it sends the licence back
	licensed  v1alpha1.Date    // by the brand manager, who puts up the notice
	refused   string           // the brand manager's reason, where nothing is licensed
	notice    v1alpha1.Date    // first day of the public notice
	objection *objection
}

// Members of an alliance, as its record names them.
const (
	enterprise  = "龙头企业"
	cooperative = "专业合作社"
	farm        = "家庭农场"
)

// licenses of the main register.
var licenses = []license{
	// E18: a member's misuse in 2025, put right in time.
	{row: "E18", brand: "b7", alliance: "a10", member: cooperative, name: "snacks-cooperative", products: []string{"小笼包", "榨面"}, version: "2022",
		from: "2024-12-04", through: "2027-12-03", reports: []v1alpha1.Date{"2024-10-21", "2025-10-20", "2026-10-19"},
		filed: "2024-11-04", certified: "2024-11-18", licensed: "2024-11-25", notice: "2024-11-26"},
	{row: "R34", brand: "b6", alliance: "a08", member: cooperative, name: "shijian-cooperative", products: []string{"西施石笕茶"}, version: "2022",
		from: "2025-01-15", through: "2028-01-14", reports: []v1alpha1.Date{"2024-11-20", "2025-11-10", "2026-11-12"},
		filed: "2024-12-02", certified: "2024-12-16", licensed: "2024-12-24", notice: "2024-12-25"},
	// A new version of the standard came on 2026-09-01: it has to be certified anew.
	{row: "StandardOutdated", brand: "b3", alliance: "a04", member: enterprise, name: "rizhu-enterprise", products: []string{"平水日铸茶"}, version: "2013",
		from: "2025-03-03", through: "2028-03-02", reports: []v1alpha1.Date{"2025-01-13", "2025-12-22"},
		filed: "2025-02-05", certified: "2025-02-14", licensed: "2025-02-20", notice: "2025-02-21"},
	// The alliance is the city's, the brand the county's: the county signs. Its test report of 2026 has not come.
	{row: "R34", brand: "b3", alliance: "a01", member: enterprise, name: "tea-enterprise", products: []string{"平水日铸茶"}, version: "2013",
		from: "2025-03-10", through: "2028-03-09", reports: []v1alpha1.Date{"2025-02-10"},
		filed: "2025-02-17", certified: "2025-02-24", licensed: "2025-02-28", notice: "2025-03-03"},
	// The star of a06 was revoked in March 2025; its member's licence goes on.
	{row: "R36", brand: "b4", alliance: "a06", member: farm, name: "grapes-farm", products: []string{"葡萄"}, version: "2021",
		from: "2024-10-14", through: "2027-10-13", reports: []v1alpha1.Date{"2024-08-19", "2025-08-18", "2026-08-17"},
		filed: "2024-09-05", certified: "2024-09-13", licensed: "2024-09-19", notice: "2024-09-20"},
	{row: "R34", brand: "b8", alliance: "a12", member: cooperative, name: "peanuts-cooperative", products: []string{"小京生花生"}, version: "2023",
		from: "2027-01-11", through: "2030-01-10", reports: []v1alpha1.Date{"2026-11-16"},
		filed: "2026-12-07", certified: "2026-12-18"},
}

// misuse is an incident of a licence: the acts in their order.
type misuse struct {
	row            string
	license        license
	name, says     string
	facts          v1alpha1.Date
	reported       v1alpha1.Date // by a supervisor of the alliance's division
	found          v1alpha1.Date // by a finder of the brand's level
	dismissed      string        // the finder's reason, where nothing was found
	rectified      v1alpha1.Date // by an inspector of the brand's level
	notRectified   string        // the inspector's reason, where it was not put right
	otherAuthority bool          // the city signs the finding of a county's brand
}

// misuses of the main register.
var misuses = []misuse{
	{row: "E18", license: licenses[0], name: "2025-outside-standard", says: "会员门店以“嵊情家味”销售标准以外的产品(虚构)", facts: "2025-06-12",
		reported: "2025-06-16", found: "2025-06-23", rectified: "2025-07-14"},
}

// leaver is a member that left its alliance.
type leaver struct {
	alliance, member string
	on               v1alpha1.Date
}

// addBrands writes the brands of a choice, their licences, and what was reported of those.
func (r *register) addBrands(c choice) error {
	for _, l := range c.leavers {
		if err := r.leave(l); err != nil {
			return err
		}
	}
	for _, b := range c.brands {
		record, err := b.record()
		if err != nil {
			return err
		}
		r.add(path.Join(b.division, "brands.yaml"), record)
	}
	for _, l := range c.licenses {
		if err := r.addLicense(c.brands, l); err != nil {
			return err
		}
	}
	for _, m := range c.misuses {
		if err := r.addMisuse(c.brands, m); err != nil {
			return err
		}
	}
	return nil
}

// leave writes into the record of an alliance that a member left it.
func (r *register) leave(l leaver) error {
	who, err := find(l.alliance)
	if err != nil {
		return err
	}
	for _, p := range r.placed {
		alliance, ok := p.object.(*v1alpha1.Alliance)
		if !ok || records.KeyOf(alliance) != (records.Key{Namespace: who.division, Name: who.name}) {
			continue
		}
		for i := range alliance.Spec.Members {
			if alliance.Spec.Members[i].Name == who.member(l.member) {
				alliance.Spec.Members[i].LeftOn = l.on
				return nil
			}
		}
	}
	return fmt.Errorf("%s has no member %s that could leave", l.alliance, l.member)
}

// member is the name of a member of an alliance.
func (o organisation) member(kind string) string { return "样例" + o.industry + kind + "(虚构)" }

func (b brand) record() (*v1alpha1.Brand, error) {
	record := &v1alpha1.Brand{
		TypeMeta:   typeMeta("Brand"),
		ObjectMeta: metav1.ObjectMeta{Namespace: b.division, Name: b.name, Labels: map[string]string{sampleLabel: b.id}},
		Spec: v1alpha1.BrandSpec{
			DisplayName: b.displayName, Industry: b.industry, Scope: v1alpha1.ScopeSingleIndustry, Owner: b.owner, LegalForm: b.form,
			SupplySystemRole: b.role, Standards: b.standards, OperatingSince: b.since,
			SuspendedOn: b.suspended, ResumedOn: b.resumed, RetiredOn: b.retired,
			Licensing: v1alpha1.BrandLicensing{NoticeWorkingDays: 5, MaxYears: 3, RenewalDays: 90, TestReportMonths: 12, RectifyDays: 30,
				RecertifyDays: 180, BanMonths: 24},
		},
	}
	if b.umbrella {
		record.Spec.Scope = v1alpha1.ScopeComprehensive
	}
	for _, l := range b.links {
		who, err := find(l.alliance)
		if err != nil {
			return nil, err
		}
		named := v1alpha1.BrandAlliance{Name: who.name, Role: l.role}
		if who.division != b.division {
			named.Namespace = who.division
		}
		record.Spec.Alliances = append(record.Spec.Alliances, named)
	}
	return record, nil
}

func findBrand(list []brand, id string) (brand, error) {
	if at := slices.IndexFunc(list, func(b brand) bool { return b.id == id }); at >= 0 {
		return list[at], nil
	}
	return brand{}, fmt.Errorf("no brand has the id %q", id)
}
