// Package assets finds the three programs of a control plane (etcd, kube-apiserver,
// kubectl), and builds them from the Go modules that this module pins where they
// aren't there yet.
package assets

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
)

// EnvAssets names the variable that points at a folder with the three programs. It
// is the one that envtest reads.
const EnvAssets = "KUBEBUILDER_ASSETS"

// program is one of the three: its name, the package it is built from, and the name
// that go build gives to it.
type program struct {
	name, pkg, built string
	// version is the command line that makes the program say its version.
	version []string
}

var programs = []program{
	{"etcd", "go.etcd.io/etcd/server/v3", "server", []string{"--version"}},
	{"kubectl", "k8s.io/kubernetes/cmd/kubectl", "kubectl", []string{"version", "--client"}},
	{"kube-apiserver", "k8s.io/kubernetes/cmd/kube-apiserver", "kube-apiserver", []string{"--version"}},
}

// Complete says whether dir holds all three programs: nil when it does, otherwise an
// error that names the first one missing.
func Complete(dir string) error {
	for _, p := range programs {
		info, err := os.Stat(filepath.Join(dir, p.name))
		if err != nil {
			return fmt.Errorf("%s holds no %s: %w", dir, p.name, err)
		}
		if !info.Mode().IsRegular() || info.Mode().Perm()&0o111 == 0 || info.Size() == 0 {
			return fmt.Errorf("%s in %s is no program that can be run", p.name, dir)
		}
	}
	return nil
}

// CacheRoot is the folder under which every build lies in a folder of its own:
// lianxing/controlplane in $XDG_CACHE_HOME or, where that isn't set, in ~/.cache.
func CacheRoot() (string, error) {
	cache := os.Getenv("XDG_CACHE_HOME")
	if !filepath.IsAbs(cache) {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", fmt.Errorf("no cache folder: set XDG_CACHE_HOME or HOME: %w", err)
		}
		cache = filepath.Join(home, ".cache")
	}
	return filepath.Join(cache, "lianxing", "controlplane"), nil
}

// Versions are those that a go.mod pins, each with its leading v.
type Versions struct{ Kubernetes, Etcd string }

var requirement = regexp.MustCompile(`(?m)^\s*(?:require\s+)?(k8s\.io/kubernetes|go\.etcd\.io/etcd/server/v3)\s+(v[0-9][^\s]*)`)

func pinned(goMod []byte) (Versions, error) {
	var v Versions
	for _, match := range requirement.FindAllSubmatch(goMod, -1) {
		if strings.HasPrefix(string(match[1]), "k8s.io/") {
			v.Kubernetes = string(match[2])
		} else {
			v.Etcd = string(match[2])
		}
	}
	if v.Kubernetes == "" || v.Etcd == "" {
		return v, fmt.Errorf("go.mod requires no k8s.io/kubernetes or no go.etcd.io/etcd/server/v3")
	}
	return v, nil
}

// folderName names a build after its versions and its platform, and ends with the
// first twelve digits of the SHA-256 of go.mod followed by go.sum: any change of
// either is another build. The tests of the main module look for that end.
func folderName(moduleDir string) (string, Versions, error) {
	goMod, err := os.ReadFile(filepath.Join(moduleDir, "go.mod"))
	if err != nil {
		return "", Versions{}, err
	}
	goSum, err := os.ReadFile(filepath.Join(moduleDir, "go.sum"))
	if err != nil {
		return "", Versions{}, err
	}
	v, err := pinned(goMod)
	if err != nil {
		return "", v, fmt.Errorf("%s: %w", moduleDir, err)
	}
	sum := sha256.Sum256(append(goMod, goSum...))
	name := fmt.Sprintf("kubernetes-%s-etcd-%s-%s-%s-%s",
		v.Kubernetes, v.Etcd, runtime.GOOS, runtime.GOARCH, hex.EncodeToString(sum[:])[:12])
	return name, v, nil
}
