package messages

// reviews are the sentences of signatures.
var reviews = map[string]sentence{
	"Review/Counted":                     {"计入“{stage}”环节。", "It counts towards stage {stage}."},
	"Review/Stale":                       {"所签的摘要 {signed} 不是现行内容的摘要({stands}):记录已改动,请重新签署。", "It names the digest {signed}, and {stands} stands: the record was changed, so sign it anew."},
	"Review/Stale/Returned":              {"该内容已于 {on} 退回({by}),此前此后的签署都不计。", "What it signs was returned on {on} ({by}): no signature of it counts, earlier or later."},
	"Review/Stale/Subject":               {"所签的记录未进入审查({reason}),签署不计。", "Its subject does not come to be judged ({reason}), so no signature of it counts."},
	"Review/WrongAuthority":              {"以{authority}名义签署,“{stage}”环节属于{needed}。", "Signed in the name of {authority}; stage {stage} belongs to {needed}."},
	"Review/Recused":                     {"{reviewer} 已声明回避,不计。", "{reviewer} declared a tie and does not count."},
	"Review/Recused/Tied":                {"{reviewer} 与该农合联有未终止的关联,须回避。", "{reviewer} is tied to the alliance and may not judge it."},
	"Review/Recused/Until":               {"{reviewer} 与该农合联的关联于 {until} 终止,{free} 以前须回避。", "{reviewer} was tied to the alliance until {until} and may not judge it through {free}."},
	"Review/SameSigner":                  {"{reviewer} 在同一事项中已{duty} {stage},职责不相容。", "{reviewer} already {duty} in this case {stage}: the two duties must lie with different accounts."},
	"Review/TooEarly":                    {"“{stage}”环节签署于 {signed},早于上一环节完成之日 {since}。", "Stage {stage} was signed on {signed}, before its turn came on {since}."},
	"Review/TooEarly/Waiting":            {"“{stage}”环节之前的环节尚未完成。", "The stages before {stage} are not done."},
	"Review/Superseded":                  {"已由同一账号 {on} 的 {by} 取代。", "Superseded by {by} of {on}, by the same account."},
	"Review/Superseded/Late":             {"签署于 {signed} 时“{stage}”环节已经结束。", "Stage {stage} was over when it was signed on {signed}."},
	"Review/UnknownStage":                {"没有“{stage}”环节,可签署的环节:{known}。", "There is no stage {stage}; there are {known}."},
	"Review/UnknownStage/Skipped":        {"“{stage}”环节低于该农合联自身层级,予以跳过。", "Stage {stage} lies below the alliance's own level and is skipped."},
	"Review/Incomplete/Waive":            {"Waive 只用于放弃听证,“{stage}”环节不能放弃。", "Waive is for hearings; stage {stage} can't be waived."},
	"Review/Incomplete/Return":           {"{kind}一经登记不得更改,不能退回补正:请同意或不同意。", "The {kind} never changes, so it can't be returned: approve or reject it."},
	"Review/Incomplete/DocumentNo":       {"“{stage}”环节作出决定,须填写文号(documentNo)。", "Stage {stage} decides, so it needs a documentNo."},
	"Review/Incomplete/Notice":           {"决定须同时开启公示(notice)。", "The decision has to open the public notice (notice)."},
	"Review/Incomplete/DayOff":           {"公示开始日 {opens} 不是工作日。", "The notice opens on {opens}, which is a day off."},
	"Review/Incomplete/Score":            {"缺少指标 {indicator} 的打分。", "There is no score for the indicator {indicator}."},
	"Review/Incomplete/ScoreTooHigh":     {"指标 {indicator} 打分 {points},超过满分 {most}。", "The indicator {indicator} has {points} points, more than its {most}."},
	"Review/Incomplete/ScoredTwice":      {"指标 {indicator} 打了两次分。", "The indicator {indicator} is scored twice."},
	"Review/Incomplete/UnknownIndicator": {"本轮次没有指标 {indicator}。", "The round has no indicator {indicator}."},
}
