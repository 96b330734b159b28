// SPDX-License-Identifier: Apache-2.0
// The same request as `system`, for one key alone: a program that only needs that links no more.
#include "api/system.hpp"

namespace sparekey::api {
namespace {

Code read(json::Document& document, json::Value data, PublicKey* out) {
  out->published = published_key(document, data, out->kind);
  return is_system(document, data) && document.ok() ? Code::ok : Code::unexpected_shape;
}

}  // namespace

const CallOf<PublicKey> kPublicKeys = {{
    "GET",                     // method
    kSystemPath,               // path
    nullptr,                   // sms_path
    nullptr,                   // check
    nullptr,                   // write
    read_as<PublicKey, read>,  // read
    true,                      // may_come_bare
    false,                     // is_about_passcode
    Code::refused,             // unexplained
}};

}  // namespace sparekey::api
