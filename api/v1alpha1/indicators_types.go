package v1alpha1

// YearIndicators are the figures of one year of the plan.
type YearIndicators struct {
	// year that is counted: through its last day, or through the day of evaluation while it runs.
	// +required
	Year             int32 `json:"year"`
	IndicatorFigures `json:",inline"`
}

// IndicatorFigures are what is counted of a year, of one division or of several together. Of the year are joined and left members,
// smallholders, initiatives (with their partners), activities and money: they count every alliance that was recognised on a day of it, so
// one that was dissolved within the year keeps what it did. Everything else is of the last day that is counted, and of the alliances
// recognised then. What they declare with a date counts from that day, what has no date as it is declared now.
type IndicatorFigures struct {
	// coverage on the last day that is counted, by the round of the year: every recognised alliance is one of the three, where a round covers it (R2).
	// +required
	Coverage ScopeCounts `json:"coverage"`
	// stars counts the alliances by the highest star in force on the last day that is counted (R12): three are the county's, four the city's, five the province's (R13).
	// +required
	Stars AwardedCounts `json:"stars"`
	// services counts the alliances that offer each capability on the last day that is counted (R49).
	// +required
	// +listType=map
	// +listMapKey=capability
	// +kubebuilder:validation:MaxItems=8
	Services []ServiceFigures `json:"services"`
	// sevenServices counts the alliances that offer all seven that the plan names; Other is none of them (R49).
	// +required
	SevenServices int32 `json:"sevenServices"`
	// members of the alliances: on the last day that is counted, and those that joined and left in the year (R44, R48, R61).
	// +required
	Members MemberFigures `json:"members"`
	// smallholders that were served in the year, by alliances that were dissolved within it too (R50).
	// +required
	Smallholders int64 `json:"smallholders"`
	// organisation of the alliances on the last day that is counted (R44-R48, R53, R54).
	// +required
	Organisation OrganisationFigures `json:"organisation"`
	// partners of the alliances on the last day that is counted, and of the initiatives of the year (R51, R52, R66).
	// +required
	Partners PartnerFigures `json:"partners"`
	// initiatives that began in the year (R40-R43, R57, R59, R60, R66).
	// +required
	Initiatives InitiativeFigures `json:"initiatives"`
	// activities of municipal alliances, by the program of the year; those of alliances that were dissolved within it too (R28, R67).
	// +required
	Activities ActivityFigures `json:"activities"`
	// licenses of brands that were in force on the last day that is counted (R35).
	// +required
	Licenses LicenseFigures `json:"licenses"`
	// money by line, that of the counties apart from the city's (R56, F-12, F-15).
	// +optional
	// +listType=atomic
	// +kubebuilder:validation:MaxItems=64
	Money []MoneyFigures `json:"money,omitempty"`
}

// ServiceFigures counts who offers one service (R49).
type ServiceFigures struct {
	// capability that is offered.
	// +required
	// +kubebuilder:validation:MaxLength=20
	Capability string `json:"capability"`
	// alliances that offer it.
	// +required
	Alliances int32 `json:"alliances"`
	// evidenced counts those of them that show evidence.
	// +required
	Evidenced int32 `json:"evidenced"`
}

// MemberFigures counts the members of alliances. Who belongs to two alliances counts in both.
type MemberFigures struct {
	// active counts the members on the last day that is counted.
	// +required
	Active int32 `json:"active"`
	// leading counts the leading enterprises among them (R44).
	// +required
	Leading int32 `json:"leading"`
	// joined counts those that joined in the year (R61).
	// +required
	Joined int32 `json:"joined"`
	// left counts those that left in the year.
	// +required
	Left int32 `json:"left"`
}

// OrganisationFigures counts how alliances are organised (R44-R48, R53, R54).
type OrganisationFigures struct {
	// serviceCenters counts the farm-service centres (R44).
	// +required
	ServiceCenters int32 `json:"serviceCenters"`
	// describedCenters counts those with address, area and opening day (R45).
	// +required
	DescribedCenters int32 `json:"describedCenters"`
	// charters counts the alliances with a charter (R46).
	// +required
	Charters int32 `json:"charters"`
	// threeBodies counts the alliances with all three bodies (R47).
	// +required
	ThreeBodies int32 `json:"threeBodies"`
	// threeBodiesMet counts those whose three bodies all met in the year or later (R47).
	// +required
	ThreeBodiesMet int32 `json:"threeBodiesMet"`
	// membershipRules counts the alliances with rules on joining and leaving (R48).
	// +required
	MembershipRules int32 `json:"membershipRules"`
	// operatingEntities counts the alliances that run a company (R53).
	// +required
	OperatingEntities int32 `json:"operatingEntities"`
	// jointEntities counts those companies that growers, family farms, returning entrepreneurs or cooperatives hold (R53).
	// +required
	JointEntities int32 `json:"jointEntities"`
	// chains counts the alliances that say which stages of their chain they cover (R54).
	// +required
	Chains int32 `json:"chains"`
	// chainStages counts those stages (R54).
	// +required
	ChainStages int32 `json:"chainStages"`
}

// PartnerFigures counts the partners of alliances by level (R51), type (R52) and link (R66).
type PartnerFigures struct {
	// municipal partners.
	// +required
	Municipal int32 `json:"municipal"`
	// county partners.
	// +required
	County int32 `json:"county"`
	// township partners.
	// +required
	Township int32 `json:"township"`
	// enterprise partners.
	// +required
	Enterprise int32 `json:"enterprise"`
	// supplyCoops among them (R52).
	// +required
	SupplyCoops int32 `json:"supplyCoops"`
	// grassrootsCoops among them (R52).
	// +required
	GrassrootsCoops int32 `json:"grassrootsCoops"`
	// coopOwnedEnterprises among them (R52).
	// +required
	CoopOwnedEnterprises int32 `json:"coopOwnedEnterprises"`
	// horizontal links (R66).
	// +required
	Horizontal int32 `json:"horizontal"`
	// vertical links (R66).
	// +required
	Vertical int32 `json:"vertical"`
}

// InitiativeFigures counts initiatives by what they are.
type InitiativeFigures struct {
	// exhibitions that were joined (R40).
	// +required
	Exhibitions int32 `json:"exhibitions"`
	// festivals that were joined (R40).
	// +required
	Festivals int32 `json:"festivals"`
	// sisterFairs are those exhibitions and festivals that were of a sister city or county (R41).
	// +required
	SisterFairs int32 `json:"sisterFairs"`
	// provincialFairs are those that were of the whole province (R41).
	// +required
	ProvincialFairs int32 `json:"provincialFairs"`
	// procurements are projects of centralised procurement (R42).
	// +required
	Procurements int32 `json:"procurements"`
	// deliveries are projects of delivery (R42).
	// +required
	Deliveries int32 `json:"deliveries"`
	// otherTrade are other projects of modern trade and logistics (R42).
	// +required
	OtherTrade int32 `json:"otherTrade"`
	// participants are the members that took part, summed over the initiatives (R43).
	// +required
	Participants int32 `json:"participants"`
	// branded counts the initiatives that went under a brand (R43).
	// +required
	Branded int32 `json:"branded"`
	// markets that were built or taken part in (R57).
	// +required
	Markets int32 `json:"markets"`
	// practices worth copying, drafts among them (R59).
	// +required
	Practices int32 `json:"practices"`
	// practicesReviewed counts those that were reviewed by the last day that is counted (R59).
	// +required
	PracticesReviewed int32 `json:"practicesReviewed"`
	// exemplars are the practices that were published by then (R60).
	// +required
	Exemplars int32 `json:"exemplars"`
	// cooperations with others (R66).
	// +required
	Cooperations int32 `json:"cooperations"`
}

// ActivityFigures counts the activities of the program of the year. They are told as they stand now: what is accepted in January is of the year
// in which it was held.
type ActivityFigures struct {
	// active counts the municipal alliances with an accepted activity (R67).
	// +required
	Active int32 `json:"active"`
	// idle counts the municipal alliances with none (R67).
	// +required
	Idle int32 `json:"idle"`
	// approved plans, those that are over included.
	// +required
	Approved int32 `json:"approved"`
	// preferredVenues counts those of them at a farm-service centre or in the field (R28).
	// +required
	PreferredVenues int32 `json:"preferredVenues"`
	// accepted reports.
	// +required
	Accepted int32 `json:"accepted"`
}

// LicenseFigures counts brand licences and their users. Members.active says of how many members (R35).
type LicenseFigures struct {
	// inForce counts the licences.
	// +required
	InForce int32 `json:"inForce"`
	// members counts the members that have at least one.
	// +required
	Members int32 `json:"members"`
}

// MoneyFigures is what one line gave to alliances out of its budget of the year, as it stands now.
type MoneyFigures struct {
	// line is the name of the ledger.
	// +required
	// +kubebuilder:validation:MaxLength=253
	Line string `json:"line"`
	// level of the funder: a county's money is never added to the city's (R56).
	// +required
	Level Authority `json:"level"`
	// source of the money (F-14).
	// +required
	// +kubebuilder:validation:MaxLength=20
	Source string `json:"source"`
	// granted is what is granted and was not taken back.
	// +required
	Granted Yuan `json:"granted"`
	// paid is what was ordered and not returned.
	// +required
	Paid Yuan `json:"paid"`
	// recovered is what came back.
	// +required
	Recovered Yuan `json:"recovered"`
}
