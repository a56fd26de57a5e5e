package cli_test

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/cli"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// names computes a register of names, to see what the command makes of one.
func names(view records.View, asOf calendar.Date, language string) (cli.Report, error) {
	section := cli.Section{Title: language + " " + asOf.String(), Header: []string{"NAME", "INDUSTRY", "KEY"}}
	value := map[string]string{"asOf": asOf.String()}
	for _, alliance := range records.List[*v1alpha1.Alliance](view) {
		section.Rows = append(section.Rows, []string{alliance.Spec.DisplayName, alliance.Spec.Industry, alliance.Name})
		value[alliance.Name] = alliance.Spec.Industry
	}
	return cli.Report{Value: value, Sections: []cli.Section{{Title: "nothing", Header: []string{"X"}}, section}}, nil
}

func TestRegisterPrints(t *testing.T) {
	program := cli.Program{Register: names}
	for output, want := range map[string]string{
		"table": "zh 2025-12-31\n\n" +
			"NAME                             INDUSTRY   KEY\n" +
			"诸暨市样例珍珠产业农合联(虚构)   珍珠       pearl\n" +
			"诸暨市样例香榧产业农合联(虚构)   香榧       torreya\n",
		"json": "{\n  \"asOf\": \"2025-12-31\",\n  \"pearl\": \"珍珠\",\n  \"torreya\": \"香榧\"\n}\n",
		"yaml": "asOf: \"2025-12-31\"\npearl: 珍珠\ntorreya: 香榧\n",
	} {
		r := runWith(t, program, nil, "register", "-f", register, "--as-of", "2025-12-31", "-o", output)
		r.want(t, cli.ExitDone)
		if r.out != want {
			t.Errorf("%s printed\n%swant\n%s", output, r.out, want)
		}
		if r.err != "" {
			t.Errorf("%s said %q", output, r.err)
		}
	}
}

func TestRegisterNamesWhatIsBrokenAndPrintsTheRest(t *testing.T) {
	folder := t.TempDir()
	writeFile(t, filepath.Join(folder, "broken.yaml"), "kind: Alliance\nspec: {}\n")
	r := runWith(t, cli.Program{Register: names}, nil, "register", "-f", register, "-f", folder, "--as-of", "2025-12-31", "-o", "yaml", "--language", "en")
	r.want(t, cli.ExitProblems, filepath.Join(folder, "broken.yaml")+":1:1: Alliance: apiVersion:", "27 documents: 25 loaded, 1 broken, 1 skipped")
	if want := "asOf: \"2025-12-31\"\npearl: 珍珠\ntorreya: 香榧\n"; r.out != want {
		t.Errorf("it printed\n%s", r.out)
	}
}

func TestRegisterAsksForItsDay(t *testing.T) {
	program := cli.Program{Register: names}
	runWith(t, program, nil, "register", "-f", register).want(t, cli.ExitFailed, "as-of")
	runWith(t, program, nil, "register", "-f", register, "--as-of", "2025-02-30").want(t, cli.ExitFailed, "--as-of", "2025-02-30")
	runWith(t, program, nil, "register", "--as-of", "2025-12-31").want(t, cli.ExitFailed, "-f PATH")
	runWith(t, program, nil, "register", "-f", register, "--as-of", "2025-12-31", "-o", "pdf").want(t, cli.ExitFailed, "table, json, yaml")
	program.Register = func(records.View, calendar.Date, string) (cli.Report, error) {
		return cli.Report{}, errors.New("no paper")
	}
	runWith(t, program, nil, "register", "-f", register, "--as-of", "2025-12-31").want(t, cli.ExitFailed, "no paper")
}
