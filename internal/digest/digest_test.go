package digest_test

import (
	"encoding/json"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/lianxing-dev/lianxing/internal/digest"
)

func mustOf(t testing.TB, spec any) string {
	t.Helper()
	d, err := digest.Of("lianxing.dev", "StarApplication", "zhuji", "a08-2025-5", spec)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The digests in testdata come from texts written by hand and from sha256sum;
// testdata/golden.sh shows how. They hold for good.
func TestGolden(t *testing.T) {
	raw, err := os.ReadFile("testdata/golden.json")
	if err != nil {
		t.Fatal(err)
	}
	var vectors []struct {
		Name  string
		Input struct {
			Group, Kind, Namespace, Name string
			Spec                         json.RawMessage
		}
		Digest string
	}
	if err := json.Unmarshal(raw, &vectors); err != nil {
		t.Fatal(err)
	}
	if len(vectors) != 7 {
		t.Fatalf("testdata has %d vectors, want 7", len(vectors))
	}
	for _, v := range vectors {
		t.Run(v.Name, func(t *testing.T) {
			in := v.Input
			got, err := digest.Of(in.Group, in.Kind, in.Namespace, in.Name, in.Spec)
			if err != nil || got != v.Digest {
				t.Errorf("got %s (%v), want %s", got, err, v.Digest)
			}
			if !digest.Valid(got) {
				t.Errorf("%s is not valid", got)
			}
		})
	}
}

// stage and application are shaped like the specs of records.
type stage struct {
	Name     string   `json:"name"`
	Members  []string `json:"members,omitempty"`
	Scored   bool     `json:"scored,omitempty"`
	Working  int      `json:"workingDays,omitempty"`
	Previous *stage   `json:"previous,omitempty"`
}

type application struct {
	Alliance string            `json:"alliance"`
	Rating   int64             `json:"rating"`
	Stages   []stage           `json:"stages"`
	Notes    map[string]string `json:"notes"`
	Later    *string           `json:"later,omitempty"`
}

func TestTypedAndGenericHaveOneDigest(t *testing.T) {
	empty := ""
	typed := application{
		Alliance: "a08", Rating: 5, Later: &empty,
		Stages: []stage{{Name: "Decision", Scored: true, Previous: &stage{Name: "Appraisal", Members: []string{"", "b"}}}, {}},
	}
	want := mustOf(t, typed)
	generic := map[string]any{
		"rating": float64(5), "alliance": "a08", "unknownYet": nil, "notes": map[string]any{},
		"stages": []any{
			map[string]any{
				"name": "Decision", "scored": true, "workingDays": 0,
				"previous": map[string]any{"scored": false, "name": "Appraisal", "members": []any{"", "b"}},
			},
			map[string]any{"name": ""},
		},
	}
	for name, spec := range map[string]any{
		"pointer": &typed,
		"map":     generic,
		"raw":     json.RawMessage(`{"stages":[{"previous":{"members":["","b"],"name":"Appraisal"},"scored":true,"name":"Decision"},{}], "rating":5, "alliance":"a08"}`),
	} {
		if got := mustOf(t, spec); got != want {
			t.Errorf("%s: got %s, want %s as typed", name, got, want)
		}
	}
}

// The spec is only read: callers hand in what they share with a cache.
func TestOfLeavesItsInputAlone(t *testing.T) {
	spec := map[string]any{"a": "", "b": map[string]any{"c": nil, "d": []any{map[string]any{"e": false}}}}
	before, err := json.Marshal(spec)
	if err != nil {
		t.Fatal(err)
	}
	mustOf(t, spec)
	if after, err := json.Marshal(spec); err != nil || string(after) != string(before) {
		t.Errorf("the spec became %s (%v), was %s", after, err, before)
	}
}

func TestWhatIsDifferentDiffers(t *testing.T) {
	seen := map[string]string{}
	add := func(name, d string, err error) {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if other, ok := seen[d]; ok {
			t.Errorf("%s and %s share a digest", name, other)
		}
		seen[d] = name
	}
	for _, key := range [][4]string{
		{"g", "k", "ns", "n"}, {"G", "k", "ns", "n"}, {"g", "K", "ns", "n"}, {"g", "k", "NS", "n"}, {"g", "k", "ns", "N"},
		{"g", "k", "n", "ns"}, {"g", "k", "", "n"}, {"g", "k", "n", ""}, {"g", "k", "", ""},
	} {
		d, err := digest.Of(key[0], key[1], key[2], key[3], map[string]any{"a": 1})
		add(strings.Join(key[:], ","), d, err)
	}
	for name, spec := range map[string]any{
		"nothing": nil, "text": map[string]any{"a": "1"}, "two": map[string]any{"a": 2}, "true": map[string]any{"a": true},
		"list": map[string]any{"a": []any{1, 2}}, "other order": map[string]any{"a": []any{2, 1}},
		"longer": map[string]any{"a": []any{1, 2, ""}}, "null in a list": map[string]any{"a": []any{1, 2, nil}},
		"nested": map[string]any{"a": map[string]any{"a": 1}}, "other name": map[string]any{"b": 1},
		"a bare list": []any{1}, "bare text": "a",
	} {
		d, err := digest.Of("g", "k", "ns", "n", spec)
		add(name, d, err)
	}
}

func TestRefused(t *testing.T) {
	for name, spec := range map[string]any{
		"a fraction":              map[string]any{"a": 0.1},
		"a fraction in a list":    []any{map[string]any{"a": []any{1.5}}},
		"beyond what is exact":    map[string]any{"a": int64(1) << 53},
		"below what is exact":     map[string]any{"a": -(int64(1) << 53)},
		"beyond int64":            map[string]any{"a": uint64(math.MaxUint64)},
		"an exponent":             json.RawMessage(`{"a": 1e2}`),
		"a fraction of nothing":   json.RawMessage(`{"a": 1.0}`),
		"a very great number":     json.RawMessage(`{"a": 1e999999999}`),
		"no number":               map[string]any{"a": math.NaN()},
		"what JSON does not have": map[string]any{"a": func() {}},
		"broken JSON":             json.RawMessage(`{"a": `),
		"nested without end":      json.RawMessage(strings.Repeat("[", 20000) + strings.Repeat("]", 20000)),
	} {
		d, err := digest.Of("g", "Kind", "place", "thing", spec)
		if err == nil || d != "" {
			t.Errorf("%s: got %q, %v, want an error", name, d, err)
			continue
		}
		if !strings.Contains(err.Error(), "Kind place/thing") {
			t.Errorf("%s: the message does not say which record: %v", name, err)
		}
	}
	if _, err := digest.Of("g", "k", "ns", "n\xff", nil); err == nil {
		t.Error("a name that is not UTF-8 is taken")
	}
	_, err := digest.Of("g", "k", "ns", "n", map[string]any{"list": []any{0, map[string]any{"points": 2.5}}})
	if err == nil || !strings.Contains(err.Error(), "spec.list[1].points") {
		t.Errorf("the message does not say where: %v", err)
	}
}

func TestValid(t *testing.T) {
	hash := strings.Repeat("0123456789abcdef", 4)
	for s, want := range map[string]bool{
		"sha256:" + hash:                        true,
		"":                                      false,
		"sha256:":                               false,
		hash:                                    false,
		"sha256:" + hash[1:]:                    false,
		"sha256:" + hash + "0":                  false,
		"sha256:" + strings.ToUpper(hash):       false,
		"SHA256:" + hash:                        false,
		"sha512:" + hash:                        false,
		"sha256:" + hash[:63] + "g":             false,
		"sha256:" + hash[:31] + "-" + hash[32:]: false,
		"sha256:" + hash[:63] + "\n":            false,
		" sha256:" + hash:                       false,
		"sha256:" + strings.Repeat("a", 61) + "\u0661a": false,
	} {
		if got := digest.Valid(s); got != want {
			t.Errorf("Valid(%q) = %t", s, got)
		}
	}
}

func BenchmarkOf(b *testing.B) {
	spec := application{Alliance: "a08", Rating: 5, Notes: map[string]string{"zh": "诸暨市", "en": "Zhuji"}}
	for range 8 {
		spec.Stages = append(spec.Stages, stage{Name: "Appraisal", Members: []string{"a", "b", "c"}, Scored: true, Working: 5})
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := digest.Of("lianxing.dev", "StarApplication", "zhuji", "a08-2025-5", spec); err != nil {
			b.Fatal(err)
		}
	}
}
