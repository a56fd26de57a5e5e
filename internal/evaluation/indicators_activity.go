package evaluation

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// supported says whether a plan was approved and is not given up.
func (pl *Plan) supported() bool { return pl.Approved != 0 && !pl.over() }

// preferredVenue says whether an activity is held where the policy wants it: at a farm-service centre or in the field (R28).
func (pl *Plan) preferredVenue() bool { return pl.record.Spec.Venue.Type != v1alpha1.VenueOther }

// countActivities counts the activities of an alliance by the program of a year. Of municipal alliances those with an accepted one are told from those
// with none (R67), by the level of their division; an alliance of another level may be supported, and is counted by its plans alone.
func (p *Pass) countActivities(j *judgement, alliance *v1alpha1.Alliance, level v1alpha1.Authority, year int, into []*figureSum) {
	var of v1alpha1.ActivityFigures
	for _, record := range records.Find[*v1alpha1.ActivityPlan](p.view, records.PlansByAlliance, records.KeyOf(alliance).String()) {
		plan := p.ActivityPlan(records.KeyOf(record))
		j.awaits(plan.Next)
		if plan.program == nil || plan.program.record == nil || int(plan.program.record.Spec.Year) != year || !plan.supported() {
			continue
		}
		of.Approved++
		if plan.preferredVenue() {
			of.PreferredVenues++
		}
		if _, ok := p.view.Get(records.ActivityReport, records.KeyOf(record)); !ok {
			continue
		}
		report := p.report(records.KeyOf(record))
		j.awaits(report.Next)
		if report.AcceptedOn != 0 {
			of.Accepted++
		}
	}
	switch {
	case level != v1alpha1.Municipal:
	case of.Accepted > 0:
		of.Active = 1
	default:
		of.Idle = 1
	}
	for _, sum := range into {
		a := &sum.Activities
		a.Active, a.Idle = a.Active+of.Active, a.Idle+of.Idle
		a.Approved, a.PreferredVenues, a.Accepted = a.Approved+of.Approved, a.PreferredVenues+of.PreferredVenues, a.Accepted+of.Accepted
	}
}

// countLicensed counts the brand licences of the members of an alliance that are in force, and the members that have one (R35).
func (p *Pass) countLicensed(j *judgement, alliance *v1alpha1.Alliance, into []*figureSum) {
	members := map[string]bool{}
	var inForce int32
	for _, record := range records.Find[*v1alpha1.BrandLicense](p.view, records.LicensesByAlliance, records.KeyOf(alliance).String()) {
		judged := p.BrandLicense(records.KeyOf(record))
		j.awaits(judged.Next)
		if judged.Is(v1alpha1.ReasonLicensed) {
			inForce++
			members[record.Spec.Member] = true
		}
	}
	for _, sum := range into {
		sum.Licenses.InForce += inForce
		sum.Licenses.Members += int32(len(members)) //nolint:gosec // of 1 000 members
	}
}
