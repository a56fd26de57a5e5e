package evaluation_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
)

// An alliance that is dissolved within a year keeps in the figures of that year what it did (R28, R50, R61, R67), as its money stays; what
// stands on the last day leaves it out.
func TestFiguresOfADissolvedAlliance(t *testing.T) {
	ofYear := map[string]int64{
		"activities.active": 1, "activities.idle": 0, "activities.approved": 1, "activities.preferredVenues": 1, "activities.accepted": 1,
		"smallholders": 510, "members.joined": 2, "members.left": 1, "initiatives.exhibitions": 1, "partners.horizontal": 1,
	}
	ofLastDay := map[string]int64{
		"coverage.recognized": 1, "members.active": 2, "members.leading": 1, "organisation.charters": 1, "services.Sales.alliances": 1, "partners.vertical": 1,
	}
	for _, of := range []struct {
		name        string
		dissolvedOn v1alpha1.Date
		asOf        string
		year        int32
		did, stands bool
	}{
		{"it stands", "", "2026-06-30", 2025, true, true},
		{"dissolved within the year", "2025-12-01", "2026-06-30", 2025, true, false},
		{"on the last day", "2025-12-31", "2026-06-30", 2025, true, false},
		{"on the first day of the next", "2026-01-01", "2026-06-30", 2025, true, true},
		{"it is not of the next year", "2025-12-31", "2026-06-30", 2026, false, false},
		{"while the year runs", "2025-12-01", "2025-11-30", 2025, true, true},
		{"from the day of the dissolution on", "2025-12-01", "2025-12-01", 2025, true, false},
	} {
		t.Run(of.name, func(t *testing.T) {
			c := planned()
			c.world.plan()
			c.alliance.Spec.DissolvedOn = of.dissolvedOn
			c.alliance.Spec.SmallholdersServed = []v1alpha1.YearCount{{Year: 2024, Count: 400}, {Year: 2025, Count: 510}}
			c.alliance.Spec.Members = []v1alpha1.Member{
				{Name: "old", JoinedOn: "2024-02-01", Leading: true}, {Name: "new", JoinedOn: "2025-02-01"}, {Name: "left", JoinedOn: "2025-03-01", LeftOn: "2025-06-30"},
			}
			c.alliance.Spec.Governance = &v1alpha1.Governance{Charter: &v1alpha1.Document{Version: "1", AdoptedOn: "2023-05-01"}}
			c.alliance.Spec.Services = []v1alpha1.Service{{Capability: "Sales", Since: "2024-01-01"}}
			c.alliance.Spec.Partners = []v1alpha1.Partner{{Name: "a", Type: "Other", Link: "Vertical"}}
			fair := c.initiative("fair", v1alpha1.InitiativeExhibition)
			fair.Namespace, fair.Spec.AllianceRef.Name = "shaoxing", "tea"
			fair.Spec.Partners = []v1alpha1.Partner{{Name: "b", Type: "Other", Link: "Horizontal"}}
			for _, kind := range []struct {
				figures map[string]int64
				counted bool
			}{{ofYear, of.did}, {ofLastDay, of.stands}} {
				for name, want := range kind.figures {
					if !kind.counted {
						want = 0
					}
					wantFigure(t, c.world, of.asOf, of.year, "shaoxing", name, want)
				}
			}
		})
	}
	// One without an activity is among those with none (R67).
	c := planned()
	c.world.plan()
	c.drop(c.plan, c.report)
	c.alliance.Spec.DissolvedOn = "2025-12-01"
	wantFigure(t, c.world, "2026-06-30", 2025, "shaoxing", "activities.idle", 1)
	// One that was dissolved before the year began, or whose notice had not ended by the last day, is of none of it.
	c.alliance.Spec.DissolvedOn = "2025-01-01"
	wantFigure(t, c.world, "2026-06-30", 2025, "shaoxing", "activities.idle", 0)
	c.alliance.Spec.DissolvedOn, c.alliance.Spec.Recognition.Notice.OpensOn = "", "2025-12-30"
	wantFigure(t, c.world, "2026-06-30", 2025, "shaoxing", "activities.idle", 0)
}
