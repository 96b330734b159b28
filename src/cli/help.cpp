// SPDX-License-Identifier: Apache-2.0
#include "help.hpp"

namespace sparekey::cli {
namespace {

constexpr char kEnglish[] = R"(sparekey [OPTIONS] COMMAND [COMMAND OPTIONS]

Gives people their account back: an Authing / GenAuth V3 service sends a passcode, the passcode is
exchanged for a token, the token sets a new password.

Commands
  recover      walk a person through a whole recovery on this terminal
  send-code    send a passcode to an e-mail address or a phone
  check-code   ask whether a passcode is right, without using it up
  verify       exchange a passcode for a password-reset token
  reset        set the new password with that token
  system       show the service's versions and public keys

The service (options stand anywhere on the line)
  --host URL                https://HOST[:PORT] or HOST[:PORT]            SPAREKEY_HOST
  --app-id ID               the application id                            SPAREKEY_APP_ID
  --userpool-id ID          the user pool, where it is needed             SPAREKEY_USERPOOL_ID
  --access-token-file FILE  a user's access token
  --brand authing|genauth   prefix of the headers; authing                SPAREKEY_BRAND
  --lang TAG                zh-CN, en-US, zh-TW or ja-JP: language of the
                            service's messages; the locale's              SPAREKEY_LANG

Trust and connection
  --ca-file PEM             trust anchors; the system's bundle            SPAREKEY_CA_FILE
  --pin sha256/BASE64       accept only chains with this key, besides verifying them; repeatable
  --crl-file PEM            refuse the certificates these CRLs (PEM or DER) list; one whose issuer has
                            no CRL here is accepted, one whose issuer's CRL is out of date is not
  --clock strict|not-before-build|ignore-dates
                            certificate dates are judged by this device's clock (strict); where it
                            is not set, by the time of this build; or not at all, with --pin only
  --connect-to HOST:PORT    connect there; the name that is checked stays that of --host
  --proxy http://HOST:PORT  tunnel through this proxy by CONNECT                https_proxy
  --proxy-auth-file FILE    user:password for the proxy
  --timeout SECONDS         deadline of one call, everything included; 30

Who, and with what
  --email ADDRESS | --phone NUMBER [--country-code +NN]
                            for send-code, check-code and verify; recover asks where neither is given
  --code DIGITS | --code-file FILE
                            for check-code and verify; asked for on a terminal
  --token-file FILE         for reset: the token that verify printed
  --password-file FILE      for reset; asked for twice on a terminal
  --encrypt none|rsa|sm2    for reset and recover: how the password travels inside TLS; none
  --sm2-format plain|04|prefix|c1c2c3
                            how older servers want sm2; plain. A server may take what it cannot
                            decrypt for an empty password, so name another only where it must be
  --reveal-account          for recover: tell whether the account exists
  FILE may be -, standard input, once. One line end at its end is dropped. Passwords and tokens are
  never taken from the command line.

Output
  --json                    exactly one JSON object on standard output
  --verbose                 phases with their times on standard error, never a secret
  --version, --help

Exit status
  0 done                    4 network: name, connection, deadline
  1 given up                5 TLS: certificate, pin, handshake
  2 command line or file    6 the answer is not one
  3 the service refused     7 this device: memory, randomness, space, key

A proxy of the environment (https_proxy, else HTTPS_PROXY) is passed by for the hosts in no_proxy (else
NO_PROXY): between commas, a name for itself and all below it, an address, * for all; :PORT behind it
limits it. --proxy is always used. The proxy looks the service's name up.

Where mbedTLS lacks X509_TRUSTED_CERTIFICATE_CALLBACK (Debian's does), a system's CA bundle takes 475 KB
of heap: name a smaller file with --ca-file.
)";

constexpr char kChinese[] = R"(sparekey [选项] 子命令 [子命令选项]

找回账号：由 Authing / GenAuth V3 服务发送验证码，用验证码换取令牌，再用令牌设置新密码。

子命令
  recover      在终端上引导完成整个找回过程
  send-code    向邮箱或手机发送验证码
  check-code   查询验证码是否正确，不消耗它
  verify       用验证码换取重置密码的令牌
  reset        用令牌设置新密码
  system       显示服务的版本和公钥

服务（选项可放在任意位置；右侧是对应的环境变量）
  --host URL                https://主机[:端口] 或 主机[:端口]            SPAREKEY_HOST
  --app-id ID               应用 ID                                       SPAREKEY_APP_ID
  --userpool-id ID          用户池 ID（需要时）                           SPAREKEY_USERPOOL_ID
  --access-token-file FILE  用户的访问令牌
  --brand authing|genauth   请求头前缀，默认 authing                      SPAREKEY_BRAND
  --lang TAG                zh-CN、en-US、zh-TW 或 ja-JP：服务方消息的
                            语言，默认随系统区域设置                      SPAREKEY_LANG

信任与连接
  --ca-file PEM             信任锚，默认用系统证书包                      SPAREKEY_CA_FILE
  --pin sha256/BASE64       在验证之外，只接受含此公钥的证书链；可重复
  --crl-file PEM            拒绝这些 CRL（PEM 或 DER）所列的证书；签发者没有 CRL 的证书会接受，
                            签发者的 CRL 过期则不接受
  --clock strict|not-before-build|ignore-dates
                            按本机时钟判断证书日期（strict）；时钟未设置时按本程序的构建时间；
                            或完全不判断，此时必须有 --pin
  --connect-to HOST:PORT    连接到这里；核对的名称仍是 --host 的
  --proxy http://HOST:PORT  用 CONNECT 经此代理连接                       https_proxy
  --proxy-auth-file FILE    代理的 user:password
  --timeout SECONDS         一次调用的总时限，默认 30 秒

对象与凭据
  --email ADDRESS | --phone NUMBER [--country-code +NN]
                            用于 send-code、check-code、verify；recover 未给出时会询问
  --code DIGITS | --code-file FILE
                            用于 check-code、verify；在终端上会询问
  --token-file FILE         用于 reset：verify 输出的令牌
  --password-file FILE      用于 reset；在终端上会询问两次
  --encrypt none|rsa|sm2    用于 reset、recover：密码在 TLS 内的加密方式，默认 none
  --sm2-format plain|04|prefix|c1c2c3
                            旧服务器要求的 sm2 格式，默认 plain；服务器可能把无法解密的内容
                            当作空密码，除非必要请勿更改
  --reveal-account          用于 recover：允许得知账号是否存在
  FILE 可以是 -，即标准输入，只能用一次；末尾的一个换行会去掉。
  密码和令牌从不取自命令行。

输出
  --json                    标准输出上只有一个 JSON 对象
  --verbose                 在标准错误上显示各阶段及用时，不含机密
  --version, --help

退出状态
  0 完成                    4 网络：域名、连接、时限
  1 放弃                    5 TLS：证书、公钥、握手
  2 命令行或文件有误        6 应答不合格
  3 服务方拒绝              7 本机：内存、随机数、空间、密钥

环境变量里的代理（https_proxy，其次 HTTPS_PROXY）不用于 no_proxy（其次 NO_PROXY）列出的主机：以逗号分隔，
域名包括其所有子域名，也可以是地址，* 表示全部，后加 :端口 则限于该端口。--proxy 总是使用。服务的域名由代理解析。

没有 X509_TRUSTED_CERTIFICATE_CALLBACK 的 mbedTLS（如 Debian 的）解析系统证书包约占 475 KB 堆内存：
可用 --ca-file 指定较小的文件。
)";

}  // namespace

Text help(Tongue tongue) {
  return tongue == Tongue::chinese ? Text(kChinese, sizeof kChinese - 1)
                                   : Text(kEnglish, sizeof kEnglish - 1);
}

}  // namespace sparekey::cli
