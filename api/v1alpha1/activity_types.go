package v1alpha1

// ActivityType is what an activity is (培训、交流、指导等, R23).
// +kubebuilder:validation:XValidation:rule="self in ['Training','Exchange','Guidance','Other']",message="活动类型只能是 Training(培训)、Exchange(交流)、Guidance(指导)或 Other(其他,须写明理由) / an activity is a Training, an Exchange, a Guidance, or Other with a reason"
// +kubebuilder:validation:MaxLength=20
type ActivityType string

// The types of an activity (R23).
const (
	ActivityTraining ActivityType = "Training"
	ActivityExchange ActivityType = "Exchange"
	ActivityGuidance ActivityType = "Guidance"
	ActivityOther    ActivityType = "Other"
)

// ActivityFormat is how an activity is held (实操培训及交流座谈, R29).
// +kubebuilder:validation:XValidation:rule="self in ['HandsOn','Discussion','Other']",message="活动形式只能是 HandsOn(实操培训)、Discussion(交流座谈)或 Other(其他,须写明理由) / an activity is HandsOn, a Discussion, or Other with a reason"
// +kubebuilder:validation:MaxLength=20
type ActivityFormat string

// The formats of an activity; the first two are the preferred ones (R29).
const (
	FormatHandsOn    ActivityFormat = "HandsOn"
	FormatDiscussion ActivityFormat = "Discussion"
	FormatOther      ActivityFormat = "Other"
)

// VenueType is where an activity is held (农事服务中心、田间地头, R28).
// +kubebuilder:validation:XValidation:rule="self in ['FarmServiceCenter','Field','Other']",message="活动地点只能是 FarmServiceCenter(农事服务中心)、Field(田间地头)或 Other(其他,须写明理由) / a venue is a FarmServiceCenter, a Field, or Other with a reason"
// +kubebuilder:validation:MaxLength=20
type VenueType string

// The types of a venue; the first two are the preferred ones (R28).
const (
	VenueFarmServiceCenter VenueType = "FarmServiceCenter"
	VenueField             VenueType = "Field"
	VenueOther             VenueType = "Other"
)

// CostItem is what a line of costs is for.
// +kubebuilder:validation:XValidation:rule="self in ['SpeakerFee','Venue','Materials','Meals','Transport','Other']",message="费用项目只能是 SpeakerFee(讲课费)、Venue(场地)、Materials(资料)、Meals(伙食)、Transport(交通)或 Other(其他) / a line of costs is a SpeakerFee, Venue, Materials, Meals, Transport or Other"
// +kubebuilder:validation:MaxLength=20
type CostItem string

// Funding is money for an activity from somebody else. It is declared, so that nothing is paid twice (R58).
type Funding struct {
	// source of the money: an office or an organisation, never a person.
	// +required
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=120
	Source string `json:"source"`
	// amount in yuan.
	// +required
	Amount Yuan `json:"amount"`
}

// Flag is something about an activity that a person should look at. It blocks nothing.
// +kubebuilder:validation:MaxLength=40
type Flag string

// The flags of a plan and of a report.
const (
	FlagOverActivityLimit  Flag = "OverActivityLimit"  // asks for more than limits.perActivity
	FlagOverAllianceLimit  Flag = "OverAllianceLimit"  // with the alliance's other plans of the year that ask for money, above limits.perAlliance
	FlagOverPersonDayLimit Flag = "OverPersonDayLimit" // costs more by person and day than limits.perPersonDay
	FlagFrugalityFailed    Flag = "FrugalityFailed"    // approved although the check Frugality was not passed
	FlagVenueOther         Flag = "VenueOther"         // neither a farm service centre nor a field
	FlagFormatOther        Flag = "FormatOther"        // neither hands-on nor a discussion
	FlagSimilarPlan        Flag = "SimilarPlan"        // another plan of the alliance has its venue on one of its days (F-13)
	FlagFundingMissing     Flag = "FundingMissing"     // the report declares less other funding than the plan
	FlagInvoiceMissing     Flag = "InvoiceMissing"     // a line of the report has no invoice
	FlagHeldOutsidePlan    Flag = "HeldOutsidePlan"    // held on a day that the plan does not have
	FlagSharedEvidence     Flag = "SharedEvidence"     // a document of the report is that of another report, by its sha256 (F-13)
	FlagCancelledTooLate   Flag = "CancelledTooLate"   // given up after it was held or paid, which changes nothing
)
