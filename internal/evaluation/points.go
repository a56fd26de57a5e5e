package evaluation

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
)

// parsePoints reads points into hundredths of a point; false where they are none.
func parsePoints(text v1alpha1.Points) (int64, bool) {
	whole, places, _ := strings.Cut(string(text), ".")
	for len(places) < 2 {
		places += "0"
	}
	if len(places) > 2 || len(whole) == 0 || strings.Trim(whole+places, "0123456789") != "" {
		return 0, false
	}
	value, err := strconv.ParseInt(whole+places, 10, 64)
	return value, err == nil
}

func hundredths(points int32) int64 { return int64(points) * 100 }

// score is the sum over indicators of the mean of the sheets, in hundredths of a point, half up. It is rounded once, at the end.
func score(sheets []*v1alpha1.Review) (int64, bool) {
	if len(sheets) == 0 {
		return 0, false
	}
	var sum int64
	for _, sheet := range sheets {
		for _, line := range sheet.Spec.Scores {
			points, _ := parsePoints(line.Points) // a sheet that can't be read does not count
			sum += points
		}
	}
	n := int64(len(sheets))
	return (2*sum + n) / (2 * n), true
}

func formatPoints(value int64) v1alpha1.Points {
	return v1alpha1.Points(fmt.Sprintf("%d.%02d", value/100, value%100))
}

// PointsText writes the points of an application with two places, as its status does.
func (a *Application) PointsText() v1alpha1.Points { return formatPoints(a.Points) }
