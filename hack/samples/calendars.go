package main

import (
	"fmt"
	"strconv"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
)

// yearOfWork is a notice of the State Council: spans of days off, and the weekend days that are worked for them.
type yearOfWork struct {
	year     int
	notice   string
	off      []string // month and day, or two with ".." between
	weekends []string
}

// The published calendars. A year that is not here holds every period that would end in it.
var calendars = []yearOfWork{
	{2024, "国务院办公厅关于2024年部分节假日安排的通知",
		[]string{"01-01", "02-10..02-17", "04-04..04-06", "05-01..05-05", "06-10", "09-15..09-17", "10-01..10-07"},
		[]string{"02-04", "02-18", "04-07", "04-28", "05-11", "09-14", "09-29", "10-12"}},
	{2025, "国务院办公厅关于2025年部分节假日安排的通知(国办发明电〔2024〕12号)",
		[]string{"01-01", "01-28..02-04", "04-04..04-06", "05-01..05-05", "05-31..06-02", "10-01..10-08"},
		[]string{"01-26", "02-08", "04-27", "09-28", "10-11"}},
	{2026, "国务院办公厅关于2026年部分节假日安排的通知",
		[]string{"01-01..01-03", "02-15..02-23", "04-04..04-06", "05-01..05-05", "06-19..06-21", "09-25..09-27", "10-01..10-07"},
		[]string{"01-04", "02-14", "02-28", "05-09", "09-20", "10-10"}},
}

// fictitious2027 stands in for a notice that was not published when this was written.
var fictitious2027 = yearOfWork{2027, "虚构的2027年节假日安排(仅供演示,不得用于实际工作)",
	[]string{"01-01..01-03", "02-05..02-11", "04-03..04-05", "05-01..05-05", "06-09", "09-15", "10-01..10-07"},
	[]string{"02-20", "05-08", "10-09"}}

func (y yearOfWork) record() (*v1alpha1.WorkCalendar, error) {
	holidays, err := y.days(y.off)
	if err != nil {
		return nil, err
	}
	workdays, err := y.days(y.weekends)
	if err != nil {
		return nil, err
	}
	return &v1alpha1.WorkCalendar{
		TypeMeta:   typeMeta("WorkCalendar"),
		ObjectMeta: metav1.ObjectMeta{Name: strconv.Itoa(y.year)},
		Spec:       v1alpha1.WorkCalendarSpec{DocumentNo: y.notice, Holidays: holidays, Workdays: workdays},
	}, nil
}

// days writes spans out day by day.
func (y yearOfWork) days(spans []string) ([]v1alpha1.Date, error) {
	var list []v1alpha1.Date
	for _, span := range spans {
		if len(span) != len("01-28") && len(span) != len("01-28..02-04") {
			return nil, fmt.Errorf("calendar %d: %q is no day (01-28) and no span (01-28..02-04)", y.year, span)
		}
		first, err := y.day(span[:5])
		if err != nil {
			return nil, err
		}
		last, err := y.day(span[len(span)-5:])
		if err != nil {
			return nil, err
		}
		for day := first; day <= last; day = day.AddDays(1) {
			list = append(list, v1alpha1.Date(day.String()))
		}
	}
	return list, nil
}

func (y yearOfWork) day(text string) (calendar.Date, error) {
	at, err := time.Parse("01-02", text)
	if err != nil {
		return 0, fmt.Errorf("calendar %d: %q is no month and day: %w", y.year, text, err)
	}
	return calendar.OfDate(y.year, at.Month(), at.Day()), nil
}
