package cli

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/url"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
)

func (c *command) drillCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "drill",
		Short: "Rehearse a disaster on a control plane that may be thrown away",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(c.drillRestoreCommand())
	return cmd
}

// drill is one rehearsal of a restore.
type drill struct {
	*command
	access  *access
	paths   []string
	exports []string
	// on is the address of an API server off this machine on which everything may be destroyed; none where empty.
	on            string
	withoutExport bool
	yes           bool
	seed          uint64
	patience      time.Duration
	// kept is the folder of the exports that the drill made; none where they were given.
	kept string
}

// toDrill is asked before everything is removed. Where nobody can answer, only --yes goes on.
var toDrill = question{
	zh: "确认删除该集群上的全部记录与台账条目?", en: "Remove every record and every entry from that cluster? ", declined: "nothing was removed",
	unattended: "nobody is there to confirm: read what is shown above, and rehearse with --yes",
}

func (c *command) drillRestoreCommand() *cobra.Command {
	d := &drill{command: c, access: &access{}}
	cmd := &cobra.Command{
		Use:   "restore -f PATH...",
		Short: "Remove a whole register from a cluster, build it again from git, and hold it against what it was",
		Long: `Remove a whole register from a cluster, build it again from git, and hold it against what it was.

What is done is said as it goes: every ledger is exported (or read from --export), every record and entry is removed with its status (what
the installation refuses to delete is annotated first with lianxing.dev/allow-deletion),
the records in the files are applied in a random order, each Ledger with its checkpoint; nothing may be entered then. The exports are put back, and the
register has to become what it was: every status, and every entry to its digest, and not one more. With --without-export the
drill ends before that: the ledgers have to be frozen, and to say so.

A manager has to be at work on the cluster. The drill works on an API server of this machine, such as that of make demo; on another
one only where --on names its address. Afterwards the register is there again, but for what the files lack.`,
		Example: `  make demo && kubectl lianxing drill restore -f config/samples/shaoxing --kubeconfig .demo/kubeconfig`,
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return d.run(cmd.Context()) },
	}
	flags := cmd.Flags()
	flags.StringArrayVarP(&d.paths, "filename", "f", nil, "file or folder of records as git has them; may be repeated (required)")
	flags.StringArrayVar(&d.exports, "export", nil, "file or folder with the exports of ledgers; may be repeated; by default they are made first")
	flags.BoolVar(&d.withoutExport, "without-export", false, "rehearse that the exports are lost: the ledgers have to stay frozen")
	flags.StringVar(&d.on, "on", "", "address of an API server off this machine on which everything may be removed, such as https://10.0.0.1:6443")
	flags.BoolVar(&d.yes, "yes", false, "remove without asking")
	flags.Uint64Var(&d.seed, "seed", 1, "from which the order of the records is drawn")
	flags.DurationVar(&d.patience, "patience", 5*time.Minute, "how long the manager may take until the register stands still")
	d.access.add(flags)
	return cmd
}

// run goes through the steps of the rehearsal. The error says at which it ended, and what is to be done.
func (d *drill) run(ctx context.Context) error {
	if d.withoutExport && len(d.exports) > 0 {
		return errors.New("--export and --without-export contradict each other: leave one out")
	}
	declared, err := d.load(d.paths)
	if err != nil {
		return err
	}
	if d.problems {
		return errors.New("nothing is rehearsed with files of which some are broken: mend what is named above")
	}
	host, err := d.throwAway()
	if err != nil {
		return err
	}
	c, err := d.open()
	if err != nil {
		return err
	}
	before, err := d.stands(ctx, c, 0)
	if err != nil {
		return err
	}
	chains, err := d.chains(before)
	if err != nil {
		return err
	}
	d.step("集群 %s:记录 %d 条,其中台账条目 %d 条,台账 %d 本。", "Cluster %s: %d records, %d of them entries, %d ledgers.", host, len(before), entriesIn(before), len(chains))
	if err := d.confirm(toDrill, d.yes, "none", d.paths); err != nil {
		return err
	}
	empty, err := d.again(ctx, c, before, declared, chains)
	if err != nil || d.withoutExport {
		return err
	}
	for _, chain := range chains {
		back, err := c.putBack(ctx, chain, empty)
		if err != nil {
			return fmt.Errorf("ledger %s: %w", chain.ledger, err)
		}
		d.step("台账 %s:已写回 %d 条。", "Ledger %s: %d entries put back.", chain.ledger, back)
	}
	after, err := d.stands(ctx, c, len(before))
	if err != nil {
		return err
	}
	return d.conclude(before, after)
}

// again removes everything and applies the records of the files. It returns what is there once the manager has looked: no entry.
func (d *drill) again(ctx context.Context, c *drilled, before map[string]record, declared *files.View, chains []chainOf) (map[string]record, error) {
	if err := d.keep(chains); err != nil {
		return nil, err
	}
	if err := c.removeAll(ctx, before); err != nil {
		return nil, fmt.Errorf("the register was removed in part only: apply the files again, and put back the exports of its ledgers: %w", err)
	}
	d.step("已删除全部记录、状态与台账条目。", "Every record, status and entry is gone.")
	if err := d.declare(ctx, c, declared, chains); err != nil {
		return nil, err
	}
	return d.frozen(ctx, c, chains)
}

// throwAway says at which address the cluster is, and refuses one that is not on this machine and that nobody named.
func (d *drill) throwAway() (string, error) {
	config, err := d.access.config().ClientConfig()
	if err != nil {
		return "", fmt.Errorf("no cluster to rehearse on (start one with make demo, or name one with --kubeconfig): %w", err)
	}
	if d.on != "" && d.on != config.Host {
		return "", fmt.Errorf("--on names %s and the kubeconfig leads to %s: nothing is removed from a cluster that was not meant", d.on, config.Host)
	}
	address, err := url.Parse(config.Host)
	if err != nil {
		return "", fmt.Errorf("the address %q of the API server: %w", config.Host, err)
	}
	ip := net.ParseIP(address.Hostname())
	if d.on == "" && address.Hostname() != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return "", fmt.Errorf("the API server %s is not on this machine, and a drill removes everything: rehearse on a control plane that may be thrown away (make demo), or name this one with --on %s",
			config.Host, config.Host)
	}
	return config.Host, nil
}

// declare applies the records of the files in a random order, each Ledger with the checkpoint of its chain.
func (d *drill) declare(ctx context.Context, c *drilled, declared *files.View, chains []chainOf) error {
	var objects []records.Object
	for _, info := range records.Kinds {
		if info.Kind != records.FundingDisbursement {
			objects = append(objects, declared.List(info.Kind)...)
		}
	}
	order := rand.New(rand.NewPCG(d.seed, 0)) //nolint:gosec // an order that can be had again, and no secret
	order.Shuffle(len(objects), func(i, j int) { objects[i], objects[j] = objects[j], objects[i] })
	if err := c.apply(ctx, objects, chains); err != nil {
		return fmt.Errorf("the records of the files could not all be applied; apply them again: %w", err)
	}
	d.step("已按随机次序(种子 %d)重新提交记录 %d 条,台账附检查点。", "In a random order (seed %d), %d records are applied again, ledgers with their checkpoints.", d.seed, len(objects))
	return nil
}

// conclude compares the register with what it was.
func (d *drill) conclude(before, after map[string]record) error {
	wrong := differences(before, after)
	for _, one := range wrong {
		d.say("  %s\n", one)
	}
	if len(wrong) > 0 {
		return fmt.Errorf("%d records are others than before the drill, and are named above", len(wrong))
	}
	if d.kept != "" { // the cluster has it all again
		if err := os.RemoveAll(d.kept); err != nil {
			return fmt.Errorf("the register is the same as before, and the exports could not be removed: %w", err)
		}
	}
	if d.language == "en" {
		return d.print(fmt.Sprintf("the same register as before: %d records, %d entries, not one more\n", len(after), entriesIn(after)))
	}
	return d.print(fmt.Sprintf("登记册与演练前相同:记录 %d 条,其中台账条目 %d 条,一条不多。\n", len(after), entriesIn(after)))
}

// step says what was done.
func (d *drill) step(zh, en string, arguments ...any) {
	text := zh
	if d.language == "en" {
		text = en
	}
	d.say("# "+text+"\n", arguments...)
}
