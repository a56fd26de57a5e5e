package admission

import (
	"strings"
	"testing"
)

// otherwise gives an activity another type or format, with a reason.
func otherwise(path, reason string) changes {
	return changes{path: "Other", "spec.activity.reason": reason}
}

// activityRules are what is refused of programs, plans and reports when they are created.
var activityRules = []rule{
	{
		name: "R23: the types are a closed list", kind: "ActivityPlan",
		holds:   changes{"spec.activity.type": "Guidance"},
		refused: changes{"spec.activity.type": "Banquet"},
		path:    "spec.activity.type", message: "an activity is a Training, an Exchange, a Guidance, or Other with a reason",
	},
	{
		name: "R23: another type has a reason", kind: "ActivityPlan",
		holds:   otherwise("spec.activity.type", "抗旱服务"),
		refused: changes{"spec.activity.type": "Other", "spec.activity.reason": `" "`},
		path:    "spec.activity.reason", message: "an activity of type Other needs a reason",
	},
	{
		name: "R29: the formats are a closed list", kind: "ActivityPlan",
		holds:   changes{"spec.activity.format": "Discussion"},
		refused: changes{"spec.activity.format": "Lecture"},
		path:    "spec.activity.format", message: "an activity is HandsOn, a Discussion, or Other with a reason",
	},
	{
		name: "R29: another format has a reason", kind: "ActivityPlan",
		holds:   otherwise("spec.activity.format", "参观"),
		refused: changes{"spec.activity.format": "Other"},
		path:    "spec.activity.reason", message: "an activity of format Other needs a reason",
	},
	{
		name: "R28: the venues are a closed list", kind: "ActivityPlan",
		holds:   changes{"spec.venue.type": "Field"},
		refused: changes{"spec.venue.type": "Hotel"},
		path:    "spec.venue.type", message: "a venue is a FarmServiceCenter, a Field, or Other with a reason",
	},
	{
		name: "R28: another venue has a reason", kind: "ActivityPlan",
		holds:   changes{"spec.venue.type": "Other", "spec.venue.reason": "场地不足"},
		refused: changes{"spec.venue.type": "Other"},
		path:    "spec.venue.reason", message: "a venue that is neither a farm service centre nor a field needs a reason",
	},
	{
		name: "a division has six digits", kind: "ActivityPlan",
		holds:   changes{"spec.venue.division": `"330681"`},
		refused: changes{"spec.venue.division": "诸暨市"},
		path:    "spec.venue.division", message: "a division is its code of six digits",
	},
	{
		name: "R27: a cost is for something", kind: "ActivityPlan",
		holds:   changes{"spec.costs[0].item": "Transport"},
		refused: changes{"spec.costs[0].item": "Gifts"},
		path:    "spec.costs[0].item", message: "a line of costs is a SpeakerFee",
	},
	{
		name: "an activity does not end before it starts", kind: "ActivityPlan",
		holds:   changes{"spec.activity.endsOn": "2025-03-25"},
		refused: changes{"spec.activity.endsOn": "2025-03-24"},
		path:    "spec.activity.endsOn", message: "endsOn must not be before startsOn",
	},
	{
		name: "R22: a plan does not cross two years", kind: "ActivityPlan",
		holds:   changes{"spec.activity.startsOn": "2025-12-30", "spec.activity.endsOn": "2025-12-31"},
		refused: changes{"spec.activity.startsOn": "2025-12-30", "spec.activity.endsOn": "2026-01-03"},
		path:    "spec.activity.endsOn", message: "an activity lies in one year",
	},
	{
		name: "R22: a plan is one of its year", kind: "ActivityPlan",
		holds:   changes{"spec.programRef.name": `"2026"`, "spec.activity.startsOn": "2026-03-25", "spec.activity.endsOn": "2026-03-26"},
		refused: changes{"spec.programRef.name": `"2026"`},
		path:    "spec.programRef.name", message: "a plan belongs to the program of the year",
	},
	{
		name: "the name of a program is a year", kind: "ActivityPlan",
		holds:   changes{"spec.programRef.namespace": absent},
		refused: changes{"spec.programRef.name": "activities"},
		path:    "spec.programRef.name", message: "the name of a program is its year",
	},
	{
		name: "the alliance of a plan has a name", kind: "ActivityPlan",
		holds:   changes{"spec.allianceRef.name": "tea-2"},
		refused: changes{"spec.allianceRef.name": "茶"},
		path:    "spec.allianceRef.name", message: "the name of an alliance has at most 40 characters",
	},
	{
		name: "R26: a plan is filed before it begins", kind: "ActivityPlan",
		holds:   changes{"spec.filedOn": "2025-03-24", "spec.cancelledOn": absent},
		refused: changes{"spec.filedOn": "2025-03-25", "spec.cancelledOn": absent},
		path:    "spec.filedOn", message: "filedOn must be before activity.startsOn",
	},
	{
		name: "R25: the sums add up", kind: "ActivityPlan",
		holds:   changes{"spec.requested": `"9000.01"`, "spec.costs[0].amount": `"4000.01"`},
		refused: changes{"spec.requested": `"9000.01"`},
		path:    "spec.costs", message: "must add up to the costs",
	},
	{
		name: "R25: the sums add up without other money", kind: "ActivityPlan",
		holds:   changes{"spec.requested": `"12000.00"`, "spec.ownFunding": absent, "spec.otherFunding": absent},
		refused: changes{"spec.ownFunding": absent, "spec.otherFunding": absent},
		path:    "spec.costs", message: "must add up to the costs",
	},
	{
		name: "R25: great sums add up to the fen", kind: "ActivityPlan",
		holds: changes{
			"spec.costs": `[{item: Other, amount: "9999999999999.99"}, {item: Other, amount: "0.01"}]`, "spec.requested": `"9999999999999.99"`,
			"spec.ownFunding": `"0.01"`, "spec.otherFunding": absent,
		},
		refused: changes{
			"spec.costs": `[{item: Other, amount: "9999999999999.99"}, {item: Other, amount: "0.02"}]`, "spec.requested": `"9999999999999.99"`,
			"spec.ownFunding": `"0.01"`, "spec.otherFunding": absent,
		},
		path: "spec.costs", message: "must add up to the costs",
	},
	{
		name: "R58: others give no more than it costs", kind: "ActivityPlan",
		holds:   changes{"spec.otherFunding[0].amount": `"11999.99"`, "spec.requested": `"0.01"`, "spec.ownFunding": absent},
		refused: changes{"spec.otherFunding[0].amount": `"12000.01"`},
		path:    "spec.otherFunding", message: "otherFunding must not add up to more than the costs",
	},
	{
		name: "R58: others pay no more than it costs", kind: "ActivityReport",
		holds:   changes{"spec.otherFunding[0].amount": `"11460.00"`},
		refused: changes{"spec.otherFunding[0].amount": `"11460.01"`},
		path:    "spec.otherFunding", message: "otherFunding must not add up to more than the costs",
	},
	{
		name: "R25: something is asked for", kind: "ActivityPlan",
		holds:   changes{"spec.requested": `"0.01"`, "spec.ownFunding": `"9999.99"`},
		refused: changes{"spec.requested": `"0.00"`, "spec.ownFunding": `"10000.00"`},
		path:    "spec.requested", message: "requested must be above zero",
	},
	{
		name: "a plan is given up after it was filed", kind: "ActivityPlan",
		holds:   changes{"spec.cancelledOn": "2025-03-04"},
		refused: changes{"spec.cancelledOn": "2025-03-03"},
		path:    "spec.cancelledOn", message: "cancelledOn must not be before filedOn",
	},
	{
		name: "the name of a report", kind: "ActivityReport",
		holds:   changes{"metadata.name": "other", "spec.planRef.name": "other"},
		refused: changes{"spec.planRef.name": "other"},
		path:    "metadata", message: "the name of a report must be the name of its plan",
	},
	{
		name: "what was not held is not reported", kind: "ActivityReport",
		holds:   changes{"spec.heldOn[1]": "2025-04-10"},
		refused: changes{"spec.heldOn[1]": "2025-04-11"},
		path:    "spec.heldOn", message: "heldOn must not be after reportedOn",
	},
	{
		name: "a day is listed once", kind: "ActivityReport",
		holds:   changes{"spec.heldOn": "[2025-03-26]"},
		refused: changes{"spec.heldOn[1]": "2025-03-25"},
		path:    "spec.heldOn", message: "list each day once",
	},
	{
		name: "R30: farmers are participants", kind: "ActivityReport",
		holds:   changes{"spec.farmersReached": "58"},
		refused: changes{"spec.farmersReached": "59"},
		path:    "spec.farmersReached", message: "farmersReached must not be more than participants",
	},
	{
		name: "F-13: an invoice is used once", kind: "ActivityReport",
		holds:   changes{"spec.costs[1].invoice": absent},
		refused: changes{"spec.costs[1].invoice": `"25332000000012345671"`},
		path:    "spec.costs", message: "an invoice is used once",
	},
	{
		name: "the number of an invoice", kind: "ActivityReport",
		holds:   changes{"spec.costs[0].invoice": "A-1"},
		refused: changes{"spec.costs[0].invoice": `"2533 2000"`},
		path:    "spec.costs[0].invoice", message: "the number of an invoice has digits",
	},
	{
		name: "a reported cost is for something", kind: "ActivityReport",
		holds:   changes{"spec.costs[0].item": "Other"},
		refused: changes{"spec.costs[0].item": "Gifts"},
		path:    "spec.costs[0].item", message: "a line of costs is a SpeakerFee",
	},
	{
		name: "the name of a program", kind: "ActivityProgram",
		holds:   changes{"metadata.name": `"2026"`, "spec.year": "2026"},
		refused: changes{"spec.year": "2026"},
		path:    "metadata", message: "the name of a program must be its year",
	},
	{
		name: "R23: a program supports known types", kind: "ActivityProgram",
		holds:   changes{"spec.types": "[Training]"},
		refused: changes{"spec.types[0]": "Banquet"},
		path:    "spec.types[0]", message: "an activity is a Training",
	},
	{
		name: "a program names a type once", kind: "ActivityProgram",
		holds:   changes{"spec.types": "[Training, Other]"},
		refused: changes{"spec.types": "[Training, Training]"},
		path:    "spec.types", message: "a type is named once",
	},
	{
		name: "R24: every stage of a plan is the city's", kind: "ActivityProgram",
		holds:   changes{"spec.stages[0].authority": absent},
		refused: changes{"spec.stages[0].authority": "County"},
		path:    "spec.stages", message: "every stage is Municipal",
	},
	{
		name: "R24: the stages of a plan have names of their own", kind: "ActivityProgram",
		holds:   changes{"spec.stages[1].name": "Lead"},
		refused: changes{"spec.stages[1].name": "Secretariat"},
		path:    "spec.stages", message: "stage names must not repeat",
	},
	{
		name: "no stage of a plan is scored", kind: "ActivityProgram",
		holds:   changes{"spec.stages[0].scored": "false"},
		refused: changes{"spec.stages[0].scored": "true"},
		path:    "spec.stages", message: "only stages of a rating may be scored",
	},
	{
		name: "no stage of a plan is called Release", kind: "ActivityProgram",
		holds:   changes{"spec.stages[0].name": "Releases"},
		refused: changes{"spec.stages[0].name": "Release"},
		path:    "spec.stages", message: "Release is the stage that ends a hold",
	},
	{
		name: "every stage of an acceptance is the city's", kind: "ActivityProgram",
		holds:   changes{"spec.acceptance[0].authority": absent},
		refused: changes{"spec.acceptance[0].authority": "Provincial"},
		path:    "spec.acceptance", message: "every stage is Municipal",
	},
	{
		name: "the stages of an acceptance have names of their own", kind: "ActivityProgram",
		holds:   changes{"spec.acceptance[1]": "{name: Second}"},
		refused: changes{"spec.acceptance[1]": "{name: Acceptance}"},
		path:    "spec.acceptance", message: "stage names must not repeat",
	},
	{
		name: "no stage of an acceptance is scored", kind: "ActivityProgram",
		holds:   changes{"spec.acceptance[0].scored": "false"},
		refused: changes{"spec.acceptance[0].scored": "true"},
		path:    "spec.acceptance", message: "only stages of a rating may be scored",
	},
	{
		name: "the ledger of a program has a name", kind: "ActivityProgram",
		holds:   changes{"spec.ledgerRef.name": "county-activities"},
		refused: changes{"spec.ledgerRef.name": "Activities"},
		path:    "spec.ledgerRef.name", message: "the name of a ledger has at most 40 characters",
	},
}

const (
	begunProgram   = "a program does not change any more"
	begunActivity  = "of its plan only cancelledOn may still be set"
	acceptedReport = "the report has been accepted"
)

// planBefore is a plan that nobody gave up.
var planBefore = changes{"spec.cancelledOn": absent}

// begun is the status of an activity that has begun.
var begun = changes{"status.started": "true"}

// permanentActivities are what is refused of programs, plans and reports when they are changed.
var permanentActivities = append([]permanence{
	{
		name: "a program before its year", kind: "ActivityProgram", status: changes{"status.opened": "false"},
		holds:   changes{"spec.eligibility": "Either", "spec.limits": absent},
		refused: changes{"spec.year": "2026"},
		path:    "metadata", message: "the name of a program must be its year",
	},
	{
		name: "a program whose year has begun", kind: "ActivityProgram", status: changes{"status.opened": "true"},
		holds:   changes{"metadata.labels": "{a: b}"},
		refused: changes{"spec.eligibility": "Either"},
		path:    "spec", message: begunProgram,
	},
	{
		name: "the alliance of a plan", kind: "ActivityPlan", stored: planBefore,
		holds:   changes{"spec.activity.title": "改名", "spec.costs[0].amount": `"4500.00"`, "spec.requested": `"9500.00"`},
		refused: changes{"spec.allianceRef.name": "pearls"},
		path:    "spec.allianceRef", message: "the alliance of a plan never changes",
	},
	{
		name: "a plan that was given up", kind: "ActivityPlan",
		holds:   changes{"metadata.labels": "{a: b}"},
		refused: changes{"spec.cancelledOn": "2025-03-21"},
		path:    "spec", message: "cancelledOn is set once and stays",
	},
	{
		name: "a plan stays given up", kind: "ActivityPlan",
		holds:   changes{"spec.activity.title": "改名"},
		refused: changes{"spec.cancelledOn": absent},
		path:    "spec", message: "cancelledOn is set once and stays",
	},
	{
		name: "a report that is accepted", kind: "ActivityReport", status: changes{"status.acceptedOn": "2025-04-15"},
		holds:   changes{"metadata.labels": "{a: b}"},
		refused: changes{"spec.costs[1].amount": `"7000.00"`},
		path:    "spec", message: acceptedReport,
	},
	{
		name: "a report that an entry was made for", kind: "ActivityReport", status: changes{"status.entry": "activities-000002"},
		holds:   changes{"metadata.labels": "{a: b}"},
		refused: changes{"spec.result": "改写"},
		path:    "spec", message: acceptedReport,
	},
	{
		name: "a report that nobody accepted", kind: "ActivityReport", status: changes{"status.conditions": condition("Accepted", "Unknown", "UnderReview")},
		holds:   changes{"spec.costs[1].amount": `"7000.00"`},
		refused: changes{"spec.planRef.name": "other"},
		path:    "metadata", message: "the name of a report must be the name of its plan",
	},
}, begunPlans()...)

// begunPlans has a row for every part of a plan that stays as it was when its activity began.
func begunPlans() (all []permanence) {
	for path, value := range map[string]string{
		"spec.programRef.namespace": "hangzhou", "spec.filedOn": "2025-03-05", "spec.filedBy": "somebody", "spec.activity.title": "改名",
		"spec.venue.name": "别处", "spec.costs[0].note": "改写", "spec.otherFunding[0].source": "别处", "spec.speakers": "3", "spec.speakerHours": "9",
		"spec.partners": absent, "spec.safetyPlan": absent,
	} {
		all = append(all, permanence{
			name: "an activity that has begun keeps " + strings.TrimPrefix(path, "spec."), kind: "ActivityPlan", stored: planBefore, status: begun,
			holds: changes{"spec.cancelledOn": "2025-03-26"}, refused: changes{path: value}, path: "spec", message: begunActivity,
		})
	}
	return append(all, permanence{
		name: "an activity that has begun keeps its sums", kind: "ActivityPlan", stored: planBefore, status: begun,
		holds:   changes{"metadata.labels": "{a: b}"},
		refused: changes{"spec.requested": `"9500.00"`, "spec.ownFunding": `"500.00"`},
		path:    "spec", message: begunActivity,
	})
}

// TestCompleteForm (R25): what is missing in the form is refused by its name.
func TestCompleteForm(t *testing.T) {
	for _, path := range []string{
		"spec.allianceRef", "spec.programRef", "spec.filedOn", "spec.filedBy", "spec.activity", "spec.activity.title", "spec.activity.type",
		"spec.activity.format", "spec.activity.startsOn", "spec.activity.endsOn", "spec.activity.participants", "spec.activity.expected",
		"spec.venue", "spec.venue.type", "spec.venue.name", "spec.costs", "spec.requested",
	} {
		t.Run(path, func(t *testing.T) {
			mustRefuse(t, create(t, record(t, "ActivityPlan", changes{path: absent})), path, "Required value")
		})
	}
}
