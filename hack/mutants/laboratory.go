package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// mutant is a rule that is switched off.
type mutant struct {
	// rule says which, for people.
	rule string
	// file that decides it, from the root of the module.
	file string
	// source is the text that decides, which stands in the file exactly once, and replacement what stands there instead.
	source, replacement string
	// pkg is the package of the test, and test the regular expression (go test -run) of the case that the rule refuses.
	pkg, test string
}

// verdict is what became of a mutant.
type verdict string

const (
	killed   verdict = "killed"   // the test failed
	survived verdict = "SURVIVED" // the test passed all the same
	notFound verdict = "NOT FOUND"
	broken   verdict = "BROKEN"  // it does not compile, or panics: that proves nothing
	unsound  verdict = "UNSOUND" // the test fails, or runs nothing, where the rule is on
)

// laboratory tries mutants on one module.
type laboratory struct {
	root, folder string
	// sound remembers of each test what is wrong with it where the rules are on; empty where nothing is.
	sound map[string]string
	// built are the linked tests of packages where the rules are on.
	built map[string]string
}

// try switches a rule off and runs its test. The error says that the go command could not be run at all.
func (l *laboratory) try(ctx context.Context, m mutant) (verdict, string, error) {
	path := filepath.Join(l.root, filepath.FromSlash(m.file))
	source, err := os.ReadFile(path)
	if err != nil {
		return notFound, err.Error(), nil //nolint:nilerr // a file that is gone is what is found out here
	}
	if n := bytes.Count(source, []byte(m.source)); n != 1 {
		return notFound, fmt.Sprintf("the text stands %d times in the file, not once: %s", n, m.source), nil
	}
	wrong, err := l.unsound(ctx, m)
	if err != nil || wrong != "" {
		return unsound, wrong, err
	}
	overlay, err := l.overlay(path, bytes.Replace(source, []byte(m.source), []byte(m.replacement), 1))
	if err != nil {
		return "", "", err
	}
	outcome, err := l.test(ctx, m, "-overlay="+overlay)
	switch {
	case err != nil:
		return "", "", err
	case !outcome.built:
		return broken, "it does not compile: " + outcome.last, nil
	case outcome.panicked:
		return broken, "it panics: " + outcome.last, nil
	case outcome.failed == 0:
		return survived, fmt.Sprintf("go test -run '%s' %s passes without the rule", m.test, m.pkg), nil
	}
	return killed, "", nil
}

// unsound says what is wrong with the test of a mutant while the rule is on.
func (l *laboratory) unsound(ctx context.Context, m mutant) (string, error) {
	key := m.pkg + " " + m.test
	if wrong, ok := l.sound[key]; ok {
		return wrong, nil
	}
	outcome, err := l.test(ctx, m)
	if err != nil {
		return "", err
	}
	wrong := ""
	switch {
	case !outcome.built || outcome.failed > 0:
		wrong = "the test fails though the rule is on: " + outcome.last
	case outcome.passed == 0:
		wrong = fmt.Sprintf("no test of %s is called %s", m.pkg, m.test)
	}
	l.sound[key] = wrong
	return wrong, nil
}

// overlay writes the changed text, and the file that tells the go command of it.
func (l *laboratory) overlay(path string, changed []byte) (string, error) {
	text := filepath.Join(l.folder, "mutant.go")
	if err := os.WriteFile(text, changed, 0o600); err != nil {
		return "", err
	}
	instead, err := json.Marshal(map[string]map[string]string{"Replace": {path: text}})
	if err != nil {
		return "", err
	}
	name := filepath.Join(l.folder, "overlay.json")
	return name, os.WriteFile(name, instead, 0o600)
}

// outcome is what the run of a test came to.
type outcome struct {
	built, panicked bool
	passed, failed  int    // tests; of those that passed only such as lie as deep among subtests as the one that was asked for
	last            string // what was said last that tells why
}

// test builds the tests of a mutant's package and runs its test. That a test fails is an outcome and no error.
func (l *laboratory) test(ctx context.Context, m mutant, flags ...string) (outcome, error) {
	binary, problem, err := l.build(ctx, m.pkg, flags...)
	if err != nil || binary == "" {
		return outcome{last: problem}, err
	}
	output, err := l.command(ctx, filepath.Join(l.root, filepath.FromSlash(m.pkg)), binary, "-test.v", "-test.timeout=5m", "-test.run", m.test)
	return read(output, strings.Count(m.test, "/")), err
}

// build links the tests of a package, once where the rules are on. The name is empty where they do not compile. Without symbols and
// vet it takes half the time.
func (l *laboratory) build(ctx context.Context, pkg string, flags ...string) (binary, problem string, err error) {
	binary = filepath.Join(l.folder, "mutant.test")
	if len(flags) == 0 {
		if built, ok := l.built[pkg]; ok {
			return built, "", nil
		}
		binary = filepath.Join(l.folder, fmt.Sprintf("%d.test", len(l.built)))
	}
	if err := os.RemoveAll(binary); err != nil {
		return "", "", err
	}
	arguments := append([]string{"test", "-c", "-vet=off", "-ldflags=-s -w", "-o", binary}, flags...)
	output, err := l.command(ctx, l.root, "go", append(arguments, pkg)...)
	if _, missing := os.Stat(binary); missing != nil {
		return "", strings.TrimSpace(output), err
	}
	if len(flags) == 0 {
		l.built[pkg] = binary
	}
	return binary, "", err
}

// command runs a program and returns what it says. How it ends is for its output to tell; the error says that it did not run.
func (*laboratory) command(ctx context.Context, folder, name string, arguments ...string) (string, error) {
	command := exec.CommandContext(ctx, name, arguments...)
	command.Dir = folder
	output, err := command.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) || ctx.Err() != nil {
		return "", errors.Join(fmt.Errorf("%s: %w", name, err), ctx.Err())
	}
	return string(output), nil
}

// read sums up what tests say of themselves, for one that lies so deep among its subtests.
func read(output string, depth int) outcome {
	found := outcome{built: true}
	for line := range strings.Lines(output) {
		line = strings.TrimSpace(line)
		passed, isPass := strings.CutPrefix(line, "--- PASS: ")
		switch {
		case isPass && strings.Count(passed, "/") >= depth:
			found.passed++
		case strings.HasPrefix(line, "--- FAIL: "):
			found.failed++
		case strings.HasPrefix(line, "panic: "):
			found.panicked, found.last = true, line
		case strings.Contains(line, "_test.go:") && !found.panicked:
			found.last = line
		}
	}
	return found
}
