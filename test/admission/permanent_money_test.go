package admission

// opened is the status of a round whose window has opened.
var opened = changes{"status.opened": "true"}

const (
	frozenRound = "the window has opened: of a round only the panel may grow"
	frozenPanel = "the window has opened: panelists and ties stay as they are"
)

func roundChange(name string, holds, refused changes, message string) permanence {
	path := "spec"
	if message == frozenPanel {
		path = "spec.panel"
	}
	return permanence{name: name, kind: "EvaluationRound", status: opened, holds: holds, refused: refused, path: path, message: message}
}

var permanentRounds = []permanence{
	roundChange("the window of an opened round", changes{"spec.panel[2]": "{account: expert-3}"}, changes{"spec.window.closesOn": "2025-04-29"}, frozenRound),
	roundChange("the price of an opened round", changes{"spec.panel[1].ties[0]": "{allianceRef: {name: tea}}"},
		changes{"spec.ratings[1].award.amount": `"20000.01"`}, frozenRound),
	roundChange("the order of stages of an opened round", changes{"spec.panel[0].ties[2]": "{allianceRef: {name: tea}}"},
		changes{"spec.ratings[1].award.stages": "[{name: Leadership, authority: Municipal}, {name: Check, authority: Municipal}]"}, frozenRound),
	roundChange("the basis of an opened round", nil, changes{"spec.basis[0].title": "x"}, frozenRound),
	roundChange("the indicators of an opened round", nil, changes{"spec.indicators[0].title": absent}, frozenRound),
	roundChange("the recusal of an opened round", nil, changes{"spec.recusalYears": absent}, frozenRound),
	roundChange("the notice of an opened round", nil, changes{"spec.notice.workingDays": "6"}, frozenRound),
	roundChange("the objections of an opened round", nil, changes{"spec.objections.stages[1]": "{name: Decision}"}, frozenRound),
	roundChange("the validity of an opened round", nil, changes{"spec.validThrough": "2027-12-31"}, frozenRound),
	roundChange("the ladder of an opened round", nil, changes{"spec.requireLowerStar": "Deny"}, frozenRound),
	roundChange("the upgrade of an opened round", nil, changes{"spec.sameYearUpgrade": "Sum"}, frozenRound),
	roundChange("the repetition of an opened round", nil, changes{"spec.repeatAward": "FirstTimeOnly"}, frozenRound),
	roundChange("the revocation of an opened round", nil, changes{"spec.revocation": absent}, frozenRound),
	roundChange("the appeal of an opened round", nil, changes{"spec.revocation.barYears": "2"}, frozenRound),
	roundChange("a panelist of an opened round", nil, changes{"spec.panel[1]": absent}, frozenPanel),
	roundChange("the panel of an opened round", nil, changes{"spec.panel": absent}, frozenPanel),
	roundChange("a tie of an opened round", nil, changes{"spec.panel[0].ties[0].until": "2020-01-01"}, frozenPanel),
	roundChange("the ties of an opened round", nil, changes{"spec.panel[0].ties": absent}, frozenPanel),
	{
		name: "a round before its window", kind: "EvaluationRound", status: changes{"status.opened": "false"},
		holds: changes{
			"spec.window.closesOn": "2025-04-29", "spec.panel": absent, "spec.revocation": absent, "spec.ratings[1].award": absent,
		},
		refused: changes{"spec.year": "2024"},
		path:    "metadata", message: "the name of a round must be its year",
	},
}

var permanentMoney = []permanence{
	{
		name: "an entry", kind: "FundingDisbursement",
		holds:   changes{"metadata.labels": "{a: b}"},
		refused: changes{"spec.amount": `"29999.99"`},
		path:    "spec", message: "an entry of the ledger never changes",
	},
	{
		name: "an entry's claim", kind: "FundingDisbursement",
		holds:   changes{"metadata.labels": "{a: b}"},
		refused: changes{"spec.payee": absent},
		path:    "spec", message: "an entry of the ledger never changes",
	},
	{
		name: "the checkpoint of a ledger", kind: "Ledger",
		holds:   changes{"spec.checkpoint": "{sequence: 13, head: '" + anotherDigest + "'}"},
		refused: changes{"spec.checkpoint.sequence": "11"},
		path:    "spec.checkpoint", message: "the checkpoint moves forwards only",
	},
	{
		name: "the head of a checkpoint", kind: "Ledger",
		holds:   changes{"spec.checkpoint": "{sequence: 12, head: '" + emptyDigest + "'}"},
		refused: changes{"spec.checkpoint.head": anotherDigest},
		path:    "spec.checkpoint", message: "the checkpoint moves forwards only",
	},
	{
		name: "the source of a ledger", kind: "Ledger",
		holds:   changes{"metadata.labels": "{a: b}"},
		refused: changes{"spec.source": "CooperationFund"},
		path:    "spec.source", message: "source never changes",
	},
	{
		name: "appropriations", kind: "Budget",
		holds:   changes{"spec.appropriations[2]": `{"on": 2025-07-01, total: "1.00", documentNo: "3"}`},
		refused: changes{"spec.appropriations[1]": absent},
		path:    "spec", message: "appropriations only grow",
	},
	{
		name: "an appropriation", kind: "Budget",
		holds:   changes{"metadata.labels": "{a: b}"},
		refused: changes{"spec.appropriations[0].total": `"600000.01"`},
		path:    "spec", message: "appropriations only grow",
	},
	{
		name: "all appropriations", kind: "Budget",
		holds:   changes{"metadata.labels": "{a: b}"},
		refused: changes{"spec.appropriations": absent},
		path:    "spec", message: "appropriations only grow",
	},
	{
		name: "a budget without appropriations", kind: "Budget", stored: changes{"spec.appropriations": absent},
		holds:   changes{"spec.appropriations[0]": `{"on": 2025-07-01, total: "1.00", documentNo: "3"}`},
		refused: changes{"spec.filedBy": "somebody"},
		path:    "spec", message: "of a budget only appropriations may change",
	},
	{
		name: "what returns to a budget", kind: "Budget",
		holds:   changes{"spec.recoveredFundsReturn": "false"}, // as good as absent
		refused: changes{"spec.recoveredFundsReturn": "true"},
		path:    "spec", message: "of a budget only appropriations may change",
	},
	{
		name: "the order of a payment", kind: "Payment", stored: changes{"spec.returned": absent},
		holds:   changes{"spec.returned": `{"on": 2025-01-16, slip: "7"}`},
		refused: changes{"spec.amount": `"29999.99"`},
		path:    "spec", message: "entry, amount, orderedOn and orderedBy of a payment never change",
	},
	{
		name: "the day of a payment", kind: "Payment", stored: changes{"spec.corrects": absent},
		holds:   changes{"spec.corrects": "{name: stars-000007-1, reason: x}"},
		refused: changes{"spec.orderedOn": "2025-01-12"},
		path:    "spec", message: "entry, amount, orderedOn and orderedBy of a payment never change",
	},
	{
		name: "the booking of a payment", kind: "Payment",
		stored:  changes{"spec.voucher": absent, "spec.paidOn": absent, "spec.bookedBy": absent},
		holds:   changes{"spec.voucher": "'1'", "spec.paidOn": "2025-01-14", "spec.bookedBy": "b"},
		refused: changes{"spec.voucher": "'1'"},
		path:    "spec", message: "voucher, paidOn and bookedBy are set together",
	},
	{
		name: "the voucher of a payment", kind: "Payment",
		holds:   changes{"metadata.labels": "{a: b}"},
		refused: changes{"spec.voucher": "'43'"},
		path:    "spec", message: "a booking is set once and stays",
	},
	{
		name: "a booking is not taken back", kind: "Payment",
		holds:   changes{"metadata.labels": "{a: b}"},
		refused: changes{"spec.voucher": absent, "spec.paidOn": absent, "spec.bookedBy": absent},
		path:    "spec", message: "a booking is set once and stays",
	},
	{
		name: "the return of a payment", kind: "Payment",
		holds:   changes{"metadata.labels": "{a: b}"},
		refused: changes{"spec.returned": absent},
		path:    "spec", message: "returned is set once and stays",
	},
	{
		name: "the correction of a payment", kind: "Payment",
		holds:   changes{"metadata.labels": "{a: b}"},
		refused: changes{"spec.corrects.reason": "金额有误"},
		path:    "spec", message: "corrects is set once and stays",
	},
}
