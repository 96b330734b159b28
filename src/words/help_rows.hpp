// SPDX-License-Identifier: Apache-2.0
// The rows of HelpText.
#ifndef SPAREKEY_WORDS_HELP_ROWS_HPP
#define SPAREKEY_WORDS_HELP_ROWS_HPP

#include "sparekey/options.hpp"
#include "words/help.hpp"

namespace sparekey {

constexpr Phrase<HelpText> kHelpTexts[] = {
    {HelpText::service_options, "The service", "服务"},
    {HelpText::trust_options, "Trust and connection", "信任与连接"},
    {HelpText::input_options, "Who, and with what", "对象与凭据"},
    {HelpText::output_options, "Output", "输出"},
    {HelpText::exit_statuses, "Exit status", "退出状态"},
    {HelpText::shared_notes,
#if SPAREKEY_PROXY
     "The proxy of the environment (https_proxy, else HTTPS_PROXY) is not used for the hosts in\n"
     "no_proxy (else NO_PROXY). Its entries stand between commas: a name, for itself and all "
     "names\n"
     "below it, an address, or * for all; :PORT behind an entry limits it to that port. --proxy "
     "is\n"
     "always used. The service's name is looked up by the proxy.\n"
     "\n"
#endif
     "If mbedTLS lacks X509_TRUSTED_CERTIFICATE_CALLBACK, as Debian's does, a system's CA bundle\n"
     "takes 475 KB of heap: name a smaller file with --ca-file.",
#if SPAREKEY_PROXY
     "环境变量中的代理（https_proxy，其次 HTTPS_PROXY）不用于 no_proxy（其次 "
     "NO_PROXY）列出的主机：\n"
     "各项以逗号分隔，域名包括其所有子域名，也可以是地址，* 表示全部；后加 :端口 则限于该端口。\n"
     "--proxy 总是使用。服务的域名由代理解析。\n"
     "\n"
#endif
     "没有 X509_TRUSTED_CERTIFICATE_CALLBACK 的 mbedTLS（如 Debian 的）解析系统证书包约占 475 KB\n"
     "堆内存：可用 --ca-file 指定较小的文件。"},

    {HelpText::host, "https://HOST[:PORT] or HOST[:PORT]", "https://主机[:端口] 或 主机[:端口]"},
    {HelpText::app_id, "the application id", "应用 ID"},
    {HelpText::userpool_id, "the user pool, if the service needs it", "用户池 ID（需要时）"},
    {HelpText::access_token_file, "a user's access token", "用户的访问令牌"},
    {HelpText::brand, "prefix of the request headers; default authing", "请求头前缀，默认 authing"},
    {HelpText::ca_file, "trust anchors; default the system's bundle", "信任锚，默认用系统证书包"},
    {HelpText::pin,
     "accept only verified chains that hold this key; may be\n"
     "repeated, any one will do",
     "在验证之外，只接受含此公钥的证书链；可重复给出"},
    {HelpText::crl_file,
     "refuse the certificates these CRLs (PEM or DER) list. A\n"
     "certificate whose issuer has no CRL here is accepted; one\n"
     "whose issuer's CRL is out of date is not",
     "拒绝这些 CRL（PEM 或 DER）所列的证书；签发者没有 CRL 的证书会接受，\n"
     "签发者的 CRL 过期则不接受"},
    {HelpText::clock,
     "certificate dates are judged by this device's clock\n"
     "(strict); if it is not set, by the time of this build; or\n"
     "not at all, which takes a --pin",
     "按本机时钟判断证书日期（strict）；时钟未设置时按本程序的构建时间；\n"
     "或完全不判断，此时必须有 --pin"},
    {HelpText::connect_to, "connect there; the name checked is still that of --host",
     "连接到这里；核对的名称仍是 --host 的"},
    {HelpText::proxy, "tunnel through this proxy by CONNECT", "用 CONNECT 经此代理连接"},
    {HelpText::proxy_auth_file, "user:password for the proxy", "代理的 user:password"},
    {HelpText::timeout, "deadline of one call, everything included; default 30",
     "一次调用的总时限，默认 30 秒"},
    {HelpText::encrypt, "how the password is encrypted inside TLS; default none",
     "密码在 TLS 内的加密方式，默认 none"},
    {HelpText::sm2_format,
     "how older servers want sm2; default plain. A server may\n"
     "mistake what it cannot decrypt for an empty password, so\n"
     "change this only if you must",
     "旧服务器要求的 sm2 格式，默认 plain；服务器可能把无法解密的内容\n"
     "当作空密码，除非必要请勿更改"},
    {HelpText::version, "this program's version, and mbedTLS's", "本程序及 mbedTLS 的版本"},

    {HelpText::usage, "sparekey [OPTIONS] COMMAND [COMMAND OPTIONS]",
     "sparekey [选项] 子命令 [子命令选项]"},
    {HelpText::purpose,
     "Gives people their account back: an Authing / GenAuth V3 service sends a passcode, the\n"
     "passcode is exchanged for a token, and the token sets a new password.",
     "找回账号：由 Authing / GenAuth V3 服务发送验证码，用验证码换取令牌，再用令牌设置新密码。"},
    {HelpText::notes,
     "Options may stand anywhere on the line. FILE may be -, standard input, once; one line end "
     "at\n"
     "its end is dropped. Passwords and tokens are never taken from the command line.",
     "选项可放在任意位置。FILE 可以是 -，即标准输入，只能用一次；末尾的一个换行会去掉。\n"
     "密码和令牌从不取自命令行。"},
    {HelpText::commands, "Commands", "子命令"},
    {HelpText::gave_up, "the person gave up", "用户放弃"},

    {HelpText::recover, "walk a person through a whole recovery on this terminal",
     "在终端上引导完成整个找回过程"},
    {HelpText::send_code, "send a passcode to an e-mail address or a phone",
     "向邮箱或手机发送验证码"},
    {HelpText::check_code, "ask whether a passcode is right, without using it up",
     "查询验证码是否正确，不消耗它"},
    {HelpText::verify, "exchange a passcode for a password-reset token",
     "用验证码换取重置密码的令牌"},
    {HelpText::reset, "set the new password with that token", "用令牌设置新密码"},
    {HelpText::system, "show the service's versions and public keys", "显示服务的版本和公钥"},

    {HelpText::lang,
     "zh-CN (zh), en-US (en), zh-TW or ja-JP: language of the\n"
     "service's messages; default the locale's",
     "zh-CN（zh）、en-US（en）、zh-TW 或 ja-JP：服务端消息的语言，\n"
     "默认随系统区域设置"},
    {HelpText::help, "this page; after a command, that command's",
     "显示本页；跟在子命令后则显示该子命令的帮助"},
    {HelpText::json, "exactly one JSON object on standard output", "标准输出上只有一个 JSON 对象"},
    {HelpText::verbose, "phases with their times on standard error, never a secret",
     "在标准错误上显示各阶段及用时，不含机密"},
    {HelpText::email, "who gets the passcode; recover asks if neither is given",
     "验证码的接收者；recover 未给出时会询问"},
    {HelpText::phone, "the same, by text message", "同上，以短信接收"},
    {HelpText::country_code, "of the phone number, such as +86", "手机号的国家代码，如 +86"},
    {HelpText::code, "the passcode; asked for on a terminal", "验证码；在终端上会询问"},
    {HelpText::code_file, "the same, from a file", "同上，从文件读取"},
    {HelpText::token_file, "the token that verify printed", "verify 输出的令牌"},
    {HelpText::password_file, "the new password; asked for twice on a terminal",
     "新密码；在终端上会询问两次"},
    {HelpText::reveal_account, "tell whether the account exists", "允许得知账号是否存在"},
    {HelpText::idle, "end a visit that nobody goes on with for so long",
     "无人继续操作达到此时间即结束"},
    {HelpText::loop,
     "begin again for the next person on a cleared screen; no key\n"
     "leads out",
     "结束后清屏，供下一位使用；任何按键都不能退出"},

    {HelpText::kiosk_usage, "sparekey-kiosk [OPTIONS]", "sparekey-kiosk [选项]"},
    {HelpText::kiosk_purpose,
     "Serves the recovery of an account to a browser: the device's own, or others through the\n"
     "device's web server.",
     "在浏览器中找回账号：可用本机的浏览器，也可由其他设备经本机的网页服务器访问。"},
    {HelpText::kiosk_notes,
     "FILE may be -, standard input, once, if it holds a secret; one line end at its end is\n"
     "dropped. Files are read once, at the start.",
     "存放机密的 FILE 可以是 -，即标准输入，只能用一次；末尾的一个换行会去掉。\n"
     "文件只在启动时读取一次。"},
    {HelpText::page_options, "The page", "网页"},
    {HelpText::password_options, "The password", "密码"},
    {HelpText::program_options, "This program", "本程序"},
    {HelpText::kiosk_ended, "ended by SIGTERM or SIGINT", "因 SIGTERM 或 SIGINT 结束"},
    {HelpText::kiosk_failed, "this device: it cannot listen; memory, randomness",
     "本机：无法监听；内存、随机数"},

    {HelpText::kiosk_lang,
     "zh-CN (zh), en-US (en), zh-TW or ja-JP: language of the page\n"
     "if the browser asks for none of ours; default the locale's",
     "zh-CN（zh）、en-US（en）、zh-TW 或 ja-JP：浏览器没有指定可用语言时网页的语言，\n"
     "默认随系统区域设置"},
    {HelpText::kiosk_help, "this page", "显示本页"},
    {HelpText::kiosk_idle,
     "a visit nobody goes on with ends after this; default 120, at\n"
     "least 30",
     "无人继续操作达到此时间即结束，默认 120，至少 30"},
    {HelpText::listen, "where it answers; default 127.0.0.1:8080, port 0 is any free one",
     "监听处，默认 127.0.0.1:8080，端口 0 表示任一空闲端口"},
    {HelpText::origin,
     "an origin browsers use, such as https://box.lan; may be\n"
     "repeated; default what --listen says",
     "浏览器使用的来源，如 https://box.lan；可重复给出；\n"
     "默认取自 --listen"},
    {HelpText::visits, "recoveries at once, 1 to 16; default 2",
     "同时进行的找回数，1 至 16，默认 2"},
    {HelpText::title, "whose account it is, above every page", "账号所属，显示在每页上方"},
    {HelpText::stylesheet, "in place of the built-in one", "代替内置的样式表"},
    {HelpText::done_url, "where the last page leads; default the first page",
     "最后一页通往何处，默认回到首页"},
    {HelpText::keyboard, "an on-screen keyboard on the page", "在网页上显示屏幕键盘"},
    {HelpText::port_file, "written when it answers: the port, or the socket's path",
     "开始应答时写入：端口或套接字路径"},
};
static_assert(is_complete(kHelpTexts), "a phrase for each HelpText, at its place");

}  // namespace sparekey

#endif
