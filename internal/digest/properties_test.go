package digest_test

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/lianxing-dev/lianxing/internal/digest"
)

// anyObject draws objects as records have them, nested a few levels deep.
func anyObject(depth int) *rapid.Generator[map[string]any] {
	return rapid.MapOfN(rapid.StringN(0, 6, -1), anyValue(depth), 0, 5)
}

func anyValue(depth int) *rapid.Generator[any] {
	const exact = 1<<53 - 1
	kinds := []*rapid.Generator[any]{
		rapid.StringN(0, 8, -1).AsAny(), rapid.Bool().AsAny(), rapid.Int64Range(-exact, exact).AsAny(), rapid.Just[any](nil),
	}
	if depth > 0 {
		kinds = append(kinds, anyObject(depth-1).AsAny(), rapid.SliceOfN(anyValue(depth-1), 0, 4).AsAny())
	}
	return rapid.OneOf(kinds...)
}

// shuffled writes a value as JSON with the members of every object in a random
// order and spaces between.
func shuffled(t *rapid.T, order *rand.Rand, value any) string {
	switch v := value.(type) {
	case map[string]any:
		names := slices.Sorted(maps.Keys(v))
		order.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
		members := make([]string, len(names))
		for i, name := range names {
			members[i] = shuffled(t, order, name) + " : " + shuffled(t, order, v[name])
		}
		return "{ " + strings.Join(members, " ,\n") + "\t}"
	case []any:
		elements := make([]string, len(v))
		for i, element := range v {
			elements[i] = shuffled(t, order, element)
		}
		return "[" + strings.Join(elements, " , ") + " ]"
	}
	raw, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func ofSpec(t *rapid.T, spec any) string {
	d, err := digest.Of("g", "k", "ns", "n", spec)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestOrderAndSpacesDoNotCount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		spec := anyObject(3).Draw(t, "spec")
		order := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "order"), 0))
		raw := shuffled(t, order, spec)
		if got, want := ofSpec(t, json.RawMessage(raw)), ofSpec(t, spec); got != want {
			t.Fatalf("%s has digest %s, the same as a map %s", raw, got, want)
		}
	})
}

// stuffed is a copy of the value with an empty member more in every object, and
// counts them.
func stuffed(t *rapid.T, value any, added *int) any {
	switch v := value.(type) {
	case map[string]any:
		out := map[string]any{}
		for name, member := range v {
			out[name] = stuffed(t, member, added)
		}
		empties := []any{nil, "", false, 0, []any{}, map[string]any{}, map[string]any{"x": map[string]any{"y": ""}}}
		out["longer than any drawn"] = rapid.SampledFrom(empties).Draw(t, "empty")
		*added++
		return out
	case []any:
		out := make([]any, len(v))
		for i, element := range v {
			out[i] = stuffed(t, element, added)
		}
		return out
	}
	return value
}

func TestEmptyMembersDoNotCount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		spec, added := anyObject(3).Draw(t, "spec"), 0
		more := stuffed(t, spec, &added)
		if added == 0 {
			t.Fatal("nothing was added")
		}
		if got, want := ofSpec(t, more), ofSpec(t, spec); got != want {
			t.Fatalf("%d empty members changed %s to %s", added, want, got)
		}
	})
}

func TestAnyOtherMemberCounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		spec := anyObject(3).Draw(t, "spec")
		before := ofSpec(t, spec)
		spec["longer than any drawn"] = rapid.SampledFrom([]any{" ", true, 1, -1, []any{nil}, map[string]any{"x": "y"}}).Draw(t, "member")
		if ofSpec(t, spec) == before {
			t.Fatalf("%v did not change the digest", spec)
		}
	})
}

func TestTypedRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		typed := application{
			Alliance: rapid.StringN(0, 8, -1).Draw(t, "alliance"),
			Rating:   rapid.Int64Range(0, 5).Draw(t, "rating"),
			Notes:    rapid.MapOfN(rapid.StringN(0, 3, -1), rapid.StringN(0, 3, -1), 0, 3).Draw(t, "notes"),
		}
		for range rapid.IntRange(0, 3).Draw(t, "stages") {
			typed.Stages = append(typed.Stages, stage{
				Name:    rapid.StringN(0, 4, -1).Draw(t, "name"),
				Members: rapid.SliceOfN(rapid.StringN(0, 3, -1), 0, 3).Draw(t, "members"),
				Scored:  rapid.Bool().Draw(t, "scored"),
				Working: rapid.IntRange(0, 2).Draw(t, "working"),
			})
		}
		raw, err := json.Marshal(typed)
		if err != nil {
			t.Fatal(err)
		}
		var generic map[string]any
		if err := json.Unmarshal(raw, &generic); err != nil {
			t.Fatal(err)
		}
		if got, want := ofSpec(t, generic), ofSpec(t, typed); got != want {
			t.Fatalf("%s has digest %s, typed %s", raw, got, want)
		}
	})
}

func FuzzOf(f *testing.F) {
	for _, seed := range []string{
		`{}`, `null`, `{"a":[{"b":0}],"c":"诸暨"}`, `{"a":1.5}`, `{"a":9007199254740993}`, `[[],{}]`, `"\ud800"`, `{"\u0000":-0}`, `{"a":1,"a":2}`,
	} {
		f.Add("Kind", "place", "name", []byte(seed))
	}
	f.Fuzz(func(t *testing.T, kind, namespace, name string, spec []byte) {
		got, err := digest.Of("g", kind, namespace, name, json.RawMessage(spec))
		if err != nil {
			if got != "" {
				t.Fatalf("%s along with %v", got, err)
			}
			return
		}
		if !digest.Valid(got) {
			t.Fatalf("%q is not valid", got)
		}
		var generic any
		if err := json.Unmarshal(spec, &generic); err != nil {
			t.Fatalf("%q has a digest but is no JSON: %v", spec, err)
		}
		again, err := digest.Of("g", kind, namespace, name, generic)
		if err != nil || again != got {
			t.Fatalf("%q: %s (%v) once read, %s raw", spec, again, err, got)
		}
	})
}

func FuzzValid(f *testing.F) {
	f.Add("sha256:" + strings.Repeat("0123456789abcdef", 4))
	f.Add("")
	f.Fuzz(func(t *testing.T, s string) {
		want := len(s) == 71 && s[:7] == "sha256:"
		for i := 7; want && i < len(s); i++ {
			want = strings.IndexByte("0123456789abcdef", s[i]) >= 0
		}
		if digest.Valid(s) != want {
			t.Fatalf("Valid(%q) = %t", s, !want)
		}
	})
}
