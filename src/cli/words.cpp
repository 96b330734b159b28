// SPDX-License-Identifier: Apache-2.0
#include "words.hpp"

namespace sparekey::cli {
namespace {

struct Row {
  const char* english;
  const char* chinese;
};

// In the order of Word.
constexpr Row kRows[] = {
    {"", ""},

    {"a command is needed", "缺少子命令"},
    {"no such command; there are recover, send-code, check-code, verify, reset and system",
     "没有这个子命令；可用的有 recover、send-code、check-code、verify、reset、system"},
    {"only one command at a time", "一次只能用一个子命令"},
    {"a word too many; secrets are read from files only", "多余的参数；机密只能从文件读取"},
    {"no such option", "没有这个选项"},
    {"wants a value", "缺少值"},
    {"takes no value", "不带值"},
    {"given twice, with different values", "重复给出，且值不同"},
    {"too many pins, at most 8", "最多给出 8 个"},
    {"has no meaning for this command", "对这个子命令没有意义"},
    {"can be ignore-dates with --pin only", "只有与 --pin 一起使用时才能是 ignore-dates"},
    {"is needed (the option, or its environment variable)", "必须给出（用选项或环境变量）"},
    {"is needed", "必须给出"},
    {"must be authing or genauth", "只能是 authing 或 genauth"},
    {"must be zh-CN, en-US, zh-TW or ja-JP", "只能是 zh-CN、en-US、zh-TW 或 ja-JP"},
    {"must be strict, not-before-build or ignore-dates",
     "只能是 strict、not-before-build 或 ignore-dates"},
    {"must be sha256/ and 44 characters of base64", "必须是 sha256/ 加 44 个 base64 字符"},
    {"must be seconds, more than 0 and at most 86400", "必须是秒数，大于 0，至多 86400"},
    {"must be none, rsa or sm2", "只能是 none、rsa 或 sm2"},
    {"must be plain, 04, prefix or c1c2c3", "只能是 plain、04、prefix 或 c1c2c3"},
    {"has a meaning with --encrypt sm2 only", "只能与 --encrypt sm2 一起使用"},
    {"must be digits", "只能是数字"},
    {"cannot stand beside --email", "不能与 --email 同时使用"},
    {"has a meaning with --phone only", "只能与 --phone 一起使用"},
    {"this or --phone is needed", "必须给出它或 --phone"},
    {"cannot stand beside --code", "不能与 --code 同时使用"},
    {"has a meaning with a proxy only", "只能与代理一起使用"},
    {"must not hold a user or a password; --proxy-auth-file FILE takes user:password",
     "不能含用户名或密码；请用 --proxy-auth-file FILE 给出 user:password"},
    {"standard input can be read for one of the files only", "标准输入只能用于其中一个文件"},
    {"cannot be typed; name a file", "不能从终端输入；请指定文件"},
    {"recover needs a terminal", "recover 需要终端"},
    {"this or --code-file is needed where there is no terminal",
     "没有终端时必须给出它或 --code-file"},
    {"is needed where there is no terminal", "没有终端时必须给出"},
    {"sparekey --help tells more.", "详见 sparekey --help。"},

    {"there is no such file", "文件不存在"},
    {"is a folder", "是目录"},
    {"is empty", "是空的"},
    {"holds nothing but a line end", "只有换行符"},
    {"is too large", "太大"},
    {"cannot be read", "无法读取"},
    {"this system has no CA bundle in the usual places; give one",
     "系统的常见位置没有 CA 证书包；请指定"},

    {"The service says: ", "服务方的答复："},
    {"The service may have acted on the request all the same.", "服务方可能已经执行了这个请求。"},
    {"Nothing was sent.", "请求没有发出。"},
    {"this device's clock is not set; certificate dates were judged by the time of this build.",
     "本机时钟未设置；证书日期按本程序的构建时间判断。"},
    {"standard output cannot be written", "无法写到标准输出"},
    {"The passcode was sent.", "验证码已发送。"},
    {"The passcode is right.", "验证码正确。"},
    {"The password has been changed.", "密码已修改。"},
    {"The token lives ", "令牌有效期："},
    {" seconds.", " 秒。"},
    {"The service runs version ", "服务版本 "},
    {"The service does not tell its version", "服务方没有给出版本"},
    {" and publishes no keys.", "，没有公布密钥。"},
    {" and publishes these keys.", "，公布了以下密钥。"},

    {"Passcode: ", "验证码："},
    {"Token: ", "令牌："},
    {"New password: ", "新密码："},
    {"Once more: ", "再输入一次："},
    {"The two differ.", "两次输入不一致。"},
    {"This is too long.", "输入太长。"},

    {"Your account", "您的账号"},
    {"The passcode", "验证码"},
    {"A new password", "新密码"},
    {"E-mail address, or phone number (like +86 18812345678): ",
     "邮箱地址或手机号（如 +86 18812345678）："},
    {"This is neither an address with @ nor a phone number; a country code is +86 and a space.",
     "这既不是带 @ 的邮箱地址，也不是手机号；国家代码写作 +86 加空格。"},
    {"If this address belongs to an account, a passcode is on its way.",
     "如果这个地址属于某个账号，验证码已在途中。"},
    {"Passcode", "验证码"},
    {"it lives ", "有效期 "},
    {"its time is over", "已过期"},
    {"a new one in ", "可重发："},
    {"Enter alone: a new one", "直接回车：重发"},
    {"a new one goes out in ", "即将重发："},
    {"A passcode is digits only.", "验证码只含数字。"},
    {"This passcode is not right, or not any more. Try again, or press Enter alone for a new one.",
     "验证码不正确或已失效。请重试，或直接按回车重发。"},
    {"The next passcode can be sent in ", "可发送下一个验证码："},
    {"Trying again in ", "即将重试："},
    {"Press Enter to try again: ", "按回车重试："},
    {"Press Enter to start over with a new passcode: ", "按回车从新的验证码开始："},
    {"This has to start over with a new passcode.", "需要从新的验证码重新开始。"},
    {"If a passcode comes all the same, enter it; Enter alone asks for a new one.",
     "如果仍收到验证码，请输入；直接按回车重新获取。"},
    {"The new password may be in place already: try to sign in with it first.",
     "新密码可能已经生效：请先用它登录试试。"},

    {"looking the host up", "正在解析主机名"},
    {"connecting", "正在连接"},
    {"securing the connection", "正在建立安全连接"},
    {"sending", "正在发送"},
    {"waiting for the answer", "正在等待答复"},
    {"receiving", "正在接收"},
};
static_assert(sizeof kRows / sizeof kRows[0] == static_cast<size_t>(Word::receiving) + 1,
              "a row for each Word");

// In the order of Advice.
constexpr Row kAdvice[] = {
    {"", ""},
    {"Check what was entered.", "请检查输入。"},
    {"Have a new passcode sent.", "请重新获取验证码。"},
    {"Wait, then try again.", "请稍后再试。"},
    {"Ask whoever runs the service.", "请联系服务的管理员。"},
    {"Choose another password.", "请换一个密码。"},
    {"Start over with a new passcode.", "请从新的验证码重新开始。"},
    {"Try again.", "请重试。"},
    {"Check this device's clock.", "请检查本机的时钟。"},
    {"Check which certificates this device trusts, and who answers.",
     "请检查本机信任的证书，以及应答的是谁。"},
};
static_assert(sizeof kAdvice / sizeof kAdvice[0] == static_cast<size_t>(Advice::check_trust) + 1,
              "a row for each Advice");

// In the order of Code. The English column is the library's explain().
constexpr const char* kChineseCodes[] = {
    "完成",
    "参数无法使用",
    "文件无法使用",
    "验证码错误或已使用",
    "验证码已过期",
    "一分钟内已发送过验证码",
    "服务方要求放慢请求",
    "账号不存在",
    "邮箱或手机号格式不对",
    "账号已锁定",
    "服务方要求图形验证码",
    "服务方不认识这个应用或用户池",
    "应用或用户没有权限",
    "服务方拒绝了请求",
    "密码强度不够",
    "密码曾经用过",
    "重置密码的令牌已失效",
    "服务方无法解密密码",
    "服务方没能发出消息",
    "服务方故障或繁忙",
    "主机名无法解析",
    "无法连接主机",
    "超过了时限",
    "连接中断",
    "代理没有建立隧道",
    "服务器证书没有受信任的签发者",
    "服务器证书已过期",
    "服务器证书尚未生效",
    "本机时钟未设置，无法判断证书",
    "服务器证书与主机名不符",
    "服务器证书已被吊销",
    "服务器证书的密钥或签名太弱",
    "服务器证书不可接受",
    "服务器证书链中没有指定的公钥",
    "TLS 握手失败",
    "应答不是合格的 HTTP",
    "收到 HTTP 错误，但不是服务方的答复",
    "应答指向别处；不跟随重定向",
    "应答太大",
    "应答不完整",
    "应答不是 JSON",
    "应答的 JSON 有错误",
    "应答缺少所需内容",
    "已取消",
    "服务方没有公布可用的密钥",
    "密码太长，无法加密",
    "请求超出缓冲区",
    "本机内存不足",
    "本机没有可用的随机数",
    "本机加密失败",
};
static_assert(sizeof kChineseCodes / sizeof kChineseCodes[0] ==
                  static_cast<size_t>(Code::encryption_failed) + 1,
              "a row for each Code");

Text pick(Tongue tongue, const Row& row) {
  return tongue == Tongue::chinese ? row.chinese : row.english;
}

}  // namespace

Text say(Tongue tongue, Word word) { return pick(tongue, kRows[static_cast<size_t>(word)]); }

Text say(Tongue tongue, Code code) {
  return tongue == Tongue::chinese ? Text(kChineseCodes[static_cast<size_t>(code)]) : explain(code);
}

Text say(Tongue tongue, Advice advice) {
  return pick(tongue, kAdvice[static_cast<size_t>(advice)]);
}

Text say(Tongue tongue, Phase phase) {
  if (phase == Phase::idle) return {};
  const size_t nth = static_cast<size_t>(phase) - static_cast<size_t>(Phase::resolving);
  return pick(tongue, kRows[static_cast<size_t>(Word::resolving) + nth]);
}

Text full_stop(Tongue tongue) { return tongue == Tongue::chinese ? "。" : "."; }

}  // namespace sparekey::cli
