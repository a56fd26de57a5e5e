package admission

// A code whose check digits both fit, one whose last does not, and one whose organisation code does not.
const (
	goodCode         = "51330681PDY0000879"
	otherCode        = "51330624PDY000124X"
	wrongCheck       = "51330681PDY0000878"
	wrongOrgCheck    = "51330681PDY000081N"
	checkMessage     = "the check digit of the credit code (character 18) does not fit"
	orgCheckMessage  = "the check digit of the organisation code (character 17) does not fit"
	exceptionExample = `{reason: 早期代码, evidence: [{title: 登记证书}]}`
)

var allianceRules = []rule{
	{
		name: "an alliance has a code or a host", kind: "Alliance",
		holds:   changes{"spec.creditCode": absent},
		refused: changes{"spec.creditCode": absent, "spec.host": absent},
		path:    "spec", message: "an alliance without a creditCode must name its host",
	},
	{
		name: "an exception admits a code", kind: "Alliance",
		holds:   changes{"spec.creditCodeException": exceptionExample, "spec.creditCode": wrongCheck},
		refused: changes{"spec.creditCodeException": exceptionExample, "spec.creditCode": absent},
		path:    "spec", message: "write the code too, or leave the exception out",
	},
	{
		name: "check digit of an alliance's code", kind: "Alliance",
		holds:   changes{"spec.creditCode": otherCode},
		refused: changes{"spec.creditCode": wrongCheck},
		path:    "spec.creditCode", message: checkMessage,
	},
	{
		name: "organisation check digit of an alliance's code", kind: "Alliance",
		holds:   changes{"spec.creditCode": wrongOrgCheck, "spec.creditCodeException": exceptionExample},
		refused: changes{"spec.creditCode": wrongOrgCheck},
		path:    "spec.creditCode", message: orgCheckMessage,
	},
	{
		name: "the notice of recognition follows the decision", kind: "Alliance",
		holds:   changes{"spec.recognition.notice.opensOn": "2023-05-08"},
		refused: changes{"spec.recognition.notice.opensOn": "2023-05-07"},
		path:    "spec.recognition.notice.opensOn", message: "the notice follows the decision",
	},
	{
		name: "a service ends after it began", kind: "Alliance",
		holds:   changes{"spec.services[0].until": "2023-06-01"},
		refused: changes{"spec.services[0].until": "2023-05-31"},
		path:    "spec.services[0].until", message: "must not be before since",
	},
	{
		name: "a member leaves after joining", kind: "Alliance",
		holds:   changes{"spec.members[0].leftOn": "2023-03-02"},
		refused: changes{"spec.members[0].leftOn": "2023-03-01"},
		path:    "spec.members[0].leftOn", message: "leftOn is the first day after membership",
	},
	{
		name: "an alliance ends after it was recognised", kind: "Alliance",
		holds:   changes{"spec.dissolvedOn": "2023-05-08"},
		refused: changes{"spec.dissolvedOn": "2023-05-07"},
		path:    "spec.dissolvedOn", message: "dissolvedOn must not be before recognition.decidedOn",
	},
	{
		name: "a predecessor is named", kind: "Alliance",
		holds:   changes{"spec.succeeds[0].creditCode": absent},
		refused: changes{"spec.succeeds[0].creditCode": absent, "spec.succeeds[0].allianceRef": absent},
		path:    "spec.succeeds[0]", message: "name the predecessor by creditCode or allianceRef",
	},
	{
		name: "no alliance succeeds its own code", kind: "Alliance",
		holds:   changes{"spec.succeeds[0].creditCode": otherCode},
		refused: changes{"spec.succeeds[0].creditCode": goodCode},
		path:    "spec.succeeds", message: "an alliance can not succeed itself",
	},
	{
		name: "no alliance succeeds its own name", kind: "Alliance",
		holds:   changes{"spec.succeeds[0].allianceRef": "{namespace: zhuji, name: torreya}"},
		refused: changes{"spec.succeeds[0].allianceRef": "{name: torreya}"},
		path:    "spec.succeeds", message: "an alliance can not succeed itself",
	},
	{
		name: "name of an alliance", kind: "Alliance",
		holds:   changes{"metadata.name": "a123456789-123456789-123456789-123456789"},
		refused: changes{"metadata.name": "a123456789-123456789-123456789-1234567890"},
		path:    "metadata", message: "the name of an alliance has at most 40 characters",
	},
	{
		name: "name of an alliance is a label", kind: "Alliance",
		holds:   changes{"metadata.name": `"7"`},
		refused: changes{"metadata.name": "torreya.nuts"},
		path:    "metadata", message: "the name of an alliance has at most 40 characters",
	},
}
