package web

import (
	"fmt"
	"net"
	"net/http"
	"strings"
)

// maxBody is the most that a request may carry.
const maxBody = 32 << 20

// maxAddress is the longest address that is read.
const maxAddress = 8 << 10

// policy is the content security policy of every answer: nothing is loaded
// from elsewhere, no script or style stands in a page, and no script may make
// markup of a string.
const securityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; " +
	"base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'"

// guard is what every request passes before it reaches a screen.
func (s *Server) guard(next http.Handler) http.Handler {
	crossOrigin := http.NewCrossOriginProtection()
	crossOrigin.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.problem(w, r, problem{Status: http.StatusForbidden, Type: "cross-origin"})
	}))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", securityPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), interest-cohort=()")
		switch {
		case !ownName(r.Host):
			// A page elsewhere can point a name of its own at this machine and
			// read what is here: only this machine's own names are answered.
			s.problem(w, r, problem{Status: http.StatusMisdirectedRequest, Type: "host", Detail: r.Host})
			return
		case len(r.RequestURI) > maxAddress:
			s.problem(w, r, problem{Status: http.StatusRequestURITooLong, Type: "address-too-long"})
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		crossOrigin.Handler(next).ServeHTTP(w, r)
	})
}

// ownName says whether a Host header names this machine from itself.
func ownName(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	name = strings.Trim(name, "[]")
	if strings.EqualFold(name, "localhost") {
		return true
	}
	ip := net.ParseIP(name)
	return ip != nil && ip.IsLoopback()
}

// Loopback refuses every address that is not of this machine alone: whoever can
// reach the server can read the record and decide in it.
func Loopback(address string) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return fmt.Errorf("listen on %q: %w: write it as 127.0.0.1:8080", address, err)
	}
	ip := net.ParseIP(host)
	if host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return fmt.Errorf("listen on %q: refused: cairn has no accounts yet, so whoever reaches this address could read the whole record and decide in it; use 127.0.0.1, [::1] or localhost", address)
	}
	return nil
}

// Listen opens an address of this machine.
func Listen(address string) (net.Listener, error) {
	if err := Loopback(address); err != nil {
		return nil, err
	}
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listen on %q: %w", address, err)
	}
	return l, nil
}
