package report

// words are the headings and sentences in one language.
type words struct {
	title, stars, waiting, refused, ended, ledger, budgets, activities, brands string

	starHeads, waitingHeads, refusedHeads, endedHeads, entryHeads, budgetHeads, activityHeads, brandHeads []string

	none, later, chain, legend, head, frozen, about, budget, bars string

	ratingThree, ratingFour, ratingFive string

	plan, indicator, runs, target, notAssessed, paid string
}

// languages by the value of the manager's --language. Kinds, types and reasons are identifiers and stay as kubectl shows them.
var languages = map[string]words{
	"zh": {
		title: "截至 %s 的登记册(读自 API server)", stars: "谁有哪颗星,到何时", waiting: "谁在等什么", refused: "什么未获通过,为何", ended: "已经结束的星级",
		ledger: "台账", budgets: "预算(元)", activities: "活动(元)", brands: "品牌与准用名单",
		starHeads:     []string{"县市", "农合联", "名称", "星级", "年度", "授予", "有效至", "备注"},
		waitingHeads:  []string{"记录", "状态", "至", "等什么"},
		refusedHeads:  []string{"记录", "原因", "说明"},
		endedHeads:    []string{"县市", "农合联", "星级", "年度", "授予", "有效至", "原因"},
		entryHeads:    []string{"号", "日期", "类型", "金额", "余额", "状态", "对象", "缘由"},
		budgetHeads:   []string{"预算", "总额", "已承诺", "已付", "可用", "等候件数", "等候金额"},
		activityHeads: []string{"县市", "农合联", "计划", "首日", "申请", "核定", "计划状态", "报告状态", "费用", "应付", "条目"},
		brandHeads:    []string{"县市", "品牌", "状态", "准用成员", "成员", "农合联", "产品", "有效至"},
		none:          "(无)", later: "另有 %d 条记录的日期在此之后,到那一天才起作用。", chain: "共 %d 笔,已核对至第 %d 笔;单位为元。",
		legend: "Appropriation 为预算拨入,Award 和 Activity 为核准的奖励和活动资金,Order 为其付款指令;余额为一笔核准尚可付出的金额。",
		head:   "链首(最后一笔的摘要)", frozen: "已冻结:",
		about: "针对", budget: "预算", bars: "禁止申报至",
		ratingThree: "三星", ratingFour: "四星", ratingFive: "五星",
		plan: "行动计划指标", indicator: "指标", runs: "《%s》,自 %s 至 %s。", target: "目标(%s 前):%s。评议:%s", notAssessed: "尚未评议",
		paid: "已付(元):%s,%s,%s",
	},
	"en": {
		title: "The register as of %s, as read from the API server", stars: "Who has which star, and until when", waiting: "Who waits for what",
		refused: "What was refused, and why", ended: "Stars that have ended", ledger: "Ledger", budgets: "Budgets (yuan)", activities: "Activities (yuan)",
		brands:        "Brands, and who may use them",
		starHeads:     []string{"DIVISION", "ALLIANCE", "NAME", "STARS", "YEAR", "AWARDED", "VALID THROUGH", "REMARK"},
		waitingHeads:  []string{"RECORD", "STATE", "UNTIL", "WAITS FOR"},
		refusedHeads:  []string{"RECORD", "REASON", "MESSAGE"},
		endedHeads:    []string{"DIVISION", "ALLIANCE", "STARS", "YEAR", "AWARDED", "VALID THROUGH", "REASON"},
		entryHeads:    []string{"NO", "DAY", "TYPE", "AMOUNT", "BALANCE", "STATE", "FOR", "BECAUSE OF"},
		budgetHeads:   []string{"BUDGET", "TOTAL", "COMMITTED", "PAID", "AVAILABLE", "WAITING", "ASKED"},
		activityHeads: []string{"DIVISION", "ALLIANCE", "PLAN", "STARTS", "REQUESTED", "APPROVED", "PLAN STATE", "REPORT STATE", "COST", "PAYABLE", "ENTRY"},
		brandHeads:    []string{"DIVISION", "BRAND", "STATE", "LICENSED", "MEMBER", "ALLIANCE", "PRODUCTS", "THROUGH"},
		none:          "(none)", later: "Dated after this day, and counting from theirs: %d more.", chain: "%d entries, verified through number %d; in yuan.",
		legend: "An Appropriation fills a budget, an Award or an Activity grants, an Order pays out of a grant; the balance is what may still be paid of one.",
		head:   "head (digest of the last entry)", frozen: "frozen:", about: "on", budget: "budget", bars: "barred through",
		ratingThree: "three", ratingFour: "four", ratingFive: "five",
		plan: "Indicators of the action plan", indicator: "INDICATOR", runs: "%s, from %s through %s.", target: "Target by %s: %s. Assessed: %s", notAssessed: "not yet",
		paid: "Paid (yuan): %s, %s, %s",
	},
}
