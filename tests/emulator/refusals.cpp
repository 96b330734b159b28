// SPDX-License-Identifier: Apache-2.0
#include "refusals.hpp"

#include <strings.h>

namespace emulator {

// Texts: zh-CN, en-US, ja-JP, zh-TW.

const Text kSucceeded = {{"操作成功", "Success", "操作が完了しました", "操作成功"}};

const Refusal kBadArgument = {
    400, {}, {{"参数错误", "Bad argument", "パラメータが正しくありません", "參數錯誤"}}};

const Refusal kNotFound = {
    404, {}, {{"资源不存在", "Not found", "リソースが存在しません", "資源不存在"}}};

const Refusal kTooLarge = {
    413, {}, {{"请求体过大", "The request is too large", "リクエストが大きすぎます", "請求過大"}}};

const Refusal kServerFault = {
    500, {}, {{"服务器内部错误", "Internal server error", "サーバー内部エラー", "伺服器內部錯誤"}}};

const Refusal kAppUnknown = {
    403,
    2011,
    {{"应用不存在", "Unknown application", "アプリケーションが存在しません", "應用不存在"}}};

const Refusal kTooManyRequests = {
    429,
    1002,
    {{"请求过于频繁，请稍后再试", "Too many requests, try again later",
      "リクエストが多すぎます。しばらくしてからお試しください", "請求過於頻繁，請稍後再試"}}};

const Refusal kCaptchaWanted = {499,
                                2000,
                                {{"请输入图形验证码", "A captcha is wanted",
                                  "画像認証を入力してください", "請輸入圖形驗證碼"}}};

const Refusal kCodeWrong = {
    499,
    2001,
    {{"验证码不正确", "The passcode is wrong", "認証コードが正しくありません", "驗證碼不正確"}}};

const Refusal kCodeExpired = {499,
                              2300,
                              {{"验证码已过期", "The passcode has expired",
                                "認証コードの有効期限が切れています", "驗證碼已過期"}}};

const Refusal kAccountUnknown = {
    404, 2004, {{"用户不存在", "The user does not exist", "ユーザーが存在しません", "用戶不存在"}}};

const Refusal kAccountLocked = {
    403,
    2005,
    {{"账号已被锁定", "The account is locked", "アカウントがロックされています", "帳號已被鎖定"}}};

const Refusal kPasswordTooWeak = {499,
                                  2029,
                                  {{"密码强度不够", "The password is too weak",
                                    "パスワードの強度が不足しています", "密碼強度不夠"}}};

const Refusal kPasswordUsedBefore = {
    499,
    2059,
    {{"不能使用最近用过的密码", "The password has been used before",
      "最近使用したパスワードは使用できません", "不能使用最近用過的密碼"}}};

const Refusal kPasswordUndecryptable = {499,
                                        2016,
                                        {{"密码解密失败", "The password cannot be decrypted",
                                          "パスワードを復号できません", "密碼解密失敗"}}};

const Refusal kEmailMalformed = {400,
                                 2003,
                                 {{"邮箱格式不正确", "The e-mail address is malformed",
                                   "メールアドレスの形式が正しくありません", "信箱格式不正確"}}};

const Refusal kPhoneMalformed = {400,
                                 2204,
                                 {{"手机号格式不正确", "The phone number is malformed",
                                   "電話番号の形式が正しくありません", "手機號格式不正確"}}};

const Refusal kEmailTooSoon = {
    499,
    2080,
    {{"邮件发送过于频繁，请一分钟后再试", "An e-mail was sent less than a minute ago",
      "メールの送信間隔が短すぎます", "郵件發送過於頻繁，請一分鐘後再試"}}};

const Refusal kSmsTooSoon = {
    499,
    4004,
    {{"短信发送过于频繁，请一分钟后再试", "A text message was sent less than a minute ago",
      "SMS の送信間隔が短すぎます", "簡訊發送過於頻繁，請一分鐘後再試"}}};

// No source gives this one an apiCode.
const Refusal kTokenInvalid = {
    400,
    {},
    {{"重置密码凭证无效或已过期", "The password reset token is invalid or has expired",
      "パスワードリセットトークンが無効か期限切れです", "重置密碼憑證無效或已過期"}}};

// The official documentation of sign-in has this apiCode; no part of account recovery answers it.
const Refusal kSignInRefused = {499,
                                2333,
                                {{"账号或密码错误", "Wrong account or password",
                                  "アカウントまたはパスワードが違います", "帳號或密碼錯誤"}}};

const Refusal kRefused = {499,
                          {},
                          {{"服务拒绝了请求", "The service refused the request",
                            "リクエストは拒否されました", "服務拒絕了請求"}}};

Language language_named(std::string_view tag) {
  const auto is = [tag](std::string_view name) {
    return tag.size() == name.size() && strncasecmp(tag.data(), name.data(), tag.size()) == 0;
  };
  if (is("en-US")) return Language::kEnUs;
  if (is("ja-JP")) return Language::kJaJp;
  if (is("zh-TW")) return Language::kZhTw;
  return Language::kZhCn;
}

const Refusal& refusal_with(std::optional<int> api_code) {
  for (const Refusal* refusal :
       {&kAppUnknown, &kTooManyRequests, &kCaptchaWanted, &kCodeWrong, &kCodeExpired,
        &kAccountUnknown, &kAccountLocked, &kPasswordTooWeak, &kPasswordUsedBefore,
        &kPasswordUndecryptable, &kEmailMalformed, &kPhoneMalformed, &kEmailTooSoon, &kSmsTooSoon})
    if (api_code && refusal->api_code == api_code) return *refusal;
  return kRefused;
}

}  // namespace emulator
