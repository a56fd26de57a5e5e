package cluster_test

import (
	"testing"

	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// factsOn is the day of what an alliance of a story did: before anything was paid, so that a revocation leaves nothing of a claim.
const factsOn = v1alpha1.Date("2025-06-01")

// revocation is how a story's star is revoked: it is found, then decided.
func revocation() *v1alpha1.RevocationTerms {
	return &v1alpha1.RevocationTerms{
		Grounds:  []v1alpha1.RevocationGround{"IllegalOperation"},
		Stages:   []v1alpha1.Stage{{Name: "Finding", Authority: v1alpha1.Municipal}, {Name: "Revocation", Authority: v1alpha1.Municipal}},
		Recovery: "ByDateOfFacts",
	}
}

// offence is an incident with the reviews that confirm it, of which the last revokes the star.
type offence struct {
	incident *v1alpha1.Incident
	reviews  []*v1alpha1.Review
}

// revoked declares that an alliance was reported, found guilty and lost its star on one day.
func (c *city) revoked(county, alliance string, on v1alpha1.Date) offence {
	c.t.Helper()
	incident := &v1alpha1.Incident{Spec: v1alpha1.IncidentSpec{
		AllianceRef: v1alpha1.LocalRef{Name: alliance}, Subject: v1alpha1.SubjectAlliance, Ground: v1alpha1.GroundIllegalOperation,
		FactsOn: factsOn, ReportedOn: on, Description: "因违法经营被处罚(虚构)", FiledBy: "county-supervisor",
	}}
	incident.Namespace, incident.Name = county, alliance+"-penalty"
	c.create(incident)
	o := offence{incident: incident}
	for stage, by := range map[string]v1alpha1.Account{"Finding": "city-3", "Revocation": "city-4"} {
		review := c.review(records.Incident, incident, incident.Spec, stage, by, on)
		review.Name = incident.Name + map[string]string{"Finding": "-finding", "Revocation": "-revocation"}[stage]
		c.create(review)
		o.reviews = append(o.reviews, review)
	}
	return o
}

// gone deletes the incident and what was signed under it.
func (o offence) gone(t *testing.T, to client.Client) {
	t.Helper()
	all := []client.Object{o.incident}
	for _, review := range o.reviews {
		all = append(all, review)
	}
	for _, object := range all {
		if err := to.Delete(t.Context(), object); err != nil {
			t.Fatal(err)
		}
	}
}
