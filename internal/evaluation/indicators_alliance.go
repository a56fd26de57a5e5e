package evaluation

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
)

// sevenServices are those that the plan names (R49); another may be offered besides.
var sevenServices = []string{"Information", "Inputs", "Technology", "Standards", "Branding", "Sales", "Safety"}

const otherService = "Other"

// countServices counts the services that an alliance offers on a day (R49): each once, however often it is declared.
func (f *figureSum) countServices(t *timeline, alliance *v1alpha1.Alliance, on calendar.Date) {
	offered, evidenced := map[string]bool{}, map[string]bool{}
	for i := range alliance.Spec.Services {
		service := &alliance.Spec.Services[i]
		if since := day(service.Since); !t.reached(since) || since > on {
			continue
		}
		if until := day(service.Until); until != 0 && t.reached(until.AddDays(1)) {
			continue
		}
		offered[service.Capability] = true
		evidenced[service.Capability] = evidenced[service.Capability] || len(service.Evidence) > 0
	}
	all := true
	for i := range f.Services {
		capability := f.Services[i].Capability
		if offered[capability] {
			f.Services[i].Alliances++
		} else if capability != otherService {
			all = false
		}
		if evidenced[capability] {
			f.Services[i].Evidenced++
		}
	}
	if all {
		f.SevenServices++
	}
}

// countJoined counts who joined an alliance and who left it in a year (R61).
func (f *figureSum) countJoined(t *timeline, alliance *v1alpha1.Alliance, year int) {
	for i := range alliance.Spec.Members {
		joined, left := day(alliance.Spec.Members[i].JoinedOn), day(alliance.Spec.Members[i].LeftOn)
		if t.reached(joined) && joined.Year() == year {
			f.Members.Joined++
		}
		if t.reached(left) && left.Year() == year {
			f.Members.Left++
		}
	}
}

// countSmallholders counts those that an alliance served in a year (R50).
func (f *figureSum) countSmallholders(alliance *v1alpha1.Alliance, year int) {
	for _, served := range alliance.Spec.SmallholdersServed {
		if int(served.Year) == year {
			f.Smallholders += int64(served.Count)
		}
	}
}

// countMembers counts who belongs to an alliance on a day. That it changes on the days on which they join and leave is asked by countJoined.
func (f *figureSum) countMembers(alliance *v1alpha1.Alliance, on calendar.Date) {
	for i := range alliance.Spec.Members {
		member := &alliance.Spec.Members[i]
		if !belongs(member, on) {
			continue
		}
		f.Members.Active++
		if member.Leading {
			f.Members.Leading++
		}
	}
}

// countOrganisation counts how an alliance is organised: centres (R44, R45), charter (R46), the three bodies (R47), rules on joining and leaving
// (R48), a company of its own (R53) and the stages of its chain (R54).
func (f *figureSum) countOrganisation(t *timeline, alliance *v1alpha1.Alliance, on calendar.Date) {
	o := &f.Organisation
	for i := range alliance.Spec.ServiceCenters {
		center := &alliance.Spec.ServiceCenters[i]
		if center.Since != "" && !t.reached(day(center.Since)) {
			continue
		}
		o.ServiceCenters++
		if center.Address != "" && center.AreaSquareMetres > 0 && center.Since != "" {
			o.DescribedCenters++
		}
	}
	if governance := alliance.Spec.Governance; governance != nil {
		f.countGovernance(t, governance, on)
	}
	if entity := alliance.Spec.OperatingEntity; entity != nil {
		o.OperatingEntities++
		if joint(entity) {
			o.JointEntities++
		}
	}
	if stages := len(alliance.Spec.ChainStages); stages > 0 {
		o.Chains++
		o.ChainStages += int32(stages) //nolint:gosec // 20 at most
	}
}

// countGovernance counts charter, bodies and rules. Of a body only its last meeting is known: that it met in the year or since says that it is
// alive.
func (f *figureSum) countGovernance(t *timeline, governance *v1alpha1.Governance, on calendar.Date) {
	o := &f.Organisation
	if charter := governance.Charter; charter != nil && t.reached(day(charter.AdoptedOn)) {
		o.Charters++
	}
	if rules := governance.MembershipRules; rules != nil && t.reached(day(rules.AdoptedOn)) {
		o.MembershipRules++
	}
	if governance.Assembly == nil || governance.Council == nil || governance.Supervisors == nil {
		return
	}
	o.ThreeBodies++
	for _, body := range []*v1alpha1.Body{governance.Assembly, governance.Council, governance.Supervisors} {
		if met := day(body.LastMetOn); met == 0 || met.Year() < on.Year() {
			return
		}
	}
	o.ThreeBodiesMet++
}

// joint says whether one of the four groups that the plan names holds a company: growers, family farms, returning entrepreneurs,
// cooperatives (R53).
func joint(entity *v1alpha1.OperatingEntity) bool {
	for _, category := range entity.Shareholders {
		switch category {
		case "Grower", "FamilyFarm", "ReturningEntrepreneur", "Cooperative":
			return true
		}
	}
	return false
}

// countPartners counts partners by level (R51), type (R52) and link (R66).
func (f *figureSum) countPartners(partners []v1alpha1.Partner) {
	for i := range partners {
		for _, counted := range []*int32{f.partnersOfLevel(partners[i].Level), f.partnersOfType(partners[i].Type), f.partnersOfLink(partners[i].Link)} {
			if counted != nil {
				*counted++
			}
		}
	}
}

func (f *figureSum) partnersOfLevel(level string) *int32 {
	return map[string]*int32{
		"Municipal": &f.Partners.Municipal, "County": &f.Partners.County, "Township": &f.Partners.Township, "Enterprise": &f.Partners.Enterprise,
	}[level]
}

func (f *figureSum) partnersOfType(kind string) *int32 {
	return map[string]*int32{
		"SupplyCoop": &f.Partners.SupplyCoops, "GrassrootsCoop": &f.Partners.GrassrootsCoops, "CoopOwnedEnterprise": &f.Partners.CoopOwnedEnterprises,
	}[kind]
}

func (f *figureSum) partnersOfLink(link string) *int32 {
	return map[string]*int32{"Horizontal": &f.Partners.Horizontal, "Vertical": &f.Partners.Vertical}[link]
}
