package evaluation_test

import (
	"maps"
	"slices"
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// example is the case of awarded with one thing changed, and what is said of it then. What is empty is not asked.
type example struct {
	name   string
	change func(c *starCase)
	asOf   string // the end of 2025 where empty
	// star and money are the reasons of the outcome of the application, and of the request after the ledger has entered what it may.
	star, money string
	// reviews are the reasons of signatures by their names in the case.
	reviews map[string]string
	// next is the next date of the application.
	next string
}

func run(t *testing.T, examples []example) {
	t.Helper()
	for _, e := range examples {
		t.Run(e.name, func(t *testing.T) {
			t.Helper()
			c := awarded()
			if e.change != nil {
				e.change(c)
			}
			e.check(t, c)
		})
	}
}

func (e example) check(t *testing.T, c *starCase) {
	t.Helper()
	if e.asOf == "" {
		e.asOf = "2025-12-31"
	}
	key := records.KeyOf(c.application)
	application := c.at(e.asOf).StarApplication(key)
	if e.star != "" {
		wantOutcome(t, records.StarApplication, application.Result, e.star)
	}
	if e.next != "" {
		wantNext(t, application.Result, e.next)
	}
	if e.money != "" {
		wantOutcome(t, records.AwardRequest, c.lived(t, e.asOf).Grant(key).Result, e.money)
	}
	for _, name := range slices.Sorted(maps.Keys(e.reviews)) {
		if c.reviews[name] == nil {
			t.Fatalf("the case has no signature %s", name)
		}
		wantReview(t, c, name, e.asOf, e.reviews[name])
	}
}

func wantReview(t *testing.T, c *starCase, name, asOf, reason string) {
	t.Helper()
	got := c.at(asOf).Review(records.KeyOf(c.reviews[name]))
	if got.Outcome == nil || got.Outcome.Reason != reason {
		t.Errorf("%s: the signature %s is %s, want %s", asOf, name, said(got), reason)
		return
	}
	wantOutcome(t, records.Review, got, reason)
}

// wantOutcome holds a result to a reason, and to the status that belongs to it.
func wantOutcome(t *testing.T, kind records.Kind, got evaluation.Result, reason string) {
	t.Helper()
	if got.Outcome == nil || got.Outcome.Reason != reason {
		t.Errorf("the %s is %s, want %s", kind, said(got), reason)
		return
	}
	want, ok := statuses[kind][reason]
	if !ok {
		want = metav1.ConditionUnknown
		if got.Stalled == nil && reason != "NotYet" {
			t.Errorf("%s is no reason of a %s", reason, kind)
		}
	}
	if got.Outcome.Status != want {
		t.Errorf("%s is said with status %s, want %s", reason, got.Outcome.Status, want)
	}
	for _, language := range []string{"zh", "en"} {
		if got.Outcome.Message.Text(language) == "" {
			t.Errorf("%s says nothing in %s", reason, language)
		}
	}
}

func wantNext(t *testing.T, got evaluation.Result, next string) {
	t.Helper()
	want := next
	if next == "never" {
		want = ""
	}
	if got.Next.String() != want {
		t.Errorf("the next date is %q, want %q", got.Next, want)
	}
}

// wantStalled holds a result to be stalled for a reason.
func wantStalled(t *testing.T, got evaluation.Result, reason string) {
	t.Helper()
	if got.Stalled == nil || got.Stalled.Reason != reason {
		t.Errorf("it is %s and stalled is %+v, want stalled %s", said(got), got.Stalled, reason)
	}
}

func said(got evaluation.Result) string {
	if got.Outcome == nil {
		return "without outcome"
	}
	return got.Outcome.Reason + " (" + got.Outcome.Message.Text("en") + ")"
}

// statuses are the reasons of each outcome condition with their status, as the contract of the records lists them.
var statuses = map[records.Kind]map[string]metav1.ConditionStatus{
	records.ActivityPlan: reasons([]string{"UnderReview", "Returned", "OnHold", "CalendarMissing"}, []string{"Approved", "InProgress", "Completed"},
		[]string{"NotMunicipalAlliance", "NotRecognized", "OutsideScope", "TypeNotOffered", "StartsBeforeApproval", "MissedStart", "Rejected", "Cancelled"}),
	records.ActivityReport: reasons(
		[]string{"UnderReview", "Returned", "AwaitingDayEnd", "OnHold", "PendingBudget", "EvidenceMissing", "CalendarMissing"}, []string{"Accepted"},
		[]string{"DuplicateInvoice", "NotAccepted", "Late"}),
	records.Alliance: reasons([]string{"AwaitingNotice", "CalendarMissing", "NotDeclared"}, []string{"Recognized"}, []string{"Dissolved"}),
	records.StarApplication: reasons(
		[]string{"Filed", "UnderReview", "Returned", "OnNotice", "ObjectionOpen", "CalendarMissing"}, []string{"Awarded"},
		[]string{"NotRecognized", "OutsideScope", "OutsideWindow", "RatingNotOffered", "Rejected", "BelowOwnLevel", "LowerStarMissing",
			"PointsTooFew", "ObjectionUpheld", "Withdrawn", "Lapsed"}),
	records.AwardRequest: reasons(
		[]string{"UnderReview", "Returned", "AwaitingDayEnd", "PendingBudget", "EvidenceMissing"}, []string{"Granted"},
		[]string{"Rejected", "StarNotFunded", "NoAward", "AlreadyFunded", "ClaimExpired", "WrongPayee"}),
	records.Objection: reasons([]string{"Open"}, []string{"Upheld"}, []string{"Dismissed", "Late", "Anonymous"}),
	records.Brand:     reasons([]string{"Proposed"}, []string{"Operating"}, []string{"Suspended", "Retired"}),
	records.BrandLicense: reasons([]string{"UnderReview", "Returned", "OnNotice", "CalendarMissing"}, []string{"Licensed"},
		[]string{"Rejected", "NotMember", "BrandNotOperating", "Barred", "Suspended", "Expired", "StandardOutdated", "MemberLeft", "Revoked"}),
	records.Review: reasons(nil, []string{"Counted"},
		[]string{"Stale", "WrongAuthority", "Recused", "SameSigner", "TooEarly", "Superseded", "UnknownStage", "Incomplete"}),
}

func reasons(unknown, yes, no []string) map[string]metav1.ConditionStatus {
	found := map[string]metav1.ConditionStatus{}
	for status, list := range map[metav1.ConditionStatus][]string{metav1.ConditionUnknown: unknown, metav1.ConditionTrue: yes, metav1.ConditionFalse: no} {
		for _, reason := range list {
			found[reason] = status
		}
	}
	return found
}
