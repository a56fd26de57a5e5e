// Package planted holds one defect a file, each named for the linter that must find it: LINTER.go, or LINTER_RULE.go for
// one rule of it. No build or test reaches it.
package planted
