package admission

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
)

// TestInstalled asks the API server which kinds it serves, by what short name and where.
func TestInstalled(t *testing.T) {
	type served struct {
		short      string
		namespaced bool
	}
	wanted := map[string]served{
		"ActionPlan": {"action", true}, "ActivityPlan": {"aplan", true}, "ActivityProgram": {"aprog", true}, "ActivityReport": {"areport", true},
		"Alliance": {"al", true}, "AwardRequest": {"award", true}, "Brand": {"brand", true}, "BrandLicense": {"bl", true}, "Budget": {"bud", true}, "EvaluationRound": {"round", true},
		"FundingDisbursement": {"fd", true}, "Incident": {"inc", true}, "Initiative": {"ini", true}, "Ledger": {"ldg", true}, "Objection": {"obj", true}, "Payment": {"pay", true},
		"Review": {"rv", true}, "StarApplication": {"star", true}, "WorkCalendar": {"wcal", false},
	}
	all, err := kubernetes.NewForConfigOrDie(env.Config).Discovery().ServerResourcesForGroupVersion("lianxing.dev/v1alpha1")
	if err != nil {
		t.Fatal(err)
	}
	kinds, statuses := 0, 0
	for _, resource := range all.APIResources {
		if strings.HasSuffix(resource.Name, "/status") {
			statuses++
			continue
		}
		kinds++
		got := served{strings.Join(resource.ShortNames, ","), resource.Namespaced}
		if got != wanted[resource.Kind] || resource.Name != resources[resource.Kind] || !slices.Equal(resource.Categories, []string{"lianxing"}) {
			t.Errorf("%s: %+v, wanted %+v", resource.Kind, resource, wanted[resource.Kind])
		}
	}
	if kinds != len(wanted) || statuses != len(wanted) {
		t.Errorf("%d kinds with %d statuses, wanted %d", kinds, statuses, len(wanted))
	}
}

// TestDefinitionsAreSmall keeps the definitions far below what etcd takes and what kubectl apply can annotate.
func TestDefinitionsAreSmall(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(definitionsPath, "*.yaml"))
	if err != nil || len(files) != len(resources) {
		t.Fatalf("%d definitions, wanted %d: %v", len(files), len(resources), err)
	}
	for _, file := range files {
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		if info.Size() > 200<<10 {
			t.Errorf("%s has %d bytes", file, info.Size())
		}
	}
}

// TestNoDefaultsInSpec keeps what a person declared as it was written.
func TestNoDefaultsInSpec(t *testing.T) {
	for _, definition := range definitions(t) {
		for path := range defaultsOf(*schemaOf(definition), "") {
			if path != "status" {
				t.Errorf("%s: %s has a default", definition.Spec.Names.Kind, path)
			}
		}
	}
}

func defaultsOf(schema apiextensionsv1.JSONSchemaProps, path string) map[string]bool {
	all := map[string]bool{}
	if schema.Default != nil {
		all[path] = true
	}
	below := func(schema apiextensionsv1.JSONSchemaProps, path string) {
		for path := range defaultsOf(schema, path) {
			all[path] = true
		}
	}
	for name, property := range schema.Properties {
		below(property, strings.TrimPrefix(path+"."+name, "."))
	}
	if schema.Items != nil {
		below(*schema.Items.Schema, path+"[0]")
	}
	return all
}

// TestFreshStatus creates a record of every kind: until the system has seen it, its status says so.
func TestFreshStatus(t *testing.T) {
	for kind := range resources {
		t.Run(kind, func(t *testing.T) {
			object := record(t, kind)
			object.Object["status"] = map[string]any{"observedGeneration": int64(7)} // nobody may declare this
			stored := keep(t, "fresh-"+strings.ToLower(kind), object, nil)
			if got := fmt.Sprint(stored.Object["status"]); got != "map[observedGeneration:-1]" {
				t.Errorf("status after creation: %s", got)
			}
			read, err := store(t, object).Get(t.Context(), object.GetName(), metav1.GetOptions{})
			if err != nil || fmt.Sprint(read.Object["status"]) != "map[observedGeneration:-1]" {
				t.Errorf("status when read: %v %v", read.Object["status"], err)
			}
		})
	}
}

// TestFreshStatusOfTypedClient does the same through the Go types, whose empty status must not count as a status.
func TestFreshStatusOfTypedClient(t *testing.T) {
	scheme := runtime.NewScheme()
	if err := v1alpha1.AddToScheme(scheme); err != nil {
		t.Fatal(err)
	}
	typed, err := client.New(env.Config, client.Options{Scheme: scheme})
	if err != nil {
		t.Fatal(err)
	}
	ledger := &v1alpha1.Ledger{
		ObjectMeta: metav1.ObjectMeta{Namespace: namespace(t, "typed"), Name: "stars"},
		Spec:       v1alpha1.LedgerSpec{Source: "FiscalBudget"},
	}
	if err := typed.Create(t.Context(), ledger); err != nil {
		t.Fatal(err)
	}
	if ledger.Status.ObservedGeneration != -1 {
		t.Errorf("observedGeneration %d after creation, wanted -1", ledger.Status.ObservedGeneration)
	}
	before := ledger.DeepCopy()
	ledger.Status.ObservedGeneration = ledger.Generation
	if err := typed.Status().Patch(t.Context(), ledger, client.MergeFrom(before)); err != nil {
		t.Fatal(err)
	}
	if err := typed.Get(t.Context(), client.ObjectKeyFromObject(ledger), ledger); err != nil {
		t.Fatal(err)
	}
	if ledger.Status.ObservedGeneration != 1 {
		t.Errorf("observedGeneration %d after the first evaluation, wanted 1", ledger.Status.ObservedGeneration)
	}
}

// TestColumns reads what kubectl prints of every kind: its state, until when, and what it waits for.
func TestColumns(t *testing.T) {
	wanted := map[string]string{
		"ActionPlan":          "Name Title Starts Ends Trial Year Recognized Applied Ready | Issuers Message",
		"ActivityPlan":        "Name Alliance Type Starts Requested Approved State Until Waits For | Ends Venue Report By Flags Message",
		"ActivityProgram":     "Name Eligibility Opened Plans Approved Accepted Payable Until Ready | Preferred Venues Farmers Ledger Message",
		"ActivityReport":      "Name Reported Cost Payable Entry State Until Waits For | Accepted Amount Farmers Flags Message",
		"Alliance":            "Name Display Name State Star Year Until Barred | Code Industry Hold Next Message",
		"AwardRequest":        "Name Requested Amount Entry State Until Waits For | Completed Payee Message",
		"Brand":               "Name Display Name Industry State Until Licensed Members | Scope Owner Supply System Since Message",
		"BrandLicense":        "Name Brand Member State Until Waits For Valid Through | Alliance Standard Certificate Notice Ends Test Report Due Message",
		"Budget":              "Name Total Committed Available Waiting Claims Ready | Paid Recovered Message",
		"EvaluationRound":     "Name Opens Closes Opened Recognized Applied Three Four Five Until Ready | Not Applied Not Eligible As Of Message",
		"FundingDisbursement": "Name Type Claim Year Amount Balance State Day About | Budget Plan Cause Committed Total Message",
		"Incident":            "Name Alliance Ground Reported State Waits For Decided Overdue | Subject Facts Message",
		"Initiative":          "Name Alliance Type Title Starts State Industry | Scope Participants Published Message",
		"Ledger":              "Name Entries Verified Ready Frozen Head | Source Checkpoint Message",
		"Objection":           "Name Kind Subject Raised Signed State Waits For | Grounds Message",
		"Payment":             "Name Entry Amount Ordered Paid Returned State | Voucher Booked As Message",
		"Review":              "Name Kind Subject Stage Authority Verdict Signed State | Reviewer Document Reason Message",
		"StarApplication":     "Name Alliance Rating Points State Until Waits For | Filed Notice Ends Awarded Valid Through Message",
		"WorkCalendar":        "Name Document Working Days Ready | Message",
	}
	for kind, columns := range wanted {
		t.Run(kind, func(t *testing.T) {
			var narrow, wide []string
			for _, column := range tableOf(t, kind, "").ColumnDefinitions {
				if column.Priority == 0 {
					narrow = append(narrow, column.Name)
				} else {
					wide = append(wide, column.Name)
				}
			}
			if got := strings.Join(narrow, " ") + " | " + strings.Join(wide, " "); got != columns {
				t.Errorf("columns: %s\nwanted:  %s", got, columns)
			}
		})
	}
}

// TestCells reads the rows of an application that is reviewed, and of one on notice: what each waits for, and until when.
func TestCells(t *testing.T) {
	tests := []struct {
		name   string
		status changes
		wanted string
	}{
		{
			"under review", changes{
				"status.stages":     "[{name: Recommendation, state: Done}, {name: Appraisal, state: Open}, {name: Decision, state: Waiting}]",
				"status.conditions": condition("Awarded", "Unknown", "UnderReview"),
			},
			"[torreya-2025-4 torreya Four <nil> UnderReview <nil> Appraisal 2025-03-10 <nil> <nil> <nil> 已记录]",
		},
		{
			"on notice", changes{
				"status.points":         `"87.50"`,
				"status.nextTransition": "2025-06-11",
				"status.notice":         "{opensOn: 2025-06-03, closesOn: 2025-06-10}",
				"status.stages":         "[{name: Recommendation, state: Done}, {name: Decision, state: Done}]",
				"status.conditions":     condition("Awarded", "Unknown", "OnNotice"),
			},
			"[torreya-2025-4 torreya Four 87.50 OnNotice 2025-06-11 <nil> 2025-03-10 2025-06-10 <nil> <nil> 已记录]",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			stored := keep(t, "cells", record(t, "StarApplication"), test.status)
			rows := tableOf(t, "StarApplication", stored.GetNamespace()).Rows
			if len(rows) != 1 {
				t.Fatalf("%d rows", len(rows))
			}
			if got := fmt.Sprint(rows[0].Cells); got != test.wanted {
				t.Errorf("cells %s\nwanted %s", got, test.wanted)
			}
		})
	}
}

func tableOf(t *testing.T, kind, namespace string) *metav1.Table {
	t.Helper()
	config := rest.CopyConfig(env.Config)
	config.APIPath = "/apis"
	config.GroupVersion = &v1alpha1.GroupVersion
	scheme := runtime.NewScheme()
	metav1.AddToGroupVersion(scheme, v1alpha1.GroupVersion)
	if err := metav1.AddMetaToScheme(scheme); err != nil {
		t.Fatal(err)
	}
	config.NegotiatedSerializer = serializer.NewCodecFactory(scheme).WithoutConversion()
	tables, err := rest.RESTClientFor(config)
	if err != nil {
		t.Fatal(err)
	}
	table := &metav1.Table{}
	request := tables.Get().Resource(resources[kind]).SetHeader("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io")
	if namespace != "" {
		request = request.Namespace(namespace)
	}
	if err := request.Do(t.Context()).Into(table); err != nil {
		t.Fatal(err)
	}
	return table
}
