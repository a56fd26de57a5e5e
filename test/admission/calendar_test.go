package admission

var calendarRules = []rule{
	{
		name: "name of a calendar", kind: "WorkCalendar",
		holds:   changes{"metadata.name": `"2024"`, "spec.holidays": "[2024-02-29]", "spec.workdays": absent, "spec.amendments": absent},
		refused: changes{"metadata.name": "spring", "spec.holidays": absent, "spec.workdays": absent, "spec.amendments": absent},
		path:    "metadata", message: "the name of a calendar must be its year",
	},
	{
		name: "holidays lie in the year", kind: "WorkCalendar",
		holds:   changes{"spec.holidays[3]": "2025-12-31"},
		refused: changes{"spec.holidays[3]": "2024-12-31"},
		path:    "spec", message: "every day of a calendar must lie in the year that is its name",
	},
	{
		name: "workdays lie in the year", kind: "WorkCalendar",
		holds:   changes{"spec.workdays[2]": "2025-10-11"},
		refused: changes{"spec.workdays[2]": "2026-01-04"},
		path:    "spec", message: "every day of a calendar must lie in the year that is its name",
	},
	{
		name: "amended holidays lie in the year", kind: "WorkCalendar",
		holds:   changes{"spec.amendments[0].holidays[1]": "2025-12-31"},
		refused: changes{"spec.amendments[0].holidays[1]": "2026-01-01"},
		path:    "spec", message: "every day of a calendar must lie in the year that is its name",
	},
	{
		name: "amended workdays lie in the year", kind: "WorkCalendar",
		holds:   changes{"spec.amendments[0].workdays[1]": "2025-12-31"},
		refused: changes{"spec.amendments[0].workdays[1]": "2026-01-01"},
		path:    "spec", message: "every day of a calendar must lie in the year that is its name",
	},
	{
		name: "no day is holiday and workday", kind: "WorkCalendar",
		holds:   changes{"spec.holidays[3]": "2025-01-25"},
		refused: changes{"spec.holidays[3]": "2025-01-26"},
		path:    "spec", message: "a day can not be in holidays and in workdays",
	},
	{
		name: "no day of an amendment is holiday and workday", kind: "WorkCalendar",
		holds:   changes{"spec.amendments[0].workdays": absent},
		refused: changes{"spec.amendments[0].workdays[1]": "2025-09-03"},
		path:    "spec.amendments[0]", message: "a day can not be in holidays and in workdays",
	},
	{
		name: "workdays are weekend days", kind: "WorkCalendar",
		holds:   changes{"spec.workdays[2]": "2025-10-11"},
		refused: changes{"spec.workdays[2]": "2025-10-10"},
		path:    "spec.workdays", message: "workdays are the Saturdays and Sundays that are worked",
	},
	{
		name: "an amendment changes a day", kind: "WorkCalendar",
		holds:   changes{"spec.amendments[0].holidays": absent},
		refused: changes{"spec.amendments[0].holidays": absent, "spec.amendments[0].workdays": "[]"},
		path:    "spec.amendments[0]", message: "an amendment lists the days that it makes holidays or workdays",
	},
}
