package fetch

import (
	"compress/flate"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"os"
	"strings"
	"syscall"

	kflate "github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"

	"ducha/internal/evidence"
)

// problemOf names an error of the way.
func problemOf(err error) evidence.Problem {
	var f *failure
	var dns *net.DNSError
	switch {
	case errors.As(err, &f):
		return f.problem
	case errors.As(err, &dns):
		return evidence.DNS
	case isTLS(err):
		return evidence.TLS
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded), isTimeout(err):
		return evidence.Timeout
	case errors.Is(err, context.Canceled):
		return evidence.Cancelled
	case errors.Is(err, syscall.ECONNREFUSED), errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.ENETUNREACH):
		return evidence.Refused
	case badAnswer(err):
		return evidence.BadAnswer
	case errors.Is(err, io.ErrUnexpectedEOF):
		return evidence.Truncated
	}
	return evidence.Reset
}

// bodyError names an error met within a body.
func bodyError(err error) error {
	var f *failure
	var corrupt flate.CorruptInputError
	var kcorrupt kflate.CorruptInputError
	switch {
	case errors.As(err, &f), errors.Is(err, io.ErrUnexpectedEOF):
		return err
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum), errors.As(err, &corrupt), errors.As(err, &kcorrupt):
		return &failure{evidence.BadAnswer, "compressed body is damaged: " + err.Error()}
	}
	return err
}

func isTimeout(err error) bool {
	var t interface{ Timeout() bool }
	return errors.As(err, &t) && t.Timeout()
}

// isTLS recognises every error of a handshake or certificate. crypto/tls has no
// common type for them, so its prefixes decide.
func isTLS(err error) bool {
	var cert *tls.CertificateVerificationError
	var alert tls.AlertError
	var record tls.RecordHeaderError
	var unknown x509.UnknownAuthorityError
	var host x509.HostnameError
	if errors.As(err, &cert) || errors.As(err, &alert) || errors.As(err, &record) || errors.As(err, &unknown) || errors.As(err, &host) {
		return true
	}
	s := err.Error()
	return strings.Contains(s, "tls: ") || strings.Contains(s, "x509: ") || strings.Contains(s, "HTTP response to HTTPS client")
}

// badAnswer recognises net/http's refusals, which have no types.
func badAnswer(err error) bool {
	s := err.Error()
	for _, words := range []string{"malformed", "invalid header", "headers exceeded", "bad Content-Length", "invalid byte in chunk",
		"unsupported transfer encoding", "too many transfer encodings", "invalid Content-Length", "PROTOCOL_ERROR",
		"too many 1xx", "trailing data", "invalid chunk", "missing status", "bare LF", "empty Content-Length"} {
		if strings.Contains(s, words) {
			return true
		}
	}
	return false
}
