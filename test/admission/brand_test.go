package admission

import "time"

// brandRules are what is refused of a brand or a licence when it is created.
var brandRules = []rule{
	{
		name: "§3.6: a brand of one industry operates by a standard", kind: "Brand",
		holds:   changes{"spec.operatingSince": absent, "spec.standards": absent, "spec.suspendedOn": absent, "spec.resumedOn": absent},
		refused: changes{"spec.standards": absent},
		path:    "spec.standards", message: "a SingleIndustry brand operates by a standard",
	},
	{
		name: "§3.6: by one that is in force", kind: "Brand",
		holds:   changes{"spec.standards[0].since": "2022-04-01"},
		refused: changes{"spec.standards[0].since": "2022-04-02"},
		path:    "spec.standards", message: "in force on operatingSince",
	},
	{
		name: "an umbrella needs none", kind: "Brand",
		holds:   changes{"spec.scope": "Comprehensive", "spec.standards": absent},
		refused: changes{"spec.scope": "Everything"},
		path:    "spec.scope", message: "Unsupported value",
	},
	{
		name: "only what operates is suspended", kind: "Brand",
		holds:   changes{"spec.suspendedOn": "2022-04-01"},
		refused: changes{"spec.suspendedOn": "2022-03-31"},
		path:    "spec.suspendedOn", message: "suspendedOn needs operatingSince",
	},
	{
		name: "only what was suspended is resumed", kind: "Brand",
		holds:   changes{"spec.resumedOn": "2024-03-02"},
		refused: changes{"spec.resumedOn": "2024-03-01"},
		path:    "spec.resumedOn", message: "resumedOn needs suspendedOn",
	},
	{
		name: "only what operated was suspended earlier", kind: "Brand",
		holds:   changes{"spec.earlierSuspensions": "[{suspendedOn: 2022-04-01, resumedOn: 2022-05-01}]"},
		refused: changes{"spec.earlierSuspensions": "[{suspendedOn: 2022-03-31, resumedOn: 2022-05-01}]"},
		path:    "spec.earlierSuspensions", message: "earlierSuspensions need operatingSince",
	},
	{
		name: "an earlier suspension ended after it began", kind: "Brand",
		holds:   changes{"spec.earlierSuspensions": "[{suspendedOn: 2022-05-01, resumedOn: 2022-05-02}]"},
		refused: changes{"spec.earlierSuspensions": "[{suspendedOn: 2022-05-01, resumedOn: 2022-05-01}]"},
		path:    "spec.earlierSuspensions[0].resumedOn", message: "resumedOn must be after suspendedOn",
	},
	{
		name: "an earlier suspension has ended", kind: "Brand",
		holds:   changes{"spec.earlierSuspensions": "[{suspendedOn: 2022-05-01, resumedOn: 2022-06-01}]"},
		refused: changes{"spec.earlierSuspensions": "[{suspendedOn: 2022-05-01}]"},
		path:    "spec.earlierSuspensions[0].resumedOn", message: "Required value",
	},
	{
		name: "earlier suspensions follow each other", kind: "Brand",
		holds:   changes{"spec.earlierSuspensions": "[{suspendedOn: 2022-05-01, resumedOn: 2022-06-01}, {suspendedOn: 2022-06-01, resumedOn: 2022-07-01}]"},
		refused: changes{"spec.earlierSuspensions": "[{suspendedOn: 2022-05-01, resumedOn: 2022-06-01}, {suspendedOn: 2022-05-31, resumedOn: 2022-07-01}]"},
		path:    "spec.earlierSuspensions", message: "earlierSuspensions must follow each other",
	},
	{
		name: "the latest suspension comes after them", kind: "Brand",
		holds:   changes{"spec.earlierSuspensions": "[{suspendedOn: 2022-05-01, resumedOn: 2024-03-01}]"},
		refused: changes{"spec.earlierSuspensions": "[{suspendedOn: 2022-05-01, resumedOn: 2024-03-02}]"},
		path:    "spec.suspendedOn", message: "suspendedOn is the latest suspension",
	},
	{
		name: "a brand is not retired before it operates", kind: "Brand",
		holds:   changes{"spec.retiredOn": "2024-05-01"},
		refused: changes{"spec.retiredOn": "2022-03-31"},
		path:    "spec.retiredOn", message: "retiredOn must not be before operatingSince",
	},
	{
		name: "a version of a standard is listed once", kind: "Brand",
		holds:   changes{"spec.standards[1]": `{code: T/SAMPLE 006, title: 西施石笕茶, version: "2026", since: 2026-03-01}`},
		refused: changes{"spec.standards[1]": `{code: T/SAMPLE 006, title: 西施石笕茶, version: "2022", since: 2026-03-01}`},
		path:    "spec.standards", message: "a version of a standard is listed once",
	},
	{
		name: "an alliance is listed once", kind: "Brand",
		holds:   changes{"spec.alliances[2]": "{namespace: zhuji, name: tea, role: Lead}"},
		refused: changes{"spec.alliances[2]": "{namespace: shaoxing, name: tea, role: Lead}"},
		path:    "spec.alliances", message: "an alliance is listed once",
	},
	{
		name: "a link ends after it began", kind: "Brand",
		holds:   changes{"spec.alliances[1].until": "2024-01-03"},
		refused: changes{"spec.alliances[1].until": "2024-01-02"},
		path:    "spec.alliances[1].until", message: "until is the first day after the link",
	},
	{
		name: "a linked alliance's name is one", kind: "Brand",
		holds:   changes{"spec.alliances[0].name": "pears"},
		refused: changes{"spec.alliances[0].name": "Pears"},
		path:    "spec.alliances[0].name", message: "the name of an alliance",
	},
	{
		name: "R39: what the supply system does", kind: "Brand",
		holds:   changes{"spec.supplySystemRole": "None"},
		refused: changes{"spec.supplySystemRole": absent},
		path:    "spec.supplySystemRole", message: "Required value",
	},
	{
		name: "a notice takes a working day", kind: "Brand",
		holds:   changes{"spec.licensing.noticeWorkingDays": "1"},
		refused: changes{"spec.licensing.noticeWorkingDays": "0"},
		path:    "spec.licensing.noticeWorkingDays", message: "greater than or equal to 1",
	},
	{
		name: "§3.7: a licence ends after it begins", kind: "BrandLicense",
		holds:   changes{"spec.validThrough": "2025-03-06"},
		refused: changes{"spec.validThrough": "2025-03-05"},
		path:    "spec.validThrough", message: "validThrough must be after validFrom",
	},
	{
		name: "a licence is not over when it is filed", kind: "BrandLicense",
		holds:   changes{"spec.filedOn": "2028-03-04"},
		refused: changes{"spec.filedOn": "2028-03-05"},
		path:    "spec.validThrough", message: "validThrough must not be before filedOn",
	},
	{
		name: "R34: a licence is for a member", kind: "BrandLicense",
		holds:   changes{"spec.member": "样例家庭农场"},
		refused: changes{"spec.member": absent},
		path:    "spec.member", message: "Required value",
	},
	{
		name: "R36: a user has one name, not another by a space after it", kind: "BrandLicense",
		holds:   changes{"spec.member": "样例 家庭农场"},
		refused: changes{"spec.member": `"样例家庭农场 "`},
		path:    "spec.member", message: "has no white space around it",
	},
	{
		name: "R36: nor by a wide one before it", kind: "BrandLicense",
		holds:   changes{"spec.member": "样例 家庭农场"},
		refused: changes{"spec.member": `"\u3000样例家庭农场"`},
		path:    "spec.member", message: "has no white space around it",
	},
	{
		name: "R36: a member has one name", kind: "Alliance",
		holds:   changes{"spec.members[0].name": "样例 家庭农场"},
		refused: changes{"spec.members[0].name": `"样例家庭农场 "`},
		path:    "spec.members[0].name", message: "has no white space around it",
	},
	{
		name: "a licence is for products", kind: "BrandLicense",
		holds:   changes{"spec.products": "[石笕茶]"},
		refused: changes{"spec.products": "[]"},
		path:    "spec.products", message: "at least 1 items",
	},
	{
		name: "test reports are in order", kind: "BrandLicense",
		holds:   changes{"spec.testReports[1].on": "2024-11-20"},
		refused: changes{"spec.testReports[1].on": "2024-11-19"},
		path:    "spec.testReports", message: "the dates of testReports must not fall",
	},
	{
		name: "an alliance's name is one", kind: "BrandLicense",
		holds:   changes{"spec.allianceRef.name": "tea"},
		refused: changes{"spec.allianceRef.name": "Tea"},
		path:    "spec.allianceRef.name", message: "the name of an alliance",
	},
}

// decided is the status of a licence that was decided: its notice is open.
var decided = changes{"status.notice": "{opensOn: 2025-02-25, closesOn: 2025-03-04}", "status.stages": "[{name: Certification, state: Done}, {name: License, state: Done}]"}

// permanentBrands are what may not change of a licence.
var permanentBrands = []permanence{
	{
		name: "a suspension that is over, when the brand is suspended again", kind: "Brand",
		holds:   changes{"spec.earlierSuspensions": "[{suspendedOn: 2024-03-01, resumedOn: 2024-04-01}]", "spec.suspendedOn": "2025-03-03", "spec.resumedOn": absent},
		refused: changes{"spec.suspendedOn": "2025-03-03", "spec.resumedOn": absent},
		path:    "spec.suspendedOn", message: "before suspendedOn changes, add",
	},
	{
		name: "its end, when the brand is suspended again", kind: "Brand",
		holds:   changes{"spec.resumedOn": "2024-05-06"},
		refused: changes{"spec.earlierSuspensions": "[{suspendedOn: 2024-03-01, resumedOn: 2024-03-15}]", "spec.suspendedOn": "2025-03-03", "spec.resumedOn": absent},
		path:    "spec.suspendedOn", message: "before suspendedOn changes, add",
	},
	{
		name: "a suspension that runs", kind: "Brand", stored: changes{"spec.resumedOn": absent},
		holds:   changes{"spec.earlierSuspensions": "[{suspendedOn: 2024-03-01, resumedOn: 2024-04-01}]", "spec.suspendedOn": absent},
		refused: changes{"spec.suspendedOn": absent},
		path:    "spec.suspendedOn", message: "before suspendedOn changes, add",
	},
	{
		name: "an earlier suspension", kind: "Brand", stored: changes{"spec.earlierSuspensions": "[{suspendedOn: 2022-05-01, resumedOn: 2022-06-01}]"},
		holds:   changes{"spec.earlierSuspensions": "[{suspendedOn: 2022-05-01, resumedOn: 2022-06-01}, {suspendedOn: 2022-07-01, resumedOn: 2022-08-01}]"},
		refused: changes{"spec.earlierSuspensions": "[{suspendedOn: 2022-05-02, resumedOn: 2022-06-01}]"},
		path:    "spec.earlierSuspensions", message: "earlierSuspensions only grow",
	},
	{
		name: "that there was an earlier suspension", kind: "Brand", stored: changes{"spec.earlierSuspensions": "[{suspendedOn: 2022-05-01, resumedOn: 2022-06-01}]"},
		holds:   changes{"metadata.labels": "{a: b}"},
		refused: changes{"spec.earlierSuspensions": absent},
		path:    "spec.earlierSuspensions", message: "earlierSuspensions only grow",
	},
	{
		name: "a licence that is under review", kind: "BrandLicense", status: changes{"status.stages": "[{name: Certification, state: Done}, {name: License, state: Open}]"},
		holds:   changes{"spec.products": "[石笕茶, 石笕红茶, 石笕白茶]", "spec.certificateNo": absent},
		refused: changes{"spec.testReports[1]": absent},
		path:    "spec", message: "testReports only grow",
	},
	{
		name: "the products of a licence that is decided", kind: "BrandLicense", status: decided,
		holds:   changes{"spec.testReports[2]": `{"on": 2026-01-05}`},
		refused: changes{"spec.products[2]": "石笕白茶"},
		path:    "spec", message: "only testReports may grow",
	},
	{
		name: "the member of a licence that is decided", kind: "BrandLicense", status: decided,
		holds:   changes{"metadata.labels": "{a: b}"},
		refused: changes{"spec.member": "样例家庭农场"},
		path:    "spec", message: "only testReports may grow",
	},
	{
		name: "the certificate of a licence that is decided", kind: "BrandLicense", status: decided,
		holds:   changes{"metadata.labels": "{a: b}"},
		refused: changes{"spec.certificateNo": absent},
		path:    "spec", message: "only testReports may grow",
	},
	{
		name: "what a licence renews", kind: "BrandLicense", status: decided, stored: changes{"spec.renews": absent},
		holds:   changes{"metadata.labels": "{a: b}"},
		refused: changes{"spec.renews": "other"},
		path:    "spec", message: "only testReports may grow",
	},
	{
		name: "a licence that was refused", kind: "BrandLicense", status: changes{"status.stages": "[{name: Certification, state: Rejected}, {name: License, state: Waiting}]"},
		holds:   changes{"metadata.labels": "{a: b}"},
		refused: changes{"spec.validThrough": "2027-03-04"},
		path:    "spec", message: "only testReports may grow",
	},
	{
		name: "a misuse that was found", kind: "Incident", status: changes{"status.conditions": condition("Confirmed", "True", "Confirmed")},
		stored:  changes{"spec.subject": "BrandUser", "spec.ground": "BrandMisuse", "spec.licenseRef": "{name: cooperative}", "spec.falsifiedApplication": absent},
		holds:   changes{"metadata.labels": "{a: b}"},
		refused: changes{"spec.licenseRef.name": "other"},
		path:    "spec", message: "the incident has been decided",
	},
}

// largestBrand has as many standards, alliances and suspensions as a brand may have, with names as long as they may be.
func largestBrand() map[string][]any {
	return map[string][]any{
		"spec.standards": many(50, func(i int) any {
			return map[string]any{"code": long("T", i, 60), "title": long("题", i, 60), "version": long("v", i, 40), "since": "2022-03-01"}
		}),
		"spec.alliances": many(64, func(i int) any {
			return map[string]any{"namespace": long("n", i, 63), "name": long("a", i, 40), "role": "Participate", "since": "2024-01-02", "until": "2026-01-01"}
		}),
		"spec.earlierSuspensions": many(50, func(i int) any {
			first := time.Date(2022, time.May, 1+2*i, 0, 0, 0, 0, time.UTC)
			return map[string]any{"suspendedOn": first.Format(time.DateOnly), "resumedOn": first.AddDate(0, 0, 1).Format(time.DateOnly)}
		}),
	}
}

func largestLicense() map[string][]any {
	return map[string][]any{
		"spec.products": many(50, func(i int) any { return long("茶", i, 60) }),
		"spec.testReports": many(40, func(int) any {
			return map[string]any{"on": "2025-01-06", "evidence": many(20, func(int) any {
				return map[string]any{"title": "检测报告", "uri": "https://example.invalid/1", "sha256": emptyDigest[7:]}
			})}
		}),
	}
}
