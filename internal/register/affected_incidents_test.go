package register_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	"github.com/lianxing-dev/lianxing/internal/register"
	"github.com/lianxing-dev/lianxing/test/expected"
)

// lastDay is a register as of the last day of the samples.
func lastDay(t *testing.T, source string) *register.Register {
	t.Helper()
	computed, err := register.Compute(load(t, source), register.Options{AsOf: calendar.MustParse("2026-12-31"), Fixed: true, Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	return computed
}

// TestEntriesOfIncidentsReachTheirRequests holds that an entry which a revocation or an appeal causes has the requests of the claim looked at
// again, and the rounds that count what is to be recovered: what they say depends on the chain, and no record of theirs changes.
func TestEntriesOfIncidentsReachTheirRequests(t *testing.T) {
	for _, c := range []struct {
		source, request string
		entries         int
	}{
		{expected.Base, "zhuji/noodles-2025-4", 1}, {"e28", "xinchang/peanuts-2025-4", 3}, {"f19", "keqiao/rizhu-tea-2024-5", 1},
		{expected.Base, "shangyu/grain-and-oil-2025-5", 1}, // nothing was granted to it, so no entry names it
	} {
		computed := lastDay(t, c.source)
		var alliance string
		for _, application := range records.List[*v1alpha1.StarApplication](computed.View) {
			if records.KeyOf(application).String() == c.request {
				alliance = application.Namespace + "/" + application.Spec.AllianceRef.Name
			}
		}
		asked := 0
		for _, entry := range records.List[*v1alpha1.FundingDisbursement](computed.View) {
			incident, ok := records.Get[*v1alpha1.Incident](computed.View, records.Key{Namespace: entry.Spec.Cause.Namespace, Name: entry.Spec.Cause.Name})
			if !ok || incident.Namespace+"/"+incident.Spec.AllianceRef.Name != alliance {
				continue
			}
			asked++
			reached, _ := register.Affected(computed.View, entry)
			if !slices.ContainsFunc(reached, func(target register.Target) bool {
				return target.Kind == records.AwardRequest && target.Key.String() == c.request
			}) {
				t.Errorf("%s: entry %s (%s) does not reach request %s", c.source, entry.Name, entry.Spec.Type, c.request)
			}
			if !slices.ContainsFunc(reached, func(target register.Target) bool { return target.Kind == records.EvaluationRound }) {
				t.Errorf("%s: entry %s (%s) reaches no round", c.source, entry.Name, entry.Spec.Type)
			}
		}
		if asked != c.entries {
			t.Errorf("%s: %d entries were caused by incidents of %s, want %d", c.source, asked, alliance, c.entries)
		}
	}
}

// TestMisusesReachEveryLicenseOfTheUser holds that a misuse, and what is signed under it, has every licence of the user and its brand looked at again,
// whichever licence it names: it stands against the user.
func TestMisusesReachEveryLicenseOfTheUser(t *testing.T) {
	computed, asked := lastDay(t, "brands"), 0
	misuse := records.Key{Namespace: "zhuji", Name: "noodles-2025-copied-label"}
	for _, object := range computed.Records() {
		review, signed := object.(*v1alpha1.Review)
		if signed && (review.Namespace != misuse.Namespace || review.Spec.SubjectRef.Name != misuse.Name) || !signed && records.KeyOf(object) != misuse {
			continue
		}
		asked++
		reached, _ := register.Affected(computed.View, object)
		for _, license := range []string{"noodles-cooperative", "noodles-barred"} {
			if !slices.Contains(reached, register.Target{Kind: records.BrandLicense, Key: records.Key{Namespace: "zhuji", Name: license}}) {
				t.Errorf("%s %s does not reach the licence %s", records.KindOf(object), object.GetName(), license)
			}
		}
		if !slices.Contains(reached, register.Target{Kind: records.Brand, Key: records.Key{Namespace: "zhuji", Name: "ciwu-noodles"}}) {
			t.Errorf("%s %s does not reach the brand", records.KindOf(object), object.GetName())
		}
	}
	if asked < 2 {
		t.Errorf("%d records of the misuse, want itself and its finding", asked)
	}
}

// TestEnteredDecisionsReachWhomTheyConcern holds that an entry of a decision whose report is gone has the alliance, its applications and their
// requests looked at again: what was decided against them is told by the entry alone.
func TestEnteredDecisionsReachWhomTheyConcern(t *testing.T) {
	computed, asked := lastDay(t, expected.Base), 0
	for _, entry := range records.List[*v1alpha1.FundingDisbursement](computed.View) {
		key := records.Key{Namespace: entry.Spec.Cause.Namespace, Name: entry.Spec.Cause.Name}
		report, ok := records.Get[*v1alpha1.Incident](computed.View, key)
		if !ok || entry.Spec.Cause.Kind != string(records.Incident) {
			continue
		}
		asked++
		without := slices.DeleteFunc(slices.Clone(computed.Records()), func(object records.Object) bool {
			return records.KindOf(object) == records.Incident && records.KeyOf(object) == key
		})
		reached, _ := register.Affected(files.NewMemory(computed.View.Divisions(), without), entry)
		for _, want := range []records.Kind{records.Alliance, records.StarApplication, records.AwardRequest} {
			if !slices.ContainsFunc(reached, func(target register.Target) bool {
				return target.Kind == want && target.Key.Namespace == report.Namespace && strings.HasPrefix(target.Key.Name, report.Spec.AllianceRef.Name)
			}) {
				t.Errorf("entry %s because of %s reaches no %s of %s", entry.Name, key, want, report.Spec.AllianceRef.Name)
			}
		}
	}
	if asked == 0 {
		t.Error("no entry because of an incident")
	}
}
