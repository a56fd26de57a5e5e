package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"syscall"
	"time"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/hack/province/synthetic"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// evaluate computes a large register without any API server, a piece after the other, so that its size is no matter of memory. Another
// process makes the records up, so that nothing of what is computed is known beforehand; reading them from JSON is the reference.
func evaluate(ctx context.Context, b *bench) error {
	o := evaluated(b.options.alliances, b.options.years)
	p, err := synthetic.New(o)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	self, err := os.Executable()
	if err != nil {
		return err
	}
	maker := exec.CommandContext(ctx, self, "-child", "maker", "-alliances", strconv.Itoa(o.Alliances), "-years", strconv.Itoa(o.Years))
	maker.Stderr = os.Stderr
	pieces, err := maker.StdoutPipe()
	if err != nil {
		return err
	}
	if err := maker.Start(); err != nil {
		return err
	}
	e := &evaluator{province: p, stars: map[v1alpha1.Rating]int{}}
	if err := e.all(bufio.NewReaderSize(pieces, 1<<20)); err != nil {
		cancel()
		return errors.Join(err, maker.Wait())
	}
	if err := errors.Join(maker.Wait(), e.check()); err != nil {
		return err
	}
	each := float64(e.applications)
	b.add("i.rate", each/e.computing.cpu.Seconds(), each/e.reading.cpu.Seconds())
	b.add("i.allocations", float64(e.computing.allocations)/each, float64(e.reading.allocations)/each)
	b.add("i.bytes", float64(e.computing.bytes)/each, float64(e.reading.bytes)/each)
	return nil
}

// evaluated is the register that is evaluated alone.
func evaluated(alliances, years int) synthetic.Options {
	return synthetic.Options{Seed: 1, Cities: 10, Counties: 9, Alliances: alliances, Years: years, MunicipalEvery: 10}
}

// evaluator reads and computes piece after piece, and sums up what they say.
type evaluator struct {
	province           *synthetic.Province
	reading, computing spent
	applications       int
	grants             int
	stars              map[v1alpha1.Rating]int
}

func (e *evaluator) all(from *bufio.Reader) error {
	for {
		lines, err := piece(from)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		var all []records.Object
		if err := e.reading.on(func() (err error) { all, err = decoded(lines); return err }); err != nil {
			return err
		}
		var computed *register.Register
		err = e.computing.on(func() (err error) {
			computed, err = register.Compute(files.NewMemory(e.province.Divisions(), all), register.Options{AsOf: e.province.LastDay(), Language: "zh"})
			return err
		})
		if err != nil {
			return err
		}
		found, err := synthetic.Found(e.province.LastDay(), computed.Records())
		if err != nil {
			return err
		}
		e.applications += found.Applications
		e.grants += found.Entries[v1alpha1.EntryAward]
		for rating, count := range found.Stars {
			e.stars[rating] += count
		}
	}
}

// check holds the sums of all pieces to what is known of the province.
func (e *evaluator) check() error {
	known := e.province.Answers(false)
	if e.applications != known.Applications || e.grants != known.Entries[v1alpha1.EntryAward] || fmt.Sprint(e.stars) != fmt.Sprint(known.Stars) {
		return fmt.Errorf("the register says %d applications, %d grants and stars %v; known are %d, %d and %v",
			e.applications, e.grants, e.stars, known.Applications, known.Entries[v1alpha1.EntryAward], known.Stars)
	}
	return nil
}

// spent is what something cost this process.
type spent struct {
	cpu                time.Duration
	allocations, bytes uint64
}

// on adds what a call costs: the time of all threads, the collector's among them, and what was allocated.
func (s *spent) on(call func() error) error {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	began := processor()
	err := call()
	s.cpu += processor() - began
	runtime.ReadMemStats(&after)
	s.allocations += after.Mallocs - before.Mallocs
	s.bytes += after.TotalAlloc - before.TotalAlloc
	return err
}

// processor is the time that this process has had of the processors.
func processor() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0 // it fails for a wrong argument alone
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// perPiece is how many alliances are computed at once.
const perPiece = 100

// makePieces writes the register of the evaluation to the standard output: pieces of a hundred alliances of one city with what they share, a
// line for each record, KIND and JSON, and an empty line after each piece.
func makePieces(to io.Writer, alliances, years int) error {
	o := evaluated(alliances, years)
	p, err := synthetic.New(o)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(to, 1<<20)
	for city := range o.Cities {
		var lives []records.Object
		inPiece := 0
		for alliance := city; alliance < alliances; alliance += o.Cities {
			life, err := p.Life(alliance)
			if err != nil {
				return err
			}
			lives = append(lives, life.Records...)
			if inPiece++; inPiece < perPiece && alliance+o.Cities < alliances {
				continue
			}
			if err := encode(out, p.Calendars(), p.SharedOf(city), lives); err != nil {
				return err
			}
			lives, inPiece = nil, 0
		}
	}
	return out.Flush()
}

func encode(to *bufio.Writer, groups ...[]records.Object) error {
	for _, group := range groups {
		for _, object := range group {
			text, err := json.Marshal(object)
			if err != nil {
				return err
			}
			if _, err := fmt.Fprintf(to, "%s %s\n", records.KindOf(object), text); err != nil {
				return err
			}
		}
	}
	return to.WriteByte('\n')
}
