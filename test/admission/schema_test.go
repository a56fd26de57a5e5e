package admission

import (
	"strings"
	"testing"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
)

// TestSchemaSpeaksFirst is about wrong types, missing fields, values that are none of a few, and lengths: the API server has
// words of its own for them.
func TestSchemaSpeaksFirst(t *testing.T) {
	const stars = `supported values: "Three", "Four", "Five"`
	tests := []struct {
		name, kind, path, value, message string
	}{
		{"R12 zero", "StarApplication", "spec.rating", "0", "must be of type string"},
		{"R12 one", "StarApplication", "spec.rating", `"1"`, stars},
		{"R12 a number", "StarApplication", "spec.rating", "4", "must be of type string"},
		{"R12 a fraction", "StarApplication", "spec.rating", `"4.5"`, stars},
		{"R12 a word", "StarApplication", "spec.rating", "五", stars},
		{"R12 of a round", "EvaluationRound", "spec.ratings[0].rating", "Two", stars},
		{"R13 an authority", "Review", "spec.authority", "National", `supported values: "County", "Municipal", "Provincial"`},
		{"an amount without quotes", "Budget", "spec.appropriations[0].total", "600000.00", "must be of type string"},
		{"a year in quotes", "Budget", "spec.year", `"2025"`, "must be of type integer"},
		{"a member without a name", "Alliance", "spec.members[0].name", absent, "Required value"},
		{"an empty name", "Alliance", "spec.members[0].name", `""`, "should be at least 1 chars long"},
		{"a long name", "Alliance", "spec.members[0].name", strings.Repeat("长", 41), "may not be more than 40"},
		{"a long date", "Alliance", "spec.dissolvedOn", "2026-01-05T00:00:00Z", "may not be more than 10"},
		{"a repeated holiday", "WorkCalendar", "spec.holidays[1]", "2025-01-01", "Duplicate value"},
		{"no notice at all", "EvaluationRound", "spec.notice.workingDays", "0", "should be greater than or equal to 1"},
		{"a signed amount in fen", "FundingDisbursement", "spec.amount", "3000000", "must be of type string"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := refusals(t, create(t, record(t, test.kind, changes{test.path: test.value})))
			path := anyIndex.ReplaceAllString(test.path, "")
			for _, r := range got {
				if strings.HasPrefix(anyIndex.ReplaceAllString(r.path, ""), path) && strings.Contains(r.message, test.message) {
					return
				}
			}
			t.Errorf("refusals %q, wanted at %s: %s", got, test.path, test.message)
		})
	}
}

// TestUnknownFields are refused by name: nothing that a person wrote is dropped in silence.
func TestUnknownFields(t *testing.T) {
	tests := []struct{ name, kind, path, value, field string }{
		{"R19 an amount that is asked for", "AwardRequest", "spec.amount", `"50000.00"`, "spec.amount"},
		{"a status of one's own", "StarApplication", "spec.state", "Awarded", "spec.state"},
		{"a field in a list", "EvaluationRound", "spec.ratings[0].quota", "3", "spec.ratings[0].quota"},
		// YAML 1.1 reads a bare on as true, so this key has to be written in quotes.
		{"a key that YAML took for true", "Budget", "spec.appropriations[0]", `{on: 2025-02-14, total: "1.00", documentNo: "1"}`,
			"spec.appropriations[0].true"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := create(t, record(t, test.kind, changes{test.path: test.value}))
			if !apierrors.IsBadRequest(err) || !strings.Contains(err.Error(), `unknown field "`+test.field+`"`) {
				t.Errorf("wanted a refusal of %s: %v", test.field, err)
			}
		})
	}
}
