package files

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	yaml "go.yaml.in/yaml/v4"
)

// position returns the line and column of a field, or of the nearest one above it that is there. Documents are parsed for
// positions only when somebody asks, since most never have a problem and a register is large.
func (d *document) position(path string) (line, column int) {
	steps := parsePath(path)
	if d.json {
		return d.at(jsonOffset(d.data, steps))
	}
	root, err := d.nodes()
	if err != nil || root == nil {
		return d.start()
	}
	line, column = yamlPosition(root, steps)
	if line == 0 {
		return d.start()
	}
	return d.line + line - 1, column
}

// parsePath cuts spec.panel[0].account or metadata.labels[a.b/c] into its steps.
func parsePath(path string) []string {
	var steps []string
	for path != "" {
		switch path[0] {
		case '.':
			path = path[1:]
		case '[':
			end := strings.IndexByte(path, ']')
			if end < 0 {
				return append(steps, path[1:])
			}
			steps = append(steps, strings.Trim(path[1:end], `"`))
			path = path[end+1:]
		default:
			end := strings.IndexAny(path, ".[")
			if end < 0 {
				end = len(path)
			}
			steps = append(steps, path[:end])
			path = path[end:]
		}
	}
	return steps
}

func yamlPosition(node *yaml.Node, steps []string) (line, column int) {
	line, column = node.Line, node.Column
	for _, step := range steps {
		node = dereference(node)
		if node == nil {
			return line, column
		}
		var found *yaml.Node
		switch node.Kind {
		case yaml.MappingNode:
			key, value := member(node, step, 0)
			if key == nil {
				return line, column
			}
			line, column, found = key.Line, key.Column, value
		case yaml.SequenceNode:
			index, err := strconv.Atoi(step)
			if err != nil || index < 0 || index >= len(node.Content) {
				return line, column
			}
			found = node.Content[index]
			line, column = found.Line, found.Column
		default:
			return line, column
		}
		node = found
	}
	return line, column
}

// maxIndirections bounds how many aliases or merges are followed, which may form a circle.
const maxIndirections = 10

func dereference(node *yaml.Node) *yaml.Node {
	for range maxIndirections {
		if node == nil || node.Kind != yaml.AliasNode {
			return node
		}
		node = node.Alias
	}
	return nil
}

// member finds a key of a mapping, also where it was merged in.
func member(node *yaml.Node, name string, depth int) (key, value *yaml.Node) {
	for i := 0; i+1 < len(node.Content); i += 2 {
		if sameKey(node.Content[i], name) {
			return node.Content[i], node.Content[i+1]
		}
	}
	if depth >= maxIndirections {
		return nil, nil
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		if node.Content[i].Value != "<<" {
			continue
		}
		merged := []*yaml.Node{node.Content[i+1]}
		if merged[0].Kind == yaml.SequenceNode {
			merged = merged[0].Content
		}
		for _, from := range merged {
			from = dereference(from)
			if from == nil || from.Kind != yaml.MappingNode {
				continue
			}
			if key, value = member(from, name, depth+1); key != nil {
				return key, value
			}
		}
	}
	return nil, nil
}

// sameKey compares a key with a name as it is written, and as it is read.
func sameKey(key *yaml.Node, name string) bool {
	return key.Value == name || meaning(key) == name
}

// meaning is what kubectl reads a key as.
func meaning(key *yaml.Node) string {
	if boolean, ok := booleans[strings.ToLower(key.Value)]; ok && key.Style == 0 {
		return boolean
	}
	return key.Value
}

// booleans are the words that YAML 1.1, and with it kubectl, takes for true and false where they are not in quotes.
var booleans = map[string]string{
	"y": "true", "yes": "true", "on": "true", "true": "true",
	"n": "false", "no": "false", "off": "false", "false": "false",
}

// jsonOffset returns where a field begins: its key, or in a list the element.
func jsonOffset(data []byte, steps []string) int {
	offset := len(data) - len(bytes.TrimLeft(data, " \t\r\n"))
	if len(steps) == 0 || offset == len(data) {
		return offset
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	opening, err := decoder.Token()
	if err != nil {
		return offset
	}
	for index := 0; decoder.More(); index++ {
		name := strconv.Itoa(index)
		if opening == json.Delim('{') {
			key, err := decoder.Token()
			if err != nil {
				return offset
			}
			name, _ = key.(string)
		}
		keyEnd := int(decoder.InputOffset())
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return offset
		}
		if name != steps[0] {
			continue
		}
		begin := int(decoder.InputOffset()) - len(value)
		inner := begin + jsonOffset(value, steps[1:])
		if opening == json.Delim('{') && inner == begin {
			return keyStart(data, keyEnd)
		}
		return inner
	}
	return offset
}

// keyStart goes back from the end of a key to its opening quote.
func keyStart(data []byte, end int) int {
	for i := end - 2; i >= 0; i-- {
		if data[i] != '"' {
			continue
		}
		backslashes := 0
		for i-1-backslashes >= 0 && data[i-1-backslashes] == '\\' {
			backslashes++
		}
		if backslashes%2 == 0 {
			return i
		}
	}
	return end
}
