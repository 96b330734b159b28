// SPDX-License-Identifier: Apache-2.0
#include "api/system.hpp"

#include "base/place.hpp"
#include "base/text.hpp"

namespace sparekey::api {
namespace {

Code read(json::Document& document, json::Value data, SystemAnswer* out) {
  reset(out);
  if (!is_system(document, data)) return Code::unexpected_shape;
  const json::Value version = document.optional(data, "version");
  const json::Value server = document.optional(version, "server");
  out->rsa_public_key = published_key(document, data, "rsa");
  out->sm2_public_key = published_key(document, data, "sm2");
  // Decoding escapes would change version_json, which is to be as it was sent.
  if (!contains(document.raw(server), '\\'))
    out->server_version = document.optional_text(version, "server");
  out->version_json = document.raw(version);
  out->public_ips_json = document.raw(document.optional(data, "publicIps"));
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
