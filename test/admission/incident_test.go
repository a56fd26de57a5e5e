package admission

// incidentRules are what is refused of an incident when it is created.
var incidentRules = []rule{
	{
		name: "facts are not of the future", kind: "Incident",
		holds:   changes{"spec.factsOn": "2025-03-03"},
		refused: changes{"spec.factsOn": "2025-03-04"},
		path:    "spec.factsOn", message: "factsOn must not be after reportedOn",
	},
	{
		name: "R7: facts have a date", kind: "Incident",
		holds:   changes{"spec.factsOn": "2025-02-19"},
		refused: changes{"spec.factsOn": absent},
		path:    "spec.factsOn", message: "Required value",
	},
	{
		name: "R11: the grounds are a closed list", kind: "Incident",
		holds:   changes{"spec.ground": "SeriousCreditDefault"},
		refused: changes{"spec.ground": "PoorService"},
		path:    "spec.ground", message: "Unsupported value",
	},
	{
		name: "a procedural fault names what it annuls", kind: "Incident",
		holds:   changes{"spec.ground": "ProceduralFault", "spec.annuls": "torreya-2024-4", "spec.falsifiedApplication": absent},
		refused: changes{"spec.ground": "ProceduralFault", "spec.falsifiedApplication": absent},
		path:    "spec.annuls", message: "annuls names the application that a ProceduralFault annuls",
	},
	{
		name: "no other ground annuls", kind: "Incident",
		holds:   changes{"spec.annuls": absent},
		refused: changes{"spec.annuls": "torreya-2024-4"},
		path:    "spec.annuls", message: "no other ground has it",
	},
	{
		name: "a procedural fault is the alliance's", kind: "Incident",
		holds: changes{"spec.ground": "ProceduralFault", "spec.annuls": "torreya-2024-4", "spec.falsifiedApplication": absent},
		refused: changes{
			"spec.ground": "ProceduralFault", "spec.annuls": "torreya-2024-4", "spec.falsifiedApplication": absent,
			"spec.subject": "Member", "spec.member": "样例合作社",
		},
		path: "spec.subject", message: "a ProceduralFault is about the alliance itself",
	},
	{
		name: "false material is the alliance's", kind: "Incident",
		holds:   changes{"spec.falsifiedApplication": "torreya-2025-4"},
		refused: changes{"spec.ground": "Other"},
		path:    "spec.falsifiedApplication", message: "falsifiedApplication is for a revoking ground",
	},
	{
		name: "a member is named", kind: "Incident",
		holds:   changes{"spec.subject": "Member", "spec.member": "样例合作社", "spec.falsifiedApplication": absent},
		refused: changes{"spec.subject": "Member", "spec.falsifiedApplication": absent},
		path:    "spec.member", message: "member names the member whose offence it is",
	},
	{
		name: "nobody else is named as a member", kind: "Incident",
		holds:   changes{"spec.member": absent},
		refused: changes{"spec.member": "样例合作社"},
		path:    "spec.member", message: "no other subject has it",
	},
	{
		name: "a brand user has a licence", kind: "Incident",
		holds:   changes{"spec.subject": "BrandUser", "spec.licenseRef": "{namespace: zhuji, name: xishi}", "spec.falsifiedApplication": absent},
		refused: changes{"spec.subject": "BrandUser", "spec.falsifiedApplication": absent},
		path:    "spec.licenseRef", message: "licenseRef names the licence of a brand user",
	},
	{
		name: "an incident is described", kind: "Incident",
		holds:   changes{"spec.description": "说明"},
		refused: changes{"spec.description": `""`},
		path:    "spec.description", message: "at least 1 chars long",
	},
}
