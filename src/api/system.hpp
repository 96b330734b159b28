// SPDX-License-Identifier: Apache-2.0
// What the two calls that read `/system` share.
#ifndef SPAREKEY_API_SYSTEM_HPP
#define SPAREKEY_API_SYSTEM_HPP

#include "api/call.hpp"

namespace sparekey::api {

inline constexpr char kSystemPath[] = "/api/v3/system";

// Any one of its members will do: keys may be missing.
inline bool is_system(json::Document& document, json::Value data) {
  return !document.optional(data, "rsa").absent() || !document.optional(data, "sm2").absent() ||
         !document.optional(data, "version").absent();
}

inline Text published_key(json::Document& document, json::Value data, const char* kind) {
  return document.optional_text(document.optional(data, kind), "publicKey");
}

}  // namespace sparekey::api

#endif
