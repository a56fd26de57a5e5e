// Package files loads the register from files, in any layout of folders, and knows file, line and column of every field.
package files

import (
	"errors"
	"io"
	"os"
	"runtime"
	"sync"

	"github.com/lianxing-dev/lianxing/internal/schema"
)

// Load reads records from files and folders, and from the standard input where a path is "-". Folders are read with all that
// is under them: .yaml, .yml and .json. Layout and order mean nothing, and so does the way in which documents are spread over
// files.
//
// What is wrong in the files is returned as problems, sorted by place, and never stops the rest: the view holds every record
// that an API server would accept (and of which there is one only). An error means that nothing could be asked at all: no path
// was given, or one does not exist.
func Load(paths ...string) (*View, []Problem, error) {
	return Loader{}.Load(paths...)
}

// Loader loads records. Its zero value is ready.
type Loader struct {
	// Stdin is read for the path "-"; os.Stdin where nil.
	Stdin io.Reader
}

// Load is the function of the same name, with the loader's own standard input.
func (l Loader) Load(paths ...string) (*View, []Problem, error) {
	if len(paths) == 0 {
		return nil, nil, errors.New("no records to read: name files or folders")
	}
	admission, err := schema.Embedded()
	if err != nil {
		return nil, nil, err
	}
	names, problems, err := expand(paths)
	if err != nil {
		return nil, nil, err
	}
	contents := l.readAll(names, admission)
	view, more := assemble(contents)
	problems = append(problems, more...)
	sortProblems(problems)
	return view, problems, nil
}

// readAll reads files side by side: each is judged by itself, so only the order of the results matters.
func (l Loader) readAll(names []string, admission *schema.Admission) []*contents {
	results := make([]*contents, len(names))
	next := make(chan int)
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(names)) {
		workers.Go(func() {
			for i := range next {
				results[i] = l.read(names[i], admission)
			}
		})
	}
	for i := range names {
		next <- i
	}
	close(next)
	workers.Wait()
	return results
}

func (l Loader) read(name string, admission *schema.Admission) *contents {
	var data []byte
	var err error
	if name == Stdin {
		name = stdinName
		in := l.Stdin
		if in == nil {
			in = os.Stdin
		}
		data, err = io.ReadAll(in)
	} else {
		data, err = os.ReadFile(name)
	}
	if err != nil {
		return &contents{problems: []Problem{unreadable(name, err)}}
	}
	return parse(name, data, admission)
}
