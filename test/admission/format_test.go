package admission

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"sigs.k8s.io/yaml"

	"github.com/lianxing-dev/lianxing/config/crd"
)

// format is a rule of a single text, wherever one stands: a part of its message, what it lets pass and what it refuses.
type format struct {
	message   string
	good, bad []string
}

var formats = []format{
	{
		"must be a real date from 1900 to 2199",
		[]string{"2024-02-29"},
		[]string{"2025-02-29", "2025-6-3", "2025/06/03", "today", "1899-12-31", ""},
	},
	{
		"must be yuan without sign, leading zero or grouping and with two places",
		[]string{"1.00"},
		[]string{"-1.00", "1", "1.0", "1.000", "01.00", "1,000.00", "+1.00", " 1.00", "1万", ".50", ""},
	},
	{
		"must be yuan with two places and, below zero, a minus",
		[]string{"30000.00"},
		[]string{"1", "-0.00", "--1.00", "-01.00", "+1.00", "1.5", "- 1.00", ""},
	},
	{
		"must be sha256: and 64 lower-case hexadecimal digits",
		[]string{anotherDigest},
		[]string{strings.ToUpper(emptyDigest), emptyDigest[7:], emptyDigest[:70], ""},
	},
	{
		"must be the 64 lower-case hexadecimal digits that sha256sum prints",
		[]string{anotherDigest[7:]},
		[]string{emptyDigest[7:70], strings.ToUpper(emptyDigest[7:]), ""},
	},
	{
		"a credit code has 18 characters",
		[]string{otherCode},
		[]string{"51330681PDY00008I9", "51330681PDYO000879", "51330681pdy0000879", "５1330681PDY0000879", "51330681PDY000087", ""},
	},
	{checkMessage, []string{otherCode}, []string{wrongCheck, "51330681PDY0000877", "51330681PDY000087Q"}},
	{orgCheckMessage, []string{otherCode}, []string{wrongOrgCheck}},
	{
		"must be the user name of an account",
		[]string{"oidc:somebody@example.invalid"},
		[]string{"张三", "zhang san", "somebody\n"},
	},
	{"must be the last four digits of the bank account", []string{"0000"}, []string{"123", "12a4", "１２３４", ""}},
	{
		"must be points without sign",
		[]string{"90.25"},
		[]string{"-1", "1.", "1.234", "01", "1e2", "12345", ".5", "二十八"},
	},
}

// formatOf finds the format of a rule, or nil where it is one of several fields.
func formatOf(rule apiextensionsv1.ValidationRule) *format {
	i := slices.IndexFunc(formats, func(f format) bool { return strings.Contains(rule.Message, f.message) })
	if i < 0 || rule.FieldPath != "" {
		return nil
	}
	return &formats[i]
}

// filled are fields that most records don't have, for the texts in them.
var filled = map[string]changes{
	"Alliance":     {"spec.creditCodeException": exceptionExample},
	"AwardRequest": {"spec.creditCodeException": exceptionExample},
	"Brand":        {"spec.earlierSuspensions": "[{suspendedOn: 2022-05-01, resumedOn: 2022-06-01}]"},
	"EvaluationRound": {"spec.ratings[0].award": `{amount: "1.00", ledgerRef: {name: stars}, requestBy: 2026-03-31,
		stages: [{name: Check}]}`},
}

// TestFormats tries every text of every kind that has such a rule, in a record where it is filled in.
func TestFormats(t *testing.T) {
	count := 0
	for _, definition := range definitions(t) {
		kind := definition.Spec.Names.Kind
		for path, rules := range rulesOf(schemaOf(definition).Properties["spec"], "spec") {
			for _, rule := range rules {
				f := formatOf(rule)
				if f == nil {
					continue
				}
				count++
				t.Run(kind+"/"+path, func(t *testing.T) {
					for _, text := range f.bad {
						refuses(t, kind, path, text, f.message)
					}
					for _, text := range f.good {
						accepts(t, kind, path, text, f.message)
					}
				})
			}
		}
	}
	t.Logf("%d texts", count)
	if count < 80 {
		t.Errorf("only %d texts have such a rule", count)
	}
}

// refuses demands a refusal at a path, among others that the text may cause.
func refuses(t *testing.T, kind, path, text, message string) {
	t.Helper()
	got := refusals(t, create(t, record(t, kind, filled[kind], changes{path: fmt.Sprintf("%q", text)})))
	if !slices.ContainsFunc(got, func(r refusal) bool { return r.path == path && strings.Contains(r.message, message) }) {
		t.Errorf("%q: refusals %q, wanted: %s", text, got, message)
	}
}

// accepts demands that this rule says nothing; the text may break another, such as that of an order of dates.
func accepts(t *testing.T, kind, path, text, message string) {
	t.Helper()
	for _, r := range refusals(t, create(t, record(t, kind, filled[kind], changes{path: fmt.Sprintf("%q", text)}))) {
		if strings.Contains(r.message, message) {
			t.Errorf("%q: %s", text, r)
		}
	}
}

// TestEveryRuleIsTried demands a refused record for every rule of every kind, and a message in Chinese and English.
func TestEveryRuleIsTried(t *testing.T) {
	counted := 0
	for _, definition := range definitions(t) {
		kind := definition.Spec.Names.Kind
		for path, rules := range rulesOf(*schemaOf(definition), "") {
			if strings.HasPrefix(path, "status") {
				continue // written by the system, of the same types
			}
			for _, rule := range rules {
				counted++
				chinese, english, found := strings.Cut(rule.Message, " / ")
				if !found || !strings.ContainsFunc(chinese, isHan) || strings.ContainsFunc(english, isHan) || english == "" {
					t.Errorf("%s %s: the message is not Chinese / English: %q", kind, path, rule.Message)
				}
				if !tried(kind, path, rule) {
					t.Errorf("%s %s: no record is refused by %s", kind, path, rule.Rule)
				}
			}
		}
	}
	t.Logf("%d rules", counted)
	if counted < 150 {
		t.Errorf("only %d rules", counted)
	}
}

// tried says whether a table has a record that is refused by this rule at this place.
func tried(kind, path string, asked apiextensionsv1.ValidationRule) bool {
	if formatOf(asked) != nil {
		return true
	}
	path = strings.TrimPrefix(path+asked.FieldPath, ".")
	fits := func(ofKind, at, message string) bool {
		return kind == ofKind && path == anyIndex.ReplaceAllString(at, "[0]") && strings.Contains(asked.Message, message)
	}
	return slices.ContainsFunc(rules, func(r rule) bool { return fits(r.kind, r.path, r.message) }) ||
		slices.ContainsFunc(permanent, func(p permanence) bool { return fits(p.kind, p.path, p.message) })
}

// anyIndex is the place of an item in a list.
var anyIndex = regexp.MustCompile(`\[\d+\]`)

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// definitions are the CustomResourceDefinitions that programs carry with them.
func definitions(t *testing.T) []*apiextensionsv1.CustomResourceDefinition {
	t.Helper()
	files, err := fs.Glob(crd.Bases, "bases/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var all []*apiextensionsv1.CustomResourceDefinition
	for _, file := range files {
		data, err := fs.ReadFile(crd.Bases, file)
		if err != nil {
			t.Fatal(err)
		}
		definition := &apiextensionsv1.CustomResourceDefinition{}
		if err := yaml.UnmarshalStrict(data, definition); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		all = append(all, definition)
	}
	return all
}

func schemaOf(definition *apiextensionsv1.CustomResourceDefinition) *apiextensionsv1.JSONSchemaProps {
	return definition.Spec.Versions[0].Schema.OpenAPIV3Schema
}

// rulesOf are the rules of a schema and all below it, by path. Of a list the first item is meant.
func rulesOf(schema apiextensionsv1.JSONSchemaProps, path string) map[string][]apiextensionsv1.ValidationRule {
	all := map[string][]apiextensionsv1.ValidationRule{}
	if len(schema.XValidations) > 0 {
		all[path] = schema.XValidations
	}
	below := func(schema apiextensionsv1.JSONSchemaProps, path string) {
		for path, rules := range rulesOf(schema, strings.TrimPrefix(path, ".")) {
			all[path] = rules
		}
	}
	for name, property := range schema.Properties {
		below(property, path+"."+name)
	}
	if schema.Items != nil {
		below(*schema.Items.Schema, path+"[0]")
	}
	return all
}
