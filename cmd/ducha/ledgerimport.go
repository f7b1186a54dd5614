package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/result"
	"ducha/reports"
	"ducha/reports/xlsx"
)

func (a *app) ledgerImport() *cobra.Command {
	var f importFlags
	cmd := &cobra.Command{
		Use: "import 文件…", Short: "记入检查结果（.json）、单位填报的问题清单（.xlsx）、依申请公开登记表（.csv）",
		Long: "把检查结果记入台账：新问题登记为“待核实”，已有的问题更新检查情况。\n" +
			"同一结果重复记入不产生变化；看不到的内容不改变任何条目。\n" +
			"依申请公开登记表只记编号、日期和答复类型，不记申请人，随即按法定期限核对；有逾期的以 1 退出。",
		Example: "  ducha ledger import ducha-out/jtysj/2022Q4/result.json\n  ducha ledger import 问题清单-局办公室.xlsx --by 督查员甲\n  ducha ledger import 依申请公开登记表.csv --by 联络员",
		Args:    someArgs("要记入的文件"),
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, path := range args { // before a ledger is made for nothing
				file, err := openArg(path)
				if err != nil {
					return err
				}
				file.Close()
			}
			return f.withLedger(cmd.Context(), true, func(s *session) error {
				var code error // of registers with something overdue; the other files are taken in all the same
				for _, path := range args {
					var exit *exitError
					switch err := a.importFile(cmd.Context(), s, &f, path); {
					case errors.As(err, &exit):
						code = worse(code, exit)
					case err != nil && strings.HasPrefix(err.Error(), filepath.Base(path)):
						return err // it names the place in the file
					case err != nil:
						return fmt.Errorf("%s：%w", path, err)
					}
				}
				return code
			})
		},
	}
	f.acting(cmd)
	cmd.Flags().Lookup("by").Usage = "经办人：人员编号或姓名（记入问题清单、登记表时必填）"
	cmd.Flags().StringVar(&f.site, "site", "", "登记表所属的网站（只配置一个网站时可不写）")
	cmd.Flags().StringVar(&f.asOf, "as-of", "", "核对登记表答复期限的评价基准日（默认今天）")
	return cmd
}

// importFlags are ledgerFlags with what a register of applications needs.
type importFlags struct {
	ledgerFlags
	site, asOf string
}

// worse is the code to leave with: problems before what could not be told.
func worse(code error, next *exitError) error {
	var have *exitError
	if errors.As(code, &have) && have.code == exitProblems {
		return code
	}
	return next
}

func (a *app) importFile(ctx context.Context, s *session, f *importFlags, path string) error {
	file, err := openArg(path)
	if err != nil {
		return err
	}
	defer file.Close()
	switch strings.ToLower(filepath.Ext(path)) {
	case ".xlsx":
		return a.importList(ctx, s, &f.ledgerFlags, file)
	case ".csv":
		start := bufio.NewReaderSize(file, 64<<10)
		if xlsx.LooksLikeList(start) {
			return errors.New("这是另存为 .csv 的问题清单，请交回 .xlsx：在 WPS 或 Excel 中打开原表，填写后保存为“Excel 工作簿（*.xlsx）”")
		}
		return a.importRequests(ctx, s, f, filepath.Base(path), start)
	case ".xls", ".et", ".ods":
		return errors.New("不能读取这种表格：请在 WPS 或 Excel 中打开，另存为“Excel 工作簿（*.xlsx）”（问题清单）或 .csv（登记表）后再导入")
	case ".json":
	default:
		return errors.New("不认识这种文件：检查结果为 .json，问题清单为 .xlsx，依申请公开登记表为 .csv")
	}
	audited, err := result.Read(file)
	if err != nil {
		return err
	}
	by := ledger.Machine
	if f.by != "" {
		p, err := s.person(f.by, false)
		if err != nil {
			return err
		}
		by = s.signature(p)
	}
	return a.record(ctx, s, audited, by)
}

// record puts an audit's result into the ledger and says what came of it.
func (a *app) record(ctx context.Context, s *session, audited *result.Audit, by string) error {
	var done store.Imported
	if err := s.Update(ctx, func(t *store.Tx) (err error) {
		done, err = t.Import(s.config.asImport(audited, ledger.Audit, by, s.now))
		return err
	}); err != nil {
		return fmt.Errorf("记入台账：%w", err)
	}
	a.imported(audited, done)
	return nil
}

// asImport is a result on its way into the ledger, by the office's own rules.
func (c *config) asImport(audited *result.Audit, purpose ledger.Purpose, by string, at time.Time) ledger.Import {
	return ledger.Import{Audit: audited, Purpose: purpose, At: at, By: by,
		Policy: ledger.Policy{Trusted: c.Approval.Trusted(), Second: c.Approval.SecondReview},
		Answerable: func(f result.Finding) (unit, person string) {
			return c.Answerable(audited.Site.ID, f.Subject, f.Rule, level2(audited, f.Rule))
		},
		Cycle: func(f result.Finding) string { return c.Cycle(audited.Site.ID, f.Subject) }}
}

func level2(audited *result.Audit, key string) string {
	for _, ind := range audited.Indicators {
		for _, r := range ind.Rules {
			if r.Key == key {
				return ind.Level2
			}
		}
	}
	return ""
}

func (a *app) imported(audited *result.Audit, done store.Imported) {
	name := pick(audited.Site.Name, audited.Site.ID)
	if done.Known {
		fmt.Fprintf(a.stdout, "台账：%s %s的这份结果此前已记入，没有变化。\n", name, audited.Quarter)
		return
	}
	fresh := 0
	happened := map[ledger.Kind]int{}
	for _, c := range done.Plan.Changes {
		if c.New() {
			fresh++
		}
		for _, e := range c.Entries {
			happened[e.Event.Kind]++
		}
	}
	parts := []string{fmt.Sprintf("新增%d条", fresh)}
	if n := len(done.Plan.Seen); n > 0 {
		parts = append(parts, fmt.Sprintf("仍存在%d条", n))
	}
	for _, k := range []ledger.Kind{ledger.Return, ledger.Refind, ledger.Excuse, ledger.Confirm, ledger.Unsee, ledger.RecheckFail, ledger.RecheckPass} {
		if n := happened[k]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s%d条", k.Chinese(), n))
		}
	}
	fmt.Fprintf(a.stdout, "台账：%s %s　%s\n", name, audited.Quarter, strings.Join(parts, "，"))
	for _, i := range done.Plan.Ignored {
		fmt.Fprintf(a.stdout, "  未登记：%s（%s）\n", reports.Plain(i.Finding.Message), i.Why)
	}
}

// importList takes the answers of a returned 问题清单.
func (a *app) importList(ctx context.Context, s *session, f *ledgerFlags, file io.Reader) error {
	p, err := s.person(f.by, false)
	if err != nil {
		return err
	}
	data, err := readWhole(file, 64<<20)
	if err != nil {
		return fmt.Errorf("读取问题清单：%w", err)
	}
	d, err := a.deskOf(s)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(data)
	taken, faults := d.TakeList(ctx, bytes.NewReader(data), hex.EncodeToString(sum[:8]), s.signature(p),
		func(c ledger.Case, kind ledger.Kind) error { return s.mayAnswer(p, c, kind) })
	registered := 0
	for _, t := range taken {
		if t.Err != nil {
			faults = append(faults, fmt.Errorf("第%d行未登记：%w", t.Row, t.Err))
			continue
		}
		registered++
		fmt.Fprintf(a.stdout, "%s　%s　%s\n", t.Case, t.Unit, t.What)
	}
	switch {
	case len(taken) == 0 && len(faults) == 0:
		return errors.New("问题清单中没有填写整改情况")
	case len(faults) > 0 && registered > 0:
		faults = append(faults, fmt.Errorf("其余%d行已登记；改正上列各行后，只留这些行再次导入", registered))
	}
	return errors.Join(faults...)
}

// readWhole reads a file of a size that people fill in by hand. Cut off at the limit, rows
// would be missing and nobody would know.
func readWhole(file io.Reader, most int64) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(file, most+1))
	if err == nil && int64(len(raw)) > most {
		err = fmt.Errorf("文件超过 %d MiB，没有记入", most>>20)
	}
	return raw, err
}

// recordAudits puts results into the ledger after an audit: all when it was asked
// for, those of configured sites when the configuration says so.
func (a *app) recordAudits(ctx context.Context, f *auditFlags, audits []*result.Audit) error {
	c, err := loadConfig(f.config)
	if err != nil {
		return err
	}
	var wanted []*result.Audit
	for _, one := range audits {
		if one == nil {
			continue
		}
		if _, configured := c.Site(one.Site.ID); f.ledger || configured && c.Ledger.Record {
			wanted = append(wanted, one)
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	flags := ledgerFlags{config: f.config}
	return flags.withLedger(ctx, true, func(s *session) error {
		for _, one := range wanted {
			if err := a.record(ctx, s, one, ledger.Machine); err != nil {
				return err
			}
		}
		return nil
	})
}
