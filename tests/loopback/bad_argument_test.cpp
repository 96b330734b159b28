// SPDX-License-Identifier: Apache-2.0
// What the caller gets wrong is found before anything is connected.
#include <gtest/gtest.h>

#include <functional>

#include "support/case_name.hpp"
#include "support/rig.hpp"

namespace sparekey::test {
namespace {

struct ConfigCase {
  const char* name;
  std::function<void(Config&)> change;
};

void PrintTo(const ConfigCase& c, std::ostream* out) { *out << c.name; }

std::function<void(Config&)> host(Text text) {
  return [text](Config& config) { config.host = text; };
}

std::function<void(Config&)> connect_to(Text text) {
  return [text](Config& config) { config.connect_to = text; };
}

std::function<void(Config&)> proxy(Text text, Text credentials = "") {
  return [text, credentials](Config& config) {
    config.proxy = text;
    config.proxy_credentials = credentials;
  };
}

std::function<void(Config&)> app_id(Text text) {
  return [text](Config& config) { config.app_id = text; };
}

const ConfigCase kConfigs[] = {
    {"HostEmpty", host("")},
    {"HostOnlyScheme", host("https://")},
    {"HostWithHttp", host("http://api.example.test")},
    {"HostWithOtherScheme", host("ftp://api.example.test")},
    {"HostWithPath", host("https://api.example.test/")},
    {"HostWithLongPath", host("https://api.example.test/api/v3")},
    {"HostWithQuery", host("api.example.test?x")},
    {"HostWithFragment", host("api.example.test#x")},
    {"HostWithUser", host("https://user:secret@api.example.test")},
    {"HostWithSpace", host("api.example .test")},
    {"HostWithSpaceInFront", host(" api.example.test")},
    {"HostWithSpaceBehind", host("api.example.test ")},
    {"HostWithLineEnd", host("api.example.test\r\nx-evil: 1")},
    {"HostWithNul", host(Text("api.example.test\0.evil", 22))},
    {"HostWithStar", host("*.example.test")},
    {"HostNotAscii", host("例子.test")},
    {"HostWithEmptyLabel", host("api..example.test")},
    {"HostWithDotBehind", host("api.example.test.")},
    {"HostAsNumber", host("2130706433")},
    {"HostAsHexadecimalNumber", host("0x7f000001")},
    {"HostWithAnOctalEnd", host("a.0177")},
    {"HostAsShortAddress", host("127.1")},
    {"HostAddressOutOfRange", host("256.0.0.1")},
    {"HostIpv6WithoutBrackets", host("::1")},
    {"HostIpv6WithZone", host("[fe80::1%eth0]")},
    {"HostBracketOpen", host("[::1")},
    {"HostBracketsEmpty", host("[]")},
    {"HostNameInBrackets", host("[localhost]")},
    {"PortZero", host("api.example.test:0")},
    {"PortTooLarge", host("api.example.test:65536")},
    {"PortEmpty", host("api.example.test:")},
    {"PortNoNumber", host("api.example.test:https")},
    {"PortSigned", host("api.example.test:+44")},
    {"PortTwice", host("api.example.test:1:2")},
    {"ConnectToWithoutPort", connect_to("127.0.0.1")},
    {"ConnectToWithScheme", connect_to("https://127.0.0.1:1")},
    {"ConnectToWithLineEnd", connect_to("127.0.0.1:1\n")},
    {"ProxyWithoutPort", proxy("http://127.0.0.1")},
    {"ProxyWithTls", proxy("https://127.0.0.1:1")},
    {"ProxyWithPath", proxy("http://127.0.0.1:1/")},
    {"ProxyWithUser", proxy("http://user:secret@127.0.0.1:1")},
    {"ProxyWithLineEnd", proxy("http://127.0.0.1:1\r\nx-evil: 1")},
    {"ProxyCredentialsAlone", [](Config& config) { config.proxy_credentials = "a:b"; }},
    {"ProxyCredentialsWithoutColon", proxy("127.0.0.1:1", "user")},
    {"ProxyCredentialsNotUtf8", proxy("127.0.0.1:1", "user:\xFF")},
    {"ProxyCredentialsWithLineEnd", proxy("127.0.0.1:1", "user:secret\n")},
    {"ProxyCredentialsWithNul", proxy("127.0.0.1:1", Text("user:\0", 6))},
    {"AppIdEmpty", app_id("")},
    {"AppIdWithLineEnd", app_id("demo\r\nx-evil: 1")},
    {"AppIdWithControl", app_id("demo\x01")},
    {"AppIdWithNul", app_id(Text("demo\0app", 8))},
    {"AppIdNotAscii", app_id("演示")},
    {"AppIdWithDelete", app_id("demo\x7f")},
    {"UserPoolWithLineEnd", [](Config& config) { config.userpool_id = "a\nb"; }},
    {"AccessTokenWithLineEnd", [](Config& config) { config.access_token = "a\r\nb"; }},
    {"AccessTokenWithSpaceBehind", [](Config& config) { config.access_token = "a "; }},
    {"ClientNameWithControl", [](Config& config) { config.client_name = "a\tb"; }},
    {"TimeoutZero", [](Config& config) { config.timeout_ms = 0; }},
    {"TimeoutNegative", [](Config& config) { config.timeout_ms = -1; }},
    {"TimeoutThatOverflows", [](Config& config) { config.timeout_ms = INT64_MAX; }},
};

class BadConfigTest : public testing::TestWithParam<ConfigCase> {};

TEST_P(BadConfigTest, DoesNotOpen) {
  Rig rig({ok(kSent)});
  GetParam().change(rig.device.config);
  const Result result = rig.device.try_open();
  EXPECT_EQ(outcome(result), expected(Code::bad_argument, Delivery::not_sent, Advice::check_input));
  EXPECT_NE(result.detail, nullptr);
  EXPECT_EQ(outcome(rig.client().send_code(by_email())),
            expected(Code::bad_argument, Delivery::not_sent, Advice::check_input));
  EXPECT_EQ(rig.server.stop().size(), 0u);
}

INSTANTIATE_TEST_SUITE_P(Configs, BadConfigTest, testing::ValuesIn(kConfigs),
                         case_name<ConfigCase>);

struct CallCase {
  const char* name;
  Code code;
  std::function<Result(Client&)> call;
};

void PrintTo(const CallCase& c, std::ostream* out) { *out << c.name; }

CallCase send_to(const char* name, const Recipient& recipient) {
  return {name, Code::bad_argument,
          [recipient](Client& client) { return client.send_code(recipient); }};
}

CallCase verify_with(const char* name, Text pass_code) {
  return {name, Code::bad_argument, [pass_code](Client& client) {
            VerifyAnswer answer;
            return client.verify(by_email(), pass_code, &answer);
          }};
}

CallCase check_with(const char* name, Text pass_code) {
  return {name, Code::bad_argument, [pass_code](Client& client) {
            CheckCodeAnswer answer;
            return client.check_code(by_email(), pass_code, &answer);
          }};
}

CallCase reset_with(const char* name, Text token, const std::string& password,
                    Encryption encryption = Encryption::none, Code code = Code::bad_argument) {
  return {name, code, [token, password, encryption](Client& client) {
            ResetRequest request;
            request.password_reset_token = token;
            request.password = password;
            request.encryption = encryption;
            return client.reset(request);
          }};
}

Recipient both() {
  Recipient recipient = by_phone();
  recipient.email = "alice@example.com";
  return recipient;
}

const CallCase kCalls[] = {
    send_to("NoRecipient", Recipient()),
    send_to("TwoRecipients", both()),
    send_to("EmailNotUtf8", by_email("alice\xFF@example.com")),
    send_to("EmailOverlong", by_email("alice\xC0\xAF@example.com")),
    send_to("PhoneNotUtf8", by_phone("188\xFF", "")),
    send_to("PhoneWithCountryCode", by_phone("+8618812345678", "")),
    send_to("CountryCodeWithoutPlus", by_phone("18812345678", "86")),
    send_to("CountryCodeOnlyPlus", by_phone("18812345678", "+")),
    send_to("CountryCodeTooLong", by_phone("18812345678", "+12345")),
    send_to("CountryCodeNoNumber", by_phone("18812345678", "+8x")),
    verify_with("VerifyWithoutCode", ""),
    verify_with("VerifyCodeNotUtf8", "12\xFF"),
    verify_with("VerifyCodeOfTwoLines", "123456\n"),
    verify_with("VerifyCodeWithC1", "12\xC2\x85"),
    verify_with("VerifyCodeWithByteOrderMark",
                "\xEF\xBB\xBF"
                "123456"),
    check_with("CheckCodeWithByteOrderMark",
               "\xEF\xBB\xBF"
               "123456"),
    check_with("CheckWithoutCode", ""),
    check_with("CheckCodeNotUtf8", "12\xFF"),
    reset_with("ResetWithoutToken", "", "p"),
    reset_with("ResetTokenNotUtf8", "\xFF", "p"),
    reset_with("ResetTokenWithByteOrderMark", "\xEF\xBB\xBFt", "p"),
    reset_with("ResetTokenWithDel", "t\x7F", "p"),
    reset_with("ResetWithoutPassword", "t", ""),
    reset_with("ResetPasswordWithByteOrderMark", "t", "\xEF\xBB\xBFp"),
    reset_with("ResetPasswordWithByteOrderMarkRsa", "t", "\xEF\xBB\xBFp", Encryption::rsa),
    reset_with("ResetPasswordWithLineEnd", "t", "p\n"),
    reset_with("ResetPasswordWithNul", "t", std::string("p\0q", 3)),
    reset_with("ResetPasswordWithDel", "t", "p\x7F"),
    reset_with("ResetPasswordWithC1", "t", "p\xC2\x9F"),
    reset_with("ResetWithoutPasswordRsa", "t", "", Encryption::rsa),
    reset_with("ResetPasswordNotUtf8", "t", "p\xED\xA0\x80"),
    reset_with("ResetPasswordNotUtf8Rsa", "t", "p\xFF", Encryption::rsa),
    reset_with("ResetPasswordOfTenThousandBytes", "t", std::string(10'000, 'p'), Encryption::none,
               Code::buffer_too_small),
};

class BadCallTest : public testing::TestWithParam<CallCase> {};

TEST_P(BadCallTest, SendsNothing) {
  Rig rig({ok(kSent)});
  const Result result = GetParam().call(rig.client());
  EXPECT_EQ(outcome(result), expected(GetParam().code, Delivery::not_sent, Advice::check_input));
  rig.client().close();
  EXPECT_EQ(rig.server.stop().size(), 0u);
}

INSTANTIATE_TEST_SUITE_P(Calls, BadCallTest, testing::ValuesIn(kCalls), case_name<CallCase>);

TEST(BadArgument, CallWithoutOpen) {
  Client client;
  EXPECT_EQ(outcome(client.send_code(by_email())),
            expected(Code::bad_argument, Delivery::not_sent, Advice::check_input));
}

TEST(BadArgument, MemoryTooSmallOrNotAligned) {
  const Chain chain = make_chain();
  Device device("127.0.0.1:1", chain.root_pem());
  const size_t needed = memory_needed(device.limits);
  const auto memory = std::make_unique<unsigned char[]>(needed + 1);
  Client client;
  EXPECT_EQ(client.open(device.config, device.port, memory.get(), needed - 1).code,
            Code::buffer_too_small);
  EXPECT_EQ(client.open(device.config, device.port, memory.get() + 1, needed).code,
            Code::buffer_too_small);
  EXPECT_EQ(client.open(device.config, device.port, nullptr, needed).code, Code::buffer_too_small);
  EXPECT_EQ(client.open(device.config, device.port, memory.get(), needed).code, Code::ok);
}

}  // namespace
}  // namespace sparekey::test
