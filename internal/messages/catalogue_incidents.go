package messages

// incidents are the sentences of supervision: reports, revocations, annulments, appeals and what they end.
var incidents = map[string]sentence{
	"Incident/NoRound":           {"{reported} 没有覆盖该农合联且规定了取消办法(revocation)的轮次,无法按程序处理:请登记轮次。款项仍予暂停。", "No round with terms of revocation covered the alliance on {reported}: declare one. Its money stays on hold."},
	"Incident/Dismissed":         {"于 {on} 认定不成立:{reason}。暂停解除,其他不变。", "Dismissed on {on}: {reason}. The hold is lifted, and nothing else changed."},
	"Incident/Confirmed":         {"于 {on} 查实;该事由或主体不取消称号。", "Confirmed on {on}; a ground or subject of this kind ends no star."},
	"Incident/Revoked":           {"于 {on} 取消全部星级称号,{through} 以前不得申报。", "All stars were revoked on {on}; the alliance may not apply through {through}."},
	"Incident/Annulled":          {"于 {on} 撤销申报 {application} 的星级,不设禁期。", "The star of {application} was annulled on {on}, without a bar."},
	"Incident/Edited":            {"已按摘要 {digest} 决定,而记录其后被改动:原决定不受影响,须按原文恢复。其间款项暂停。", "It was decided under the digest {digest}, and the record was edited since: the decision stays as it was. Put the record back as it was signed; until then money is on hold."},
	"Incident/Edited/Overturned": {"已按摘要 {digest} 决定并于 {on} 经复核撤销,而记录其后被改动:须按原文恢复。", "It was decided under the digest {digest} and overturned on {on}, and the record was edited since: put it back as it was signed."},
	"Incident/Unproven":          {"台账({entry})已载入 {on} 由环节 {stage} 作出的决定,而据以决定的签署、轮次或星级现已不在:决定照旧有效,须由人核查。其间款项暂停。", "The ledger has the decision of {on} by the stage {stage} (entry {entry}), and a signature, the round or the star that it was decided by is gone: it stands, and a person has to look. Until then money is on hold."},
	"Incident/StarLost":          {"{record} 现已不在或已非原样,{reported} 时由谁处理无从得知:须由人核查。其间款项暂停。", "{record} is gone, or not as it was, so nobody can say who decides on what was reported on {reported}: a person has to look. Until then money is on hold."},
	"Incident/Overturned":        {"{decided} 的决定于 {on} 经复核撤销,称号、申报资格和款项重新计算。", "The decision of {decided} was overturned on {on}: star, bar and money are computed anew."},

	"StarApplication/ReapplyBan":      {"申报日 {filed} 仍在禁期内,{through} 以前不得申报。", "Filed on {filed}, while the alliance may not apply through {through}."},
	"StarApplication/Revoked":         {"因{ground}(事件 {incident})于 {on} 取消称号。", "Revoked on {on} because of {ground} (incident {incident})."},
	"StarApplication/DecisionUnclear": {"事件 {incident} 于 {on} 的决定已载入台账,而该记录现已不在或已非原样:称号是否终止无从得知,须由人核查。", "A decision on the incident {incident} of {on} was taken, and its record is gone or not as it was: whether it ended this star a person has to find out."},
	"StarApplication/BarUnclear":      {"事件 {incident} 于 {on} 的决定所设禁期无从得知(记录现已不在或已非原样):须由人核查。", "Whether the decision on the incident {incident} of {on} barred this application is not in view, since its record is gone or not as it was: a person has to look."},
	"StarApplication/Annulled":        {"因程序瑕疵(事件 {incident})于 {on} 撤销。", "Annulled on {on} because of a procedural fault (incident {incident})."},

	"AwardRequest/OnHold":          {"事件 {incident} 自 {reported} 起未结,款项暂停。", "On hold since {reported}: the incident {incident} is open."},
	"AwardRequest/OnHold/Unproven": {"事件 {incident} 已作决定({on}),而据以决定的记录现已不在或已非原样:核查之前款项暂停。", "On hold: the incident {incident} was decided ({on}), and what shows that is gone or not as it was. A person has to look."},
	"AwardRequest/RecoveryOpen":    {"该组织尚有未追回的款项,追回之前不再拨付。", "Something is still to be recovered from the organisation: nothing is granted until it is."},
	"AwardRequest/Ended":           {"因事件 {incident} 于 {on} 终止:曾核准 {granted} 元,该年度现存 {left} 元,尚须追回 {recover} 元。", "Ended by the incident {incident} on {on}: {granted} yuan had been granted, {left} stand for the year, {recover} are still to be recovered."},
}
