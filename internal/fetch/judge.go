package fetch

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"ducha/internal/evidence"
)

// verdict says whether a body may be relied on.
type verdict struct {
	problem evidence.Problem
	detail  string
}

// judge names what an answer is worth. Robots files and scripts are judged by
// status alone: only pages carry walls and notices.
func (c *Client) judge(cl *call, ex evidence.Exchange, body []byte) verdict {
	if cl.req.Purpose == evidence.ForRobots || cl.req.Purpose == evidence.ForSitemap {
		return judgeStatus(ex.Status, ex.Header, nil)
	}
	v := Classify(ex.Status, ex.Header, ex.FinalURL, body)
	if v.Problem == evidence.None && cl.req.Purpose != evidence.ForProbe {
		return c.soft.judge(HostKey(ex.FinalURL), ex, body, c.cfg.Home)
	}
	return verdict{v.Problem, v.Detail}
}

// Verdict is what Classify says, with the words it rests on.
type Verdict struct {
	Problem evidence.Problem
	Detail  string
}

// Classify names the problem of an answer by its status and its raw bytes; the
// Content-Type alone is never trusted. It answers None unless it is sure: a long
// article that mentions 维护 or 404 is an article.
func Classify(status int, header http.Header, finalURL string, body []byte) Verdict {
	var p *sight
	if kind := sniff(body); kind == sniffText || kind == sniffHTML {
		p = look(body, header.Get("Content-Type"), kind == sniffHTML)
	}
	if v := judgeStatus(status, header, p); v.problem != evidence.None {
		return Verdict{v.problem, v.detail}
	}
	if len(body) < 4096 && len(bytes.TrimSpace(body)) == 0 {
		return Verdict{evidence.Empty, "no content"}
	}
	if p == nil || p.records() || !p.html && p.chars > bareWord {
		return Verdict{}
	}
	v := judgePage(p, finalURL)
	return Verdict{v.problem, v.detail}
}

// judgeStatus reads the status; p refines it where a page came along.
func judgeStatus(status int, header http.Header, p *sight) verdict {
	detail := fmt.Sprintf("HTTP %d", status)
	challenge := p != nil && p.challenge() != ""
	switch {
	case challenge && status != 200 && status != 404:
		return verdict{evidence.Challenge, detail + ": " + p.challenge()}
	case status == 404 || status == 410:
		if p != nil {
			if words := p.notice(blockedWords()); words != "" {
				return verdict{evidence.Blocked, detail + ": " + words}
			}
		}
		return verdict{evidence.NotFound, detail}
	case status == 401 || status == 403 || status == 418 || status == 451:
		return verdict{evidence.Blocked, detail}
	case status == 412 || status == 521:
		return verdict{evidence.Challenge, detail}
	case status == 202 && p != nil && p.html && p.chars < 100:
		return verdict{evidence.Challenge, detail + " with an empty page"}
	case status == 429, status == 503 && header.Get("Retry-After") != "":
		return verdict{evidence.RateLimited, detail}
	case status >= 500:
		if p != nil {
			if words := p.notice(maintenanceWords()); words != "" {
				return verdict{evidence.Maintenance, detail + ": " + words}
			}
		}
		return verdict{evidence.ServerError, detail}
	case status >= 400:
		return verdict{evidence.Blocked, detail}
	case status >= 300:
		return verdict{evidence.BadAnswer, detail + " without a Location"}
	case status == 204 || status == 205:
		return verdict{evidence.Empty, detail}
	case status < 200:
		return verdict{evidence.BadAnswer, detail}
	case status == 206 && !wholeRange(header.Get("Content-Range")):
		return verdict{evidence.Truncated, detail + " with a part: " + header.Get("Content-Range")}
	}
	return verdict{}
}

// wholeRange says whether a part that nobody asked for is all there is.
func wholeRange(value string) bool {
	var last, size int64
	n, _ := fmt.Sscanf(value, "bytes 0-%d/%d", &last, &size)
	return value == "" || n == 2 && last+1 == size
}

// judgePage looks for pages that answer 200 and are something else. Everything
// but a title rests on a short page: only there do such words mean the page.
func judgePage(p *sight, finalURL string) verdict {
	if words := p.challenge(); words != "" {
		return verdict{evidence.Challenge, words}
	}
	if said := p.alert(); said != nil {
		p = said
	}
	if p.nothing() {
		return verdict{evidence.Empty, "a page without text, links or scripts"}
	}
	if words := p.errorTitle(); words != "" {
		return verdict{evidence.Soft404, words}
	}
	if p.links > shortLink {
		return verdict{} // a page with its menu
	}
	if words := p.find(appErrorWords()); words != "" && (p.notice([]string{words}) != "" || p.leads(words)) {
		return verdict{evidence.AppError, words}
	}
	for _, n := range []struct {
		problem evidence.Problem
		words   []string
	}{
		{evidence.Blocked, blockedWords()},
		{evidence.Soft404, softWords()},
		{evidence.Maintenance, maintenanceWords()},
		{evidence.AppError, busyWords()},
	} {
		if words := p.notice(n.words); words != "" {
			return verdict{n.problem, words}
		}
	}
	if p.short() && p.password && (loginPath(finalURL) || strings.Contains(p.title, "登录") || strings.Contains(p.title, "登陆") || p.links <= 5) {
		return verdict{evidence.Login, "a form that asks for a password: " + p.title}
	}
	return verdict{}
}

func loginPath(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	path := strings.ToLower(u.Path)
	for _, w := range []string{"login", "signin", "/sso", "/cas/", "passport", "denglu", "logon"} {
		if strings.Contains(path, w) {
			return true
		}
	}
	return false
}

// Judge is Classify in the form evidence.ImportWARC asks for.
func Judge(status int, header http.Header, finalURL string, body []byte) (evidence.Problem, string) {
	v := Classify(status, header, finalURL, body)
	return v.Problem, v.Detail
}
