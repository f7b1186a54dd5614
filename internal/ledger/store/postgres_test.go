package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// A cluster is a PostgreSQL server of the tests' own, on a socket in a folder.
type cluster struct {
	dir  string
	bin  string
	cred *syscall.SysProcAttr
	once sync.Once
	err  error
	n    int
}

func (c *cluster) run(name string, args ...string) error {
	cmd := exec.Command(filepath.Join(c.bin, name), args...)
	cmd.SysProcAttr, cmd.Dir, cmd.Env = c.cred, c.dir, append(os.Environ(), "LC_ALL=C.UTF-8", "HOME="+c.dir)
	// The server keeps what it is given open: never a pipe somebody waits for.
	log, err := os.OpenFile(filepath.Join(c.dir, "log"), os.O_CREATE|os.O_APPEND|os.O_RDWR, 0o644)
	if err != nil {
		return err
	}
	defer log.Close()
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Run(); err != nil {
		said, _ := os.ReadFile(log.Name())
		return fmt.Errorf("%s: %w\n%s", name, err, said)
	}
	return nil
}

// binaries finds initdb where Debian puts it, or on the path.
func binaries() string {
	if path, err := exec.LookPath("initdb"); err == nil {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			return filepath.Dir(real)
		}
	}
	if found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb"); len(found) > 0 {
		return filepath.Dir(found[len(found)-1])
	}
	return ""
}

func (c *cluster) start() error {
	dir, err := os.MkdirTemp("", "ducha-pg-")
	if err != nil {
		return err
	}
	c.dir = dir
	// PostgreSQL does not run as root.
	if os.Geteuid() == 0 {
		nobody, err := user.Lookup("nobody")
		if err != nil {
			return err
		}
		uid, _ := strconv.Atoi(nobody.Uid)
		gid, _ := strconv.Atoi(nobody.Gid)
		c.cred = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
		if err := os.Chown(dir, uid, gid); err != nil {
			return err
		}
	}
	if err := c.run("initdb", "-D", filepath.Join(dir, "data"), "-U", "ducha", "-A", "trust", "-E", "UTF8", "--no-sync"); err != nil {
		return err
	}
	return c.run("pg_ctl", "-D", filepath.Join(dir, "data"), "-w", "-o", "-c listen_addresses='' -c fsync=off -k "+dir, "start")
}

// restart is what an administrator does: whoever is connected is thrown out.
func (c *cluster) restart() error {
	return c.run("pg_ctl", "-D", filepath.Join(c.dir, "data"), "-m", "fast", "-w", "restart")
}

func (c *cluster) stop() {
	if c.dir == "" {
		return
	}
	_ = c.run("pg_ctl", "-D", filepath.Join(c.dir, "data"), "-m", "immediate", "-w", "stop")
	os.RemoveAll(c.dir)
}

func (c *cluster) address(database string) string {
	return "postgres:///" + database + "?" + url.Values{"host": {c.dir}, "user": {"ducha"}}.Encode()
}

// database gives the address of a new, empty database.
func (c *cluster) database(t *testing.T) string {
	t.Helper()
	if c.bin = binaries(); c.bin == "" {
		t.Skip("SKIP: 没有安装 PostgreSQL，不检查台账在其上的表现")
	}
	c.once.Do(func() { c.err = c.start() })
	if c.err != nil {
		t.Fatal(c.err)
	}
	c.n++
	name := fmt.Sprintf("ledger%d", c.n)
	db, err := sql.Open("pgx", c.address("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(context.Background(), "CREATE DATABASE "+name); err != nil {
		t.Fatal(err)
	}
	return c.address(name)
}

var postgres cluster // one for the whole package; every test has its own database

func TestMain(m *testing.M) {
	if len(os.Args) > 1 && strings.HasPrefix(os.Args[1], "writer:") {
		os.Exit(writer(strings.TrimPrefix(os.Args[1], "writer:")))
	}
	code := m.Run()
	postgres.stop()
	os.Exit(code)
}
