package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"github.com/lianxing-dev/lianxing/internal/records"
)

// tree is what is written: content by path, relative to config/samples.
type tree map[string][]byte

const header = "# Fictitious records: every organisation, account, document number and payment here is made up.\n" +
	"# Written by `make samples` from hack/samples; a change belongs there.\n"

// calendarHeader stands above the one thing that is not made up.
const calendarHeader = "# Part of a fictitious register. The dates are those of the published notice: check them against it before any real use.\n" +
	"# Written by `make samples` from hack/samples; a change belongs there.\n"

// render writes the records of a register under a folder, each file's in the order in which they were added.
func (t tree) render(folder string, r *register) error {
	for _, p := range r.placed {
		name := path.Join(folder, p.file)
		text, err := document(p.object)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if t[name] == nil {
			t[name] = []byte(header)
			if strings.HasPrefix(p.file, "calendars/") && p.object.GetName() != "2027" {
				t[name] = []byte(calendarHeader)
			}
		}
		t[name] = append(append(t[name], "---\n"...), text...)
	}
	return nil
}

// kustomization lists the files under a folder, so that config/ can render the samples.
func (t tree) kustomization(folder string) {
	var text strings.Builder
	text.WriteString(header + "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n")
	names := make([]string, 0, len(t))
	for name := range t {
		if strings.HasPrefix(name, folder+"/") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		text.WriteString("- " + name + "\n")
	}
	t["kustomization.yaml"] = []byte(text.String())
}

// document writes one object as a person would: fields in the order of their kind, no status, short lists on one line.
func document(object records.Object) ([]byte, error) {
	raw, err := json.Marshal(object)
	if err != nil {
		return nil, err
	}
	var root yaml.Node
	if err := yaml.Unmarshal(raw, &root); err != nil {
		return nil, err
	}
	if root.Kind != yaml.DocumentNode || len(root.Content) != 1 {
		return nil, fmt.Errorf("%T is no mapping", object)
	}
	content := root.Content[0]
	remove(content, "status")
	first(content, "apiVersion")
	style(content)
	var text bytes.Buffer
	encoder := yaml.NewEncoder(&text)
	encoder.SetIndent(2)
	encoder.CompactSeqIndent()
	if err := encoder.Encode(content); err != nil {
		return nil, err
	}
	if err := encoder.Close(); err != nil {
		return nil, err
	}
	return text.Bytes(), nil
}

func remove(mapping *yaml.Node, key string) {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == key {
			mapping.Content = slices.Delete(mapping.Content, i, i+2)
			return
		}
	}
}

// first moves a key to the beginning, where a reader looks for it.
func first(mapping *yaml.Node, key string) {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == key {
			pair := []*yaml.Node{mapping.Content[i], mapping.Content[i+1]}
			mapping.Content = slices.Insert(slices.Delete(mapping.Content, i, i+2), 0, pair...)
			return
		}
	}
}

// style turns the JSON that was read into block style, and leaves a list's small mappings on their line.
func style(node *yaml.Node) {
	node.Style = 0
	if node.Kind == yaml.ScalarNode && node.Tag == "!!str" && slices.Contains(booleans, strings.ToLower(node.Value)) {
		node.Style = yaml.DoubleQuotedStyle
	}
	for _, child := range node.Content {
		style(child)
	}
	if node.Kind != yaml.SequenceNode {
		return
	}
	for _, element := range node.Content {
		if element.Kind == yaml.MappingNode && short(element) {
			element.Style = yaml.FlowStyle
		}
	}
}

// booleans are words that YAML 1.1, and with it kubectl, takes for true and false unless they are in quotes: the field "on" is one.
var booleans = []string{"y", "n", "yes", "no", "on", "off"}

// short says whether a mapping holds nothing but a few words.
func short(mapping *yaml.Node) bool {
	const line = 100
	length := 0
	for _, part := range mapping.Content {
		if part.Kind != yaml.ScalarNode {
			return false
		}
		length += len([]rune(part.Value)) + len(": ")
	}
	return length <= line
}
