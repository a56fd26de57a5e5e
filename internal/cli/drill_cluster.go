package cli

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/dynamic"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// drilled is the cluster that a drill works on, in all its namespaces.
type drilled struct{ client dynamic.Interface }

// record is a record as the cluster has it.
type record struct {
	info   records.KindInfo
	object records.Object
	status map[string]any
	// version changes with every write.
	version string
	// waits says that no manager has looked at it in its present generation.
	waits bool
}

func (d *drill) open() (*drilled, error) {
	config, err := d.access.config().ClientConfig()
	if err != nil {
		return nil, err
	}
	config.QPS = -1
	client, err := dynamic.NewForConfig(config)
	if err != nil {
		return nil, fmt.Errorf("the cluster can't be asked: %w", err)
	}
	return &drilled{client: client}, nil
}

// of opens a kind in a namespace; a kind that has none in all.
func (c *drilled) of(info records.KindInfo, namespace string) dynamic.ResourceInterface {
	all := c.client.Resource(v1alpha1.GroupVersion.WithResource(info.Plural))
	if info.ClusterScoped || namespace == "" {
		return all
	}
	return all.Namespace(namespace)
}

// read reads every record of every kind, by kind, namespace and name.
func (c *drilled) read(ctx context.Context) (map[string]record, error) {
	found := map[string]record{}
	for _, info := range records.Kinds {
		options := metav1.ListOptions{Limit: listAtOnce}
		for {
			list, err := c.of(info, "").List(ctx, options)
			if err != nil {
				return nil, fmt.Errorf("the records of kind %s can't be read from the cluster: %w", info.Kind, err)
			}
			for i := range list.Items {
				u := &list.Items[i]
				object, err := typed(info, u)
				if err != nil {
					return nil, err
				}
				status, _, _ := unstructured.NestedMap(u.Object, "status")                           // none where nobody has looked
				observed, _, _ := unstructured.NestedInt64(u.Object, "status", "observedGeneration") // 0, which no generation is
				found[string(info.Kind)+" "+records.KeyOf(object).String()] = record{
					info: info, object: object, status: status, version: u.GetResourceVersion(), waits: observed != u.GetGeneration(),
				}
			}
			if options.Continue = list.GetContinue(); options.Continue == "" {
				break
			}
		}
	}
	return found, nil
}

// How long nothing may change in a register that stands still, and how often to look.
const (
	standsAfter = 3 * time.Second
	looksEvery  = 250 * time.Millisecond
)

// stands waits until every record was looked at, nothing changes any more, and there are so many records, and returns them.
func (d *drill) stands(ctx context.Context, c *drilled, atLeast int) (map[string]record, error) {
	var before map[string]record
	since := time.Now()
	for deadline := time.Now().Add(d.patience); ; {
		now, err := c.read(ctx)
		if err != nil {
			return nil, err
		}
		if !maps.EqualFunc(before, now, func(a, b record) bool { return a.version == b.version }) {
			before, since = now, time.Now()
		}
		waiting := ""
		for name, one := range now {
			if one.waits {
				waiting = name
			}
		}
		long := time.Now().After(deadline)
		switch {
		case len(now) > 0 && waiting == "" && time.Since(since) >= standsAfter && (len(now) >= atLeast || long):
			return now, nil
		case len(now) == 0:
			return nil, fmt.Errorf("the cluster has no register: apply one first, and start a manager")
		case long:
			return nil, fmt.Errorf("the register does not stand still after %s (waiting: %s): is a manager at work on this cluster?", d.patience, waiting)
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(looksEvery):
		}
	}
}

// removeAll removes all records, ledgers first: a chain without its Ledger gets no entry, however much of it is left.
func (c *drilled) removeAll(ctx context.Context, all map[string]record) error {
	names := slices.Sorted(maps.Keys(all))
	for _, ledgers := range []bool{true, false} {
		for _, name := range names {
			one := all[name]
			if (one.info.Kind == records.Ledger) != ledgers {
				continue
			}
			if err := remove(ctx, c.of(one.info, one.object.GetNamespace()), one.object.GetName()); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	left, err := c.read(ctx)
	if err == nil && len(left) > 0 {
		err = fmt.Errorf("%d records are still there", len(left))
	}
	return err
}

// allowing is what an installation asks for before it lets anybody delete what was decided (config/admission).
const allowing = `{"metadata":{"annotations":{"lianxing.dev/allow-deletion":"kubectl lianxing drill restore"}}}`

// remove removes a record. Where the installation refuses that, it says first why.
func remove(ctx context.Context, from dynamic.ResourceInterface, name string) error {
	err := from.Delete(ctx, name, metav1.DeleteOptions{})
	if apierrors.IsForbidden(err) {
		if _, err := from.Patch(ctx, name, types.MergePatchType, []byte(allowing), metav1.PatchOptions{FieldManager: "kubectl-lianxing"}); err != nil {
			return err
		}
		err = from.Delete(ctx, name, metav1.DeleteOptions{})
	}
	if apierrors.IsNotFound(err) {
		return nil
	}
	return err
}

// apply declares records, each Ledger with the checkpoint of its chain.
func (c *drilled) apply(ctx context.Context, objects []records.Object, chains []chainOf) error {
	for _, object := range objects {
		one, err := subjectOf(object)
		if err != nil {
			return err
		}
		content := &unstructured.Unstructured{Object: shown(one)}
		for _, chain := range chains {
			if one.kind != records.Ledger || one.key != chain.ledger {
				continue
			}
			checkpoint := map[string]any{"sequence": chain.checkpoint.Sequence, "head": string(chain.checkpoint.Head)}
			if err := unstructured.SetNestedMap(content.Object, checkpoint, "spec", "checkpoint"); err != nil {
				return err
			}
		}
		info, _ := records.Info(one.kind) // a kind of the register
		_, err = c.of(info, one.key.Namespace).Apply(ctx, one.key.Name, content, metav1.ApplyOptions{FieldManager: "kubectl-lianxing", Force: true})
		if err != nil {
			return fmt.Errorf("%s %s: %w", one.kind, one.key, err)
		}
	}
	return nil
}

// putBack puts the export of a chain back as ledger restore does, and says how many entries that were.
func (c *drilled) putBack(ctx context.Context, chain chainOf, now map[string]record) (int, error) {
	var stored, exported []records.Object
	for _, one := range now {
		stored = append(stored, one.object)
	}
	for _, entry := range chain.entries {
		exported = append(exported, entry)
	}
	live := files.NewMemory(nil, stored)
	back, err := ledger.Restore(chain.ledger, live, files.NewMemory(nil, exported), register.FundsReturn(live, chain.ledger))
	if err != nil {
		return 0, err
	}
	info, _ := records.Info(records.FundingDisbursement) // a kind of the register
	for i, entry := range back.Missing {
		one, err := subjectOf(entry)
		if err != nil {
			return i, err
		}
		options := metav1.CreateOptions{FieldManager: "kubectl-lianxing", FieldValidation: metav1.FieldValidationStrict}
		if _, err := c.of(info, entry.Namespace).Create(ctx, &unstructured.Unstructured{Object: shown(one)}, options); err != nil {
			return i, fmt.Errorf("%d of %d entries were put back; go on with ledger restore: %w", i, len(back.Missing), err)
		}
	}
	return len(back.Missing), nil
}
