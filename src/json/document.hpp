// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_JSON_DOCUMENT_HPP
#define SPAREKEY_JSON_DOCUMENT_HPP

#include "json/token.hpp"
#include "sparekey/error.hpp"
#include "sparekey/types.hpp"

namespace sparekey::json {

// A value of a Document, or absent. Made by its Document, and of use only to that one.
class Value {
 public:
  Value() = default;
  bool absent() const { return token_ < 0; }

 private:
  friend class Document;
  explicit Value(int token) : token_(token) {}
  int token_ = -1;
};

// Reads one JSON text. A read that does not find what it expects makes ok() false for good, so a
// run of reads needs one check at its end; false means Code::unexpected_shape.
class Document {
 public:
  // Validates `text`, then finds its tokens. Text and tokens stay the caller's, and must outlive
  // the Document. The text is written to: see text().
  //
  // `not_json`, `malformed_json`: as validate() says. `answer_too_large`: too deep, more tokens
  // than `capacity`, or 2 GiB of text. After an error there is no root.
  Code parse(char* text, size_t size, Token* tokens, size_t capacity);

  // The outermost value; absent before parse() and after its error.
  Value root() const { return Value(count_ == 0 ? -1 : 0); }

  // The value of the member `name`; names are compared as they read when decoded. Absent if there
  // is no such member, or if `object` is absent itself. Fails if `object` is not an object, or has
  // two members of that name (RFC 8259 section 4: receivers differ in which one they take).
  Value member(Value object, Text name);

  // The same, but a member that is null is absent.
  Value optional(Value object, Text name);

  // The same for a member that decides nothing: never fails, and is absent if given twice.
  Value decoration(Value object, Text name) const;

  // False if absent.
  bool is_object(Value value) const;
  bool is_string(Value value) const;
  bool is_null(Value value) const;

  // A string, decoded; \u0000 gives a byte like any other. It is decoded in place, the first time
  // anyone asks, and lies in the caller's text. Fails, and is empty, if absent, not a string, or if
  // it escapes half a surrogate pair, which encodes no character.
  Text text(Value string);

  // The same without failing: empty for whatever text() refuses, …
  Text text_or_empty(Value string);
  // … or with U+FFFD for half a surrogate pair, to be read by people.
  Text lossy_text(Value string);

  // The text of the optional member `name`; empty if absent.
  Text optional_text(Value object, Text name);

  // A number written as an integer, without fraction, exponent or "-0" (which some receivers do not
  // read as an integer). False if it is anything else, or does not fit.
  bool read_integer(Value number, int64_t* out) const;

  // Such a number from 0 to INT32_MAX. Fails, and is 0, if it is anything else.
  int32_t natural(Value number);

  // Fails, and is false, if absent or neither true nor false.
  bool boolean(Value value);

  // The value as it was sent: JSON, the quotes of a string included. Empty if absent. Strings in it
  // that were decoded have fewer escapes, and spaces behind them; if one of them cannot do without
  // escapes (quotes, backslashes, controls), the whole is empty.
  Text raw(Value value) const;

  bool ok() const { return ok_; }

 private:
  bool is(Value value, jsmntype_t type) const;
  bool is_primitive(Value value, char first) const;
  static constexpr int kTwice = -2;  // as token_: absent, because it was given twice
  Value find(Value object, Text name) const;
  bool decode(Value string, Text* out);
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
