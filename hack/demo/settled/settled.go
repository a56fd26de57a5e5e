// Package settled waits until nothing changes in a register any more: every record was looked at in its present generation, and
// no version moved for a while.
package settled

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Options say how long to look.
type Options struct {
	// Quiet is how long nothing may change.
	Quiet time.Duration
	// Every is how often to look.
	Every time.Duration
	// Namespaces to look at; all where there are none.
	Namespaces []string
	// Progress is told now and then how many records there are and how many were not looked at yet; it may be nil.
	Progress func(records, waiting int)
}

// Wait returns once the register is settled. Where the context ends first, the error names what was still open.
func Wait(ctx context.Context, reader client.Reader, o Options) error {
	versions := map[string]string{}
	changed := time.Now()
	unsettled := func(open []string) error {
		return fmt.Errorf("the register did not settle: %d of %d records were not looked at (%s): %w",
			len(open), len(versions), first(open, 5), ctx.Err())
	}
	var open []string
	for {
		all, err := Records(ctx, reader, o.Namespaces...)
		if err != nil && ctx.Err() != nil && len(versions) > 0 {
			return unsettled(open) // what was open before says more than which read was cut off
		}
		if err != nil {
			return err
		}
		seen := versionsOf(all)
		if !maps.Equal(seen, versions) {
			versions, changed = seen, time.Now()
		}
		open = unobserved(all)
		if o.Progress != nil {
			o.Progress(len(all), len(open))
		}
		if len(all) > 0 && len(open) == 0 && time.Since(changed) >= o.Quiet {
			return nil
		}
		select {
		case <-ctx.Done():
			return unsettled(open)
		case <-time.After(o.Every):
		}
	}
}

// Records reads every record of every kind, as the API server has it: of all namespaces where none is given.
func Records(ctx context.Context, reader client.Reader, namespaces ...string) ([]unstructured.Unstructured, error) {
	var all []unstructured.Unstructured
	for _, info := range records.Kinds {
		for _, namespace := range scopesOf(info, namespaces) {
			list := &unstructured.UnstructuredList{}
			list.SetGroupVersionKind(v1alpha1.GroupVersion.WithKind(string(info.Kind) + "List"))
			if err := reader.List(ctx, list, client.InNamespace(namespace)); err != nil {
				return nil, fmt.Errorf("reading %s: %w", info.Plural, err)
			}
			all = append(all, list.Items...)
		}
	}
	return all, nil
}

func scopesOf(info records.KindInfo, namespaces []string) []string {
	if info.ClusterScoped || len(namespaces) == 0 {
		return []string{""}
	}
	return namespaces
}

func versionsOf(all []unstructured.Unstructured) map[string]string {
	versions := make(map[string]string, len(all))
	for _, record := range all {
		versions[name(record)] = string(record.GetUID()) + "/" + record.GetResourceVersion()
	}
	return versions
}

// unobserved lists the records whose status is of no or an older generation.
func unobserved(all []unstructured.Unstructured) []string {
	var open []string
	for _, record := range all {
		// An absent or unreadable field is 0, and no record has generation 0.
		observed, _, _ := unstructured.NestedInt64(record.Object, "status", "observedGeneration")
		if observed != record.GetGeneration() {
			open = append(open, name(record))
		}
	}
	slices.Sort(open)
	return open
}

func name(record unstructured.Unstructured) string {
	return record.GetKind() + " " + records.KeyOf(&record).String()
}

func first(names []string, most int) string {
	if len(names) > most {
		return strings.Join(names[:most], ", ") + ", …"
	}
	if len(names) == 0 {
		return "the others still change"
	}
	return strings.Join(names, ", ")
}
