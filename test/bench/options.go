package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/pprof"
	"strconv"
	"strings"
)

// sizes is a list of numbers on the command line.
type sizes []int

// String is how the list is written on the command line.
func (s *sizes) String() string {
	var texts []string
	for _, size := range *s {
		texts = append(texts, strconv.Itoa(size))
	}
	return strings.Join(texts, ",")
}

// Set reads the list.
func (s *sizes) Set(text string) error {
	*s = nil
	for part := range strings.SplitSeq(text, ",") {
		size, err := strconv.Atoi(part)
		if err != nil || size < 100 {
			return fmt.Errorf("%q is no number of records of at least 100", part)
		}
		*s = append(*s, size)
	}
	return nil
}

// profile begins a CPU profile of this process, where profiles are wanted. What it returns ends it.
func profile(folder, letter string) (stop func() error, err error) {
	if folder == "" {
		return func() error { return nil }, nil
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	file, err := os.Create(filepath.Join(folder, letter+".pprof"))
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(file); err != nil {
		return nil, err
	}
	return func() error {
		pprof.StopCPUProfile()
		return file.Close()
	}, nil
}
