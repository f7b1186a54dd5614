package evidence

import (
	"bytes"
	"database/sql"
	"fmt"
	"os"
)

// A Fault is one place where a snapshot is not what was stored.
type Fault struct {
	Where  string // 第12条记录, 内容 3fa…, 文件
	Detail string
}

func (f Fault) String() string { return f.Where + "：" + f.Detail }

// Verify hashes every body, exchange and link of the chain again, and a sealed
// file as a whole. An empty list means that nothing was changed.
func (s *Store) Verify() ([]Fault, error) {
	if err := s.Flush(); err != nil {
		return nil, err
	}
	var faults []Fault
	add := func(where, format string, args ...any) {
		faults = append(faults, Fault{where, fmt.Sprintf(format, args...)})
	}
	if err := s.verifyFile(add); err != nil {
		return nil, fmt.Errorf("verify %s: %w", s.path, err)
	}
	s.verifyTables(add)
	bodies := s.verifyBodies(add)
	s.verifyChain(bodies, add)
	return faults, nil
}

type addFault func(where, format string, args ...any)

func (s *Store) verifyFile(add addFault) error {
	want, err := readTrailer(s.path)
	if err != nil {
		return err
	}
	if want == nil {
		if s.sealed != nil {
			add("文件", "末尾的封印缺失或损坏")
		} else if s.readOnly && looksSealed(s.path) {
			add("文件", "末尾的封印损坏")
		}
		return nil
	}
	if s.sealed == nil {
		add("文件", "末尾有封印，表中却没有封存记录")
	}
	got, err := fileDigest(s.path)
	if err != nil {
		return err
	}
	if !bytes.Equal(got, want) {
		add("文件", "校验值为 %s，封存时为 %s", tohex(got), tohex(want))
	}
	return nil
}

// looksSealed says whether the file carries more than whole pages, as only a
// sealed file does.
func looksSealed(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Size()%512 != 0
}

func (s *Store) verifyTables(add addFault) {
	err := s.each("PRAGMA integrity_check(10)", nil, func(rows *sql.Rows) error {
		var line string
		if err := rows.Scan(&line); err != nil {
			return err
		}
		if line != "ok" {
			add("数据表", "%s", line)
		}
		return nil
	})
	if err != nil {
		add("数据表", "%v", err)
	}
}

// verifyBodies decodes and hashes every body and gives those that are right.
func (s *Store) verifyBodies(add addFault) map[string]bool {
	good := map[string]bool{}
	for last := int64(0); ; {
		var row int64
		var digest []byte
		var b storedBody
		err := s.row("SELECT rowid, digest, size, dict, data FROM body WHERE rowid > ? ORDER BY rowid LIMIT 1", []any{last},
			&row, &digest, &b.size, &b.dict, &b.data)
		if err == sql.ErrNoRows {
			return good
		}
		if err != nil {
			add("内容", "%v", err)
			return good
		}
		last = row
		d := tohex(digest)
		body, err := s.unpack(d, b)
		switch {
		case err != nil:
			add("内容 "+string(d), "%v", err)
		case BodyDigest(body) != d || int64(len(body)) != b.size:
			add("内容 "+string(d), "实际校验值为 %s，大小 %d", BodyDigest(body), len(body))
		default:
			good[string(d)] = true
		}
	}
}

func (s *Store) verifyChain(bodies map[string]bool, add addFault) {
	link, seq := firstLink(), int64(0)
	err := s.each("SELECT "+exchangeColumns+", link FROM exchange ORDER BY seq", nil, func(rows *sql.Rows) error {
		var stored []byte
		ex, err := scanExchange(rows, &stored)
		if err != nil {
			return err
		}
		where := fmt.Sprintf("第%d条记录", ex.Seq)
		if seq++; ex.Seq != seq {
			add(where, "此处应为第%d条", seq)
			seq = ex.Seq
		}
		if id := identity(&ex); id != ex.ID {
			add(where, "各项的校验值为 %s，不是 %s", id, ex.ID)
		}
		link = nextLink(link, ex.ID)
		if !bytes.Equal(link[:], stored) {
			add(where, "哈希链在此中断")
			copy(link[:], stored)
		}
		if ex.Body != "" && !bodies[string(ex.Body)] {
			add(where, "内容 %s 缺失或损坏", ex.Body)
		}
		return nil
	})
	if err != nil {
		add("记录", "%v", err)
	}
	if s.sealed != nil && s.sealed.Digest != tohex(link[:]) {
		add("封印", "哈希链末环为 %s，封存时为 %s", tohex(link[:]), s.sealed.Digest)
	}
}
