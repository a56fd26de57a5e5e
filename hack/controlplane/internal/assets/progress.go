package assets

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// keptLines is how much of what go said is shown when it fails.
const keptLines = 30

// progress shows how far a build is: on a terminal as one line that changes every
// second, elsewhere (a CI log) as a line every ten seconds.
type progress struct {
	out      io.Writer
	terminal bool
	dir      string // where programs appear when they are done
	start    time.Time
	done     chan struct{}
	shown    sync.WaitGroup

	mu         sync.Mutex
	phase      string
	downloaded int
	compiled   int
	total      int
	said       []string
}

func newProgress(out io.Writer, dir string) *progress {
	p := &progress{out: out, dir: dir, start: time.Now(), done: make(chan struct{})}
	if file, ok := out.(*os.File); ok {
		if info, err := file.Stat(); err == nil {
			p.terminal = info.Mode()&os.ModeCharDevice != 0
		}
	}
	every := 10 * time.Second
	if p.terminal {
		every = time.Second
	}
	p.shown.Add(1)
	go func() {
		defer p.shown.Done()
		ticker := time.NewTicker(every)
		defer ticker.Stop()
		for {
			select {
			case <-p.done:
				return
			case <-ticker.C:
				p.show()
			}
		}
	}()
	return p
}

func (p *progress) stop() {
	close(p.done)
	p.shown.Wait()
	if p.terminal {
		_, _ = fmt.Fprint(p.out, "\r\033[K")
	}
}

func (p *progress) expect(packages int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.total = packages
}

// run runs a go command and follows what it says on standard error.
func (p *progress) run(cmd *exec.Cmd, phase string) error {
	p.mu.Lock()
	p.phase, p.said = phase, nil
	p.mu.Unlock()
	p.show()
	pipe, err := cmd.StderrPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("go: %w", err)
	}
	lines := bufio.NewScanner(pipe)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		p.follow(lines.Text())
	}
	// A line too long to follow must not leave go waiting for a reader.
	_, _ = io.Copy(io.Discard, pipe)
	if err := cmd.Wait(); err != nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		return fmt.Errorf("go %s: %w\n%s", cmd.Args[1], err, strings.Join(p.said, "\n"))
	}
	return lines.Err()
}

// follow counts a line: go names each module it downloads, and with -v each package
// it compiles, by its path alone.
func (p *progress) follow(line string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case strings.HasPrefix(line, "go: downloading "):
		p.downloaded++
	case line != "" && !strings.ContainsAny(line, " \t:"):
		p.compiled++
	default:
		p.said = append(p.said, line)
		if len(p.said) > keptLines {
			p.said = p.said[1:]
		}
	}
}

func (p *progress) show() {
	p.mu.Lock()
	defer p.mu.Unlock()
	what := p.phase
	if p.downloaded > 0 {
		what += fmt.Sprintf(", %d modules downloaded", p.downloaded)
	}
	if p.total > 0 {
		names := p.finished()
		what += fmt.Sprintf(", %d of %d packages, %d of %d programs done", p.compiled, p.total, len(names), len(programs))
		if len(names) > 0 {
			what += " (" + strings.Join(names, ", ") + ")"
		}
	}
	before, after := "", "\n"
	if p.terminal {
		before, after = "\r\033[K", ""
	}
	_, _ = fmt.Fprintf(p.out, "%scontrolplane: %s, %d s%s", before, what, int(time.Since(p.start).Seconds()), after)
}

func (p *progress) finished() []string {
	var names []string
	for _, one := range programs {
		if _, err := os.Stat(filepath.Join(p.dir, one.built)); err == nil {
			names = append(names, one.name)
		}
	}
	return names
}
