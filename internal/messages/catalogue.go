package messages

import "maps"

// catalogue is every sentence by its identifier: kind and reason, and a detail where a reason has several sentences.
var catalogue = func() map[string]sentence {
	all := map[string]sentence{}
	for _, part := range []map[string]sentence{general, activities, alliances, applications, incidents, reviews, money, brands, plans} {
		maps.Copy(all, part)
	}
	return all
}()

// general sentences belong to every kind.
var general = map[string]sentence{
	"Any/Evaluated":        {"已受理并评定。", "The record was accepted and evaluated."},
	"Any/NotYet":           {"记录的日期是 {date},到那一天才起作用。", "The record is dated {date} and counts from that day."},
	"Any/InvalidRecord":    {"{path} 无法读取({value}):请按格式改正。", "{path} can't be read ({value}): put it right."},
	"Any/ReferenceMissing": {"{path} 所指的{kind} {record} 不存在:请先登记它,或改正引用。", "{path} names the {kind} {record}, which is not there: declare it, or put the reference right."},
	"Any/ReferenceMissing/Of": {"{owner} {of} 的 {path} 所指的{kind} {record} 不存在:请先登记它,或改正引用。",
		"{path} of the {owner} {of} names the {kind} {record}, which is not there: declare it, or put the reference right."},
	"Any/StalledOf":       {"须先改正{kind} {record}。", "The {kind} {record} has to be put right first."},
	"Any/DivisionMissing": {"命名空间 {namespace} 没有 lianxing.dev/division 标签,不代表任何区划:请为其命名空间补上标签。", "The namespace {namespace} stands for no division: give it the label lianxing.dev/division."},
	"Any/CalendarMissing": {"公示自 {opens} 起,须用到 {year} 年的工作日历,而它尚未登记:请按国务院办公厅通知登记 WorkCalendar {year}。", "The notice that opens on {opens} needs the work calendar of {year}, which is not declared: declare WorkCalendar {year} from the State Council's notice."},
	"Any/OnNotice/Opens":  {"已作出决定,公示自 {opens} 起 {days} 个工作日。", "Decided; the public notice opens on {opens} and runs {days} working days."},
	"Any/OnNotice/Waits":  {"公示自 {opens} 至 {closes}。", "On public notice from {opens} through {closes}."},
	"Any/OnNotice":        {"公示自 {opens} 至 {closes},无异议则自 {from} 起生效。", "On public notice from {opens} through {closes}; in force from {from} unless somebody objects."},
	"Any/ObjectionOpen":   {"公示已于 {closed} 结束,等待处理 {raised} 的异议 {objection}。", "The notice ended on {closed}; what was decided waits for the objection {objection} of {raised}."},
	"Any/ObjectionUpheld": {"异议 {objection} 于 {on} 成立,原决定不生效。", "The objection {objection} was upheld on {on}: what was decided is not put into force."},
	"Any/ChainBroken":     {"台账的链有问题({problem}):由人核查之前不登记任何条目。", "The chain of the ledger is broken ({problem}): nothing is entered until a person has looked."},
	"Any/Returned":        {"于 {on} 退回补正({by}):{reason}。修改后重新签署。", "Returned on {on} ({by}): {reason}. Change the record and have it signed anew."},
	"Any/Rejected":        {"“{stage}”环节于 {on} 未予同意({by}):{reason}。", "Refused on {on} at stage {stage} ({by}): {reason}."},
	"Any/UnderReview":     {"等待“{stage}”环节({authority})签署,已有 {signed} 份,须 {needed} 份。", "Waits for stage {stage} ({authority}): {signed} of {needed} signatures."},
	"Any/NoStage":         {"没有可以签署的环节:请核对轮次的环节设置。", "There is no stage to sign: look at the stages of the round."},
	"Any/OnHold":          {"因未结的事件暂停,最早至 {until}。", "On hold because of an open incident, at the earliest until {until}."},
	"Any/EditedAfterDecision": {"作出决定之后记录被改动,决定仍以当时签署的内容({digest})为准:请恢复原文。",
		"The record was edited after it was decided; the decision stands for what was signed ({digest}): put the record back."},
}

// alliances are the sentences of alliances and rounds.
var alliances = map[string]sentence{
	"Alliance/NotDeclared":           {"尚未登记认定决定(spec.recognition)。", "No recognition is declared (spec.recognition)."},
	"Alliance/AwaitingNotice":        {"认定公示自 {opens} 至 {closes},{from} 起成为经认定公示的农合联。", "The notice of recognition runs from {opens} through {closes}; recognised from {from}."},
	"Alliance/Recognized":            {"经认定并公示,自 {from} 起({document})。", "Recognised and publicised since {from} ({document})."},
	"Alliance/Dissolved":             {"已于 {on} 解散。", "Dissolved on {on}."},
	"Alliance/DuplicateCreditCode":   {"统一社会信用代码 {code} 已由 {other} 登记:请核对后更正其中一条。", "The credit code {code} is that of {other}: compare the two and correct one."},
	"Alliance/SuccessionCycle":       {"succeeds 绕回自身:请改正承接关系。", "succeeds leads back to the alliance itself: put the succession right."},
	"EvaluationRound/RoundAmbiguous": {"{year} 年的轮次 {other} 覆盖了同一区划,两个轮次都不生效:请只保留一个。", "The round {other} covers one of the same divisions in {year}, so neither stands: keep one of them."},
}

// applications are the sentences of applications and objections.
var applications = map[string]sentence{
	"StarApplication/OutsideScope":     {"轮次 {round} 不覆盖区划 {division}。", "The round {round} does not cover the division {division}."},
	"StarApplication/RatingNotOffered": {"本轮次不评{rating}。", "The round does not offer {rating}."},
	"StarApplication/BelowOwnLevel":    {"{level}农合联不能申报{rating}:认定机关低于其自身层级。", "An alliance of {level} can't apply for {rating}, which is decided below its own level."},
	"StarApplication/OutsideWindow":    {"申报日 {filed} 不在申报期 {opens} 至 {closes} 之内。", "Filed on {filed}, outside the window from {opens} through {closes}."},
	"StarApplication/NotRecognized":    {"申报日 {filed} 尚未经认定公示。", "The alliance was not recognised when it applied on {filed}."},
	"StarApplication/NotRecognized/Later": {"申报日 {filed} 认定公示尚未结束,{from} 起方可申报。",
		"Its notice of recognition still ran when it applied on {filed}; it may apply from {from}."},
	"StarApplication/NotRecognized/Dissolved": {"农合联已于 {on} 解散({filed})。", "The alliance was dissolved on {on} ({filed})."},
	"StarApplication/NotRecognized/Duplicate": {"同一统一社会信用代码以 {other} 为准。", "Its credit code is that of {other}, which stands."},
	"StarApplication/LowerStarMissing":        {"申报{rating}时({filed})没有有效的{lower}。", "It had no {lower} in force when it applied for {rating} on {filed}."},
	"StarApplication/PointsTooFew":            {"得分 {points},低于 {least}。", "{points} points, fewer than {least}."},
	"StarApplication/Withdrawn":               {"已于 {on} 撤回。", "Withdrawn on {on}."},
	"StarApplication/WithdrawnTooLate":        {"撤回于 {on} 获准,晚于授牌日 {award},不起作用。", "The withdrawal was agreed to on {on}, after the award on {award}, and changes nothing."},
	"StarApplication/WithdrawalUnsigned":      {"公示开始后的撤回须由认定机关签署“{stage}”环节。", "A withdrawal after the notice opened needs a signature of stage {stage} by the deciding authority."},
	"StarApplication/Awarded":                 {"评定为{rating},自 {from} 至 {through} 有效。", "Awarded {rating}, from {from} through {through}."},
	"StarApplication/Lapsed":                  {"{rating}有效期至 {through},已期满;期满不是取消称号,不影响再次申报。", "The {rating} were valid through {through} and have lapsed, which is no revocation and bars nobody."},
	"StarApplication/Lapsed/Dissolved":        {"农合联于 {on} 解散,称号随之终止。", "The star ended when the alliance was dissolved on {on}."},

	"Objection/Anonymous": {"匿名且无证据:留存,不影响授予。", "Anonymous and without evidence: it is kept and blocks nothing."},
	"Objection/Late":      {"{raised} 提出,公示已于 {closed} 结束:留存,不影响授予。", "Raised on {raised}, after the notice had closed on {closed}: it is kept and blocks nothing."},
	"Objection/Upheld":    {"异议于 {on} 成立。", "Upheld on {on}."},
	"Objection/Dismissed": {"异议于 {on} 不成立:{reason}。", "Dismissed on {on}: {reason}."},
}
