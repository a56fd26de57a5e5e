package main

import "github.com/lianxing-dev/lianxing/api/v1alpha1"

// described adds to the record of an alliance what the indicators of the action plan count: services, members, centres, partners,
// smallholders. Those without a row here have what every sample has, and nothing more.
func described(o organisation, alliance *v1alpha1.Alliance) *v1alpha1.Alliance {
	if describe := descriptions[o.id]; describe != nil {
		describe(&alliance.Spec)
	}
	return alliance
}

var descriptions = map[string]func(*v1alpha1.AllianceSpec){
	"a01": describeTea, "a08": describeShijianTea, "a09": describeNoodles, "a10": describeSnacks, "a12": describePeanuts, "a15": describeHerbs,
}

func member(name, category string, joined, left v1alpha1.Date) v1alpha1.Member {
	return v1alpha1.Member{Name: "样例" + name + "(虚构)", Category: category, JoinedOn: joined, LeftOn: left}
}

func served(year2024, year2025 int32) []v1alpha1.YearCount {
	return []v1alpha1.YearCount{{Year: 2024, Count: year2024}, {Year: 2025, Count: year2025}}
}

func bodies(spec *v1alpha1.AllianceSpec, assembly, council, supervisors v1alpha1.Date) {
	spec.Governance.Assembly = &v1alpha1.Body{LastMetOn: assembly}
	spec.Governance.Council = &v1alpha1.Body{LastMetOn: council}
	spec.Governance.Supervisors = &v1alpha1.Body{LastMetOn: supervisors}
}

func evidence(title string) []v1alpha1.Evidence {
	return []v1alpha1.Evidence{{Title: title, URI: "https://example.invalid/" + title}}
}

func describeTea(spec *v1alpha1.AllianceSpec) {
	spec.Services = append(spec.Services,
		v1alpha1.Service{Capability: "Information", Since: "2024-05-06", Evidence: evidence("行情简报")},
		v1alpha1.Service{Capability: "Inputs", Since: "2024-05-06"},
		v1alpha1.Service{Capability: "Standards", Since: "2024-09-02", Evidence: evidence("加工规程")},
		v1alpha1.Service{Capability: "Branding", Since: "2025-03-03"},
		v1alpha1.Service{Capability: "Safety", Since: "2025-06-02"})
	spec.Members = append(spec.Members,
		member("高山茶专业合作社", "Cooperative", "2024-03-04", "2025-09-01"),
		member("茶叶种植大户", "Grower", "2024-06-03", ""),
		member("返乡创业茶园", "ReturningEntrepreneur", "2025-04-07", ""))
	spec.ServiceCenters = []v1alpha1.ServiceCenter{
		{Name: "样例茶叶农事服务中心(虚构)", Address: "样例镇一号", AreaSquareMetres: 320, Since: "2024-04-15"},
		{Name: "样例茶叶农事服务站(虚构)", Since: "2025-05-12"},
	}
	spec.Partners = []v1alpha1.Partner{
		{Name: "样例市级供销社(虚构)", Type: "SupplyCoop", Level: "Municipal", Link: "Vertical"},
		{Name: "样例农资公司(虚构)", Type: "CoopOwnedEnterprise", Level: "Enterprise", Link: "Vertical"},
		{Name: "诸暨市样例石笕茶产业农合联(虚构)", Type: "Alliance", Level: "County", Link: "Horizontal"},
	}
	spec.OperatingEntity = &v1alpha1.OperatingEntity{Name: "绍兴市样例茶业有限公司(虚构)", Shareholders: []v1alpha1.ShareholderCategory{"Grower", "Cooperative"}}
	spec.OperatingEntity.CreditCode = "91330600PDY000204L"
	spec.ChainStages = []string{"Planting", "Processing", "Sales"}
	spec.SmallholdersServed = served(420, 510)
	bodies(spec, "2025-03-10", "2025-06-12", "2025-06-12")
}

func describeShijianTea(spec *v1alpha1.AllianceSpec) {
	spec.Services = append(spec.Services,
		v1alpha1.Service{Capability: "Branding", Since: "2024-01-15", Evidence: evidence("品牌手册")},
		v1alpha1.Service{Capability: "Other", Since: "2024-07-01"},
		v1alpha1.Service{Capability: "Information", Since: "2025-02-10", Until: "2025-10-31"})
	spec.Members = append(spec.Members,
		member("石笕茶包装厂", "Enterprise", "2023-10-09", "2024-11-04"),
		member("石笕茶山地农场", "FamilyFarm", "2024-08-05", ""))
	spec.ServiceCenters = []v1alpha1.ServiceCenter{{Name: "样例石笕茶农事服务中心(虚构)", Address: "样例镇二号", AreaSquareMetres: 260, Since: "2023-04-10"}}
	spec.Partners = []v1alpha1.Partner{
		{Name: "样例基层社(虚构)", Type: "GrassrootsCoop", Level: "Township", Link: "Vertical"},
		{Name: "样例县级供销社(虚构)", Type: "SupplyCoop", Level: "County", Link: "Vertical"},
	}
	spec.ChainStages = []string{"Planting", "Processing"}
	spec.SmallholdersServed = served(260, 300)
	bodies(spec, "2024-12-20", "2025-06-30", "2025-06-30")
}

func describeNoodles(spec *v1alpha1.AllianceSpec) {
	spec.Members = append(spec.Members, member("打面面坊", "Enterprise", "2025-05-12", ""))
	spec.ChainStages = []string{"Milling", "Processing", "Catering"}
	spec.SmallholdersServed = served(80, 95)
}

// describeSnacks: it is itself the company that the four groups run together (R53).
func describeSnacks(spec *v1alpha1.AllianceSpec) {
	spec.OperatingEntity = &v1alpha1.OperatingEntity{Name: spec.DisplayName, CreditCode: spec.CreditCode,
		Shareholders: []v1alpha1.ShareholderCategory{"Grower", "FamilyFarm", "ReturningEntrepreneur", "Cooperative"}}
	spec.SmallholdersServed = served(150, 180)
}

func describePeanuts(spec *v1alpha1.AllianceSpec) {
	spec.Services = append(spec.Services, v1alpha1.Service{Capability: "Inputs", Since: "2024-02-19"})
	spec.Partners = []v1alpha1.Partner{{Name: "样例花生加工厂(虚构)", Type: "Other", Level: "Enterprise", Link: "Horizontal"}}
	spec.SmallholdersServed = served(610, 640)
}

func describeHerbs(spec *v1alpha1.AllianceSpec) {
	spec.Services = append(spec.Services, v1alpha1.Service{Capability: "Safety", Since: "2024-03-11", Until: "2025-08-22"})
	spec.Members = append(spec.Members, member("中药材种植大户", "Grower", "2024-10-14", ""))
	bodies(spec, "2024-04-18", "2024-04-18", "2024-04-18")
}
