package report

// words are the headings in one language.
type words struct {
	stars, waiting, refused, ledger, budgets                                         string
	starHeads, waitingHeads, refusedHeads, entryHeads, budgetHeads                   []string
	none, entries, head, verified, frozen, ratingThree, ratingFour, ratingFive, bars string
}

// languages by the value of the manager's --language.
var languages = map[string]words{
	"zh": {
		stars: "谁有哪颗星，到何时", waiting: "谁在等什么", refused: "什么未获通过，为何", ledger: "台账", budgets: "预算",
		starHeads:    []string{"县市", "农合联", "名称", "星级", "年度", "授予", "有效至"},
		waitingHeads: []string{"记录", "状态", "至", "说明"},
		refusedHeads: []string{"记录", "原因", "说明"},
		entryHeads:   []string{"号", "日", "类型", "金额", "余额", "状态", "对象", "缘由"},
		budgetHeads:  []string{"预算", "总额", "已承诺", "已付", "可用", "等候"},
		none:         "（无）", entries: "笔", head: "链首", verified: "已核至", frozen: "已冻结", ratingThree: "三星", ratingFour: "四星", ratingFive: "五星",
		bars: "禁止申报至",
	},
	"en": {
		stars: "Who has which star, until when", waiting: "Who waits for what", refused: "What was refused, and why", ledger: "Ledger", budgets: "Budgets",
		starHeads:    []string{"DIVISION", "ALLIANCE", "NAME", "STAR", "YEAR", "AWARDED", "VALID THROUGH"},
		waitingHeads: []string{"RECORD", "STATE", "UNTIL", "MESSAGE"},
		refusedHeads: []string{"RECORD", "REASON", "MESSAGE"},
		entryHeads:   []string{"NO", "DAY", "TYPE", "AMOUNT", "BALANCE", "STATE", "FOR", "BECAUSE OF"},
		budgetHeads:  []string{"BUDGET", "TOTAL", "COMMITTED", "PAID", "AVAILABLE", "WAITING"},
		none:         "(none)", entries: "entries", head: "head", verified: "verified through", frozen: "frozen", ratingThree: "three", ratingFour: "four", ratingFive: "five",
		bars: "barred through",
	},
}
