package synthetic_test

import (
	"context"
	"testing"
	"time"

	"github.com/go-logr/logr"
	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/hack/demo/settled"
	"github.com/lianxing-dev/lianxing/hack/province/synthetic"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/testenv"
)

var env *testenv.Env

func TestMain(m *testing.M) {
	testenv.Main(m, &env, "../../../config/crd/bases")
}

// patience is how long a manager may take over the small province.
const patience = 3 * time.Minute

// TestAManagerGivesTheAnswers creates a province on an API server, with the payments of the entries that are to come, and lets a manager
// work on it: the entries that it makes are those that the payments name.
func TestAManagerGivesTheAnswers(t *testing.T) {
	few := small
	few.Alliances, few.Years = 20, 2
	p := province(t, few)
	to, err := client.New(env.Config, client.Options{Scheme: controllers.Scheme()})
	if err != nil {
		t.Fatal(err)
	}
	objects, err := p.All(true)
	if err != nil {
		t.Fatal(err)
	}
	if err := synthetic.CreateNamespaces(t.Context(), to, p.Divisions()); err != nil {
		t.Fatal(err)
	}
	if err := synthetic.Create(t.Context(), to, objects, 8); err != nil {
		t.Fatal(err)
	}
	manage(t, controllers.Options{AsOf: p.LastDay()}, func(ctx context.Context) error {
		return settled.Wait(ctx, to, settled.Options{Quiet: 2 * time.Second, Every: 400 * time.Millisecond})
	})
	found, err := synthetic.Found(p.LastDay(), stored(t, to))
	if err != nil {
		t.Fatal(err)
	}
	same(t, p.Answers(true), found)
}

// manage runs a manager until what is awaited has come.
func manage(t *testing.T, o controllers.Options, await func(context.Context) error) {
	t.Helper()
	o.MetricsAddress, o.ProbeAddress, o.Several, o.Concurrency, o.Language, o.Log = "0", "0", true, 4, "zh", logr.Discard()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	manager, err := controllers.New(ctx, env.Config, o)
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- manager.Start(ctx) }()
	if err := await(ctx); err != nil {
		t.Error(err)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// stored are all records as the API server has them.
func stored(t *testing.T, to client.Client) []records.Object {
	t.Helper()
	all, err := settled.Records(t.Context(), to)
	if err != nil {
		t.Fatal(err)
	}
	var objects []records.Object
	for i := range all {
		info, ok := records.Info(records.Kind(all[i].GetKind()))
		if !ok {
			t.Fatalf("%s is no kind of a register", all[i].GetKind())
		}
		object := info.New()
		if err := runtime.DefaultUnstructuredConverter.FromUnstructured(all[i].Object, object); err != nil {
			t.Fatal(err)
		}
		objects = append(objects, object)
	}
	return objects
}
