package register_test

import (
	"slices"
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	"github.com/lianxing-dev/lianxing/internal/register"
	"github.com/lianxing-dev/lianxing/test/expected"
)

// TestAwardEntriesReachIncidents: in a restore the entry that paid for a star may arrive last, when of the star's application a signature is gone. From
// then on nobody can say who decides on what was reported, so each incident is looked at again.
func TestAwardEntriesReachIncidents(t *testing.T) {
	computed, asked := lastDay(t, expected.Base), 0
	for _, entry := range records.List[*v1alpha1.FundingDisbursement](computed.View) {
		key := records.Key{Namespace: entry.Spec.Cause.Namespace, Name: entry.Spec.Cause.Name}
		application, ok := records.Get[*v1alpha1.StarApplication](computed.View, key)
		if !ok || entry.Spec.Cause.Kind != string(records.AwardRequest) {
			continue
		}
		alliance := records.Key{Namespace: key.Namespace, Name: application.Spec.AllianceRef.Name}
		reached, _ := register.Affected(undecided(computed, key), entry)
		for _, incident := range computed.View.Find(records.IncidentsByAlliance, alliance.String()) {
			asked++
			if !slices.Contains(reached, register.Target{Kind: records.Incident, Key: records.KeyOf(incident)}) {
				t.Errorf("entry %s because of %s does not reach incident %s", entry.Name, key, records.KeyOf(incident))
			}
		}
	}
	if asked == 0 {
		t.Error("nothing was asked")
	}
}

// undecided is a register without the signature that decided an application.
func undecided(computed *register.Register, application records.Key) records.View {
	left := slices.DeleteFunc(slices.Clone(computed.Records()), func(object records.Object) bool {
		review, ok := object.(*v1alpha1.Review)
		return ok && review.Namespace == application.Namespace && review.Spec.SubjectRef.Name == application.Name && review.Spec.Stage == "Decision"
	})
	return files.NewMemory(computed.View.Divisions(), left)
}
