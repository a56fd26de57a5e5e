package status

import (
	"time"

	"github.com/lianxing-dev/lianxing/internal/records"
)

// The least time between two looks at a record of which many others are part.
const (
	perLedger = 500 * time.Millisecond
	perRound  = time.Second
	perPlan   = 1500 * time.Millisecond
)

// pace is how long changes are gathered before a record is looked at again. A kind without a row is looked at once. Rounds, action plans, budgets,
// ledgers and brands sum up what may be thousands of records, which change together when a batch is applied. Requests and payments are
// most often entered by their ledger a moment later: until then there is nothing to say that is worth a write.
var pace = map[records.Kind]time.Duration{
	records.ActivityProgram: perRound,
	records.EvaluationRound: perRound,
	records.ActionPlan:      perPlan,
	records.ActivityReport:  perLedger,
	records.Budget:          perLedger,
	records.Ledger:          perLedger,
	records.AwardRequest:    perLedger,
	records.Payment:         perLedger,
	records.Brand:           perLedger,
	queueOf:                 perLedger,
}
