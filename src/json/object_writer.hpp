// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_JSON_OBJECT_WRITER_HPP
#define SPAREKEY_JSON_OBJECT_WRITER_HPP

#include "base/writer.hpp"
#include "sparekey/types.hpp"

namespace sparekey::json {

// Writes an object whose members are strings and further objects, without white space. The first
// failure sticks, as with the Writer underneath: look at its ok() at the end, and at bad_text() for
// the cause.
class ObjectWriter {
 public:
  explicit ObjectWriter(Writer& out) : out_(out) {}

  void begin();                  // the outermost object
  void begin(const char* name);  // an object as a member
  void end();

  // A string. `value` is any UTF-8, NUL included; anything else is bad_text().
  void text(const char* name, Text value);

  // The same, left out if `value` is empty.
  void text_if(const char* name, Text value);

  // A string of exactly `size` bytes that the caller fills in place with characters that need no
  // escape, such as base64 or hex. Null if it does not fit.
  char* raw_text(const char* name, size_t size);

  // A value was not UTF-8; the Writer has failed too.
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
