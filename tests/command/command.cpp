// SPDX-License-Identifier: Apache-2.0
#include "command.hpp"

#include <map>

#include "support/command_program.hpp"

namespace command_test {
namespace {

const std::map<std::string, int> kStatusOfKind = {{"usage", 2}, {"service", 3},  {"network", 4},
                                                  {"tls", 5},   {"protocol", 6}, {"local", 7}};

}  // namespace

Arguments sparekey(const Arguments& arguments) {
  Arguments all = {support::command_program()};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return all;
}

Arguments sparekey(const EmulatorProcess& emulator, const Arguments& arguments) {
  Arguments all = {
      support::command_program(), "--host", emulator.host(), "--app-id", "demo-app", "--ca-file",
      emulator.ca_file()};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return all;
}

json only_json(const Finished& finished) {
  EXPECT_EQ(finished.error, "");
  EXPECT_EQ(finished.out.find('\n'), finished.out.size() - 1) << finished.out;
  json value = json::parse(finished.out, nullptr, false);
  EXPECT_TRUE(value.is_object()) << finished.out;
  return value;
}

json expect_failure(const Finished& finished, int status, const std::string& code,
                    const std::string& delivery, const std::string& advice) {
  const json whole = only_json(finished);
  EXPECT_EQ(whole.value("ok", true), false) << finished.out;
  json error = whole.value("error", json::object());
  EXPECT_EQ(finished.status, status) << finished.out;
  EXPECT_EQ(error.value("code", ""), code) << finished.out;
  EXPECT_EQ(error.value("delivery", ""), delivery) << finished.out;
  EXPECT_EQ(error.value("advice", ""), advice) << finished.out;
  EXPECT_NE(error.value("detail", ""), "") << finished.out;
  const auto kind = kStatusOfKind.find(error.value("kind", ""));
  EXPECT_NE(kind, kStatusOfKind.end()) << finished.out;
  if (kind != kStatusOfKind.end()) {
    EXPECT_EQ(kind->second, status);
  }
  return error;
}

void expect_bad_argument(const Arguments& arguments, const std::string& about,
                         const Environment& environment) {
  const Finished words = support::run(sparekey(arguments), environment);
  EXPECT_EQ(words.status, 2) << words.error;
  EXPECT_EQ(words.out, "");
  EXPECT_TRUE(contains(words.error, about)) << words.error;

  Arguments with_json = arguments;
  with_json.insert(with_json.begin(), "--json");
  const Finished finished = support::run(sparekey(with_json), environment);
  const json error = expect_failure(finished, 2, "bad_argument", "not_sent", "check_input");
  EXPECT_TRUE(contains(error.value("detail", ""), about)) << finished.out;
  EXPECT_FALSE(error.contains("statusCode"));
  EXPECT_FALSE(error.contains("httpStatus"));
}

std::string fresh_code(const EmulatorProcess& emulator) {
  const size_t before = emulator.outbox().size();
  const Finished sent = support::run(sparekey(emulator, {"send-code", "--email", kEmail}));
  EXPECT_EQ(sent.status, 0) << sent.error;
  return emulator.wait_for_code(before + 1);
}

std::string fresh_token(const EmulatorProcess& emulator) {
  const Finished verified = support::run(
      sparekey(emulator, {"verify", "--email", kEmail, "--code", fresh_code(emulator)}));
  EXPECT_EQ(verified.status, 0) << verified.error;
  return verified.out.substr(0, verified.out.find('\n'));
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace command_test
