package main

import "context"

// benchmark is one letter of the table: what is measured by one function in one run.
type benchmark struct {
	letter, name string
	run          func(context.Context, *bench) error
	rows         []row
}

// row is one number with its reference, and what is aimed at.
type row struct {
	// id by which it is recorded.
	id string
	// what is measured, what it is held against, and the unit of both.
	what, reference, unit string
	// aim of the ratio of the two; the zero aim states none.
	aim aim
	// cause of what stays, where the aim is missed.
	cause string
}

// aim is what a ratio should come to. It is stated and no gate.
type aim struct{ least, most float64 }

func atLeast(least float64) aim { return aim{least: least} }
func atMost(most float64) aim   { return aim{most: most} }

// table is every benchmark.
var table = []benchmark{
	{"a", "drain", drain, []row{
		{"a.entries", "entries from the manager's start to the last entry, all records being there", "the same writes by a client-go loop", "1/s", atLeast(0.9),
			"the manager first reads every record and judges every claim before it enters anything, computes statuses on the same two cores that serve the API, and is told of every write by a watch; the loop knows its bodies beforehand and watches nothing"},
		{"a.writes", "all writes, from the manager's start to the last one", "the same writes by a client-go loop", "1/s", atLeast(0.9),
			"as above; and rounds, budgets and ledgers are looked at half a second to one second after they change, so that a batch writes them a few times and not once for each record"},
	}},
	{"b", "latency", latency, []row{
		{"b.p50", "an application filed until its status is written, p50, at a steady rate", "an informer that answers each with a patch", "ms", aim{}, ""},
		{"b.p95", "p95", "the same", "ms", aim{}, ""},
		{"b.p99", "p99", "the same", "ms", aim{}, ""},
	}},
	{"c", "appends", appends, []row{
		{"c.one", "entries of one chain, from the first to the last", "the same creates one after the other", "1/s", atLeast(0.9),
			"between two entries the writer judges the claim anew that the last one changed, and finds the next"},
		{"c.many", "entries of 64 chains side by side", "the same creates, 64 side by side", "1/s", atLeast(0.9),
			"as above, on the same cores that serve the API"},
	}},
	{"d", "requests", requests, []row{
		{"d.writes", "writes for one application, filed to paid (events aside)", "one for each record that differs after each step", "1", aim{}, ""},
		{"d.patches", "patches of a status among them", "the same", "1", aim{}, ""},
		{"d.creates", "creates of an entry among them", "the same", "1", aim{}, ""},
		{"d.gets", "gets for one application", "none", "1", aim{}, ""},
		{"d.events", "events for one application", "none", "1", aim{}, ""},
	}},
	{"e", "reconcile", reconcile, []row{
		{"e.refresh", "what one reconcile of a record computes, where nothing waits, at the largest size", "at the smallest size", "µs", atMost(1.2), "the look-ups of a larger register miss the processor's caches more often"},
		{"e.told", "what one change bears on, at the largest size", "at the smallest size", "µs", atMost(1.2), "as above"},
	}},
	{"f", "memory", memory, []row{
		{"f.heap", "live heap of a manager that has caught up, per object", "an informer cache of the same objects", "B", atMost(1.3),
			"the manager keeps an index of every reference, the steps of every claim and the digests that it computed beside the objects"},
		{"f.rss", "highest resident memory while it starts", "an informer cache of the same objects", "MB", aim{}, ""},
	}},
	{"g", "cold start", coldStart, []row{
		{"g.synced", "start until every cache is synced", "a list of the same objects, one kind after the other", "s", aim{}, ""},
		{"g.caught", "start until every record was looked at and all queues are empty", "a list of the same objects, one kind after the other", "s", atMost(2),
			"every status is computed anew, since nothing that a rule says is believed because it is stored"},
		{"g.writes", "writes during it", "none", "1", aim{}, ""},
	}},
	{"h", "failover", failover, []row{
		{"h.killed", "the leader killed until the other's first reconcile", "a bare leader election with the same lease, killed", "s", atMost(1.2),
			"the lease of a leader that is killed has to run out; then the new leader's controllers start"},
		{"h.stopped", "the leader told to stop until the other's first reconcile", "a bare leader election with the same lease, told to stop", "s", aim{}, ""},
	}},
	{"i", "evaluation", evaluate, []row{
		{"i.rate", "applications judged to their money and status, per second of one core", "reading the same records from JSON", "1/s", aim{}, ""},
		{"i.allocations", "allocations for one application", "reading the same records from JSON", "1", aim{}, ""},
		{"i.bytes", "bytes allocated for one application", "reading the same records from JSON", "B", aim{}, ""},
	}},
}
