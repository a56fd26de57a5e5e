package cluster_test

import (
	"encoding/json"
	"testing"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// TestANamespaceBecomesADivision takes the division from a county's namespace under a manager at work, and gives it back: every record of
// the county is looked at again, those too on which no other record bears.
func TestANamespaceBecomesADivision(t *testing.T) {
	t.Parallel()
	c := newCity(t, "labelled", 61, 1)
	county := c.counties[0]
	c.ledger(county, "70000.00")
	c.funded(county, 0)
	alone := c.alliance(county, 1)
	start(t, c.env.Config, controllers.Options{AsOf: day(storyEnds), Namespaces: c.namespaces})
	settle(t, c.client, c.namespaces...)
	c.holds()

	c.label(county, nil)
	settle(t, c.client, c.namespaces...)
	if why := c.stalled(alone); why != v1alpha1.ReasonDivisionMissing {
		t.Errorf("without a division the alliance that nobody names is stalled by %q, want %s", why, v1alpha1.ReasonDivisionMissing)
	}

	c.label(county, "336101")
	settle(t, c.client, c.namespaces...)
	if why := c.stalled(alone); why != "" {
		t.Errorf("with a division it is stalled by %q", why)
	}
	c.holds()
}

// label gives a namespace the code of a division, or takes it away.
func (c *city) label(namespace string, code any) {
	c.t.Helper()
	patch, err := json.Marshal(map[string]any{"metadata": map[string]any{"labels": map[string]any{"lianxing.dev/division": code}}})
	if err != nil {
		c.t.Fatal(err)
	}
	object := &corev1.Namespace{}
	object.Name = namespace
	if err := c.client.Patch(c.t.Context(), object, client.RawPatch(types.MergePatchType, patch)); err != nil {
		c.t.Fatal(err)
	}
}

// stalled is why a record is stalled, as the API server has it; "" where it is not.
func (c *city) stalled(object *v1alpha1.Alliance) string {
	c.t.Helper()
	found := &v1alpha1.Alliance{}
	if err := c.client.Get(c.t.Context(), client.ObjectKeyFromObject(object), found); err != nil {
		c.t.Fatal(err)
	}
	for _, condition := range register.Conditions(found) {
		if condition.Type == v1alpha1.ConditionStalled {
			return condition.Reason
		}
	}
	return ""
}
