package cli

import (
	"strconv"
	"strings"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/register"
)

type initiativeView struct {
	outcomeView
	Alliance     string `json:"alliance"`
	Type         string `json:"type"`
	Scope        string `json:"scope,omitempty"`
	Title        string `json:"title"`
	StartsOn     string `json:"startsOn"`
	Industry     string `json:"industry,omitempty"`
	Participants int32  `json:"participants"`
	Strangers    int32  `json:"strangers"`
}

// exemplarView is a practice that was published; they are in the order of industries, then of divisions (R60).
type exemplarView struct {
	Industry    string `json:"industry"`
	Division    string `json:"division"`
	Namespace   string `json:"namespace"`
	Name        string `json:"name"`
	Alliance    string `json:"alliance"`
	Title       string `json:"title"`
	PublishedOn string `json:"publishedOn"`
}

type actionPlanView struct {
	Namespace string         `json:"namespace"`
	Name      string         `json:"name"`
	Title     string         `json:"title"`
	Issuers   []string       `json:"issuers"`
	Trial     bool           `json:"trial"`
	StartsOn  string         `json:"startsOn"`
	EndsOn    string         `json:"endsOn,omitempty"`
	Targets   []targetView   `json:"targets"`
	Years     []planYearView `json:"years"`
}

type targetView struct {
	Name       string `json:"name"`
	By         string `json:"by"`
	Assessment string `json:"assessment,omitempty"`
}

// planYearView has the figures of every level and division, those with nothing too (R55).
type planYearView struct {
	Year      int32                     `json:"year"`
	Total     v1alpha1.IndicatorFigures `json:"total"`
	Levels    []levelView               `json:"levels"`
	Divisions []divisionView            `json:"divisions"`
}

type levelView struct {
	Level   string                    `json:"level"`
	Figures v1alpha1.IndicatorFigures `json:"figures"`
}

type divisionView struct {
	Division    string                    `json:"division"`
	Namespace   string                    `json:"namespace"`
	DisplayName string                    `json:"displayName"`
	Level       string                    `json:"level"`
	Figures     v1alpha1.IndicatorFigures `json:"figures"`
}

// addPlans shows the action plans with their indicators, the initiatives, and the exemplars among them.
func (v *registerView) addPlans(r *register.Register) {
	for _, record := range register.Of[*v1alpha1.Initiative](r, records.Initiative) {
		v.Initiatives = append(v.Initiatives, initiativeView{
			outcomeView: outcomeOf(record), Alliance: record.Spec.AllianceRef.Name, Type: string(record.Spec.Type), Scope: string(record.Spec.Scope),
			Title: record.Spec.Title, StartsOn: string(record.Spec.StartsOn), Industry: record.Status.Industry,
			Participants: record.Status.Participants, Strangers: record.Status.Strangers,
		})
	}
	for _, exemplar := range evaluation.At(r.View, r.AsOf).Exemplars() {
		v.Exemplars = append(v.Exemplars, exemplarView{exemplar.Industry, exemplar.Division.Code, exemplar.Key.Namespace, exemplar.Key.Name,
			exemplar.Alliance, exemplar.Title, exemplar.PublishedOn.String()})
	}
	for _, record := range register.Of[*v1alpha1.ActionPlan](r, records.ActionPlan) {
		shown := actionPlanView{Namespace: record.Namespace, Name: record.Name, Title: record.Spec.Title, Issuers: record.Spec.Issuers,
			Trial: record.Spec.Trial, StartsOn: string(record.Spec.StartsOn), EndsOn: string(record.Status.EndsOn)}
		for _, target := range record.Spec.Targets {
			shown.Targets = append(shown.Targets, targetView{target.Name, string(target.By), target.Assessment})
		}
		for _, year := range r.Plan(records.KeyOf(record)).Years {
			shown.Years = append(shown.Years, planYearFrom(year))
		}
		v.ActionPlans = append(v.ActionPlans, shown)
	}
}

func planYearFrom(year evaluation.PlanYear) planYearView {
	shown := planYearView{Year: year.Year, Total: year.Total}
	for _, of := range year.Levels {
		shown.Levels = append(shown.Levels, levelView{string(of.Level), of.Figures})
	}
	for _, of := range year.Divisions {
		shown.Divisions = append(shown.Divisions, divisionView{of.Division.Code, of.Division.Namespace, of.Division.DisplayName, string(of.Division.Level()), of.Figures})
	}
	return shown
}

// planWords are titles and headings in one language.
type planWords struct {
	language, initiatives, exemplars, indicators, all, targets, granted, county string

	initiativeHead, exemplarHead, targetHead, indicatorHead []string
}

var planSectionWords = map[string]planWords{
	"zh": {
		language: messages.Chinese, initiatives: "市场与合作事项", exemplars: "先进典型", indicators: "行动计划指标", all: "合计", targets: "行动计划目标",
		granted: "市级资金(元)", county: "县级资金(元)",
		initiativeHead: []string{"区划", "事项", "农合联", "类型", "开始", "参与会员", "状态", "名称"},
		exemplarHead:   []string{"产业", "区划", "农合联", "发布", "名称"},
		targetHead:     []string{"计划", "期限", "目标", "评议"},
		indicatorHead:  []string{"区划", "层级"},
	},
	"en": {
		language: messages.English, initiatives: "Initiatives", exemplars: "Exemplars", indicators: "Indicators of the action plan", all: "all",
		targets: "Targets of the action plan", granted: "City funds (yuan)", county: "County funds (yuan)",
		initiativeHead: []string{"DIVISION", "INITIATIVE", "ALLIANCE", "TYPE", "STARTS", "MEMBERS", "STATE", "TITLE"},
		exemplarHead:   []string{"INDUSTRY", "DIVISION", "ALLIANCE", "PUBLISHED", "TITLE"},
		targetHead:     []string{"PLAN", "BY", "TARGET", "ASSESSMENT"},
		indicatorHead:  []string{"DIVISION", "LEVEL"},
	},
}

// tabled are the indicators that the table of divisions has room for; -o json has all of them.
var tabled = []string{
	"coverage.recognized", "coverage.applied", "stars.three", "stars.four", "stars.five", "sevenServices", "members.active", "members.joined", "members.left",
	"smallholders", "initiatives.exhibitions", "initiatives.festivals", "initiatives.markets", "initiatives.exemplars", "initiatives.cooperations",
	"activities.active", "activities.idle", "activities.preferredVenues", "activities.approved", "licenses.members",
}

// planSections are the tables of initiatives, exemplars, targets, and of the indicators of each year: a row for each division, each level,
// and all together.
func (v *registerView) planSections(w planWords) []Section {
	list := []Section{
		{Title: w.initiatives, Header: w.initiativeHead, Rows: rows(v.Initiatives, func(i initiativeView) []string {
			return []string{i.Namespace, i.Name, i.Alliance, i.Type, i.StartsOn, number(i.Participants), i.Reason, i.Title}
		})},
		{Title: w.exemplars, Header: w.exemplarHead, Rows: rows(v.Exemplars, func(e exemplarView) []string {
			return []string{e.Industry, e.Namespace, e.Alliance, e.PublishedOn, e.Title}
		})},
	}
	for _, plan := range v.ActionPlans {
		name := plan.Namespace + "/" + plan.Name
		list = append(list, Section{Title: w.targets, Header: w.targetHead, Rows: rows(plan.Targets, func(t targetView) []string {
			return []string{name, t.By, t.Name, t.Assessment}
		})})
		for _, year := range plan.Years {
			list = append(list, w.yearSection(name, year))
		}
	}
	return list
}

func (w planWords) yearSection(plan string, year planYearView) Section {
	section := Section{Title: w.indicators + " " + plan + " " + strconv.Itoa(int(year.Year)), Header: append([]string{}, w.indicatorHead...)}
	for _, name := range tabled {
		section.Header = append(section.Header, strings.TrimPrefix(messages.Indicator(name, w.language), "… "))
	}
	section.Header = append(section.Header, w.granted, w.county)
	for i := range year.Divisions {
		section.Rows = append(section.Rows, figureRow(year.Divisions[i].Namespace, year.Divisions[i].Level, &year.Divisions[i].Figures))
	}
	for i := range year.Levels {
		section.Rows = append(section.Rows, figureRow(w.all, year.Levels[i].Level, &year.Levels[i].Figures))
	}
	section.Rows = append(section.Rows, figureRow(w.all, "", &year.Total))
	return section
}

func figureRow(of, level string, figures *v1alpha1.IndicatorFigures) []string {
	row := []string{of, level}
	values := map[string]int64{}
	for _, indicator := range evaluation.Indicators() {
		values[indicator.Name] = indicator.Value(figures)
	}
	for _, name := range tabled {
		row = append(row, strconv.FormatInt(values[name], 10))
	}
	return append(row, grantedBy(figures, false), grantedBy(figures, true))
}

// grantedBy is what the lines of counties granted, or those of the city and the province; the two are never added up (R56).
func grantedBy(figures *v1alpha1.IndicatorFigures, county bool) string {
	var sum money.Fen
	for _, line := range figures.Money {
		if granted, err := money.Parse(string(line.Granted)); err == nil && (line.Level == v1alpha1.County) == county {
			sum += granted
		}
	}
	return sum.String()
}
