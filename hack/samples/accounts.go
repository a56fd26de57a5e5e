package main

import (
	"strconv"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
)

// Accounts are named for division and role, as zhuji-recommender. Within one case nobody acts in two roles.
const province = "zhejiang" // has no namespace: its people sign under records of counties and the city

const (
	roleSecretariat    = "secretariat" // files alliances, and objections for those who object
	roleRecommender    = "recommender" // recommends upwards
	roleReviewer       = "reviewer"    // writes a score sheet; numbered
	roleDecider        = "decider"     // decides on a star
	roleHearing        = "hearing"     // decides on an objection, and hears an alliance before a revocation
	roleChecker        = "checker"     // checks a request for money
	roleLeader         = "leader"      // grants it
	roleSupervisor     = "supervisor"  // reports incidents
	roleFinder         = "finder"      // finds what an official document says
	roleRevoker        = "revoker"     // decides on a revocation or an annulment
	roleAppeals        = "appeals"     // decides on an appeal against it
	roleFinanceBudgets = "finance-budgets"
	roleFinanceOrders  = "finance-orders"
	roleFinanceBooks   = "finance-books"
)

// filer is the account with which an alliance files its own records.
func (o organisation) filer() v1alpha1.Account {
	return account(o.division, o.name+"-filer")
}

func account(division, role string) v1alpha1.Account {
	return v1alpha1.Account(division + "-" + role)
}

func reviewer(division string, number int) v1alpha1.Account {
	return account(division, roleReviewer+"-"+strconv.Itoa(number))
}

// seat is the division whose people sign in the name of an authority under a record of a division.
func seat(authority v1alpha1.Authority, own string) string {
	switch authority {
	case v1alpha1.Provincial:
		return province
	case v1alpha1.Municipal:
		return city
	case v1alpha1.County:
	}
	return own
}
