package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"ducha/internal/ledger/store"
	"ducha/internal/zhtext"
)

func (a *app) ledgerVerify() *cobra.Command {
	var f ledgerFlags
	cmd := &cobra.Command{Use: "verify", Short: "核对台账：历史记录是否完整、条目和结果有无改动", Args: noArgs, RunE: func(cmd *cobra.Command, _ []string) error {
		return f.withLedger(cmd.Context(), false, func(s *session) error {
			var faults []error
			var seq int64
			var hash string
			if err := s.View(cmd.Context(), func(t *store.Tx) (err error) {
				if faults, err = t.Verify(); err != nil {
					return err
				}
				seq, hash, err = t.End()
				return err
			}); err != nil {
				return err
			}
			for _, fault := range faults {
				fmt.Fprintf(a.stdout, "[改动] %v\n", fault)
			}
			if len(faults) > 0 {
				return &exitError{code: exitProblems}
			}
			fmt.Fprintf(a.stdout, "台账完整：历史记录 %d 条，末条印记 %s\n请另行抄存末条印记；日后条数减少或印记对不上，即有记录被删除。\n", seq, hash)
			return nil
		})
	}}
	f.register(cmd)
	return cmd
}

func (a *app) ledgerBackup() *cobra.Command {
	var f ledgerFlags
	cmd := &cobra.Command{Use: "backup [文件]", Short: "备份整个台账（SQLite 和 PostgreSQL 通用）", RunE: func(cmd *cobra.Command, args []string) error {
		if len(args) > 1 {
			return fmt.Errorf("最多给出一个备份文件")
		}
		return f.withLedger(cmd.Context(), false, func(s *session) error {
			path := "ducha-ledger-" + s.now.In(zhtext.Beijing).Format("20060102-150405") + ".backup.gz"
			if len(args) == 1 {
				path = args[0]
			}
			n, err := s.Backup(cmd.Context(), path)
			if err != nil {
				return err
			}
			fmt.Fprintf(a.stdout, "已备份 %d 行：%s\n", n, path)
			return nil
		})
	}}
	f.register(cmd)
	return cmd
}

func (a *app) ledgerRestore() *cobra.Command {
	var f ledgerFlags
	cmd := &cobra.Command{Use: "restore 备份文件", Short: "由备份恢复台账；不覆盖已有的台账", Args: oneArg("备份文件"), RunE: func(cmd *cobra.Command, args []string) error {
		c, err := loadConfig(f.config)
		if err != nil {
			return err
		}
		address := pick(f.address, ledgerAddress(c))
		started := time.Now().UTC()
		n, err := store.Restore(cmd.Context(), address, args[0])
		if err != nil {
			return err
		}
		s, err := store.Open(cmd.Context(), address)
		if err != nil {
			return err
		}
		defer s.Close()
		if err := s.Update(cmd.Context(), func(t *store.Tx) error {
			return t.Note("restore", "系统", "由备份恢复："+args[0], started)
		}); err != nil {
			return err
		}
		fmt.Fprintf(a.stdout, "已恢复 %d 行；备份时尚未送达的通知将先核对是否已送达，再行投递。\n", n)
		return nil
	}}
	f.register(cmd)
	return cmd
}
