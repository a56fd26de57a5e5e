package files

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// document is one YAML document or one JSON value of a file.
type document struct {
	file string
	// line and column of the first byte of data, from 1.
	line, column int
	data         []byte
	json         bool
}

// split cuts a file into its documents, so that a broken one leaves the others whole.
func split(file string, data []byte) ([]document, []Problem) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if strings.EqualFold(filepath.Ext(file), ".json") {
		return splitJSON(file, data)
	}
	// As kubectl does, take a stream of JSON for what it is, whatever the file is called.
	if trimmed := bytes.TrimSpace(data); len(trimmed) > 0 && trimmed[0] == '{' {
		if documents, problems := splitJSON(file, data); len(problems) == 0 {
			return documents, nil
		}
	}
	return splitYAML(file, data), nil
}

// splitYAML cuts at the lines that begin or end a document. Such a line means that wherever it stands, also in the middle of
// a text that was not closed, so one document can't swallow the next.
func splitYAML(file string, data []byte) []document {
	var documents []document
	var chunk []byte
	line, first := 1, 1
	// A chunk that is blank so far has nothing but comments; directives belong to the document that opens after them.
	blank, directives, opened := true, false, false
	flush := func() {
		if !blank || directives {
			documents = append(documents, document{file: file, line: first, column: 1, data: chunk})
		}
		chunk, first, blank, directives, opened = nil, line, true, false, false
	}
	for len(data) > 0 {
		length := lineLength(data)
		current := data[:length]
		switch {
		case marks(current, "---"):
			if !blank || !directives || opened {
				flush()
			}
			opened = true
			chunk = append(chunk, current...)
			blank = blank && isBlank(current[3:])
		case marks(current, "..."):
			line++
			flush()
			line--
		default:
			chunk = append(chunk, current...)
			switch {
			case blank && current[0] == '%':
				directives = true
			case !isBlank(current):
				blank = false
			}
		}
		line++
		data = data[length:]
	}
	flush()
	return documents
}

// lineLength returns the length of the first line with its break. YAML 1.1 breaks lines at more than the line feed.
func lineLength(data []byte) int {
	for i := 0; i < len(data); i++ {
		switch data[i] {
		case '\n':
			return i + 1
		case '\r':
			if i+1 < len(data) && data[i+1] == '\n' {
				return i + 2
			}
			return i + 1
		case 0xc2: // U+0085
			if i+1 < len(data) && data[i+1] == 0x85 {
				return i + 2
			}
		case 0xe2: // U+2028, U+2029
			if i+2 < len(data) && data[i+1] == 0x80 && data[i+2]|1 == 0xa9 {
				return i + 3
			}
		}
	}
	return len(data)
}

func marks(line []byte, marker string) bool {
	if !bytes.HasPrefix(line, []byte(marker)) {
		return false
	}
	rest := line[len(marker):]
	return len(rest) == 0 || strings.Contains(" \t", string(rest[:1])) || len(bytes.TrimLeft(rest, breaks)) == 0
}

// breaks are the characters that end a line of YAML 1.1.
const breaks = "\n\r\u0085\u2028\u2029"

func isBlank(line []byte) bool {
	trimmed := bytes.Trim(line, " \t"+breaks)
	return len(trimmed) == 0 || trimmed[0] == '#'
}

// splitJSON cuts a stream of JSON values. What follows a value that can't be parsed is lost to it, and the problem says so.
func splitJSON(file string, data []byte) ([]document, []Problem) {
	var documents []document
	decoder := json.NewDecoder(bytes.NewReader(data))
	for {
		var raw json.RawMessage
		err := decoder.Decode(&raw)
		if errors.Is(err, io.EOF) {
			return documents, nil
		}
		if err != nil {
			offset := int(decoder.InputOffset())
			if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
				offset = int(syntax.Offset) - 1
			} else if errors.Is(err, io.ErrUnexpectedEOF) {
				offset = len(data)
			}
			whole := document{file: file, line: 1, column: 1, data: data, json: true}
			line, column := whole.at(offset)
			return documents, []Problem{{
				File: file, Line: line, Column: column, Reason: Syntax,
				Message: text(Syntax, "format", "JSON", "error", err.Error()+" (nothing after this place was read)"),
			}}
		}
		start := int(decoder.InputOffset()) - len(raw)
		whole := document{line: 1, column: 1, data: data}
		line, column := whole.at(start)
		documents = append(documents, document{file: file, line: line, column: column, data: raw, json: true})
	}
}

// at returns the line and column of an offset into the data.
func (d *document) at(offset int) (line, column int) {
	offset = min(max(offset, 0), len(d.data))
	line, column = d.line, d.column
	before := d.data[:offset]
	if last := bytes.LastIndexByte(before, '\n'); last >= 0 {
		line += bytes.Count(before, []byte("\n"))
		column = 1
		before = before[last+1:]
	}
	return line, column + utf8.RuneCount(before)
}

// start returns the place of the first line of the document that says something.
func (d *document) start() (line, column int) {
	if d.json {
		return d.line, d.column
	}
	line = d.line
	for rest := d.data; len(rest) > 0; line++ {
		length := lineLength(rest)
		if current := rest[:length]; !isBlank(current) && !marks(current, "---") {
			return line, 1
		}
		rest = rest[length:]
	}
	return d.line, 1
}

// lastLine returns the number, within the document and from 1, of the last line that says something.
func (d *document) lastLine() int {
	last := 1
	for number, rest := 1, d.data; len(rest) > 0; number++ {
		length := lineLength(rest)
		if !isBlank(rest[:length]) {
			last = number
		}
		rest = rest[length:]
	}
	return last
}
