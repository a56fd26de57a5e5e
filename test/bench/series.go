package main

import (
	"slices"
)

// bench is a run of the benchmarks with what was found so far.
type bench struct {
	options options
	// turn of the run, from 0.
	turn  int
	found map[string]*series
	// notes are lines of detail, by letter; those of the last run.
	notes map[string][]string
	// settled is the server that benchmarks share which change nothing; nil until it is wanted.
	settled *server
	// kept are the servers that the runs of the present letter share, by register.
	kept map[string]*server
	// filled are the files of what an API server stored of the registers that were wanted so far, by register, in a folder of this run.
	filled map[string]string
	folder string
	// machine and versions that everything runs on, as they were before.
	machine  machine
	versions versions
}

// series are the numbers of one row, one for each run.
type series struct {
	Ours      []float64 `json:"ours"`
	Reference []float64 `json:"reference"`
}

// add records what one run found for a row. A reference of 0 is none.
func (b *bench) add(row string, ours, reference float64) {
	if b.found[row] == nil {
		b.found[row] = &series{}
	}
	b.found[row].Ours = append(b.found[row].Ours, ours)
	b.found[row].Reference = append(b.found[row].Reference, reference)
}

// note keeps a line of detail for the results; it is of the last run.
func (b *bench) note(letter, line string) {
	b.notes[letter] = append(b.notes[letter], line)
}

// ratios of each run; empty where there is no reference.
func (s *series) ratios() []float64 {
	var all []float64
	for i, reference := range s.Reference {
		if reference != 0 {
			all = append(all, s.Ours[i]/reference)
		}
	}
	return all
}

// spread is what several runs found: the median, the least and the greatest.
type spread struct {
	Median float64 `json:"median"`
	Least  float64 `json:"least"`
	Most   float64 `json:"most"`
}

func spreadOf(values []float64) spread {
	if len(values) == 0 {
		return spread{}
	}
	sorted := slices.Sorted(slices.Values(values))
	return spread{Median: quantile(sorted, 0.5), Least: sorted[0], Most: sorted[len(sorted)-1]}
}

// quantile of sorted values, between two of them where it falls between.
func quantile(sorted []float64, q float64) float64 {
	at := q * float64(len(sorted)-1)
	low := int(at)
	if low+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[low] + (at-float64(low))*(sorted[low+1]-sorted[low])
}

// met says whether a ratio is what is aimed at.
func (a aim) met(ratio float64) bool {
	return ratio >= a.least && (a.most == 0 || ratio <= a.most)
}
