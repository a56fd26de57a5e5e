// Package expected reads testdata/expected: what the sample registers must come to, written by people from the policy and the
// design, never by the code that is held against it. Files and cluster are compared with the same rows.
package expected

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Row is one thing that must be so: a record of one source on one day.
type Row struct {
	// Row is the event that it belongs to, as in E13; several rows share one.
	Row string
	// Because says in words why it must be so, with the rules that it follows from, as in R13 or F-03.
	Because string
	// Source is the register that is asked: see Paths.
	Source string
	// AsOf is the day that is asked about, in Asia/Shanghai.
	AsOf string
	// Place is the file and line where the row stands.
	Place string
	Expectation
}

// Expectation is what a row says of a record, or of all records of a kind. Check judges all but Coverage, Indicators and Refused.
type Expectation struct {
	// Kind of the record; Namespace and Name where one record is meant.
	Kind      string `yaml:"kind"`
	Namespace string `yaml:"namespace"`
	Name      string `yaml:"name"`
	// Absent says that there is no such record on that day.
	Absent bool `yaml:"absent"`
	// Condition with its Status (True, False, Unknown) and Reason. Without a Reason, any will do.
	Condition string `yaml:"condition"`
	Status    string `yaml:"status"`
	Reason    string `yaml:"reason"`
	// Fields by their path, as in status.notice.closesOn or status.stages[name=Check].state. Amounts and dates are texts; null means
	// that the field is absent or empty.
	Fields map[string]any `yaml:"fields"`
	// Where and Count, instead of a name, say how many records of the kind have these fields.
	Where map[string]any `yaml:"where"`
	Count *int           `yaml:"count"`
	// Coverage of one alliance by the round that Name is (R2).
	Coverage *Coverage `yaml:"coverage"`
	// Indicators of one division or level of the action plan that Name is, which no record shows (R55).
	Indicators *Indicators `yaml:"indicators"`
	// Refused is a change of the record, or the record itself, that the API server refuses.
	Refused *Refused `yaml:"refused"`
}

// Coverage is what a round says of an alliance: exactly one of Applied, NotApplied, NotEligible (R2).
type Coverage struct {
	// Alliance as namespace/name.
	Alliance string `yaml:"alliance"`
	// State of the alliance in the round.
	State string `yaml:"state"`
}

// Indicators are figures of an action plan, of one year.
type Indicators struct {
	Year int32 `yaml:"year"`
	// Of is the namespace of a division, or a level: County, Municipal, Provincial.
	Of string `yaml:"of"`
	// Figures by their path, as Fields are.
	Figures map[string]any `yaml:"figures"`
}

// Refused is an update, or a creation, that admission must refuse.
type Refused struct {
	// Update is the file with the changed record, relative to the overlay's folder.
	Update string `yaml:"update"`
	// Create is the file with a record that must not come into being, relative to the overlay's folder: the row says that it is absent.
	Create string `yaml:"create"`
	// Path of the field that was changed, or that is wrong.
	Path string `yaml:"path"`
}

// overlays are the sources besides base. "alone" ones are registers of their own.
var overlays = map[string]struct {
	folder string
	alone  bool
}{
	"brands":        {"brands/before", true},
	"e05":           {"e05", true},
	"e22":           {"e22", true},
	"e23":           {"e23", true},
	"e24":           {"e24/before", true},
	"e25":           {"e25/before", true},
	"e26":           {"e26", true},
	"e28":           {"e28", true},
	"e29":           {"e29", true},
	"e30":           {"e30", true},
	"f16":           {"f16", true},
	"f17":           {"f17", true},
	"f19":           {"f19", true},
	"p04":           {"p04/before", true},
	"p09":           {"p09", true},
	"p13":           {"p13", true},
	"p14":           {"p14", true},
	"q12":           {"q12", true},
	"r11":           {"r11", true},
	"r55":           {"r55", true},
	"calendar-2027": {"calendar-2027", false},
}

// Base is the source that is the main register of the samples.
const Base = "base"

// Sources returns the names of all registers that rows may ask: base and the overlays, sorted.
func Sources() []string {
	names := []string{Base}
	for name := range overlays {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Paths returns the folders to load for a source, relative to the repository's root; nil for a name that is no source.
func Paths(source string) []string {
	const samples = "config/samples"
	main := path.Join(samples, "shaoxing")
	if source == Base {
		return []string{main}
	}
	overlay, ok := overlays[source]
	if !ok {
		return nil
	}
	folder := path.Join(samples, "overlays", overlay.folder)
	if overlay.alone {
		return []string{folder}
	}
	return []string{main, folder}
}

// Beside returns the path of a file that stands beside the records of an overlay, relative to the repository's root; the overlay's
// folder is the first part of its own.
func Beside(source, file string) string {
	first, _, _ := strings.Cut(overlays[source].folder, "/")
	return path.Join("config/samples/overlays", first, file)
}

// check says what is wrong with a row as it was written.
func (r Row) check() error {
	var wrong []error
	refuse := func(bad bool, format string, arguments ...any) {
		if bad {
			wrong = append(wrong, fmt.Errorf(format, arguments...))
		}
	}
	refuse(r.Row == "", "row is missing: name the event, as in E13")
	refuse(Paths(r.Source) == nil, "source %q is none of %s", r.Source, strings.Join(Sources(), ", "))
	_, err := calendar.Parse(r.AsOf)
	refuse(err != nil, "asOf: %w", err)
	info, known := records.Info(records.Kind(r.Kind))
	refuse(!known, "kind %q is no kind of the register", r.Kind)
	refuse(r.Because == "", "because is missing: say why it must be so")
	counts := r.Count != nil
	refuse(counts == (r.Name != ""), "give either a name or a count")
	refuse(counts && (len(r.Where) == 0 || r.saysOfOne()), "a count goes with where, and with nothing else")
	refuse(!counts && len(r.Where) > 0, "where goes with a count")
	refuse(!counts && known && info.ClusterScoped == (r.Namespace != ""), "kind %s and namespace %q don't go together", r.Kind, r.Namespace)
	wrong = append(wrong, r.checkRefused())
	refuse(!counts && r.Absent == r.saysOfOne(), "say that the record is absent or what it says, one of the two")
	refuse((r.Condition == "") != (r.Status == ""), "condition and status go together")
	refuse(r.Reason != "" && r.Condition == "", "a reason needs its condition")
	refuse(r.Status != "" && !slices.Contains([]string{"True", "False", "Unknown"}, r.Status), "status %q is none of True, False, Unknown", r.Status)
	refuse(r.Coverage != nil && !slices.Contains([]string{"Applied", "NotApplied", "NotEligible"}, r.Coverage.State),
		"coverage is none of Applied, NotApplied, NotEligible")
	refuse(r.Indicators != nil && (r.Indicators.Of == "" || len(r.Indicators.Figures) == 0), "indicators name whose they are (of) and figures")
	for _, fields := range []map[string]any{r.Fields, r.Where, r.figures()} {
		wrong = append(wrong, checkFields(fields))
	}
	return errors.Join(wrong...)
}

// checkFields says what is wrong with paths and values.
func checkFields(fields map[string]any) error {
	var wrong []error
	for at, value := range fields {
		if _, err := split(at); err != nil {
			wrong = append(wrong, fmt.Errorf("field %q: %w", at, err))
		}
		switch value.(type) {
		case nil, string, int, bool:
		default:
			wrong = append(wrong, fmt.Errorf("field %q is a %T: write a text in quotes, a whole number, true, false or null", at, value))
		}
	}
	return errors.Join(wrong...)
}

// figures are what the row says of a division or level; nil where it says nothing of one.
func (r Row) figures() map[string]any {
	if r.Indicators == nil {
		return nil
	}
	return r.Indicators.Figures
}

// checkRefused says what is wrong with what the row says of admission.
func (r Row) checkRefused() error {
	switch {
	case r.Refused == nil:
		return nil
	case r.Refused.Path == "" || (r.Refused.Update == "") == (r.Refused.Create == ""):
		return errors.New("refused names the path of a field, and the file of an update or of a record to create, one of the two")
	case r.creates() && !r.Absent:
		return errors.New("a record whose creation is refused is absent")
	}
	return nil
}

// saysOfOne says whether the row says something of one record.
func (r Row) saysOfOne() bool {
	return r.Condition != "" || len(r.Fields) > 0 || r.Coverage != nil || r.Indicators != nil || r.Refused != nil && !r.creates()
}

// creates says whether the row is about a record that must not come into being.
func (r Row) creates() bool { return r.Refused != nil && r.Refused.Create != "" }

// String names the row for a person.
func (r Row) String() string {
	what := r.Kind
	if r.Name != "" {
		what += " " + strings.TrimPrefix(r.Namespace+"/"+r.Name, "/")
	}
	return fmt.Sprintf("%s: %s on %s as of %s (%s)", r.Row, what, r.Source, r.AsOf, r.Place)
}
