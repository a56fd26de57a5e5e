// Package evaluation holds the rules: pure functions of the records, the ledger and a date. They read no clock, no client and
// no other record's status, so the same answer is found on files, on a cluster and in a test.
package evaluation

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Verdict is what a rule says of a record.
type Verdict string

// The verdicts of a rule.
const (
	Holds   Verdict = "Holds"   // the rule was asked and is met
	Refuses Verdict = "Refuses" // the rule was asked and is not met
	Waits   Verdict = "Waits"   // people or time have to act first
	Warns   Verdict = "Warns"   // worth a person's look; blocks nothing
)

// Finding is one rule's answer, with what a person needs to understand it. Its text is made at the edge.
type Finding struct {
	// Rule is the number of the rule, as in "R13"; Article is a further source, as in "Q-09" or "F-02".
	Rule, Article string
	// Kind and Key name the record that the finding is about.
	Kind records.Kind
	Key  records.Key
	// Path is the field that decided, as in "spec.filedOn".
	Path string
	// Verdict of the rule.
	Verdict Verdict
	// Reason is a stable identifier, never translated.
	Reason string
	// Message says it in words, in the language of the reader, with numbers and dates and how to mend it.
	Message messages.Message
}

// Outcome is what a condition says.
type Outcome struct {
	// Status of the condition: Unknown while people are at work, then True or False.
	Status metav1.ConditionStatus
	// Reason is a stable identifier, never translated.
	Reason string
	// Message says it in words.
	Message messages.Message
}

// Result is what every rule of a kind returns.
type Result struct {
	// Outcome of the record; its reason is the state that a user sees. Nil for kinds that have none.
	Outcome *Outcome
	// Stalled says what a person must change first; nil where nothing is wrong.
	Stalled *Outcome
	// Findings are the rules that were asked, in their order.
	Findings []Finding
	// Next is the date at which time alone can change the answer; 0 for never.
	Next calendar.Date
}

// Is says whether the outcome has one of these reasons.
func (r *Result) Is(reasons ...string) bool {
	if r.Outcome == nil {
		return false
	}
	for _, reason := range reasons {
		if r.Outcome.Reason == reason {
			return true
		}
	}
	return false
}

// judgement builds the result of one record.
type judgement struct {
	timeline
	kind   records.Kind
	key    records.Key
	result Result
}

func (p *Pass) judge(kind records.Kind, key records.Key) *judgement {
	return &judgement{timeline: timeline{asOf: p.asOf}, kind: kind, key: key}
}

// done completes the result.
func (j *judgement) done() Result {
	j.result.Next = j.next
	return j.result
}

// unknown, yes and no set the outcome.
func (j *judgement) unknown(reason string, message messages.Message) {
	j.result.Outcome = &Outcome{Status: metav1.ConditionUnknown, Reason: reason, Message: message}
}

func (j *judgement) yes(reason string, message messages.Message) {
	j.result.Outcome = &Outcome{Status: metav1.ConditionTrue, Reason: reason, Message: message}
}

func (j *judgement) no(reason string, message messages.Message) {
	j.result.Outcome = &Outcome{Status: metav1.ConditionFalse, Reason: reason, Message: message}
}

// stall says that a person has to change something first: the outcome is unknown for that reason.
func (j *judgement) stall(reason string, message messages.Message) {
	j.unknown(reason, message)
	j.result.Stalled = &Outcome{Status: metav1.ConditionTrue, Reason: reason, Message: message}
}

// ask notes a rule's answer and returns it. The finding has a message only where the rule is not met.
func (j *judgement) ask(rule, article, path string, met bool, reason string, refused messages.Message) bool {
	finding := Finding{Rule: rule, Article: article, Kind: j.kind, Key: j.key, Path: path, Verdict: Holds}
	if !met {
		finding.Verdict, finding.Reason, finding.Message = Refuses, reason, refused
	}
	j.result.Findings = append(j.result.Findings, finding)
	return met
}

// refuse asks a rule that decides: where it is not met, that is the outcome.
func (j *judgement) refuse(rule, article, path string, met bool, reason string, refused messages.Message) bool {
	if j.ask(rule, article, path, met, reason, refused) {
		return false
	}
	j.no(reason, refused)
	return true
}

// warn notes what is worth a look and decides nothing.
func (j *judgement) warn(rule, article, path, reason string, message messages.Message) {
	j.result.Findings = append(j.result.Findings, Finding{
		Rule: rule, Article: article, Kind: j.kind, Key: j.key, Path: path, Verdict: Warns, Reason: reason, Message: message,
	})
}

// date reads a date of the judged record itself; where admission let something through that is none, the record is stalled.
func (j *judgement) date(path string, text v1alpha1.Date) (calendar.Date, bool) {
	date, err := calendar.Parse(string(text))
	if err != nil {
		j.stall(v1alpha1.ReasonInvalidRecord, messages.New("Any/InvalidRecord", "path", path, "value", string(text)))
		return 0, false
	}
	return date, true
}

// digest is what a review of the judged record has to name; a spec that has none is stalled.
func (j *judgement) digest(spec any) (v1alpha1.Digest, bool) {
	signed, err := digestOf(j.kind, j.key, spec)
	if err != nil {
		j.stall(v1alpha1.ReasonInvalidRecord, messages.New("Any/InvalidRecord", "path", "spec", "value", err.Error()))
	}
	return signed, err == nil
}

// notYet says that a record is dated after the day of evaluation.
func (j *judgement) notYet(date calendar.Date) bool {
	if j.reached(date) {
		return false
	}
	j.unknown(v1alpha1.ReasonNotYet, messages.New("Any/NotYet", "date", date.String()))
	return true
}

// missing says that a record which this one names is not there.
func (j *judgement) missing(path string, kind records.Kind, key records.Key) {
	j.stall(v1alpha1.ReasonReferenceMissing, messages.New("Any/ReferenceMissing", "path", path, "kind", string(kind), "record", key.String()))
}

// field is a field of a record that is not the one which is judged.
type field struct {
	path string
	kind records.Kind
	key  records.Key
}

// missingOf says that a record which another one names is not there.
func (j *judgement) missingOf(names field, kind records.Kind, key records.Key) {
	j.stall(v1alpha1.ReasonReferenceMissing, messages.New("Any/ReferenceMissing/Of", "path", names.path, "owner", string(names.kind), "of", names.key.String(),
		"kind", string(kind), "record", key.String()))
}

// noDivision says that the namespace of the record stands for no division.
func (j *judgement) noDivision() {
	j.stall(v1alpha1.ReasonDivisionMissing, messages.New("Any/DivisionMissing", "namespace", j.key.Namespace))
}
