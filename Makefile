# Everything works from a machine with Go, git and make: tools and the control plane are built when first wanted.
# `make help` lists the targets.

SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

TOOLS          := bin/tools
CONTROLLER_GEN := $(TOOLS)/controller-gen
GOLANGCI_LINT  := $(TOOLS)/golangci-lint
KAL            := $(TOOLS)/kube-api-linter
KUSTOMIZE      := $(TOOLS)/kustomize

# LONG=1 runs the long variants of tests; they read it from the environment.
LONG ?=
export LONG
# TESTFLAGS goes to go test, as in: make test TESTFLAGS='-count=1 -run Ledger'
TESTFLAGS ?=
TESTTIMEOUT ?= $(if $(LONG),2h,20m)
# PKG narrows test, microbench and fuzz to some packages.
PKG ?= ./...
FUZZTIME ?= 30s
HISTORIES ?= $(if $(LONG),20000,3000)
BENCHTIME ?= 1s
# BENCHFLAGS goes to test/bench, as in: make bench BENCHFLAGS='-only a,c -runs 1'
BENCHFLAGS ?=
DOCS ?=
ROUNDS ?=
SEED ?=
ROUND ?=

# The folder of etcd, kube-apiserver and kubectl: KUBEBUILDER_ASSETS where it is set, else built once and cached.
# The progress of a cold build goes to standard error, the folder to the last line of standard output.
ASSETS = KUBEBUILDER_ASSETS="$$(hack/controlplane/build | tail -n 1)"

##@ Build

.PHONY: help
help: ## List the targets
	@awk 'BEGIN {FS = ":.*## "} /^##@ / {printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*## / {printf "  %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: build
build: ## Build bin/manager and bin/kubectl-lianxing
	go build -o bin/manager ./cmd/manager
	go build -o bin/kubectl-lianxing ./cmd/kubectl-lianxing

.PHONY: controlplane
controlplane: ## Build etcd, kube-apiserver and kubectl (cached) and print their folder
	@hack/controlplane/build

.PHONY: generate
generate: $(CONTROLLER_GEN) ## Write deepcopy, CRDs, the manager's ClusterRole and apply configurations
	hack/tools/generate $(CONTROLLER_GEN)

.PHONY: samples
samples: ## Write config/samples from the table of histories
	go run ./hack/samples

.PHONY: readme
readme: ## Write into README what kubectl prints of the samples
	$(ASSETS); export KUBEBUILDER_ASSETS; UPDATE_README=1 go test -count=1 -run TestRestartIsSilent ./test/cluster

.PHONY: render
render: $(KUSTOMIZE) ## Print what config/default installs
	@$(KUSTOMIZE) build config/default

##@ Check

.PHONY: test
test: ## Unit, property and envtest suites with the race detector (LONG=1, PKG=, TESTFLAGS=)
	hack/ensure-gcc.sh
	$(ASSETS); export KUBEBUILDER_ASSETS; \
	export CGO_ENABLED=1; result=0; \
	go test -race -timeout $(TESTTIMEOUT) $(TESTFLAGS) $(PKG) || result=1; \
	if [[ "$(PKG)" == ./... ]]; then (cd hack/controlplane && go test -race -timeout $(TESTTIMEOUT) $(TESTFLAGS) ./...) || result=1; fi; \
	exit $$result

# Without the race detector, which makes a history ten times as dear; make test lives some of them with it.
.PHONY: histories
histories: ## Live thousands of random histories of a register, against a second, naive model, and against itself (HISTORIES=)
	go test ./test/model -run '^TestHistories$$' -rapid.checks $$(($(HISTORIES) / 2)) -timeout $(TESTTIMEOUT) $(TESTFLAGS)
	go test ./internal/register -run '^Test(HistoriesDayByDay|LateRecords|Affected|NextDate)$$' -rapid.checks $$(($(HISTORIES) / 50)) -timeout $(TESTTIMEOUT) $(TESTFLAGS)

# SEED= plays the same rounds again, and ROUND= one of them alone.
.PHONY: test-faults
test-faults: ## Put every fault between managers and their API server, kill them at every call (ROUNDS=, SEED=, ROUND=)
	$(ASSETS); export KUBEBUILDER_ASSETS; export FAULTS=1 ROUNDS="$(ROUNDS)" SEED="$(or $(SEED),$$(date +%s))" ROUND="$(ROUND)"; \
	report=$$(mktemp); export FAULTS_REPORT="$$report"; result=0; races=passed; \
	go test -count=1 -timeout 40m $(TESTFLAGS) ./test/faults $(if $(ROUND),-run '^TestRounds$$') || result=1; \
	$(if $(ROUND),races="not run",go test -count=1 -timeout 15m $(TESTFLAGS) ./test/cluster -run '$(RACES)' || { result=1; races=FAILED; }); \
	cat "$$report"; rm -f "$$report"; echo "faults: $(words $(subst |, ,$(RACES))) tests of races, clocks, crashes and backups in test/cluster: $$races"; exit $$result

# RACES are the tests of test/cluster that are about faults.
RACES := ^Test(OrderRacesCancellation|LostAnswersAndLaggingCaches|ClocksEitherSideOfMidnight|CrashInsideAStep|OneYearOnTwoChains|OlderBackupCanNotPayAgain)$$

.PHONY: lint
lint: $(GOLANGCI_LINT) $(KAL) ## gofmt, go vet, golangci-lint, kube-api-linter, and a proof that each linter bites
	@unformatted=$$(gofmt -l .); \
	if [[ -n $$unformatted ]]; then echo "gofmt -l: these files are not formatted; run gofmt -w on them"; echo "$$unformatted"; exit 1; fi
	go vet ./...
	cd hack/controlplane && go vet ./...
	$(GOLANGCI_LINT) run ./...
	cd hack/controlplane && $(CURDIR)/$(GOLANGCI_LINT) run --config $(CURDIR)/.golangci.yaml ./...
	$(KAL) run --config .golangci-kal.yaml ./api/...
	go run ./hack/lint -golangci-lint $(GOLANGCI_LINT) -kube-api-linter $(KAL)

.PHONY: verify
verify: $(KUSTOMIZE) ## Generate everything anew, fail when that leaves a difference, and render what is installed
	$(MAKE) --no-print-directory generate
	$(MAKE) --no-print-directory samples
	hack/tools/verify
	$(KUSTOMIZE) build config/default >/dev/null
	$(KUSTOMIZE) build config/samples >/dev/null

.PHONY: mutants
mutants: ## Switch each rule off in turn: the test of its refused case must fail
	$(ASSETS); export KUBEBUILDER_ASSETS; FAULTS=1 go run ./hack/mutants

# What widens the coverage is made smaller a hundred times at most: by default that takes a minute each, in which nothing new
# is tried. A target that found something does not keep the others from their turn; what it found stands in testdata/fuzz of its
# package, where go test tries it from then on. Packages are not compiled to be asked for their targets: most have none.
.PHONY: fuzz
fuzz: ## Run every fuzz target for FUZZTIME (30s) each (PKG=, TESTFLAGS=)
	@$(ASSETS); export KUBEBUILDER_ASSETS; found=(); \
	sources=$$(go list -f '{{$$p := .}}{{range .TestGoFiles}}{{$$p.Dir}}/{{.}} {{$$p.ImportPath}}{{"\n"}}{{end}}{{range .XTestGoFiles}}{{$$p.Dir}}/{{.}} {{$$p.ImportPath}}{{"\n"}}{{end}}' $(PKG)); \
	while read -r -u 3 source package; do \
		for target in $$(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\)(.*/\1/p' "$$source"); do \
			echo "fuzz: $$package $$target for $(FUZZTIME)"; \
			go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 100x $(TESTFLAGS) "$$package" || found+=("$$package $$target"); \
		done; \
	done 3<<<"$$sources"; \
	if (($${#found[@]} > 0)); then printf 'fuzz: failed, see above: %s\n' "$${found[@]}"; exit 1; fi

# Some 20 minutes on two cores that do nothing else. What to vary is said by: go run ./test/bench -h
# DOCS=1 writes docs/benchmarks.md too.
.PHONY: bench
bench: ## Measure manager and rules against bare references of the same run (BENCHFLAGS=, DOCS=1)
	$(ASSETS); export KUBEBUILDER_ASSETS; \
	go build -o bin/bench ./test/bench; \
	bin/bench $(if $(DOCS),-docs docs/benchmarks.md) $(BENCHFLAGS)

.PHONY: microbench
microbench: ## Run the benchmarks of single packages (PKG=, BENCHTIME=)
	go test -run '^$$' -bench . -benchmem -benchtime $(BENCHTIME) -timeout 2h $(TESTFLAGS) $(PKG)

##@ Demonstrate

.PHONY: demo
demo: ## Start a control plane, apply the samples, run the manager, print and compare the register
	hack/demo/run

.PHONY: demo-down
demo-down: ## Stop what make demo left running
	hack/demo/run down

##@ Tools

.PHONY: tools
tools: $(CONTROLLER_GEN) $(GOLANGCI_LINT) $(KAL) $(KUSTOMIZE) ## Build every pinned tool into bin/tools

# A tool is built when it is first wanted, and again when its pins change.
PINS := hack/tools/go.mod hack/tools/go.sum

$(CONTROLLER_GEN): $(PINS)
	@hack/tools/build $@ sigs.k8s.io/controller-tools/cmd/controller-gen

$(GOLANGCI_LINT): $(PINS)
	@hack/tools/build $@ github.com/golangci/golangci-lint/v2/cmd/golangci-lint

$(KAL): $(PINS)
	@hack/tools/build $@ sigs.k8s.io/kube-api-linter/cmd/golangci-lint-kube-api-linter

$(KUSTOMIZE): $(PINS)
	@hack/tools/build $@ sigs.k8s.io/kustomize/kustomize/v5

.PHONY: clean
clean: ## Remove bin/ (the caches of Go and of the control plane stay)
	rm -rf bin
