package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// WorkCalendarSpec is the State Council's notice for one year. A year without a calendar holds every period that would
// end in it.
// +kubebuilder:validation:XValidation:rule="self.documentNo == oldSelf.documentNo && has(self.holidays) == has(oldSelf.holidays) && (!has(self.holidays) || self.holidays == oldSelf.holidays) && has(self.workdays) == has(oldSelf.workdays) && (!has(self.workdays) || self.workdays == oldSelf.workdays)",message="已公布的工作日历不得更改,调整请写入 amendments / a published calendar stays as it is: a change is an amendment"
// +kubebuilder:validation:XValidation:rule="!has(oldSelf.amendments) || (has(self.amendments) && size(oldSelf.amendments) <= size(self.amendments) && oldSelf.amendments.all(i, a, self.amendments[i] == a))",message="已登记的调整不得更改或删除,新的调整写在末尾 / amendments only grow: keep those on record as they are and add the new one at the end"
// +kubebuilder:validation:XValidation:rule="!has(self.holidays) || !has(self.workdays) || !self.holidays.exists(d, d in self.workdays)",message="同一天不能既是假日又是工作日 / a day can not be in holidays and in workdays"
// +kubebuilder:validation:XValidation:rule="!has(self.workdays) || self.workdays.all(d, format.date().validate(d).hasValue() || timestamp(d + 'T00:00:00Z').getDayOfWeek() in [0, 6])",message="workdays 只列调休上班的周六、周日 / workdays are the Saturdays and Sundays that are worked; leave other days out",fieldPath=".workdays"
type WorkCalendarSpec struct {
	// documentNo of the notice.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=100
	DocumentNo string `json:"documentNo"`
	// holidays are the days off besides ordinary weekends.
	// +optional
	// +listType=set
	// +kubebuilder:validation:MaxItems=100
	Holidays []Date `json:"holidays,omitempty"`
	// workdays are the weekend days that are worked (调休).
	// +optional
	// +listType=set
	// +kubebuilder:validation:MaxItems=100
	Workdays []Date `json:"workdays,omitempty"`
	// amendments that were published later; each moves only periods that end after it was published.
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=100
	Amendments []CalendarAmendment `json:"amendments,omitempty"`
}

// CalendarAmendment changes single days of a published calendar.
// +kubebuilder:validation:XValidation:rule="(has(self.holidays) && size(self.holidays) > 0) || (has(self.workdays) && size(self.workdays) > 0)",message="调整须列出假日或工作日 / an amendment lists the days that it makes holidays or workdays"
// +kubebuilder:validation:XValidation:rule="!has(self.holidays) || !has(self.workdays) || !self.holidays.exists(d, d in self.workdays)",message="同一天不能既是假日又是工作日 / a day can not be in holidays and in workdays"
type CalendarAmendment struct {
	// publishedOn is the day of publication.
	// +required
	PublishedOn Date `json:"publishedOn"`
	// documentNo of the amendment.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=100
	DocumentNo string `json:"documentNo"`
	// holidays that the amendment adds.
	// +optional
	// +listType=set
	// +kubebuilder:validation:MaxItems=100
	Holidays []Date `json:"holidays,omitempty"`
	// workdays that the amendment adds.
	// +optional
	// +listType=set
	// +kubebuilder:validation:MaxItems=100
	Workdays []Date `json:"workdays,omitempty"`
}

// WorkCalendarStatus is what the system says of a calendar.
type WorkCalendarStatus struct {
	RecordStatus `json:",inline"`
	// workingDays of the year.
	// +optional
	WorkingDays int32 `json:"workingDays,omitempty"`
}

// WorkCalendar is the working days of one year (国务院办公厅节假日安排). Its name is the year.
// +kubebuilder:object:root=true
// +kubebuilder:subresource:status
// +kubebuilder:resource:scope=Cluster,shortName=wcal,categories=lianxing
// +kubebuilder:printcolumn:name="Document",type=string,JSONPath=".spec.documentNo"
// +kubebuilder:printcolumn:name="Working Days",type=integer,JSONPath=".status.workingDays"
// +kubebuilder:printcolumn:name="Ready",type=string,JSONPath=".status.conditions[?(@.type==\"Ready\")].status"
// +kubebuilder:printcolumn:name="Message",type=string,JSONPath=".status.conditions[?(@.type==\"Ready\")].message",priority=1
// +kubebuilder:validation:XValidation:rule="self.metadata.name.matches('^20[0-9]{2}$|^2100$')",message="工作日历的名称必须是年份,如 2025 / the name of a calendar must be its year, as in 2025",fieldPath=".metadata"
// +kubebuilder:validation:XValidation:rule="(!has(self.spec.holidays) || self.spec.holidays.all(d, d.startsWith(self.metadata.name + '-'))) && (!has(self.spec.workdays) || self.spec.workdays.all(d, d.startsWith(self.metadata.name + '-'))) && (!has(self.spec.amendments) || self.spec.amendments.all(a, (!has(a.holidays) || a.holidays.all(d, d.startsWith(self.metadata.name + '-'))) && (!has(a.workdays) || a.workdays.all(d, d.startsWith(self.metadata.name + '-')))))",message="日历中的日期必须都在该年度内 / every day of a calendar must lie in the year that is its name",fieldPath=".spec"
type WorkCalendar struct {
	metav1.TypeMeta `json:",inline"`
	// metadata is the standard object metadata.
	// +optional
	metav1.ObjectMeta `json:"metadata,omitempty"`
	// spec is what was published.
	// +required
	Spec WorkCalendarSpec `json:"spec"`
	// status is computed.
	// +optional
	// +default={"observedGeneration": -1}
	Status WorkCalendarStatus `json:"status,omitempty,omitzero"`
}

// WorkCalendarList is a list of calendars.
// +kubebuilder:object:root=true
type WorkCalendarList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []WorkCalendar `json:"items"`
}
