package main

import (
	"errors"
	"fmt"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	offline "github.com/lianxing-dev/lianxing/internal/register"
)

// entriesAsOf returns the entries of the ledger as of a day, from the offline register over these records.
func (r *register) entriesAsOf(day v1alpha1.Date) ([]*v1alpha1.FundingDisbursement, error) {
	asOf, err := calendar.Parse(string(day))
	if err != nil {
		return nil, err
	}
	var divisions []records.Division
	var objects []records.Object
	for _, p := range r.placed {
		if division, ok := records.DivisionFrom(p.object); ok {
			divisions = append(divisions, division)
			continue
		}
		objects = append(objects, p.object)
	}
	computed, err := offline.Compute(files.NewMemory(divisions, objects), offline.Options{AsOf: asOf})
	if err != nil {
		return nil, fmt.Errorf("computing the ledger as of %s: %w", day, err)
	}
	for _, ledger := range offline.Of[*v1alpha1.Ledger](computed, records.Ledger) {
		if ledger.Status.Frozen != "" {
			return nil, errors.New(ledger.Status.Frozen)
		}
	}
	return offline.Of[*v1alpha1.FundingDisbursement](computed, records.FundingDisbursement), nil
}
