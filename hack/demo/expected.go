package main

import (
	"errors"
	"fmt"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/hack/demo/compare"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
)

// leastFields is what every status says at the least: type, status, reason and message of Ready.
const leastFields = 4

// load reads the records that were applied. A broken file is an error: what is left out could not be compared.
func load(s settings) (*files.View, error) {
	view, problems, err := files.Load(s.samples)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", s.samples, err)
	}
	broken := make([]error, 0, len(problems))
	for _, problem := range problems {
		broken = append(broken, errors.New(problem.Text(s.language)))
	}
	return view, errors.Join(broken...)
}

// least is how much there is to compare at the least. It is counted from the files and takes nothing from either register: all
// records of the files; and of the entries that must follow from them those that can be counted without a rule: one for each
// appropriation whose day is over, one for the order or receipt of each payment, and each grant or recovery that a payment names. It is no
// bound for every register: money that came back in excess has no entry. In the samples more entries than that stay uncounted.
func least(view *files.View, asOf calendar.Date) compare.Counts {
	entries := 0
	for _, budget := range records.List[*v1alpha1.Budget](view) {
		for _, appropriation := range budget.Spec.Appropriations {
			if day, err := calendar.Parse(string(appropriation.On)); err == nil && day < asOf {
				entries++
			}
		}
	}
	paid := map[records.Key]bool{}
	for _, payment := range records.List[*v1alpha1.Payment](view) {
		if day, err := calendar.Parse(string(payment.Spec.OrderedOn)); err == nil && day <= asOf {
			entries++
			paid[records.Key{Namespace: payment.Namespace, Name: payment.Spec.DisbursementRef.Name}] = true
		}
	}
	entries += len(paid)
	all := view.Counts().Loaded - len(view.Divisions()) + entries
	return compare.Counts{Records: all, Fields: leastFields * all, Entries: entries}
}
