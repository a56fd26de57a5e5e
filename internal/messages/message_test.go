package messages_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/lianxing-dev/lianxing/internal/messages"
)

func TestText(t *testing.T) {
	for name, c := range map[string]struct {
		message  messages.Message
		language string
		want     string
	}{
		"chinese":            {messages.New("Objection/Upheld", "on", "2025-10-20"), "zh", "异议于 2025-10-20 成立。"},
		"english":            {messages.New("Objection/Upheld", "on", "2025-10-20"), "en", "Upheld on 2025-10-20."},
		"any other language": {messages.New("Objection/Upheld", "on", "2025-10-20"), "fr", "异议于 2025-10-20 成立。"},
		"a term":             {messages.New("AwardRequest/StarNotFunded", "rating", "Three"), "zh", "本轮次对三星不发奖励。"},
		"a term in English":  {messages.New("AwardRequest/StarNotFunded", "rating", "Three"), "en", "The round gives no money for three stars."},
		"a braced argument":  {messages.New("Objection/Upheld", "on", "{on}"), "en", "Upheld on {on}."},
		"a missing argument": {messages.New("Objection/Upheld"), "en", "Upheld on ."},
		"an unknown message": {messages.New("Nothing/Known", "b", "2", "a", "1"), "en", "Nothing/Known a=1 b=2"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := c.message.Text(c.language); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// TestBothLanguages holds that each sentence is there in Chinese and in English, ends as one, and asks for the same arguments.
func TestBothLanguages(t *testing.T) {
	ids := messages.IDs()
	if len(ids) < 90 {
		t.Fatalf("%d sentences: some have gone", len(ids))
	}
	for _, id := range ids {
		var pairs []string
		for _, name := range messages.Arguments(id) {
			pairs = append(pairs, name, "<"+name+">")
		}
		message := messages.New(id, pairs...)
		chinese, english := message.Text("zh"), message.Text("en")
		if !strings.HasSuffix(chinese, "。") || !slices.ContainsFunc([]rune(chinese), func(r rune) bool { return unicode.Is(unicode.Han, r) }) && id != "Payment/WrongEntry" {
			t.Errorf("%s: %q is no Chinese sentence", id, chinese)
		}
		if !strings.HasSuffix(english, ".") || slices.ContainsFunc([]rune(english), func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			t.Errorf("%s: %q is no English sentence", id, english)
		}
	}
}

// used is one place in the code that makes a message.
type used struct {
	at   string
	id   string
	args []string
}

// TestEveryMessageIsKnown reads the code: what it says is in the catalogue, with the arguments that the sentence asks for; and each
// sentence is said somewhere.
func TestEveryMessageIsKnown(t *testing.T) {
	places := usesUnder(t, filepath.Join("..", ".."))
	if len(places) < 80 {
		t.Fatalf("only %d places that make a message were found", len(places))
	}
	said := map[string]bool{}
	for _, place := range places {
		said[place.id] = true
		if !slices.Contains(messages.IDs(), place.id) {
			t.Errorf("%s says %q, which is not in the catalogue", place.at, place.id)
			continue
		}
		for _, name := range messages.Arguments(place.id) {
			if !slices.Contains(place.args, name) {
				t.Errorf("%s: %q asks for {%s}, which is not given", place.at, place.id, name)
			}
		}
	}
	for _, id := range messages.IDs() {
		// The states of entries and payments are put together from their reason.
		if !said[id] && !strings.HasPrefix(id, "FundingDisbursement/") && !strings.HasPrefix(id, "Payment/") {
			t.Errorf("nobody says %q", id)
		}
	}
}

// usesUnder finds calls of messages.New with a literal identifier.
func usesUnder(t *testing.T, root string) []used {
	t.Helper()
	var places []used
	for _, folder := range []string{"internal", "controllers"} {
		err := filepath.WalkDir(filepath.Join(root, folder), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
				return err
			}
			set := token.NewFileSet()
			file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(node ast.Node) bool {
				if call, ok := node.(*ast.CallExpr); ok {
					if place, ok := use(call); ok {
						place.at = set.Position(call.Pos()).String()
						places = append(places, place)
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return places
}

func use(call *ast.CallExpr) (used, bool) {
	selector, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || selector.Sel.Name != "New" || len(call.Args) == 0 {
		return used{}, false
	}
	if pkg, ok := selector.X.(*ast.Ident); !ok || pkg.Name != "messages" {
		return used{}, false
	}
	id, ok := literal(call.Args[0])
	if !ok {
		return used{}, false
	}
	place := used{id: id}
	for i := 1; i < len(call.Args); i += 2 {
		if name, ok := literal(call.Args[i]); ok {
			place.args = append(place.args, name)
		}
	}
	return place, true
}

func literal(expression ast.Expr) (string, bool) {
	text, ok := expression.(*ast.BasicLit)
	if !ok || text.Kind != token.STRING {
		return "", false
	}
	value, err := strconv.Unquote(text.Value)
	return value, err == nil
}
