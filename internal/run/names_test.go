package run_test

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/dns/dnsmessage"

	"ducha/internal/samplesite"
)

// names is a name service of our own: what it knows, it answers over UDP.
type names struct {
	mu     sync.Mutex
	v4, v6 map[string]netip.Addr
	broken map[string]bool // names it fails on
}

// newNames is the system's name service for the length of a test.
func newNames(t *testing.T) *names {
	t.Helper()
	n := &names{v4: map[string]netip.Addr{}, v6: map[string]netip.Addr{"www.gov.cn": netip.MustParseAddr("240e::1")}}
	system := net.DefaultResolver
	net.DefaultResolver = n.serve(t)
	t.Cleanup(func() { net.DefaultResolver = system })
	return n
}

// add makes a sample site known on loopback by a name of its own.
func (n *names) add(s *samplesite.Site) (host string) { return n.know(s.Host(), s.IPv6()) }

// know makes one more name under a domain lead to loopback.
func (n *names) know(domain string, v6 bool) (host string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	host = fmt.Sprintf("s%d.%s", len(n.v4), domain)
	n.v4[host] = netip.MustParseAddr("127.0.0.1")
	if v6 {
		n.v6[host] = netip.MustParseAddr("::1")
	}
	return host
}

// serve gives a resolver that asks it.
func (n *names) serve(t *testing.T) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	go n.answer(conn)
	address := conn.LocalAddr().String()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, "udp", address)
	}}
}

func (n *names) answer(conn net.PacketConn) {
	buf := make([]byte, 1500)
	for {
		size, from, err := conn.ReadFrom(buf)
		if err != nil {
			return
		}
		var m dnsmessage.Message
		if m.Unpack(buf[:size]) != nil || len(m.Questions) == 0 {
			continue
		}
		m.Response, m.RecursionAvailable, m.Additionals = true, true, nil
		n.fill(&m)
		if out, err := m.Pack(); err == nil {
			_, _ = conn.WriteTo(out, from) // the asker has gone
		}
	}
}

func (n *names) fill(m *dnsmessage.Message) {
	n.mu.Lock()
	defer n.mu.Unlock()
	q := m.Questions[0]
	host := strings.TrimSuffix(q.Name.String(), ".")
	a4, is4 := n.v4[host]
	a6, is6 := n.v6[host]
	head := dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class, TTL: 1}
	switch {
	case n.broken[host]:
		m.RCode = dnsmessage.RCodeServerFailure
	case !is4 && !is6:
		m.RCode = dnsmessage.RCodeNameError
	case q.Type == dnsmessage.TypeA && is4:
		m.Answers = append(m.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AResource{A: a4.As4()}})
	case q.Type == dnsmessage.TypeAAAA && is6:
		m.Answers = append(m.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AAAAResource{AAAA: a6.As16()}})
	}
}
