package messages

// plans are the sentences of initiatives.
var plans = map[string]sentence{
	"Initiative/Draft":     {"草稿:由秘书处审核后填写 reviewedOn。", "A draft: once the secretariat has looked it through, reviewedOn says so."},
	"Initiative/Reviewed":  {"已于 {on} 审核,尚未发布。", "Reviewed on {on}, and not published yet."},
	"Initiative/Published": {"已于 {on} 发布。", "Published on {on}."},
}
