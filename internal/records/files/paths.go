package files

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Stdin is the path that stands for the standard input, and stdinName is how problems call it.
const (
	Stdin     = "-"
	stdinName = "stdin"
)

// extensions of the files that are read from a folder. A file that is named itself is read whatever its name.
var extensions = []string{".yaml", ".yml", ".json"}

// expand returns the files under paths, sorted, each once, with the problems of what could not be looked into. A path that was
// asked for and is not there is an error: somebody mistyped it, and a register without it would be another register.
func expand(paths []string) ([]string, []Problem, error) {
	seen := map[string]bool{}
	var found []string
	add := func(path string) {
		path = filepath.Clean(path)
		absolute, err := filepath.Abs(path)
		if err != nil {
			absolute = path
		}
		if !seen[absolute] {
			seen[absolute] = true
			found = append(found, path)
		}
	}
	var problems []Problem
	stdin := false
	for _, path := range paths {
		if path == Stdin {
			stdin = true
			continue
		}
		info, err := os.Stat(path)
		if err != nil {
			return nil, nil, fmt.Errorf("no records can be read from %s: %w", path, err)
		}
		if !info.IsDir() {
			add(path)
			continue
		}
		under, unreadable := walk(path)
		problems = append(problems, unreadable...)
		for _, file := range under {
			add(file)
		}
	}
	slices.Sort(found)
	if stdin {
		found = append(found, Stdin)
	}
	return found, problems, nil
}

// walk lists the record files of a folder and its folders. What begins with a dot is left alone (.git, editors' copies, the
// hidden folders of a mounted volume).
func walk(root string) ([]string, []Problem) {
	var found []string
	var problems []Problem
	// The function below returns no error but SkipDir, so there is none to look at.
	_ = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			problems = append(problems, unreadable(path, err))
			return nil
		case path != root && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return filepath.SkipDir
			}
			return nil
		case entry.IsDir():
			return nil
		case entry.Type()&fs.ModeSymlink != 0:
			target, err := os.Stat(path)
			if err != nil {
				problems = append(problems, unreadable(path, err))
				return nil
			}
			if target.IsDir() {
				problems = append(problems, Problem{File: path, Reason: LinkedFolder, Message: text(LinkedFolder)})
				return nil
			}
		}
		if slices.Contains(extensions, strings.ToLower(filepath.Ext(path))) {
			found = append(found, path)
		}
		return nil
	})
	return found, problems
}

func unreadable(path string, err error) Problem {
	return Problem{File: path, Reason: Unreadable, Message: text(Unreadable, "error", err.Error())}
}
