package evaluation

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Pass is the evaluation of one view at one date. Every rule is a function of these and a key; a pass only remembers what it
// computed, so that a question asked twice is answered once. It is not safe for use by several goroutines.
type Pass struct {
	view         records.View
	asOf         calendar.Date
	applications map[records.Key]*Application
	activities   map[records.Key]*Plan
	plans        map[records.Key]*Plan
	running      map[records.Key]*Plan
	programs     map[records.Key]*Program
	reports      map[records.Key]*Report
	told         map[records.Key]*Report
	awards       map[records.Key]*Application
	incidents    map[records.Key]*Incident
	recognitions map[records.Key]*recognition
	rounds       map[records.Key]*Round
	rules        map[records.Key]v1alpha1.Digest
	requests     map[records.Key]*Request
	objected     map[records.Key]*Objection
	brands       map[records.Key]*brandFile
	licenses     map[records.Key]*License
	grants       map[records.Key]*License
	chains       map[records.Key]*ledger.Chain
	queues       map[records.Key]Queue
	// share is asked for the queues of ledgers; nil computes them.
	share func(key records.Key, compute func() Queue) Queue
}

// At begins an evaluation of a view as of a date.
func At(view records.View, asOf calendar.Date) *Pass {
	return &Pass{
		view: view, asOf: asOf,
		applications: map[records.Key]*Application{},
		activities:   map[records.Key]*Plan{},
		plans:        map[records.Key]*Plan{},
		running:      map[records.Key]*Plan{},
		programs:     map[records.Key]*Program{},
		reports:      map[records.Key]*Report{},
		told:         map[records.Key]*Report{},
		awards:       map[records.Key]*Application{},
		incidents:    map[records.Key]*Incident{},
		recognitions: map[records.Key]*recognition{},
		rounds:       map[records.Key]*Round{},
		rules:        map[records.Key]v1alpha1.Digest{},
		requests:     map[records.Key]*Request{},
		objected:     map[records.Key]*Objection{},
		brands:       map[records.Key]*brandFile{},
		licenses:     map[records.Key]*License{},
		grants:       map[records.Key]*License{},
		chains:       map[records.Key]*ledger.Chain{},
		queues:       map[records.Key]Queue{},
	}
}

// AsOf is the date of the evaluation.
func (p *Pass) AsOf() calendar.Date { return p.asOf }
