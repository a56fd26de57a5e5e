package cluster_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// compareChains holds every chain on the API server against the one that the files of the same register come to at once, as of the
// same day, to the digest of every entry.
func (s *samples) compareChains(t *testing.T, date string) {
	t.Helper()
	for _, wrong := range s.chainsDiffer(t, date) {
		t.Error(wrong)
	}
}

// offline is the register that the files come to at once, as of a day.
func (s *samples) offline(t *testing.T, date string) *register.Register {
	t.Helper()
	computed, err := register.Compute(s.files, register.Options{AsOf: day(date), Fixed: true, Language: "zh"})
	if err != nil {
		t.Fatal(err)
	}
	return computed
}

// chainsDiffer says where the chains on the API server are others than offline.
func (s *samples) chainsDiffer(t *testing.T, date string) (wrong []string) {
	t.Helper()
	var stored v1alpha1.FundingDisbursementList
	if err := s.client.List(t.Context(), &stored); err != nil {
		t.Fatal(err)
	}
	entries := map[records.Key]*v1alpha1.FundingDisbursement{}
	for i := range stored.Items {
		entries[records.KeyOf(&stored.Items[i])] = &stored.Items[i]
	}
	want := register.Of[*v1alpha1.FundingDisbursement](s.offline(t, date), records.FundingDisbursement)
	if len(want) != len(entries) {
		wrong = append(wrong, fmt.Sprintf("as of %s there are %d entries, offline %d", date, len(entries), len(want)))
	}
	for _, entry := range want {
		there := entries[records.KeyOf(entry)]
		if there == nil {
			wrong = append(wrong, fmt.Sprintf("as of %s there is no %s", date, records.KeyOf(entry)))
			continue
		}
		here, errHere := ledger.Digest(there)
		if elsewhere, err := ledger.Digest(entry); err != nil || errHere != nil || here != elsewhere {
			wrong = append(wrong, fmt.Sprintf("as of %s entry %s is another than offline: %s", date, entry.Name, differ(entry.Spec, there.Spec)))
		}
	}
	return wrong
}

// differ shows two values where they are not alike.
func differ(want, got any) string {
	left, errLeft := json.Marshal(want)
	right, errRight := json.Marshal(got)
	if errLeft != nil || errRight != nil {
		return fmt.Sprint(errLeft, errRight)
	}
	if string(left) == string(right) {
		return ""
	}
	return fmt.Sprintf("want %s, got %s", left, right)
}
