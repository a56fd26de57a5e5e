package cli_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/cli"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
)

// cluster applies the application of the register to the API server, and returns a client and the path of a kubeconfig.
func cluster(t *testing.T) (client.Client, string) {
	t.Helper()
	scheme := runtime.NewScheme()
	if err := v1alpha1.AddToScheme(scheme); err != nil {
		t.Fatal(err)
	}
	api, err := client.New(env.Config, client.Options{Scheme: scheme})
	if err != nil {
		t.Fatal(err)
	}
	view, problems, err := files.Load(register)
	if err != nil || len(problems) > 0 {
		t.Fatalf("problems %v, error %v", problems, err)
	}
	if err := env.Namespace(t.Context(), "zhuji", "330681", "诸暨市"); err != nil && !strings.Contains(err.Error(), "already exists") {
		t.Fatal(err)
	}
	application, _ := records.Get[*v1alpha1.StarApplication](view, records.Key{Namespace: "zhuji", Name: "torreya-2025-4"})
	application = application.DeepCopy()
	if err := api.Create(t.Context(), application); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := api.Delete(context.Background(), application); err != nil {
			t.Error(err)
		}
		if err := api.DeleteAllOf(context.Background(), &v1alpha1.Review{}, client.InNamespace("zhuji")); err != nil {
			t.Error(err)
		}
	})
	kubeconfig := filepath.Join(t.TempDir(), "kubeconfig")
	writeFile(t, kubeconfig, string(env.Kubeconfig))
	return api, kubeconfig
}

func TestDigestOfTheClusterIsThatOfTheFiles(t *testing.T) {
	_, kubeconfig := cluster(t)
	r := run(t, nil, "digest", "star", "torreya-2025-4", "-n", "zhuji", "--kubeconfig", kubeconfig)
	r.want(t, cli.ExitDone)
	if r.out != applicationDigest+"\n" {
		t.Errorf("it printed %q", r.out)
	}
	run(t, nil, "digest", "star", "nobody", "-n", "zhuji", "--kubeconfig", kubeconfig).want(t, cli.ExitFailed, "nobody", "not found")
	run(t, nil, "digest", "star", "x", "--kubeconfig", filepath.Join(t.TempDir(), "none")).want(t, cli.ExitFailed, "no cluster to ask")
}

func TestSignInTheCluster(t *testing.T) {
	api, kubeconfig := cluster(t)
	arguments := func(more ...string) []string {
		return append([]string{"sign", "star", "torreya-2025-4", "-n", "zhuji", "--kubeconfig", kubeconfig, "--stage", "Recommendation",
			"--authority", "County", "--verdict", "Approve", "--reviewer", "zhuji-lead"}, more...)
	}
	stored := func() []v1alpha1.Review {
		t.Helper()
		var list v1alpha1.ReviewList
		if err := api.List(t.Context(), &list, client.InNamespace("zhuji")); err != nil {
			t.Fatal(err)
		}
		return list.Items
	}

	run(t, nil, arguments()...).want(t, cli.ExitFailed, applicationDigest, "--yes")
	dry := run(t, nil, arguments("--dry-run", "client", "-o", "yaml")...)
	dry.want(t, cli.ExitDone)
	name := parseReview(t, dry.out).Name
	r := run(t, nil, arguments("--dry-run", "server")...)
	r.want(t, cli.ExitDone, applicationDigest)
	if want := "review.lianxing.dev/" + name + " created (server dry run)\n"; r.out != want {
		t.Errorf("it printed %q, want %q", r.out, want)
	}
	run(t, nil, arguments("--dry-run", "server", "--verdict", "Reject")...).want(t, cli.ExitFailed, "not created", "needs a reason")
	if found := stored(); len(found) != 0 {
		t.Fatalf("a dry run stored %v", found)
	}

	r = run(t, nil, arguments("--yes", "-o", "name")...)
	r.want(t, cli.ExitDone)
	if want := "review.lianxing.dev/" + name + "\n"; r.out != want {
		t.Errorf("it printed %q, want %q", r.out, want)
	}
	if found := stored(); len(found) != 1 || found[0].Name != name || found[0].Spec.SubjectRef.Digest != applicationDigest || found[0].Spec.SignedOn != "2025-03-21" {
		t.Errorf("stored is %+v", found)
	}
	run(t, nil, arguments("--yes")...).want(t, cli.ExitFailed, "already exists")
	run(t, nil, arguments("--yes", "-o", "review.yaml")...).want(t, cli.ExitFailed, "with -f only")
	run(t, nil, arguments("--yes", "--signed-on", "2025-02-30")...).want(t, cli.ExitFailed, "spec.signedOn")
	if found := stored(); len(found) != 1 {
		t.Errorf("%d reviews are stored, want 1", len(found))
	}
}

func TestAnotherVersionOfTheClusterIsNoticed(t *testing.T) {
	api, kubeconfig := cluster(t)
	var application v1alpha1.StarApplication
	if err := api.Get(t.Context(), client.ObjectKey{Namespace: "zhuji", Name: "torreya-2025-4"}, &application); err != nil {
		t.Fatal(err)
	}
	application.Status.SpecDigest = v1alpha1.Digest("sha256:" + strings.Repeat("0", 64))
	application.Status.ObservedGeneration = application.Generation
	if err := api.Status().Update(t.Context(), &application); err != nil {
		t.Fatal(err)
	}
	arguments := []string{"digest", "star", "torreya-2025-4", "-n", "zhuji", "--kubeconfig", kubeconfig}
	run(t, nil, arguments...).want(t, cli.ExitFailed, "different versions")

	// A status of an earlier generation says nothing of this one.
	application.Spec.FiledBy = "other"
	if err := api.Update(t.Context(), &application); err != nil {
		t.Fatal(err)
	}
	run(t, nil, arguments...).want(t, cli.ExitDone)
}
