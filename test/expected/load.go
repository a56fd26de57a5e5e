package expected

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	yaml "go.yaml.in/yaml/v4"
)

// event is a document of a file: what must be so because of one row of the table of events.
type event struct {
	Row   string `yaml:"row"`
	Says  string `yaml:"says"`
	Cases []struct {
		Source  string      `yaml:"source"` // base where absent
		AsOf    string      `yaml:"asOf"`
		Because string      `yaml:"because"`
		Records []yaml.Node `yaml:"records"`
	} `yaml:"cases"`
}

// Rows returns all rows of testdata/expected, wherever in the repository a test runs. It panics where they can't be read: a test
// that compares with nothing must not pass. Load returns the error instead.
func Rows() []Row {
	root, err := Root()
	if err != nil {
		panic(err)
	}
	rows, err := Load(filepath.Join(root, "testdata", "expected"))
	if err != nil {
		panic(err)
	}
	return rows
}

// Root returns the repository's root: the nearest folder with a go.mod, from the working directory upwards.
func Root() (string, error) {
	start, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for folder := start; ; folder = filepath.Dir(folder) {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder, nil
		} else if !errors.Is(err, os.ErrNotExist) {
			return "", err
		}
		if folder == filepath.Dir(folder) {
			return "", fmt.Errorf("no go.mod in %s or above it: run inside the repository", start)
		}
	}
}

// Load reads every .yaml file of a folder. An unknown field, a row that says nothing and a folder without rows are errors; all that
// is wrong is named, each with its file and line.
func Load(folder string) ([]Row, error) {
	names, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	var rows []Row
	var wrong []error
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		read, err := parse(filepath.Base(name), data)
		wrong = append(wrong, err)
		rows = append(rows, read...)
	}
	if err := errors.Join(wrong...); err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("%s holds no expected outcomes", folder)
	}
	return rows, nil
}

// parse reads one file.
func parse(file string, data []byte) ([]Row, error) {
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	decoder.KnownFields(true)
	var rows []Row
	var wrong []error
	for {
		var e event
		if err := decoder.Decode(&e); errors.Is(err, io.EOF) {
			return rows, errors.Join(wrong...)
		} else if err != nil {
			return nil, errors.Join(append(wrong, fmt.Errorf("%s: %w", file, err))...)
		}
		if e.Says == "" || len(e.Cases) == 0 {
			wrong = append(wrong, fmt.Errorf("%s: %s: says or cases are missing", file, e.Row))
		}
		for _, c := range e.Cases {
			if len(c.Records) == 0 {
				wrong = append(wrong, fmt.Errorf("%s: %s as of %s names no records", file, e.Row, c.AsOf))
			}
			if c.Source == "" {
				c.Source = Base
			}
			for i := range c.Records {
				row := Row{Row: e.Row, Because: c.Because, Source: c.Source, AsOf: c.AsOf, Place: fmt.Sprintf("%s:%d", file, c.Records[i].Line)}
				err := strictly(&c.Records[i], &row.Expectation)
				if err == nil {
					err = row.check()
				}
				if err != nil {
					wrong = append(wrong, fmt.Errorf("%s: %s: %w", row.Place, e.Row, err))
					continue
				}
				rows = append(rows, row)
			}
		}
	}
}

// strictly decodes a part of a document; decoding a node would let unknown fields pass.
func strictly(node *yaml.Node, into any) error {
	text, err := yaml.Marshal(node)
	if err != nil {
		return err
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	return decoder.Decode(into)
}
