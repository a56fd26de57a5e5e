package register

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
)

func (w *writer) brand(record *v1alpha1.Brand) calendar.Date {
	judged := w.pass.Brand(records.KeyOf(record))
	listed := int32(len(judged.List)) //nolint:gosec // a brand has thousands of licences at most
	status := v1alpha1.BrandStatus{
		RecordStatus: kept(record.Status.RecordStatus), Licensed: &listed,
		Members: judged.Members, LicensedMembers: judged.LicensedMembers,
		Leading: judged.Leading, Participating: judged.Participating,
	}
	next := w.conclude(record, &status.RecordStatus, judged.Result)
	record.Status = status
	return next
}

func (w *writer) license(record *v1alpha1.BrandLicense) calendar.Date {
	judged := w.pass.BrandLicense(records.KeyOf(record))
	status := v1alpha1.BrandLicenseStatus{
		RecordStatus: kept(record.Status.RecordStatus), SpecDigest: judged.Digest, Stages: stagesOf(judged.Approval),
		LicensedOn: v1alpha1.Date(judged.LicensedOn.String()), ValidThrough: v1alpha1.Date(judged.ValidThrough.String()),
		TestReportDueOn: v1alpha1.Date(judged.TestReportDueOn.String()), RecertifyBy: v1alpha1.Date(judged.RecertifyBy.String()),
		BarredThrough: v1alpha1.Date(judged.BarredThrough.String()),
	}
	if judged.Notice != nil {
		status.Notice = &v1alpha1.NoticeStatus{OpensOn: v1alpha1.Date(judged.Notice.Opens.String()), ClosesOn: v1alpha1.Date(judged.Notice.Closes.String())}
	}
	next := w.conclude(record, &status.RecordStatus, judged.Result)
	record.Status = status
	return next
}
