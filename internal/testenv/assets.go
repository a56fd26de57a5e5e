package testenv

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// envAssets is the variable that points at a folder with the three programs.
const envAssets = "KUBEBUILDER_ASSETS"

// howToBuild ends every error about programs that aren't there.
const howToBuild = "run `make controlplane`, which builds them once, or `make test`"

// findAssets returns the folder of etcd, kube-apiserver and kubectl: that of
// KUBEBUILDER_ASSETS, else the one that hack/controlplane/build filled for the
// versions which the repository pins now.
func findAssets() (string, error) {
	if given := os.Getenv(envAssets); given != "" {
		if err := complete(given); err != nil {
			return "", fmt.Errorf("%s: %w; unset it and %s", envAssets, err, howToBuild)
		}
		return filepath.Abs(given)
	}
	pins, err := controlPlaneModule()
	if err != nil {
		return "", err
	}
	hash, err := pinsHash(pins)
	if err != nil {
		return "", err
	}
	cache, err := cacheRoot()
	if err != nil {
		return "", err
	}
	// The end of the name decides; the versions before it are for people.
	pattern := filepath.Join(cache, fmt.Sprintf("kubernetes-*-%s-%s-%s", runtime.GOOS, runtime.GOARCH, hash))
	found, err := filepath.Glob(pattern)
	if err != nil {
		return "", err
	}
	if len(found) == 0 {
		return "", fmt.Errorf("etcd, kube-apiserver and kubectl aren't built (no folder %s): %s", pattern, howToBuild)
	}
	if err := complete(found[0]); err != nil {
		return "", fmt.Errorf("%w: %s", err, howToBuild)
	}
	return found[0], nil
}

func complete(dir string) error {
	for _, name := range []string{"etcd", "kube-apiserver", "kubectl"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			return fmt.Errorf("%s holds no %s: %w", dir, name, err)
		}
	}
	return nil
}

// controlPlaneModule looks for the folder of the pins in the working folder and those
// above it: go test runs a package's tests in the package's folder.
func controlPlaneModule() (string, error) {
	start, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for dir := start; ; dir = filepath.Dir(dir) {
		pins := filepath.Join(dir, "hack", "controlplane")
		_, err := os.Stat(filepath.Join(pins, "go.sum"))
		if err == nil {
			return pins, nil
		}
		if !errors.Is(err, os.ErrNotExist) {
			return "", err
		}
		if dir == filepath.Dir(dir) {
			return "", fmt.Errorf("no hack/controlplane/go.sum in %s or above it: run tests inside the repository, or set %s", start, envAssets)
		}
	}
}

// pinsHash is the rule by which hack/controlplane names its builds; a test holds the two together.
func pinsHash(dir string) (string, error) {
	goMod, errMod := os.ReadFile(filepath.Join(dir, "go.mod"))
	goSum, errSum := os.ReadFile(filepath.Join(dir, "go.sum"))
	if err := errors.Join(errMod, errSum); err != nil {
		return "", err
	}
	sum := sha256.Sum256(append(goMod, goSum...))
	return hex.EncodeToString(sum[:])[:12], nil
}

func cacheRoot() (string, error) {
	cache := os.Getenv("XDG_CACHE_HOME")
	if !filepath.IsAbs(cache) {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", fmt.Errorf("no cache folder: set XDG_CACHE_HOME, HOME or %s: %w", envAssets, err)
		}
		cache = filepath.Join(home, ".cache")
	}
	return filepath.Join(cache, "lianxing", "controlplane"), nil
}
