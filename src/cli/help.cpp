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
  --clock strict            certificate dates are judged by this device's clock
  --connect-to HOST:PORT    connect there; the name that is checked stays that of --host
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

Not in this version: --proxy, --proxy-auth-file, --crl-file, and --clock other than strict; each is
refused. The environment's https_proxy and no_proxy are not used.

The CA bundle is searched one certificate at a time where mbedTLS can do that. Where it cannot (it is
built without X509_TRUSTED_CERTIFICATE_CALLBACK, as Debian's is) the bundle is parsed whole, which
takes 475 KB of heap for a system's bundle: name a smaller file with --ca-file.
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
  --clock strict            按本机时钟判断证书日期
  --connect-to HOST:PORT    连接到这里；核对的名称仍是 --host 的
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

这个版本还不支持（会拒绝）：--proxy、--proxy-auth-file、--crl-file，以及 strict 之外的 --clock。不使用环境变量 https_proxy 和 no_proxy。

如果 mbedTLS 支持，证书包会逐个证书查找；如果不支持（编译时没有 X509_TRUSTED_CERTIFICATE_CALLBACK，
Debian 的就是如此），整个证书包会被解析，系统证书包约占 475 KB 堆内存：可用 --ca-file 指定较小的文件。
)";

}  // namespace

Text help(Tongue tongue) {
  return tongue == Tongue::chinese ? Text(kChinese, sizeof kChinese - 1)
                                   : Text(kEnglish, sizeof kEnglish - 1);
}

}  // namespace sparekey::cli
