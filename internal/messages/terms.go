package messages

// terms are the arguments whose values are words of the register, by the name of the argument.
var terms = map[string]map[string]sentence{
	"rating": ratings, "lower": ratings,
	"authority": levels, "needed": levels, "level": levels,
	"duty": {
		"FilesApplication": {"提交了申报", "filed the application"},
		"SignsApplication": {"签署了申报的环节", "signed a stage of the application"},
		"FilesObjection":   {"登记了异议", "filed the objection"},
		"HearsObjection":   {"处理了异议", "heard the objection"},
		"FilesRequest":     {"提交了请款", "filed the request"},
		"SignsRequest":     {"签署了请款", "signed a stage of the request"},
		"OrdersPayment":    {"开出了付款指令", "ordered the payment"},
		"BooksPayment":     {"登记了入账", "booked the payment"},
		"FilesIncident":    {"报告了事件", "reported the incident"},
		"SignsIncident":    {"签署了事件的环节", "signed a stage of the incident"},
		"SignsAppeal":      {"签署了复核", "signed the appeal"},
		"FilesLicense":     {"提交了品牌许可申请", "filed the licence"},
		"SignsLicense":     {"签署了品牌许可的环节", "signed a stage of the licence"},
		"FilesPlan":        {"提交了活动计划", "filed the plan"},
		"SignsPlan":        {"签署了活动计划的环节", "signed a stage of the plan"},
		"FilesReport":      {"提交了活动报告", "filed the report"},
		"AcceptsReport":    {"签署了活动的验收", "signed a stage of the acceptance"},
	},
	"type": {
		"Training": {"培训", "Training"},
		"Exchange": {"交流", "Exchange"},
		"Guidance": {"指导", "Guidance"},
		"Other":    {"其他", "Other"},
	},
	"detail": paymentDetails,
	"ground": {
		"IllegalOperation":     {"违法违规经营", "illegal operation"},
		"MajorSafetyAccident":  {"重大安全事故", "a major safety accident"},
		"SeriousCreditDefault": {"信贷信用严重逾期", "a serious credit default"},
	},
	"kind":  kinds,
	"owner": kinds,
}

// kinds of records.
var kinds = map[string]sentence{
	"ActivityPlan":        {"活动计划", "ActivityPlan"},
	"ActivityProgram":     {"活动年度", "ActivityProgram"},
	"ActivityReport":      {"活动报告", "ActivityReport"},
	"Incident":            {"事件", "Incident"},
	"ActionPlan":          {"行动计划", "ActionPlan"},
	"Alliance":            {"农合联", "Alliance"},
	"AwardRequest":        {"请款", "AwardRequest"},
	"Brand":               {"品牌", "Brand"},
	"BrandLicense":        {"品牌许可", "BrandLicense"},
	"Budget":              {"预算", "Budget"},
	"EvaluationRound":     {"评价轮次", "EvaluationRound"},
	"FundingDisbursement": {"台账条目", "FundingDisbursement"},
	"Initiative":          {"市场与合作事项", "Initiative"},
	"Ledger":              {"台账", "Ledger"},
	"Objection":           {"异议", "Objection"},
	"Payment":             {"付款", "Payment"},
	"StarApplication":     {"星级申报", "StarApplication"},
	"WorkCalendar":        {"工作日历", "WorkCalendar"},
}

var ratings = map[string]sentence{
	"Three": {"三星", "three stars"},
	"Four":  {"四星", "four stars"},
	"Five":  {"五星", "five stars"},
}

var levels = map[string]sentence{
	"County":     {"县级", "the county"},
	"Municipal":  {"市级", "the city"},
	"Provincial": {"省级", "the province"},
}

// paymentDetails say why a payment is in the state that it is in.
var paymentDetails = map[string]sentence{
	"Invalid":         {"金额或日期无法读取", "its amount or a date can't be read"},
	"EntryMissing":    {"台账中没有所指的条目", "the chain has no such entry"},
	"OtherDigest":     {"所指条目的摘要不符,台账已冻结", "the entry has another digest, and the chain is frozen"},
	"NotPayable":      {"所指条目既不是拨款也不是追回", "the entry is neither a grant nor a recovery"},
	"TooEarly":        {"指令日不晚于条目登记之日", "it was ordered on the day of the entry or before"},
	"Passed":          {"台账已过指令之日", "the chain has passed the day of the order"},
	"OverBalance":     {"金额超过条目的余额", "it is more than the balance of the entry"},
	"RecoveryOpen":    {"该债权尚有未追回的款项", "something of the claim is still to be recovered"},
	"OnHold":          {"指令前一日该债权被暂停", "the claim was on hold on the day before the order"},
	"EvidenceMissing": {"拨款所依据的记录或签署已不在,请恢复原文", "what the claim was granted for is no more in view as it was signed; put it back"},
	"Signer":          {"经办或入账账号在同一事项中另有职责", "the account has another duty in the same case"},
	"VoucherUsed":     {"凭证号已被使用", "its voucher was used before"},
	"PaidBeforeOrder": {"付款日早于指令日", "the money moved before the day of the order"},
	"OtherAmount":     {"更正登记的金额与所下指令不同", "it puts the booking right, but to another amount than was ordered"},
	"ReturnElsewhere": {"退汇应登记在下达指令的那笔付款上", "the bank's return belongs on the payment that was ordered"},
	"NoOrder":         {"台账中没有付款指令", "the chain has no order of it"},
	"Corrected":       {"已由后一笔付款更正", "a later payment took its place"},
	"Correction":      {"它更正另一笔付款,本身不是指令", "it puts another booking right and is no order of its own"},
	"NotBooked":       {"尚无凭证号和日期", "it has no voucher and day yet"},
	"Excess":          {"超过尚须追回的金额", "it is more than may still come back"},
	"Returned":        {"收到的款项又被银行收回", "a receipt that the bank took back"},
}
