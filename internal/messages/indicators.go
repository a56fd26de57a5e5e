package messages

import "strings"

// Indicator is what an indicator of the action plan is called in a language, zh or en; its own name where the catalogue does not know it.
func Indicator(name, language string) string {
	known, ok := indicators[name]
	if service, of, _ := strings.Cut(strings.TrimPrefix(name, "services."), "."); !ok && of != "" {
		if what, isService := services[service]; isService {
			known, ok = sentence{what.zh + counted[of].zh, what.en + counted[of].en}, true
		}
	}
	switch {
	case !ok:
		return name
	case language == English:
		return known.en
	}
	return known.zh
}

// services that alliances offer (R49).
var services = map[string]sentence{
	"Information": {"信息服务", "Information"}, "Inputs": {"农资服务", "Inputs"}, "Technology": {"技术服务", "Technology"},
	"Standards": {"标准服务", "Standards"}, "Branding": {"品牌服务", "Branding"}, "Sales": {"销售服务", "Sales"},
	"Safety": {"安全服务", "Safety"}, "Other": {"其他服务", "Other service"},
}

var counted = map[string]sentence{"alliances": {"", ": offered by"}, "evidenced": {":有凭证", ": with evidence"}}

var indicators = map[string]sentence{
	"coverage.recognized":  {"经认定公示的农合联", "Alliances recognised"},
	"coverage.applied":     {"其中已申报", "… applied"},
	"coverage.notApplied":  {"其中未申报", "… not applied"},
	"coverage.notEligible": {"其中不可申报", "… not eligible"},
	"stars.three":          {"三星(县级)", "Three stars (county)"},
	"stars.four":           {"四星(市级)", "Four stars (city)"},
	"stars.five":           {"五星(省级)", "Five stars (province)"},
	"sevenServices":        {"七项服务齐备", "All seven services"},
	"members.active":       {"会员", "Members"},
	"members.leading":      {"其中龙头企业", "… leading enterprises"},
	"members.joined":       {"当年加入", "… joined"},
	"members.left":         {"当年退出", "… left"},
	"smallholders":         {"服务小农户", "Smallholders served"},

	"organisation.serviceCenters":    {"农事服务中心", "Farm-service centres"},
	"organisation.describedCenters":  {"其中登记地址、面积、启用日", "… with address, area and day"},
	"organisation.charters":          {"有章程", "Charters"},
	"organisation.threeBodies":       {"“三会”齐备", "Three bodies"},
	"organisation.threeBodiesMet":    {"其中当年以来均开过会", "… all met in the year or since"},
	"organisation.membershipRules":   {"有加入退出办法", "Rules on joining and leaving"},
	"organisation.operatingEntities": {"企业实体", "Operating entities"},
	"organisation.jointEntities":     {"其中四类主体入股", "… held by the four groups"},
	"organisation.chains":            {"登记产业链环节", "Alliances with chain stages"},
	"organisation.chainStages":       {"产业链环节", "Chain stages"},

	"partners.municipal":            {"市级合作方", "Partners: municipal"},
	"partners.county":               {"县级合作方", "Partners: county"},
	"partners.township":             {"乡级合作方", "Partners: township"},
	"partners.enterprise":           {"企业合作方", "Partners: enterprise"},
	"partners.supplyCoops":          {"其中供销社", "… supply co-ops"},
	"partners.grassrootsCoops":      {"其中基层社", "… grassroots co-ops"},
	"partners.coopOwnedEnterprises": {"其中社有企业", "… co-op-owned enterprises"},
	"partners.horizontal":           {"横向合作", "Horizontal links"},
	"partners.vertical":             {"纵向联合", "Vertical links"},

	"initiatives.exhibitions":       {"展会", "Exhibitions"},
	"initiatives.festivals":         {"节庆", "Festivals"},
	"initiatives.sisterFairs":       {"其中兄弟市县", "… of sister cities and counties"},
	"initiatives.provincialFairs":   {"其中全省性", "… of the province"},
	"initiatives.procurements":      {"集采", "Procurement projects"},
	"initiatives.deliveries":        {"配送", "Delivery projects"},
	"initiatives.otherTrade":        {"其他商贸流通", "Other trade projects"},
	"initiatives.participants":      {"参与会员(人次)", "Members taking part"},
	"initiatives.branded":           {"以品牌参与", "Under a brand"},
	"initiatives.markets":           {"市场与销售平台", "Markets and platforms"},
	"initiatives.practices":         {"经验做法", "Practices"},
	"initiatives.practicesReviewed": {"当年审核", "… reviewed"},
	"initiatives.exemplars":         {"先进典型(当年发布)", "Exemplars published"},
	"initiatives.cooperations":      {"横向纵向合作事项", "Cooperations"},

	"activities.active":          {"开展活动的市级农合联", "Municipal alliances with an activity"},
	"activities.idle":            {"未开展活动的市级农合联", "Municipal alliances with none"},
	"activities.approved":        {"获准的活动计划", "Activities approved"},
	"activities.preferredVenues": {"其中在农事服务中心、田间地头", "… at a preferred venue"},
	"activities.accepted":        {"验收通过的活动", "Activities accepted"},
	"licenses.inForce":           {"有效的品牌许可", "Brand licences in force"},
	"licenses.members":           {"获许可的会员", "Members licensed"},
}
