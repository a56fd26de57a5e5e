package cli

import (
	"strings"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// brandView is a brand with its licence list.
type brandView struct {
	outcomeView
	DisplayName      string `json:"displayName"`
	Industry         string `json:"industry"`
	Scope            string `json:"scope"`
	Owner            string `json:"owner"`
	SupplySystemRole string `json:"supplySystemRole"`
	// Leading and Participating count the alliances that take part today (R31, R37).
	Leading       int32 `json:"leading"`
	Participating int32 `json:"participating"`
	// LicensedMembers of Members are on the licence list (R35).
	LicensedMembers int32 `json:"licensedMembers"`
	Members         int32 `json:"members"`
	// Licensed is the licence list (准用名单): who may use the brand today.
	Licensed []licensedView `json:"licensed"`
}

// licensedView is a line of a licence list.
type licensedView struct {
	License      string   `json:"license"`
	Alliance     string   `json:"alliance"`
	Member       string   `json:"member"`
	Products     []string `json:"products"`
	LicensedOn   string   `json:"licensedOn"`
	ValidThrough string   `json:"validThrough"`
}

// licenseView is a licence, whatever became of it.
type licenseView struct {
	outcomeView
	Brand           string `json:"brand"`
	Alliance        string `json:"alliance"`
	Member          string `json:"member"`
	NoticeOpens     string `json:"noticeOpens,omitempty"`
	NoticeCloses    string `json:"noticeCloses,omitempty"`
	LicensedOn      string `json:"licensedOn,omitempty"`
	ValidThrough    string `json:"validThrough,omitempty"`
	TestReportDueOn string `json:"testReportDueOn,omitempty"`
	RecertifyBy     string `json:"recertifyBy,omitempty"`
	BarredThrough   string `json:"barredThrough,omitempty"`
}

// addBrands shows the brands with their licence lists, and every licence. The lists are made of the statuses: who is Licensed is on it.
func (v *registerView) addBrands(r *register.Register) {
	lists := map[records.Key][]licensedView{}
	for _, license := range register.Of[*v1alpha1.BrandLicense](r, records.BrandLicense) {
		spec, status := license.Spec, license.Status
		shown := licenseView{
			outcomeView: outcomeOf(license), Brand: spec.BrandRef.Name, Alliance: records.RefKey(spec.AllianceRef, license.Namespace).String(), Member: spec.Member,
			LicensedOn: string(status.LicensedOn), ValidThrough: string(status.ValidThrough), TestReportDueOn: string(status.TestReportDueOn),
			RecertifyBy: string(status.RecertifyBy), BarredThrough: string(status.BarredThrough),
		}
		if notice := status.Notice; notice != nil {
			shown.NoticeOpens, shown.NoticeCloses = string(notice.OpensOn), string(notice.ClosesOn)
		}
		v.Licenses = append(v.Licenses, shown)
		if brand := (records.Key{Namespace: license.Namespace, Name: spec.BrandRef.Name}); shown.Reason == v1alpha1.ReasonLicensed {
			lists[brand] = append(lists[brand], licensedView{license.Name, shown.Alliance, spec.Member, spec.Products, shown.LicensedOn, shown.ValidThrough})
		}
	}
	for _, brand := range register.Of[*v1alpha1.Brand](r, records.Brand) {
		spec, status := brand.Spec, brand.Status
		v.Brands = append(v.Brands, brandView{
			outcomeView: outcomeOf(brand), DisplayName: spec.DisplayName, Industry: spec.Industry, Scope: string(spec.Scope), Owner: spec.Owner,
			SupplySystemRole: spec.SupplySystemRole, Leading: status.Leading, Participating: status.Participating,
			LicensedMembers: status.LicensedMembers, Members: status.Members, Licensed: lists[records.KeyOf(brand)],
		})
	}
}

// brandWords are the titles and headings of the tables of brands in one language.
type brandWords struct {
	brands, list, licenses string

	brandHead, listHead, licenseHead []string
}

var brandSectionWords = map[string]brandWords{
	"zh": {
		brands: "区域公共品牌", list: "准用名单", licenses: "品牌许可",
		brandHead:   []string{"区划", "品牌", "名称", "产业", "供销系统", "牵头", "参与", "准用成员", "成员", "状态", "至", "说明"},
		listHead:    []string{"品牌", "农合联", "成员", "产品", "自", "至"},
		licenseHead: []string{"区划", "许可", "品牌", "成员", "状态", "至", "说明"},
	},
	"en": {
		brands: "Regional public brands", list: "Licence lists", licenses: "Brand licences",
		brandHead:   []string{"DIVISION", "BRAND", "NAME", "INDUSTRY", "SUPPLY SYSTEM", "LEAD", "PARTICIPATE", "LICENSED", "OF MEMBERS", "STATE", "UNTIL", "MESSAGE"},
		listHead:    []string{"BRAND", "ALLIANCE", "MEMBER", "PRODUCTS", "FROM", "THROUGH"},
		licenseHead: []string{"DIVISION", "LICENCE", "BRAND", "MEMBER", "STATE", "UNTIL", "MESSAGE"},
	},
}

// brandSections are the tables of brands: how each stands, who may use it, and what became of every licence.
func (v *registerView) brandSections(w brandWords) []Section {
	var lists [][]string
	for _, brand := range v.Brands {
		lists = append(lists, rows(brand.Licensed, func(l licensedView) []string {
			return []string{brand.DisplayName, l.Alliance, l.Member, strings.Join(l.Products, ", "), l.LicensedOn, l.ValidThrough}
		})...)
	}
	return []Section{
		{Title: w.brands, Header: w.brandHead, Rows: rows(v.Brands, func(b brandView) []string {
			return []string{b.Namespace, b.Name, b.DisplayName, b.Industry, b.SupplySystemRole, number(b.Leading), number(b.Participating),
				number(b.LicensedMembers), number(b.Members), b.Reason, b.Next, b.Message}
		})},
		{Title: w.list, Header: w.listHead, Rows: lists},
		{Title: w.licenses, Header: w.licenseHead, Rows: rows(v.Licenses, func(l licenseView) []string {
			return []string{l.Namespace, l.Name, l.Brand, l.Member, l.Reason, l.Next, l.Message}
		})},
	}
}
