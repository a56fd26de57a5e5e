package cli

// words are the titles and headings of a register's tables in one language.
type words struct {
	stars, applications, objections, incidents, requests, entries, budgets, rounds, stalled, uncounted string

	starHead, applicationHead, objectionHead, incidentHead, requestHead, entryHead, budgetHead, roundHead, stalledHead []string
}

var sectionWords = map[string]words{
	"zh": {
		stars: "现有星级", applications: "星级申报", objections: "异议", incidents: "监管事件", requests: "请款", entries: "台账", budgets: "预算", rounds: "评价覆盖",
		stalled: "须由人先处理", uncounted: "未计入的签署",
		starHead:        []string{"区划", "农合联", "名称", "星级", "年度", "授予", "有效至"},
		applicationHead: []string{"区划", "申报", "星级", "分数", "状态", "至", "说明"},
		objectionHead:   []string{"区划", "记录", "状态", "至", "说明"},
		incidentHead:    []string{"区划", "事件", "农合联", "事由", "报告", "状态", "至", "说明"},
		requestHead:     []string{"区划", "请款", "齐备", "金额", "状态", "条目", "说明"},
		entryHead:       []string{"条目", "日", "类型", "金额", "余额", "状态", "对象", "缘由", "摘要"},
		budgetHead:      []string{"预算", "总额", "已承诺", "已付", "可用", "等候件数", "等候金额"},
		roundHead:       []string{"轮次", "经认定", "已申报", "未申报", "不可申报", "三星", "四星", "五星"},
		stalledHead:     []string{"类别", "区划", "记录", "原因", "说明"},
	},
	"en": {
		stars: "Stars in force", applications: "Applications", objections: "Objections", incidents: "Incidents", requests: "Requests", entries: "Ledger", budgets: "Budgets",
		rounds: "Coverage", stalled: "A person must act first", uncounted: "Signatures that do not count",
		starHead:        []string{"DIVISION", "ALLIANCE", "NAME", "STAR", "YEAR", "AWARDED", "VALID THROUGH"},
		applicationHead: []string{"DIVISION", "APPLICATION", "STAR", "POINTS", "STATE", "UNTIL", "MESSAGE"},
		objectionHead:   []string{"DIVISION", "RECORD", "STATE", "UNTIL", "MESSAGE"},
		incidentHead:    []string{"DIVISION", "INCIDENT", "ALLIANCE", "GROUND", "REPORTED", "STATE", "UNTIL", "MESSAGE"},
		requestHead:     []string{"DIVISION", "REQUEST", "COMPLETE", "AMOUNT", "STATE", "ENTRY", "MESSAGE"},
		entryHead:       []string{"ENTRY", "DAY", "TYPE", "AMOUNT", "BALANCE", "STATE", "FOR", "BECAUSE OF", "DIGEST"},
		budgetHead:      []string{"BUDGET", "TOTAL", "COMMITTED", "PAID", "AVAILABLE", "WAITING", "FOR"},
		roundHead:       []string{"ROUND", "RECOGNIZED", "APPLIED", "NOT APPLIED", "NOT ELIGIBLE", "THREE", "FOUR", "FIVE"},
		stalledHead:     []string{"KIND", "DIVISION", "RECORD", "REASON", "MESSAGE"},
	},
}

// sections are the tables that a person reads, in the order in which a star comes to its money.
func (v *registerView) sections(w words, a activityWords, of brandWords) []Section {
	list := []Section{
		{Title: w.rounds, Header: w.roundHead, Rows: rows(v.Rounds, func(r roundView) []string {
			return []string{r.Namespace + "/" + r.Name, number(r.Recognized), number(r.Applied), number(r.NotApplied), number(r.NotEligible),
				number(r.Three), number(r.Four), number(r.Five)}
		})},
		{Title: w.stars, Header: w.starHead, Rows: rows(v.Stars, func(s starView) []string {
			return []string{s.Namespace, s.Alliance, s.DisplayName, s.Rating, number(s.Year), s.AwardedOn, s.ValidThrough}
		})},
		{Title: w.applications, Header: w.applicationHead, Rows: rows(v.Applications, func(a applicationView) []string {
			return []string{a.Namespace, a.Name, a.Rating, a.Points, a.Reason, a.Next, a.Message}
		})},
		{Title: w.objections, Header: w.objectionHead, Rows: rows(v.Objections, outcomeView.row)},
		{Title: w.incidents, Header: w.incidentHead, Rows: rows(v.Incidents, func(i incidentView) []string {
			return []string{i.Namespace, i.Name, i.Alliance, i.Ground, i.ReportedOn, i.Reason, i.Next, i.Message}
		})},
		{Title: w.uncounted, Header: w.objectionHead, Rows: rows(uncounted(v.Reviews), outcomeView.row)},
		{Title: w.requests, Header: w.requestHead, Rows: rows(v.Requests, func(r requestView) []string {
			return []string{r.Namespace, r.Name, r.CompletedOn, r.Amount, r.Reason, r.Entry, r.Message}
		})},
	}
	list = append(list, v.activitySections(a)...)
	for _, ledger := range v.Ledgers {
		title := w.entries + " " + ledger.Namespace + "/" + ledger.Name
		if ledger.Frozen != "" {
			title += ": " + ledger.Frozen
		}
		list = append(list, Section{Title: title, Header: w.entryHead, Rows: rows(ledger.Entries, entryView.row)})
	}
	list = append(list, v.brandSections(of)...)
	return append(list,
		Section{Title: w.budgets, Header: w.budgetHead, Rows: rows(v.Budgets, func(b budgetView) []string {
			return []string{b.Namespace + "/" + b.Name, b.Total, b.Committed, b.Paid, b.Available, number(b.Waiting), b.Asked}
		})},
		Section{Title: w.stalled, Header: w.stalledHead, Rows: rows(v.Stalled, func(o outcomeView) []string {
			return []string{string(o.Kind), o.Namespace, o.Name, o.Reason, o.Message}
		})},
	)
}

func (o outcomeView) row() []string {
	return []string{o.Namespace, o.Name, o.Reason, o.Next, o.Message}
}

// uncounted are the signatures that do not count; those that do are told by their subject.
func uncounted(reviews []outcomeView) []outcomeView {
	var list []outcomeView
	for _, review := range reviews {
		if review.Status == "False" {
			list = append(list, review)
		}
	}
	return list
}

func rows[T any](list []T, row func(T) []string) [][]string {
	made := make([][]string, 0, len(list))
	for _, element := range list {
		made = append(made, row(element))
	}
	return made
}
