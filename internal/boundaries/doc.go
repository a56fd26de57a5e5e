// Package boundaries holds the architecture to its rules by tests: which room may reach which, what the rules of the
// policy may not know (clusters, clients, clocks), and how long a file and a Reconcile may be. It has no code of its own.
package boundaries
