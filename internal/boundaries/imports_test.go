package boundaries_test

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// module is the path of this repository's module.
const module = "github.com/lianxing-dev/lianxing"

// root is the repository's root, as seen from the folder in which go test runs this package.
var root = filepath.Join("..", "..")

// pureRooms decide and describe, and know of no cluster: what they say must be the same over files and in a controller.
var pureRooms = []string{"api", "internal/evaluation", "internal/ledger"}

// clusterLibraries are what pure rooms may not reach, directly or through anything else.
var clusterLibraries = []string{"k8s.io/client-go", "sigs.k8s.io/controller-runtime"}

// rooms, from the top down: a room may reach those below it and none above.
var rooms = []string{
	"cmd",
	"controllers",
	"internal/register",
	"internal/evaluation",
	"internal/ledger",
	"internal/records",
	"api",
}

func TestPureRoomsReachNoClusterLibrary(t *testing.T) {
	for _, room := range pureRooms {
		t.Run(room, func(t *testing.T) {
			for _, dep := range deps(t, room) {
				for _, library := range clusterLibraries {
					if within(dep, library) {
						t.Errorf("%s reaches %s; go list -deps ./%s/... names it, and go mod why -m says through what", room, dep, room)
					}
				}
			}
		})
	}
}

// TestForbiddenImportsAreSeen guards the test above against seeing nothing: what api does reach is found by the same means.
func TestForbiddenImportsAreSeen(t *testing.T) {
	const reached = "k8s.io/apimachinery"
	if !slices.ContainsFunc(deps(t, "api"), func(dep string) bool { return within(dep, reached) }) {
		t.Fatalf("api reaches %s, but go list -deps does not show it", reached)
	}
}

func TestArrowsPointDown(t *testing.T) {
	for place, room := range rooms {
		t.Run(room, func(t *testing.T) {
			for _, dep := range deps(t, room) {
				for _, above := range rooms[:place] {
					if within(dep, module+"/"+above) {
						t.Errorf("%s reaches %s, which stands above it", room, dep)
					}
				}
			}
		})
	}
}

func TestWithin(t *testing.T) {
	for _, c := range []struct {
		dep, library string
		want         bool
	}{
		{"k8s.io/client-go", "k8s.io/client-go", true},
		{"k8s.io/client-go/rest", "k8s.io/client-go", true},
		{"k8s.io/client-gophers", "k8s.io/client-go", false},
		{"example.com/k8s.io/client-go", "k8s.io/client-go", false},
	} {
		if got := within(c.dep, c.library); got != c.want {
			t.Errorf("within(%q, %q) = %v, want %v", c.dep, c.library, got, c.want)
		}
	}
}

// within reports whether a package is the library or one of its packages.
func within(dep, library string) bool {
	return dep == library || strings.HasPrefix(dep, library+"/")
}

// deps returns the import paths that a room reaches, itself included, and fails the test where the room has no package.
func deps(t *testing.T, room string) []string {
	t.Helper()
	command := exec.Command("go", "list", "-deps", "./"+room+"/...")
	command.Dir = root
	var complaints bytes.Buffer
	command.Stderr = &complaints
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%s: %v: %s", command, err, complaints.String())
	}
	reached := strings.Fields(string(out))
	if len(reached) == 0 {
		t.Fatalf("%s holds no Go package", room)
	}
	return reached
}
