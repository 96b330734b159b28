// SPDX-License-Identifier: Apache-2.0
// What a client of the service writes and reads in one recovery, and what each contender makes of
// it. Each has a program of its own.
#ifndef SPAREKEY_BENCH_CODECS_HPP
#define SPAREKEY_BENCH_CODECS_HPP

#include <string_view>

namespace bench {

constexpr char kHost[] = "localhost:8443";
constexpr char kUserAgentLine[] = "user-agent: sparekey/0\r\n";
constexpr char kSdkVersion[] = "sparekey:0";
constexpr char kAppId[] = "demo-app";
constexpr char kLanguage[] = "zh-CN";
constexpr char kEmail[] = "alice@example.com";
constexpr char kPassCode[] = "480153";
constexpr char kToken[] = "dbA6NbK1IDFeSj4whEamvo3sHikmAEyBbjmsN-B58Sn";
// As large as what RSA-2048 makes of a password.
constexpr char kCiphertext[] =
    "qFaJQgV5Q2BPGLfIQeAgimg2MYqSY8ufUSVtw2yTXi1yMZA/vZ3wQQD13sz+viMpam7op6KXN8jDaytacS0FzH2T/3tJ"
    "bLg6MhMrhsUk6E0yGXVD3jazxh5zYFv2Rnw2XIuLr+0IOCtSwOTHVcuwFPYVybvGwY5GjOVUflDs5SYtlB+sGlbgK/Yq"
    "y1tk4ARJgerqJjMzz9oHOxK7+HOXi7AZW4EikGk2YXddG/by6tAyGkYdqBU3fuLNcOn/GVOSIigfG1uVxr1lA5Q+EKQp"
    "p060Rcw/1FXAu8XdrSMiNurWcdDhC2xu/tx6tK8PkPIotjAgCLaG6M+MbMzxx1U9tQ==";
static_assert(sizeof kCiphertext == 345, "256 bytes in base64");

// The emulator's answers, byte for byte.
#define SPAREKEY_BENCH_HEAD(length)               \
  "HTTP/1.1 200 OK\r\nContent-Length: " length    \
  "\r\n"                                          \
  "Content-Type: application/json; charset=utf-8" \
  "\r\n"                                          \
  "Keep-Alive: timeout=600, max=1000000\r\n"      \
  "Server: sparekey-emulator\r\n\r\n"
constexpr std::string_view kSystemAnswer = SPAREKEY_BENCH_HEAD(
    "704") R"({"publicIps":["127.0.0.1"],"rsa":{"publicKey":"-----BEGIN PUBLIC KEY-----\n)"
           R"(MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAqFaJQgV5Q2BPGLfIQeAg\n)"
           R"(img2MYqSY8ufUSVtw2yTXi1yMZA/vZ3wQQD13sz+viMpam7op6KXN8jDaytacS0F\n)"
           R"(zH2T/3tJbLg6MhMrhsUk6E0yGXVD3jazxh5zYFv2Rnw2XIuLr+0IOCtSwOTHVcuw\n)"
           R"(FPYVybvGwY5GjOVUflDs5SYtlB+sGlbgK/Yqy1tk4ARJgerqJjMzz9oHOxK7+HOX\n)"
           R"(i7AZW4EikGk2YXddG/by6tAyGkYdqBU3fuLNcOn/GVOSIigfG1uVxr1lA5Q+EKQp\n)"
           R"(p060Rcw/1FXAu8XdrSMiNurWcdDhC2xu/tx6tK8PkPIotjAgCLaG6M+MbMzxx1U9\n)"
           R"(tQIDAQAB\n-----END PUBLIC KEY-----\n"},)"
           R"("sm2":{"publicKey":"043b72f5377e42326abd0276e15e207fc0cdfc8460bc65379e5b08fb17ce7d715c)"
           R"(965b03c39cd698916a31f40c9f9896a983f4cb68923e2d4f1ac92ef5a8f94d37"},)"
           R"("version":{"server":"sparekey-emulator"}})";
constexpr std::string_view kSendAnswer = SPAREKEY_BENCH_HEAD(
    "94") R"({"statusCode":200,"message":"操作成功","requestId":"170a03af-8acd-4c01-99e7-26bdf9b0b3ef"})";
constexpr std::string_view kVerifyAnswer = SPAREKEY_BENCH_HEAD(
    "191") R"({"statusCode":200,"message":"操作成功","requestId":"79ba2880-620b-4450-803f-77d8f4f7abcd",)"
           R"("data":{"passwordResetToken":"dbA6NbK1IDFeSj4whEamvo3sHikmAEyBbjmsN-B58Sn",)"
           R"("tokenExpiresIn":300}})";
constexpr std::string_view kResetAnswer = SPAREKEY_BENCH_HEAD(
    "118") R"({"statusCode":200,"message":"操作成功","requestId":"12d900b2-da8c-4160-bd41-ee6c897758b5",)"
           R"("data":{"success":true}})";
#undef SPAREKEY_BENCH_HEAD

const char* name();

// Each writes its request and reads its answer, which the service sent as above. False if the
// answer does not say what it should: the keys, success, the token, success.
bool system_call();
bool send_code_call();
bool verify_call();
bool reset_call();

// What the last call wrote.
std::string_view request();

}  // namespace bench

#endif
