package expected

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Records gives the records of a source on a day, as JSON objects with metadata, spec and status.
type Records interface {
	// Get returns a record, or false where there is none.
	Get(kind, namespace, name string) (map[string]any, bool)
	// List returns all records of a kind.
	List(kind string) []map[string]any
}

// Check returns a sentence for each thing that is not as the row says; none means that the row holds. The records must be those of
// the row's source and day. What Coverage, Indicators and Refused say is for the caller to ask: no record shows it.
func (r Row) Check(all Records) []string {
	if r.Count != nil {
		return r.checkCount(all)
	}
	record, found := all.Get(r.Kind, r.Namespace, r.Name)
	switch {
	case found && r.Absent:
		return []string{"the record is there and must not be"}
	case r.Absent:
		return nil
	case !found:
		return []string{"the record is not there"}
	}
	wrong := r.checkCondition(record)
	for _, at := range slices.Sorted(maps.Keys(r.Fields)) {
		got, err := look(record, at)
		if err != nil {
			wrong = append(wrong, err.Error())
		} else if text(got) != text(r.Fields[at]) {
			wrong = append(wrong, fmt.Sprintf("%s is %s, want %s", at, text(got), text(r.Fields[at])))
		}
	}
	return wrong
}

func (r Row) checkCondition(record map[string]any) []string {
	if r.Condition == "" {
		return nil
	}
	at := "status.conditions[type=" + r.Condition + "]"
	condition, err := look(record, at)
	if err != nil {
		return []string{err.Error()}
	}
	if condition == nil {
		return []string{"condition " + r.Condition + " is absent"}
	}
	status, errStatus := look(record, at+".status")
	reason, errReason := look(record, at+".reason")
	if errStatus != nil || errReason != nil {
		return []string{fmt.Sprintf("condition %s can't be read: %v, %v", r.Condition, errStatus, errReason)}
	}
	if status != r.Status || r.Reason != "" && reason != r.Reason {
		return []string{fmt.Sprintf("%s is %v with reason %v, want %s with %s", r.Condition, status, reason, r.Status, r.Reason)}
	}
	return nil
}

func (r Row) checkCount(all Records) []string {
	matching := 0
	var wrong []string
	for _, record := range all.List(r.Kind) {
		same := true
		for at, want := range r.Where {
			got, err := look(record, at)
			if err != nil {
				wrong = append(wrong, err.Error())
			}
			same = same && err == nil && text(got) == text(want)
		}
		if same {
			matching++
		}
	}
	if matching != *r.Count {
		wrong = append(wrong, fmt.Sprintf("%d records are so, want %d", matching, *r.Count))
	}
	return wrong
}

// step of a path: a field, and of a list the element whose key has a value.
type step struct{ field, key, value string }

// split reads a path: status.stages[name=Check].state.
func split(at string) ([]step, error) {
	var steps []step
	for part := range strings.SplitSeq(at, ".") {
		field, selector, selects := strings.Cut(part, "[")
		s := step{field: field}
		if selects {
			inner, closed := strings.CutSuffix(selector, "]")
			key, value, pair := strings.Cut(inner, "=")
			if !closed || !pair {
				return nil, fmt.Errorf("%q is no selector: write list[key=value]", part)
			}
			s.key, s.value = key, value
		}
		if s.field == "" || strings.ContainsAny(s.field, "]= ") {
			return nil, fmt.Errorf("%q is no field", part)
		}
		steps = append(steps, s)
	}
	return steps, nil
}

// look follows a path; nil where something on the way is absent.
func look(record map[string]any, at string) (any, error) {
	steps, err := split(at)
	if err != nil {
		return nil, err
	}
	var here any = record
	for _, s := range steps {
		object, ok := here.(map[string]any)
		if !ok {
			return nil, fmt.Errorf("%s leads through a %T at %s", at, here, s.field)
		}
		here = object[s.field]
		if s.key != "" && here != nil {
			list, ok := here.([]any)
			if !ok {
				return nil, fmt.Errorf("%s: %s is a %T and no list", at, s.field, here)
			}
			here = element(list, s)
		}
		if here == nil {
			return nil, nil
		}
	}
	return here, nil
}

func element(list []any, s step) any {
	for _, candidate := range list {
		if object, ok := candidate.(map[string]any); ok && text(object[s.key]) == s.value {
			return object
		}
	}
	return nil
}

// text writes a value for comparison: absent and empty are alike, and so are 9 and 9.0, which JSON can't tell apart.
func text(value any) string {
	switch v := value.(type) {
	case nil:
		return "absent"
	case string:
		if v == "" {
			return "absent"
		}
		return v
	}
	raw, err := json.Marshal(value)
	if err != nil {
		return fmt.Sprintf("%v", value)
	}
	if s := string(raw); s != "[]" && s != "{}" {
		return s
	}
	return "absent"
}
