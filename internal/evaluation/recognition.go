package evaluation

import (
	"cmp"
	"strconv"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// recognition is when an alliance was recognised and publicised, and until when it was.
type recognition struct {
	// from is the day after the notice ended; 0 where there is no recognition, or its notice can't be computed.
	from calendar.Date
	// closes is the last day of the notice.
	closes calendar.Date
	// until is the day of the dissolution; 0 where there is none.
	until calendar.Date
	// amendedOn is the first day to come on which a calendar that the notice needs is amended; 0 for none.
	amendedOn calendar.Date
	// missingYear is the year whose calendar the notice needs; 0 where none is missing.
	missingYear int
	// duplicateOf is the alliance that stands under the same credit code; empty where this one stands.
	duplicateOf records.Key
}

// on says whether the alliance was recognised on a day: the decision was made and its notice has ended (R3).
func (r *recognition) on(date calendar.Date) bool {
	return r.from != 0 && r.from <= date && (r.until == 0 || date < r.until) && r.duplicateOf == (records.Key{})
}

// within says whether the alliance was recognised on one of the days from the first through the last.
func (r *recognition) within(first, last calendar.Date) bool {
	return r.from != 0 && r.from <= last && (r.until == 0 || max(first, r.from) < r.until) && r.duplicateOf == (records.Key{})
}

// recognition computes when an alliance was recognised (R3).
func (p *Pass) recognition(alliance *v1alpha1.Alliance) *recognition {
	key := records.KeyOf(alliance)
	if known, ok := p.recognitions[key]; ok {
		return known
	}
	found := &recognition{until: day(alliance.Spec.DissolvedOn), duplicateOf: p.duplicateOf(alliance)}
	p.recognitions[key] = found
	declared := alliance.Spec.Recognition
	if declared == nil {
		return found
	}
	opens := day(declared.Notice.OpensOn)
	if opens.IsZero() || day(declared.DecidedOn).IsZero() {
		return found
	}
	ahead := timeline{asOf: p.asOf}
	closes, err := workdaysOf(p.view, &ahead).end(opens, int(declared.Notice.WorkingDays))
	found.amendedOn = ahead.next
	if year, missing := calendar.MissingYear(err); missing {
		found.missingYear = year
	}
	if err == nil {
		found.closes, found.from = closes, closes.AddDays(1)
	}
	return found
}

// duplicateOf finds the alliance that stands where several declare one credit code: the one with an entry in a ledger, else the
// one that was recognised first, else the first by namespace and name.
func (p *Pass) duplicateOf(alliance *v1alpha1.Alliance) records.Key {
	if alliance.Spec.CreditCode == "" {
		return records.Key{}
	}
	stands := alliance
	for _, other := range records.Find[*v1alpha1.Alliance](p.view, records.AlliancesByCode, string(alliance.Spec.CreditCode)) {
		if p.compareStanding(other, stands) < 0 {
			stands = other
		}
	}
	if records.KeyOf(stands) == records.KeyOf(alliance) {
		return records.Key{}
	}
	return records.KeyOf(stands)
}

func (p *Pass) compareStanding(a, b *v1alpha1.Alliance) int {
	return cmp.Or(
		cmp.Compare(p.unfunded(a), p.unfunded(b)),
		cmp.Compare(decidedOn(a), decidedOn(b)),
		records.Less(a, b),
	)
}

// unfunded is 0 of an alliance whose request caused an entry, else 1.
func (p *Pass) unfunded(alliance *v1alpha1.Alliance) int {
	for _, application := range records.Find[*v1alpha1.StarApplication](p.view, records.ApplicationsByAlliance, records.KeyOf(alliance).String()) {
		if len(p.entriesOf(records.AwardRequest, records.KeyOf(application))) > 0 {
			return 0
		}
	}
	return 1
}

func decidedOn(alliance *v1alpha1.Alliance) calendar.Date {
	if alliance.Spec.Recognition == nil {
		return calendar.Max
	}
	if on := day(alliance.Spec.Recognition.DecidedOn); on != 0 {
		return on
	}
	return calendar.Max
}

// judgeRecognition says whether an alliance is recognised today.
func (j *judgement) judgeRecognition(alliance *v1alpha1.Alliance, r *recognition) {
	declared := alliance.Spec.Recognition
	switch {
	case r.duplicateOf != (records.Key{}):
		j.stall(v1alpha1.ReasonDuplicateCreditCode,
			messages.New("Alliance/DuplicateCreditCode", "code", string(alliance.Spec.CreditCode), "other", r.duplicateOf.String()))
	case j.reached(r.until):
		j.no(v1alpha1.ReasonDissolved, messages.New("Alliance/Dissolved", "on", r.until.String()))
	case declared == nil:
		j.unknown(v1alpha1.ReasonNotDeclared, messages.New("Alliance/NotDeclared"))
	case r.missingYear != 0:
		j.unknown(v1alpha1.ReasonCalendarMissing, messages.New("Any/CalendarMissing", "year", strconv.Itoa(r.missingYear), "opens", string(declared.Notice.OpensOn)))
	case r.from == 0:
		j.stall(v1alpha1.ReasonInvalidRecord, messages.New("Any/InvalidRecord", "path", "spec.recognition", "value", string(declared.Notice.OpensOn)))
	case !j.reached(r.from):
		j.unknown(v1alpha1.ReasonAwaitingNotice, messages.New("Alliance/AwaitingNotice", "opens", string(declared.Notice.OpensOn),
			"closes", r.closes.String(), "from", r.from.String()))
	default:
		j.yes(v1alpha1.ReasonRecognized, messages.New("Alliance/Recognized", "from", r.from.String(), "document", declared.DocumentNo))
	}
}
