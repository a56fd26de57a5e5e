package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
)

// machine is what everything ran on.
type machine struct {
	Processor string `json:"processor"`
	Cores     int    `json:"cores"`
	Memory    string `json:"memory"`
	System    string `json:"system"`
	// Load of the minute before the run: of a machine that does nothing else it is near 0.
	Load string `json:"load"`
}

// thisMachine is asked before anything is measured.
func thisMachine() machine {
	load, _, _ := strings.Cut(read("/proc/loadavg"), " ")
	return machine{
		Load:      load,
		Processor: field("/proc/cpuinfo", "model name"), Cores: runtime.NumCPU(), Memory: field("/proc/meminfo", "MemTotal"),
		System: runtime.GOOS + "/" + runtime.GOARCH + " " + strings.TrimSpace(read("/proc/sys/kernel/osrelease")),
	}
}

// String is the machine in a line.
func (m machine) String() string {
	return fmt.Sprintf("%d cores of %s, %s of memory, %s, load %s before the run", m.Cores, m.Processor, m.Memory, m.System, m.Load)
}

// field is what a file of /proc says after a name; "unknown" on a system without it.
func field(file, name string) string {
	lines := bufio.NewScanner(strings.NewReader(read(file)))
	for lines.Scan() {
		if key, value, ok := strings.Cut(lines.Text(), ":"); ok && strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return "unknown"
}

func read(file string) string {
	content, err := os.ReadFile(file)
	if err != nil {
		return "" // not a Linux: nothing is known, and nothing depends on it
	}
	return string(content)
}

// versions are those of what was measured, and of what served it.
type versions struct {
	Commit            string `json:"commit"`
	Go                string `json:"go"`
	ControllerRuntime string `json:"controllerRuntime"`
	ClientGo          string `json:"clientGo"`
	// Assets is the folder of the API server and etcd, whose name tells their versions; empty where none was started.
	Assets string `json:"assets"`
}

// theseVersions is asked before anything is measured, all but the folder of the API server.
func theseVersions() versions {
	v := versions{Go: runtime.Version(), Commit: "unknown"}
	// Without git, or outside a repository, the commit stays unknown.
	if out, err := exec.Command("git", "describe", "--always", "--dirty", "--abbrev=12").Output(); err == nil {
		v.Commit = strings.TrimSpace(string(out))
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	for _, module := range info.Deps {
		switch module.Path {
		case "sigs.k8s.io/controller-runtime":
			v.ControllerRuntime = module.Version
		case "k8s.io/client-go":
			v.ClientGo = module.Version
		}
	}
	return v
}

// String is the versions in a line.
func (v versions) String() string {
	return fmt.Sprintf("Commit %s, %s, controller-runtime %s, client-go %s, API server and etcd of %s",
		v.Commit, v.Go, v.ControllerRuntime, v.ClientGo, filepath.Base(v.Assets))
}

// busy says that others use the machine, so that what is measured is noise: a core or more of it is taken.
func (m machine) busy() bool {
	load, err := strconv.ParseFloat(m.Load, 64)
	return err == nil && load >= 1
}
