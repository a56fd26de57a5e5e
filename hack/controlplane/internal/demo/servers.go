package demo

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// The names of the processes, of their logs and of their programs.
const (
	etcd      = "etcd"
	apiServer = "kube-apiserver"
)

// The names of certificates in the pki folder.
const (
	callersCA     = "ca"
	etcdCA        = "etcd-ca"
	etcdPair      = "etcd"
	apiServerPair = "kube-apiserver"
	adminPair     = "admin"
)

// startTimeout is how long each of the two may take until it answers. Two to three
// seconds are usual; a machine that compiles at the same time takes longer.
const startTimeout = 60 * time.Second

// errPortTaken says that somebody took a port between its choice and its use.
var errPortTaken = errors.New("a port was taken meanwhile")

// writeCertificates makes the authorities and the signing key where they are missing,
// and signs the servers' and the administrator's certificates anew.
func writeCertificates(dir string) error {
	if err := os.MkdirAll(filepath.Join(dir, pkiDir), 0o700); err != nil {
		return err
	}
	callers, err := openAuthority(dir, callersCA)
	if err != nil {
		return err
	}
	store, err := openAuthority(dir, etcdCA)
	if err != nil {
		return err
	}
	for name, signed := range map[string]func() (pair, error){
		etcdPair: func() (pair, error) { return store.server() },
		apiServerPair: func() (pair, error) {
			return callers.server("kubernetes", "kubernetes.default", "kubernetes.default.svc")
		},
		adminPair: func() (pair, error) { return callers.client("lianxing-demo-admin", "system:masters") },
	} {
		made, err := signed()
		if err != nil {
			return fmt.Errorf("certificate %s: %w", name, err)
		}
		if err := made.write(dir, name); err != nil {
			return err
		}
	}
	return writeSigningKey(dir)
}

// etcdCommand keeps etcd on this machine, and behind certificates of its own
// authority even there: whoever reaches etcd has passed by every rule of admission.
func etcdCommand(dir, assets string, p ports) []string {
	files := pairFiles(dir, etcdPair)
	ca := pairFiles(dir, etcdCA).cert
	client, peer := local("https", p.EtcdClient), local("https", p.EtcdPeer)
	return []string{filepath.Join(assets, etcd),
		"--name=demo",
		"--data-dir=" + filepath.Join(dir, etcdDir),
		"--listen-client-urls=" + client,
		"--advertise-client-urls=" + client,
		"--listen-peer-urls=" + peer,
		"--initial-advertise-peer-urls=" + peer,
		"--initial-cluster=demo=" + peer,
		"--client-cert-auth", "--trusted-ca-file=" + ca,
		"--cert-file=" + files.cert, "--key-file=" + files.key,
		"--peer-client-cert-auth", "--peer-trusted-ca-file=" + ca,
		"--peer-cert-file=" + files.cert, "--peer-key-file=" + files.key,
		"--log-level=warn",
	}
}

func apiServerCommand(dir, assets string, p ports) []string {
	files, store := pairFiles(dir, apiServerPair), pairFiles(dir, etcdPair)
	tokens := signingKeyFiles(dir)
	return []string{filepath.Join(assets, apiServer),
		"--etcd-servers=" + local("https", p.EtcdClient),
		"--etcd-cafile=" + pairFiles(dir, etcdCA).cert,
		"--etcd-certfile=" + store.cert, "--etcd-keyfile=" + store.key,
		"--bind-address=127.0.0.1",
		"--advertise-address=127.0.0.1",
		"--secure-port=" + strconv.Itoa(p.APIServer),
		// Nobody reaches the API server through a Service here, and a loopback
		// address can't be published as one.
		"--endpoint-reconciler-type=none",
		"--service-cluster-ip-range=10.96.0.0/24",
		"--tls-cert-file=" + files.cert, "--tls-private-key-file=" + files.key,
		"--client-ca-file=" + pairFiles(dir, callersCA).cert,
		"--cert-dir=" + filepath.Join(dir, pkiDir),
		"--anonymous-auth=false",
		"--authorization-mode=RBAC",
		"--service-account-issuer=https://kubernetes.default.svc",
		"--service-account-key-file=" + tokens.cert,
		"--service-account-signing-key-file=" + tokens.key,
	}
}

func local(scheme string, port int) string {
	return scheme + "://" + net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
}

// caller is an HTTP client with a certificate of the demo.
func caller(dir, ca, name string) (*http.Client, error) {
	files := pairFiles(dir, name)
	certificate, err := tls.LoadX509KeyPair(files.cert, files.key)
	if err != nil {
		return nil, err
	}
	roots := x509.NewCertPool()
	authorityPEM, err := os.ReadFile(pairFiles(dir, ca).cert)
	if err != nil {
		return nil, err
	}
	if !roots.AppendCertsFromPEM(authorityPEM) {
		return nil, fmt.Errorf("no certificate in %s", pairFiles(dir, ca).cert)
	}
	return &http.Client{
		Timeout: 5 * time.Second,
		Transport: &http.Transport{
			TLSClientConfig:   &tls.Config{RootCAs: roots, Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12},
			DisableKeepAlives: true,
		},
	}, nil
}

// answers says whether the server at this address calls itself ready.
func answers(ctx context.Context, client *http.Client, url string) bool {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return false
	}
	response, err := client.Do(request)
	if err != nil {
		return false
	}
	return response.Body.Close() == nil && response.StatusCode == http.StatusOK
}

// await waits until the process answers at url. When the process ends or takes too
// long instead, the error shows the end of its log.
func await(ctx context.Context, p *process, client *http.Client, url string) error {
	ctx, cancel := context.WithTimeoutCause(ctx, startTimeout,
		fmt.Errorf("no answer within %s", startTimeout))
	defer cancel()
	for !answers(ctx, client, url) {
		if !p.alive() {
			// Read after its end, the log is whole.
			said := p.tail(200)
			if strings.Contains(said, "address already in use") {
				return fmt.Errorf("%s: %w", p.Name, errPortTaken)
			}
			return fmt.Errorf("%s ended instead of starting; the end of %s:\n%s", p.Name, p.Log, p.tail(20))
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("starting %s: %w; the end of %s:\n%s", p.Name, context.Cause(ctx), p.Log, p.tail(20))
		case <-time.After(50 * time.Millisecond):
		}
	}
	return nil
}

// choosePorts takes those of the run before where they are free, so that kubeconfig
// files which people hold stay right, and free ones otherwise.
func choosePorts(before ports) (ports, error) {
	var open []net.Listener
	take := func(port int) (int, error) {
		listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
		if err != nil && port != 0 {
			listener, err = net.Listen("tcp", "127.0.0.1:0")
		}
		if err != nil {
			return 0, fmt.Errorf("no free port: %w", err)
		}
		open = append(open, listener)
		_, number, err := net.SplitHostPort(listener.Addr().String())
		if err != nil {
			return 0, err
		}
		return strconv.Atoi(number)
	}
	var chosen ports
	var errs [3]error
	// All are held at once, so that no two are the same.
	chosen.EtcdClient, errs[0] = take(before.EtcdClient)
	chosen.EtcdPeer, errs[1] = take(before.EtcdPeer)
	chosen.APIServer, errs[2] = take(before.APIServer)
	all := errors.Join(errs[:]...)
	for _, listener := range open {
		all = errors.Join(all, listener.Close())
	}
	return chosen, all
}
