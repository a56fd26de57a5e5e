package testenv

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"time"

	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"
)

// Proxy is a way to the API server for programs outside this process: what they ask passes through the transport of a configuration, and so
// through its Traffic. Whoever reaches it is whom that configuration says.
type Proxy struct {
	// Kubeconfig is the content of a kubeconfig file that leads through the proxy.
	Kubeconfig []byte

	server *http.Server
}

// NewProxy listens on a free port of this machine until Stop. A request that gets no answer is one whose connection ends, as the program
// sees it.
func NewProxy(to *rest.Config) (*Proxy, error) {
	transport, err := rest.TransportFor(to)
	if err != nil {
		return nil, fmt.Errorf("a transport for the proxy: %w", err)
	}
	target, err := url.Parse(to.Host)
	if err != nil {
		return nil, fmt.Errorf("the address %q of the API server: %w", to.Host, err)
	}
	listener, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("no port for the proxy: %w", err)
	}
	kubeconfig, err := kubeconfigOf("http://" + listener.Addr().String())
	if err != nil {
		return nil, err
	}
	forward := &httputil.ReverseProxy{
		Rewrite:       func(r *httputil.ProxyRequest) { r.SetURL(target); r.Out.Host = target.Host },
		Transport:     again{transport},
		FlushInterval: -1, // watches
		ErrorHandler:  func(http.ResponseWriter, *http.Request, error) { panic(http.ErrAbortHandler) },
	}
	p := &Proxy{Kubeconfig: kubeconfig, server: &http.Server{Handler: forward, ReadHeaderTimeout: time.Minute}}
	go func() { _ = p.server.Serve(listener) }() // it ends with Stop
	return p, nil
}

// Stop ends the proxy and every connection through it.
func (p *Proxy) Stop() error { return p.server.Close() }

func kubeconfigOf(address string) ([]byte, error) {
	const name = "proxy"
	config := clientcmdapi.NewConfig()
	config.Clusters[name] = &clientcmdapi.Cluster{Server: address}
	config.Contexts[name] = &clientcmdapi.Context{Cluster: name}
	config.CurrentContext = name
	return clientcmd.Write(*config)
}

// again lets the body of a request be read more than once, as that of a client's own request can: a Traffic looks into it.
type again struct{ next http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (a again) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil && r.Body != http.NoBody {
		content, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		if err := r.Body.Close(); err != nil {
			return nil, err
		}
		r.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil }
		r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(content)), int64(len(content))
	}
	return a.next.RoundTrip(r)
}
