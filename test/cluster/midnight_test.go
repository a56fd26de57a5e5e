package cluster_test

import (
	"fmt"
	"testing"
	"time"

	eventsv1 "k8s.io/api/events/v1"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"sigs.k8s.io/controller-runtime/pkg/metrics"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// TestMidnightPasses runs a manager whose clock stands just before the day after a public notice: the star comes when the day does,
// though no record changes, and an event tells of it. That clock is far from the API server's, so nothing is entered into a ledger.
// A metric says that cash left without an order.
func TestMidnightPasses(t *testing.T) {
	t.Parallel()
	c := newCity(t, "watch", 48, 1)
	county := c.counties[0]
	c.ledger(county, "70000.00")
	alliance := c.alliance(county, 9100)
	application := c.application(alliance)
	c.decide(application)
	c.paidWithoutOrder(county)

	const before = 4 * time.Second
	midnight := day("2025-05-21").Start()
	var started time.Time
	now := func() time.Time {
		if started.IsZero() {
			return midnight.Add(-before)
		}
		return midnight.Add(-before + time.Since(started))
	}
	alarming := metric(t, "lianxing_alarming_records", "Unexpected")
	started = time.Now()
	start(t, c.env.Config, controllers.Options{Now: now, Namespaces: c.namespaces})
	c.awaitReason(application, v1alpha1.ReasonOnNotice)
	c.awaitReason(application, v1alpha1.ReasonAwarded)
	if early := now(); early.Before(midnight) {
		t.Errorf("awarded at %s, before the day began", early)
	}
	c.awaitEvent(application)
	settle(t, c.client, c.namespaces...)
	if entries := c.chainOf(county); len(entries) > 0 {
		t.Errorf("%d entries by a clock that is off by more than a year", len(entries))
	}
	if more := metric(t, "lianxing_alarming_records", "Unexpected") - alarming; more != 1 {
		t.Errorf("%v more records are unexpected, want 1", more)
	}
}

// paidWithoutOrder files a payment that was carried out though no ledger has its order.
func (c *city) paidWithoutOrder(county string) {
	c.t.Helper()
	payment := &v1alpha1.Payment{Spec: v1alpha1.PaymentSpec{
		DisbursementRef: v1alpha1.DisbursementRef{Name: "stars-000009", Digest: v1alpha1.Digest(fmt.Sprintf("sha256:%064d", 1))},
		Amount:          "1.00", OrderedOn: "2025-04-01", OrderedBy: "finance-orders", PaidOn: "2025-04-02", BookedBy: "finance-books", Voucher: "1",
	}}
	payment.Namespace, payment.Name = county, "stars-000009-1"
	c.create(payment)
}

// awaitReason waits until an application's outcome has a reason.
func (c *city) awaitReason(application *v1alpha1.StarApplication, reason string) {
	c.t.Helper()
	found, says := &v1alpha1.StarApplication{}, ""
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		if err := c.client.Get(c.t.Context(), records.KeyOf(application), found); err != nil {
			c.t.Fatal(err)
		}
		if outcome := apimeta.FindStatusCondition(found.Status.Conditions, v1alpha1.ConditionAwarded); outcome != nil {
			if says = outcome.Reason; says == reason {
				return
			}
		}
	}
	c.t.Fatalf("%s is %q, want %s", application.Name, says, reason)
}

// awaitEvent waits until an event tells of the star, once.
func (c *city) awaitEvent(application *v1alpha1.StarApplication) {
	c.t.Helper()
	reader, err := kubernetes.NewForConfig(c.env.Config)
	if err != nil {
		c.t.Fatal(err)
	}
	var told []eventsv1.Event
	for deadline := time.Now().Add(patience); len(told) == 0 && time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		list, err := reader.EventsV1().Events(application.Namespace).List(c.t.Context(), metav1.ListOptions{})
		if err != nil {
			c.t.Fatal(err)
		}
		for _, event := range list.Items {
			if event.Regarding.Name == application.Name && event.Reason == v1alpha1.ReasonAwarded {
				told = append(told, event)
			}
		}
	}
	if len(told) != 1 || told[0].Type != "Normal" || told[0].Action != v1alpha1.ConditionAwarded || told[0].Note == "" {
		c.t.Errorf("the events that tell of the star: %+v", told)
	}
}

// metric reads a gauge of this process, summed over what has a label of some value.
func metric(t *testing.T, name, label string) (sum float64) {
	t.Helper()
	families, err := metrics.Registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, family := range families {
		if family.GetName() != name {
			continue
		}
		for _, of := range family.GetMetric() {
			has := false
			for _, pair := range of.GetLabel() {
				has = has || pair.GetValue() == label
			}
			if has {
				sum += of.GetGauge().GetValue()
			}
		}
	}
	return sum
}
