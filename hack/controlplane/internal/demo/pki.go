package demo

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

// How long certificates hold. Those signed by an authority are signed anew at each start.
const (
	authorityYears = 10
	leafYears      = 1
)

// authority signs certificates. There are two: one for the API server and its
// callers, one for etcd, so that no caller of the API server can read etcd.
type authority struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
	pem  []byte
}

// pair is a certificate with its private key, both as PEM.
type pair struct{ cert, key []byte }

// openAuthority reads the authority NAME of the folder, and makes it where it is missing.
func openAuthority(dir, name string) (*authority, error) {
	files := pairFiles(dir, name)
	certPEM, err := os.ReadFile(files.cert)
	if errors.Is(err, os.ErrNotExist) {
		return newAuthority(dir, name)
	}
	if err != nil {
		return nil, err
	}
	keyPEM, err := os.ReadFile(files.key)
	if err != nil {
		return nil, err
	}
	cert, key, err := parsePair(certPEM, keyPEM)
	if err != nil {
		return nil, fmt.Errorf("%s: %w; start with --fresh", files.cert, err)
	}
	return &authority{cert: cert, key: key, pem: certPEM}, nil
}

func parsePair(certPEM, keyPEM []byte) (*x509.Certificate, *ecdsa.PrivateKey, error) {
	certBlock, _ := pem.Decode(certPEM)
	keyBlock, _ := pem.Decode(keyPEM)
	if certBlock == nil || keyBlock == nil {
		return nil, nil, errors.New("no PEM in the certificate or its key")
	}
	cert, err := x509.ParseCertificate(certBlock.Bytes)
	if err != nil {
		return nil, nil, err
	}
	key, err := x509.ParsePKCS8PrivateKey(keyBlock.Bytes)
	if err != nil {
		return nil, nil, err
	}
	ecKey, ok := key.(*ecdsa.PrivateKey)
	if !ok {
		return nil, nil, errors.New("the key is not one that a demo made")
	}
	return cert, ecKey, nil
}

func newAuthority(dir, name string) (*authority, error) {
	template, err := certificate(pkix.Name{CommonName: "lianxing demo " + name}, authorityYears)
	if err != nil {
		return nil, err
	}
	template.IsCA, template.BasicConstraintsValid = true, true
	template.KeyUsage = x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature
	made, key, err := sign(template, nil)
	if err != nil {
		return nil, err
	}
	if err := made.write(dir, name); err != nil {
		return nil, err
	}
	block, _ := pem.Decode(made.cert)
	cert, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		return nil, err
	}
	return &authority{cert: cert, key: key, pem: made.cert}, nil
}

// server signs a certificate for a server on this machine. It serves as a client's
// too, since etcd calls itself with it.
func (a *authority) server(names ...string) (pair, error) {
	template, err := certificate(pkix.Name{CommonName: "lianxing demo server"}, leafYears)
	if err != nil {
		return pair{}, err
	}
	template.KeyUsage = x509.KeyUsageDigitalSignature
	template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth}
	template.DNSNames = append([]string{"localhost"}, names...)
	template.IPAddresses = []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback}
	made, _, err := sign(template, a)
	return made, err
}

// client signs a certificate that the API server reads as this user in these groups.
func (a *authority) client(user string, groups ...string) (pair, error) {
	template, err := certificate(pkix.Name{CommonName: user, Organization: groups}, leafYears)
	if err != nil {
		return pair{}, err
	}
	template.KeyUsage = x509.KeyUsageDigitalSignature
	template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
	made, _, err := sign(template, a)
	return made, err
}

func certificate(subject pkix.Name, years int) (*x509.Certificate, error) {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		return nil, err
	}
	now := time.Now()
	return &x509.Certificate{
		SerialNumber: serial,
		Subject:      subject,
		NotBefore:    now.Add(-5 * time.Minute),
		NotAfter:     now.AddDate(years, 0, 0),
	}, nil
}

// sign makes a key and signs its certificate, by itself where no authority is given.
func sign(template *x509.Certificate, by *authority) (pair, *ecdsa.PrivateKey, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return pair{}, nil, err
	}
	parent, signer := template, key
	if by != nil {
		parent, signer = by.cert, by.key
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, key.Public(), signer)
	if err != nil {
		return pair{}, nil, err
	}
	keyDER, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return pair{}, nil, err
	}
	return pair{cert: encode("CERTIFICATE", der), key: encode("PRIVATE KEY", keyDER)}, key, nil
}

// writeSigningKey makes, once, the key that signs the tokens of service accounts.
func writeSigningKey(dir string) error {
	files := signingKeyFiles(dir)
	if _, err := os.Stat(files.cert); err == nil {
		return nil
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	public, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return err
	}
	if err := replaceFile(files.key, encode("PRIVATE KEY", private)); err != nil {
		return err
	}
	return replaceFile(files.cert, encode("PUBLIC KEY", public))
}

func encode(kind string, der []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})
}

// paths are where a certificate (or a public key) and its private key lie.
type paths struct{ cert, key string }

func pairFiles(dir, name string) paths {
	base := filepath.Join(dir, pkiDir, name)
	return paths{cert: base + ".crt", key: base + ".key"}
}

func signingKeyFiles(dir string) paths {
	base := filepath.Join(dir, pkiDir, "service-account")
	return paths{cert: base + ".pub", key: base + ".key"}
}

// write writes the key first: a certificate is the sign that both are there.
func (p pair) write(dir, name string) error {
	files := pairFiles(dir, name)
	if err := replaceFile(files.key, p.key); err != nil {
		return err
	}
	return replaceFile(files.cert, p.cert)
}
