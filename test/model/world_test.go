// Package model_test lives random histories of a whole register, from records to money, and holds them against a second, naive
// model (test/model/naive) that shares no rule with the register.
package model_test

import (
	"strconv"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// city is the namespace of the city, which pays; its counties are zhuji and keqiao.
const city = "shaoxing"

var divisions = []records.Division{
	{Namespace: city, Code: "330600", DisplayName: "绍兴市"},
	{Namespace: "keqiao", Code: "330603", DisplayName: "柯桥区"},
	{Namespace: "zhuji", Code: "330681", DisplayName: "诸暨市"},
}

var (
	starsLedger = records.Key{Namespace: city, Name: "stars"}
	begins      = calendar.MustParse("2024-01-02")
)

// org is an alliance that may take part in a history.
type org struct {
	namespace, name string
	code            v1alpha1.CreditCode
	// host stands in for an alliance without a code.
	host v1alpha1.CreditCode
	// before is the place of the alliance that this one succeeds, from 1; 0 for none.
	before int
}

// orgs are the alliances of which a history takes a handful. All are fictitious.
var orgs = []org{
	{namespace: "zhuji", name: "torreya", code: "51330681PDY0000879"},
	{namespace: "keqiao", name: "rizhu", code: "51330603PDY000044W"},
	{namespace: city, name: "tea", code: "51330600PDY00001XU"},
	{namespace: "zhuji", name: "noodle", code: "51330681PDY0000954"},
	{namespace: "keqiao", name: "veg", host: "91330683PDY000108J"},
	{namespace: "keqiao", name: "shanzhen", code: "52330603PDY000052L", before: 2},
	{namespace: city, name: "pearl", code: "51330600PDY000140T"},
}

// municipal says whether the alliance is one of the city itself.
func (o org) municipal() bool { return o.namespace == city }

// level is the authority of the alliance's own division.
func (o org) level() v1alpha1.Authority {
	if o.municipal() {
		return v1alpha1.Municipal
	}
	return v1alpha1.County
}

func (o org) payee() v1alpha1.Payee {
	if o.code == "" {
		return v1alpha1.Payee{Name: "样例实业有限公司(虚构)", CreditCode: o.host, AccountTail: "1234"}
	}
	return v1alpha1.Payee{Name: "样例农合联(虚构)", CreditCode: o.code, AccountTail: "1234"}
}

// daysOff and daysWorked are those of the published notices.
var daysOff = map[int][][2]string{
	2024: {{"01-01", "01-01"}, {"02-10", "02-17"}, {"04-04", "04-06"}, {"05-01", "05-05"}, {"06-10", "06-10"}, {"09-15", "09-17"}, {"10-01", "10-07"}},
	2025: {{"01-01", "01-01"}, {"01-28", "02-04"}, {"04-04", "04-06"}, {"05-01", "05-05"}, {"05-31", "06-02"}, {"10-01", "10-08"}},
	2026: {{"01-01", "01-03"}, {"02-15", "02-23"}, {"04-04", "04-06"}, {"05-01", "05-05"}, {"06-19", "06-21"}, {"09-25", "09-27"}, {"10-01", "10-07"}},
	2027: {{"01-01", "01-03"}},
}

var daysWorked = map[int][]string{
	2024: {"02-04", "02-18", "04-07", "04-28", "05-11", "09-14", "09-29", "10-12"},
	2025: {"01-26", "02-08", "04-27", "09-28", "10-11"},
	2026: {"01-04", "02-14", "02-28", "05-09", "09-20", "10-10"},
}

func workCalendar(year int) *v1alpha1.WorkCalendar {
	record := &v1alpha1.WorkCalendar{ObjectMeta: metav1.ObjectMeta{Name: strconv.Itoa(year)}}
	record.Spec.DocumentNo = "样例节假日通知(虚构)"
	for _, span := range daysOff[year] {
		last := calendar.MustParse(record.Name + "-" + span[1])
		for day := calendar.MustParse(record.Name + "-" + span[0]); day <= last; day++ {
			record.Spec.Holidays = append(record.Spec.Holidays, v1alpha1.Date(day.String()))
		}
	}
	for _, day := range daysWorked[year] {
		record.Spec.Workdays = append(record.Spec.Workdays, v1alpha1.Date(record.Name+"-"+day))
	}
	return record
}

// published are all calendars as people know them when they plan, whether the register has them or not.
var published = func() calendar.Years {
	years := calendar.Years{}
	for year := 2024; year <= 2027; year++ {
		record := workCalendar(year)
		known := &calendar.Year{Year: year}
		for _, day := range record.Spec.Holidays {
			known.Holidays = append(known.Holidays, calendar.MustParse(string(day)))
		}
		for _, day := range record.Spec.Workdays {
			known.Workdays = append(known.Workdays, calendar.MustParse(string(day)))
		}
		years[year] = known
	}
	return years
}()

// workdayFrom is the first working day from a day on.
func workdayFrom(day calendar.Date) calendar.Date {
	next, err := calendar.NextWorkday(published, day.AddDays(-1), calendar.Max)
	if err != nil {
		return day
	}
	return next
}

// awardDay is the day of a star whose notice opened on a day.
func awardDay(opens calendar.Date, workingDays int) calendar.Date {
	closes, err := calendar.EndOfPeriod(published, opens, workingDays, calendar.Max)
	if err != nil {
		return opens.AddDays(workingDays)
	}
	return workdayFrom(closes.AddDays(1))
}

func in(year int, monthDay string) calendar.Date {
	return calendar.MustParse(strconv.Itoa(year) + "-" + monthDay)
}

func text(day calendar.Date) v1alpha1.Date { return v1alpha1.Date(day.String()) }
