package v1alpha1

// The conditions that every kind may have. Each kind has at most one outcome condition besides.
const (
	// ConditionReady says that the record was accepted and evaluated, not that the outcome was favourable.
	ConditionReady = "Ready"
	// ConditionStalled says that a person must change something first. It is absent where nothing is wrong.
	ConditionStalled = "Stalled"
)

// The outcome condition of each kind: Unknown while people are at work, then True or False.
const (
	ConditionRecognized = "Recognized" // Alliance
	ConditionAwarded    = "Awarded"    // StarApplication
	ConditionGranted    = "Granted"    // AwardRequest
	ConditionUpheld     = "Upheld"     // Objection
	ConditionCounted    = "Counted"    // Review
	ConditionSettled    = "Settled"    // FundingDisbursement
	ConditionBooked     = "Booked"     // Payment
	ConditionConfirmed  = "Confirmed"  // Incident
	ConditionPublished  = "Published"  // Initiative: of a practice, and of what was reviewed
	ConditionOperating  = "Operating"  // Brand
	ConditionLicensed   = "Licensed"   // BrandLicense
	ConditionApproved   = "Approved"   // ActivityPlan
	ConditionAccepted   = "Accepted"   // ActivityReport
)

// Reasons are stable identifiers and never translated. Each is used by the kinds in its comment.
const (
	ReasonEvaluated        = "Evaluated"        // Ready of every kind
	ReasonNotYet           = "NotYet"           // every kind: dated after the day of evaluation
	ReasonReferenceMissing = "ReferenceMissing" // every kind: a record that it names is not there
	ReasonInvalidRecord    = "InvalidRecord"    // every kind: a field that admission should have refused
	ReasonRoundAmbiguous   = "RoundAmbiguous"   // EvaluationRound and its applications: two rounds cover one division and year
	ReasonProgramAmbiguous = "ProgramAmbiguous" // ActivityProgram and its plans: two programs cover one division and year
	ReasonNotOfACity       = "NotOfACity"       // ActivityProgram: its namespace stands for no city
	ReasonSuccessionCycle  = "SuccessionCycle"  // Alliance: succeeds leads back to itself
	ReasonDivisionMissing  = "DivisionMissing"  // every kind of a namespace without a division

	ReasonNotDeclared         = "NotDeclared"         // Alliance: no recognition was declared
	ReasonAwaitingNotice      = "AwaitingNotice"      // Alliance
	ReasonCalendarMissing     = "CalendarMissing"     // Alliance, StarApplication
	ReasonRecognized          = "Recognized"          // Alliance
	ReasonDissolved           = "Dissolved"           // Alliance
	ReasonDuplicateCreditCode = "DuplicateCreditCode" // Alliance

	ReasonFiled            = "Filed"            // StarApplication
	ReasonUnderReview      = "UnderReview"      // StarApplication, AwardRequest
	ReasonReturned         = "Returned"         // StarApplication, AwardRequest, Payment
	ReasonOnNotice         = "OnNotice"         // StarApplication
	ReasonObjectionOpen    = "ObjectionOpen"    // StarApplication
	ReasonAwarded          = "Awarded"          // StarApplication
	ReasonNotRecognized    = "NotRecognized"    // StarApplication
	ReasonOutsideScope     = "OutsideScope"     // StarApplication: the round does not cover the alliance's division
	ReasonOutsideWindow    = "OutsideWindow"    // StarApplication
	ReasonReapplyBan       = "ReapplyBan"       // StarApplication
	ReasonRejected         = "Rejected"         // StarApplication, AwardRequest
	ReasonBelowOwnLevel    = "BelowOwnLevel"    // StarApplication
	ReasonRatingNotOffered = "RatingNotOffered" // StarApplication: the round has no such rating
	ReasonLowerStarMissing = "LowerStarMissing" // StarApplication: requireLowerStar is Deny
	ReasonPointsTooFew     = "PointsTooFew"     // StarApplication: minPoints is Binding
	ReasonObjectionUpheld  = "ObjectionUpheld"  // StarApplication
	ReasonWithdrawn        = "Withdrawn"        // StarApplication
	ReasonRevoked          = "Revoked"          // StarApplication, AwardRequest
	ReasonAnnulled         = "Annulled"         // StarApplication, AwardRequest
	ReasonLapsed           = "Lapsed"           // StarApplication

	ReasonAwaitingDayEnd  = "AwaitingDayEnd"  // AwardRequest
	ReasonOnHold          = "OnHold"          // AwardRequest, FundingDisbursement
	ReasonPendingBudget   = "PendingBudget"   // AwardRequest
	ReasonEvidenceMissing = "EvidenceMissing" // AwardRequest, FundingDisbursement, Incident, StarApplication
	ReasonGranted         = "Granted"         // AwardRequest
	ReasonRecoveryOpen    = "RecoveryOpen"    // AwardRequest
	ReasonStarNotFunded   = "StarNotFunded"   // AwardRequest
	ReasonNoAward         = "NoAward"         // AwardRequest
	ReasonAlreadyFunded   = "AlreadyFunded"   // AwardRequest
	ReasonClaimExpired    = "ClaimExpired"    // AwardRequest
	ReasonWrongPayee      = "WrongPayee"      // AwardRequest

	ReasonOpen      = "Open"      // Objection
	ReasonUpheld    = "Upheld"    // Objection
	ReasonDismissed = "Dismissed" // Objection
	ReasonLate      = "Late"      // Objection
	ReasonAnonymous = "Anonymous" // Objection

	ReasonReported   = "Reported"   // Incident
	ReasonFound      = "Found"      // Incident
	ReasonHeard      = "Heard"      // Incident
	ReasonConfirmed  = "Confirmed"  // Incident: found, and no star ends by it
	ReasonOverturned = "Overturned" // Incident

	ReasonDraft                = "Draft"                // Initiative
	ReasonReviewed             = "Reviewed"             // Initiative
	ReasonPublished            = "Published"            // Initiative
	ReasonApproved             = "Approved"             // ActivityPlan
	ReasonInProgress           = "InProgress"           // ActivityPlan
	ReasonCompleted            = "Completed"            // ActivityPlan
	ReasonNotMunicipalAlliance = "NotMunicipalAlliance" // ActivityPlan
	ReasonTypeNotOffered       = "TypeNotOffered"       // ActivityPlan: the program has no such type
	ReasonStartsBeforeApproval = "StartsBeforeApproval" // ActivityPlan
	ReasonMissedStart          = "MissedStart"          // ActivityPlan
	ReasonAccepted             = "Accepted"             // ActivityReport
	ReasonDuplicateInvoice     = "DuplicateInvoice"     // ActivityReport
	ReasonNotAccepted          = "NotAccepted"          // ActivityReport

	ReasonCounted        = "Counted"        // Review
	ReasonStale          = "Stale"          // Review
	ReasonWrongAuthority = "WrongAuthority" // Review
	ReasonRecused        = "Recused"        // Review
	ReasonSameSigner     = "SameSigner"     // Review, Payment
	ReasonTooEarly       = "TooEarly"       // Review
	ReasonSuperseded     = "Superseded"     // Review
	ReasonUnknownStage   = "UnknownStage"   // Review
	ReasonIncomplete     = "Incomplete"     // Review

	ReasonPending         = "Pending"         // FundingDisbursement
	ReasonOrdered         = "Ordered"         // FundingDisbursement, Payment
	ReasonPaymentInFlight = "PaymentInFlight" // FundingDisbursement
	ReasonPaymentReturned = "PaymentReturned" // FundingDisbursement
	ReasonRecovering      = "Recovering"      // FundingDisbursement
	ReasonPaid            = "Paid"            // FundingDisbursement
	ReasonRecovered       = "Recovered"       // FundingDisbursement
	ReasonCancelled       = "Cancelled"       // FundingDisbursement
	ReasonRecorded        = "Recorded"        // FundingDisbursement

	ReasonRequested  = "Requested"  // Payment
	ReasonBooked     = "Booked"     // Payment
	ReasonRefused    = "Refused"    // Payment
	ReasonUnexpected = "Unexpected" // Payment
	ReasonExcess     = "Excess"     // Payment
	ReasonWrongEntry = "WrongEntry" // Payment

	ReasonLedgerBehind = "LedgerBehind" // Ledger: the chain lacks its checkpoint, or a payment names another entry
	ReasonChainBroken  = "ChainBroken"  // Ledger: a number or digest does not follow
	ReasonClockSkew    = "ClockSkew"    // Ledger: the manager's clock is off
)
