package admission

var reviewRules = []rule{
	{
		name: "who does not approve gives a reason", kind: "Review",
		holds:   changes{"spec.verdict": "Reject"},
		refused: changes{"spec.verdict": "Reject", "spec.reason": "' '"},
		path:    "spec.reason", message: "a verdict other than Approve needs a reason",
	},
	{
		name: "who returns gives a reason", kind: "Review",
		holds:   changes{"spec.reason": absent},
		refused: changes{"spec.verdict": "Return", "spec.reason": absent},
		path:    "spec.reason", message: "a verdict other than Approve needs a reason",
	},
	{
		name: "who waives gives a reason", kind: "Review",
		holds:   changes{"spec.verdict": "Waive"},
		refused: changes{"spec.verdict": "Waive", "spec.reason": absent},
		path:    "spec.reason", message: "a verdict other than Approve needs a reason",
	},
	{
		name: "a notice opens after the signature", kind: "Review",
		holds:   changes{"spec.notice.opensOn": "2025-05-30"},
		refused: changes{"spec.notice.opensOn": "2025-05-29"},
		path:    "spec.notice.opensOn", message: "notice.opensOn must not be before signedOn",
	},
	{
		name: "who is recused gives no scores", kind: "Review",
		holds:   changes{"spec.recused": "true", "spec.scores": absent, "spec.amount": absent, "spec.notice": absent},
		refused: changes{"spec.recused": "true", "spec.amount": absent, "spec.notice": absent},
		path:    "spec", message: "who is recused gives no scores",
	},
	{
		name: "who is recused sets no amount", kind: "Review",
		holds:   changes{"spec.recused": "false"},
		refused: changes{"spec.recused": "true", "spec.scores": absent, "spec.notice": absent},
		path:    "spec", message: "who is recused gives no scores",
	},
	{
		name: "who is recused opens no notice", kind: "Review",
		holds:   changes{"spec.recused": absent},
		refused: changes{"spec.recused": "true", "spec.scores": absent, "spec.amount": absent},
		path:    "spec", message: "who is recused gives no scores",
	},
	{
		name: "an indicator is scored once", kind: "Review",
		holds:   changes{"spec.scores[1].indicator": "influence"},
		refused: changes{"spec.scores[1].indicator": "service"},
		path:    "spec.scores", message: "an indicator is scored once",
	},
	{
		name: "a check is named once", kind: "Review",
		holds:   changes{"spec.checks[1].name": "Safety"},
		refused: changes{"spec.checks[1].name": "Frugality"},
		path:    "spec.checks", message: "a check is named once",
	},
}
