package run_test

import (
	"context"
	"net"
	"net/netip"
	"strings"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

// names is a name service of our own: what it knows, it answers over UDP.
type names struct {
	v4, v6 map[string]netip.Addr
	broken map[string]bool // names it fails on
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
