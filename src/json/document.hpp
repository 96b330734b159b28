// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_JSON_DOCUMENT_HPP
#define SPAREKEY_JSON_DOCUMENT_HPP

#include "json/token.hpp"
#include "sparekey/error.hpp"
#include "sparekey/types.hpp"

namespace sparekey::json {

// A value of a Document, or none. Made by its Document, and of use only to that one.
class Value {
 public:
  Value() = default;
  bool absent() const { return token_ < 0; }

 private:
  friend class Document;
  explicit Value(int token) : token_(token) {}
  int token_ = -1;
};

// Reads one JSON text. What a caller expects and does not find makes ok() false, once and for all:
// a run of reads needs one check at its end, and false means Code::unexpected_shape.
class Document {
 public:
  // Checks `text` strictly, then finds its tokens. Text and tokens stay the caller's, and in use
  // for as long as the Document. The text is written to: see text().
  //
  // `not_json`, `malformed_json`: as check() says. `answer_too_large`: too deep, more tokens than
  // `capacity`, or 2 GiB of text. After an error there is no root.
  Code parse(char* text, size_t size, Token* tokens, size_t capacity);

  // The outermost value; absent before parse() and after its error.
  Value root() const { return Value(count_ == 0 ? -1 : 0); }

  // The value of the member `name`, compared with the names as they read when decoded. Absent where
  // there is no such member, or where `object` is absent itself. Fails where `object` is no object,
  // or has two members of that name (RFC 8259 section 4: receivers differ in which one they take).
  Value member(Value object, Text name);

  // The same, but a member that is null is absent.
  Value optional(Value object, Text name);

  // False where absent.
  bool is_object(Value value) const;
  bool is_string(Value value) const;
  bool is_number(Value value) const;
  bool is_null(Value value) const;

  // A string, decoded; \u0000 gives a byte like any other. It is decoded in place, the first time
  // it is asked for, and lies in the caller's text. Fails, and is empty, where absent or no string.
  Text text(Value string);

  // A number written as an integer, without fraction, exponent or "-0" (which not all receivers
  // hold for an integer). Fails, and is 0, where it is not that or not within min and max.
  int64_t integer(Value number, int64_t min, int64_t max);

  // Fails, and is false, where absent or neither true nor false.
  bool boolean(Value value);

  // The value as it was sent: JSON, the quotes of a string included. Empty where absent. Strings in
  // it that text() has decoded stand there with fewer escapes and spaces behind them; where one of
  // them cannot do without escapes (quotes, backslashes, controls) it is empty too.
  Text raw(Value value) const;

  bool ok() const { return ok_; }

 private:
  bool is(Value value, jsmntype_t type) const;
  bool is_primitive(Value value, char first) const;
  bool needs_escapes(Value value) const;
  const Token& token(Value value) const { return tokens_[value.token_]; }
  Text slice(const Token& token) const;

  char* text_ = nullptr;
  Token* tokens_ = nullptr;
  int count_ = 0;
  bool ok_ = true;
};

}  // namespace sparekey::json

#endif
