package evaluation_test

import (
	"slices"
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/records"
)

var plan2024 = records.Key{Namespace: "shaoxing", Name: "plan"}

// plan declares the action plan of the city: three years from 28 March 2024.
func (w *world) plan() *v1alpha1.ActionPlan {
	plan := &v1alpha1.ActionPlan{ObjectMeta: named(plan2024.Namespace, plan2024.Name), Spec: v1alpha1.ActionPlanSpec{
		Title: "产业农合联服务提升行动计划(试行)", Issuers: []string{"绍兴市供销合作总社", "绍兴市农合联执委会"}, Trial: true, StartsOn: "2024-03-28", Years: 3,
	}}
	w.add(plan)
	return plan
}

// initiative adds one of torreya, from 2025-05-20 on.
func (w *world) initiative(name string, kind v1alpha1.InitiativeType) *v1alpha1.Initiative {
	initiative := &v1alpha1.Initiative{ObjectMeta: named("zhuji", name), Spec: v1alpha1.InitiativeSpec{
		AllianceRef: v1alpha1.LocalRef{Name: "torreya"}, Type: kind, Title: name, StartsOn: "2025-05-20", FiledBy: "applicant",
	}}
	w.add(initiative)
	return initiative
}

// aim is something that the policy encourages: what an alliance does for it, and the figures of 2025 that it brings to its county.
type aim struct {
	number string
	does   func(c *starCase)
	counts map[string]int64
}

// aims are those that an alliance or an initiative shows. Activities and brands have theirs beside their own rules.
func aims() []aim { return slices.Concat(marketAims(), allianceAims()) }

func marketAims() []aim {
	initiative := func(kind v1alpha1.InitiativeType, scope v1alpha1.InitiativeScope) func(c *starCase) {
		return func(c *starCase) { c.initiative("spring", kind).Spec.Scope = scope }
	}
	return []aim{
		{"R40", func(c *starCase) {
			c.initiative("fair", v1alpha1.InitiativeExhibition)
			c.initiative("spring", v1alpha1.InitiativeFestival)
		}, map[string]int64{"initiatives.exhibitions": 1, "initiatives.festivals": 1}},
		{"R41", func(c *starCase) {
			initiative(v1alpha1.InitiativeExhibition, v1alpha1.ScopeSisterCityCounty)(c)
			c.initiative("fair", v1alpha1.InitiativeExhibition).Spec.Scope = v1alpha1.ScopeProvincial
			c.initiative("market", v1alpha1.InitiativeMarket).Spec.Scope = v1alpha1.ScopeProvincial // no fair
		}, map[string]int64{"initiatives.sisterFairs": 1, "initiatives.provincialFairs": 1}},
		{"R42", func(c *starCase) {
			c.initiative("buying", v1alpha1.InitiativeProcurement)
			c.initiative("vans", v1alpha1.InitiativeDelivery)
			c.initiative("platform", v1alpha1.InitiativeOtherTrade)
		}, map[string]int64{"initiatives.procurements": 1, "initiatives.deliveries": 1, "initiatives.otherTrade": 1}},
		{"R43", func(c *starCase) {
			fair := c.initiative("fair", v1alpha1.InitiativeExhibition)
			fair.Spec.Members, fair.Spec.Brands = []string{"cooperative", "farm"}, []v1alpha1.Ref{{Name: "shijian"}}
		}, map[string]int64{"initiatives.participants": 2, "initiatives.branded": 1}},
		{"R57", func(c *starCase) { c.initiative("market", v1alpha1.InitiativeMarket) }, map[string]int64{"initiatives.markets": 1}},
		{"R59", func(c *starCase) {
			c.initiative("draft", v1alpha1.InitiativePractice)
			c.initiative("reviewed", v1alpha1.InitiativePractice).Spec.ReviewedOn = "2025-12-31"
		}, map[string]int64{"initiatives.practices": 2, "initiatives.practicesReviewed": 1}},
		{"R60", func(c *starCase) {
			published := c.initiative("published", v1alpha1.InitiativePractice)
			published.Spec.StartsOn, published.Spec.ReviewedOn, published.Spec.PublishedOn = "2024-06-01", "2024-12-01", "2025-01-01"
			c.initiative("fair", v1alpha1.InitiativeExhibition).Spec.ReviewedOn = "2025-06-01" // no practice, so no exemplar
		}, map[string]int64{"initiatives.exemplars": 1, "initiatives.practices": 0}},
		{"R66", func(c *starCase) {
			c.initiative("together", v1alpha1.InitiativeCooperation).Spec.Partners = []v1alpha1.Partner{{Name: "a", Type: "Alliance", Level: "County", Link: "Horizontal"}}
			partnered(v1alpha1.Partner{Name: "b", Type: "SupplyCoop", Level: "Municipal", Link: "Vertical"})(c)
		}, map[string]int64{"initiatives.cooperations": 1, "partners.horizontal": 1, "partners.vertical": 1}},
	}
}

func allianceAims() []aim {
	return []aim{
		{"R44", func(c *starCase) {
			c.alliance.Spec.Members = []v1alpha1.Member{{Name: "leader", Category: "Enterprise", Leading: true, JoinedOn: "2024-05-01"}}
			c.alliance.Spec.ServiceCenters = []v1alpha1.ServiceCenter{{Name: "centre"}}
		}, map[string]int64{"members.leading": 1, "organisation.serviceCenters": 1}},
		{"R45", func(c *starCase) {
			c.alliance.Spec.ServiceCenters = []v1alpha1.ServiceCenter{
				{Name: "centre", Address: "赵家镇", AreaSquareMetres: 200, Since: "2025-12-31"}, {Name: "another", Address: "赵家镇"},
				{Name: "to come", Address: "赵家镇", AreaSquareMetres: 200, Since: "2026-01-01"}}
		}, map[string]int64{"organisation.serviceCenters": 2, "organisation.describedCenters": 1}},
		{"R46", governed(func(g *v1alpha1.Governance) { g.Charter = &v1alpha1.Document{Version: "1", AdoptedOn: "2023-05-01"} }),
			map[string]int64{"organisation.charters": 1}},
		{"R47", governed(func(g *v1alpha1.Governance) {
			g.Assembly, g.Council, g.Supervisors = &v1alpha1.Body{LastMetOn: "2025-01-01"}, &v1alpha1.Body{LastMetOn: "2025-04-01"}, &v1alpha1.Body{LastMetOn: "2025-12-31"}
		}), map[string]int64{"organisation.threeBodies": 1, "organisation.threeBodiesMet": 1}},
		{"R48", func(c *starCase) {
			governed(func(g *v1alpha1.Governance) {
				g.MembershipRules = &v1alpha1.Document{Version: "1", AdoptedOn: "2023-05-01"}
			})(c)
			c.alliance.Spec.Members = []v1alpha1.Member{
				{Name: "stays", JoinedOn: "2025-12-31"}, {Name: "left", JoinedOn: "2025-01-01", LeftOn: "2025-12-31"}, {Name: "leaves", JoinedOn: "2024-02-01", LeftOn: "2026-01-01"}}
		}, map[string]int64{"organisation.membershipRules": 1, "members.active": 2, "members.joined": 2, "members.left": 1}},
		{"R49", func(c *starCase) {
			for _, capability := range []string{"Information", "Inputs", "Technology", "Standards", "Branding", "Sales", "Safety"} {
				c.alliance.Spec.Services = append(c.alliance.Spec.Services, v1alpha1.Service{Capability: capability, Since: "2025-12-31"})
			}
			c.alliance.Spec.Services[5].Evidence = []v1alpha1.Evidence{{Title: "contracts"}}
			c.alliance.Spec.Services = append(c.alliance.Spec.Services, v1alpha1.Service{Capability: "Other", Since: "2025-01-01", Until: "2025-12-30"})
		}, map[string]int64{"sevenServices": 1, "services.Information.alliances": 1, "services.Inputs.alliances": 1, "services.Technology.alliances": 1,
			"services.Standards.alliances": 1, "services.Branding.alliances": 1, "services.Sales.alliances": 1, "services.Sales.evidenced": 1,
			"services.Safety.alliances": 1, "services.Other.alliances": 0}},
		{"R50", func(c *starCase) {
			c.alliance.Spec.SmallholdersServed = []v1alpha1.YearCount{{Year: 2024, Count: 300}, {Year: 2025, Count: 320}}
		}, map[string]int64{"smallholders": 320}},
		{"R51", partnered(v1alpha1.Partner{Name: "a", Type: "Other", Level: "Municipal"}, v1alpha1.Partner{Name: "b", Type: "Other", Level: "County"},
			v1alpha1.Partner{Name: "c", Type: "Other", Level: "Township"}, v1alpha1.Partner{Name: "d", Type: "Other", Level: "Enterprise"}),
			map[string]int64{"partners.municipal": 1, "partners.county": 1, "partners.township": 1, "partners.enterprise": 1}},
		{"R52", partnered(v1alpha1.Partner{Name: "a", Type: "SupplyCoop", Level: "County"}, v1alpha1.Partner{Name: "b", Type: "GrassrootsCoop", Level: "Township"},
			v1alpha1.Partner{Name: "c", Type: "CoopOwnedEnterprise", Level: "Enterprise"}),
			map[string]int64{"partners.supplyCoops": 1, "partners.grassrootsCoops": 1, "partners.coopOwnedEnterprises": 1}},
		{"R53", func(c *starCase) {
			c.alliance.Spec.OperatingEntity = &v1alpha1.OperatingEntity{Name: "company", CreditCode: companyCode,
				Shareholders: []v1alpha1.ShareholderCategory{"Other", "ReturningEntrepreneur"}}
		}, map[string]int64{"organisation.operatingEntities": 1, "organisation.jointEntities": 1}},
		{"R54", func(c *starCase) { c.alliance.Spec.ChainStages = []string{"Planting", "Processing", "Sales"} },
			map[string]int64{"organisation.chains": 1, "organisation.chainStages": 3}},
		{"R61", func(c *starCase) {
			c.alliance.Spec.Members = []v1alpha1.Member{{Name: "a", JoinedOn: "2024-12-31"}, {Name: "b", JoinedOn: "2025-01-01"}, {Name: "c", JoinedOn: "2026-01-01"}}
		}, map[string]int64{"members.joined": 1, "members.active": 2}},
	}
}

func governed(change func(*v1alpha1.Governance)) func(c *starCase) {
	return func(c *starCase) {
		c.alliance.Spec.Governance = &v1alpha1.Governance{}
		change(c.alliance.Spec.Governance)
	}
}

func partnered(partners ...v1alpha1.Partner) func(c *starCase) {
	return func(c *starCase) { c.alliance.Spec.Partners = partners }
}

// TestAimRules shows of each AIM that it is reported, in the county where it is done and nowhere else, and that it blocks nothing: who does
// nothing of it is recognised, has the same star and the same money, and is counted with nothing.
func TestAimRules(t *testing.T) {
	for _, a := range aims() {
		t.Run(a.number, func(t *testing.T) {
			t.Run("reported", func(t *testing.T) {
				c := awarded()
				c.plan()
				a.does(c)
				for name, want := range a.counts {
					wantFigure(t, c.world, "2026-06-30", 2025, "zhuji", name, want)
					wantFigure(t, c.world, "2026-06-30", 2025, "xinchang", name, 0)
				}
			})
			t.Run("does not block", func(t *testing.T) {
				without := awarded()
				without.plan()
				for name := range a.counts {
					wantFigure(t, without.world, "2026-06-30", 2025, "zhuji", name, 0)
				}
				with := awarded()
				a.does(with)
				for _, c := range []*starCase{without, with} {
					example{star: "Awarded", money: "Granted"}.check(t, c)
					if alliance := c.at("2025-12-31").Alliance(torreya); alliance.Stalled != nil || !alliance.Is("Recognized") {
						t.Errorf("the alliance is %+v, stalled %+v", alliance.Outcome, alliance.Stalled)
					}
					for _, record := range records.List[*v1alpha1.Initiative](c.view()) {
						if judged := c.at("2025-12-31").Initiative(records.KeyOf(record)); judged.Stalled != nil {
							t.Errorf("%s is stalled: %+v", record.Name, judged.Stalled)
						}
					}
				}
			})
		})
	}
}

// yearOfPlan are the indicators of a year.
func yearOfPlan(t *testing.T, pass *evaluation.Pass, year int32) evaluation.PlanYear {
	t.Helper()
	for _, counted := range pass.ActionPlan(plan2024).Years {
		if counted.Year == year {
			return counted
		}
	}
	t.Fatalf("the plan has no indicators of %d", year)
	return evaluation.PlanYear{}
}

// figuresIn are the figures of a division.
func figuresIn(t *testing.T, year evaluation.PlanYear, namespace string) v1alpha1.IndicatorFigures {
	t.Helper()
	for _, counted := range year.Divisions {
		if counted.Division.Namespace == namespace {
			return counted.Figures
		}
	}
	t.Fatalf("%s is not among the divisions of %d", namespace, year.Year)
	return v1alpha1.IndicatorFigures{}
}

func figure(t *testing.T, figures v1alpha1.IndicatorFigures, name string) int64 {
	t.Helper()
	for _, of := range evaluation.Indicators() {
		if of.Name == name {
			return of.Value(&figures)
		}
	}
	t.Fatalf("there is no indicator %s", name)
	return 0
}

func wantFigure(t *testing.T, w *world, asOf string, year int32, namespace, name string, want int64) {
	t.Helper()
	counted := yearOfPlan(t, evaluation.At(w.view(), calendar.MustParse(asOf)), year)
	if got := figure(t, figuresIn(t, counted, namespace), name); got != want {
		t.Errorf("%s of %s in %d is %d, want %d", name, namespace, year, got, want)
	}
}
