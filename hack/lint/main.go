// Command lint proves that the linters bite. It runs them, as configured, over defects planted one a file in testdata,
// each file named for the linter and rule that must find it, and fails when one is not found, or when the configuration
// names a linter for which no defect is planted.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"sigs.k8s.io/yaml"
)

func main() {
	golangciLint := flag.String("golangci-lint", "bin/tools/golangci-lint", "the golangci-lint binary")
	kubeAPILinter := flag.String("kube-api-linter", "bin/tools/kube-api-linter", "the kube-api-linter binary")
	flag.Parse()
	suites := []suite{
		{binary: *golangciLint, config: ".golangci.yaml", planted: "hack/lint/testdata/planted", enabled: linters},
		{binary: *kubeAPILinter, config: ".golangci-kal.yaml", planted: "hack/lint/testdata/plantedapi", enabled: apiRules},
	}
	var failures error
	for _, s := range suites {
		failures = errors.Join(failures, s.prove())
	}
	if failures != nil {
		fmt.Fprintln(os.Stderr, failures)
		os.Exit(1)
	}
}

// suite is one linter binary with its configuration and the defects planted for it.
type suite struct {
	binary  string
	config  string
	planted string
	// enabled reads from the configuration the names that have to have a planted defect.
	enabled func(configuration) ([]string, error)
}

// configuration is what is read of a golangci-lint configuration.
type configuration struct {
	Linters struct {
		Enable   []string `json:"enable"`
		Settings struct {
			Custom map[string]struct {
				Settings struct {
					Linters struct {
						Enable []string `json:"enable"`
					} `json:"linters"`
				} `json:"settings"`
			} `json:"custom"`
		} `json:"settings"`
	} `json:"linters"`
}

// issue is what is read of one finding of golangci-lint's JSON.
type issue struct {
	FromLinter string
	Text       string
	Pos        struct{ Filename string }
}

// kubeAPILinter is the name under which kube-api-linter is a linter of golangci-lint; its rules stand before the colon of
// a finding's text.
const kubeAPILinter = "kubeapilinter"

func linters(c configuration) ([]string, error) {
	return c.Linters.Enable, nil
}

func apiRules(c configuration) ([]string, error) {
	custom, ok := c.Linters.Settings.Custom[kubeAPILinter]
	if !ok {
		return nil, fmt.Errorf("linters.settings.custom.%s is missing", kubeAPILinter)
	}
	return custom.Settings.Linters.Enable, nil
}

// prove runs the suite and returns every planted defect that was not found and every name that has none.
func (s suite) prove() error {
	enabled, err := s.names()
	if err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(s.planted, "*.go"))
	if err != nil {
		return err
	}
	issues, err := s.run()
	if err != nil {
		return err
	}
	found := map[string][]issue{}
	for _, i := range issues {
		name := filepath.Base(i.Pos.Filename)
		found[name] = append(found[name], i)
	}
	var failures error
	planted := map[string]bool{}
	for _, file := range files {
		name := filepath.Base(file)
		if name == "doc.go" {
			continue
		}
		linter, rule, _ := strings.Cut(strings.TrimSuffix(name, ".go"), "_")
		planted[linter] = true
		if !finds(found[name], linter, rule) {
			failures = errors.Join(failures, fmt.Errorf("%s: %s does not find the defect that is planted there; what was found: %v", file, linter, found[name]))
		}
	}
	for _, name := range enabled {
		if !planted[name] {
			failures = errors.Join(failures, fmt.Errorf("%s names %s, but no defect is planted for it: add %s/%s.go", s.config, name, s.planted, name))
		}
	}
	if failures == nil {
		fmt.Printf("%s: each of the %d names in %s finds what is planted for it (%d defects)\n", s.binary, len(enabled), s.config, len(files)-1)
	}
	return failures
}

func finds(issues []issue, linter, rule string) bool {
	for _, i := range issues {
		if i.FromLinter == linter && strings.HasPrefix(i.Text, rule) {
			return true
		}
		if i.FromLinter == kubeAPILinter && strings.HasPrefix(i.Text, linter+":") {
			return true
		}
	}
	return false
}

// names returns what the configuration enables, and an error where that is nothing.
func (s suite) names() ([]string, error) {
	raw, err := os.ReadFile(s.config)
	if err != nil {
		return nil, fmt.Errorf("%w; run this from the root of the repository", err)
	}
	var c configuration
	if err := yaml.Unmarshal(raw, &c); err != nil {
		return nil, fmt.Errorf("%s: %w", s.config, err)
	}
	names, err := s.enabled(c)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.config, err)
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("%s enables no linter", s.config)
	}
	return names, nil
}

// run returns what the linter finds in the planted package.
func (s suite) run() ([]issue, error) {
	command := exec.Command(s.binary, "run", "--config", s.config, "--issues-exit-code", "0", "--show-stats=false",
		"--output.json.path", "stdout", "./"+s.planted)
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", command, err)
	}
	var report struct{ Issues []issue }
	if err := json.Unmarshal(out, &report); err != nil {
		return nil, fmt.Errorf("%s: its JSON does not read: %w", command, err)
	}
	return report.Issues, nil
}
