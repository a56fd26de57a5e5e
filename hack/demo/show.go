package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/lianxing-dev/lianxing/hack/demo/compare"
	"github.com/lianxing-dev/lianxing/hack/demo/report"
	"github.com/lianxing-dev/lianxing/hack/demo/settled"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// lookEvery is how long to wait between two looks at a register that has not settled.
const lookEvery = 250 * time.Millisecond

// longer is how much longer a register has to be quiet before a difference is believed: on a machine that is busy with other
// things a manager may pause in the middle of its work.
const longer = 5

// demo is one run: what was applied, and where it went.
type demo struct {
	settings
	files         *files.View
	cluster       client.Reader
	out, progress io.Writer
}

// show waits for the register, prints it and compares it. The error says what differs, or why there was nothing to compare.
func (d *demo) show(ctx context.Context) error {
	if err := d.refusePast(ctx); err != nil {
		return err
	}
	offline, err := d.offline()
	if err != nil {
		return err
	}
	seen, found, err := d.watch(ctx, offline)
	if err != nil {
		return err
	}
	if err := report.Print(d.out, seen, d.language); err != nil {
		return err
	}
	return d.conclude(found)
}

// comparison is what came of holding the two registers against each other.
type comparison struct {
	counts, least compare.Counts
	differences   []compare.Difference
}

// agrees says whether there was enough to compare, and no difference.
func (c comparison) agrees() bool { return len(c.differences) == 0 && len(c.counts.Less(c.least)) == 0 }

// watch waits until the register has settled, and returns what it said then and how that compares.
func (d *demo) watch(ctx context.Context, offline []unstructured.Unstructured) ([]unstructured.Unstructured, comparison, error) {
	ctx, cancel := context.WithTimeout(ctx, d.patience)
	defer cancel()
	if err := d.ready(ctx, awaitManager); err != nil {
		return nil, comparison{}, err
	}
	var seen []unstructured.Unstructured
	var found comparison
	for _, quiet := range []time.Duration{d.quiet, longer * d.quiet} {
		err := settled.Wait(ctx, d.cluster, settled.Options{Quiet: quiet, Every: lookEvery, Progress: d.tell()})
		if err == nil {
			err = d.ready(ctx, askManager)
		}
		if err == nil {
			seen, err = settled.Records(ctx, d.cluster)
		}
		if err != nil {
			return nil, comparison{}, err
		}
		found = d.compare(seen, offline)
		if found.agrees() {
			break
		}
	}
	return seen, found, nil
}

func (d *demo) ready(ctx context.Context, ask func(context.Context, string) error) error {
	if d.manager == "" {
		return nil
	}
	return ask(ctx, d.manager)
}

func (d *demo) compare(cluster, offline []unstructured.Unstructured) comparison {
	counts, differences := compare.Registers(cluster, offline)
	return comparison{counts: counts, least: least(d.files, d.asOf), differences: differences}
}

// offline computes the register of the files.
func (d *demo) offline() ([]unstructured.Unstructured, error) {
	computed, err := register.Compute(d.files, register.Options{AsOf: d.asOf, Fixed: true, Language: d.language})
	if err != nil {
		return nil, fmt.Errorf("the register of %s can't be computed: %w", d.samples, err)
	}
	return compare.FromFiles(computed.Records())
}

// refusePast tells at once what can't come out well: a ledger only grows, so one that was kept up to a later day has entries that
// the register of this day has not.
func (d *demo) refusePast(ctx context.Context) error {
	all, err := settled.Records(ctx, d.cluster)
	if err != nil {
		return err
	}
	for _, record := range all {
		if record.GetKind() != string(records.FundingDisbursement) {
			continue
		}
		text, _, _ := unstructured.NestedString(record.Object, "spec", "day")
		if day, err := calendar.Parse(text); err == nil && day > d.asOf {
			return fmt.Errorf("the cluster was kept up to a later day before: its entry %s is of %s, after %s, and a ledger only grows; run make demo-down first",
				records.KeyOf(&record), day, d.asOf)
		}
	}
	return nil
}

// tell says now and then how far the manager is.
func (d *demo) tell() func(total, waiting int) {
	const every = 2 * time.Second
	var last time.Time
	before := ""
	return func(total, waiting int) {
		now := fmt.Sprintf("demo: %d records, %d of them not looked at yet", total, waiting)
		if now == before || time.Since(last) < every {
			return
		}
		before, last = now, time.Now()
		// A progress that can't be shown is no reason to stop.
		_, _ = fmt.Fprintln(d.progress, now)
	}
}

// conclude prints how the two registers compare. The error is what makes the program fail.
func (d *demo) conclude(found comparison) error {
	w := verdicts[d.language]
	lines := []string{"", fmt.Sprintf(w.title, d.samples, d.asOf), "",
		"  " + fmt.Sprintf(w.counts, found.counts.Records, found.counts.Entries, found.counts.Fields),
		"  " + fmt.Sprintf(w.least, found.least.Records, found.least.Entries, found.least.Fields)}
	short := found.counts.Less(found.least)
	if found.agrees() {
		lines = append(lines, "", "  "+w.agreed)
	} else {
		lines = append(lines, "", "  "+fmt.Sprintf(w.differs, len(found.differences)+len(short)))
	}
	for _, line := range short {
		lines = append(lines, "  - "+line)
	}
	for _, difference := range found.differences {
		lines = append(lines, "  - "+difference.String())
	}
	for _, line := range lines {
		if _, err := fmt.Fprintln(d.out, line); err != nil {
			return err
		}
	}
	if !found.agrees() {
		return errDiffers
	}
	return nil
}

var errDiffers = errors.New("the cluster and the files do not agree; what differs is listed above")

// verdicts are the sentences of the comparison, by language.
var verdicts = map[string]struct{ title, counts, least, agreed, differs string }{
	"zh": {
		title:   "核对:API server 上的登记册,与仅凭 %s 离线算出的 %s 登记册",
		counts:  "已比对 %d 条记录(其中台账条目 %d 笔)、%d 个字段",
		least:   "按文件清点,至少应有 %d 条记录(其中台账条目 %d 笔)、%d 个字段",
		agreed:  "一致:每条记录的每个状态字段、每笔台账条目的每个字段都相同。",
		differs: "不一致,共 %d 处:",
	},
	"en": {
		title:   "Comparison: the register on the API server, and the one computed offline from %s alone as of %s",
		counts:  "compared: %d records (%d of them entries of ledgers), %d fields",
		least:   "counted from the files, at least: %d records (%d of them entries of ledgers), %d fields",
		agreed:  "AGREED: every field of every status and of every entry is the same on both sides.",
		differs: "NOT AGREED, in %d places:",
	},
}
