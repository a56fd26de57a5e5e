package evaluation

import "github.com/lianxing-dev/lianxing/api/v1alpha1"

// Indicator is one number of the action plan. Its name is the path of its field; of money, which is kept apart by lines, there is none.
type Indicator struct {
	// Name of the indicator, as in members.joined. It is stable, and never translated.
	Name string
	// Rule that asks for it.
	Rule string
	// Value among the figures of a year and division.
	Value func(*v1alpha1.IndicatorFigures) int64
}

// figuresOf is IndicatorFigures under a name that leaves room for what is read of it.
type figuresOf = v1alpha1.IndicatorFigures

func indicator(name, rule string, value func(*figuresOf) int32) Indicator {
	return Indicator{name, rule, func(f *figuresOf) int64 { return int64(value(f)) }}
}

// Indicators are all numbers of the plan, in the order in which they are shown.
func Indicators() []Indicator {
	list := []Indicator{
		indicator("coverage.recognized", "R3", func(f *figuresOf) int32 { return f.Coverage.Recognized }),
		indicator("coverage.applied", "R2", func(f *figuresOf) int32 { return f.Coverage.Applied }),
		indicator("coverage.notApplied", "R2", func(f *figuresOf) int32 { return f.Coverage.NotApplied }),
		indicator("coverage.notEligible", "R2", func(f *figuresOf) int32 { return f.Coverage.NotEligible }),
		indicator("stars.three", "R12", func(f *figuresOf) int32 { return f.Stars.Three }),
		indicator("stars.four", "R12", func(f *figuresOf) int32 { return f.Stars.Four }),
		indicator("stars.five", "R12", func(f *figuresOf) int32 { return f.Stars.Five }),
	}
	for i, capability := range append(append([]string{}, sevenServices...), otherService) {
		list = append(list,
			indicator("services."+capability+".alliances", "R49", func(f *figuresOf) int32 { return service(f, i).Alliances }),
			indicator("services."+capability+".evidenced", "R49", func(f *figuresOf) int32 { return service(f, i).Evidenced }))
	}
	list = append(list,
		indicator("sevenServices", "R49", func(f *figuresOf) int32 { return f.SevenServices }),
		indicator("members.active", "R48", func(f *figuresOf) int32 { return f.Members.Active }),
		indicator("members.leading", "R44", func(f *figuresOf) int32 { return f.Members.Leading }),
		indicator("members.joined", "R61", func(f *figuresOf) int32 { return f.Members.Joined }),
		indicator("members.left", "R61", func(f *figuresOf) int32 { return f.Members.Left }),
		Indicator{"smallholders", "R50", func(f *figuresOf) int64 { return f.Smallholders }})
	for _, part := range [][]Indicator{ofOrganisation(), ofPartners(), ofInitiatives(), ofActivities()} {
		list = append(list, part...)
	}
	return list
}

// service is a place in the list of services, which has the seven and the other in their order.
func service(f *figuresOf, at int) v1alpha1.ServiceFigures {
	if at < len(f.Services) {
		return f.Services[at]
	}
	return v1alpha1.ServiceFigures{}
}

func ofOrganisation() []Indicator {
	return []Indicator{
		indicator("organisation.serviceCenters", "R44", func(f *figuresOf) int32 { return f.Organisation.ServiceCenters }),
		indicator("organisation.describedCenters", "R45", func(f *figuresOf) int32 { return f.Organisation.DescribedCenters }),
		indicator("organisation.charters", "R46", func(f *figuresOf) int32 { return f.Organisation.Charters }),
		indicator("organisation.threeBodies", "R47", func(f *figuresOf) int32 { return f.Organisation.ThreeBodies }),
		indicator("organisation.threeBodiesMet", "R47", func(f *figuresOf) int32 { return f.Organisation.ThreeBodiesMet }),
		indicator("organisation.membershipRules", "R48", func(f *figuresOf) int32 { return f.Organisation.MembershipRules }),
		indicator("organisation.operatingEntities", "R53", func(f *figuresOf) int32 { return f.Organisation.OperatingEntities }),
		indicator("organisation.jointEntities", "R53", func(f *figuresOf) int32 { return f.Organisation.JointEntities }),
		indicator("organisation.chains", "R54", func(f *figuresOf) int32 { return f.Organisation.Chains }),
		indicator("organisation.chainStages", "R54", func(f *figuresOf) int32 { return f.Organisation.ChainStages }),
	}
}

func ofPartners() []Indicator {
	return []Indicator{
		indicator("partners.municipal", "R51", func(f *figuresOf) int32 { return f.Partners.Municipal }),
		indicator("partners.county", "R51", func(f *figuresOf) int32 { return f.Partners.County }),
		indicator("partners.township", "R51", func(f *figuresOf) int32 { return f.Partners.Township }),
		indicator("partners.enterprise", "R51", func(f *figuresOf) int32 { return f.Partners.Enterprise }),
		indicator("partners.supplyCoops", "R52", func(f *figuresOf) int32 { return f.Partners.SupplyCoops }),
		indicator("partners.grassrootsCoops", "R52", func(f *figuresOf) int32 { return f.Partners.GrassrootsCoops }),
		indicator("partners.coopOwnedEnterprises", "R52", func(f *figuresOf) int32 { return f.Partners.CoopOwnedEnterprises }),
		indicator("partners.horizontal", "R66", func(f *figuresOf) int32 { return f.Partners.Horizontal }),
		indicator("partners.vertical", "R66", func(f *figuresOf) int32 { return f.Partners.Vertical }),
	}
}

func ofInitiatives() []Indicator {
	return []Indicator{
		indicator("initiatives.exhibitions", "R40", func(f *figuresOf) int32 { return f.Initiatives.Exhibitions }),
		indicator("initiatives.festivals", "R40", func(f *figuresOf) int32 { return f.Initiatives.Festivals }),
		indicator("initiatives.sisterFairs", "R41", func(f *figuresOf) int32 { return f.Initiatives.SisterFairs }),
		indicator("initiatives.provincialFairs", "R41", func(f *figuresOf) int32 { return f.Initiatives.ProvincialFairs }),
		indicator("initiatives.procurements", "R42", func(f *figuresOf) int32 { return f.Initiatives.Procurements }),
		indicator("initiatives.deliveries", "R42", func(f *figuresOf) int32 { return f.Initiatives.Deliveries }),
		indicator("initiatives.otherTrade", "R42", func(f *figuresOf) int32 { return f.Initiatives.OtherTrade }),
		indicator("initiatives.participants", "R43", func(f *figuresOf) int32 { return f.Initiatives.Participants }),
		indicator("initiatives.branded", "R43", func(f *figuresOf) int32 { return f.Initiatives.Branded }),
		indicator("initiatives.markets", "R57", func(f *figuresOf) int32 { return f.Initiatives.Markets }),
		indicator("initiatives.practices", "R59", func(f *figuresOf) int32 { return f.Initiatives.Practices }),
		indicator("initiatives.practicesReviewed", "R59", func(f *figuresOf) int32 { return f.Initiatives.PracticesReviewed }),
		indicator("initiatives.exemplars", "R60", func(f *figuresOf) int32 { return f.Initiatives.Exemplars }),
		indicator("initiatives.cooperations", "R66", func(f *figuresOf) int32 { return f.Initiatives.Cooperations }),
	}
}

func ofActivities() []Indicator {
	return []Indicator{
		indicator("activities.active", "R67", func(f *figuresOf) int32 { return f.Activities.Active }),
		indicator("activities.idle", "R67", func(f *figuresOf) int32 { return f.Activities.Idle }),
		indicator("activities.approved", "R28", func(f *figuresOf) int32 { return f.Activities.Approved }),
		indicator("activities.preferredVenues", "R28", func(f *figuresOf) int32 { return f.Activities.PreferredVenues }),
		indicator("activities.accepted", "R67", func(f *figuresOf) int32 { return f.Activities.Accepted }),
		indicator("licenses.inForce", "R35", func(f *figuresOf) int32 { return f.Licenses.InForce }),
		indicator("licenses.members", "R35", func(f *figuresOf) int32 { return f.Licenses.Members }),
	}
}
