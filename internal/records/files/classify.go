package files

import (
	"fmt"
	"strings"

	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Namespace is the kind under which a View knows the place of a division's Namespace. It is no kind of the register.
const Namespace records.Kind = "Namespace"

// class is what a document turned out to be.
type class int

const (
	foreign class = iota // of somebody else: skipped and counted
	record               // of the register
	namespace
	list   // holds documents
	broken // looks as if it were meant for the register, but is not
)

// object is a document, or one item of a list in a document.
type object struct {
	document *document
	// prefix is the path of the item in its document, as in items[3].
	prefix  string
	content map[string]any
}

// at returns the line and column of a field.
func (o *object) at(path string) (line, column int) {
	switch {
	case path == "" && o.prefix == "":
		return o.document.start()
	case path == "":
		return o.document.position(o.prefix)
	case o.prefix == "":
		return o.document.position(path)
	}
	return o.document.position(o.prefix + "." + path)
}

// kind returns apiVersion and kind, "" where they are absent or no text.
func (o *object) kind() (apiVersion, kind string) {
	apiVersion, _ = o.content["apiVersion"].(string)
	kind, _ = o.content["kind"].(string)
	return apiVersion, kind
}

// key returns namespace and name, "" where they are absent or no text.
func (o *object) key() records.Key {
	metadata, _ := o.content["metadata"].(map[string]any)
	name, _ := metadata["name"].(string)
	space, _ := metadata["namespace"].(string)
	return records.Key{Namespace: space, Name: name}
}

// problem builds a problem about a field of this object.
func (o *object) problem(reason Reason, path string, arguments ...string) Problem {
	line, column := o.at(path)
	_, kind := o.kind()
	key := o.key()
	return Problem{
		File: o.document.file, Line: line, Column: column, Kind: records.Kind(kind), Namespace: key.Namespace, Name: key.Name,
		Path: path, Reason: reason, Message: text(reason, arguments...),
	}
}

// classify says what an object is. What carries the name of our group or of one of our kinds in a way that can't be right is
// broken rather than foreign, so that a slip of the pen does not make a record vanish among the skipped.
func classify(o *object) (class, []Problem) {
	apiVersion, kind := o.kind()
	if apiVersion == "" && kind == "" {
		if !o.shaped() {
			return foreign, nil
		}
		return broken, []Problem{o.problem(NotARecord, "", "what", "apiVersion, kind: ?")}
	}
	version, err := schema.ParseGroupVersion(apiVersion)
	_, ours := records.Info(records.Kind(kind))
	switch {
	case err != nil:
		return broken, []Problem{o.problem(UnknownKind, "apiVersion", unknown(apiVersion, kind)...)}
	case isList(version, kind, o.content):
		return list, nil
	case version.Group == v1alpha1.Group:
		return o.ofOurGroup(version, ours)
	case apiVersion == "v1" && kind == string(Namespace):
		return namespace, nil
	case version.Group == "" && ours, resembles(version.Group), (kind == "" || apiVersion == "") && o.shaped():
		return broken, []Problem{o.problem(UnknownKind, "apiVersion", unknown(apiVersion, kind)...)}
	}
	return foreign, nil
}

func (o *object) ofOurGroup(version schema.GroupVersion, ours bool) (class, []Problem) {
	apiVersion, kind := o.kind()
	switch {
	case !ours:
		return broken, []Problem{o.problem(UnknownKind, "kind", unknown(apiVersion, kind)...)}
	case version != v1alpha1.GroupVersion:
		return broken, []Problem{o.problem(UnknownKind, "apiVersion", unknown(apiVersion, kind)...)}
	}
	return record, nil
}

// shaped says whether an object has the parts of a Kubernetes object, whatever it calls itself, or calls itself by what is no text.
func (o *object) shaped() bool {
	apiVersion, kind := o.kind()
	return o.content["metadata"] != nil || o.content["spec"] != nil ||
		apiVersion == "" && o.content["apiVersion"] != nil || kind == "" && o.content["kind"] != nil
}

// resembles says whether a group is ours but for its spelling.
func resembles(group string) bool {
	return strings.EqualFold(group, v1alpha1.Group) || strings.HasPrefix(group, "lianxing.") && !strings.HasSuffix(group, "."+v1alpha1.Group)
}

// isList knows the list of kubectl get, and the typed lists of API servers.
func isList(version schema.GroupVersion, kind string, content map[string]any) bool {
	if kind == "List" && (version == v1alpha1.GroupVersion || version == schema.GroupVersion{Version: "v1"}) {
		return true
	}
	item, typed := strings.CutSuffix(kind, "List")
	_, known := records.Info(records.Kind(item))
	_, items := content["items"]
	ours := version == v1alpha1.GroupVersion && known
	return typed && items && (ours || version == schema.GroupVersion{Version: "v1"} && item == string(Namespace))
}

func unknown(apiVersion, kind string) []string {
	names := make([]string, 0, len(records.Kinds))
	for _, info := range records.Kinds {
		names = append(names, string(info.Kind))
	}
	if apiVersion == "" {
		apiVersion = `apiVersion ""`
	}
	if kind == "" {
		kind = `""`
	}
	return []string{"apiVersion", apiVersion, "kind", kind, "known", strings.Join(names, ", ")}
}

// items returns the objects of a list, or a problem where it holds something else.
func (o *object) items() ([]*object, []Problem) {
	value, present := o.content["items"]
	elements, ok := value.([]any)
	if !present || !ok && value != nil {
		return nil, []Problem{o.problem(NotARecord, "items", "what", "items: […]")}
	}
	var found []*object
	var problems []Problem
	for i, element := range elements {
		path := fmt.Sprintf("items[%d]", i)
		content, ok := element.(map[string]any)
		if !ok {
			problems = append(problems, o.problem(NotARecord, path, "what", path+": {…}"))
			continue
		}
		prefix := path
		if o.prefix != "" {
			prefix = o.prefix + "." + path
		}
		item := &object{document: o.document, prefix: prefix, content: content}
		if _, kind := o.kind(); kind != "List" {
			inherit(item, o)
		}
		found = append(found, item)
	}
	return found, problems
}

// inherit gives an item of a typed list the kind that API servers leave out in it.
func inherit(item, from *object) {
	apiVersion, kind := from.kind()
	if item.content["apiVersion"] == nil && item.content["kind"] == nil {
		item.content["apiVersion"], item.content["kind"] = apiVersion, strings.TrimSuffix(kind, "List")
	}
}
