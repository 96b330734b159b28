// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_CLI_JSON_OBJECT_HPP
#define SPAREKEY_CLI_JSON_OBJECT_HPP

#include "settings/printable.hpp"

namespace sparekey::cli {

/// Writes one object of JSON, member by member: `{` at once, `}` at the end of its scope.
class JsonObject {
 public:
  explicit JsonObject(Output& out) : out_(out) { out_.put('{'); }
  /// As the member `key` of `parent`, which gets no other member meanwhile.
  JsonObject(JsonObject& parent, Text key) : out_(parent.out_) {
    parent.put_key(key);
    out_.put('{');
  }
  ~JsonObject() { out_.put('}'); }
  JsonObject(const JsonObject&) = delete;
  JsonObject& operator=(const JsonObject&) = delete;

  void boolean(Text key, bool value) { json(key, value ? "true" : "false"); }
  void string(Text key, Text value) {
    put_key(key);
    put_json_string(value, out_);
  }
  void number(Text key, int64_t value) {
    put_key(key);
    out_.put_number(value);
  }
  /// A value that is JSON already.
  void json(Text key, Text value) {
    put_key(key);
    put_json_fragment(value, out_);
  }

  // Nothing if there is nothing to write.
  void string_if_any(Text key, Text value) {
    if (!value.empty()) string(key, value);
  }
  void json_if_any(Text key, Text value) {
    if (!value.empty()) json(key, value);
  }

  /// For a value that the caller writes.
  Output& value_of(Text key) {
    put_key(key);
    return out_;
  }

 private:
  void put_key(Text key) {
    if (!first_) out_.put(',');
    first_ = false;
    put_json_string(key, out_);
    out_.put(':');
  }

  Output& out_;
  bool first_ = true;
};

}  // namespace sparekey::cli

#endif
