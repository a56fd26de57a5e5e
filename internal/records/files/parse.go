package files

import (
	"fmt"
	"strings"
	"unicode"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/validation"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/schema"
)

// contents is what one file holds.
type contents struct {
	records    []loaded
	namespaces []loadedNamespace
	skipped    []Skipped
	problems   []Problem
	// documents counts what the file holds, items of lists singly; broken counts those that were not loaded.
	documents, broken int
}

type loaded struct {
	record records.Object
	origin *object
}

type loadedNamespace struct {
	name string
	// division is the one that the namespace stands for; its Code is empty where it stands for none.
	division records.Division
	origin   *object
}

// Skipped is a document that is not of the register.
type Skipped struct {
	File       string `json:"file"`
	Line       int    `json:"line"`
	APIVersion string `json:"apiVersion,omitempty"`
	Kind       string `json:"kind,omitempty"`
}

// parse reads the documents of one file.
func parse(file string, data []byte, admission *schema.Admission) *contents {
	documents, problems := split(file, data)
	result := &contents{problems: problems, documents: len(problems), broken: len(problems)}
	for i := range documents {
		result.add(&documents[i], admission)
	}
	return result
}

func (c *contents) add(d *document, admission *schema.Admission) {
	content, problems := d.decode()
	switch content := content.(type) {
	case nil:
		if len(problems) == 0 {
			return // nothing but comments
		}
		c.documents++
		c.refuse(problems)
	case map[string]any:
		o := &object{document: d, content: content}
		if len(problems) > 0 {
			c.documents++
			c.refuse(o.named(problems))
			return
		}
		c.addObject(o, admission)
	default:
		c.documents++
		o := &object{document: d}
		c.refuse(append(problems, o.problem(NotARecord, "", "what", fmt.Sprintf("%.40v", content))))
	}
}

func (c *contents) refuse(problems []Problem) {
	c.broken++
	c.problems = append(c.problems, problems...)
}

// named adds to problems of syntax which record they are in, as far as it can be read.
func (o *object) named(problems []Problem) []Problem {
	_, kind := o.kind()
	key := o.key()
	for i := range problems {
		problems[i].Kind, problems[i].Namespace, problems[i].Name = records.Kind(kind), key.Namespace, key.Name
	}
	return problems
}

func (c *contents) addObject(o *object, admission *schema.Admission) {
	is, problems := classify(o)
	if is != list {
		c.documents++
	}
	switch is {
	case list:
		items, problems := o.items()
		c.documents += len(problems)
		c.broken += len(problems)
		c.problems = append(c.problems, problems...)
		for _, item := range items {
			c.addObject(item, admission)
		}
	case broken:
		c.refuse(problems)
	case foreign:
		line, _ := o.at("")
		apiVersion, kind := o.kind()
		c.skipped = append(c.skipped, Skipped{File: o.document.file, Line: line, APIVersion: apiVersion, Kind: kind})
	case namespace:
		c.addNamespace(o)
	case record:
		c.addRecord(o, admission)
	}
}

func (c *contents) addRecord(o *object, admission *schema.Admission) {
	_, kind := o.kind()
	info, _ := records.Info(records.Kind(kind)) // classify asked before
	problems := o.misplaced(info)
	if metadata, ok := o.content["metadata"].(map[string]any); ok {
		// What an export of a cluster has besides, and no creation may name.
		delete(metadata, "resourceVersion")
		delete(metadata, "managedFields")
	}
	for _, refusal := range admission.Create(&unstructured.Unstructured{Object: o.content}) {
		if refusal.Path == "metadata.name" && len(problems) > 0 && problems[0].Reason == NameMissing {
			continue
		}
		problems = append(problems, o.refusal(refusal))
	}
	if len(problems) > 0 {
		c.refuse(problems)
		return
	}
	delete(o.content, "status") // a status in a file is no input: it is computed
	record := info.New()
	if err := runtime.DefaultUnstructuredConverter.FromUnstructuredWithValidation(o.content, record, true); err != nil {
		c.refuse([]Problem{o.problem(Refused, "", "error", err.Error())})
		return
	}
	o.content = nil // the record has it all; places are looked up in the document
	c.records = append(c.records, loaded{record: record, origin: o})
}

// misplaced says what is wrong with the namespace and the name, in words that fit files.
func (o *object) misplaced(info records.KindInfo) []Problem {
	var problems []Problem
	key := o.key()
	metadata, _ := o.content["metadata"].(map[string]any)
	if metadata["name"] == nil {
		problems = append(problems, o.problem(NameMissing, "metadata"))
	}
	switch {
	case info.ClusterScoped && key.Namespace != "":
		problems = append(problems, o.problem(NamespaceUnexpected, "metadata.namespace", "kind", string(info.Kind)))
	case !info.ClusterScoped && metadata["namespace"] == nil:
		problems = append(problems, o.problem(NamespaceMissing, "metadata", "kind", string(info.Kind)))
	}
	return problems
}

// refusal is what the API server's library says, with its place, and with a hint where YAML itself is the likely cause.
func (o *object) refusal(r schema.Refusal) Problem {
	if r.UnknownField {
		hint := Text{}
		if last := r.Path[strings.LastIndexByte(r.Path, '.')+1:]; last == "true" || last == "false" {
			hint = Text{
				ZH: `;未加引号的 on、off、yes、no、y、n 会被 YAML 1.1 读作真假值,请写成 "on":`,
				EN: `; YAML 1.1 reads on, off, yes, no, y and n without quotes as booleans: write "on":`,
			}
		}
		p := o.problem(UnknownField, r.Path)
		p.Message.ZH = strings.Replace(p.Message.ZH, "{hint}", hint.ZH, 1)
		p.Message.EN = strings.Replace(p.Message.EN, "{hint}", hint.EN, 1)
		return p
	}
	p := o.problem(Refused, r.Path)
	zh, en := languages(r.Message)
	p.Message.ZH = strings.Replace(p.Message.ZH, "{error}", zh, 1)
	p.Message.EN = strings.Replace(p.Message.EN, "{error}", en, 1)
	if r.WantedString {
		p.Message.ZH += `。请给这个值加上引号`
		p.Message.EN += `. Put the value in quotes`
	}
	return p
}

// languages parts a sentence of our definitions, which stands there in Chinese and English; one of the API server's own is in
// English alone.
func languages(message string) (zh, en string) {
	zh, en, found := strings.Cut(message, " / ")
	if !found || !strings.ContainsFunc(zh, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return message, message
	}
	return zh, en
}

func (c *contents) addNamespace(o *object) {
	var meta metav1.PartialObjectMetadata
	content := map[string]any{"apiVersion": "v1", "kind": "Namespace", "metadata": o.content["metadata"]}
	if err := runtime.DefaultUnstructuredConverter.FromUnstructured(content, &meta); err != nil {
		c.refuse([]Problem{o.problem(Refused, "metadata", "error", err.Error())})
		return
	}
	if wrong := validation.IsDNS1123Label(meta.Name); len(wrong) > 0 {
		c.refuse([]Problem{o.problem(Refused, "metadata.name", "error", strings.Join(wrong, "; "))})
		return
	}
	division, ok := records.DivisionFrom(&meta)
	if code, labelled := meta.Labels[records.DivisionLabel]; labelled && !ok {
		c.refuse([]Problem{o.problem(DivisionCode, "metadata.labels["+records.DivisionLabel+"]", "code", fmt.Sprintf("%q", code))})
		return
	}
	o.content = nil
	c.namespaces = append(c.namespaces, loadedNamespace{name: meta.Name, division: division, origin: o})
}
