package model_test

import (
	"bytes"
	"fmt"
	"slices"

	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/yaml"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// write writes records as documents that the loader of files reads, the divisions' namespaces first, with the day of evaluation.
func write(all []records.Object, asOf calendar.Date) ([]byte, error) {
	var out bytes.Buffer
	fmt.Fprintf(&out, "# as of %s\n", asOf)
	for _, division := range divisions {
		fmt.Fprintf(&out, "---\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: %s\n  labels: {%s: %q}\n  annotations: {%s: %s}\n",
			division.Namespace, records.DivisionLabel, division.Code, records.DisplayNameAnnotation, division.DisplayName)
	}
	sorted := slices.Clone(all)
	place := map[records.Kind]int{}
	for i, info := range records.Kinds {
		place[info.Kind] = i
	}
	slices.SortFunc(sorted, func(a, b records.Object) int {
		if left, right := place[records.KindOf(a)], place[records.KindOf(b)]; left != right {
			return left - right
		}
		return records.Less(a, b)
	})
	for _, object := range sorted {
		document, err := declared(object)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&out, "---\n%s", document)
		if says := outcomeOf(object); says != "" {
			fmt.Fprintf(&out, "# %s\n", says)
		}
	}
	return out.Bytes(), nil
}

// declared is a record as a person writes it: without a status.
func declared(object records.Object) ([]byte, error) {
	copied := object.DeepCopyObject()
	copied.GetObjectKind().SetGroupVersionKind(v1alpha1.GroupVersion.WithKind(string(records.KindOf(object))))
	content, err := runtime.DefaultUnstructuredConverter.ToUnstructured(copied)
	if err != nil {
		return nil, err
	}
	delete(content, "status")
	if metadata, ok := content["metadata"].(map[string]any); ok {
		delete(metadata, "creationTimestamp")
	}
	return yaml.Marshal(content)
}

// fail prints the register as it stood and ends the history.
func (l *life) fail(format string, arguments ...any) {
	l.t.Helper()
	l.failWith(l.records(), format, arguments...)
}

// failWith prints records, with what is said of them where anything is, and ends the history.
func (l *life) failWith(all []records.Object, format string, arguments ...any) {
	l.t.Helper()
	if document, err := write(all, l.today); err == nil {
		l.t.Logf("the register that failed:\n%s", document)
	}
	l.t.Fatalf(format, arguments...)
}
