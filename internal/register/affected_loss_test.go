package register_test

import (
	"slices"
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	"github.com/lianxing-dev/lianxing/internal/register"
	"github.com/lianxing-dev/lianxing/test/expected"
)

// TestLossAwardEntriesReachIncidents: in a restore the entry that paid for a star arrives last, and of the star's application a signature is gone. From
// then on nobody can say who decides on what was reported: the incident is to be looked at again.
func TestLossAwardEntriesReachIncidents(t *testing.T) {
	computed, err := register.Compute(load(t, expected.Base), register.Options{AsOf: calendar.MustParse("2026-12-31"), Fixed: true, Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	said := func(rs []records.Object, key records.Key) string {
		view := files.NewMemory(computed.View.Divisions(), rs)
		again, err := register.Compute(view, register.Options{AsOf: calendar.MustParse("2026-12-31"), Fixed: true, Language: "en"})
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range register.Of[*v1alpha1.Incident](again, records.Incident) {
			if records.KeyOf(i) == key {
				return register.Outcome(i).Reason
			}
		}
		return ""
	}
	asked := 0
	for _, entry := range records.List[*v1alpha1.FundingDisbursement](computed.View) {
		key := records.Key{Namespace: entry.Spec.Cause.Namespace, Name: entry.Spec.Cause.Name}
		application, ok := records.Get[*v1alpha1.StarApplication](computed.View, key)
		if !ok || entry.Spec.Cause.Kind != string(records.AwardRequest) {
			continue
		}
		alliance := records.Key{Namespace: key.Namespace, Name: application.Spec.AllianceRef.Name}
		for _, incident := range records.Find[*v1alpha1.Incident](computed.View, records.IncidentsByAlliance, alliance.String()) {
			if incident.Spec.ReportedOn < entry.Spec.EffectiveOn {
				continue
			}
			without := slices.DeleteFunc(slices.Clone(computed.Records()), func(object records.Object) bool {
				review, ok := object.(*v1alpha1.Review)
				return ok && review.Namespace == key.Namespace && review.Spec.SubjectRef.Kind == "StarApplication" && review.Spec.SubjectRef.Name == key.Name && review.Spec.Stage == "Decision"
			})
			asked++
			reached, _ := register.Affected(files.NewMemory(computed.View.Divisions(), without), entry)
			if !slices.ContainsFunc(reached, func(target register.Target) bool {
				return target.Kind == records.Incident && target.Key == records.KeyOf(incident)
			}) {
				t.Errorf("entry %s because of %s does not reach incident %s, which says %s", entry.Name, key, records.KeyOf(incident), said(without, records.KeyOf(incident)))
			}
		}
	}
	if asked == 0 {
		t.Error("nothing was asked")
	}
}
