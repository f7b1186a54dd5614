package evidence

import (
	"encoding/json"
	"fmt"
)

// Purposes of exchanges that look at the site's network, not at its pages.
const (
	ForDNS   Purpose = "dns"   // a look-up of the host's addresses; the body is a Lookup
	ForHTTPS Purpose = "https" // the home page asked for over HTTPS
)

// A Lookup is what the name service said of a host at one moment.
type Lookup struct {
	Host    string   `json:"host"`
	IPv4    []string `json:"ipv4"`
	IPv6    []string `json:"ipv6"`
	Error   string   `json:"error,omitempty"` // why nothing is known of one of them
	Control string   `json:"control,omitempty"`
	// Sees says that the same name service gave the control's IPv6 address: when
	// it gives none for the site, the site has none.
	Sees bool `json:"control_ipv6"`
}

// LookupURL names the record of a look-up, as WARC files of other tools do.
func LookupURL(host string) string { return "dns:" + host }

// Encode is the body of a look-up.
func (l Lookup) Encode() ([]byte, error) {
	b, err := json.Marshal(l)
	if err != nil {
		return nil, fmt.Errorf("encode look-up of %s: %w", l.Host, err)
	}
	return b, nil
}

// DecodeLookup reads the body of a look-up.
func DecodeLookup(body []byte) (Lookup, error) {
	var l Lookup
	if err := json.Unmarshal(body, &l); err != nil {
		return l, fmt.Errorf("decode look-up: %w", err)
	}
	return l, nil
}
