package synthetic

import (
	"fmt"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/creditcode"
	"github.com/lianxing-dev/lianxing/internal/digest"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Life is one alliance with everything that was declared of it, all but its payments.
type Life struct {
	// Alliance is its number in the province, City that of its city, and Division its own.
	Alliance, City int
	Division       records.Division
	// Courses of its years.
	Courses []Course
	// Records in the order in which people would declare them.
	Records []records.Object

	name string
	code v1alpha1.CreditCode
}

// Life makes the records of one alliance, by its number from 0. The error says which record could not be signed.
func (p *Province) Life(alliance int) (*Life, error) {
	l := &Life{Alliance: alliance, City: alliance % p.o.Cities, Courses: p.coursesOf(alliance), name: fmt.Sprintf("a%06d", alliance)}
	within := alliance / p.o.Cities
	l.Division = countyDivision(l.City, within%p.o.Counties)
	if p.municipal(alliance) {
		l.Division = cityDivision(l.City)
	}
	code, err := creditcode.Complete("52"+l.Division.Code, organisation(alliance))
	if err != nil {
		return nil, fmt.Errorf("the credit code of %s: %w", l.name, err)
	}
	l.code = v1alpha1.CreditCode(code)
	l.Records = append(l.Records, l.record())
	for i, c := range l.Courses {
		if err := l.live(FirstYear+i, c); err != nil {
			return nil, err
		}
		if p.municipal(alliance) {
			if err := l.activity(FirstYear + i); err != nil {
				return nil, err
			}
		}
	}
	return l, nil
}

func (p *Province) municipal(alliance int) bool {
	return p.o.MunicipalEvery > 0 && (alliance/p.o.Cities)%p.o.MunicipalEvery == 0
}

// organisation is the organisation code of an alliance without its check digit. The first 99 999 are of the range that GB 11714 reserves for
// private use; where there are more, nothing but the division, which does not exist, says that they are made up.
func organisation(alliance int) string {
	if n := alliance + 1; n <= 99_999 {
		return fmt.Sprintf("PDY%05d", n)
	}
	return fmt.Sprintf("%08d", alliance)
}

func (l *Life) record() *v1alpha1.Alliance {
	authority := v1alpha1.County
	if l.Division.Level() == v1alpha1.Municipal {
		authority = v1alpha1.Municipal
	}
	return &v1alpha1.Alliance{
		TypeMeta: typeMeta(records.Alliance), ObjectMeta: l.meta(""),
		Spec: v1alpha1.AllianceSpec{
			DisplayName: fmt.Sprintf("虚构产业农合联%06d号", l.Alliance), CreditCode: l.code, Industry: "茶叶", FiledBy: "secretariat",
			Recognition: &v1alpha1.Recognition{
				Authority: authority, DocumentNo: fmt.Sprintf("虚构认定〔%d〕%06d号", FirstYear, l.Alliance), DecidedOn: on(FirstYear, "01-08"),
				Notice: v1alpha1.NoticePeriod{OpensOn: on(FirstYear, "01-10"), WorkingDays: 20},
			},
			Services: []v1alpha1.Service{{Capability: "Technology", Since: "2023-06-01"}, {Capability: "Sales", Since: "2023-09-01"}},
			Members: []v1alpha1.Member{
				{Name: "虚构龙头企业", Category: "Enterprise", Leading: true, JoinedOn: "2023-05-18"},
				{Name: "虚构专业合作社", Category: "Cooperative", JoinedOn: "2023-05-18"},
				{Name: "虚构家庭农场", Category: "FamilyFarm", JoinedOn: "2023-08-01"},
			},
		},
	}
}

// meta names a record of the alliance.
func (l *Life) meta(suffix string) metav1.ObjectMeta {
	return metav1.ObjectMeta{Namespace: l.Division.Namespace, Name: l.name + suffix}
}

func (l *Life) filer() v1alpha1.Account { return v1alpha1.Account(l.name + "-filer") }

// signature is one review: who signed which stage when, and what beside approving it says.
type signature struct {
	stage     string
	authority v1alpha1.Authority
	by        v1alpha1.Account
	on        v1alpha1.Date
	with      func(*v1alpha1.ReviewSpec)
}

// sign adds a review for each signature, with the digest of the spec that is signed.
func (l *Life) sign(kind records.Kind, subject metav1.ObjectMeta, spec any, signatures ...signature) error {
	signed, err := digest.Of(v1alpha1.Group, string(kind), subject.Namespace, subject.Name, spec)
	if err != nil {
		return err
	}
	for i, s := range signatures {
		review := &v1alpha1.Review{
			TypeMeta:   typeMeta(records.Review),
			ObjectMeta: metav1.ObjectMeta{Namespace: subject.Namespace, Name: fmt.Sprintf("%s-%s-%d", subject.Name, short[kind], i+1)},
			Spec: v1alpha1.ReviewSpec{
				SubjectRef: v1alpha1.SubjectRef{Kind: string(kind), Name: subject.Name, Digest: v1alpha1.Digest(signed)},
				Stage:      s.stage, Authority: s.authority, Reviewer: s.by, Verdict: v1alpha1.Approve, SignedOn: s.on,
			},
		}
		if s.with != nil {
			s.with(&review.Spec)
		}
		l.Records = append(l.Records, review)
	}
	return nil
}

// short are the kinds as the names of reviews say them.
var short = map[records.Kind]string{
	records.StarApplication: "application", records.AwardRequest: "request", records.Objection: "objection", records.Incident: "incident",
	records.ActivityPlan: "plan", records.ActivityReport: "report",
}
