package fetch

import (
	"crypto/x509"
	"errors"
	"fmt"
	"strings"
)

// defectOf says in the words of those who read reports what is wrong with a certificate
// or protocol in spite of which the page was read.
func defectOf(err error) string {
	var invalid x509.CertificateInvalidError
	var host x509.HostnameError
	var unknown x509.UnknownAuthorityError
	switch {
	case errors.As(err, &host):
		return "证书不是颁发给该域名的"
	case errors.As(err, &unknown):
		return "证书不受信任（自签名、颁发机构不受信任，或服务器没有发送中间证书）"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired && invalid.Cert != nil:
		const day = "2006年1月2日"
		return fmt.Sprintf("证书不在有效期内（有效期为%s至%s）", invalid.Cert.NotBefore.Format(day), invalid.Cert.NotAfter.Format(day))
	case errors.As(err, &invalid):
		return "证书无效（" + invalid.Error() + "）"
	}
	return "加密协议版本过低或不受支持（" + strings.TrimPrefix(err.Error(), "remote error: ") + "）"
}
