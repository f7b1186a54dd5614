package facts

import (
	"encoding/json"
	"fmt"
	"strings"

	"ducha/internal/document"
	"ducha/internal/evidence"
	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// DocumentVersion keeps attachments read into text and tables apart from page
// facts in the snapshot's cache. Reading attachments needs tools and child
// processes, so it is done while gathering; judging only looks it up.
const DocumentVersion = 1001

// EncodeDocument writes a document for the cache.
func EncodeDocument(d *document.Document) ([]byte, error) { return json.Marshal(d) }

// Document is a page or an attachment of the site as text and tables, with the
// index entry of the exchange it was read from. A document that could not be
// read comes with its state and reason; the error says that we never saw it.
func (s *Site) Document(address string) (*document.Document, *Info, error) {
	v := s.visits[webpage.Key(address)]
	if v == nil {
		return nil, nil, fmt.Errorf("%w：%s 没有记录", ErrNotCovered, address)
	}
	if v.info.Problem != evidence.None {
		return nil, nil, fmt.Errorf("%w：%s（%s）", ErrUnreachable, address, v.info.Problem.Chinese())
	}
	if v.info.Class == webpage.ClassAttachment {
		return s.attachment(v)
	}
	body, err := s.src.Body(v.chosen.Body)
	if err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", address, err)
	}
	text, _, _, _ := zhtext.Decode(body, v.chosen.Header.Get("Content-Type"))
	d, err := document.Page([]byte(strings.ToValidUTF8(string(text), "\uFFFD")))
	if err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", address, err)
	}
	return d, v.info, nil
}

func (s *Site) attachment(v *visit) (*document.Document, *Info, error) {
	raw, err := s.src.Facts(v.chosen.ID, DocumentVersion)
	if err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", v.info.URL, err)
	}
	if raw == nil {
		return nil, nil, fmt.Errorf("%w：附件 %s 尚未读取", ErrNotCovered, v.info.URL)
	}
	var d document.Document
	if err := json.Unmarshal(raw, &d); err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", v.info.URL, err)
	}
	return &d, v.info, nil
}
