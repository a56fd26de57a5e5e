package evaluation_test

import (
	"strings"
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/records"
)

func wantText(t *testing.T, outcome *evaluation.Outcome, zh, en string) {
	t.Helper()
	if outcome == nil {
		t.Errorf("nothing is said, want %q", en)
		return
	}
	for language, want := range map[string]string{"zh": zh, "en": en} {
		if got := outcome.Message.Text(language); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// Who reads that something is missing or stalled is told in which field of whose record.
func TestWhoseFieldIsToBePutRight(t *testing.T) {
	t.Run("the ledger of a program", func(t *testing.T) {
		c := planned()
		c.drop(get[*v1alpha1.Ledger](c.world, "shaoxing", "activities"))
		wantText(t, c.at("2025-12-31").ActivityReport(pruning).Result.Stalled,
			"活动年度 shaoxing/2025 的 spec.ledgerRef 所指的台账 shaoxing/activities 不存在:请先登记它,或改正引用。",
			"spec.ledgerRef of the ActivityProgram shaoxing/2025 names the Ledger shaoxing/activities, which is not there: declare it, or put the reference right.")
	})
	t.Run("the ledger of a round", func(t *testing.T) {
		c := awarded()
		c.drop(get[*v1alpha1.Ledger](c.world, "shaoxing", "stars"))
		wantText(t, c.at("2025-12-31").Grant(torreya4).Result.Stalled,
			"评价轮次 shaoxing/2025 的 spec.ratings.award.ledgerRef 所指的台账 shaoxing/stars 不存在:请先登记它,或改正引用。",
			"spec.ratings.award.ledgerRef of the EvaluationRound shaoxing/2025 names the Ledger shaoxing/stars, which is not there: declare it, or put the reference right.")
	})
	t.Run("the program of a plan", func(t *testing.T) {
		c := planned()
		c.drop(c.program)
		zh, en := "须先改正活动计划 shaoxing/tea-pruning。spec.programRef 所指的活动年度 shaoxing/2025 不存在:请先登记它,或改正引用。",
			"The ActivityPlan shaoxing/tea-pruning has to be put right first. "+
				"spec.programRef names the ActivityProgram shaoxing/2025, which is not there: declare it, or put the reference right."
		pass := c.at("2025-12-31")
		review := pass.Review(records.KeyOf(c.reviews["Leadership"]))
		wantText(t, review.Stalled, zh, en)
		wantText(t, pass.ActivityReport(pruning).Result.Stalled, zh, en)
	})
}

// A report that came after its last day says of which year a calendar is missing: of the last day, 11 January 2026.
func TestMissingCalendarOfAReport(t *testing.T) {
	c := planned()
	c.drop(get[*v1alpha1.WorkCalendar](c.world, "", "2026"))
	c.plan.Spec.Activity.StartsOn, c.plan.Spec.Activity.EndsOn = "2025-12-10", "2025-12-12"
	c.report.Spec.HeldOn, c.report.Spec.ReportedOn = []v1alpha1.Date{"2025-12-11"}, "2026-01-12"
	judged := c.at("2026-02-01").ActivityReport(pruning)
	wantOutcome(t, records.ActivityReport, judged.Result, "CalendarMissing")
	wantText(t, judged.Outcome, "报告日 2026-01-12 晚于 2026-01-11,是否顺延须看尚未登记的 2026 年工作日历:请按国务院办公厅通知登记 WorkCalendar 2026。",
		"Reported on 2026-01-12, after 2026-01-11; whether that day rolls on is for the work calendar of 2026, which is not declared: "+
			"declare WorkCalendar 2026 from the State Council's notice.")
}

// Who may not sign, order or book is told which account has what other duty, and of which stage where the duty has one.
func TestSaysWhichDutyCollides(t *testing.T) {
	sign := func(by map[string]v1alpha1.Account, review string) *evaluation.Outcome {
		c, _ := fullActivity(by)
		judged := c.at("2025-12-31").Review(records.KeyOf(c.reviews[review]))
		return judged.Outcome
	}
	wantText(t, sign(map[string]v1alpha1.Account{planning: "one", agreeing: "one"}, "Secretariat"),
		"one 在同一事项中已提交了活动计划,职责不相容。", "one already filed the plan in this case: the two duties must lie with different accounts.")
	wantText(t, sign(map[string]v1alpha1.Account{agreeing: "one", accepting: "one"}, "Inspection"),
		"one 在同一事项中已签署了活动计划的环节(“Secretariat”),职责不相容。",
		"one already signed a stage of the plan in this case (Secretariat): the two duties must lie with different accounts.")
	for _, of := range []struct {
		by   map[string]v1alpha1.Account
		want string
	}{
		{map[string]v1alpha1.Account{planning: "one", ordering: "one"},
			"one already filed the plan in this case and may not order its payment: let another account file the next number."},
		{map[string]v1alpha1.Account{accepting: "one", ordering: "one"},
			"one already signed a stage of the acceptance in this case (Inspection) and may not order its payment: let another account file the next number."},
		{map[string]v1alpha1.Account{ordering: "one", booking: "one"},
			"one already ordered the payment in this case and may not book its payment: let another account book it by a payment that corrects this one."},
		{map[string]v1alpha1.Account{agreeing: "one", booking: "one"},
			"one already signed a stage of the plan in this case (Secretariat) and may not book its payment: let another account book it by a payment that corrects this one."},
	} {
		c, payment := fullActivity(of.by)
		if got := c.at("2025-12-31").SaySameSigner(payment).Text("en"); got != of.want {
			t.Errorf("%q, want %q", got, of.want)
		}
	}
}

// What waits for the end of a day waits for its ledger where that is frozen, however many days have ended.
func TestWaitsForAFrozenLedger(t *testing.T) {
	behind := func(c *planCase) {
		ledger := get[*v1alpha1.Ledger](c.world, "shaoxing", "activities")
		ledger.Spec.Checkpoint = v1alpha1.Checkpoint{Sequence: 9, Head: v1alpha1.Digest("sha256:" + strings.Repeat("0", 64))}
	}
	for _, of := range []struct {
		asOf   string
		change func(c *planCase)
		want   string
	}{
		{"2025-04-15", nil, "Complete on 2025-04-15; entered when its day is over, on 2025-04-16."},
		{"2025-04-16", nil, "Complete on 2025-04-15; about to be entered."},
		{"2025-04-15", behind, "Complete on 2025-04-15; the ledger shaoxing/activities is frozen (LedgerBehind) and enters nothing until that is put right, as its status says."},
		{"2025-12-31", behind, "Complete on 2025-04-15; the ledger shaoxing/activities is frozen (LedgerBehind) and enters nothing until that is put right, as its status says."},
		{"2025-12-31", func(c *planCase) { // a payment of an entry that the ledger has with another digest
			for _, entry := range records.List[*v1alpha1.FundingDisbursement](c.view()) {
				c.add(&v1alpha1.Payment{ObjectMeta: named("shaoxing", entry.GetName()+"-1"), Spec: v1alpha1.PaymentSpec{
					DisbursementRef: v1alpha1.DisbursementRef{Name: entry.GetName(), Digest: v1alpha1.Digest("sha256:" + strings.Repeat("0", 64))},
					Amount:          "1.00", OrderedOn: "2025-04-16", OrderedBy: "cashier",
				}})
			}
		}, "Complete on 2025-04-15; the ledger shaoxing/activities is frozen (LedgerBehind) and enters nothing until that is put right, as its status says."},
	} {
		c := planned()
		for _, entry := range listed(c.enteredActivities(t, "2025-04-14")) { // its appropriation
			c.add(entry)
		}
		if of.change != nil {
			of.change(c)
		}
		judged := c.at(of.asOf).ActivityReport(pruning)
		wantOutcome(t, records.ActivityReport, judged.Result, "AwaitingDayEnd")
		if got := judged.Result.Outcome.Message.Text("en"); got != of.want {
			t.Errorf("as of %s: %q, want %q", of.asOf, got, of.want)
		}
	}
}
