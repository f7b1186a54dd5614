package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
)

// said puts a sentence people can act on before what the database says.
func said(err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	var connect *pgconn.ConnectError
	var pg *pgconn.PgError
	var lite *sqlite.Error
	switch {
	case errors.As(err, &pg):
		return &databaseError{postgresSays(pg.Code), pg} // without the address
	case errors.As(err, &connect):
		return &databaseError{"连接不上，请检查地址、口令和数据库服务", connect.Unwrap()}
	case errors.As(err, &lite):
		return &databaseError{sqliteSays(lite.Code()), lite} // without what its callers say of themselves
	case broken(err):
		return &databaseError{"的连接中断，请检查数据库服务和网络", err}
	}
	return &databaseError{"出错", err}
}

type databaseError struct {
	sentence string
	error
}

func (e *databaseError) Error() string {
	detail, _, _ := strings.Cut(e.error.Error(), "\n") // of several addresses the first will do
	return "台账数据库" + e.sentence + "（" + detail + "）"
}

func (e *databaseError) Unwrap() error { return e.error }

// sqliteSays words SQLite's primary result codes.
func sqliteSays(code int) string {
	switch code & 0xff {
	case 1: // SQLITE_ERROR: no such table
		return "缺少内容，可能不是本程序建立的，或已损坏"
	case 5, 6:
		return "正被另一个进程占用，请稍后再试"
	case 8:
		return "只读，不能写入，请检查文件和目录的权限"
	case 10:
		return "读写磁盘出错，请检查磁盘"
	case 11:
		return "已损坏，请用备份恢复（ducha ledger restore）"
	case 13:
		return "所在磁盘空间已满，请腾出空间后再次运行"
	case 14:
		return "打不开，请检查目录是否存在、有没有权限"
	case 19:
		return "中已有相同的记录"
	case 26:
		return "不是台账文件"
	}
	return "出错"
}

// postgresSays words PostgreSQL's codes, the closest first.
func postgresSays(code string) string {
	for _, known := range [][2]string{
		{"3D000", "服务器上没有这个数据库，请检查地址"},
		{"42501", "的用户没有所需的权限"},
		{"42P01", "缺少内容，可能不是本程序建立的，或已损坏"},
		{"53100", "所在磁盘空间已满，请腾出空间后再次运行"},
		{"53300", "的连接数已满，请稍后再试"},
		{"25006", "处于只读状态，不能写入"},
		{"23505", "中已有相同的记录"},
		{"57P", "正在启动或停止，请稍后再试"},
		{"28", "拒绝登录，请检查用户名和口令"},
		{"08", "的连接中断，请检查数据库服务和网络"},
		{"40", "正忙于其他办理，请稍后再试"},
		{"53", "资源不足，请稍后再试"},
		{"58", "读写磁盘出错，请检查磁盘"},
		{"XX", "已损坏，请用备份恢复（ducha ledger restore）"},
	} {
		if strings.HasPrefix(code, known[0]) {
			return known[1]
		}
	}
	return "出错"
}

// lostError is a connection that broke before anything was committed.
type lostError struct{ error }

func (l lostError) Unwrap() error { return l.error }

// commitError is a commit whose end is not known to have failed.
type commitError struct{ error }

func (c commitError) Unwrap() error { return c.error }

// lost marks what broke before a commit.
func lost(err error) error {
	var connect *pgconn.ConnectError
	if errors.As(err, &connect) || broken(err) {
		return lostError{err}
	}
	return err
}

func broken(err error) bool {
	var network net.Error
	return errors.As(err, &network) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, driver.ErrBadConn)
}

// again says that the same transaction may succeed when run once more. After a commit
// only what surely was not kept is run again.
func again(err error) bool {
	var gone lostError
	var committed commitError
	var pg *pgconn.PgError
	var lite *sqlite.Error
	switch {
	case errors.As(err, &pg):
		retry := []string{"40001", "40P01"} // conflict, deadlock
		if !errors.As(err, &committed) {
			retry = append(retry, "57P01", "57P03", "08006", "08003") // shutdown, starting up, connection failure
		}
		return slices.Contains(retry, pg.Code)
	case errors.As(err, &lite):
		return lite.Code()&0xff == 5 // SQLITE_BUSY
	}
	return errors.As(err, &gone)
}

// clean leaves out what PostgreSQL takes in no text: bytes that are no UTF-8, as a mail
// server may send them, and NUL.
func clean(args []any) []any {
	all := slices.Clone(args)
	for i, a := range all {
		if s, ok := a.(string); ok {
			all[i] = strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", ""), "\uFFFD")
		}
	}
	return all
}

// withoutSecret keeps an address with a password out of messages.
func withoutSecret(err error) error {
	var connect *pgconn.ConnectError
	if !errors.As(err, &connect) && strings.Contains(err.Error(), "://") {
		return errors.New("台账数据库的地址有误，应形如 postgres://用户@主机:端口/库名")
	}
	return fmt.Errorf("打开台账：%w", said(err))
}
