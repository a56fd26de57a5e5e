package main

import (
	"fmt"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
)

// The overlays of dynamic supervision: what becomes of stars and money when a fact changes afterwards.

// groundOutsideTheList is E25: an incident with a ground that is not on the list, which an API server refuses.
func (t tree) groundOutsideTheList() error {
	grapes, err := historyOf("a06", 2024, four)
	if err != nil {
		return err
	}
	grapes.row, grapes.money = "E25", money{}
	r, err := build(choice{alliances: []string{"a06"}, years: []int32{2024}, histories: []history{grapes}})
	if err != nil {
		return err
	}
	if err := t.render("overlays/e25/before", r); err != nil {
		return err
	}
	report := &register{}
	err = report.addIncident(incident{row: "E25", alliance: "a06", name: "poor-service", ground: "PoorService", as: v1alpha1.Municipal,
		says: "会员反映服务不到位(虚构)", facts: "2024-07-01", reported: "2024-07-15"})
	if err != nil {
		return err
	}
	refused := &register{}
	for _, p := range report.placed {
		refused.add("incident.yaml", p.object)
	}
	if len(refused.placed) != 1 {
		return fmt.Errorf("e25: %d records to refuse, want 1", len(refused.placed))
	}
	return t.render("overlays/e25/refused", refused)
}

// dismissed is E26: a01 is reported while its request is being signed, and nothing is found, though the finder takes longer than the
// round allows.
func dismissed() (choice, error) {
	tea, err := historyOf("a01", 2024, four)
	if err != nil {
		return choice{}, err
	}
	tea.row, tea.money.ordered, tea.money.paid = "E26", "2024-08-07", "2024-08-08"
	report := incident{row: "E26", alliance: "a01", name: "2024-report", ground: v1alpha1.GroundIllegalOperation, as: v1alpha1.Municipal,
		says: "匿名举报其虚开服务费(虚构)", facts: "2024-05-20",
		reported: "2024-06-17", found: "2024-08-02", dismissed: "经核查不属实(虚构)"}
	return choice{alliances: []string{"a01"}, years: []int32{2024}, histories: []history{tea}, incidents: []incident{report}}, nil
}

// overturned is E28: a12 is paid, then revoked for facts before the payment, and pays back a part; the appeal is upheld, so that the
// rest is given up, and what came back is paid once more.
func overturned() (choice, error) {
	peanuts, err := historyOf("a12", 2025, four)
	if err != nil {
		return choice{}, err
	}
	peanuts.row, peanuts.objection = "E28", nil
	penalty := incident{row: "E28", alliance: "a12", name: "2026-penalty", ground: v1alpha1.GroundIllegalOperation, as: v1alpha1.Municipal,
		says: "因抽检不合格被处以行政处罚,后处罚被复议撤销(虚构)", facts: "2025-10-20",
		reported: "2026-01-12", found: "2026-01-26", heard: "2026-01-30", revoked: "2026-02-04", appealed: "2026-03-16",
		receipts: []transfer{{ordered: "2026-02-11", paid: "2026-02-11", amount: "8000.00"}},
		again:    &transfer{ordered: "2026-03-20", paid: "2026-03-23"}}
	return choice{alliances: []string{"a12"}, years: []int32{2025, 2026}, histories: []history{peanuts}, incidents: []incident{penalty}}, nil
}

// approverOrders is E29: the leader who granted a12's request orders the payment too.
func approverOrders() (choice, error) {
	peanuts, err := historyOf("a12", 2025, four)
	if err != nil {
		return choice{}, err
	}
	peanuts.row, peanuts.objection = "E29", nil
	peanuts.money.orderedBy, peanuts.money.paid = account(city, roleLeader), ""
	return choice{alliances: []string{"a12"}, years: []int32{2025}, histories: []history{peanuts}}, nil
}

// neverAgain is E30: a02 has three stars of 2024 and does not apply in 2025.
func neverAgain() (choice, error) {
	prawns, err := historyOf("a02", 2024, three)
	if err != nil {
		return choice{}, err
	}
	prawns.row, prawns.money = "E30", money{}
	return choice{alliances: []string{"a02"}, years: []int32{2024, 2025}, histories: []history{prawns}}, nil
}

// bankReturn is F-16: the bank sends the money of a12 back, and it is ordered a second time under the same entry.
func bankReturn() (choice, error) {
	peanuts, err := historyOf("a12", 2024, four)
	if err != nil {
		return choice{}, err
	}
	peanuts.row, peanuts.money.returned = "F-16", "2024-07-03"
	peanuts.money.again = &transfer{ordered: "2024-07-05", paid: "2024-07-09"}
	return choice{alliances: []string{"a12"}, years: []int32{2024}, histories: []history{peanuts}}, nil
}

// bothStars are the histories of a04 in 2024: four stars and then five, both paid.
func bothStars(row string) ([]history, error) {
	lower, err := historyOf("a04", 2024, four)
	if err != nil {
		return nil, err
	}
	higher, err := historyOf("a04", 2024, five)
	if err != nil {
		return nil, err
	}
	lower.row, higher.row = row, row
	return []history{lower, higher}, nil
}

// fault annuls the five stars of a04, and not the four: what was paid for them comes back on a day.
func fault(row string, back v1alpha1.Date) incident {
	return incident{row: row, alliance: "a04", name: "2025-fault", ground: v1alpha1.GroundProceduralFault, as: v1alpha1.Provincial,
		says: "省级评审组成员资格不符,评审程序无效(虚构)", facts: "2024-09-10", annuls: "-2024-5",
		reported: "2025-03-03", found: "2025-03-14", heard: "2025-03-19", revoked: "2025-03-24",
		receipts: []transfer{{ordered: back, paid: back, amount: "30000.00"}}}
}

// annulled is F-19: one star of two is annulled after both were paid.
func annulled() (choice, error) {
	both, err := bothStars("F-19")
	if err != nil {
		return choice{}, err
	}
	return choice{alliances: []string{"a04"}, years: []int32{2024, 2025}, histories: both, incidents: []incident{fault("F-19", "2025-04-10")}}, nil
}

// successions is F-17: s01 takes over a04 and asks for a year that was paid, and for another while a04 has to pay back; s02 takes over a06,
// which is barred, and applies.
func successions() (choice, error) {
	list, err := bothStars("F-17")
	if err != nil {
		return choice{}, err
	}
	grapes, err := historyOf("a06", 2024, four)
	if err != nil {
		return choice{}, err
	}
	grapes.row, grapes.money = "F-17", money{}
	list = append(list, grapes,
		history{row: "F-17", alliance: "s01", year: 2024, rating: four,
			filed: "2024-04-11", recommended: "2024-05-14", appraised: "2024-05-22", sheets: [3]string{"25 22 21 16", "26 21 21 17", "25 21 22 17"},
			decided: "2024-05-31", notice: "2024-06-03",
			money: money{requested: "2024-11-04", checked: "2024-11-07", granted: "2024-11-11"}},
		history{row: "F-17", alliance: "s01", year: 2025, rating: four,
			filed: "2025-04-15", recommended: "2025-06-12", appraised: "2025-09-11", sheets: [3]string{"26 22 21 17", "26 21 22 17", "27 21 22 17"},
			decided: "2025-09-25", notice: "2025-09-26",
			money: money{requested: "2025-10-13", checked: "2025-10-15", granted: "2025-10-17", ordered: "2025-11-14", paid: "2025-11-17"}},
		history{row: "F-17", alliance: "s02", year: 2025, rating: four, filed: "2025-04-16"})
	supervised := []incident{incidents[0], fault("F-17", "2025-11-12")}
	supervised[0].row = "F-17"
	return choice{alliances: []string{"a04", "a06", "s01", "s02"}, years: []int32{2024, 2025}, histories: list, incidents: supervised}, nil
}

// noGround is Q-12: an offence of a member of a10, and then one of its own that is on no list. Both are found, and no star ends.
func noGround() (choice, error) {
	snacks, err := historyOf("a10", 2025, four)
	if err != nil {
		return choice{}, err
	}
	snacks.row = "Q-12"
	return choice{alliances: []string{"a10"}, years: []int32{2025}, histories: []history{snacks}, incidents: []incident{
		{row: "Q-12", alliance: "a10", name: "2025-member", subject: v1alpha1.SubjectMember, ground: v1alpha1.GroundIllegalOperation,
			as: v1alpha1.Municipal, says: "会员门店超范围经营被处罚(虚构)", facts: "2025-06-18", reported: "2025-10-13", found: "2025-10-30"},
		{row: "Q-12", alliance: "a10", name: "2025-late-minutes", ground: v1alpha1.GroundOther, as: v1alpha1.Municipal,
			says: "理事会会议记录补录不及时(虚构)", facts: "2025-10-27", reported: "2025-11-03", found: "2025-11-12"},
	}}, nil
}

// fiveToNone is R11: a04 has four and five stars, both paid, and has applied again; facts between the two payments end all of it. What
// was paid before them stays.
func fiveToNone() (choice, error) {
	list, err := bothStars("R11")
	if err != nil {
		return choice{}, err
	}
	list = append(list, history{row: "R11", alliance: "a04", year: 2025, rating: four, filed: "2025-03-12"})
	penalty := incident{row: "R11", alliance: "a04", name: "2025-penalty", ground: v1alpha1.GroundIllegalOperation, as: v1alpha1.Provincial,
		says: "因销售假冒产品被处以行政处罚(虚构)", facts: "2024-09-02",
		reported: "2025-03-04", found: "2025-03-18", heard: "2025-03-19", waived: true, revoked: "2025-03-25"}
	return choice{alliances: []string{"a04"}, years: []int32{2024, 2025}, histories: list, incidents: []incident{penalty}}, nil
}
