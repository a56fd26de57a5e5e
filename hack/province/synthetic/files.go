package synthetic

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/yaml"

	"github.com/lianxing-dev/lianxing/internal/records"
)

// AnswersFile is what Write calls the answers, beside the records.
const AnswersFile = "answers.json"

const header = "# Fictitious: every organisation, account, document number and payment here is made up. Written by hack/province.\n"

// perFile is how many records stand in one file.
const perFile = 1000

// Write writes the province into a folder, which must not exist: its records as YAML files, a folder for each city, and what a register must say
// of them as JSON. It holds one city at a time. It returns how many records there are.
func (p *Province) Write(folder string, payments bool) (int, error) {
	if err := os.MkdirAll(filepath.Dir(folder), 0o755); err != nil {
		return 0, err
	}
	if err := os.Mkdir(folder, 0o755); err != nil {
		return 0, fmt.Errorf("a province is written into a new folder: %w", err)
	}
	calendars := p.Calendars()
	if err := write(filepath.Join(folder, "calendars.yaml"), calendars); err != nil {
		return 0, err
	}
	total := len(calendars)
	for city := range p.o.Cities {
		own, err := p.City(city, payments)
		if err != nil {
			return total, err
		}
		total += len(own)
		if err := p.writeCity(filepath.Join(folder, cityDivision(city).Namespace), city, own); err != nil {
			return total, err
		}
	}
	answers, err := json.MarshalIndent(p.Answers(payments), "", "  ")
	if err != nil {
		return total, err
	}
	return total, os.WriteFile(filepath.Join(folder, AnswersFile), append(answers, '\n'), 0o644)
}

func (p *Province) writeCity(folder string, city int, all []records.Object) error {
	if err := os.Mkdir(folder, 0o755); err != nil {
		return err
	}
	var namespaces []runtime.Object
	for _, d := range p.Divisions() {
		if cityDivision(city).Covers(d) {
			namespaces = append(namespaces, NamespaceOf(d))
		}
	}
	// This name sorts before everything else, so that kubectl apply -R creates the namespaces first.
	if err := write(filepath.Join(folder, "00-namespaces.yaml"), namespaces); err != nil {
		return err
	}
	for at := 0; at < len(all); at += perFile {
		name := fmt.Sprintf("records-%04d.yaml", at/perFile+1)
		if err := write(filepath.Join(folder, name), all[at:min(at+perFile, len(all))]); err != nil {
			return err
		}
	}
	return nil
}

func write[T runtime.Object](name string, objects []T) error {
	text := bytes.NewBufferString(header)
	for _, object := range objects {
		document, err := document(object)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		text.WriteString("---\n")
		text.Write(document)
	}
	return os.WriteFile(name, text.Bytes(), 0o644)
}

// document is an object as a person would declare it: without a status.
func document(object runtime.Object) ([]byte, error) {
	declared, err := runtime.DefaultUnstructuredConverter.ToUnstructured(object)
	if err != nil {
		return nil, err
	}
	delete(declared, "status")
	return yaml.Marshal(declared)
}
