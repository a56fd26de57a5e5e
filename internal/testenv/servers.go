package testenv

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// RestartAPIServer kills kube-apiserver and starts it again, where it was and with the certificates that it had: clients go on.
func (e *Env) RestartAPIServer() error {
	server := e.control.ControlPlane.GetAPIServer()
	if err := e.crash("kube-apiserver", server.Stop); err != nil {
		return err
	}
	if err := server.Start(); err != nil {
		return fmt.Errorf("starting kube-apiserver again: %w", err)
	}
	return nil
}

// RestartEtcd kills etcd under a running API server and starts it again.
func (e *Env) RestartEtcd() error {
	etcd := e.control.ControlPlane.Etcd
	if err := e.crash("etcd", etcd.Stop); err != nil {
		return err
	}
	if err := etcd.Start(); err != nil {
		return fmt.Errorf("starting etcd again: %w", err)
	}
	return nil
}

// crashPatience is how long the end of a process that was killed may take to be noticed.
const crashPatience = 10 * time.Second

// crash kills a server of this environment: asked to end, each waits for its clients, which watch for as long as it runs.
func (e *Env) crash(name string, stop func() error) error {
	pid, err := e.pid(name)
	if err != nil {
		return err
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		return fmt.Errorf("killing %s: %w", name, err)
	}
	for deadline := time.Now().Add(crashPatience); ; time.Sleep(20 * time.Millisecond) {
		err := stop()
		if err == nil {
			return nil
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("stopping %s: %w", name, err)
		}
	}
}

// pid finds a server among the processes that this one started, by the folder of this environment's data.
func (e *Env) pid(name string) (int, error) {
	found, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		return 0, err
	}
	for _, path := range found {
		line, err := os.ReadFile(path)
		if err != nil || !bytes.Contains(line, []byte(e.data)) || filepath.Base(string(bytes.SplitN(line, []byte{0}, 2)[0])) != name {
			continue // it is gone, or another
		}
		return strconv.Atoi(filepath.Base(filepath.Dir(path)))
	}
	return 0, fmt.Errorf("no process %s of %s is found in /proc", name, e.data)
}

// Backup copies everything that is stored into a folder that is not there yet. The servers are down meanwhile.
func (e *Env) Backup(to string) error {
	return e.meanwhile(func(data string) error { return os.CopyFS(to, os.DirFS(data)) })
}

// Restore puts a backup in the place of everything that is stored, as who lost a disk does. The servers are down meanwhile.
func (e *Env) Restore(from string) error {
	return e.meanwhile(func(data string) error {
		if err := os.RemoveAll(data); err != nil {
			return err
		}
		return os.CopyFS(data, os.DirFS(from))
	})
}

// meanwhile does something with the folder of etcd's data while both servers are down.
func (e *Env) meanwhile(do func(data string) error) error {
	server, etcd := e.control.ControlPlane.GetAPIServer(), e.control.ControlPlane.Etcd
	if err := errors.Join(e.crash("kube-apiserver", server.Stop), e.crash("etcd", etcd.Stop)); err != nil {
		return err
	}
	if err := do(filepath.Join(e.data, "etcd")); err != nil {
		return err
	}
	if err := etcd.Start(); err != nil {
		return fmt.Errorf("starting etcd again: %w", err)
	}
	if err := server.Start(); err != nil {
		return fmt.Errorf("starting kube-apiserver again: %w", err)
	}
	return nil
}

// Compact has etcd forget every version but the present ones, so that a watch which was cut off can't go on from where it was.
func (e *Env) Compact(ctx context.Context) error {
	var now struct {
		Header struct {
			Revision string `json:"revision"`
		} `json:"header"`
	}
	if err := e.etcd(ctx, "/v3/kv/range", map[string]any{"key": []byte("/"), "keys_only": true}, &now); err != nil {
		return err
	}
	return e.etcd(ctx, "/v3/kv/compaction", map[string]any{"revision": now.Header.Revision, "physical": true}, &struct{}{})
}

// etcd asks etcd in JSON, which it understands beside its own language.
func (e *Env) etcd(ctx context.Context, path string, question, answer any) error {
	body, err := json.Marshal(question)
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, e.control.ControlPlane.Etcd.URL.String()+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("asking etcd: %w", err)
	}
	said, err := io.ReadAll(response.Body)
	if err := errors.Join(err, response.Body.Close()); err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("etcd answers %s to %s: %s", response.Status, path, said)
	}
	return json.Unmarshal(said, answer)
}
