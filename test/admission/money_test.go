package admission

import "slices"

// moneyRules are those of ledgers, budgets, entries and payments.
var moneyRules = slices.Concat(ledgerRules, entryRules, paymentRules)

const (
	nameOfEntry = "the name of an entry must be its ledger and its sequence in six digits"
	signOfEntry = "the sign of amount follows the type"
	aboutEntry  = "entry is for a Cancellation, Recovery, Order, Return or Receipt"
	claimEntry  = "every entry but an Appropriation names its claim"
	stepEntry   = "an Award, Activity, Cancellation, Recovery or Decision needs claimNet and claimAfter"
	pastNet     = "an entry that raises its claim leaves claimAfter at most at claimNet"
	earlier     = "entry names an earlier entry of the same ledger"
	tooEarly    = "day must not be before effectiveOn"
	onItsDay    = "an Order is entered on its own day or never"
	claimForm   = "a claim is an identity and a year, or a plan alone"
	claimOfType = "the claim of an Award is an identity and year, that of an Activity a plan"
	pastTotal   = "a grant can not leave committedAfter above totalAfter"
)

var ledgerRules = []rule{
	{
		name: "a checkpoint has a head", kind: "Ledger",
		holds:   changes{"spec.checkpoint": "{sequence: 0}"},
		refused: changes{"spec.checkpoint.head": absent},
		path:    "spec.checkpoint", message: "a sequence above 0 needs the head",
	},
	{
		name: "a new chain has no head", kind: "Ledger",
		holds:   changes{"spec.checkpoint.sequence": "1"},
		refused: changes{"spec.checkpoint.sequence": "0"},
		path:    "spec.checkpoint", message: "a sequence above 0 needs the head",
	},
	{
		name: "name of a ledger", kind: "Ledger",
		holds:   changes{"metadata.name": "activities"},
		refused: changes{"metadata.name": "stars.city"},
		path:    "metadata", message: "the name of a ledger has at most 40 characters",
	},
	{
		name: "name of a budget has its year", kind: "Budget",
		holds:   changes{"metadata.name": "stars-2024", "spec.year": "2024"},
		refused: changes{"spec.year": "2024"},
		path:    "metadata", message: "the name of a budget must be LINE-YEAR",
	},
	{
		name: "name of a budget has its line", kind: "Budget",
		holds:   changes{"metadata.name": "activities-2025", "spec.ledgerRef.name": "activities"},
		refused: changes{"spec.ledgerRef.name": "activities"},
		path:    "metadata", message: "the name of a budget must be LINE-YEAR",
	},
	{
		name: "a budget names a ledger", kind: "Budget",
		holds:   changes{"metadata.name": "stars-city-2025", "spec.ledgerRef.name": "stars-city"},
		refused: changes{"metadata.name": "stars.city-2025", "spec.ledgerRef.name": "stars.city"},
		path:    "spec.ledgerRef.name", message: "the name of a ledger has at most 40 characters",
	},
	{
		name: "dates of appropriations do not fall", kind: "Budget",
		holds:   changes{`spec.appropriations[1].on`: "2025-02-14"},
		refused: changes{`spec.appropriations[1].on`: "2025-02-13"},
		path:    "spec.appropriations", message: "the dates of appropriations must not fall",
	},
}

// An entry of each type that the API server accepts.
var (
	ofOrder        = changes{"spec.type": "Order", "spec.amount": `"-30000.00"`, "spec.entry": "stars-000006", "spec.claimNet": absent}
	ofReturn       = changes{"spec.type": "Return", "spec.entry": "stars-000006", "spec.claimNet": absent}
	ofReceipt      = changes{"spec.type": "Receipt", "spec.entry": "stars-000006", "spec.claimNet": absent}
	ofRecovery     = changes{"spec.type": "Recovery", "spec.amount": `"-30000.00"`, "spec.entry": "stars-000006"}
	ofCancellation = changes{"spec.type": "Cancellation", "spec.amount": `"-30000.00"`, "spec.entry": "stars-000006"}
	ofDecision     = changes{"spec.type": "Decision", "spec.amount": `"0.00"`}
	ofActivity     = changes{"spec.type": "Activity", "spec.claim": "{plan: {namespace: shaoxing, name: tea-pruning}}"}
	appropriation  = changes{"spec.type": "Appropriation", "spec.claim": absent, "spec.claimNet": absent, "spec.claimAfter": absent}
)

// also adds changes to those of a type.
func also(some ...changes) changes {
	all := changes{}
	for _, c := range some {
		for path, value := range c {
			all[path] = value
		}
	}
	return all
}

func entryRule(name string, holds, refused changes, path, message string) rule {
	return rule{name: name, kind: "FundingDisbursement", holds: holds, refused: refused, path: path, message: message}
}

var entryRules = []rule{
	entryRule("name of an entry", changes{"metadata.name": "stars-1000000", "spec.sequence": "1000000"},
		changes{"metadata.name": "stars-7"}, "metadata", nameOfEntry),
	entryRule("name of an entry has its number", changes{"metadata.name": "stars-123456", "spec.sequence": "123456"},
		changes{"metadata.name": "stars-000008"}, "metadata", nameOfEntry),
	entryRule("name of an entry has its ledger", changes{"metadata.name": "a-000007", "spec.ledgerRef.name": "a"},
		changes{"spec.ledgerRef.name": "a"}, "metadata", nameOfEntry),
	entryRule("an Award is above zero", changes{"spec.amount": `"0.01"`}, changes{"spec.amount": `"0.00"`}, "spec.amount", signOfEntry),
	entryRule("an Activity is above zero", ofActivity, also(ofActivity, changes{"spec.amount": `"-1.00"`}), "spec.amount", signOfEntry),
	entryRule("a Return is above zero", ofReturn, also(ofReturn, changes{"spec.amount": `"-1.00"`}), "spec.amount", signOfEntry),
	entryRule("a Receipt is above zero", ofReceipt, also(ofReceipt, changes{"spec.amount": `"0.00"`}), "spec.amount", signOfEntry),
	entryRule("an Order is below zero", ofOrder, also(ofOrder, changes{"spec.amount": `"1.00"`}), "spec.amount", signOfEntry),
	entryRule("a Recovery is below zero", ofRecovery, also(ofRecovery, changes{"spec.amount": `"0.00"`}), "spec.amount", signOfEntry),
	entryRule("a Decision is zero", ofDecision, also(ofDecision, changes{"spec.amount": `"0.01"`}), "spec.amount", signOfEntry),
	entryRule("a Cancellation is not zero", also(ofCancellation, changes{"spec.amount": `"1.00"`}),
		also(ofCancellation, changes{"spec.amount": `"0.00"`}), "spec.amount", signOfEntry),
	entryRule("an Order is about an entry", ofOrder, also(ofOrder, changes{"spec.entry": absent}), "spec", aboutEntry),
	entryRule("a Return is about an entry", ofReturn, also(ofReturn, changes{"spec.entry": `""`}), "spec", aboutEntry),
	entryRule("a Receipt is about an entry", ofReceipt, also(ofReceipt, changes{"spec.entry": absent}), "spec", aboutEntry),
	entryRule("a Recovery is about an entry", ofRecovery, also(ofRecovery, changes{"spec.entry": absent}), "spec", aboutEntry),
	entryRule("a Cancellation is about an entry", ofCancellation, also(ofCancellation, changes{"spec.entry": absent}), "spec", aboutEntry),
	entryRule("an Award is about no entry", nil, changes{"spec.entry": "stars-000006"}, "spec", aboutEntry),
	entryRule("an Appropriation has no claim", appropriation,
		also(appropriation, changes{"spec.claim": "{identity: a, year: 2025}"}), "spec.claim", claimEntry),
	entryRule("an Appropriation may lower the total", also(appropriation, changes{"spec.amount": `"-1.00"`}),
		also(appropriation, changes{"spec.entry": "stars-000006"}), "spec", aboutEntry),
	entryRule("an Order has a claim", ofOrder, also(ofOrder, changes{"spec.claim": absent}), "spec.claim", claimEntry),
	entryRule("a Decision has a claim", ofDecision, also(ofDecision, changes{"spec.claim": absent}), "spec.claim", claimEntry),
	entryRule("an Award's claim is an organisation's", nil,
		changes{"spec.claim": "{plan: {namespace: shaoxing, name: tea}}"}, "spec.claim", claimOfType),
	entryRule("an Activity's claim is a plan's", ofActivity,
		also(ofActivity, changes{"spec.claim": "{identity: a, year: 2025}"}), "spec.claim", claimOfType),
	entryRule("a claim has a year", changes{"spec.claim": "{identity: zhuji/tea, year: 2025}"},
		changes{"spec.claim": "{identity: a}"}, "spec.claim", claimForm),
	entryRule("a claim is one thing", ofActivity,
		also(ofActivity, changes{"spec.claim.year": "2025"}), "spec.claim", claimForm),
	entryRule("an Award is a step", nil, changes{"spec.claimNet": absent}, "spec", stepEntry),
	entryRule("a Decision is a step", ofDecision, also(ofDecision, changes{"spec.claimAfter": absent}), "spec", stepEntry),
	entryRule("a Cancellation is a step", ofCancellation, also(ofCancellation, changes{"spec.claimNet": absent}), "spec", stepEntry),
	entryRule("an Order is no step", ofOrder, also(ofOrder, changes{"spec.claimNet": `"1.00"`}), "spec", stepEntry),
	entryRule("an Order leaves its claim somewhere", ofOrder, also(ofOrder, changes{"spec.claimAfter": absent}), "spec", stepEntry),
	entryRule("a Return leaves its claim somewhere", ofReturn, also(ofReturn, changes{"spec.claimAfter": absent}), "spec", stepEntry),
	entryRule("an Appropriation leaves no claim anywhere", appropriation,
		also(appropriation, changes{"spec.claimAfter": `"0.00"`}), "spec", stepEntry),
	entryRule("an Award stops at its net", changes{"spec.claimNet": `"100000.00"`}, changes{"spec.claimNet": `"49999.99"`}, "spec.claimAfter", pastNet),
	entryRule("an Activity stops at its net", also(ofActivity, changes{"spec.claimNet": `"50000.01"`}),
		also(ofActivity, changes{"spec.claimNet": `"9999.00"`}), "spec.claimAfter", pastNet),
	entryRule("a Recovery stops at its net", also(ofRecovery, changes{"spec.claimNet": `"9999.00"`}),
		also(ofRecovery, changes{"spec.claimNet": `"50000.01"`}), "spec.claimAfter", pastNet),
	entryRule("a Cancellation stops at its net", also(ofCancellation, changes{"spec.claimNet": `"0.00"`}),
		also(ofCancellation, changes{"spec.claimNet": `"100000.00"`}), "spec.claimAfter", pastNet),
	entryRule("a Cancellation of a Recovery stops at its net", also(ofCancellation, changes{"spec.amount": `"1.00"`, "spec.claimNet": `"100000.00"`}),
		also(ofCancellation, changes{"spec.amount": `"1.00"`, "spec.claimNet": `"0.00"`}), "spec.claimAfter", pastNet),
	entryRule("a Decision is at its net", ofDecision, also(ofDecision, changes{"spec.claimNet": `"50000.01"`}), "spec.claimAfter", pastNet),
	entryRule("an entry is about an earlier one", also(ofOrder, changes{"spec.entry": "stars-000001"}),
		also(ofOrder, changes{"spec.entry": "stars-000007"}), "spec.entry", earlier),
	entryRule("entries are counted from one", also(ofOrder, changes{"spec.entry": "stars-000002"}),
		also(ofOrder, changes{"spec.entry": "stars-000000"}), "spec.entry", earlier),
	entryRule("an entry is about one of its ledger", also(ofOrder, changes{"spec.ledgerRef.name": "a", "metadata.name": "a-000007", "spec.entry": "a-000006"}),
		also(ofOrder, changes{"spec.entry": "activities-000006"}), "spec.entry", earlier),
	entryRule("an entry is about what can be one", also(ofOrder, changes{"metadata.name": "stars-2000000", "spec.sequence": "2000000", "spec.entry": "stars-1000000"}),
		also(ofOrder, changes{"spec.entry": "stars-6"}), "spec.entry", earlier),
	entryRule("an entry takes effect first", changes{"spec.day": "2026-01-10"}, changes{"spec.day": "2025-01-09"}, "spec.day", tooEarly),
	entryRule("an Order is entered on its day", also(ofRecovery, changes{"spec.day": "2025-01-11"}),
		also(ofOrder, changes{"spec.day": "2025-01-11"}), "spec.day", onItsDay),
	entryRule("an Award stays within its budget", changes{"spec.committedAfter": `"160000.00"`},
		changes{"spec.committedAfter": `"160000.01"`}, "spec.committedAfter", pastTotal),
	entryRule("an Activity stays within its budget", also(ofActivity, changes{"spec.committedAfter": `"99999.99"`}),
		also(ofActivity, changes{"spec.totalAfter": `"9.00"`}), "spec.committedAfter", pastTotal),
	entryRule("a lowered total grants nothing", also(ofRecovery, changes{"spec.totalAfter": `"1.00"`}),
		changes{"spec.totalAfter": `"99999.00"`}, "spec.committedAfter", pastTotal),
}

const correction = "corrects names an earlier payment of the same entry"

var paymentRules = []rule{
	{
		name: "name of a payment", kind: "Payment",
		holds:   changes{"metadata.name": "stars-000007-10"},
		refused: changes{"metadata.name": "stars-000007-01"},
		path:    "metadata", message: "the name of a payment must be its entry and a number from 1 without leading zero",
	},
	{
		name: "payments are counted from one", kind: "Payment",
		holds:   changes{"metadata.name": "stars-000007-3"},
		refused: changes{"metadata.name": "stars-000007-0", "spec.corrects": absent},
		path:    "metadata", message: "the name of a payment must be its entry and a number from 1 without leading zero",
	},
	{
		name: "name of a payment has its entry", kind: "Payment",
		holds:   changes{"metadata.name": "stars-000008-2", "spec.disbursementRef.name": "stars-000008", "spec.corrects": absent},
		refused: changes{"metadata.name": "stars-000008-2"},
		path:    "metadata", message: "the name of a payment must be its entry and a number from 1 without leading zero",
	},
	{
		name: "a payment is above zero", kind: "Payment",
		holds:   changes{"spec.amount": `"0.01"`},
		refused: changes{"spec.amount": `"0.00"`},
		path:    "spec.amount", message: "the amount of a payment must be above zero",
	},
	{
		name: "a booking has a voucher", kind: "Payment",
		holds:   changes{"spec.voucher": absent, "spec.paidOn": absent, "spec.bookedBy": absent},
		refused: changes{"spec.voucher": `""`},
		path:    "spec", message: "voucher, paidOn and bookedBy are set together",
	},
	{
		name: "a booking has a day", kind: "Payment",
		holds:   changes{"spec.voucher": `""`, "spec.paidOn": absent, "spec.bookedBy": absent},
		refused: changes{"spec.paidOn": absent},
		path:    "spec", message: "voucher, paidOn and bookedBy are set together",
	},
	{
		name: "a booking has an account", kind: "Payment",
		holds:   changes{"spec.bookedBy": "shaoxing-cashier-2"},
		refused: changes{"spec.bookedBy": absent},
		path:    "spec", message: "voucher, paidOn and bookedBy are set together",
	},
	{
		name: "money moves after the order", kind: "Payment",
		holds:   changes{"spec.paidOn": "2025-01-13"},
		refused: changes{"spec.paidOn": "2025-01-12"},
		path:    "spec.paidOn", message: "paidOn must not be before orderedOn",
	},
	{
		name: "money returns after it moved", kind: "Payment",
		holds:   changes{"spec.returned.on": "2025-01-14"},
		refused: changes{"spec.returned.on": "2025-01-13"},
		path:    "spec.returned.on", message: "returned.on must not be before orderedOn, nor before paidOn",
	},
	{
		name: "money returns after the order", kind: "Payment",
		holds:   changes{"spec.returned.on": "2025-01-13", "spec.voucher": absent, "spec.paidOn": absent, "spec.bookedBy": absent},
		refused: changes{"spec.returned.on": "2025-01-12", "spec.voucher": absent, "spec.paidOn": absent, "spec.bookedBy": absent},
		path:    "spec.returned.on", message: "returned.on must not be before orderedOn, nor before paidOn",
	},
	{
		name: "no payment corrects itself", kind: "Payment",
		holds:   changes{"spec.corrects": absent},
		refused: changes{"spec.corrects.name": "stars-000007-2"},
		path:    "spec.corrects.name", message: correction,
	},
	{
		name: "no payment corrects a later one", kind: "Payment",
		holds:   changes{"metadata.name": "stars-000007-10", "spec.corrects.name": "stars-000007-9"},
		refused: changes{"spec.corrects.name": "stars-000007-10"},
		path:    "spec.corrects.name", message: correction,
	},
	{
		name: "no payment corrects one of another entry", kind: "Payment",
		holds:   changes{"spec.corrects.reason": "金额有误"},
		refused: changes{"spec.corrects.name": "stars-000006-1"},
		path:    "spec.corrects.name", message: correction,
	},
	{
		name: "a payment names what can be an entry", kind: "Payment",
		holds:   changes{"metadata.name": "stars-1000000-2", "spec.disbursementRef.name": "stars-1000000", "spec.corrects": absent},
		refused: changes{"metadata.name": "stars-7-2", "spec.disbursementRef.name": "stars-7", "spec.corrects": absent},
		path:    "spec.disbursementRef.name", message: "the name of an entry is its ledger and its number in six digits",
	},
}
