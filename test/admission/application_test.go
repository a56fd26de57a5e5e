package admission

var applicationRules = []rule{
	{ // The schema's own enum speaks.
		name: "R12", kind: "StarApplication",
		holds:   changes{"spec.rating": "Five", "metadata.name": "torreya-2025-5"},
		refused: changes{"spec.rating": "Six", "metadata.name": "torreya-2025-6"},
		path:    "spec.rating", message: `supported values: "Three", "Four", "Five"`,
	},
	{
		name: "R5", kind: "StarApplication", // The name is the key: a second application for the same star has no name left.
		holds:   changes{"metadata.name": "torreya-2025-3", "spec.rating": "Three"},
		refused: changes{"metadata.name": "torreya-2025-4-again"},
		path:    "metadata", message: "the name of an application must be ALLIANCE-ROUND-3, -4 or -5",
	},
	{
		name: "name of an application has its rating", kind: "StarApplication",
		holds:   changes{"metadata.name": "torreya-2025-5", "spec.rating": "Five"},
		refused: changes{"metadata.name": "torreya-2025-4", "spec.rating": "Five"},
		path:    "metadata", message: "the name of an application must be ALLIANCE-ROUND-3, -4 or -5",
	},
	{
		name: "name of an application has its round", kind: "StarApplication",
		holds:   changes{"metadata.name": "torreya-2026-4", "spec.roundRef.name": `"2026"`},
		refused: changes{"metadata.name": "torreya-2025-4", "spec.roundRef.name": `"2026"`},
		path:    "metadata", message: "the name of an application must be ALLIANCE-ROUND-3, -4 or -5",
	},
	{
		name: "a round is named by its year", kind: "StarApplication",
		holds:   changes{"metadata.name": "torreya-2024-4", "spec.roundRef.name": `"2024"`},
		refused: changes{"metadata.name": "torreya-spring-4", "spec.roundRef.name": "spring"},
		path:    "spec.roundRef.name", message: "the name of a round is its year",
	},
	{
		name: "an application names an alliance", kind: "StarApplication",
		holds:   changes{"metadata.name": "tea-2025-4", "spec.allianceRef.name": "tea"},
		refused: changes{"metadata.name": "tea.nuts-2025-4", "spec.allianceRef.name": "tea.nuts"},
		path:    "spec.allianceRef.name", message: "the name of an alliance has at most 40 characters",
	},
	{
		name: "an application is withdrawn after it was filed", kind: "StarApplication",
		holds:   changes{"spec.withdrawnOn": "2025-03-10"},
		refused: changes{"spec.withdrawnOn": "2025-03-09"},
		path:    "spec.withdrawnOn", message: "withdrawnOn must not be before filedOn",
	},
	{
		name: "an indicator is assessed once", kind: "StarApplication",
		holds:   changes{"spec.selfAssessment[1]": `{indicator: standard, points: "1"}`},
		refused: changes{"spec.selfAssessment[1]": `{indicator: service, points: "1"}`},
		path:    "spec.selfAssessment", message: "an indicator is assessed once",
	},
	{
		name: "name of a request", kind: "AwardRequest",
		holds:   changes{"metadata.name": "tea-2025-4", "spec.applicationRef.name": "tea-2025-4"},
		refused: changes{"metadata.name": "torreya-2025-5"},
		path:    "metadata", message: "the name of a request must be the name of its application",
	},
	{
		name: "a request names an application", kind: "AwardRequest",
		holds:   changes{"metadata.name": "torreya-2100-3", "spec.applicationRef.name": "torreya-2100-3"},
		refused: changes{"metadata.name": "torreya-2025-2", "spec.applicationRef.name": "torreya-2025-2"},
		path:    "spec.applicationRef.name", message: "the name of an application is ALLIANCE-ROUND-3, -4 or -5",
	},
	{
		name: "check digit of a payee's code", kind: "AwardRequest",
		holds:   changes{"spec.payee.creditCode": wrongCheck, "spec.creditCodeException": exceptionExample},
		refused: changes{"spec.payee.creditCode": wrongCheck},
		path:    "spec.payee.creditCode", message: checkMessage,
	},
	{
		name: "organisation check digit of a payee's code", kind: "AwardRequest",
		holds:   changes{"spec.payee.creditCode": absent},
		refused: changes{"spec.payee.creditCode": wrongOrgCheck},
		path:    "spec.payee.creditCode", message: orgCheckMessage,
	},
	{
		name: "an exception admits a payee's code", kind: "AwardRequest",
		holds:   changes{"spec.creditCodeException": exceptionExample},
		refused: changes{"spec.creditCodeException": exceptionExample, "spec.payee.creditCode": absent},
		path:    "spec", message: "creditCodeException admits payee.creditCode",
	},
}
