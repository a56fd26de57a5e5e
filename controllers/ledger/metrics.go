package ledger

import (
	"github.com/prometheus/client_golang/prometheus"
	"sigs.k8s.io/controller-runtime/pkg/metrics"

	"github.com/lianxing-dev/lianxing/internal/records"
)

// Counts of what happens to the chains. A manager that does not lead counts nothing.
var (
	entries = prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "lianxing_ledger_entries_total",
		Help: "Entries that this manager appended, by ledger and type.",
	}, []string{"namespace", "ledger", "type"})
	conflicts = prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "lianxing_ledger_conflicts_total",
		Help: "Entries that were there already when this manager tried to append its own: a lost answer, or another manager.",
	}, []string{"namespace", "ledger"})
	frozen = prometheus.NewGaugeVec(prometheus.GaugeOpts{
		Name: "lianxing_ledger_frozen",
		Help: "1 while nothing is entered into a ledger until a person acts, by reason.",
	}, []string{"namespace", "ledger", "reason"})
	verified = prometheus.NewGaugeVec(prometheus.GaugeOpts{
		Name: "lianxing_ledger_verified_through",
		Help: "Sequence up to which this manager checked the numbers, digests and bounds of a chain since it started.",
	}, []string{"namespace", "ledger"})
	skewSeconds = prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "lianxing_clock_skew_seconds",
		Help: "How far the manager's wall clock is ahead of the API server's when it last wanted to append; beyond 300 either way nothing is appended.",
	})
)

func init() {
	metrics.Registry.MustRegister(entries, conflicts, frozen, verified, skewSeconds)
}

// reportFrozen shows the reason for which a ledger is frozen, and no other; none where the reason is empty.
func reportFrozen(ledger records.Key, reason string) {
	frozen.DeletePartialMatch(prometheus.Labels{"namespace": ledger.Namespace, "ledger": ledger.Name})
	if reason != "" {
		frozen.WithLabelValues(ledger.Namespace, ledger.Name, reason).Set(1)
	}
}
