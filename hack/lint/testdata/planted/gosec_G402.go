package planted

import "crypto/tls"

// Trusting believes every certificate.
func Trusting() *tls.Config {
	return &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS13}
}
