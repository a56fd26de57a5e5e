package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"sigs.k8s.io/yaml"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// exporting is one call of ledger export.
type exporting struct {
	*command
	access *access
	paths  []string
	asOf   string
	output string
}

func (c *command) exportCommand() *cobra.Command {
	e := &exporting{command: c, access: &access{}}
	cmd := &cobra.Command{
		Use:   "export LEDGER -n NAMESPACE [-f PATH... --as-of DATE]",
		Short: "Print every entry of a ledger, verified, with the checkpoint to put on record",
		Long: `Print every entry of a ledger in order, to be kept in git: from it "ledger restore" puts a chain back that an older backup lost.

The chain is verified first. One that does not follow from itself, or that lacks its checkpoint, is not exported. The head of
the output says how many entries there are and which checkpoint belongs into the Ledger record in git. The same chain gives the
same output, so a later export differs in its head and in the new entries alone. Keep it outside the folders that are applied to the
cluster: entries are put back by "ledger restore" alone.

With -f the chain is computed from files as it stands at a date, and the entries that the files hold are taken as they are.`,
		Example: `  kubectl lianxing ledger export stars -n shaoxing > ledgers/shaoxing-stars.yaml
  kubectl lianxing ledger export stars -n shaoxing -f config/samples/shaoxing --as-of 2026-12-31`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, arguments []string) error {
			return e.run(cmd.Context(), arguments[0])
		},
	}
	cmd.Flags().StringArrayVarP(&e.paths, "filename", "f", nil, "file or folder of records, - for the standard input; may be repeated")
	cmd.Flags().StringVar(&e.asOf, "as-of", "", "the day, as in 2026-12-31, up to which the chain is computed; with -f only, and required there")
	cmd.Flags().StringVarP(&e.output, "output", "o", "yaml", "yaml or json")
	e.access.add(cmd.Flags())
	return cmd
}

func (e *exporting) run(ctx context.Context, name string) error {
	if err := oneOf("output", e.output, "yaml", "json"); err != nil {
		return err
	}
	view, key, err := e.source(ctx, name)
	if err != nil {
		return err
	}
	record, ok := records.Get[*v1alpha1.Ledger](view, key)
	if !ok {
		return fmt.Errorf("there is no Ledger %s", key)
	}
	chain, entries, err := ledger.ReadWhole(view, key, register.FundsReturn(view, key))
	if err != nil {
		return fmt.Errorf("the chain of ledger %s does not verify and is not exported: %w; put an earlier export back with ledger restore", key, err)
	}
	if frozen := ledger.CheckLedger(chain, record); frozen != nil {
		return fmt.Errorf("the chain of ledger %s lacks its checkpoint and is not exported: entry %s should have the digest %s; put an earlier export back with ledger restore",
			key, frozen.Entry, frozen.Want)
	}
	text, err := exported(key, chain.Checkpoint(), entries, e.output)
	if err != nil {
		return err
	}
	return e.print(text)
}

// source is the register that a ledger is exported from: that of the cluster, or the one that follows from files.
func (e *exporting) source(ctx context.Context, name string) (records.View, records.Key, error) {
	if len(e.paths) == 0 {
		if e.asOf != "" {
			return nil, records.Key{}, errors.New("--as-of is for files (-f): the chain of a cluster is exported as it is")
		}
		view, namespace, err := e.access.money(ctx)
		return view, records.Key{Namespace: namespace, Name: name}, err
	}
	asOf, err := calendar.Parse(e.asOf)
	if err != nil {
		return nil, records.Key{}, fmt.Errorf("--as-of: %w", err)
	}
	view, err := e.load(e.paths)
	if err != nil {
		return nil, records.Key{}, err
	}
	if e.problems {
		return nil, records.Key{}, errors.New("nothing is exported from files of which some are broken: mend what is named above")
	}
	info, _ := records.Info(records.Ledger) // a kind of the register
	record, err := find(view, info, e.access.namespace(), name)
	if err != nil {
		return nil, records.Key{}, err
	}
	computed, err := register.Compute(view, register.Options{AsOf: asOf, Fixed: true, Language: e.language})
	if err != nil {
		return nil, records.Key{}, fmt.Errorf("the register can't be computed: %w", err)
	}
	for _, shown := range register.Of[*v1alpha1.Ledger](computed, records.Ledger) {
		if records.KeyOf(shown) == records.KeyOf(record) && shown.Status.Frozen != "" {
			return nil, records.Key{}, fmt.Errorf("ledger %s is frozen, so nothing was computed into it and nothing is exported: %s", records.KeyOf(record), shown.Status.Frozen)
		}
	}
	return computed.View, records.KeyOf(record), nil
}

// exported writes a chain. It holds nothing but what the entries say: no status, no version, no time.
func exported(key records.Key, checkpoint v1alpha1.Checkpoint, entries []*v1alpha1.FundingDisbursement, output string) (string, error) {
	items := make([]map[string]any, 0, len(entries))
	for _, entry := range entries {
		one, err := subjectOf(entry)
		if err != nil {
			return "", err
		}
		items = append(items, shown(one))
	}
	if output == "json" {
		text, err := json.MarshalIndent(struct {
			APIVersion string              `json:"apiVersion"`
			Kind       string              `json:"kind"`
			Ledger     string              `json:"ledger"`
			Checkpoint v1alpha1.Checkpoint `json:"checkpoint"`
			Items      []map[string]any    `json:"items"`
		}{"v1", "List", key.String(), checkpoint, items}, "", "  ")
		return string(text) + "\n", err
	}
	snippet, err := yaml.Marshal(map[string]any{"checkpoint": checkpoint})
	if err != nil {
		return "", err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# 台账 %s,共 %d 条,均已核对。请把此检查点写入其台账记录的 spec。\n", key, len(entries))
	fmt.Fprintf(&b, "# Ledger %s, %d entries, all verified. Put this checkpoint into the spec of its Ledger record.\n#\n", key, len(entries))
	for line := range strings.Lines(string(snippet)) {
		b.WriteString("#   " + line)
	}
	for _, item := range items {
		text, err := yaml.Marshal(item)
		if err != nil {
			return "", err
		}
		b.WriteString("---\n" + string(text))
	}
	return b.String(), nil
}
