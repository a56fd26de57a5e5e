package evaluation

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// initiativesOf are the initiatives of an alliance that have begun.
func (p *Pass) initiativesOf(j *judgement, alliance *v1alpha1.Alliance) []*Initiative {
	var found []*Initiative
	for _, record := range records.Find[*v1alpha1.Initiative](p.view, records.InitiativesByAlliance, records.KeyOf(alliance).String()) {
		judged := p.Initiative(records.KeyOf(record))
		j.awaits(judged.Next)
		if judged.StartsOn != 0 {
			found = append(found, judged)
		}
	}
	return found
}

// countInitiative counts an initiative in the year in which it began, and a practice in the years of its review and publication
// (R40-R43, R57, R59, R60, R66).
func (f *figureSum) countInitiative(i *Initiative, year int) {
	if i.record.Spec.Type == v1alpha1.InitiativePractice {
		if i.ReviewedOn != 0 && i.ReviewedOn.Year() == year {
			f.Initiatives.PracticesReviewed++
		}
		if i.PublishedOn != 0 && i.PublishedOn.Year() == year {
			f.Initiatives.Exemplars++
		}
	}
	if i.StartsOn.Year() != year {
		return
	}
	f.countType(i.record)
	f.Initiatives.Participants += i.Participants
	if len(i.record.Spec.Brands) > 0 {
		f.Initiatives.Branded++
	}
	f.countPartners(i.record.Spec.Partners) // beside those that the alliance declares itself (R51, R52, R66)
}

// countType counts an initiative by what it is, and a fair by whose it is (R41).
func (f *figureSum) countType(record *v1alpha1.Initiative) {
	n := &f.Initiatives
	switch record.Spec.Type {
	case v1alpha1.InitiativeExhibition:
		n.Exhibitions++
	case v1alpha1.InitiativeFestival:
		n.Festivals++
	case v1alpha1.InitiativeProcurement:
		n.Procurements++
	case v1alpha1.InitiativeDelivery:
		n.Deliveries++
	case v1alpha1.InitiativeOtherTrade:
		n.OtherTrade++
	case v1alpha1.InitiativeMarket:
		n.Markets++
	case v1alpha1.InitiativePractice:
		n.Practices++
	case v1alpha1.InitiativeCooperation:
		n.Cooperations++
	}
	if record.Spec.Type != v1alpha1.InitiativeExhibition && record.Spec.Type != v1alpha1.InitiativeFestival {
		return
	}
	switch record.Spec.Scope {
	case v1alpha1.ScopeSisterCityCounty:
		n.SisterFairs++
	case v1alpha1.ScopeProvincial:
		n.ProvincialFairs++
	case v1alpha1.ScopeOther:
	}
}
