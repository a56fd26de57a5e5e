package main

// viewed are what a view, and whoever looks at a record again, must not leave out: each row shows something that is not so, or not so any more.
var viewed = []mutant{
	{"View: an answer before everything was read", "internal/records/cluster/informers.go",
		"		if one.synced.Load() {\n",
		"		if one.synced.Load() || true {\n",
		"./internal/records/cluster", "^TestWhatIsNotReadYetIsAnError$"},
	{"View: a kind that nobody watches is empty", "internal/records/cluster/informers.go",
		"	if len(found) == 0 {\n",
		"	if found == nil && i == nil {\n",
		"./internal/records/cluster", "^TestWhatIsNotWatchedIsAnError$"},
	{"Status: a record is not looked at when its namespace becomes a division", "controllers/status/setup.go",
		"	c.queue(records.KindOf(object), records.KeyOf(object))\n	c.Changed(ctx, object)\n",
		"	c.Changed(ctx, object)\n",
		cluster, "^TestANamespaceBecomesADivision$"},
	{"Status: an old queue is shown for as long as it took to read ten times", "internal/register/queues.go",
		"min(queueShare*took, queueOldest)",
		"queueShare*took",
		"./internal/register", "^TestALongQueueIsReadSeldom$"},
}
