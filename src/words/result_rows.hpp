// SPDX-License-Identifier: Apache-2.0
// The rows of Code, Advice, Kind and Phase.
#ifndef SPAREKEY_WORDS_RESULT_ROWS_HPP
#define SPAREKEY_WORDS_RESULT_ROWS_HPP

#include "base/code_rows.hpp"
#include "words/results.hpp"

// An enumerator without words must not compile, whatever warnings a build asks for.
#pragma GCC diagnostic error "-Wswitch"

namespace sparekey {

struct Sentence {
  const char* english;
  const char* chinese;
};
constexpr Sentence kNoSentence = {"", ""};
constexpr Sentence kNoEnumerator = {nullptr, nullptr};

// The English of a code is the library's.
constexpr const char* in_chinese(Code code) {
  switch (code) {
    case Code::ok:
      return "完成";
    case Code::bad_argument:
      return "参数有误";
    case Code::unreadable_file:
      return "文件无法使用";
    case Code::passcode_rejected:
      return "验证码错误或已使用";
    case Code::passcode_expired:
      return "验证码已过期";
    case Code::too_soon:
      return "一分钟内已发送过验证码";
    case Code::too_many_requests:
      return "请求过于频繁";
    case Code::account_not_found:
      return "账号不存在";
    case Code::bad_recipient:
      return "邮箱或手机号格式不对";
    case Code::account_locked:
      return "账号已锁定";
    case Code::captcha_required:
      return "服务端要求图形验证码";
    case Code::app_rejected:
      return "服务端不认识这个应用或用户池";
    case Code::not_permitted:
      return "应用或用户没有权限";
    case Code::refused:
      return "服务端拒绝了请求";
    case Code::password_too_weak:
      return "密码强度不够";
    case Code::password_reused:
      return "这个密码以前用过";
    case Code::token_rejected:
      return "重置密码的令牌已失效";
    case Code::password_undecryptable:
      return "服务端无法解密密码";
    case Code::delivery_failed:
      return "服务端没能发出验证码";
    case Code::service_fault:
      return "服务端故障或繁忙";
    case Code::name_not_resolved:
      return "无法解析主机名";
    case Code::connect_failed:
      return "无法连接主机";
    case Code::timed_out:
      return "操作超时";
    case Code::connection_lost:
      return "连接中断";
    case Code::proxy_refused:
      return "代理没有建立隧道";
    case Code::certificate_untrusted:
      return "服务器证书不是由受信任的机构签发";
    case Code::certificate_expired:
      return "服务器证书已过期";
    case Code::certificate_not_yet_valid:
      return "服务器证书尚未生效";
    case Code::clock_not_set:
      return "本机时钟未设置，无法判断证书";
    case Code::certificate_name_mismatch:
      return "服务器证书与主机名不符";
    case Code::certificate_revoked:
      return "服务器证书已被吊销";
    case Code::certificate_weak:
      return "服务器证书的密钥或签名太弱";
    case Code::certificate_rejected:
      return "服务器证书无法接受";
    case Code::pin_mismatch:
      return "服务器证书链中没有指定的公钥";
    case Code::handshake_failed:
      return "TLS 握手失败";
    case Code::bad_http:
      return "响应不符合 HTTP 规范";
    case Code::http_status:
      return "收到 HTTP 错误，其中没有服务端的答复";
    case Code::redirected:
      return "响应要求重定向，本程序不会跟随";
    case Code::answer_too_large:
      return "响应太大";
    case Code::truncated:
      return "响应不完整";
    case Code::not_json:
      return "响应不是 JSON";
    case Code::malformed_json:
      return "响应的 JSON 有错误";
    case Code::unexpected_shape:
      return "响应缺少所需内容";
    case Code::cancelled:
      return "已取消";
    case Code::bad_key:
      return "服务端没有公布可用的公钥";
    case Code::password_too_long:
      return "密码太长，无法加密";
    case Code::buffer_too_small:
      return "请求超出缓冲区大小";
    case Code::out_of_memory:
      return "本机内存不足";
    case Code::entropy_failed:
      return "本机无法提供随机数";
    case Code::encryption_failed:
      return "本机加密失败";
  }
  return nullptr;
}

constexpr Sentence sentence(Code code) {
  const char* const chinese = in_chinese(code);
  return chinese == nullptr ? kNoEnumerator
                            : Sentence{kCodeRows[static_cast<size_t>(code)].words, chinese};
}

constexpr Sentence sentence(Advice advice) {
  switch (advice) {
    case Advice::none:
      return kNoSentence;
    case Advice::check_input:
      return {"Check what was entered.", "请检查输入。"};
    case Advice::new_code:
      return {"Ask for a new passcode.", "请重新获取验证码。"};
    case Advice::wait:
      return {"Wait, then try again.", "请稍后再试。"};
    case Advice::contact_support:
      return {"Contact the people who run the service.", "请联系服务的管理员。"};
    case Advice::other_password:
      return {"Choose another password.", "请换一个密码。"};
    case Advice::start_over:
      return {"Start over with a new passcode.", "请用新的验证码重新开始。"};
    case Advice::retry:
      return {"Try again.", "请重试。"};
    case Advice::check_clock:
      return {"Check this device's clock.", "请检查本机的时钟。"};
    case Advice::check_trust:
      return {"Check which certificates this device trusts, and which server it reached.",
              "请检查本机信任的证书，以及连接到的是哪台服务器。"};
  }
  return kNoEnumerator;
}

constexpr Sentence sentence(Kind kind) {
  switch (kind) {
    case Kind::none:
      return {"done", "完成"};
    case Kind::usage:
      return {"unusable command line or file", "命令行或文件有误"};
    case Kind::service:
      return {"the service refused", "服务端拒绝"};
    case Kind::network:
      return {"network: host name, connection, deadline", "网络：主机名、连接、时限"};
    case Kind::tls:
      return {"TLS: certificate, pin, handshake", "TLS：证书、公钥、握手"};
    case Kind::protocol:
      return {"the answer cannot be read", "响应无法解读"};
    case Kind::local:
      return {"this device: memory, randomness, space, key", "本机：内存、随机数、空间、密钥"};
  }
  return kNoEnumerator;
}

constexpr Sentence sentence(Phase phase) {
  switch (phase) {
    case Phase::idle:
      return kNoSentence;
    case Phase::resolving:
      return {"looking up the host", "正在解析主机名"};
    case Phase::connecting:
      return {"connecting", "正在连接"};
    case Phase::securing:
      return {"securing the connection", "正在建立安全连接"};
    case Phase::sending:
      return {"sending", "正在发送"};
    case Phase::waiting:
      return {"waiting for the answer", "正在等待响应"};
    case Phase::receiving:
      return {"receiving", "正在接收"};
  }
  return kNoEnumerator;
}

}  // namespace sparekey

#endif
