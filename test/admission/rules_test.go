package admission

import (
	"slices"
	"testing"
)

// rule is one thing that admission refuses, with a record that it lets pass and one that it doesn't. A name that begins with
// R is that of the rule of the policy which refuses.
type rule struct {
	name    string
	kind    string
	holds   changes
	refused changes
	path    string // of the refusal
	message string // a part of it
}

// rules is the table of all that is refused when a record is created.
var rules = slices.Concat(activityRules, allianceRules, applicationRules, roundRules, reviewRules, incidentRules, planRules, moneyRules, calendarRules, brandRules)

func TestAdmission(t *testing.T) {
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			t.Run("holds", func(t *testing.T) {
				if err := create(t, record(t, r.kind, r.holds)); err != nil {
					t.Error(err)
				}
			})
			t.Run("refused", func(t *testing.T) {
				mustRefuse(t, create(t, record(t, r.kind, r.refused)), r.path, r.message)
			})
		})
	}
}
