// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_JSON_OBJECT_WRITER_HPP
#define SPAREKEY_JSON_OBJECT_WRITER_HPP

#include "base/writer.hpp"
#include "sparekey/types.hpp"

namespace sparekey::json {

// Writes an object whose members are strings and further objects, without white space. As with the
// Writer beneath, the first failure sticks: check its ok() at the end, and bad_text() for the
// cause.
class ObjectWriter {
 public:
  explicit ObjectWriter(Writer& out) : out_(out) {}

  void begin();                  // the outermost object
  void begin(const char* name);  // an object as a member
  void end();

  // A member that is a string. `value` is any UTF-8, NUL included; anything else is bad_text().
  void text(const char* name, Text value);

  // Left out where `value` is empty.
  void text_if(const char* name, Text value);

  // A string of exactly `size` bytes, for the caller to fill in place with characters that need no
  // escape, such as base64 or hex. Null where it does not fit.
  char* raw_text(const char* name, size_t size);

  // What was to be written was no UTF-8; the Writer has failed too.
  bool bad_text() const { return bad_text_; }

 private:
  void put_name(const char* name);
  void put_string(Text value);

  Writer& out_;
  bool first_ = true;
  bool bad_text_ = false;
};

}  // namespace sparekey::json

#endif
