package model_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// wanted are the reasons of the outcomes that a run has to reach, by kind.
var wanted = map[records.Kind][]string{
	records.Alliance: {"AwaitingNotice", "CalendarMissing", "Recognized", "Dissolved"},
	records.StarApplication: {"NotYet", "Filed", "UnderReview", "Returned", "OnNotice", "ObjectionOpen", "CalendarMissing", "Awarded",
		"NotRecognized", "OutsideWindow", "ReapplyBan", "Rejected", "BelowOwnLevel", "ObjectionUpheld", "Withdrawn", "Revoked", "Annulled", "Lapsed",
		"LowerStarMissing", "PointsTooFew"},
	records.AwardRequest: {"NotYet", "UnderReview", "Returned", "AwaitingDayEnd", "OnHold", "PendingBudget", "EvidenceMissing", "Granted",
		"Rejected", "RecoveryOpen", "Annulled", "StarNotFunded", "NoAward", "AlreadyFunded", "ClaimExpired", "WrongPayee", "Revoked"},
	records.Objection: {"NotYet", "Open", "Upheld", "Dismissed", "Late", "Anonymous"},
	records.Incident:  {"NotYet", "Reported", "Found", "Heard", "Confirmed", "Revoked", "Annulled", "Dismissed", "Overturned", "EvidenceMissing", "Rectified"},
	records.Review:    {"NotYet", "Counted", "Stale", "WrongAuthority", "Recused", "SameSigner", "TooEarly", "Superseded", "UnknownStage", "Incomplete"},
	records.FundingDisbursement: {"Pending", "OnHold", "Ordered", "PaymentInFlight", "PaymentReturned", "Recovering", "EvidenceMissing",
		"Paid", "Recovered", "Cancelled", "Recorded"},
	records.ActivityPlan: {"NotYet", "OutsideScope", "NotMunicipalAlliance", "TypeNotOffered", "NotRecognized", "UnderReview", "Returned",
		"Rejected", "Cancelled", "MissedStart", "StartsBeforeApproval", "Approved", "InProgress", "Completed", "OnHold", "CalendarMissing"},
	records.ActivityReport: {"NotYet", "UnderReview", "Returned", "NotAccepted", "Late", "DuplicateInvoice", "AwaitingDayEnd", "OnHold",
		"PendingBudget", "CalendarMissing", "Accepted"},
	records.Brand: {"Proposed", "Operating", "Suspended", "Retired"},
	records.BrandLicense: {"NotYet", "BrandNotOperating", "NotMember", "Barred", "UnderReview", "Returned", "Rejected", "OnNotice",
		"Licensed", "Suspended", "Revoked", "MemberLeft", "StandardOutdated", "Expired", "CalendarMissing"},
	records.Payment: {"NotYet", "Requested", "Ordered", "Booked", "Returned", "Refused", "Unexpected", "Excess", "WrongEntry", "SameSigner"},
}

// least is how often each reason has to be reached in a run: fifty times in one of two thousand histories. A run of a few dozen, which the
// race detector looks on, asks for none.
func (o *outcomes) least() int {
	if o.histories < 1000 {
		return 0
	}
	return min(50, o.histories/40)
}

// outcomes counts how often each reason was reached: once for each record of each history.
type outcomes struct {
	mutex  sync.Mutex
	counts map[string]int
	// histories that were added up.
	histories int
}

// newOutcomes counts the outcomes of one history, or of many.
func newOutcomes() *outcomes { return &outcomes{counts: map[string]int{}} }

func (o *outcomes) count(r *register.Register) {
	for _, record := range r.Records() {
		if reason := outcomeOf(record); reason != "" {
			o.counts[fmt.Sprintf("%s/%s %s", records.KindOf(record), reason, records.KeyOf(record))] = 1
		}
	}
}

// add adds up what one history reached.
func (o *outcomes) add(history *outcomes) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	o.histories++
	for seen := range history.counts {
		var what, which string
		if _, err := fmt.Sscan(seen, &what, &which); err == nil {
			o.counts[what]++
		}
	}
}

// check says which reasons were reached too seldom.
func (o *outcomes) check(t *testing.T) {
	t.Helper()
	least := o.least()
	var lines []string
	for _, info := range records.Kinds {
		for _, reason := range wanted[info.Kind] {
			what := string(info.Kind) + "/" + reason
			lines = append(lines, fmt.Sprintf("%s %d", what, o.counts[what]))
			if o.counts[what] < least {
				t.Errorf("%s was reached %d times, want at least %d", what, o.counts[what], least)
			}
		}
	}
	slices.Sort(lines)
	t.Logf("outcomes of %d histories: %v", o.histories, lines)
}
