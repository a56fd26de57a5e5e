package main

import "github.com/lianxing-dev/lianxing/api/v1alpha1"

// division is a city or county: a Namespace, and a folder of the repository.
type division struct {
	namespace, code, displayName string
}

// city is the division that runs the rounds and pays.
const city = "shaoxing"

var divisions = []division{
	{city, "330600", "绍兴市"},
	{"yuecheng", "330602", "越城区"},
	{"keqiao", "330603", "柯桥区"},
	{"shangyu", "330604", "上虞区"},
	{"xinchang", "330624", "新昌县"},
	{"zhuji", "330681", "诸暨市"},
	{"shengzhou", "330683", "嵊州市"},
}

// organisation is an alliance with what the register has to know of it.
type organisation struct {
	id                string // a01 and so on: the label lianxing.dev/sample
	division, name    string
	displayName, code string
	industry          string
	decided, opened   v1alpha1.Date // of the recognition: the decision, and the first day of its notice of 20 working days
	host              *v1alpha1.Host
	succeeds          []v1alpha1.Succession
}

// The organisations, all fictitious. Their codes are of the range that GB 11714 reserves for private use, so none can be anybody's.
var organisations = []organisation{
	{id: "a01", division: city, name: "tea", code: "51330600PDY00001XU", industry: "茶叶",
		displayName: "绍兴市样例茶产业农合联(虚构)", decided: "2024-01-08", opened: "2024-01-10"},
	{id: "a02", division: "yuecheng", name: "prawns", code: "51330602PDY000028Q", industry: "河鲜",
		displayName: "越城区样例河鲜产业农合联(虚构)", decided: "2024-01-09", opened: "2024-01-11"},
	// E8: its notice of recognition still runs when it applies.
	{id: "a03", division: "yuecheng", name: "flowers", code: "51330602PDY000036K", industry: "花卉",
		displayName: "越城区样例花卉产业农合联(虚构)", decided: "2024-04-08", opened: "2024-04-10"},
	{id: "a04", division: "keqiao", name: "rizhu-tea", code: "51330603PDY000044W", industry: "日铸茶",
		displayName: "柯桥区样例日铸茶产业农合联(虚构)", decided: "2024-01-09", opened: "2024-01-11"},
	{id: "a05", division: "keqiao", name: "mountain-goods", code: "52330603PDY000052L", industry: "山珍",
		displayName: "柯桥区样例山珍产业农合联(虚构)", decided: "2024-01-09", opened: "2024-01-11"},
	{id: "a06", division: "shangyu", name: "grapes", code: "51330604PDY0000601", industry: "葡萄",
		displayName: "上虞区样例葡萄产业农合联(虚构)", decided: "2024-01-10", opened: "2024-01-12"},
	{id: "a07", division: "shangyu", name: "grain-and-oil", code: "93330604PDY000079K", industry: "粮油",
		displayName: "上虞区样例粮油合作社联合社(虚构)", decided: "2024-01-10", opened: "2024-01-12"},
	{id: "a08", division: "zhuji", name: "shijian-tea", code: "51330681PDY0000879", industry: "石笕茶",
		displayName: "诸暨市样例石笕茶产业农合联(虚构)", decided: "2024-01-11", opened: "2024-01-15"},
	{id: "a09", division: "zhuji", name: "noodles", code: "51330681PDY0000954", industry: "打面",
		displayName: "诸暨市样例打面产业农合联(虚构)", decided: "2024-01-11", opened: "2024-01-15"},
	{id: "a10", division: "shengzhou", name: "snacks", code: "91330683PDY000108J", industry: "小吃",
		displayName: "嵊州市样例小吃实业有限公司(虚构)", decided: "2024-01-12", opened: "2024-01-15"},
	{id: "a11", division: "shengzhou", name: "torreya", code: "51330683PDY000116H", industry: "香榧",
		displayName: "嵊州市样例香榧产业农合联(虚构)", decided: "2024-01-12", opened: "2024-01-15"},
	{id: "a12", division: "xinchang", name: "peanuts", code: "51330624PDY000124X", industry: "小京生花生",
		displayName: "新昌县样例小京生产业农合联(虚构)", decided: "2024-01-15", opened: "2024-01-16"},
	{id: "a13", division: "xinchang", name: "longjing-tea", code: "51330624PDY000132Q", industry: "龙井茶",
		displayName: "新昌县样例龙井茶产业农合联(虚构)", decided: "2024-01-15", opened: "2024-01-16"},
	{id: "a14", division: city, name: "pearls", code: "51330600PDY000140T", industry: "珍珠",
		displayName: "绍兴市样例珍珠产业农合联(虚构)", decided: "2024-01-08", opened: "2024-01-10"},
	{id: "a15", division: city, name: "herbs", code: "51330600PDY000159P", industry: "中药材",
		displayName: "绍兴市样例中药材产业农合联(虚构)", decided: "2024-01-08", opened: "2024-01-10"},
	// E9: in scope, and never applies.
	{id: "a16", division: "zhuji", name: "honey-pear", code: "51330681PDY000167W", industry: "蜜梨",
		displayName: "诸暨市样例蜜梨产业农合联(虚构)", decided: "2024-01-11", opened: "2024-01-15"},
	// No legal person: it has no code of its own, and a10 stands in for it.
	{id: "a17", division: "shengzhou", name: "vegetables", industry: "蔬菜",
		displayName: "嵊州市样例蔬菜产业农合联(虚构)", decided: "2024-01-12", opened: "2024-01-15",
		host: &v1alpha1.Host{DisplayName: "嵊州市样例小吃实业有限公司(虚构)", CreditCode: "91330683PDY000108J"}}, //nolint:gosec // a code of a public register, and fictitious
}

// successors are further fictitious organisations, of F-17 alone: each takes over what an alliance of the main register was.
//
//nolint:gosec // credit codes of organisations, and fictitious, are no credentials
var successors = []organisation{
	{id: "s01", division: "keqiao", name: "green-tea", code: "51330603PDY000183K", industry: "绿茶",
		displayName: "柯桥区样例绿茶产业农合联(虚构)", decided: "2024-01-09", opened: "2024-01-11",
		succeeds: []v1alpha1.Succession{{CreditCode: "51330603PDY000044W", AllianceRef: &v1alpha1.Ref{Namespace: "keqiao", Name: "rizhu-tea"},
			On: "2024-11-01", Review: "样例合并批复〔2024〕1号(虚构)"}}},
	{id: "s02", division: "shangyu", name: "berries", code: "51330604PDY000191W", industry: "浆果",
		displayName: "上虞区样例浆果产业农合联(虚构)", decided: "2024-01-10", opened: "2024-01-12",
		succeeds: []v1alpha1.Succession{{CreditCode: "51330604PDY0000601", AllianceRef: &v1alpha1.Ref{Namespace: "shangyu", Name: "grapes"},
			On: "2025-03-31", Review: "样例合并批复〔2025〕1号(虚构)"}}},
}
