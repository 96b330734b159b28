// SPDX-License-Identifier: Apache-2.0
#include "cli/system_command.hpp"

#include "cli/json_object.hpp"
#include "cli/report_words.hpp"
#include "cli/session.hpp"

namespace sparekey::cli {
namespace {

void put_key(Text heading, Text key, Output& out) {
  if (key.empty()) return;
  out.put(heading);
  put_printable_lines(key, out);
  if (key[key.size() - 1] != '\n') out.put('\n');
}

void put_key_data(Text name, Text key, JsonObject& data) {
  if (key.empty()) return;
  JsonObject member(data, name);
  member.string("publicKey", key);
}

}  // namespace

Outcome system(Session& session) {
  Outcome outcome;
  outcome.result = session.client.system(&outcome.system);
  return outcome;
}

void put_system(const Outcome& outcome, const Report& report) {
  const SystemAnswer& answer = outcome.system;
  if (answer.server_version.empty()) {
    report.out.put(say(report.language, Word::no_version));
  } else {
    report.out.put(say(report.language, Word::server_runs));
    put_printable(answer.server_version, report.out);
  }
  const bool keys = !answer.rsa_public_key.empty() || !answer.sm2_public_key.empty();
  put_line(report.language, keys ? Word::its_keys : Word::no_keys, report.out);
  put_key("rsa:\n", answer.rsa_public_key, report.out);
  put_key("sm2:\n", answer.sm2_public_key, report.out);
}

void put_system_data(const Outcome& outcome, JsonObject& object) {
  JsonObject data(object, "data");
  put_key_data("rsa", outcome.system.rsa_public_key, data);
  put_key_data("sm2", outcome.system.sm2_public_key, data);
  data.json_if_any("version", outcome.system.version_json);
  data.json_if_any("publicIps", outcome.system.public_ips_json);
}

}  // namespace sparekey::cli
