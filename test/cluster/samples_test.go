package cluster_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/client-go/rest"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	"github.com/lianxing-dev/lianxing/internal/testenv"
	"github.com/lianxing-dev/lianxing/test/expected"
)

// samples is an API server of its own that has a register of the samples, and nothing else.
type samples struct {
	server *testenv.Env
	config *rest.Config
	client client.Client
	folder []string
	files  *files.View
	// documents of the register, namespaces first.
	documents []*unstructured.Unstructured
}

// newSamples takes an API server and applies a register of the samples at once.
func newSamples(t *testing.T, source string) *samples {
	t.Helper()
	s := readSamples(t, source)
	s.applyAll(t)
	return s
}

func (s *samples) applyAll(t *testing.T) {
	t.Helper()
	for _, document := range s.documents {
		s.apply(t, document)
	}
}

// readSamples takes an API server and reads a register of the samples, of which nothing is applied yet.
func readSamples(t *testing.T, source string) *samples {
	t.Helper()
	return loadSamples(t, ownServer(t), source)
}

// loadSamples reads a register of the samples for an API server.
func loadSamples(t *testing.T, own *testenv.Env, source string) *samples {
	t.Helper()
	to, err := client.New(own.Config, client.Options{Scheme: controllers.Scheme()})
	if err != nil {
		t.Fatal(err)
	}
	s := &samples{server: own, config: own.Config, client: to}
	root, err := expected.Root()
	if err != nil {
		t.Fatal(err)
	}
	var documents []*unstructured.Unstructured
	for _, folder := range expected.Paths(source) {
		s.folder = append(s.folder, filepath.Join(root, folder))
		documents = append(documents, documentsUnder(t, filepath.Join(root, folder))...)
	}
	view, problems, err := files.Load(s.folder...)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	s.files = view
	for _, namespaces := range []bool{true, false} {
		for _, document := range documents {
			if (document.GetKind() == "Namespace") == namespaces {
				s.documents = append(s.documents, document)
			}
		}
	}
	return s
}

// apply declares a record as kubectl apply --server-side does.
func (s *samples) apply(t *testing.T, document *unstructured.Unstructured) {
	t.Helper()
	err := s.client.Apply(context.Background(), client.ApplyConfigurationFromUnstructured(document), client.FieldOwner("lianxing-test"), client.ForceOwnership)
	if err != nil {
		t.Fatalf("%s %s/%s: %v", document.GetKind(), document.GetNamespace(), document.GetName(), err)
	}
}

// refuses says whether the API server refuses a record as invalid.
func (s *samples) refuses(document *unstructured.Unstructured) bool {
	err := s.client.Apply(context.Background(), client.ApplyConfigurationFromUnstructured(document), client.FieldOwner("lianxing-test"), client.ForceOwnership)
	return apierrors.IsInvalid(err)
}

// documentsUnder reads every document of a folder's files.
func documentsUnder(t *testing.T, folder string) []*unstructured.Unstructured {
	t.Helper()
	var documents []*unstructured.Unstructured
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".yaml" || entry.Name() == "kustomization.yaml" {
			return err
		}
		documents = append(documents, documentsIn(t, path)...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(documents) == 0 {
		t.Fatalf("no records under %s", folder)
	}
	return documents
}

// documentsIn reads every document of a file.
func documentsIn(t *testing.T, path string) []*unstructured.Unstructured {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var documents []*unstructured.Unstructured
	decoder := yaml.NewYAMLOrJSONDecoder(bytes.NewReader(content), 4096)
	for {
		document := &unstructured.Unstructured{}
		if err := decoder.Decode(document); errors.Is(err, io.EOF) {
			return documents
		} else if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if len(document.Object) > 0 {
			documents = append(documents, document)
		}
	}
}
