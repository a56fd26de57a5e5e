package cluster_test

import (
	"fmt"
	"testing"
	"time"

	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/metrics"

	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/hack/demo/settled"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/testenv"
	"github.com/lianxing-dev/lianxing/test/expected"
)

// TestRestartIsSilent restarts a manager over the samples once they have settled: it looks at every record and writes nothing
// but the lease by which it leads. What kubectl shows of them is what README shows. It runs before the tests that run side by side,
// since reconciles are counted for the process.
func TestRestartIsSilent(t *testing.T) {
	cluster := newSamples(t, expected.Base)
	first := start(t, cluster.config, controllers.Options{AsOf: day("2026-12-31")})
	settle(t, cluster.client)
	first.Stop()
	written := statuses(t, cluster.client)
	cluster.compareChains(t, "2026-12-31")
	readme(t, cluster.server)

	to, traffic := testenv.CountWrites(cluster.config)
	before := reconciles(t)
	second := start(t, to, controllers.Options{AsOf: day("2026-12-31"), LeaderElection: true, LeaderElectionNamespace: "default"})
	all := countRecords(t, cluster.client)
	for deadline := time.Now().Add(patience); reconciles(t)-before <= all; time.Sleep(100 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d reconciles after %v, want more than the %d records", reconciles(t)-before, patience, all)
		}
	}
	settle(t, cluster.client)
	counts := traffic.Snapshot()
	unchanged(t, written, statuses(t, cluster.client))
	if writes := counts.Writes("leases"); writes != 0 {
		t.Errorf("%d writes besides leases, want none:\n%s", writes, counts)
	}
	if leases := counts.Of("create", "leases").Accepted + counts.Of("update", "leases").Accepted; leases == 0 {
		t.Errorf("not even a lease was written, so this counts nothing:\n%s", counts)
	}
	t.Logf("%d records, %d reconciles, requests:\n%s", all, reconciles(t)-before, counts)
	second.Stop()
}

// reconciles is how often any controller of this process looked at something.
func reconciles(t *testing.T) int {
	t.Helper()
	families, err := metrics.Registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, family := range families {
		if family.GetName() != "controller_runtime_reconcile_total" {
			continue
		}
		for _, metric := range family.GetMetric() {
			total += int(metric.GetCounter().GetValue())
		}
	}
	return total
}

func countRecords(t *testing.T, reader client.Reader) int {
	t.Helper()
	all, err := settled.Records(t.Context(), reader)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 100 {
		t.Fatalf("only %d records: these are not the samples", len(all))
	}
	return len(all)
}

// statuses are the versions and statuses of all records, by what names them.
func statuses(t *testing.T, reader client.Reader) map[string]string {
	t.Helper()
	all, err := settled.Records(t.Context(), reader)
	if err != nil {
		t.Fatal(err)
	}
	found := make(map[string]string, len(all))
	for _, record := range all {
		found[record.GetKind()+" "+records.KeyOf(&record).String()] = fmt.Sprintf("%s %v", record.GetResourceVersion(), record.Object["status"])
	}
	return found
}

// unchanged holds that nobody wrote to any record, and names those that somebody wrote to.
func unchanged(t *testing.T, before, after map[string]string) {
	t.Helper()
	for name, status := range after {
		if before[name] != status {
			t.Errorf("%s was %s and is %s", name, before[name], status)
		}
	}
}
