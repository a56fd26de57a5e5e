package digest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
)

// maxExact is the greatest number up to which RFC 8785, which knows only
// doubles, keeps every whole number apart.
const maxExact = 1<<53 - 1

// decode reads JSON with its numbers as they were written.
func decode(marshalled []byte) (any, error) {
	decoder := json.NewDecoder(bytes.NewReader(marshalled))
	decoder.UseNumber()
	var generic any
	if err := decoder.Decode(&generic); err != nil {
		return nil, fmt.Errorf("the spec does not read back from JSON: %w", err)
	}
	return generic, nil
}

// normalise leaves the empty members out of every object below value, in place,
// and reports whether value is itself empty then. The path is for errors.
func normalise(value any, path string) (empty bool, err error) {
	switch v := value.(type) {
	case nil:
		return true, nil
	case bool:
		return !v, nil
	case string:
		return v == "", nil
	case json.Number:
		return wholeNumber(v, path)
	case []any:
		return normaliseList(v, path)
	case map[string]any:
		return normaliseObject(v, path)
	}
	return false, fmt.Errorf("%s is a %T, which JSON does not have", path, value)
}

func normaliseList(list []any, path string) (empty bool, err error) {
	for i, element := range list {
		if _, err := normalise(element, path+"["+strconv.Itoa(i)+"]"); err != nil {
			return false, err
		}
	}
	return len(list) == 0, nil
}

func normaliseObject(object map[string]any, path string) (empty bool, err error) {
	for name, member := range object {
		at := name
		if path != "" {
			at = path + "." + name
		}
		memberEmpty, err := normalise(member, at)
		if err != nil {
			return false, err
		}
		if memberEmpty {
			delete(object, name)
		}
	}
	return len(object) == 0, nil
}

// wholeNumber reports whether the number is 0, and refuses what RFC 8785 could
// not keep exactly.
func wholeNumber(number json.Number, path string) (zero bool, err error) {
	n, err := strconv.ParseInt(number.String(), 10, 64)
	if err != nil || n > maxExact || n < -maxExact {
		return false, fmt.Errorf("%s is %.40s: a record holds whole numbers within ±%d only; write any other as a string", path, number, maxExact)
	}
	return n == 0, nil
}
