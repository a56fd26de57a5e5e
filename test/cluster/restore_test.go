package cluster_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/internal/cli"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// plugin runs the kubectl plugin against the API server, with nobody at the terminal.
func (c *city) plugin(arguments ...string) (code int, out, err string) {
	c.t.Helper()
	kubeconfig := filepath.Join(c.t.TempDir(), "kubeconfig")
	if err := os.WriteFile(kubeconfig, env.Kubeconfig, 0o600); err != nil {
		c.t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	program := cli.Program{Streams: cli.Streams{In: strings.NewReader(""), Out: &stdout, Err: &stderr}, Now: time.Now}
	code = program.Run(context.Background(), append(arguments, "--kubeconfig", kubeconfig))
	return code, stdout.String(), stderr.String()
}

// export is what finance keeps of a county's ledger in git.
func (c *city) export(county string) string {
	c.t.Helper()
	code, out, err := c.plugin("ledger", "export", "stars", "-n", county)
	if code != cli.ExitDone {
		c.t.Fatalf("the export ended with %d: %s", code, err)
	}
	return out
}

// restore puts an export back, with more arguments.
func (c *city) restore(county, export string, more ...string) (code int, out, err string) {
	c.t.Helper()
	file := filepath.Join(c.t.TempDir(), "export.yaml")
	if err := os.WriteFile(file, []byte(export), 0o600); err != nil {
		c.t.Fatal(err)
	}
	return c.plugin(append([]string{"ledger", "restore", "stars", "-n", county, "-f", file}, more...)...)
}

// refused holds that an export is not put back, that the reason is said, and that nothing was written.
func (c *city) refused(county, export, says string) {
	c.t.Helper()
	before := len(c.chainOf(county))
	code, out, err := c.restore(county, export, "--yes")
	if code != cli.ExitFailed || !strings.Contains(err, says) || out != "" {
		c.t.Errorf("it ended with %d, printed %q and does not say %q but\n%s", code, out, says, err)
	}
	if after := len(c.chainOf(county)); after != before {
		c.t.Errorf("%d entries became %d", before, after)
	}
}

// checkpoint raises the checkpoint of a county's ledger to an entry.
func (c *city) checkpoint(county string, head *v1alpha1.FundingDisbursement) {
	c.t.Helper()
	named, err := ledger.Digest(head)
	if err != nil {
		c.t.Fatal(err)
	}
	record := &v1alpha1.Ledger{}
	c.change(record, records.Key{Namespace: county, Name: "stars"}, func() {
		record.Spec.Checkpoint = v1alpha1.Checkpoint{Sequence: head.Spec.Sequence, Head: named}
	})
}

// lose deletes the last entries of a county's chain, as a restore from an older backup does.
func (c *city) lose(county string, from int) {
	c.t.Helper()
	chain := c.chainOf(county)
	for i := len(chain) - 1; i >= from-1; i-- {
		if err := c.client.Delete(c.t.Context(), &chain[i]); err != nil {
			c.t.Fatal(err)
		}
	}
}

// waitFrozen waits until a county's ledger says that it is behind, or that it is not.
func (c *city) waitFrozen(county string, want bool) {
	c.t.Helper()
	record := &v1alpha1.Ledger{}
	for deadline := time.Now().Add(patience); ; time.Sleep(100 * time.Millisecond) {
		if err := c.client.Get(c.t.Context(), records.Key{Namespace: county, Name: "stars"}, record); err != nil {
			c.t.Fatal(err)
		}
		stalled := apimeta.FindStatusCondition(record.Status.Conditions, v1alpha1.ConditionStalled)
		if frozen := stalled != nil && stalled.Reason == v1alpha1.ReasonLedgerBehind; frozen == want && (record.Status.Frozen != "") == want {
			return
		}
		if time.Now().After(deadline) {
			c.t.Fatalf("ledger %s says %q (%+v) after %v", county, record.Status.Frozen, stalled, patience)
		}
	}
}

// digests are the digests of a chain, in its order.
func digests(t *testing.T, entries []v1alpha1.FundingDisbursement) []v1alpha1.Digest {
	t.Helper()
	var found []v1alpha1.Digest
	for i := range entries {
		named, err := ledger.Digest(&entries[i])
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, named)
	}
	return found
}

// sameStart holds that a chain begins with the entries that there were before.
func (c *city) sameStart(county string, before []v1alpha1.Digest) {
	c.t.Helper()
	now := digests(c.t, c.chainOf(county))
	if len(now) < len(before) {
		c.t.Fatalf("%d entries, %d before", len(now), len(before))
	}
	for i, want := range before {
		if now[i] != want {
			c.t.Errorf("entry %d is %s, and was %s", i+1, now[i], want)
		}
	}
}

// TestOlderBackupCanNotPayAgain lives a register to two payments that were made, loses the last three entries, and finds that
// nothing is entered, though a claim waits, until the export is back; nobody is paid twice.
func TestOlderBackupCanNotPayAgain(t *testing.T) {
	t.Parallel()
	c := newCity(t, "backup", 47, 1)
	county := c.counties[0]
	c.ledger(county, "70000.00")
	c.funded(county, 4000)
	c.funded(county, 4001)
	first := start(t, env.Config, controllers.Options{AsOf: day(storyEnds), Namespaces: c.namespaces})
	c.waitForEntries(3)
	for i := range 2 {
		c.order(&c.chainOf(county)[1+i], "2025-07-01")
	}
	c.waitForEntries(5)
	settle(t, c.client, c.namespaces...)
	lived := c.chainOf(county)
	before := digests(t, lived)
	export := c.export(county)
	c.refused(county, export, "is not behind")
	c.checkpoint(county, &lived[4])
	c.refused(county, export, "is not behind")

	c.lose(county, 3)
	c.waitFrozen(county, true)
	c.funded(county, 4002)
	settle(t, c.client, c.namespaces...)
	first.Stop()
	start(t, env.Config, controllers.Options{AsOf: day(storyEnds), Namespaces: c.namespaces})
	settle(t, c.client, c.namespaces...)
	if entries := len(c.chainOf(county)); entries != 2 {
		t.Fatalf("%d entries in a chain that is behind, want the 2 that were left", entries)
	}
	if code, out, err := c.plugin("ledger", "export", "stars", "-n", county); code != cli.ExitFailed || out != "" || !strings.Contains(err, "lacks its checkpoint") {
		t.Errorf("a chain that is behind is exported (%d): %s%s", code, out, err)
	}
	c.refuses(county, export)
	c.dryRuns(county, export)

	code, out, err := c.restore(county, export, "--yes", "--language", "en")
	if code != cli.ExitDone || !strings.Contains(err, "Entries to put back into ledger "+county+"/stars: 3, up to number 5") {
		t.Fatalf("it ended with %d and said\n%s", code, err)
	}
	const put = "fundingdisbursement.lianxing.dev/stars-000003 created\nfundingdisbursement.lianxing.dev/stars-000004 created\nfundingdisbursement.lianxing.dev/stars-000005 created\n"
	if out != put {
		t.Errorf("it printed\n%s", out)
	}
	c.waitFrozen(county, false)
	c.waitForEntries(6)
	settle(t, c.client, c.namespaces...)
	c.sameStart(county, before)
	if entries := c.audit(county); entries != 6 {
		t.Errorf("%d entries, want the five of before and the grant that waited", entries)
	}
	c.refused(county, export, "is not behind")
	if grown := c.export(county); !strings.HasPrefix(grown[strings.Index(grown, "---\n"):], export[strings.Index(export, "---\n"):]) {
		t.Errorf("the next export does not begin with the last one:\n%s", grown)
	}
}

// refuses tries exports that may not be put back into a chain of two entries whose checkpoint is the fifth.
func (c *city) refuses(county, export string) {
	c.t.Helper()
	documents := strings.Split(export, "---\n")
	join := func(documents ...string) string { return strings.Join(documents, "---\n") }
	changed := func(number int, old, changed string) string {
		all := append([]string{}, documents...)
		if all[number] = strings.Replace(all[number], old, changed, 1); all[number] == documents[number] {
			c.t.Fatalf("there is no %q in\n%s", old, documents[number])
		}
		return join(all...)
	}
	c.refused(county, strings.ReplaceAll(export, "namespace: "+county, "namespace: elsewhere"), "no entry of ledger "+county+"/stars")
	c.refused(county, changed(3, "2025-06-10", "2025-06-11"), "does not verify")
	c.refused(county, changed(5, "-20000.00", "-10000.00"), "says sha256")
	c.refused(county, changed(4, "20000.00", "20000"), "broken")
	c.refused(county, join(append(append([]string{}, documents[:4]...), documents[5:]...)...), "the entry is missing")
	c.refused(county, join(documents[:5]...), "take a later export")
	code, out, err := c.restore(county, export)
	if code != cli.ExitFailed || out != "" || !strings.Contains(err, "--yes") || !strings.Contains(err, "stars-000005") {
		c.t.Errorf("without anybody to ask it ended with %d, printed %q and said\n%s", code, out, err)
	}
}

// dryRuns holds that dry runs say what they would do, and write nothing.
func (c *city) dryRuns(county, export string) {
	c.t.Helper()
	for _, dryRun := range []string{"client", "server"} {
		code, out, err := c.restore(county, export, "--dry-run", dryRun)
		if code != cli.ExitDone || strings.Count(out, " created ("+dryRun+" dry run)\n") != 3 {
			c.t.Errorf("it ended with %d, printed %q and said\n%s", code, out, err)
		}
	}
	if entries := len(c.chainOf(county)); entries != 2 {
		c.t.Errorf("after dry runs there are %d entries", entries)
	}
}

// TestChainThatWentAnotherWay restores an older backup whose ledger record is as old, so that nothing freezes it: another claim
// gets the number of an entry that was lost. Once the checkpoint of git is back, so much is seen, and no export is put over it.
func TestChainThatWentAnotherWay(t *testing.T) {
	t.Parallel()
	c := newCity(t, "fork", 48, 1)
	county := c.counties[0]
	c.ledger(county, "30000.00")
	request := c.funded(county, 4100)
	first := start(t, env.Config, controllers.Options{AsOf: day(storyEnds), Namespaces: c.namespaces})
	c.waitForEntries(2)
	payment := c.order(&c.chainOf(county)[1], "2025-07-01")
	c.waitForEntries(3)
	first.Stop()
	lived := c.chainOf(county)
	export := c.export(county)

	c.lose(county, 2)
	c.refused(county, export, "payment "+payment.Name+" names stars-000002, which it lacks")
	for _, younger := range []client.Object{payment, request} {
		if err := c.client.Delete(t.Context(), younger); err != nil {
			t.Fatal(err)
		}
	}
	c.funded(county, 4101)
	start(t, env.Config, controllers.Options{AsOf: day(storyEnds), Namespaces: c.namespaces})
	c.waitForEntries(2)
	c.checkpoint(county, &lived[2])
	c.waitFrozen(county, true)
	c.refused(county, export, "from entry stars-000002 on the cluster's chain went another way")
	c.audit(county)
}

// TestRestoreNeedsTheFreezeToTheEnd holds that an export which goes on after the checkpoint is not put back before the checkpoint
// is raised to its end, and that a gap is filled.
func TestRestoreNeedsTheFreezeToTheEnd(t *testing.T) {
	t.Parallel()
	c := newCity(t, "freeze", 49, 1)
	county := c.counties[0]
	c.ledger(county, "70000.00")
	c.funded(county, 4200)
	c.funded(county, 4201)
	first := start(t, env.Config, controllers.Options{AsOf: day(storyEnds), Namespaces: c.namespaces})
	c.waitForEntries(3)
	settle(t, c.client, c.namespaces...)
	first.Stop()
	lived := c.chainOf(county)
	export := c.export(county)
	c.checkpoint(county, &lived[1])
	c.lose(county, 2)
	c.refused(county, export, "raise spec.checkpoint of its record to {sequence: 3")
	c.checkpoint(county, &lived[2])
	if code, _, err := c.restore(county, export, "--yes"); code != cli.ExitDone {
		t.Fatalf("it ended with %d and said\n%s", code, err)
	}

	if err := c.client.Delete(t.Context(), &c.chainOf(county)[1]); err != nil {
		t.Fatal(err)
	}
	if code, _, err := c.plugin("ledger", "export", "stars", "-n", county); code != cli.ExitFailed || !strings.Contains(err, "stars-000002") {
		t.Errorf("a chain with a gap is exported (%d): %s", code, err)
	}
	if code, out, err := c.restore(county, export, "--yes"); code != cli.ExitDone || out != "fundingdisbursement.lianxing.dev/stars-000002 created\n" {
		t.Errorf("it ended with %d, printed %q and said\n%s", code, out, err)
	}
	c.sameStart(county, digests(t, lived))
	if entries := c.audit(county); entries != 3 {
		t.Errorf("%d entries, want 3", entries)
	}
}

// TestHoleBehindTheHead loses one order from the middle of a chain, where no look at its head sees it. A manager that starts over
// that chain may not take the money for unpaid; with the export back it goes on.
func TestHoleBehindTheHead(t *testing.T) {
	t.Parallel()
	c := newCity(t, "hole", 50, 1)
	county := c.counties[0]
	c.ledger(county, "80000.00")
	for i := range 4 {
		c.funded(county, 4300+i)
	}
	first := start(t, env.Config, controllers.Options{AsOf: day(storyEnds), Namespaces: c.namespaces})
	c.waitForEntries(5)
	for i := range 3 {
		c.order(&c.chainOf(county)[1+i], "2025-07-01")
	}
	c.waitForEntries(8)
	first.Stop()
	lived := c.chainOf(county)
	export, before := c.export(county), digests(t, lived)
	if err := c.client.Delete(t.Context(), &lived[5]); err != nil {
		t.Fatal(err)
	}
	c.pay(county, lived[1].Name, before[1], paid{2, "20000.00", "2025-07-02", "", "", 0})
	second := start(t, env.Config, controllers.Options{AsOf: day(storyEnds), Namespaces: c.namespaces})
	settle(t, c.client, c.namespaces...)
	second.Stop()
	record := &v1alpha1.Ledger{}
	if err := c.client.Get(t.Context(), records.Key{Namespace: county, Name: "stars"}, record); err != nil {
		t.Fatal(err)
	}
	if stalled := apimeta.FindStatusCondition(record.Status.Conditions, v1alpha1.ConditionStalled); stalled == nil ||
		stalled.Reason != v1alpha1.ReasonChainBroken || !strings.Contains(stalled.Message, "stars-000006") {
		t.Errorf("the ledger says %+v", stalled)
	}
	if entries := len(c.chainOf(county)); entries != 7 {
		t.Fatalf("%d entries in a chain with a hole, want the 7 that were left", entries)
	}
	if code, out, err := c.restore(county, export, "--yes"); code != cli.ExitDone || out != "fundingdisbursement.lianxing.dev/stars-000006 created\n" {
		t.Errorf("it ended with %d, printed %q and said\n%s", code, out, err)
	}
	start(t, env.Config, controllers.Options{AsOf: day(storyEnds), Namespaces: c.namespaces})
	settle(t, c.client, c.namespaces...)
	c.sameStart(county, before)
	if entries := c.audit(county); entries != 8 {
		t.Errorf("%d entries, want the eight of before: the second payment is more than the balance", entries)
	}
}
