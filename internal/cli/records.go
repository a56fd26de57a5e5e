package cli

import (
	"fmt"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/runtime"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/digest"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	"github.com/lianxing-dev/lianxing/internal/schema"
)

// load reads records from files, and names on the standard error everything that is wrong with them, but for what does not matter
// to the caller.
func (c *command) load(paths []string, besides ...files.Reason) (*files.View, error) {
	if len(paths) == 0 {
		return nil, errNoPath
	}
	view, problems, err := files.Loader{Stdin: c.In}.Load(paths...)
	if err != nil {
		return nil, err
	}
	problems = slices.DeleteFunc(problems, func(p files.Problem) bool { return slices.Contains(besides, p.Reason) })
	for _, problem := range problems {
		c.say("%s\n", problem.Text(c.language))
	}
	if len(problems) > 0 {
		c.problems = true
		c.say("%s\n", summary(view, c.language))
	}
	return view, nil
}

// summary accounts for every document.
func summary(view *files.View, language string) string {
	counts := view.Counts()
	if language == "en" {
		return fmt.Sprintf("%d documents: %d loaded, %d broken, %d skipped%s",
			counts.Documents, counts.Loaded, counts.Broken, counts.Skipped, skippedKinds(view))
	}
	return fmt.Sprintf("共 %d 份文档:载入 %d,有误 %d,跳过 %d%s",
		counts.Documents, counts.Loaded, counts.Broken, counts.Skipped, skippedKinds(view))
}

// skippedKinds names the kinds that were skipped, so that a misspelt one is seen.
func skippedKinds(view *files.View) string {
	var names []string
	for _, skipped := range view.Skipped() {
		name := strings.Trim(skipped.APIVersion+" "+skipped.Kind, " ")
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if names == nil {
		return ""
	}
	slices.Sort(names)
	return " (" + strings.Join(names, ", ") + ")"
}

// kindOf resolves what a person calls a kind.
func kindOf(word string) (records.KindInfo, error) {
	admission, err := schema.Embedded()
	if err != nil {
		return records.KindInfo{}, err
	}
	name, _ := admission.Resolve(word)
	info, ok := records.Info(records.Kind(name))
	if !ok {
		return records.KindInfo{}, fmt.Errorf("there is no kind %q; known are %s", word, strings.Join(admission.Kinds(), ", "))
	}
	return info, nil
}

// find returns the record of a name; without a namespace, the only one of that name.
func find(view *files.View, info records.KindInfo, namespace, name string) (records.Object, error) {
	var found []records.Object
	var where []string
	for _, object := range view.List(info.Kind) {
		if object.GetName() == name && (namespace == "" || object.GetNamespace() == namespace) {
			found = append(found, object)
			where = append(where, object.GetNamespace())
		}
	}
	switch len(found) {
	case 0:
		return nil, fmt.Errorf("there is no %s %s in the files (a broken one is not read)", info.Kind, strings.Trim(namespace+"/"+name, "/"))
	case 1:
		return found[0], nil
	}
	return nil, fmt.Errorf("there are several %s %s; choose one with -n %s", info.Kind, name, strings.Join(where, " or -n "))
}

// specOf returns the spec of a record as its JSON has it.
func specOf(object records.Object) (any, error) {
	content, err := runtime.DefaultUnstructuredConverter.ToUnstructured(object)
	if err != nil {
		return nil, fmt.Errorf("%s %s has no JSON: %w", records.KindOf(object), records.KeyOf(object), err)
	}
	return content["spec"], nil
}

// subject is a record whose digest is asked for.
type subject struct {
	kind records.Kind
	key  records.Key
	spec any
}

func (s subject) digest() (string, error) {
	return digest.Of(v1alpha1.Group, string(s.kind), s.key.Namespace, s.key.Name, s.spec)
}

func subjectOf(object records.Object) (subject, error) {
	spec, err := specOf(object)
	return subject{kind: records.KindOf(object), key: records.KeyOf(object), spec: spec}, err
}
