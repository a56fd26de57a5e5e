package register

import "github.com/lianxing-dev/lianxing/internal/records"

// actionPlans are all action plans: they count alliances, stars, initiatives and entries of every division that they cover. They are few, and looked at
// with a pace. What a budget or a payment brings about is an entry, and counted then.
func (a *affected) actionPlans(changed records.Object) {
	switch records.KindOf(changed) {
	case records.Budget, records.Payment:
	default:
		a.all(records.ActionPlan, a.view.List(records.ActionPlan))
	}
}
