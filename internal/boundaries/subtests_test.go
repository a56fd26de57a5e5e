package boundaries_test

import (
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// folder is what the tests of one folder declare.
type folder struct {
	functions map[string]*ast.FuncDecl
	values    map[string]ast.Expr
	structs   map[string]*ast.StructType
}

func newFolder() *folder {
	return &folder{functions: map[string]*ast.FuncDecl{}, values: map[string]ast.Expr{}, structs: map[string]*ast.StructType{}}
}

// add notes the functions, the values and the types of a file.
func (f *folder) add(file *ast.File) {
	for _, declaration := range file.Decls {
		switch declared := declaration.(type) {
		case *ast.FuncDecl:
			if declared.Recv == nil {
				f.functions[declared.Name.Name] = declared
			}
		case *ast.GenDecl:
			for _, spec := range declared.Specs {
				f.addSpec(spec)
			}
		}
	}
}

func (f *folder) addSpec(spec ast.Spec) {
	switch declared := spec.(type) {
	case *ast.ValueSpec:
		for i, name := range declared.Names {
			if i < len(declared.Values) {
				f.values[name.Name] = declared.Values[i]
			}
		}
	case *ast.TypeSpec:
		if fields, ok := declared.Type.(*ast.StructType); ok {
			f.structs[declared.Name.Name] = fields
		}
	}
}

// subtests are the names under which a test runs others: those that it writes down where it calls Run, and those of the tables that it
// goes through, by their keys or by the field that it calls Run with. What is written anywhere else is the name of no subtest.
func (f *folder) subtests(test *ast.FuncDecl) map[string]bool {
	found := map[string]bool{}
	var ranges []*ast.RangeStmt
	ast.Inspect(test, func(node ast.Node) bool {
		if one, ok := node.(*ast.RangeStmt); ok {
			ranges = append(ranges, one)
		}
		call, ok := node.(*ast.CallExpr)
		if !ok || len(call.Args) != 2 {
			return true
		}
		if selected, ok := call.Fun.(*ast.SelectorExpr); ok && selected.Sel.Name == "Run" {
			f.named(call, ranges, found)
		}
		return true
	})
	return found
}

// named adds the names that a call of Run may have.
func (f *folder) named(call *ast.CallExpr, ranges []*ast.RangeStmt, found map[string]bool) {
	if name, ok := textOf(call.Args[0]); ok {
		found[name] = true
		return
	}
	for _, one := range slices.Backward(ranges) {
		if call.Pos() < one.Pos() || one.End() < call.End() {
			continue // it does not go round the call
		}
		switch name := call.Args[0].(type) {
		case *ast.Ident:
			if isNamed(one.Key, name.Name) {
				f.tables(one.X, func(table *ast.CompositeLit) { keysOf(table, found) })
				return
			}
		case *ast.SelectorExpr:
			if of, ok := name.X.(*ast.Ident); ok && isNamed(one.Value, of.Name) {
				f.tables(one.X, func(table *ast.CompositeLit) { f.fieldsOf(table, name.Sel.Name, found) })
				return
			}
		}
	}
}

// tables goes through the literals that an expression is made of: itself, a value of the package, what a function returns, and all that is
// put together.
func (f *folder) tables(from ast.Expr, each func(*ast.CompositeLit)) {
	switch made := from.(type) {
	case *ast.CompositeLit:
		each(made)
	case *ast.Ident:
		if value, ok := f.values[made.Name]; ok {
			f.tables(value, each)
		}
	case *ast.CallExpr:
		if called, ok := made.Fun.(*ast.Ident); ok && f.functions[called.Name] != nil {
			ast.Inspect(f.functions[called.Name].Body, func(node ast.Node) bool {
				if returned, ok := node.(*ast.ReturnStmt); ok && len(returned.Results) == 1 {
					f.tables(returned.Results[0], each)
				}
				_, inner := node.(*ast.FuncLit)
				return !inner
			})
			return
		}
		for _, part := range made.Args { // slices.Concat, append
			f.tables(part, each)
		}
	}
}

// keysOf are the keys of a map.
func keysOf(table *ast.CompositeLit, found map[string]bool) {
	if _, ok := table.Type.(*ast.MapType); !ok {
		return
	}
	for _, row := range table.Elts {
		if pair, ok := row.(*ast.KeyValueExpr); ok {
			if name, ok := textOf(pair.Key); ok {
				found[name] = true
			}
		}
	}
}

// fieldsOf are what the rows of a list say in one field.
func (f *folder) fieldsOf(table *ast.CompositeLit, field string, found map[string]bool) {
	list, ok := table.Type.(*ast.ArrayType)
	if !ok {
		return
	}
	fields, _ := list.Elt.(*ast.StructType)
	if named, ok := list.Elt.(*ast.Ident); ok {
		fields = f.structs[named.Name]
	}
	for _, element := range table.Elts {
		row, ok := element.(*ast.CompositeLit)
		if !ok {
			continue
		}
		for place, cell := range row.Elts {
			pair, keyed := cell.(*ast.KeyValueExpr)
			if keyed && !isNamed(pair.Key, field) || !keyed && place != placeOf(fields, field) {
				continue
			}
			if keyed {
				cell = pair.Value
			}
			if name, ok := textOf(cell); ok {
				found[name] = true
			}
		}
	}
}

// placeOf is the place of a field among those of a type; -1 where it has none.
func placeOf(fields *ast.StructType, name string) int {
	place := 0
	if fields != nil {
		for _, field := range fields.Fields.List {
			for _, one := range field.Names {
				if one.Name == name {
					return place
				}
				place++
			}
		}
	}
	return -1
}

func isNamed(expression ast.Expr, name string) bool {
	identifier, ok := expression.(*ast.Ident)
	return ok && identifier.Name == name
}

func textOf(expression ast.Expr) (string, bool) {
	literal, ok := expression.(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(literal.Value)
	return text, err == nil
}

// isTest says whether a function is a test.
func isTest(function *ast.FuncDecl) bool { return strings.HasPrefix(function.Name.Name, "Test") }
