package admission

import "slices"

// permanent is the table of all that is refused when a stored record is changed.
var permanent = slices.Concat(permanentActivities, permanentRecords, permanentRounds, permanentMoney, permanentBrands)

const (
	emptyDigest   = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
	anotherDigest = "sha256:f3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

	fixedByRecognition = "once recognition is set"
	alreadyDecided     = "the application has been decided"
	alreadyGranted     = "the money has been granted"
	neverMoves         = "alliance, round and rating of an application never change"
)

// unrecognized is an alliance whose recognition is still to come.
var unrecognized = changes{"spec.recognition": absent, "spec.dissolvedOn": absent}

const recognition = `{authority: County, documentNo: "7", decidedOn: 2023-05-08, notice: {opensOn: 2023-05-09, workingDays: 20}}`

var permanentRecords = []permanence{
	{
		name: "the code of a recognised alliance", kind: "Alliance",
		holds:   changes{"spec.displayName": "新名称"},
		refused: changes{"spec.creditCode": otherCode},
		path:    "spec", message: fixedByRecognition,
	},
	{
		name: "the code of a recognised alliance stays there", kind: "Alliance",
		holds:   changes{"spec.members[0].name": "新名称"},
		refused: changes{"spec.creditCode": absent},
		path:    "spec", message: fixedByRecognition,
	},
	{
		name: "the host of a recognised alliance", kind: "Alliance",
		holds:   changes{"spec.governance": absent},
		refused: changes{"spec.host": absent},
		path:    "spec", message: fixedByRecognition,
	},
	{
		name: "no host is added to a recognised alliance", kind: "Alliance", stored: changes{"spec.host": absent},
		holds:   changes{"spec.operatingEntity": absent},
		refused: changes{"spec.host": "{displayName: x, creditCode: " + goodCode + "}"},
		path:    "spec", message: fixedByRecognition,
	},
	{
		name: "the industry of a recognised alliance", kind: "Alliance",
		holds:   changes{"spec.dissolvedOn": "2026-02-01"},
		refused: changes{"spec.industry": "茶"},
		path:    "spec", message: fixedByRecognition,
	},
	{
		name: "recognition itself", kind: "Alliance",
		holds:   changes{"spec.succeeds": absent},
		refused: changes{"spec.recognition.decidedOn": "2023-05-07"},
		path:    "spec", message: fixedByRecognition,
	},
	{
		name: "recognition is not taken back", kind: "Alliance", stored: changes{"spec.dissolvedOn": absent},
		holds:   changes{"spec.dissolvedOn": "2026-02-01"},
		refused: changes{"spec.recognition": absent},
		path:    "spec", message: fixedByRecognition,
	},
	{
		name: "an alliance before recognition", kind: "Alliance", stored: unrecognized,
		holds:   changes{"spec.creditCode": otherCode, "spec.host": absent, "spec.industry": "茶", "spec.recognition": recognition},
		refused: changes{"spec.creditCode": absent, "spec.host": absent},
		path:    "spec", message: "an alliance without a creditCode must name its host",
	},
	{
		name: "the city of an application's round", kind: "StarApplication",
		holds:   changes{"spec.filedOn": "2025-03-11"},
		refused: changes{"spec.roundRef.namespace": "hangzhou"},
		path:    "spec", message: neverMoves,
	},
	{
		name: "the round of an application", kind: "StarApplication",
		holds:   changes{"spec.selfAssessment": absent},
		refused: changes{"spec.roundRef.namespace": absent},
		path:    "spec", message: neverMoves,
	},
	{
		name: "a withdrawal is set once", kind: "StarApplication", stored: changes{"spec.withdrawnOn": absent},
		holds:   changes{"spec.withdrawnOn": "2025-03-20"},
		refused: changes{"spec.withdrawnOn": "2025-03-09"},
		path:    "spec.withdrawnOn", message: "withdrawnOn must not be before filedOn",
	},
	{
		name: "a withdrawal stays", kind: "StarApplication",
		holds:   changes{"spec.withdrawnOn": "2025-03-20"},
		refused: changes{"spec.withdrawnOn": "2025-03-21"},
		path:    "spec", message: "withdrawnOn is set once",
	},
	{
		name: "a withdrawal is not taken back", kind: "StarApplication",
		holds:   changes{"spec.filedBy": "torreya-office-2"},
		refused: changes{"spec.withdrawnOn": absent},
		path:    "spec", message: "withdrawnOn is set once",
	},
	{
		name: "an application on notice", kind: "StarApplication", stored: changes{"spec.withdrawnOn": absent},
		status:  changes{"status.notice": "{opensOn: 2025-06-03}"},
		holds:   changes{"spec.withdrawnOn": "2025-06-04"},
		refused: changes{"spec.filedOn": "2025-03-11"},
		path:    "spec", message: alreadyDecided,
	},
	{
		name: "an application whose last stage is done", kind: "StarApplication", stored: changes{"spec.withdrawnOn": absent},
		status:  changes{"status.stages": "[{name: Recommendation, state: Done}, {name: Decision, state: Done}]"},
		holds:   changes{"spec.withdrawnOn": "2025-06-04"},
		refused: changes{"spec.selfAssessment": absent},
		path:    "spec", message: alreadyDecided,
	},
	{
		name: "an application under review", kind: "StarApplication", stored: changes{"spec.withdrawnOn": absent},
		status:  changes{"status.stages": "[{name: Recommendation, state: Done}, {name: Decision, state: Open}]"},
		holds:   changes{"spec.selfAssessment": absent, "spec.filedOn": "2025-03-11", "spec.filedBy": "somebody"},
		refused: changes{"spec.roundRef.namespace": "hangzhou"},
		path:    "spec", message: neverMoves,
	},
	{
		name: "a rejected application", kind: "StarApplication", stored: changes{"spec.withdrawnOn": absent},
		status:  changes{"status.stages": "[{name: Recommendation, state: Rejected}, {name: Decision, state: Waiting}]"},
		holds:   changes{"spec.withdrawnOn": "2025-06-04"},
		refused: changes{"spec.filedBy": "somebody"},
		path:    "spec", message: alreadyDecided,
	},
	{
		name: "the application of a request", kind: "AwardRequest",
		status:  changes{"status.conditions": condition("Granted", "Unknown", "UnderReview")},
		holds:   changes{"spec.payee.accountTail": `"4321"`, "spec.waiver": "{reason: 洪灾}"},
		refused: changes{"spec.applicationRef.name": "tea-2025-4"},
		path:    "metadata", message: "the name of a request must be the name of its application",
	},
	{
		name: "a granted request", kind: "AwardRequest",
		status:  changes{"status.conditions": condition("Granted", "True", "Granted")},
		holds:   changes{"metadata.labels": "{a: b}"},
		refused: changes{"spec.payee.accountTail": `"4321"`},
		path:    "spec", message: alreadyGranted,
	},
	{
		name: "a request that an entry was made for", kind: "AwardRequest",
		status:  changes{"status.entry": "stars-000007"},
		holds:   changes{"metadata.labels": "{a: b}"},
		refused: changes{"spec.waiver": "{reason: 洪灾}"},
		path:    "spec", message: alreadyGranted,
	},
	{
		name: "a signature", kind: "Review",
		holds:   changes{"metadata.labels": "{a: b}"},
		refused: changes{"spec.verdict": "Reject"},
		path:    "spec", message: "a signature never changes",
	},
	{
		name: "a signature's scores keep their order", kind: "Review",
		holds:   changes{"metadata.labels": "{a: b}"},
		refused: changes{"spec.scores": `[{indicator: standard, points: "20"}, {indicator: service, points: "27.5"}]`},
		path:    "spec", message: "a signature never changes",
	},
	{
		name: "an incident that is decided", kind: "Incident", status: changes{"status.conditions": condition("Confirmed", "True", "Revoked")},
		holds:   changes{"metadata.labels": "{a: b}"},
		refused: changes{"spec.factsOn": "2025-03-01"},
		path:    "spec", message: "the incident has been decided",
	},
	{
		name: "a decided incident of which evidence is missing", kind: "Incident", status: changes{"status.conditions": condition("Confirmed", "True", "EvidenceMissing")},
		holds:   changes{"metadata.labels": "{a: b}"},
		refused: changes{"spec.factsOn": "2025-03-01"},
		path:    "spec", message: "the incident has been decided",
	},
	{
		name: "an objection", kind: "Objection",
		holds:   changes{"metadata.labels": "{a: b}"},
		refused: changes{"spec.evidence": absent},
		path:    "spec", message: "an objection never changes",
	},
	{
		name: "a calendar", kind: "WorkCalendar",
		holds:   changes{"spec.amendments[1]": "{publishedOn: 2025-07-01, documentNo: '2', holidays: [2025-12-31]}"},
		refused: changes{"spec.holidays[3]": "2025-12-31"},
		path:    "spec", message: "a published calendar stays as it is",
	},
	{
		name: "a calendar's workdays", kind: "WorkCalendar",
		holds:   changes{"metadata.labels": "{a: b}"},
		refused: changes{"spec.workdays": absent},
		path:    "spec", message: "a published calendar stays as it is",
	},
	{
		name: "a calendar's amendments", kind: "WorkCalendar",
		holds:   changes{"metadata.labels": "{a: b}"},
		refused: changes{"spec.amendments": absent},
		path:    "spec", message: "amendments only grow",
	},
	{
		name: "an amendment of a calendar", kind: "WorkCalendar",
		holds:   changes{"metadata.labels": "{a: b}"},
		refused: changes{"spec.amendments[0].publishedOn": "2025-06-21"},
		path:    "spec", message: "amendments only grow",
	},
	{
		name: "a calendar without amendments", kind: "WorkCalendar", stored: changes{"spec.amendments": absent, "spec.workdays": absent},
		holds:   changes{"spec.amendments[0]": "{publishedOn: 2025-07-01, documentNo: '2', holidays: [2025-12-31]}"},
		refused: changes{"spec.workdays": "[2025-01-26]"},
		path:    "spec", message: "a published calendar stays as it is",
	},
}

// condition is a list of one condition in YAML.
func condition(kind, status, reason string) string {
	return "[{type: " + kind + ", status: '" + status + "', reason: " + reason +
		", message: 已记录, lastTransitionTime: '2025-06-03T00:00:00Z'}]"
}
