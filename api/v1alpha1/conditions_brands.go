package v1alpha1

// Reasons of brands and their licences. Those of other kinds that a licence shares stand in conditions.go.
const (
	ReasonProposed      = "Proposed"      // Brand: it does not operate yet
	ReasonOperating     = "Operating"     // Brand
	ReasonSuspended     = "Suspended"     // Brand, BrandLicense
	ReasonRetired       = "Retired"       // Brand
	ReasonDuplicateName = "DuplicateName" // Brand: another brand of its division has its name

	ReasonLicensed          = "Licensed"          // BrandLicense
	ReasonNotMember         = "NotMember"         // BrandLicense: nobody that the brand may license
	ReasonBrandNotOperating = "BrandNotOperating" // BrandLicense
	ReasonBarred            = "Barred"            // BrandLicense: a licence of the same user was revoked
	ReasonExpired           = "Expired"           // BrandLicense
	ReasonStandardOutdated  = "StandardOutdated"  // BrandLicense
	ReasonMemberLeft        = "MemberLeft"        // BrandLicense
	ReasonRectified         = "Rectified"         // Incident: a misuse of a brand that was put right
)

// Stages of a licence and of a misuse of a brand. They are constants of the kind, each signed by the level of the brand's namespace.
const (
	StageCertification = "Certification" // BrandLicense
	StageLicense       = "License"       // BrandLicense: decides, and opens the notice
	StageHearing       = "Hearing"       // an Objection to a licence
	StageFinding       = "Finding"       // an Incident of ground BrandMisuse
	StageRectification = "Rectification" // an Incident of ground BrandMisuse: put right
)
