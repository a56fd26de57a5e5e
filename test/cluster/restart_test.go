package cluster_test

import (
	"encoding/json"
	"testing"
	"time"

	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/metrics"

	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/hack/demo/settled"
	"github.com/lianxing-dev/lianxing/internal/testenv"
	"github.com/lianxing-dev/lianxing/test/expected"
)

// TestRestartIsSilent restarts a manager over the samples once they have settled: it looks at every record and writes nothing
// but the lease by which it leads.
func TestRestartIsSilent(t *testing.T) {
	cluster := newSamples(t, expected.Base)
	first := start(t, cluster.config, controllers.Options{AsOf: day("2026-12-31")})
	settle(t, cluster.client)
	first.stop()
	before1 := snapshotAll(t, cluster.client)

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
	diffAll(t, before1, snapshotAll(t, cluster.client))
	if writes := counts.Writes("leases"); writes != 0 {
		t.Errorf("%d writes besides leases, want none:\n%s", writes, counts)
	}
	if leases := counts.Of("create", "leases").Accepted + counts.Of("update", "leases").Accepted; leases == 0 {
		t.Errorf("not even a lease was written, so this counts nothing:\n%s", counts)
	}
	t.Logf("%d records, %d reconciles, requests:\n%s", all, reconciles(t)-before, counts)
	second.stop()
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

func snapshotAll(t *testing.T, reader client.Reader) map[string]string {
	all, err := settled.Records(t.Context(), reader)
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]string{}
	for _, r := range all {
		raw, _ := json.MarshalIndent(r.Object["status"], "", " ")
		m[r.GetKind()+" "+r.GetNamespace()+"/"+r.GetName()] = r.GetResourceVersion() + string(raw)
	}
	return m
}

func diffAll(t *testing.T, a, b map[string]string) {
	for k, v := range a {
		if b[k] != v {
			t.Logf("%s\nBEFORE %s\nAFTER %s", k, v, b[k])
		}
	}
}
