package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/lianxing-dev/lianxing/internal/records"
)

// piece reads the lines of one piece; io.EOF after the last.
func piece(from *bufio.Reader) ([][]byte, error) {
	var lines [][]byte
	for {
		line, err := from.ReadBytes('\n')
		if errors.Is(err, io.EOF) && len(lines)+len(line) > 0 {
			return nil, io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, err
		}
		if line = bytes.TrimSuffix(line, []byte("\n")); len(line) == 0 {
			return lines, nil
		}
		lines = append(lines, line)
	}
}

// decoded reads records, as anybody who gets them from an API server has to.
func decoded(lines [][]byte) ([]records.Object, error) {
	all := make([]records.Object, 0, len(lines))
	for _, line := range lines {
		kind, text, _ := bytes.Cut(line, []byte(" "))
		info, ok := records.Info(records.Kind(kind))
		if !ok {
			return nil, fmt.Errorf("%q is no kind of a register", kind)
		}
		object := info.New()
		if err := json.Unmarshal(text, object); err != nil {
			return nil, err
		}
		all = append(all, object)
	}
	return all, nil
}
