// Package plantedapi holds one defect a file, each named for the rule of kube-api-linter that must find it. No build or
// test reaches it.
package plantedapi
