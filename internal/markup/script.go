package markup

import (
	"net/url"
	"strings"

	"ducha/internal/zhtext"
)

// runScript reads what a page's script writes into the page as plain literals:
// menus and titles written by document.write, and lists kept in CDATA records.
// Nothing is computed; what depends on a value we do not know is left out.
func (p *parser) runScript(src string, does scriptDoes) {
	if p.written > MaxWritten || len(src) > MaxWritten {
		return
	}
	if does&scriptRecords != 0 {
		p.writeRecords(src)
		return
	}
	if does&scriptVars != 0 {
		p.unread = append(p.unread, src)
	}
	if does&scriptWrites == 0 {
		return
	}
	for _, earlier := range p.unread {
		p.collectVars(earlier)
	}
	p.unread = p.unread[:0]
	seen := make(map[string]bool)
	for _, out := range p.writes(src) {
		if key := writeKey(out); seen[key] {
			continue
		} else if !bareTags(out) {
			seen[key] = true
		}
		p.write(out)
	}
}

// write parses script-written HTML at the present place.
func (p *parser) write(src string) {
	p.written += len(src)
	if p.written > MaxWritten {
		return
	}
	flags, depth := p.flags, len(p.stack)
	p.flags |= FlagWritten
	p.run(src)
	p.flags = flags
	// What a piece leaves open it may close in the next write; lists do.
	if len(p.stack) > depth+8 {
		p.popTo(depth)
	}
}

// bareTags says whether a piece only opens and closes elements, as the pieces around
// each row of a list do.
func bareTags(s string) bool {
	s = strings.TrimSpace(s)
	return len(s) < 24 && strings.HasPrefix(s, "<") && strings.IndexByte(s, '>') == len(s)-1
}

// writeKey makes the branches of an if equal that write the same link.
func writeKey(s string) string {
	if i := strings.Index(s, "href"); i >= 0 {
		rest := s[i:]
		if j := strings.IndexByte(rest, '>'); j >= 0 {
			target, _, _ := strings.Cut(rest, " ")
			target, _, _ = strings.Cut(target, ">")
			return target + rest[j:]
		}
	}
	return s
}

// maxVars bounds the variables remembered from a page's scripts.
const maxVars = 200

// collectVars remembers variables set to one literal string.
func (p *parser) collectVars(src string) {
	for i := 0; i < len(src) && len(p.vars) < maxVars; {
		j := strings.Index(src[i:], "var ")
		if j < 0 {
			return
		}
		i += j + len("var ")
		name, rest, ok := strings.Cut(zhtext.Clip(src[i:], 80), "=")
		if !ok {
			continue
		}
		name = strings.TrimSpace(name)
		lit, n := Literal(src[i:], strings.IndexByte(src[i:], '=')+1)
		if n == 0 || rest == "" || !Identifier(name) {
			delete(p.vars, name) // set to what we do not know
			continue
		}
		if tail := strings.TrimLeft(zhtext.Clip(src[i+n:], 8), " \t"); strings.HasPrefix(tail, "+") {
			continue
		}
		if p.vars == nil {
			p.vars = make(map[string]string)
		}
		p.vars[name] = lit
		i += n
	}
}

// Identifier says whether a text is a name to a script.
func Identifier(s string) bool {
	if s == "" || len(s) > 40 {
		return false
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c|0x20 < 'a' || c|0x20 > 'z' {
			if c != '_' && c != '$' && (i == 0 || c < '0' || c > '9') {
				return false
			}
		}
	}
	return true
}

// Literal reads a quoted string at or after blanks from i; n is 0 when there is none.
func Literal(src string, i int) (value string, n int) {
	for i < len(src) && (src[i] == ' ' || src[i] == '\t' || src[i] == '\n' || src[i] == '\r') {
		i++
	}
	if i >= len(src) || src[i] != '"' && src[i] != '\'' {
		return "", 0
	}
	q := src[i]
	start := i + 1
	for j := start; j < len(src); j++ {
		switch src[j] {
		case '\\':
			j++
		case '\n':
			return "", 0
		case q:
			return Unslash(src[start:j]), j + 1
		}
	}
	return "", 0
}

var slashes = strings.NewReplacer(`\/`, "/", `\"`, `"`, `\'`, "'", `\n`, "\n", `\r`, "", `\t`, " ", `\\`, `\`)

// Unslash takes the backslashes out of a string of a script.
func Unslash(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	return slashes.Replace(s)
}

// maxWrites bounds the write calls read from one script.
const maxWrites = 500

// writes gives what each document.write of a script writes; calls whose text
// is not known in full are left out.
func (p *parser) writes(src string) (all []string) {
	var b branches
	for i, read := 0, 0; len(all) < maxWrites; {
		j := strings.Index(src[i:], "document.write")
		if j < 0 {
			return all
		}
		if len(p.vars) > 0 {
			at, again := b.next(p, src, read, i+j)
			if read = max(read, at); again {
				i = max(i, at)
				continue
			}
		}
		i += j + len("document.write")
		if strings.HasPrefix(src[i:], "ln") {
			i += 2
		}
		open := strings.IndexByte(zhtext.Clip(src[i:], 8), '(')
		if open < 0 {
			continue
		}
		if len(p.vars) > 0 { // a name may have been set anew since the last write
			p.collectVars(src[read:i])
			read = i
		}
		out, n, ok := concat(src, i+open+1, p.vars)
		if ok && strings.TrimSpace(out) != "" {
			all = append(all, out)
		}
		if n > i {
			i = n
		}
	}
	return all
}

// concat reads 'a' + b + "c" up to the closing bracket.
func concat(src string, i int, vars map[string]string) (out string, next int, ok bool) {
	var b strings.Builder
	for i < len(src) {
		if lit, n := Literal(src, i); n > 0 {
			b.WriteString(lit)
			i = n
		} else {
			start := skipSpace(src, i)
			end := start
			for end < len(src) && src[end] != '+' && src[end] != ')' && src[end] != ';' && src[end] != '(' && src[end] != '\n' {
				end++
			}
			name := strings.TrimSpace(src[start:end])
			if end < len(src) && src[end] == '(' && (name == "unescape" || name == "decodeURIComponent" || name == "decodeURI") {
				lit, n := Literal(src, end+1)
				un, err := url.PathUnescape(lit)
				if n == 0 || err != nil {
					return "", end, false
				}
				b.WriteString(un)
				i = skipSpace(src, n) + 1
			} else {
				value, known := vars[name]
				if !known {
					return "", end, false
				}
				b.WriteString(value)
				i = end
			}
		}
		i = skipSpace(src, i)
		if i >= len(src) || src[i] != '+' && src[i] != ',' {
			break
		}
		i++
	}
	return b.String(), i, i < len(src) && src[i] == ')'
}

func skipSpace(src string, i int) int {
	for i < len(src) && (src[i] == ' ' || src[i] == '\t' || src[i] == '\n' || src[i] == '\r') {
		i++
	}
	return i
}

// maxRecords bounds the records read from one store of data.
const maxRecords = 2000

// writeRecords parses the records of a 大汉 datastore, which hold one list row
// each. Rows that are no list items of their own are put into one.
func (p *parser) writeRecords(src string) {
	for count := 0; count < maxRecords; count++ {
		i := strings.Index(src, "<record")
		if i < 0 {
			return
		}
		src = src[i+len("<record"):]
		if !strings.HasPrefix(src, ">") && !strings.HasPrefix(src, " ") {
			continue // <recordset>
		}
		body := src
		if j := strings.Index(src, "</record>"); j >= 0 {
			body, src = src[:j], src[j:]
		} else {
			src = ""
		}
		row := Cdata(body)
		if row == "" {
			continue
		}
		if !strings.Contains(zhtext.Clip(row, 200), "<li") && !strings.Contains(zhtext.Clip(row, 200), "<tr") {
			row = "<li>" + row + "</li>"
		}
		p.write(row)
	}
}

// Cdata gives the text of the CDATA sections of src.
func Cdata(src string) string {
	var b strings.Builder
	for {
		_, rest, ok := strings.Cut(src, "<![CDATA[")
		if !ok {
			return b.String()
		}
		text, tail, _ := strings.Cut(rest, "]]>")
		b.WriteString(text)
		src = tail
	}
}
