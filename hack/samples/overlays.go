package main

import (
	"fmt"
	"path"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
)

// registers are the overlays that are small registers of their own, to be loaded alone. brands, e24 and e25 are too, with files beside them that
// an API server refuses; calendar-2027 is laid over the main register.
var registers = map[string]func() (choice, error){
	"e05": fiveStarsFirst, "e22": ownNameAsPayee, "e23": conflictedReviewer,
	"e26": dismissed, "e28": overturned, "e29": approverOrders, "e30": neverAgain,
	"f16": bankReturn, "r55": twoAlliances, "f17": successions, "f19": annulled, "q12": noGround, "r11": fiveToNone,
	"p09": beforeTheChange, "p13": fiveStarsEither, "p14": fourStars,
}

// overlays writes the registers that differ from the main one on purpose.
func (t tree) overlays() error {
	for name, c := range registers {
		chosen, err := c()
		if err != nil {
			return err
		}
		if err := t.alone(path.Join("overlays", name), chosen); err != nil {
			return err
		}
	}
	for _, write := range []func() error{t.editedAfterFiling, t.groundOutsideTheList, t.licensed, t.calendarOf2027, t.refusedForms} {
		if err := write(); err != nil {
			return err
		}
	}
	return nil
}

// alone writes a register with its payments.
func (t tree) alone(folder string, c choice) error {
	r, err := build(c)
	if err != nil {
		return err
	}
	if err := r.pay(); err != nil {
		return fmt.Errorf("%s: %w", folder, err)
	}
	return t.render(folder, r)
}

// fiveStarsFirst is E5: a04 asks for the money of its five stars, is paid in full, and asks for that of its four stars after it.
func fiveStarsFirst() (choice, error) {
	lower, err := historyOf("a04", 2024, four)
	if err != nil {
		return choice{}, err
	}
	higher, err := historyOf("a04", 2024, five)
	if err != nil {
		return choice{}, err
	}
	lower.money = money{requested: "2024-11-05", checked: "2024-11-07", granted: "2024-11-11"}
	return choice{alliances: []string{"a04"}, years: []int32{2024}, histories: []history{lower, higher}}, nil
}

// ownNameAsPayee is E22: a17 is no legal person and names itself as payee, where its host has to be.
func ownNameAsPayee() (choice, error) {
	who, err := find("a17")
	if err != nil {
		return choice{}, err
	}
	vegetables := history{row: "E22", alliance: "a17", year: 2025, rating: four,
		filed: "2025-03-27", recommended: "2025-06-17", appraised: "2025-09-12", sheets: [3]string{"25 22 21 16", "26 21 21 16", "25 21 22 16"},
		decided: "2025-09-25", notice: "2025-09-26",
		money: money{requested: "2025-10-13", payee: &v1alpha1.Payee{Name: who.displayName, AccountTail: "0178"}}}
	return choice{alliances: []string{"a10", "a17"}, years: []int32{2025}, histories: []history{vegetables}}, nil
}

// conflictedReviewer is E23: the third sheet is that of reviewer 4, who sat on the council of a12 until 14 months before.
func conflictedReviewer() (choice, error) {
	peanuts, err := historyOf("a12", 2025, four)
	if err != nil {
		return choice{}, err
	}
	peanuts.row, peanuts.reviewers = "E23", [3]int{1, 2, 4}
	peanuts.objection, peanuts.money = nil, money{}
	return choice{alliances: []string{"a12"}, years: []int32{2025}, histories: []history{peanuts}}, nil
}

// editedAfterFiling is E24: an application as filed, the same with another rating, and a star that somebody wrote into a status.
func (t tree) editedAfterFiling() error {
	filed := history{row: "E24", alliance: "a13", year: 2025, rating: four, filed: "2025-04-02"}
	r, err := build(choice{alliances: []string{"a13"}, years: []int32{2025}, histories: []history{filed}})
	if err != nil {
		return err
	}
	if err := t.render("overlays/e24/before", r); err != nil {
		return err
	}
	edited := &register{}
	for _, p := range r.placed {
		application, ok := p.object.(*v1alpha1.StarApplication)
		if !ok {
			continue
		}
		changed := application.DeepCopy()
		changed.Spec.Rating = five
		edited.add("application.yaml", changed)
	}
	if len(edited.placed) != 1 {
		return fmt.Errorf("e24: %d applications to edit, want 1", len(edited.placed))
	}
	t["overlays/e24/after/status-patch.yaml"] = []byte(header +
		"# A merge patch for the status subresource of alliance xinchang/longjing-tea: a star that nobody awarded.\n" +
		"status:\n  star: {rating: Five, year: 2025, awardedOn: \"2025-05-06\", validThrough: \"2026-12-31\", application: longjing-tea-2025-5}\n")
	return t.render("overlays/e24/after", edited)
}

// calendarOf2027 ends E21: with a calendar, the notice that began on 28 December 2026 ends in January. The request that follows draws on
// the budget of 2027, for the stars of 2026.
func (t tree) calendarOf2027() error {
	r := &register{}
	record, err := fictitious2027.record()
	if err != nil {
		return err
	}
	r.add("calendars/2027.yaml", record)
	r.add(path.Join(city, "budgets.yaml"), appropriation{2027, "2027-01-04", "200000.00"}.record())
	torreya, err := historyOf("a11", 2026, five)
	if err != nil {
		return err
	}
	who, err := find(torreya.alliance)
	if err != nil {
		return err
	}
	name, err := torreya.application()
	if err != nil {
		return err
	}
	asked := money{requested: "2027-01-08", checked: "2027-01-12", granted: "2027-01-14"}
	if err := r.addRequest(path.Join(who.division, "2026"), asked, who, name); err != nil {
		return err
	}
	return t.render("overlays/calendar-2027", r)
}

func historyOf(alliance string, year int32, rating v1alpha1.Rating) (history, error) {
	for _, h := range histories {
		if h.alliance == alliance && h.year == year && h.rating == rating {
			return h, nil
		}
	}
	return history{}, fmt.Errorf("the table has no history of %s, %d, %s", alliance, year, rating)
}
