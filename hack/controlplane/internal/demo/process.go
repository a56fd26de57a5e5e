package demo

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// process is one that was started and outlives whoever started it.
type process struct {
	Name string `json:"name"`
	PID  int    `json:"pid"`
	// Born tells this process from a later one with the same number.
	Born    string   `json:"born"`
	Command []string `json:"command"`
	Log     string   `json:"log"`
}

// launch starts argv in a session of its own, so that neither the end of the caller
// nor an interrupt at its terminal reaches it. What it says goes to logs/NAME.log; the
// log of the run before is kept beside it.
func launch(dir, name string, argv []string) (process, error) {
	p := process{Name: name, Command: argv, Log: filepath.Join(dir, logsDir, name+".log")}
	if err := os.MkdirAll(filepath.Dir(p.Log), 0o700); err != nil {
		return p, err
	}
	if err := os.Rename(p.Log, p.Log+".previous"); err != nil && !errors.Is(err, os.ErrNotExist) {
		return p, err
	}
	log, err := os.OpenFile(p.Log, os.O_CREATE|os.O_WRONLY|os.O_TRUNC|os.O_APPEND, 0o600)
	if err != nil {
		return p, err
	}
	cmd := exec.Command(argv[0], argv[1:]...)
	cmd.Dir = dir
	cmd.Stdout, cmd.Stderr = log, log
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := errors.Join(cmd.Start(), log.Close()); err != nil {
		return p, fmt.Errorf("starting %s: %w", name, err)
	}
	p.PID = cmd.Process.Pid
	p.Born, _ = birth(p.PID)
	// Reaped as long as this program runs; afterwards that is init's work. Its exit
	// status matters to nobody: its log says why it ended.
	go func() { _ = cmd.Wait() }()
	return p, nil
}

func (p *process) alive() bool {
	if p == nil || p.PID <= 0 {
		return false
	}
	born, running := birth(p.PID)
	return running && born != "" && born == p.Born
}

// stop asks the process to end and, after grace, ends it.
func (p *process) stop(grace time.Duration) error {
	for _, step := range []struct {
		signal syscall.Signal
		wait   time.Duration
	}{{syscall.SIGTERM, grace}, {syscall.SIGKILL, 5 * time.Second}} {
		if !p.alive() {
			return nil
		}
		if err := syscall.Kill(p.PID, step.signal); err != nil && !errors.Is(err, syscall.ESRCH) {
			return fmt.Errorf("stopping %s (process %d): %w", p.Name, p.PID, err)
		}
		for deadline := time.Now().Add(step.wait); time.Now().Before(deadline) && p.alive(); {
			time.Sleep(20 * time.Millisecond)
		}
	}
	if p.alive() {
		return fmt.Errorf("%s (process %d) doesn't end; see %s", p.Name, p.PID, p.Log)
	}
	return nil
}

// birth returns when the process with this number was started, in whatever words the
// system has for it, and whether it still runs. One that has ended and waits for its
// parent to notice doesn't.
func birth(pid int) (string, bool) {
	if runtime.GOOS != "linux" {
		out, err := exec.Command("ps", "-o", "state=,lstart=", "-p", strconv.Itoa(pid)).Output()
		said := strings.TrimSpace(string(out))
		state, born, _ := strings.Cut(said, " ")
		return strings.TrimSpace(born), err == nil && !strings.HasPrefix(state, "Z")
	}
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return "", false
	}
	// The name in parentheses may hold anything; the state is the first field after
	// it and the start time, in ticks since the machine started, the twentieth.
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
	if len(fields) < 20 {
		return "", false
	}
	boot, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	if err != nil {
		return "", false
	}
	return fields[19] + " after boot " + strings.TrimSpace(string(boot)), fields[0] != "Z" && fields[0] != "X"
}

// tail returns the last lines of the log, to be shown when a start fails.
func (p *process) tail(lines int) string {
	data, err := os.ReadFile(p.Log)
	if err != nil {
		return err.Error()
	}
	all := strings.Split(strings.TrimRight(string(data), "\n"), "\n")
	return strings.Join(all[max(0, len(all)-lines):], "\n")
}
