// SPDX-License-Identifier: Apache-2.0
#include "access_log.hpp"

#include <algorithm>

#include "clock.hpp"

namespace emulator {
namespace {

using nlohmann::json;

std::string length_of(std::size_t size) { return '<' + std::to_string(size) + " bytes>"; }

bool is_secret(const std::string& name) {
  const auto secrets = {"password", "passCode", "passwordResetToken", "authorization",
                        "client_secret"};
  return std::find(secrets.begin(), secrets.end(), name) != secrets.end();
}

void hide_secrets(json& value) {
  if (value.is_array())
    for (json& element : value) hide_secrets(element);
  if (!value.is_object()) return;
  for (const auto& [name, member] : value.items()) {
    if (!is_secret(name))
      hide_secrets(member);
    else
      member = length_of(member.is_string() ? member.get_ref<const std::string&>().size()
                                            : member.dump().size());
  }
}

}  // namespace

json without_secrets(const std::string& body) {
  json value = json::parse(body, nullptr, false);
  if (!value.is_object()) return length_of(body.size());
  hide_secrets(value);
  return value;
}

void AccessLog::append(const ConnectionInfo& connection, const HttpRequest& request,
                       const HttpReply& reply) {
  nlohmann::ordered_json line;
  line["time"] = utc_now();
  line["connection"] = connection.number;
  line["tls"] = connection.tls_version;
  line["resumed"] = connection.resumed;
  line["method"] = request.method;
  line["path"] = request.path;
  line["headers"] = json::array();
  for (const auto& [name, value] : request.headers) line["headers"].push_back(name);
  line["body"] = request.body.empty() ? json() : without_secrets(request.body);
  line["httpStatus"] = reply.status;
  line["statusCode"] = reply.status_code;
  line["apiCode"] = reply.api_code ? json(*reply.api_code) : json();
  lines_.append(line);
}

}  // namespace emulator
