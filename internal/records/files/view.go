package files

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	apiequality "k8s.io/apimachinery/pkg/api/equality"

	"github.com/lianxing-dev/lianxing/internal/records"
)

// View is a register that was loaded from files. It is complete and never changes, so several goroutines may ask it.
type View struct {
	*Memory
	origins map[identity]*object
	skipped []Skipped
	counts  Counts
}

var _ records.View = (*View)(nil)

// Counts says what became of the documents: Documents = Loaded + Skipped + Broken.
type Counts struct {
	// Documents of all files; items of lists count singly.
	Documents int `json:"documents"`
	// Loaded are the records and the Namespaces of divisions.
	Loaded int `json:"loaded"`
	// Skipped are documents of somebody else, and Namespaces that stand for no division.
	Skipped int `json:"skipped"`
	// Broken documents have a problem and were not loaded.
	Broken int `json:"broken"`
}

// Counts says what became of the documents.
func (v *View) Counts() Counts { return v.counts }

// Skipped lists the documents that are not of the register, by file and line.
func (v *View) Skipped() []Skipped { return slices.Clip(v.skipped) }

// Position returns file, line and column of a field of a record, as in spec.filedOn or spec.panel[0].account; where the field is
// absent, of the nearest one above it that is there; for the empty path, of the whole record. The file is "" for a record that is not in
// the files. Namespaces of divisions are found under the kind [Namespace].
func (v *View) Position(kind records.Kind, key records.Key, path string) (file string, line, column int) {
	origin, ok := v.origins[identity{kind, key}]
	if !ok {
		return "", 0, 0
	}
	line, column = origin.at(path)
	return origin.document.file, line, column
}

// standing is one place at which a record or a Namespace stands.
type standing struct {
	origin   *object
	record   records.Object
	division records.Division
}

// says compares two standings of one record.
func (s standing) says(other standing) bool {
	return s.division == other.division && apiequality.Semantic.DeepEqual(s.record, other.record)
}

// assemble puts the contents of all files together, in the order of their names, and judges what only the whole can show.
func assemble(all []*contents) (*View, []Problem) {
	v := &View{origins: map[identity]*object{}}
	var problems []Problem
	places := map[identity][]standing{}
	for _, c := range all {
		problems = append(problems, c.problems...)
		v.skipped = append(v.skipped, c.skipped...)
		v.counts.Documents += c.documents
		v.counts.Broken += c.broken
		for _, l := range c.records {
			id := identity{records.KindOf(l.record), records.KeyOf(l.record)}
			places[id] = append(places[id], standing{origin: l.origin, record: l.record})
		}
		for _, n := range c.namespaces {
			id := namespaceIdentity(n.name)
			places[id] = append(places[id], standing{origin: n.origin, division: n.division})
		}
	}
	var objects []records.Object
	var divisions []records.Division
	for id, standings := range places {
		stands := standings[0]
		if len(standings) > 1 {
			more, believed := repeated(id, standings)
			problems = append(problems, more...)
			v.counts.Broken += len(standings)
			if !believed {
				continue
			}
			v.counts.Broken--
		}
		v.origins[id] = stands.origin
		switch {
		case id.kind != Namespace:
			objects = append(objects, stands.record)
		case stands.division.Code != "":
			divisions = append(divisions, stands.division)
		default:
			line, _ := stands.origin.at("")
			v.skipped = append(v.skipped, Skipped{File: stands.origin.document.file, Line: line, APIVersion: "v1", Kind: string(Namespace)})
		}
	}
	v.Memory = NewMemory(divisions, objects)
	v.counts.Loaded = len(objects) + len(divisions)
	v.counts.Skipped = len(v.skipped)
	slices.SortFunc(v.skipped, func(a, b Skipped) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return v, append(problems, v.outside(problems)...)
}

func namespaceIdentity(name string) identity {
	return identity{Namespace, records.Key{Name: name}}
}

// repeated names every place of a record at every other. Where all say the same, believing one is believing all. Where they
// differ none is believed: which of them stands would hang on the names of files.
func repeated(id identity, standings []standing) (problems []Problem, believed bool) {
	reason := Repeated
	for _, other := range standings[1:] {
		if !standings[0].says(other) {
			reason = Duplicate
		}
	}
	for i := range standings {
		var others []string
		for j, other := range standings {
			if j != i {
				line, _ := other.origin.at("")
				others = append(others, fmt.Sprintf("%s:%d", other.origin.document.file, line))
			}
		}
		problems = append(problems, whole(id, standings[i].origin, "", reason, "others", strings.Join(others, ", ")))
	}
	return problems, reason == Repeated
}

// outside names the namespaces that have records but stand for no division, each once, at its first record. A Namespace that is in
// the files and broken has been named already.
func (v *View) outside(problems []Problem) []Problem {
	named := map[string]bool{}
	for _, problem := range problems {
		if problem.Kind == Namespace {
			named[problem.Name] = true
		}
	}
	first, count := map[string]Problem{}, map[string]int{}
	for id, origin := range v.origins {
		if _, ok := v.Division(id.key.Namespace); ok || id.key.Namespace == "" || named[id.key.Namespace] {
			continue
		}
		count[id.key.Namespace]++
		problem := whole(id, origin, "metadata.namespace", NoDivision)
		if earlier, ok := first[id.key.Namespace]; !ok || comparePlaces(problem, earlier) < 0 {
			first[id.key.Namespace] = problem
		}
	}
	found := make([]Problem, 0, len(first))
	for namespace, problem := range first {
		problem.Message = text(NoDivision, "namespace", namespace, "count", strconv.Itoa(count[namespace]))
		found = append(found, problem)
	}
	return found
}

func whole(id identity, origin *object, path string, reason Reason, arguments ...string) Problem {
	line, column := origin.at(path)
	return Problem{
		File: origin.document.file, Line: line, Column: column, Kind: id.kind, Namespace: id.key.Namespace, Name: id.key.Name,
		Path: path, Reason: reason, Message: text(reason, arguments...),
	}
}
