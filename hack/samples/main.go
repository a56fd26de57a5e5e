// Samples writes config/samples: the records of a fictitious Shaoxing, laid out as a GitOps repository, with every digest computed.
// Who did what and when stands in histories.go; the organisations, terms and calendars in the tables beside it.
package main

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

func main() {
	out := flag.String("o", filepath.Join("config", "samples"), "folder to write to")
	flag.Parse()
	written, err := samples()
	if err == nil {
		err = written.write(*out)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "samples:", err)
		os.Exit(1)
	}
	fmt.Printf("%d files in %s\n", len(written), *out)
}

// base is the folder of the main register.
const base = "shaoxing"

// generated are the folders that hold nothing but what this program writes.
var generated = []string{base, "overlays"}

// samples returns all files.
func samples() (tree, error) {
	t := tree{}
	if err := t.alone(base, everything()); err != nil {
		return nil, err
	}
	t.kustomization(base)
	if err := t.overlays(); err != nil {
		return nil, err
	}
	return t, nil
}

// write puts the files in place and removes YAML files of the generated folders that are no longer among them.
func (t tree) write(folder string) error {
	for name, content := range t {
		file := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, content, 0o644); err != nil {
			return err
		}
	}
	stale, err := t.stale(folder)
	if err != nil {
		return err
	}
	for _, name := range stale {
		if err := os.Remove(filepath.Join(folder, filepath.FromSlash(name))); err != nil {
			return err
		}
	}
	return nil
}

// stale lists the YAML files of the generated folders that the tables no longer give.
func (t tree) stale(folder string) ([]string, error) {
	var list []string
	for _, sub := range generated {
		err := filepath.WalkDir(filepath.Join(folder, sub), func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || filepath.Ext(name) != ".yaml" {
				return err
			}
			relative, err := filepath.Rel(folder, name)
			if err != nil {
				return err
			}
			if _, ok := t[filepath.ToSlash(relative)]; !ok {
				list = append(list, filepath.ToSlash(relative))
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}
