// Package crd holds the CustomResourceDefinitions, so that programs know the schema that the API server was given.
package crd

import "embed"

// Bases are the generated CustomResourceDefinitions, one file a kind in the folder bases.
//
//go:embed bases/*.yaml
var Bases embed.FS
