package files

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"

	yaml "go.yaml.in/yaml/v4"
	kjson "sigs.k8s.io/json"
	kyaml "sigs.k8s.io/yaml"
)

// decode returns the content of the document, read as kubectl reads it; nil where there is none. What stands in it twice is a
// problem, since one of the two would be lost without a word.
func (d *document) decode() (any, []Problem) {
	asJSON := d.data
	var problems []Problem
	if !d.json {
		var err error
		if asJSON, err = toJSON(d.data, kyaml.YAMLToJSONStrict); err != nil {
			if asJSON, problems = d.retry(err); problems != nil {
				return nil, problems
			}
		}
	}
	var content any
	strict, err := kjson.UnmarshalStrict(asJSON, &content)
	if err != nil {
		return nil, d.syntaxProblems(err)
	}
	for _, refused := range strict {
		line, column := d.start()
		path := ""
		if quoted := quotedPath.FindStringSubmatch(refused.Error()); quoted != nil {
			path = quoted[1]
			line, column = d.position(path)
		}
		problems = append(problems, d.syntaxProblem(line, column, refused.Error()))
	}
	return content, problems
}

// toJSON converts YAML. Its libraries have been known to panic on hostile input, which must not cost the other documents.
func toJSON(data []byte, convert func([]byte) ([]byte, error)) (result []byte, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = panicked(cause)
		}
	}()
	return convert(data)
}

// retry is for documents that the strict reading refused. It takes a key that overrides a merged one for a key that stands
// twice; kubectl does not, so only keys that do stand twice in one mapping are refused.
func (d *document) retry(strict error) ([]byte, []Problem) {
	asJSON, err := toJSON(d.data, kyaml.YAMLToJSON)
	if err != nil {
		return nil, d.syntaxProblems(err)
	}
	root, err := d.nodes()
	if err != nil || root == nil {
		return nil, d.syntaxProblems(strict)
	}
	var problems []Problem
	for _, key := range again(root, nil) {
		message := fmt.Sprintf("key %q already set in map", key.Value)
		problems = append(problems, d.syntaxProblem(d.line+key.Line-1, key.Column, message))
	}
	return asJSON, problems
}

// again collects the keys that stand in a mapping for the second time.
func again(node *yaml.Node, found []*yaml.Node) []*yaml.Node {
	if node.Kind == yaml.MappingNode {
		seen := map[string]bool{}
		for i := 0; i+1 < len(node.Content); i += 2 {
			key := node.Content[i]
			if key.Kind != yaml.ScalarNode {
				continue
			}
			if name := meaning(key); seen[name] {
				found = append(found, key)
			} else {
				seen[name] = true
			}
		}
	}
	for _, inner := range node.Content {
		found = again(inner, found)
	}
	return found
}

// nodes parses YAML with the places of everything in it; nil where it holds nothing.
func (d *document) nodes() (root *yaml.Node, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = panicked(cause)
		}
	}()
	var parsed yaml.Node
	if err := yaml.Unmarshal(d.data, &parsed); err != nil {
		return nil, err
	}
	if len(parsed.Content) == 0 {
		return nil, nil
	}
	return parsed.Content[0], nil
}

func panicked(cause any) error { return fmt.Errorf("the YAML can't be read: %v", cause) }

var (
	quotedPath = regexp.MustCompile(`"([^"]*)"`)
	lineNumber = regexp.MustCompile(`line (\d+): ([^\n]*)`)
)

// syntaxProblems says where the parser failed. The parser that knows places best is not the one that kubectl uses, so it is
// asked second, and believed on the place only.
func (d *document) syntaxProblems(err error) []Problem {
	if !d.json {
		_, parseError := d.nodes()
		if located := (*yaml.LoadError)(nil); errors.As(parseError, &located) && located.Mark.Line > 0 {
			return []Problem{d.located(located)}
		}
	}
	var problems []Problem
	for _, found := range lineNumber.FindAllStringSubmatch(err.Error(), -1) {
		line, _ := strconv.Atoi(found[1]) // the expression matches digits only
		problems = append(problems, d.syntaxProblem(d.line+line-1, 0, found[2]))
	}
	if problems == nil {
		line, column := d.start()
		problems = []Problem{d.syntaxProblem(line, column, err.Error())}
	}
	return problems
}

// located takes the place from the error. What was opened and never closed is only missed at the end of the document, where
// there is nothing to mend, so its beginning is named, or at least the last line.
func (d *document) located(err *yaml.LoadError) Problem {
	mark, begin, message := err.Mark, err.ContextMark, err.Message
	if err.ContextMsg != "" {
		message += ", " + err.ContextMsg
	}
	last := d.lastLine()
	switch {
	case mark.Line > last && begin.Line > 0 && begin.Line <= last:
		mark = begin
	case mark.Line > last:
		mark.Line, mark.Column = last, 0
	case begin.Line > 0 && begin.Line != mark.Line:
		message += fmt.Sprintf(" that begins in line %d", d.line+begin.Line-1)
	}
	return d.syntaxProblem(d.line+mark.Line-1, mark.Column, message)
}

func (d *document) syntaxProblem(line, column int, message string) Problem {
	format := "YAML"
	if d.json {
		format = "JSON"
	}
	return Problem{File: d.file, Line: line, Column: column, Reason: Syntax, Message: text(Syntax, "format", format, "error", message)}
}
