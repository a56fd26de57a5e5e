package register

import (
	"strconv"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// later keeps the earlier of two dates after today.
func (w *writer) later(next *calendar.Date, dates ...calendar.Date) {
	for _, date := range dates {
		if date > w.options.AsOf && (*next == 0 || date < *next) {
			*next = date
		}
	}
}

func date(text v1alpha1.Date) calendar.Date {
	parsed, err := calendar.Parse(string(text))
	if err != nil {
		return 0
	}
	return parsed
}

// open opens a chain; where it is broken the result is stalled.
func (w *writer) open(key records.Key, result *evaluation.Result) *ledger.Chain {
	chain, err := ledger.Open(w.view, key, 0)
	if err != nil {
		result.Stalled = chainBroken(err)
		return nil
	}
	return chain
}

func (w *writer) ledger(record *v1alpha1.Ledger) calendar.Date {
	key := records.KeyOf(record)
	status := v1alpha1.LedgerStatus{RecordStatus: kept(record.Status.RecordStatus)}
	var result evaluation.Result
	if chain := w.open(key, &result); chain != nil {
		status.Entries = chain.Sequence()
		if chain.Sequence() > 0 {
			status.Head = chain.HeadDigest()
		}
		through, fault := w.options.Books.of(key).verify(chain, FundsReturn(w.view, key))
		status.VerifiedThrough = through
		if frozen := w.frozen(chain, fault); frozen != nil {
			result.Stalled = &evaluation.Outcome{Status: metav1.ConditionTrue, Reason: frozen.Reason, Message: frozenMessage(frozen)}
		}
	}
	if result.Stalled != nil {
		status.Frozen = short(result.Stalled.Message.Text(w.options.Language))
	}
	next := w.conclude(record, &status.RecordStatus, result)
	record.Status = status
	return next
}

// frozen says why nothing is entered into a chain: a fault in it, a checkpoint that it lacks, a payment that names another entry.
func (w *writer) frozen(chain *ledger.Chain, fault *ledger.Fault) *ledger.Frozen {
	if fault != nil {
		return &ledger.Frozen{Reason: v1alpha1.ReasonChainBroken, Entry: fault.Entry, Problem: fault.Error()}
	}
	source := Source(chain, w.options.AsOf)
	source.Budgets = nil
	return ledger.NewWalker(chain, source).Next().Frozen
}

// chainBroken stalls a record whose chain can't be read.
func chainBroken(err error) *evaluation.Outcome {
	return &evaluation.Outcome{Status: metav1.ConditionTrue, Reason: v1alpha1.ReasonChainBroken, Message: messages.New("Any/ChainBroken", "problem", err.Error())}
}

// FundsReturn says of the budgets of a ledger, by their year, whether money that comes back may be granted again (F-10).
func FundsReturn(view records.View, key records.Key) func(year int32) bool {
	return func(year int32) bool {
		budget, ok := records.Get[*v1alpha1.Budget](view, records.Key{Namespace: key.Namespace, Name: ledger.BudgetName(key.Name, year)})
		return ok && budget.Spec.RecoveredFundsReturn
	}
}

func frozenMessage(frozen *ledger.Frozen) messages.Message {
	switch {
	case frozen.Reason == v1alpha1.ReasonChainBroken:
		return messages.New("Ledger/ChainBroken", "entry", frozen.Entry, "problem", frozen.Problem)
	case frozen.Payment.Name != "":
		return messages.New("Ledger/LedgerBehind/Payment", "payment", frozen.Payment.String(), "entry", frozen.Entry,
			"want", string(frozen.Want), "have", string(frozen.Have))
	}
	return messages.New("Ledger/LedgerBehind", "sequence", strconv.FormatInt(frozen.Sequence, 10), "entry", frozen.Entry,
		"want", string(frozen.Want), "have", string(frozen.Have))
}

// short cuts a text to what the field takes, between two characters.
func short(text string) string {
	const most = 500
	letters := []rune(text)
	if len(letters) <= most {
		return text
	}
	return string(letters[:most-1]) + "…"
}

func (w *writer) budget(record *v1alpha1.Budget) calendar.Date {
	key := records.Key{Namespace: record.Namespace, Name: record.Spec.LedgerRef.Name}
	status := v1alpha1.BudgetStatus{RecordStatus: kept(record.Status.RecordStatus)}
	var result evaluation.Result
	if _, ok := records.Get[*v1alpha1.Ledger](w.view, key); !ok {
		result.Stalled = &evaluation.Outcome{Status: metav1.ConditionTrue, Reason: v1alpha1.ReasonReferenceMissing,
			Message: messages.New("Any/ReferenceMissing", "path", "spec.ledgerRef", "kind", string(records.Ledger), "record", key.String())}
	} else if chain := w.open(key, &result); chain != nil {
		w.stand(&status, &result, chain, record.Spec.Year)
	}
	for _, appropriation := range record.Spec.Appropriations {
		w.later(&result.Next, date(appropriation.On).AddDays(1))
	}
	next := w.conclude(record, &status.RecordStatus, result)
	record.Status = status
	return next
}

// stand tells where a budget stands by its chain, and who waits for it.
func (w *writer) stand(status *v1alpha1.BudgetStatus, result *evaluation.Result, chain *ledger.Chain, year int32) {
	stand, err := chain.Budget(year)
	if err != nil {
		result.Stalled = chainBroken(err)
		return
	}
	sums := w.options.Books.of(chain.Ledger()).sums(chain, year)
	status.Total, status.Committed = v1alpha1.Yuan(stand.Total.String()), v1alpha1.Yuan(stand.Committed.String())
	status.Available = v1alpha1.Yuan(stand.Available().String())
	status.Paid, status.Recovered = v1alpha1.Yuan(sums.Paid.String()), v1alpha1.Yuan(sums.Recovered.String())
	w.later(&result.Next, w.pass.QueueMoves(chain.Ledger()))
	var waiting v1alpha1.Waiting
	var asked money.Fen
	for _, wait := range w.pass.Waits(chain.Ledger()) {
		if wait.Lowers || wait.Year != year {
			continue // it is not this budget's, and its entry would not bring this budget up again
		}
		w.later(&result.Next, wait.Until)
		if wait.Reason == v1alpha1.ReasonPendingBudget {
			waiting.Claims++
			asked += wait.Asked
		}
	}
	if waiting.Claims > 0 {
		waiting.Amount = v1alpha1.Yuan(asked.String())
		status.Waiting = &waiting
	}
}

func (w *writer) entry(record *v1alpha1.FundingDisbursement) calendar.Date {
	key := records.Key{Namespace: record.Namespace, Name: record.Spec.LedgerRef.Name}
	status := v1alpha1.FundingDisbursementStatus{RecordStatus: kept(record.Status.RecordStatus)}
	var result evaluation.Result
	if named, err := ledger.Digest(record); err == nil {
		status.Digest = named
	}
	if chain := w.open(key, &result); chain != nil {
		w.entryFacts(record, &status, &result, chain)
	}
	for _, payment := range records.Find[*v1alpha1.Payment](w.view, records.PaymentsByEntry, records.KeyOf(record).String()) {
		w.later(&result.Next, paymentDates(payment)...)
	}
	next := w.conclude(record, &status.RecordStatus, result)
	record.Status = status
	return next
}

func (w *writer) entryFacts(record *v1alpha1.FundingDisbursement, status *v1alpha1.FundingDisbursementStatus, result *evaluation.Result, chain *ledger.Chain) {
	facts, err := ledger.EntryState(chain, record, w.options.AsOf, w.pass.Asks(chain.Ledger()))
	if err != nil {
		result.Stalled = chainBroken(err)
		return
	}
	if facts.Reason != v1alpha1.ReasonRecorded { // of what neither grants nor recovers nothing can be ordered or recovered
		status.Balance = v1alpha1.SignedYuan(facts.Balance.String())
	}
	w.later(&result.Next, facts.Until)
	if due, moves, err := w.pass.RecoveryDue(record); err == nil && !facts.Settled {
		status.DueOn = v1alpha1.Date(due.String())
		w.later(&result.Next, moves)
	}
	says := evaluation.Outcome{Status: metav1.ConditionUnknown, Reason: facts.Reason,
		Message: messages.New("FundingDisbursement/"+facts.Reason, "balance", facts.Balance.String(), "payment", facts.Payment.Name)}
	if facts.Settled {
		says.Status = metav1.ConditionTrue
	}
	result.Outcome = &says
}

func paymentDates(payment *v1alpha1.Payment) []calendar.Date {
	dates := []calendar.Date{date(payment.Spec.OrderedOn), date(payment.Spec.PaidOn)}
	if payment.Spec.Returned != nil {
		dates = append(dates, date(payment.Spec.Returned.On))
	}
	return dates
}

// bookedStatus is what the condition of a payment says, by its reason; Unknown where there is no row.
var bookedStatus = map[string]metav1.ConditionStatus{
	v1alpha1.ReasonBooked:     metav1.ConditionTrue,
	v1alpha1.ReasonReturned:   metav1.ConditionTrue,
	v1alpha1.ReasonRefused:    metav1.ConditionFalse,
	v1alpha1.ReasonUnexpected: metav1.ConditionFalse,
	v1alpha1.ReasonExcess:     metav1.ConditionFalse,
	v1alpha1.ReasonWrongEntry: metav1.ConditionFalse,
	v1alpha1.ReasonSameSigner: metav1.ConditionFalse,
}

func (w *writer) payment(record *v1alpha1.Payment) calendar.Date {
	status := v1alpha1.PaymentStatus{RecordStatus: kept(record.Status.RecordStatus)}
	var result evaluation.Result
	ordered := date(record.Spec.OrderedOn)
	key := records.LedgerOfEntryName(records.Key{Namespace: record.Namespace, Name: record.Spec.DisbursementRef.Name})
	if ordered > w.options.AsOf {
		result.Outcome = &evaluation.Outcome{Status: metav1.ConditionUnknown, Reason: v1alpha1.ReasonNotYet, Message: messages.New("Any/NotYet", "date", ordered.String())}
	} else if chain := w.open(key, &result); chain != nil {
		w.paymentState(record, &status, &result, chain)
	}
	w.later(&result.Next, append(paymentDates(record), ordered.AddDays(1))...)
	next := w.conclude(record, &status.RecordStatus, result)
	record.Status = status
	return next
}

func (w *writer) paymentState(record *v1alpha1.Payment, status *v1alpha1.PaymentStatus, result *evaluation.Result, chain *ledger.Chain) {
	state, err := ledger.JudgePayment(chain, record, w.options.AsOf, w.pass.Asks(chain.Ledger()))
	if err != nil {
		result.Stalled = chainBroken(err)
		return
	}
	status.Entry = state.Entry
	id := "Payment/" + state.Reason
	if state.Reason == v1alpha1.ReasonRequested && state.Detail != "" {
		id += "/Detail"
	}
	says := evaluation.Outcome{Status: metav1.ConditionUnknown, Reason: state.Reason, Message: messages.New(id,
		"ordered", string(record.Spec.OrderedOn), "entry", state.Entry, "on", state.On.String(), "detail", string(state.Detail),
		"asked", state.Asked.String(), "available", state.Available.String(), "other", state.Other.Name)}
	if state.Reason == v1alpha1.ReasonSameSigner {
		says.Message = w.pass.SaySameSigner(record)
	}
	if known, ok := bookedStatus[state.Reason]; ok {
		says.Status = known
	}
	result.Outcome = &says
	if state.Frozen || state.Reason == v1alpha1.ReasonUnexpected {
		result.Stalled = &evaluation.Outcome{Status: metav1.ConditionTrue, Reason: state.Reason, Message: says.Message}
	}
}
