package demo

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// The names below the demo's folder.
const (
	lockFile       = "lock"
	stateFile      = "state.json"
	adminFile      = "kubeconfig"
	kubeconfigsDir = "kubeconfigs"
	pkiDir         = "pki"
	etcdDir        = "etcd"
	logsDir        = "logs"
	binDir         = "bin"
)

// about marks a folder as one that a demo made, and that it may therefore remove.
const about = "lianxing demo control plane"

// state is what one run leaves for the next one to find.
type state struct {
	About string `json:"about"`
	// Server is the API server's address.
	Server string `json:"server,omitempty"`
	// Assets is the folder of the programs that were started.
	Assets string `json:"assets,omitempty"`
	Ports  ports  `json:"ports"`
	// Processes are those that were started, in order; they are stopped in reverse.
	Processes []process `json:"processes,omitempty"`
}

// ports are those on 127.0.0.1 that the servers listen on.
type ports struct {
	EtcdClient int `json:"etcdClient"`
	EtcdPeer   int `json:"etcdPeer"`
	APIServer  int `json:"apiServer"`
}

func (s *state) process(name string) *process {
	for i := range s.Processes {
		if s.Processes[i].Name == name {
			return &s.Processes[i]
		}
	}
	return nil
}

func (s *state) forget(name string) {
	kept := s.Processes[:0]
	for _, p := range s.Processes {
		if p.Name != name {
			kept = append(kept, p)
		}
	}
	s.Processes = kept
}

// errNoDemo says that a folder holds no demo.
var errNoDemo = errors.New("no demo control plane")

// load reads the state. It refuses a folder that holds anything but a demo, since
// what is in a demo's folder gets removed: LIANXING_DEMO_DIR may be set to a home.
func load(dir string) (*state, error) {
	data, err := os.ReadFile(filepath.Join(dir, stateFile))
	if errors.Is(err, os.ErrNotExist) {
		return nil, foreign(dir)
	}
	if err != nil {
		return nil, err
	}
	var s state
	if err := json.Unmarshal(data, &s); err != nil || s.About != about {
		return nil, fmt.Errorf("%s is not the state of a demo: remove %s yourself, or set LIANXING_DEMO_DIR to another folder",
			filepath.Join(dir, stateFile), dir)
	}
	return &s, nil
}

// foreign returns errNoDemo for a folder that is missing or empty, and a refusal for
// one that holds what no demo has put there.
func foreign(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return errNoDemo
	}
	if err != nil {
		return err
	}
	if slices.ContainsFunc(entries, func(entry os.DirEntry) bool { return strings.HasPrefix(entry.Name(), stateFile) }) {
		return errNoDemo // another run has begun one since: whoever gets the lock reads its state
	}
	for _, entry := range entries {
		if entry.Name() != lockFile {
			return fmt.Errorf("%s holds %s and was not made by a demo: set LIANXING_DEMO_DIR to a folder that is empty or missing",
				dir, entry.Name())
		}
	}
	return errNoDemo
}

// save writes the state so that a reader finds the old one or the new one, never half.
func (s *state) save(dir string) error {
	s.About = about
	data, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	return replaceFile(filepath.Join(dir, stateFile), append(data, '\n'))
}

// replaceFile writes a file that only its owner may read, all of it or nothing.
func replaceFile(path string, data []byte) error {
	temporary := path + ".tmp"
	if err := os.WriteFile(temporary, data, 0o600); err != nil {
		return err
	}
	return os.Rename(temporary, path)
}

// empty removes all but the lock, which is held; the state goes last, so that an
// interrupted removal is still known as a demo's folder.
func empty(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if entry.Name() == lockFile || entry.Name() == stateFile {
			continue
		}
		if err := os.RemoveAll(filepath.Join(dir, entry.Name())); err != nil {
			return err
		}
	}
	return os.RemoveAll(filepath.Join(dir, stateFile))
}
