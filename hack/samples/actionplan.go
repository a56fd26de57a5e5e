package main

import (
	"path"
	"slices"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
)

// planRecord is the action plan that the register is measured against. Title, issuers, dates and targets are those of the policy; the
// assessment is made up.
func planRecord() *v1alpha1.ActionPlan {
	return &v1alpha1.ActionPlan{
		TypeMeta:   typeMeta("ActionPlan"),
		ObjectMeta: metav1.ObjectMeta{Namespace: city, Name: "upgrade-2024"},
		Spec: v1alpha1.ActionPlanSpec{
			Title:   "产业农合联服务提升行动计划(试行)",
			Issuers: []string{"绍兴市供销合作总社", "绍兴市农合联执委会"},
			Trial:   true, StartsOn: "2024-03-28", Years: 3,
			Targets: []v1alpha1.Target{
				{Name: "到2025年全市特色产业农合联作用发挥明显", By: "2025-12-31", Assessment: "经市级座谈评议,作用发挥较为明显,蜜梨、蔬菜等产业尚需加强(虚构)"},
				{Name: "力争经过3年努力,基本构建农业专业化、生产标准化、经营品牌化的特色产业服务体系", By: "2027-03-27"},
			},
		},
	}
}

// addPlan adds the plan, a county's own line of support, and what some of the alliances did.
func (r *register) addPlan(alliances []string) error {
	r.add(path.Join(city, "action-plan.yaml"), planRecord())
	if slices.Contains(alliances, "a08") {
		r.addCountySupport("zhuji")
	}
	for _, i := range initiatives {
		if !slices.Contains(alliances, i.alliance) {
			continue
		}
		who, err := find(i.alliance)
		if err != nil {
			return err
		}
		r.add(path.Join(who.division, "initiatives.yaml"), i.record(who))
	}
	return nil
}

// addCountySupport declares a county's own fund (R56): a ledger of its own, which never meets the city's. Nothing was granted from it yet.
func (r *register) addCountySupport(division string) {
	const support = "support"
	file := path.Join(division, "support.yaml")
	r.add(file, &v1alpha1.Ledger{
		TypeMeta:   typeMeta("Ledger"),
		ObjectMeta: metav1.ObjectMeta{Namespace: division, Name: support},
		Spec:       v1alpha1.LedgerSpec{Checkpoint: v1alpha1.Checkpoint{Sequence: 0}, Source: "CooperationFund"},
	})
	r.add(file, &v1alpha1.Budget{
		TypeMeta:   typeMeta("Budget"),
		ObjectMeta: metav1.ObjectMeta{Namespace: division, Name: support + "-2025"},
		Spec: v1alpha1.BudgetSpec{
			LedgerRef: v1alpha1.LocalRef{Name: support}, Year: 2025, FiledBy: account(division, roleFinanceBudgets),
			Appropriations: []v1alpha1.Appropriation{{On: "2025-03-10", Total: "30000.00", DocumentNo: "诸供样例〔2025〕基金号(虚构)"}},
		},
	})
}

// initiative is something that an alliance took part in or set up, of which its secretary keeps a record.
type initiative struct {
	alliance, name      string
	kind                v1alpha1.InitiativeType
	scope               v1alpha1.InitiativeScope
	title               string
	starts, ends        v1alpha1.Date
	members             []string // without the mark that they are made up
	brands              []v1alpha1.Ref
	partners            []v1alpha1.Partner
	result              string
	reviewed, published v1alpha1.Date
}

func (i initiative) record(who organisation) *v1alpha1.Initiative {
	spec := v1alpha1.InitiativeSpec{
		AllianceRef: v1alpha1.LocalRef{Name: who.name}, Type: i.kind, Scope: i.scope, Title: i.title, StartsOn: i.starts, EndsOn: i.ends,
		Brands: i.brands, Partners: i.partners, Result: i.result, ReviewedOn: i.reviewed, PublishedOn: i.published, FiledBy: who.filer(),
	}
	for _, name := range i.members {
		spec.Members = append(spec.Members, "样例"+name+"(虚构)")
	}
	return &v1alpha1.Initiative{
		TypeMeta:   typeMeta("Initiative"),
		ObjectMeta: metav1.ObjectMeta{Namespace: who.division, Name: who.name + "-" + i.name},
		Spec:       spec,
	}
}

// initiatives of the main register, by the alliance's id.
var initiatives = []initiative{
	{alliance: "a01", name: "spring-fair", kind: v1alpha1.InitiativeExhibition, scope: v1alpha1.ScopeProvincial, title: "全省农产品展销会春茶专区(虚构)",
		starts: "2024-04-19", ends: "2024-04-22", members: []string{"茶叶龙头企业", "茶叶专业合作社"}, result: "签约采购意向六项(虚构)"},
	{alliance: "a01", name: "sister-city-fair", kind: v1alpha1.InitiativeExhibition, scope: v1alpha1.ScopeSisterCityCounty, title: "兄弟市县名茶展销(虚构)",
		starts: "2025-05-16", ends: "2025-05-18", members: []string{"茶叶龙头企业", "茶叶专业合作社", "返乡创业茶园"}},
	{alliance: "a04", name: "tea-exchange", kind: v1alpha1.InitiativeCooperation, title: "与市级茶产业农合联共建制茶标准(虚构)", starts: "2025-06-16",
		partners: []v1alpha1.Partner{{Name: "绍兴市样例茶产业农合联(虚构)", Type: "Alliance", Level: "Municipal", Link: "Vertical"}}},
	{alliance: "a07", name: "live-sales", kind: v1alpha1.InitiativeOtherTrade, title: "粮油产地直播与仓配一体项目(虚构)", starts: "2025-08-04", members: []string{"粮油专业合作社"}},
	{alliance: "a08", name: "quality-practice", kind: v1alpha1.InitiativePractice, title: "石笕茶统一采摘、统一加工的做法(虚构)", starts: "2024-06-03",
		result: "带动茶农增收(虚构)", reviewed: "2024-11-18", published: "2025-01-13"},
	{alliance: "a08", name: "tea-festival", kind: v1alpha1.InitiativeFestival, scope: v1alpha1.ScopeOther, title: "石笕茶开采节(虚构)",
		starts: "2025-04-10", ends: "2025-04-12", members: []string{"石笕茶龙头企业", "石笕茶家庭农场"}},
	{alliance: "a09", name: "delivery", kind: v1alpha1.InitiativeDelivery, title: "打面冷链配送项目(虚构)", starts: "2024-09-02", members: []string{"打面龙头企业"}},
	{alliance: "a09", name: "workshop-practice", kind: v1alpha1.InitiativePractice, title: "面坊共用的做法(虚构)", starts: "2025-07-01"},
	{alliance: "a10", name: "joint-buying", kind: v1alpha1.InitiativeProcurement, title: "小吃原料集中采购(虚构)", starts: "2025-03-17",
		members: []string{"小吃龙头企业", "小吃专业合作社", "小吃家庭农场"}},
	{alliance: "a12", name: "peanut-market", kind: v1alpha1.InitiativeMarket, title: "小京生交易市场建设(虚构)", starts: "2024-10-08"},
	{alliance: "a12", name: "smallholder-practice", kind: v1alpha1.InitiativePractice, title: "订单带动小农户的做法(虚构)", starts: "2025-02-10",
		reviewed: "2025-09-15", published: "2025-10-20"},
	{alliance: "a15", name: "herb-practice", kind: v1alpha1.InitiativePractice, title: "道地药材规范种植的做法(虚构)", starts: "2024-05-06", reviewed: "2024-12-02"},
}

// twoAlliances is R55 on a small scale: two alliances of two divisions, with their stars of 2024 and 2025 and the action plan, so that its
// indicators can be added up by hand.
func twoAlliances() (choice, error) {
	two := choice{alliances: []string{"a01", "a08"}, years: []int32{2024, 2025}, plan: true}
	for _, h := range histories {
		if slices.Contains(two.alliances, h.alliance) {
			two.histories = append(two.histories, h)
		}
	}
	return two, nil
}
