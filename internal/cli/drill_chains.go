package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// chainOf is a ledger's export: its entries in order, and the checkpoint of the last.
type chainOf struct {
	ledger     records.Key
	entries    []*v1alpha1.FundingDisbursement
	checkpoint v1alpha1.Checkpoint
}

// chains reads every ledger that has entries from the exports that were given, else from the cluster, and verifies it. What the cluster
// has beyond an export would be lost, so that is refused.
func (d *drill) chains(before map[string]record) ([]chainOf, error) {
	var objects []records.Object
	for _, one := range before {
		objects = append(objects, one.object)
	}
	live := files.NewMemory(nil, objects)
	var exported records.View = live
	if len(d.exports) > 0 {
		view, err := d.load(d.exports, files.NoDivision) // an export has no namespaces
		if err != nil {
			return nil, err
		}
		exported = view
	}
	var chains []chainOf
	for _, record := range records.List[*v1alpha1.Ledger](live) {
		key := records.KeyOf(record)
		stored, _, err := ledger.ReadWhole(live, key, register.FundsReturn(live, key))
		if err != nil {
			return nil, fmt.Errorf("the chain of ledger %s does not verify, and is not rehearsed with: %w", key, err)
		}
		chain, entries, err := ledger.ReadWhole(exported, key, register.FundsReturn(live, key))
		if err != nil {
			return nil, fmt.Errorf("the export of ledger %s does not verify: %w; take it from git as it was committed", key, err)
		}
		if chain.Checkpoint() != stored.Checkpoint() {
			return nil, fmt.Errorf("the export of ledger %s ends at entry %d, and the cluster's chain at entry %d: export it anew, or leave --export out",
				key, chain.Sequence(), stored.Sequence())
		}
		if len(entries) > 0 {
			chains = append(chains, chainOf{ledger: key, entries: entries, checkpoint: chain.Checkpoint()})
		}
	}
	return chains, nil
}

// keep writes exports that were just made into a folder, since the cluster is about to lose what they are of and this process may end any time.
func (d *drill) keep(chains []chainOf) error {
	if len(d.exports) > 0 || len(chains) == 0 {
		return nil
	}
	folder, err := os.MkdirTemp("", "lianxing-drill-")
	if err != nil {
		return fmt.Errorf("a folder for the exports: %w", err)
	}
	for _, chain := range chains {
		text, err := exported(chain.ledger, chain.checkpoint, chain.entries, "yaml")
		if err != nil {
			return fmt.Errorf("the export of ledger %s: %w", chain.ledger, err)
		}
		file := filepath.Join(folder, chain.ledger.Namespace+"-"+chain.ledger.Name+".yaml")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			return fmt.Errorf("the export of ledger %s: %w", chain.ledger, err)
		}
	}
	d.kept = folder
	d.step("台账导出保存在 %s;演练中断时以 ledger restore 写回。", "The exports of the ledgers are in %s; where the drill ends early, put them back with ledger restore.", folder)
	return nil
}

// frozen waits until the manager has looked at everything, holds that each ledger is frozen and has no entry, and returns what is there.
func (d *drill) frozen(ctx context.Context, c *drilled, chains []chainOf) (map[string]record, error) {
	now, err := d.stands(ctx, c, 0)
	if err != nil {
		return nil, err
	}
	for _, chain := range chains {
		shown, ok := now[string(records.Ledger)+" "+chain.ledger.String()]
		said, _ := shown.status["frozen"].(string) // empty where it says nothing
		switch entries := entriesIn(now, chain.ledger); {
		case !ok:
			return nil, fmt.Errorf("the files have no Ledger %s, whose chain the cluster had: commit its record", chain.ledger)
		case entries > 0:
			return nil, fmt.Errorf("%d entries were made in ledger %s, which lacks its checkpoint: this must not happen, and a person has to look", entries, chain.ledger)
		case said == "":
			return nil, fmt.Errorf("ledger %s lacks its checkpoint and does not say that it is frozen: this must not happen, and a person has to look", chain.ledger)
		}
		d.step("台账 %s 已冻结,未记入任何条目:%s", "Ledger %s is frozen, and nothing was entered: %s", chain.ledger, said)
		if d.withoutExport {
			if err := d.print(d.inWords("台账 "+chain.ledger.String()+" 无导出文件,保持冻结\n", "ledger "+chain.ledger.String()+" has no export and stays frozen\n")); err != nil {
				return nil, err
			}
		}
	}
	return now, nil
}

func (d *drill) inWords(zh, en string) string {
	if d.language == "en" {
		return en
	}
	return zh
}

// entriesIn counts entries: of all ledgers, or of those that are named.
func entriesIn(all map[string]record, ledgers ...records.Key) (n int) {
	for _, one := range all {
		entry, ok := one.object.(*v1alpha1.FundingDisbursement)
		if ok && (len(ledgers) == 0 || slices.Contains(ledgers, records.LedgerOfEntry(entry))) {
			n++
		}
	}
	return n
}
