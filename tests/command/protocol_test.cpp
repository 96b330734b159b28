// SPDX-License-Identifier: Apache-2.0
// Answers that cannot be read: exit status 6, and nobody can say whether the service acted.
#include "command.hpp"

namespace command_test {
namespace {

struct ProtocolCase {
  std::string name;
  json fault;
  std::string code;
  std::string advice = "contact_support";
};

void PrintTo(const ProtocolCase& one, std::ostream* out) { *out << one.name; }

class Answers : public testing::TestWithParam<ProtocolCase> {};

TEST_P(Answers, AreToldApart) {
  json fault = GetParam().fault;
  fault["path"] = "/api/v3/verify-reset-password-request";
  const EmulatorProcess emulator(config({{"faults", json::array({fault})}}));
  const Arguments verify = {"verify", "--email", kEmail, "--code", "123456"};
  Arguments with_json = verify;
  with_json.push_back("--json");
  const json error = expect_failure(support::run(sparekey(emulator, with_json)), 6, GetParam().code,
                                    "unknown", GetParam().advice);
  EXPECT_EQ(error["kind"], "protocol");
  const Finished words = support::run(sparekey(emulator, verify));
  EXPECT_EQ(words.status, 6);
  EXPECT_EQ(words.out, "");
  EXPECT_TRUE(contains(words.error, "may have acted")) << words.error;
}

INSTANTIATE_TEST_SUITE_P(
    Each, Answers,
    testing::Values(
        ProtocolCase{"Empty", {{"body", ""}}, "not_json"},
        ProtocolCase{
            "Html", {{"body", "<html>busy</html>"}, {"contentType", "text/html"}}, "not_json"},
        ProtocolCase{
            "HtmlError", {{"body", "<html>"}, {"httpStatus", 502}}, "http_status", "start_over"},
        ProtocolCase{"HtmlNotFound", {{"body", "<html>"}, {"httpStatus", 404}}, "http_status"},
        ProtocolCase{
            "HtmlThrottled", {{"body", "<html>"}, {"httpStatus", 429}}, "http_status", "wait"},
        ProtocolCase{
            "Redirect",
            {{"httpStatus", 302}, {"body", ""}, {"headers", {{"Location", "https://a.example/"}}}},
            "redirected"},
        ProtocolCase{"BrokenJson", {{"body", "{\"statusCode\":200,}"}}, "malformed_json"},
        ProtocolCase{"Null", {{"body", "null"}}, "unexpected_shape"},
        ProtocolCase{"EmptyObject", {{"body", "{}"}}, "unexpected_shape"},
        ProtocolCase{"EmptyArray", {{"body", "[]"}}, "unexpected_shape"},
        ProtocolCase{"NoToken", {{"data", json::object()}}, "unexpected_shape"},
        ProtocolCase{"TokenOfAnotherType",
                     {{"data", {{"passwordResetToken", 7}, {"tokenExpiresIn", 1}}}},
                     "unexpected_shape"},
        ProtocolCase{"TenMegabytes",
                     {{"body", std::string(1000, ' ')}, {"bodyRepeat", 10'000}},
                     "answer_too_large"}),
    [](const auto& of) { return of.param.name; });

TEST(Answers, ATokenIsHandedOverAsItIs) {
  const std::string token = "a\"b\\c/\u00e9密";
  const EmulatorProcess emulator(
      config({{"faults",
               {{{"path", "/api/v3/verify-reset-password-request"},
                 {"data", {{"passwordResetToken", token}, {"tokenExpiresIn", 7}}}}}}}));
  const Arguments verify = {"verify", "--email", kEmail, "--code", "123456"};
  Arguments with_json = verify;
  with_json.push_back("--json");
  const Finished finished = support::run(sparekey(emulator, with_json));
  EXPECT_EQ(only_json(finished)["data"]["passwordResetToken"], token);
  // Alone on its line it is printed as it is, for --token-file.
  EXPECT_EQ(support::run(sparekey(emulator, verify)).out, token + "\n");
}

// Versions and addresses are printed as the service wrote them, but for what terminals act on.
TEST(Answers, RawMembersCannotSteerATerminal) {
  const std::string version = "{\"server\":\"v\u0085\x7f\",\"more\":[1,{},\"a\\\\b\\\"\"]}";
  const EmulatorProcess emulator(config(
      {{"faults", {{{"path", "/api/v3/system"}, {"body", "{\"version\":" + version + "}"}}}}}));
  const Finished finished = support::run(sparekey(emulator, {"--json", "system"}));
  EXPECT_EQ(finished.status, 0) << finished.out;
  EXPECT_EQ(only_json(finished)["data"]["version"], json::parse(version));
  EXPECT_FALSE(contains(finished.out, "\x7f"));
  EXPECT_FALSE(contains(finished.out, "\u0085"));
  const Finished words = support::run(sparekey(emulator, {"system"}));
  EXPECT_TRUE(contains(words.out, "v\\xc2\\x85\\x7f and")) << words.out;
}

}  // namespace
}  // namespace command_test
