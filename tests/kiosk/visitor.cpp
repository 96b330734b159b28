// SPDX-License-Identifier: Apache-2.0
#include "kiosk/visitor.hpp"

#include <gtest/gtest.h>

namespace kiosk_test {
namespace {

// The value of `name` in a tag such as <input name="form" value="…">.
std::string attribute(const std::string& tag, const std::string& name) {
  const std::string opening = ' ' + name + "=\"";
  const size_t at = tag.find(opening);
  if (at == std::string::npos) return "";
  const size_t begin = at + opening.size();
  return tag.substr(begin, tag.find('"', begin) - begin);
}

void expect_way(const Answer& answer, const std::string& place) {
  EXPECT_EQ(answer.status, 303) << answer.bytes;
  EXPECT_EQ(answer.field("location"), place) << answer.bytes;
}

}  // namespace

std::string form_of(const Answer& page) {
  std::string found;
  for (size_t at = 0; (at = page.body.find("<input", at)) != std::string::npos; ++at) {
    const std::string tag = page.body.substr(at, page.body.find('>', at) - at);
    if (attribute(tag, "name") != "form") continue;
    const std::string value = attribute(tag, "value");
    if (!found.empty() && value != found) throw BadAnswer("two forms: " + page.body);
    found = value;
  }
  return found;
}

Fields Visitor::head() const {
  Fields fields = {{"Host", kiosk_->host()}};
  fields.insert(fields.end(), extra.begin(), extra.end());
  if (!cookie.empty()) fields.emplace_back("Cookie", cookie);
  return fields;
}

std::string Visitor::get_request(const std::string& path) const {
  return request("GET", path, head());
}

std::string Visitor::post_request(const std::string& path, const Fields& fields) const {
  Fields all = head();
  if (origin) all.emplace_back("Origin", kiosk_->origin());
  all.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  std::string body = form_body(fields);
  if (body.empty()) all.emplace_back("Content-Length", "0");
  return request("POST", path, all, body);
}

void Visitor::keep(const Answer& answer) {
  const std::string set = answer.field("set-cookie");
  if (!set.empty()) cookie = set.substr(0, set.find(';'));
  if (cookie == "visit=") cookie.clear();
  if (const std::string next = form_of(answer); !next.empty()) form = next;
}

Answer Visitor::get(const std::string& path) {
  Wire wire(kiosk_->address());
  wire.send(get_request(path));
  Answer answer = wire.answer();
  keep(answer);
  return answer;
}

Answer Visitor::post(const std::string& path, const Fields& fields) {
  Wire wire(kiosk_->address());
  wire.send(post_request(path, fields));
  Answer answer = wire.answer();
  keep(answer);
  return answer;
}

Answer Visitor::submit(const std::string& path, Fields fields) {
  fields.insert(fields.begin(), {"form", form});
  return post(path, fields);
}

std::string Visitor::code_of(const EmulatorProcess& emulator, const std::string& account) {
  std::string code;
  support::wait_until(
      [&] {
        for (const auto& message : emulator.outbox())
          if (message.at("to") == account) code = message.at("code");
        return !code.empty();
      },
      "a passcode");
  return code;
}

void Visitor::to_code(const std::string& account) {
  get("/");
  expect_way(submit("/send", {{"account", account}, {"country", ""}}), "/code");
  get("/code");
}

void Visitor::to_password(const EmulatorProcess& emulator, const std::string& account) {
  to_code(account);
  expect_way(submit("/verify", {{"code", code_of(emulator, account)}}), "/password");
  get("/password");
}

void Visitor::to_done(const EmulatorProcess& emulator, const std::string& account,
                      const std::string& password) {
  to_password(emulator, account);
  expect_way(submit("/reset", {{"password", password}, {"again", password}}), "/done");
}

}  // namespace kiosk_test
