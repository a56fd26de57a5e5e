package main

const (
	faults  = "./test/faults"
	writer  = "controllers/ledger/reconciler.go"
	cluster = "./test/cluster"
)

// faulty are the mistakes that writers of ledgers make: each row takes away what guards against one, and the fault suite must find it. They
// are run by make test-faults, too. FAULTS=1 has to be set, as make does: some of the tests are of the long run.
var faulty = []mutant{
	{"Fault: list, then create", writer,
		"	err := r.client.Create(ctx, entry)\n",
		`	var list v1alpha1.FundingDisbursementList
	if err := r.live.List(ctx, &list, client.InNamespace(entry.Namespace)); err != nil {
		return err
	}
	for i := range list.Items {
		if last := &list.Items[i]; last.Spec.Sequence >= entry.Spec.Sequence {
			previous, err := ledger.Digest(last)
			if err != nil {
				return err
			}
			entry.Spec.Sequence, entry.Spec.Previous = last.Spec.Sequence+1, previous
			entry.Name = ledger.EntryName(w.key.Name, entry.Spec.Sequence)
		}
	}
	err := r.client.Create(ctx, entry)
`,
		faults, "^TestLostAnswersBehindALaggingCache$"},
	{"Fault: retry without deciding again", writer,
		`		if err := r.live.Get(ctx, records.KeyOf(decided), entry); err != nil {
			return fmt.Errorf("reading`,
		`		entry = decided.DeepCopy()
		entry.Spec.Sequence++
		entry.Name = ledger.EntryName(w.key.Name, entry.Spec.Sequence)
		if err := r.client.Create(ctx, entry); err != nil {
			return fmt.Errorf("reading`,
		faults, "^TestLostAnswersBehindALaggingCache$"},
	{"Fault: a balance that is kept", "internal/ledger/chain.go",
		"	c.budgets[entry.Spec.Year] = stand\n",
		"	if _, known := c.budgets[entry.Spec.Year]; !known {\n		c.budgets[entry.Spec.Year] = stand\n	}\n",
		faults, "^TestLostAnswersBehindALaggingCache$"},
	{"Fault: a status is believed", "controllers/status/reconciler.go",
		"	if changed {\n",
		"	if changed && len(register.Conditions(current)) == 0 {\n",
		faults, "^TestStatusIsNoSource$"},
	{"Fault: a record that is missing takes money away", "internal/evaluation/steps.go",
		"	c.decisions()\n",
		`	c.decisions()
	for _, entry := range c.entries() {
		cause := entry.Spec.Cause
		if _, there := p.view.Get(records.AwardRequest, records.Key{Namespace: cause.Namespace, Name: cause.Name}); there || entry.Spec.Type != v1alpha1.EntryAward {
			continue
		}
		cause.Stage = "Gone"
		c.add(ledger.Step{Cause: cause, EffectiveOn: p.asOf.AddDays(-1), Lowers: true, Year: entry.Spec.Year, Type: v1alpha1.EntryAward},
			func(money.Fen) money.Fen { return 0 })
	}
`,
		faults, "^TestRecordsThatAreGone$"},
	{"Fault: a claim crosses chains", "internal/evaluation/steps.go",
		"if r.CompletedOn != 0 && r.Ledger == ledgerKey && r.Claim == claim {",
		"if r.CompletedOn != 0 && r.Claim == claim {",
		cluster, "^TestOneYearOnTwoChains$"},
}
