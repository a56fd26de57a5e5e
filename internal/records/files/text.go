package files

import "strings"

// texts are the sentences of problems. Words in braces are arguments.
var texts = map[Reason]Text{
	Unreadable: {
		ZH: "无法读取:{error}。请检查路径和权限。",
		EN: "can't be read: {error}. Check the path and its permissions.",
	},
	LinkedFolder: {
		ZH: "这是指向文件夹的符号链接,不会跟随。请用 -f 直接指定该文件夹。",
		EN: "is a symbolic link to a folder and is not followed. Name the folder itself with -f.",
	},
	Syntax: {
		ZH: "不是有效的 {format}:{error}。请修正此处;该文档未载入。",
		EN: "is no valid {format}: {error}. Mend it here; this document was not loaded.",
	},
	NotARecord: {
		ZH: "{what};记录以 apiVersion: lianxing.dev/v1alpha1 和 kind 开头。",
		EN: "{what}; a record begins with apiVersion: lianxing.dev/v1alpha1 and a kind.",
	},
	UnknownKind: {
		ZH: "{apiVersion} 没有 {kind} 这一类型。已知类型:{known}。",
		EN: "{apiVersion} has no kind {kind}. Known with lianxing.dev/v1alpha1: {known}.",
	},
	UnknownField: {
		ZH: "没有此字段,请检查拼写和缩进{hint}。",
		EN: "no such field; check its spelling and indentation{hint}.",
	},
	Refused: {
		ZH: "API 服务器会拒绝:{error}",
		EN: "the API server would refuse it: {error}",
	},
	NamespaceMissing: {
		ZH: "缺少 metadata.namespace:{kind} 属于某个行政区划的命名空间。",
		EN: "metadata.namespace is missing: a {kind} belongs to the namespace of a division.",
	},
	NamespaceUnexpected: {
		ZH: "{kind} 不属于任何命名空间,请删去 metadata.namespace。",
		EN: "a {kind} belongs to no namespace; remove metadata.namespace.",
	},
	NameMissing: {
		ZH: "缺少 metadata.name;文件中的记录必须写明名称。",
		EN: "metadata.name is missing; a record in a file has to state its name.",
	},
	Duplicate: {
		ZH: "同一记录还出现在 {others},内容不同;应用后一个会覆盖前一个。请只保留一处;在此之前均不载入。",
		EN: "the same record also stands at {others}, and says something else; applying one would change the other. Keep one; until then none is loaded.",
	},
	Repeated: {
		ZH: "同一记录还出现在 {others},内容相同。请只保留一处,以免日后各自改动。",
		EN: "the same record also stands at {others}, word for word. Keep one, before they are changed apart.",
	},
	NoDivision: {
		ZH: "命名空间 {namespace} 有 {count} 条记录,但不代表任何行政区划。请在文件中加入该 Namespace,并带标签 lianxing.dev/division。",
		EN: "namespace {namespace}, with {count} records here, stands for no division. Add that Namespace to the files, with the label lianxing.dev/division.",
	},
	DivisionCode: {
		ZH: "行政区划代码 {code} 无效,应为六位数字(GB/T 2260),例如 \"330681\"。",
		EN: "{code} is no code of a division; it has six digits (GB/T 2260), as in \"330681\".",
	},
}

// text fills the sentence of a reason with arguments, given as names and values.
func text(reason Reason, arguments ...string) Text {
	pairs := make([]string, 0, len(arguments))
	for i := 0; i+1 < len(arguments); i += 2 {
		pairs = append(pairs, "{"+arguments[i]+"}", arguments[i+1])
	}
	replacer := strings.NewReplacer(pairs...)
	return Text{ZH: replacer.Replace(texts[reason].ZH), EN: replacer.Replace(texts[reason].EN)}
}
