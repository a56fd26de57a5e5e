package cli

import "testing"

func TestDisplayWidth(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "torreya": 7, "香榧": 4, "诸暨市(虚构)": 12, "（全角）": 8, "a香b": 4, "50000.00": 8, "e\u0301": 1, "★": 1, "〔2025〕": 8, "ｱ": 1,
	} {
		if got := displayWidth(text); got != want {
			t.Errorf("%q takes %d columns, want %d", text, got, want)
		}
	}
}

func TestColumnsStandUnderEachOther(t *testing.T) {
	sheet := table{header: []string{"NAME", "INDUSTRY", "STATE"}}
	sheet.add("torreya", "香榧", "Awarded")
	sheet.add("p", "珍珠与\n贝类", "")
	sheet.add("x", "tea", "OnNotice")
	const want = "NAME      INDUSTRY      STATE\n" +
		"torreya   香榧          Awarded\n" +
		"p         珍珠与 贝类\n" +
		"x         tea           OnNotice\n"
	if got := sheet.String(); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if got := (&table{header: []string{"A"}}).String(); got != "" {
		t.Errorf("a table without rows is %q", got)
	}
}
