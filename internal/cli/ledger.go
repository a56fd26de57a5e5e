package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
)

func (c *command) ledgerCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "ledger",
		Short: "Keep a copy of a ledger outside the cluster, and put it back after a restore from an older backup",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(c.exportCommand(), c.restoreCommand())
	return cmd
}

// moneyKinds are the kinds that a chain is judged by.
var moneyKinds = []records.Kind{records.Ledger, records.Budget, records.FundingDisbursement, records.Payment}

// listAtOnce is how many records are asked for in one request.
const listAtOnce = 500

// money reads what a chain is judged by from the namespace of the flags or of the context.
func (a *access) money(ctx context.Context) (view records.View, namespace string, err error) {
	var objects []records.Object
	for _, kind := range moneyKinds {
		info, _ := records.Info(kind) // a kind of the register
		resource, in, err := a.resource(info)
		if err != nil {
			return nil, "", err
		}
		namespace = in
		options := metav1.ListOptions{Limit: listAtOnce}
		for {
			list, err := resource.List(ctx, options)
			if err != nil {
				return nil, "", fmt.Errorf("the records of kind %s in namespace %s can't be read from the cluster: %w", kind, in, err)
			}
			for i := range list.Items {
				object, err := typed(info, &list.Items[i])
				if err != nil {
					return nil, "", err
				}
				objects = append(objects, object)
			}
			if options.Continue = list.GetContinue(); options.Continue == "" {
				break
			}
		}
	}
	return files.NewMemory(nil, objects), namespace, nil
}

// typed reads a record of a cluster, without its status. A field of the spec that this program does not know is an error: its digest
// would be another.
func typed(info records.KindInfo, u *unstructured.Unstructured) (records.Object, error) {
	content := map[string]any{
		"apiVersion": u.GetAPIVersion(), "kind": u.GetKind(),
		"metadata": map[string]any{"namespace": u.GetNamespace(), "name": u.GetName()},
		"spec":     u.Object["spec"],
	}
	object := info.New()
	if err := runtime.DefaultUnstructuredConverter.FromUnstructuredWithValidation(content, object, true); err != nil {
		return nil, fmt.Errorf("%s %s/%s can't be read by this program (install the plugin of the cluster's version): %w",
			info.Kind, u.GetNamespace(), u.GetName(), err)
	}
	return object, nil
}
