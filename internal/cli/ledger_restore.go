package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/dynamic"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// restoring is one call of ledger restore.
type restoring struct {
	*command
	access *access
	paths  []string
	dryRun string
	yes    bool
}

// toRestore is asked before entries are put back. Where nobody can answer, only --yes writes.
var toRestore = question{
	zh: "确认写回?", en: "Put them back? ", declined: "nothing was put back",
	unattended: "nobody is there to confirm: read what is shown above, and put it back with --yes",
}

func (c *command) restoreCommand() *cobra.Command {
	r := &restoring{command: c, access: &access{}}
	cmd := &cobra.Command{
		Use:   "restore LEDGER -n NAMESPACE -f EXPORT",
		Short: "Put the entries of an export back that the cluster's chain lacks, after a restore from an older backup",
		Long: `Put the entries of an export back that the cluster's chain lacks, after a restore from an older backup.

The chain has to be frozen, by a checkpoint that it lacks or by a gap; the export has to verify, to continue the chain that is
there entry by entry, and to end at the checkpoint. Else nothing is written, and what to do is said. Entries are created, one by
one and in order; none is changed or deleted. What is interrupted is taken up by the same command.`,
		Example: `  kubectl lianxing ledger restore stars -n shaoxing -f ledgers/shaoxing-stars.yaml`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, arguments []string) error {
			return r.run(cmd.Context(), arguments[0])
		},
	}
	flags := cmd.Flags()
	flags.StringArrayVarP(&r.paths, "filename", "f", nil, "file or folder with the export, - for the standard input; may be repeated (required)")
	flags.StringVar(&r.dryRun, "dry-run", "none", "none, client (send nothing) or server (send, store nothing)")
	flags.BoolVar(&r.yes, "yes", false, "put back without asking")
	r.access.add(flags)
	return cmd
}

func (r *restoring) run(ctx context.Context, name string) error {
	if err := oneOf("dry-run", r.dryRun, "none", "client", "server"); err != nil {
		return err
	}
	export, err := r.load(r.paths, files.NoDivision) // an export has no namespaces
	if err != nil {
		return err
	}
	if r.problems {
		return errors.New("nothing is put back from an export of which a part is broken: take it from git as it was committed")
	}
	live, namespace, err := r.access.money(ctx)
	if err != nil {
		return err
	}
	key := records.Key{Namespace: namespace, Name: name}
	back, err := ledger.Restore(key, live, export, register.FundsReturn(live, key))
	if err != nil {
		return err
	}
	if len(back.Missing) == 0 {
		return fmt.Errorf("ledger %s has every entry of the export: nothing is put back", key)
	}
	if err := r.show(key, back); err != nil {
		return err
	}
	if err := r.confirm(toRestore, r.yes, r.dryRun, r.paths); err != nil {
		return err
	}
	return r.create(ctx, back.Missing)
}

// show prints the entries that are about to be put back.
func (r *restoring) show(key records.Key, back *ledger.Restoration) error {
	title, header := "# 将写回台账 %s 的条目:%d 条,至第 %d 条(%s)\n", []string{"条目", "日", "类型", "金额", "对象", "缘由", "摘要"}
	if r.language == "en" {
		title, header = "# Entries to put back into ledger %s: %d, up to number %d (%s)\n", []string{"ENTRY", "DAY", "TYPE", "AMOUNT", "FOR", "BECAUSE OF", "DIGEST"}
	}
	sheet := table{header: header}
	for _, entry := range back.Missing {
		named, err := ledger.Digest(entry)
		if err != nil {
			return err
		}
		shown := entryView{Name: entry.Name, Digest: string(named), Spec: entry.Spec}
		sheet.add(entry.Name, string(entry.Spec.Day), string(entry.Spec.Type), string(entry.Spec.Amount), shown.about(), shown.because(), shown.Digest)
	}
	r.say(title+"%s", key, len(back.Missing), back.Head.Sequence, back.Head.Head, sheet.String())
	return nil
}

// create puts entries back one after the other. The first that can't be is the last that is tried, so that there is never a gap.
func (r *restoring) create(ctx context.Context, entries []*v1alpha1.FundingDisbursement) error {
	info, _ := records.Info(records.FundingDisbursement) // a kind of the register
	resource, _, err := r.access.resource(info)
	if err != nil {
		return err
	}
	for i, entry := range entries {
		said, err := r.createOne(ctx, resource, entry)
		if err != nil {
			return fmt.Errorf("%d of %d entries were put back; the same command goes on from there: %w", i, len(entries), err)
		}
		if err := r.print(strings.ToLower(string(info.Kind)) + "." + v1alpha1.Group + "/" + entry.Name + " " + said + "\n"); err != nil {
			return err
		}
	}
	return nil
}

func (r *restoring) createOne(ctx context.Context, resource dynamic.ResourceInterface, entry *v1alpha1.FundingDisbursement) (string, error) {
	one, err := subjectOf(entry)
	if err != nil || r.dryRun == "client" {
		return "created (client dry run)", err
	}
	options := metav1.CreateOptions{FieldManager: "kubectl-lianxing", FieldValidation: metav1.FieldValidationStrict}
	said := "created"
	if r.dryRun == "server" {
		options.DryRun, said = []string{metav1.DryRunAll}, "created (server dry run)"
	}
	_, err = resource.Create(ctx, &unstructured.Unstructured{Object: shown(one)}, options)
	switch {
	case apierrors.IsAlreadyExists(err):
		// Somebody was faster. It is read and compared, and never written over.
		return "exists already", sameAs(ctx, resource, one)
	case err != nil:
		return "", fmt.Errorf("entry %s was not created: %w", entry.Name, err)
	}
	return said, nil
}

// sameAs holds that the cluster has an entry with the content that was to be written.
func sameAs(ctx context.Context, resource dynamic.ResourceInterface, one subject) error {
	stored, err := resource.Get(ctx, one.key.Name, metav1.GetOptions{})
	if err != nil {
		return fmt.Errorf("entry %s, which exists already, can't be read: %w", one.key.Name, err)
	}
	want, err := one.digest()
	if err != nil {
		return err
	}
	have, err := subject{kind: one.kind, key: one.key, spec: stored.Object["spec"]}.digest()
	if err == nil && have != want {
		err = fmt.Errorf("somebody entered another %s meanwhile (%s, and %s in the export): stop whoever writes, and let a person look", one.key.Name, have, want)
	}
	return err
}
