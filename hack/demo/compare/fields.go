package compare

import (
	"fmt"
	"strconv"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// onlyOnClusters are fields of a status that files can't know: how often a record was changed, and when an answer was written.
var onlyOnClusters = map[string]bool{"observedGeneration": true, "lastTransitionTime": true}

// fieldsOf lists the fields that are compared: the status of a record, and of an entry its spec too.
func fieldsOf(record unstructured.Unstructured) map[string]string {
	fields := map[string]string{}
	if status, ok := record.Object["status"]; ok {
		flatten(fields, "status", status)
	}
	if record.GetKind() == string(records.FundingDisbursement) {
		flatten(fields, "spec", record.Object["spec"])
	}
	return fields
}

func hasStatus(fields map[string]string) bool {
	for path := range fields {
		if strings.HasPrefix(path, "status.") {
			return true
		}
	}
	return false
}

// flatten writes each value that has no parts under its path. Conditions go by their type, so that their order is none.
func flatten(into map[string]string, path string, value any) {
	switch v := value.(type) {
	case map[string]any:
		if len(v) == 0 {
			into[path] = "{}"
		}
		for name, member := range v {
			if !onlyOnClusters[name] {
				flatten(into, path+"."+name, member)
			}
		}
	case []any:
		if len(v) == 0 {
			into[path] = "[]"
		}
		for i, element := range v {
			flatten(into, path+"["+elementName(i, element)+"]", element)
		}
	case string:
		into[path] = strconv.Quote(v)
	default:
		into[path] = fmt.Sprint(v)
	}
}

func elementName(index int, element any) string {
	if condition, ok := element.(map[string]any); ok {
		if name, ok := condition["type"].(string); ok {
			return name
		}
	}
	return strconv.Itoa(index)
}

// FromFiles brings records that were computed from files into the form in which a cluster's are read.
func FromFiles(computed []records.Object) ([]unstructured.Unstructured, error) {
	list := make([]unstructured.Unstructured, 0, len(computed))
	for _, record := range computed {
		content, err := runtime.DefaultUnstructuredConverter.ToUnstructured(record)
		if err != nil {
			return nil, fmt.Errorf("%s %s: %w", records.KindOf(record), records.KeyOf(record), err)
		}
		generic := unstructured.Unstructured{Object: content}
		generic.SetGroupVersionKind(v1alpha1.GroupVersion.WithKind(string(records.KindOf(record))))
		list = append(list, generic)
	}
	return list, nil
}
