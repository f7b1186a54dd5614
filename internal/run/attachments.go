package run

import (
	"context"
	"fmt"
	"net/url"
	"path"
	"sync"

	"ducha/internal/document"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/webpage"
)

// maxAttachments bounds how many attachments of one site are read.
const maxAttachments = 1000

// readAttachments reads every attachment of the store once, each in a child
// process with limits, and keeps text and tables beside it: judging is then the
// same on every machine, whatever tools it has.
func readAttachments(ctx context.Context, sandbox *document.Sandbox, store *evidence.Store) error {
	if sandbox == nil {
		return nil
	}
	todo, err := unread(store)
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	errs := make([]error, len(todo))
	slots := make(chan struct{}, 2)
	for i := range todo {
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			errs[i] = readAttachment(ctx, sandbox, store, &todo[i])
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return fmt.Errorf("读取附件：%w", err)
		}
	}
	return store.Flush()
}

// unread lists the attachments without a stored reading.
func unread(store *evidence.Store) ([]evidence.Exchange, error) {
	var todo []evidence.Exchange
	for ex, err := range store.Exchanges() {
		if err != nil {
			return nil, fmt.Errorf("读取快照：%w", err)
		}
		if ex.Problem != evidence.None || ex.Size == 0 || !webpage.IsAttachment(&ex) || len(todo) >= maxAttachments {
			continue
		}
		have, err := store.Facts(ex.ID, facts.DocumentVersion)
		if err != nil {
			return nil, fmt.Errorf("读取快照：%w", err)
		}
		if have == nil {
			todo = append(todo, ex)
		}
	}
	return todo, nil
}

func readAttachment(ctx context.Context, sandbox *document.Sandbox, store *evidence.Store, ex *evidence.Exchange) error {
	body, err := store.Body(ex.Body)
	if err != nil {
		return err
	}
	name := "attachment"
	if u, err := url.Parse(ex.FinalURL); err == nil {
		name = path.Base(u.Path)
	}
	d, err := sandbox.Read(ctx, name, body)
	if err != nil {
		return err
	}
	data, err := facts.EncodeDocument(d)
	if err != nil {
		return err
	}
	return store.PutFacts(ex.ID, facts.DocumentVersion, data)
}
