package main

import "github.com/lianxing-dev/lianxing/api/v1alpha1"

const (
	training = v1alpha1.ActivityTraining
	exchange = v1alpha1.ActivityExchange
	guidance = v1alpha1.ActivityGuidance

	handsOn    = v1alpha1.FormatHandsOn
	discussion = v1alpha1.FormatDiscussion

	centre = v1alpha1.VenueFarmServiceCenter
	field  = v1alpha1.VenueField
)

// pruningInvoice is the one that P1 and P7 both use.
const pruningInvoice = "25332000000012345678"

// activities of the main register, by their row. P4, P6 and P10 are refused at admission: overlay p04.
var activities = []activity{
	{row: "P1", alliance: "a01", name: "tea-pruning", kind: training, format: handsOn, title: "茶园修剪实操培训(虚构)", expected: "掌握茶树修剪技术",
		starts: "2025-03-25", ends: "2025-03-26", people: 60, venue: centre, place: "样例农事服务中心(虚构)",
		costs:     []v1alpha1.PlannedCost{cost("SpeakerFee", "4000.00"), cost("Materials", "3000.00"), cost("Meals", "3600.00"), cost("Transport", "1400.00")},
		requested: "12000.00",
		filed:     "2025-03-04", checked: "2025-03-07", approved: "2025-03-12", amount: "12000.00",
		report: &report{on: "2025-04-10", held: []v1alpha1.Date{"2025-03-25", "2025-03-26"}, people: 58, farmers: 41,
			costs: []v1alpha1.ReportedCost{spent("SpeakerFee", "4000.00", "25332000000012345671"), spent("Materials", "2860.00", pruningInvoice),
				spent("Meals", "3360.00", "25332000000012345673"), spent("Transport", "1240.00", "25332000000012345674")},
			accepted: "2025-04-15", ordered: "2025-04-18", paid: "2025-04-21"}},
	{row: "P2", alliance: "a01", name: "tea-exchange", kind: exchange, format: discussion, title: "与兄弟市茶产业农合联交流座谈(虚构)", expected: "交流品牌与销售做法",
		starts: "2025-06-10", ends: "2025-06-11", people: 30, venue: centre, place: "兄弟市样例农事服务中心(虚构)",
		costs: []v1alpha1.PlannedCost{cost("Meals", "2600.00"), cost("Transport", "3400.00")}, requested: "6000.00",
		filed: "2025-05-06", checked: "2025-05-09", approved: "2025-05-14", amount: "6000.00"},
	{row: "P3", alliance: "a01", name: "tea-field-guidance", kind: guidance, format: handsOn, title: "田间地头三次技术指导(虚构)", expected: "解决病虫害防治难题",
		starts: "2025-05-07", ends: "2025-06-18", people: 20, venue: field, place: "样例茶园(虚构)",
		costs: []v1alpha1.PlannedCost{cost("SpeakerFee", "2400.00"), cost("Transport", "1200.00")}, requested: "3600.00",
		filed: "2025-04-08", checked: "2025-04-11", approved: "2025-04-17", amount: "3600.00",
		report: &report{on: "2025-06-25", held: []v1alpha1.Date{"2025-05-07", "2025-05-28", "2025-06-18"}, people: 22, farmers: 22,
			costs:    []v1alpha1.ReportedCost{spent("SpeakerFee", "2400.00", "25332000000022345671"), spent("Transport", "1380.00", "25332000000022345672")},
			accepted: "2025-07-02", ordered: "2025-07-08", paid: "2025-07-09"}},
	{row: "P5", alliance: "a14", name: "pearl-market", kind: exchange, format: discussion, title: "珍珠市场座谈(虚构)", expected: "了解市场行情",
		starts: "2025-05-12", ends: "2025-05-12", people: 25, venue: centre, place: "样例农事服务中心(虚构)",
		costs: []v1alpha1.PlannedCost{cost("Meals", "1500.00")}, requested: "1500.00",
		filed: "2025-04-28", checked: "2025-05-07", approved: "2025-05-13", amount: "1500.00"},
	{row: "P7", alliance: "a14", name: "pearl-culture", kind: training, format: handsOn, title: "育珠实操培训(虚构)", expected: "掌握插核技术",
		starts: "2025-05-27", ends: "2025-05-27", people: 40, venue: field, place: "样例养殖塘(虚构)",
		costs: []v1alpha1.PlannedCost{cost("SpeakerFee", "2000.00"), cost("Materials", "3000.00")}, requested: "5000.00",
		filed: "2025-05-06", checked: "2025-05-12", approved: "2025-05-15", amount: "5000.00",
		report: &report{on: "2025-06-10", held: []v1alpha1.Date{"2025-05-27"}, people: 38, farmers: 30,
			costs:    []v1alpha1.ReportedCost{spent("SpeakerFee", "2000.00", "25332000000032345671"), spent("Materials", "2860.00", pruningInvoice)},
			accepted: "2025-06-17"}},
	// It asks for 6 000 as if nobody else paid; the report tells that the county did.
	{row: "P8", alliance: "a14", name: "pearl-water", kind: training, format: handsOn, title: "水质管理实操培训(虚构)", expected: "掌握水质检测方法",
		starts: "2025-07-15", ends: "2025-07-16", people: 50, venue: field, place: "样例养殖塘(虚构)",
		costs: []v1alpha1.PlannedCost{cost("SpeakerFee", "4000.00"), cost("Materials", "6000.00")}, requested: "6000.00", own: "4000.00",
		filed: "2025-06-09", checked: "2025-06-13", approved: "2025-06-18", amount: "6000.00",
		report: &report{on: "2025-07-30", held: []v1alpha1.Date{"2025-07-15", "2025-07-16"}, people: 47, farmers: 40,
			costs:    []v1alpha1.ReportedCost{spent("SpeakerFee", "4000.00", "25332000000042345671"), spent("Materials", "6000.00", "25332000000042345672")},
			others:   []v1alpha1.Funding{{Source: "诸暨市农业农村局(虚构)", Amount: "6000.00"}},
			accepted: "2025-08-05", ordered: "2025-08-12", paid: "2025-08-13"}},
	pearlShow("9500.00", &change{costs: []v1alpha1.PlannedCost{cost("Venue", "3000.00"), cost("Meals", "5000.00")}, requested: "8000.00"}),
	{row: "P11", alliance: "a16", name: "pear-grafting", kind: training, format: handsOn, title: "蜜梨嫁接实操培训(虚构)", expected: "掌握嫁接技术",
		starts: "2025-05-20", ends: "2025-05-20", people: 40, venue: field, place: "样例梨园(虚构)",
		costs: []v1alpha1.PlannedCost{cost("SpeakerFee", "3000.00")}, requested: "3000.00",
		filed: "2025-04-09", checked: "2025-04-14", approved: "2025-04-18", amount: "3000.00"},
	// It runs when the accident is reported, and stands still from then on.
	{row: "P12", alliance: "a15", name: "herbs-field-guidance", kind: guidance, format: handsOn, title: "中药材种植指导(虚构)", expected: "提高规范化种植水平",
		starts: "2025-07-01", ends: "2025-09-26", people: 30, venue: field, place: "样例药材基地(虚构)",
		costs: []v1alpha1.PlannedCost{cost("SpeakerFee", "6000.00"), cost("Transport", "3000.00")}, requested: "9000.00",
		filed: "2025-06-05", checked: "2025-06-10", approved: "2025-06-17", amount: "9000.00"},
	shijianTraining,
	peanutTraining,
}

// shijianTraining is P13: five stars and a county are neither a city nor four stars.
var shijianTraining = activity{row: "P13", alliance: "a08", name: "shijian-training", kind: training, format: handsOn, title: "石笕茶炒制实操培训(虚构)", expected: "掌握炒制技术",
	starts: "2025-06-17", ends: "2025-06-17", people: 40, venue: centre, place: "样例农事服务中心(虚构)",
	costs: []v1alpha1.PlannedCost{cost("SpeakerFee", "2000.00")}, requested: "2000.00",
	filed: "2025-05-13", checked: "2025-05-16", approved: "2025-05-20", amount: "2000.00"}

// peanutTraining is P14: a county alliance with four stars may ask only where the program goes by stars.
var peanutTraining = activity{row: "P14", alliance: "a12", name: "peanut-training", kind: training, format: handsOn, title: "小京生花生种植实操培训(虚构)", expected: "掌握种植技术",
	starts: "2025-06-24", ends: "2025-06-24", people: 40, venue: field, place: "样例花生田(虚构)",
	costs: []v1alpha1.PlannedCost{cost("SpeakerFee", "2000.00")}, requested: "2000.00",
	filed: "2025-05-13", checked: "2025-05-16", approved: "2025-05-20", amount: "2000.00"}

// pearlShow is P9: leadership agreed to 8 000, and the plan was changed after it.
func pearlShow(asked v1alpha1.Yuan, before *change) activity {
	meals := v1alpha1.Yuan("5000.00")
	if asked == "9500.00" {
		meals = "6500.00"
	}
	return activity{row: "P9", alliance: "a14", name: "pearl-show", kind: exchange, format: discussion, title: "珍珠产业交流座谈(虚构)", expected: "交流加工与设计",
		starts: "2025-11-11", ends: "2025-11-12", people: 60, venue: v1alpha1.VenueOther, place: "样例会议中心(虚构)", placeReason: "农事服务中心容纳不下参会人数(虚构)",
		costs: []v1alpha1.PlannedCost{cost("Venue", "3000.00"), cost("Meals", meals)}, requested: asked,
		filed: "2025-09-02", checked: "2025-09-05", approved: "2025-09-09", amount: "8000.00", amended: before}
}

// The overlays of activities.

// beforeTheChange is P9 as it was when leadership agreed.
func beforeTheChange() (choice, error) {
	return choice{alliances: []string{"a14"}, years: []int32{2025}, activities: []activity{pearlShow("8000.00", nil)}}, nil
}

// fiveStarsEither is P13 where the program goes by level or star: five stars are not four.
func fiveStarsEither() (choice, error) {
	stars, err := historyOf("a08", 2024, five)
	if err != nil {
		return choice{}, err
	}
	return choice{alliances: []string{"a08"}, years: []int32{2024, 2025}, histories: []history{stars},
		activities: []activity{shijianTraining}, eligibility: v1alpha1.EitherLevelOrStar}, nil
}

// fourStars is P14 where the program goes by stars.
func fourStars() (choice, error) {
	stars, err := historyOf("a12", 2024, four)
	if err != nil {
		return choice{}, err
	}
	return choice{alliances: []string{"a12"}, years: []int32{2024, 2025}, histories: []history{stars},
		activities: []activity{peanutTraining}, eligibility: v1alpha1.FourStar}, nil
}

// refusedForms are P4, P6 and P10: forms that an API server refuses, each beside a register that has the alliance and a program.
func (t tree) refusedForms() error {
	good := activity{row: "P4", alliance: "a14", name: "pearl-hotel", kind: training, format: handsOn, title: "酒店培训(虚构)", expected: "掌握加工技术",
		starts: "2025-06-17", ends: "2025-06-17", people: 40, venue: centre, place: "样例酒店(虚构)",
		costs: []v1alpha1.PlannedCost{cost("Venue", "4000.00")}, requested: "4000.00", filed: "2025-05-13"}
	before, err := build(choice{alliances: []string{"a14"}, years: []int32{2025}, activities: []activity{good}})
	if err != nil {
		return err
	}
	before.drop("ActivityPlan")
	if err := t.render("overlays/p04/before", before); err != nil {
		return err
	}
	for file, spoil := range map[string]func(*activity){
		"hotel":                func(a *activity) { a.venue = v1alpha1.VenueOther },
		"banquet":              func(a *activity) { a.kind = "Banquet" },
		"other-without-reason": func(a *activity) { a.kind = v1alpha1.ActivityOther },
		"two-years":            func(a *activity) { a.starts, a.ends = "2025-12-30", "2026-01-03" },
	} {
		bad := good
		bad.name = "pearl-" + file
		spoil(&bad)
		refused := &register{}
		if err := refused.addActivity(bad); err != nil {
			return err
		}
		for i := range refused.placed {
			refused.placed[i].file = file + ".yaml"
		}
		if err := t.render("overlays/p04/refused", refused); err != nil {
			return err
		}
	}
	return nil
}
