package demo

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"
)

// Kubeconfig writes a kubeconfig whose client certificate, signed by the demo's
// authority and good for a year, says that the caller is user in groups, and returns
// its path. What that user may do is RBAC's to say. A second call for the same user
// replaces the file.
func (d *Demo) Kubeconfig(ctx context.Context, user string, groups ...string) (path string, err error) {
	if strings.TrimSpace(user) == "" {
		return "", errors.New("a kubeconfig needs the name of its user")
	}
	if _, err := load(d.Dir); err != nil {
		return "", withHint(err)
	}
	s, release, err := d.open(ctx)
	defer func() { err = errors.Join(err, release()) }()
	if err != nil {
		return "", withHint(err)
	}
	if s.Server == "" {
		return "", withHint(errNoDemo)
	}
	ca, err := openAuthority(d.Dir, callersCA)
	if err != nil {
		return "", err
	}
	made, err := ca.client(user, groups...)
	if err != nil {
		return "", err
	}
	path = filepath.Join(d.Dir, kubeconfigsDir, fileName(user))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", err
	}
	content, err := kubeconfig(s.Server, user, ca.pem, made)
	if err != nil {
		return "", err
	}
	return path, replaceFile(path, content)
}

func withHint(err error) error {
	if errors.Is(err, errNoDemo) {
		return fmt.Errorf("%w: start one with hack/controlplane/up", err)
	}
	return err
}

// fileName keeps what is safe in a file's name and in KUBECONFIG, which is a list
// parted by colons. A name that loses something gets a hash, so that no two users share a file.
func fileName(user string) string {
	safe := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '_' || r == '@' {
			return r
		}
		return '-'
	}, user)
	if runes := []rune(safe); len(runes) > 40 {
		safe = string(runes[:40])
	}
	if safe != user {
		sum := sha256.Sum256([]byte(user))
		safe += "-" + hex.EncodeToString(sum[:4])
	}
	return safe + ".kubeconfig"
}

// writeAdminKubeconfig writes the administrator's file. When the server has moved to
// another port, the files written for others follow.
func writeAdminKubeconfig(dir, before, server string) error {
	caPEM, err := os.ReadFile(pairFiles(dir, callersCA).cert)
	if err != nil {
		return err
	}
	files := pairFiles(dir, adminPair)
	cert, errCert := os.ReadFile(files.cert)
	key, errKey := os.ReadFile(files.key)
	if err := errors.Join(errCert, errKey); err != nil {
		return err
	}
	content, err := kubeconfig(server, "admin", caPEM, pair{cert: cert, key: key})
	if err != nil {
		return err
	}
	if err := replaceFile(filepath.Join(dir, adminFile), content); err != nil {
		return err
	}
	if before == "" || before == server {
		return nil
	}
	written, err := filepath.Glob(filepath.Join(dir, kubeconfigsDir, "*.kubeconfig"))
	if err != nil {
		return err
	}
	for _, path := range written {
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if err := replaceFile(path, bytes.ReplaceAll(content, []byte(before), []byte(server))); err != nil {
			return err
		}
	}
	return nil
}

// kubeconfig is the file's content. Everything is in it, so it can be copied.
func kubeconfig(server, user string, ca []byte, p pair) ([]byte, error) {
	quoted, err := json.Marshal(user) // a JSON string is a YAML string
	if err != nil {
		return nil, err
	}
	encoded := base64.StdEncoding.EncodeToString
	return fmt.Appendf(nil, `apiVersion: v1
kind: Config
current-context: lianxing-demo
contexts:
- name: lianxing-demo
  context:
    cluster: lianxing-demo
    user: %[2]s
clusters:
- name: lianxing-demo
  cluster:
    server: %[1]s
    certificate-authority-data: %[3]s
users:
- name: %[2]s
  user:
    client-certificate-data: %[4]s
    client-key-data: %[5]s
`, server, quoted, encoded(ca), encoded(p.cert), encoded(p.key)), nil
}

// linkKubectl puts the kubectl that fits the server into the demo's bin folder.
func linkKubectl(dir, assets string) error {
	link := filepath.Join(dir, binDir, "kubectl")
	if err := os.MkdirAll(filepath.Dir(link), 0o700); err != nil {
		return err
	}
	if err := os.Remove(link); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return os.Symlink(filepath.Join(assets, "kubectl"), link)
}
