// Package compare holds a register that was read from a cluster against the one that is computed from files: every field of
// every status, and every entry of the ledgers, in both directions.
package compare

import (
	"cmp"
	"fmt"
	"slices"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/lianxing-dev/lianxing/internal/records"
)

// Counts says how much was compared, so that nobody mistakes an empty comparison for an equal one.
type Counts struct {
	// Records that stand on both sides.
	Records int
	// Fields of their statuses, and of the specs of entries, that were compared.
	Fields int
	// Entries of ledgers among the records.
	Entries int
}

// Less says what of the counts is below an expected minimum; empty where nothing is.
func (c Counts) Less(expected Counts) []string {
	var short []string
	for _, count := range []struct {
		name      string
		got, want int
	}{
		{"records", c.Records, expected.Records},
		{"fields", c.Fields, expected.Fields},
		{"entries", c.Entries, expected.Entries},
	} {
		if count.got < count.want {
			short = append(short, fmt.Sprintf("%d %s were compared, at least %d are expected", count.got, count.name, count.want))
		}
	}
	return short
}

// Difference is one field, or a whole record, that the sides do not agree on.
type Difference struct {
	// Record that differs, as Kind namespace/name.
	Record string
	// Path of the field; empty where a whole record is missing.
	Path string
	// Cluster and Files are what each side says; "absent" where it says nothing.
	Cluster, Files string
}

// String writes the difference in a line.
func (d Difference) String() string {
	if d.Path == "" {
		return fmt.Sprintf("%s: the cluster has it %s, the files have it %s", d.Record, d.Cluster, d.Files)
	}
	return fmt.Sprintf("%s: %s: the cluster says %s, the files say %s", d.Record, d.Path, d.Cluster, d.Files)
}

// absent is what a side says of a field that it lacks. No field can hold it, since values are quoted.
const absent = "absent"

// Registers compares two registers, each a list of whole records. Neither side is computed here.
func Registers(cluster, files []unstructured.Unstructured) (Counts, []Difference) {
	var counts Counts
	var found []Difference
	here, there := byIdentity(cluster), byIdentity(files)
	for identity, record := range here {
		other, ok := there[identity]
		if !ok {
			found = append(found, Difference{Record: identity, Cluster: "present", Files: absent})
			continue
		}
		counts.Records++
		if record.GetKind() == string(records.FundingDisbursement) {
			counts.Entries++
		}
		fields, differences := compareRecord(identity, record, other)
		counts.Fields += fields
		found = append(found, differences...)
	}
	for identity := range there {
		if _, ok := here[identity]; !ok {
			found = append(found, Difference{Record: identity, Cluster: absent, Files: "present"})
		}
	}
	slices.SortFunc(found, func(a, b Difference) int {
		return cmp.Or(cmp.Compare(a.Record, b.Record), cmp.Compare(a.Path, b.Path))
	})
	return counts, found
}

func byIdentity(list []unstructured.Unstructured) map[string]unstructured.Unstructured {
	all := make(map[string]unstructured.Unstructured, len(list))
	for _, record := range list {
		all[record.GetKind()+" "+records.KeyOf(&record).String()] = record
	}
	return all
}

func compareRecord(identity string, cluster, files unstructured.Unstructured) (fields int, found []Difference) {
	here, there := fieldsOf(cluster), fieldsOf(files)
	if !hasStatus(here) && !hasStatus(there) {
		found = append(found, Difference{Record: identity, Path: "status", Cluster: absent, Files: "absent too: nobody judged it"})
	}
	for path, value := range here {
		other, ok := there[path]
		if !ok {
			other = absent
		}
		fields++
		if value != other {
			found = append(found, Difference{Record: identity, Path: path, Cluster: value, Files: other})
		}
	}
	for path, value := range there {
		if _, ok := here[path]; !ok {
			fields++
			found = append(found, Difference{Record: identity, Path: path, Cluster: absent, Files: value})
		}
	}
	return fields, found
}
