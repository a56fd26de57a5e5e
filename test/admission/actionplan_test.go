package admission

// planRules are what is refused of an initiative or an action plan when it is created. What an AIM asks for is never demanded: fields that only
// count may be left out.
var planRules = []rule{
	{
		name: "an initiative ends after it began", kind: "Initiative",
		holds:   changes{"spec.endsOn": "2025-04-19"},
		refused: changes{"spec.endsOn": "2025-04-18"},
		path:    "spec.endsOn", message: "endsOn is the last day and must not be before startsOn",
	},
	{
		name: "R59: what is published was reviewed", kind: "Initiative",
		holds:   changes{"spec.reviewedOn": absent, "spec.publishedOn": absent},
		refused: changes{"spec.reviewedOn": absent},
		path:    "spec.publishedOn", message: "what is published was reviewed first",
	},
	{
		name: "R59: and not after it was published", kind: "Initiative",
		holds:   changes{"spec.reviewedOn": "2025-05-12"},
		refused: changes{"spec.reviewedOn": "2025-05-13"},
		path:    "spec.publishedOn", message: "publishedOn must not be before reviewedOn",
	},
	{
		name: "R42: the types are a closed list", kind: "Initiative",
		holds:   changes{"spec.type": "OtherTrade"},
		refused: changes{"spec.type": "Banquet"},
		path:    "spec.type", message: "Unsupported value",
	},
	{
		name: "R41: and so are the scopes, of which none need be named", kind: "Initiative",
		holds:   changes{"spec.scope": absent, "spec.members": absent, "spec.brands": absent, "spec.partners": absent, "spec.result": absent},
		refused: changes{"spec.scope": "National"},
		path:    "spec.scope", message: "Unsupported value",
	},
	{
		name: "an initiative has a title", kind: "Initiative",
		holds:   changes{"spec.title": "展"},
		refused: changes{"spec.title": `""`},
		path:    "spec.title", message: "at least 1 chars long",
	},
	{
		name: "R63: a target is due after the plan began", kind: "ActionPlan",
		holds:   changes{"spec.targets[0].by": "2024-03-28"},
		refused: changes{"spec.targets[0].by": "2024-03-27"},
		path:    "spec.targets", message: "must not be before startsOn",
	},
	{
		name: "R6: a round names the documents that it goes by", kind: "EvaluationRound",
		holds:   changes{"spec.basis[0].title": "办法"},
		refused: changes{"spec.basis": absent},
		path:    "spec.basis", message: "Required value",
	},
	{
		name: "R1: a plan has issuers", kind: "ActionPlan",
		holds:   changes{"spec.trial": absent, "spec.targets": absent},
		refused: changes{"spec.issuers": "[]"},
		path:    "spec.issuers", message: "should have at least 1 items",
	},
	{
		name: "R64: a plan runs for years", kind: "ActionPlan",
		holds:   changes{"spec.years": "1"},
		refused: changes{"spec.years": "0"},
		path:    "spec.years", message: "should be greater than or equal to 1",
	},
}
