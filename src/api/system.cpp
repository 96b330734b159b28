// SPDX-License-Identifier: Apache-2.0
#include "api/system.hpp"

#include "base/place.hpp"
#include "base/text.hpp"

namespace sparekey::api {
namespace {

// Decoding escapes would change version_json, which is to be as it was sent.
Text server_version(json::Document& document, json::Value version) {
  const json::Value server = document.optional(version, "server");
  const bool shown = !server.absent() && !contains(document.raw(server), '\\');
  return shown ? document.text(server) : Text();
}

Code read(json::Document& document, json::Value data, SystemAnswer* out) {
  reset(out);
  if (!is_system(document, data)) return Code::unexpected_shape;
  const json::Value version = document.optional(data, "version");
  // In place, each text where it belongs. Keys and version are decoded before they are shown raw.
  new (SparekeyPlace{out})
      SystemAnswer{published_key(document, data, "rsa"), published_key(document, data, "sm2"),
                   server_version(document, version), document.raw(version),
                   document.raw(document.optional(data, "publicIps"))};
  return document.ok() ? Code::ok : Code::unexpected_shape;
}

}  // namespace

const CallOf<SystemAnswer> kSystem = {{
    "GET",                        // method
    kSystemPath,                  // path
    nullptr,                      // sms_path
    nullptr,                      // check
    nullptr,                      // write
    read_as<SystemAnswer, read>,  // read
    true,                         // may_come_bare
    false,                        // is_about_passcode
    Code::refused,                // unexplained
}};

}  // namespace sparekey::api
