package cli

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/lianxing-dev/lianxing/internal/records"
)

// onlyOnClusters are fields of a status that say how often a record was changed and when, and nothing of the register.
var onlyOnClusters = []string{"observedGeneration", "lastTransitionTime"}

// differences names the records that are not what they were, with both sides of the field that differs.
func differences(before, after map[string]record) (wrong []string) {
	for _, name := range slices.Sorted(maps.Keys(before)) {
		now, ok := after[name]
		switch {
		case !ok:
			wrong = append(wrong, name+" is gone: the files lack it")
		case before[name].info.Kind == records.FundingDisbursement && !reflect.DeepEqual(before[name].object, now.object):
			wrong = append(wrong, name+" is another entry")
		default:
			was, is := plain(before[name].status), plain(now.status)
			if !reflect.DeepEqual(was, is) {
				wrong = append(wrong, fmt.Sprintf("%s says another thing: %s, and said %s", name, inJSON(is), inJSON(was)))
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(after)) {
		if _, ok := before[name]; !ok {
			wrong = append(wrong, name+" is one more than before")
		}
	}
	return wrong
}

// plain is a status without the fields that a cluster alone has.
func plain(value any) any {
	switch v := value.(type) {
	case map[string]any:
		kept := map[string]any{}
		for name, member := range v {
			if !slices.Contains(onlyOnClusters, name) {
				kept[name] = plain(member)
			}
		}
		return kept
	case []any:
		kept := make([]any, len(v))
		for i, member := range v {
			kept[i] = plain(member)
		}
		return kept
	}
	return value
}

func inJSON(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		return err.Error()
	}
	return string(text)
}
