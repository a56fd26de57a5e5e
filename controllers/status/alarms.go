package status

import (
	"sync"

	"github.com/prometheus/client_golang/prometheus"
	"sigs.k8s.io/controller-runtime/pkg/metrics"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// alarming are the reasons for which a person has to look, wherever a condition has them.
var alarming = map[string]bool{
	v1alpha1.ReasonEvidenceMissing: true, // a record that the chain names is not there
	v1alpha1.ReasonUnexpected:      true, // cash left without an order
	v1alpha1.ReasonExcess:          true, // more came back than was to be recovered
	v1alpha1.ReasonWrongEntry:      true, // a payment names another entry than the chain has
	v1alpha1.ReasonLedgerBehind:    true, // a chain lacks its checkpoint
	v1alpha1.ReasonChainBroken:     true, // a chain does not follow from itself
}

var alarmingRecords = prometheus.NewGaugeVec(prometheus.GaugeOpts{
	Name: "lianxing_alarming_records",
	Help: "Records that a person has to look at, by kind and reason: EvidenceMissing, Unexpected, Excess, WrongEntry, LedgerBehind, ChainBroken.",
}, []string{"kind", "reason"})

func init() {
	metrics.Registry.MustRegister(alarmingRecords)
}

// alarms counts the records of one kind that a person has to look at. Only those are kept.
type alarms struct {
	mu      sync.Mutex
	reasons map[records.Key]string
}

// judged takes note of what a record says now.
func (a *alarms) judged(kind records.Kind, object records.Object) {
	reason := ""
	for _, condition := range register.Conditions(object) {
		if alarming[condition.Reason] {
			reason = condition.Reason
		}
	}
	a.set(kind, records.KeyOf(object), reason)
}

// gone takes note that a record was deleted.
func (a *alarms) gone(kind records.Kind, key records.Key) { a.set(kind, key, "") }

func (a *alarms) set(kind records.Kind, key records.Key, reason string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	before := a.reasons[key]
	if before == reason {
		return
	}
	if before != "" {
		alarmingRecords.WithLabelValues(string(kind), before).Dec()
		delete(a.reasons, key)
	}
	if reason != "" {
		if a.reasons == nil {
			a.reasons = map[records.Key]string{}
		}
		a.reasons[key] = reason
		alarmingRecords.WithLabelValues(string(kind), reason).Inc()
	}
}
