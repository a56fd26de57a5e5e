package schema_test

import (
	"context"
	"os"
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/tools/clientcmd"
	"pgregory.net/rapid"
	"sigs.k8s.io/yaml"

	"github.com/lianxing-dev/lianxing/internal/testenv"
	"github.com/lianxing-dev/lianxing/test/random"
)

// FuzzServerSaysTheSame changes good objects at random and asks the API server and the library.
func FuzzServerSaysTheSame(f *testing.F) {
	api, admission, good := sharedServer(f), embedded(f), samples(f)
	random.Seeds(f, 20, 256)
	f.Fuzz(rapid.MakeFuzz(func(t *rapid.T) {
		u := rapid.SampledFrom(good).Draw(t, "good").DeepCopy()
		mutate(t, u)
		err := api.create(context.Background(), u, metav1.DryRunAll)
		if difference := agree(err, admission.Create(u)); difference != "" {
			text, _ := yaml.Marshal(u) // for the reader of the failure only
			t.Fatalf("%s\nof\n%s", difference, text)
		}
	}))
}

// sharedKubeconfig is the variable by which the workers of a fuzzed target, which inherit the environment, find the API server.
const sharedKubeconfig = "LIANXING_FUZZ_KUBECONFIG"

// sharedServer is the API server of the package's tests, or while a target is fuzzed one that the coordinating process starts for all of
// its workers: to start one takes longer than to fuzz for seconds, and workers are started anew whenever one fails.
func sharedServer(f *testing.F) *server {
	f.Helper()
	if kubeconfig := os.Getenv(sharedKubeconfig); kubeconfig != "" {
		config, err := clientcmd.RESTConfigFromKubeConfig([]byte(kubeconfig))
		if err != nil {
			f.Fatal(err)
		}
		config.QPS = -1
		client, err := dynamic.NewForConfig(config)
		if err != nil {
			f.Fatal(err)
		}
		return &server{client: client}
	}
	if env == nil {
		started, err := testenv.Start("../../config/crd/bases")
		if err != nil {
			f.Fatal(err)
		}
		f.Cleanup(func() {
			if err := started.Stop(); err != nil {
				f.Error(err)
			}
		})
		env = started
		f.Setenv(sharedKubeconfig, string(started.Kubeconfig))
	}
	namespaces(f)
	return newServer(f)
}
