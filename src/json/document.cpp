// SPDX-License-Identifier: Apache-2.0
#define SPAREKEY_JSMN_CODE
#include "json/document.hpp"

#include "base/json_text.hpp"
#include "base/place.hpp"
#include "base/text.hpp"
#include "json/validate.hpp"

namespace sparekey::json {
namespace {

// jsmn leaves 0 in Token::size of a string that is a value. Once decoded it is negative: kDecoded
// less these.
constexpr int kDecoded = -1;
constexpr int kNeedsEscapes = 1;  // no longer JSON where it stands
constexpr int kLossy = 2;         // half a surrogate pair was replaced

bool decoded_with(const Token& token, int flag) {
  return token.size < 0 && ((kDecoded - token.size) & flag) != 0;
}

uint32_t code_unit(const char* hex) {
  uint32_t unit = 0;
  for (int i = 0; i < 4; ++i) unit = unit << 4 | static_cast<uint32_t>(hex_value(hex[i]));
  return unit;
}

// Whether an escape of a low surrogate stands here, in a valid string or at its closing quote.
bool is_low_half(const char* in) {
  return in[0] == '\\' && in[1] == 'u' && code_unit(in + 2) >> 10 == 0xDC00 >> 10;
}

// Letters of escapes, each in front of what it means.
constexpr char kEscapes[] = "b\bf\fn\nr\rt\t";

// Reads one character of a valid string at *at, an escape or a byte, and moves *at behind it.
// Writes it as UTF-8 to `out` and returns its bytes: never more than were read. Half a surrogate
// pair is written as U+FFFD and sets *lossy.
size_t decode_character(const char** at, char* out, bool* lossy) {
  const char* in = *at;
  if (*in != '\\') {
    *out = *in;
    *at = in + 1;
    return 1;
  }
  *at = in + 2;
  if (in[1] != 'u') {
    const auto* letter = static_cast<const char*>(memchr(kEscapes, in[1], sizeof kEscapes - 1));
    *out = letter == nullptr ? in[1] : letter[1];
    return 1;
  }
  uint32_t point = code_unit(in + 2);
  *at = in + 6;
  if (point >> 10 == 0xD800 >> 10 && is_low_half(in + 6)) {
    point = 0x10000 + ((point - 0xD800) << 10) + (code_unit(in + 8) - 0xDC00);
    *at = in + 12;
  } else if (point >> 11 == 0xD800 >> 11) {
    point = 0xFFFD;
    *lossy = true;
  }
  if (point < 0x80) {
    *out = static_cast<char>(point);
    return 1;
  }
  const unsigned size = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  for (unsigned i = size; --i > 0; point >>= 6) out[i] = static_cast<char>(0x80 | (point & 0x3F));
  *out = static_cast<char>(0xF00 >> size | point);
  return size;
}

// The first backslash from `at` on, or `end`.
const char* next_escape(const char* at, const char* end) {
  const void* const escape = memchr(at, '\\', static_cast<size_t>(end - at));
  return escape == nullptr ? end : static_cast<const char*>(escape);
}

bool reads_as(Text encoded, Text name) {
  if (encoded.size() < name.size()) return false;  // an escape is longer than what it stands for
  if (!contains(encoded, '\\')) return equal(encoded, name);
  for (const char* at = encoded.begin(); at < encoded.end();) {
    char character[4];
    bool lossy = false;  // no name that is asked for holds U+FFFD
    const size_t size = decode_character(&at, character, &lossy);
    if (size > name.size() || memcmp(name.data(), character, size) != 0) return false;
    name = name.substr(size);
  }
  return name.empty();
}

}  // namespace

Code Document::parse(char* text, size_t size, Token* tokens, size_t capacity) {
  reset(this);
  if (size > INT32_MAX) return Code::answer_too_large;  // jsmn counts in int
  size_t count = 0;
  const Code code = validate({text, size}, &count);
  if (code != Code::ok) return code;
  if (count > capacity) return Code::answer_too_large;

  jsmn_parser parser;
  jsmn_init(&parser);
  const int found = jsmn_parse(&parser, text, size, tokens, static_cast<unsigned>(count));
  // Not covered: jsmn finds as many as validate() counted; never read on if it should not.
  if (found != static_cast<int>(count)) return Code::malformed_json;
  text_ = text;
  tokens_ = tokens;
  count_ = static_cast<int>(count);
  return Code::ok;
}

Text Document::slice(const Token& token) const {
  return {text_ + token.start, static_cast<size_t>(token.end - token.start)};
}

bool Document::is(Value value, jsmntype_t type) const {
  return !value.absent() && token(value).type == type;
}

bool Document::is_primitive(Value value, char first) const {
  return is(value, JSMN_PRIMITIVE) && text_[token(value).start] == first;
}

bool Document::is_object(Value value) const { return is(value, JSMN_OBJECT); }
bool Document::is_string(Value value) const { return is(value, JSMN_STRING); }
bool Document::is_null(Value value) const { return is_primitive(value, 'n'); }

// Absent if there is none, and also, as kTwice, if there are two.
Value Document::find(Value object, Text name) const {
  Value found;
  if (!is_object(object)) return found;
  for (int i = object.token_ + 1; i < count_; ++i) {
    // A member's name is a child of its object; its value, the next token, is a child of the name.
    if (tokens_[i].parent != object.token_ || !reads_as(slice(tokens_[i]), name)) continue;
    if (!found.absent()) return Value(kTwice);
    found = Value(i + 1);
  }
  return found;
}

Value Document::member(Value object, Text name) {
  const Value found = find(object, name);
  if (found.token_ == kTwice || !(object.absent() || is_object(object))) ok_ = false;
  return found;
}

Value Document::optional(Value object, Text name) {
  const Value value = member(object, name);
  return is_null(value) ? Value() : value;
}

Value Document::decoration(Value object, Text name) const {
  const Value value = find(object, name);
  return is_null(value) ? Value() : value;
}

// False if it is not a string, or is lossy.
bool Document::decode(Value string, Text* out) {
  if (!is_string(string)) return false;
  Token& token = tokens_[string.token_];
  const Text encoded = slice(token);
  *out = encoded;
  if (token.size < 0) return !decoded_with(token, kLossy);
  const char* at = next_escape(encoded.begin(), encoded.end());
  if (at == encoded.end()) return true;

  char* end = text_ + (at - text_);
  bool needs_escapes = false;
  bool lossy = false;
  while (at != encoded.end()) {
    const size_t size = decode_character(&at, end, &lossy);
    needs_escapes |= needs_json_escape(*end);
    end += size;
    const char* const run = at;
    at = next_escape(at, encoded.end());
    memmove(end, run, static_cast<size_t>(at - run));
    end += at - run;
  }
  // The bytes saved go behind the closing quote, for raw().
  *end = '"';
  char* const behind = text_ + token.end + 1;
  token.end = static_cast<int>(end - text_);
  token.size = kDecoded - (needs_escapes ? kNeedsEscapes : 0) - (lossy ? kLossy : 0);
  memset(end + 1, ' ', static_cast<size_t>(behind - (end + 1)));
  *out = slice(token);
  return !lossy;
}

Text Document::text(Value string) {
  Text text;
  if (decode(string, &text)) return text;
  ok_ = false;
  return Text();
}

Text Document::text_or_empty(Value string) {
  Text text;
  return decode(string, &text) ? text : Text();
}

Text Document::lossy_text(Value string) {
  Text text;
  (void)decode(string, &text);
  return text;
}

bool Document::read_integer(Value number, int64_t* out) const {
  if (!is(number, JSMN_PRIMITIVE)) return false;
  const Text written = slice(token(number));
  const bool negative = written[0] == '-';
  const uint64_t limit = static_cast<uint64_t>(INT64_MAX) + (negative ? 1 : 0);
  uint64_t magnitude = 0;
  if (!parse_decimal(written.substr(negative ? 1 : 0), limit, &magnitude) ||
      (negative && magnitude == 0))
    return false;
  *out = static_cast<int64_t>(negative ? 0 - magnitude : magnitude);
  return true;
}

Text Document::optional_text(Value object, Text name) {
  const Value value = optional(object, name);
  return value.absent() ? Text() : text(value);
}

int32_t Document::natural(Value number) {
  int64_t value = 0;
  if (read_integer(number, &value) && static_cast<uint64_t>(value) <= INT32_MAX)
    return static_cast<int32_t>(value);
  ok_ = false;
  return 0;
}

bool Document::boolean(Value value) {
  if (is_primitive(value, 't')) return true;
  if (!is_primitive(value, 'f')) ok_ = false;
  return false;
}

bool Document::needs_escapes(Value value) const {
  const int end = token(value).end;
  for (int i = value.token_; i < count_ && tokens_[i].start < end; ++i)
    if (decoded_with(tokens_[i], kNeedsEscapes)) return true;
  return false;
}

Text Document::raw(Value value) const {
  if (value.absent() || needs_escapes(value)) return Text();
  const Text inside = slice(token(value));
  return is_string(value) ? Text(inside.data() - 1, inside.size() + 2) : inside;
}

}  // namespace sparekey::json
