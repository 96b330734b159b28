// SPDX-License-Identifier: Apache-2.0
#include "json/object_writer.hpp"

#include "base/json_text.hpp"
#include "base/text.hpp"

namespace sparekey::json {

void ObjectWriter::begin() {
  out_.put('{');
  first_ = true;
}

void ObjectWriter::begin(const char* name) {
  put_name(name);
  begin();
}

void ObjectWriter::end() {
  out_.put('}');
  first_ = false;
}

void ObjectWriter::text(const char* name, Text value) {
  put_name(name);
  put_string(value);
}

void ObjectWriter::text_if(const char* name, Text value) {
  if (!value.empty()) text(name, value);
}

char* ObjectWriter::raw_text(const char* name, size_t size) {
  put_name(name);
  out_.put('"');
  char* place = out_.reserve(size);
  out_.put('"');
  return out_.ok() ? place : nullptr;
}

void ObjectWriter::put_name(const char* name) {
  if (!first_) out_.put(',');
  first_ = false;
  put_string(name);
  out_.put(':');
}

void ObjectWriter::put_string(Text value) {
  if (!is_utf8(value)) {
    bad_text_ = true;
    return out_.fail();
  }
  out_.put('"');
  for (size_t at = 0;; ++at) {
    const size_t end = skip_plain(value, at);
    out_.put(Text(value.data() + at, end - at));
    at = end;
    if (at == value.size()) break;
    char escape[kJsonEscapeBytes];
    const char* const here = value.data() + at;
    out_.put(needs_json_escape(*here) ? json_escape(static_cast<uint8_t>(*here), escape)
                                      : Text(here, 1));
  }
  out_.put('"');
}

}  // namespace sparekey::json
