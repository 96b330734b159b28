// SPDX-License-Identifier: Apache-2.0
#include "json/validate.hpp"

#include "base/text.hpp"

namespace sparekey::json {
namespace {

class Cursor {
 public:
  explicit Cursor(Text text) : at_(text.begin()), end_(text.end()) {}

  bool at_end() const { return at_ == end_; }
  // At the end NUL: no byte that may stand outside a string.
  char peek() const { return at_ == end_ ? '\0' : *at_; }

  bool take(char c) {
    if (at_end() || *at_ != c) return false;
    ++at_;
    return true;
  }

  // RFC 8259 section 2: the space, and of the controls HT, LF and CR.
  void skip_space() {
    constexpr uint32_t kControls = 1u << '\t' | 1u << '\n' | 1u << '\r';
    for (; at_ != end_; ++at_) {
      const auto byte = static_cast<uint8_t>(*at_);
      if (byte > ' ' || (byte != ' ' && (kControls >> byte & 1) == 0)) return;
    }
  }

  bool literal(Text word) {
    const Text rest(at_, static_cast<size_t>(end_ - at_));
    if (!equal(rest.substr(0, word.size()), word)) return false;
    at_ += word.size();
    return true;
  }

  // RFC 8259 section 6.
  bool number() {
    take('-');
    if (!take('0') && !digits()) return false;
    if (take('.') && !digits()) return false;
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      return digits();
    }
    return true;
  }

  // RFC 8259 section 7. Nothing outside strings needs to be looked at for being UTF-8.
  bool string() {
    if (!take('"')) return false;
    for (;;) {
      at_ += skip_plain({at_, static_cast<size_t>(end_ - at_)}, 0);
      if (take('"')) return true;
      if (take('\\')) {
        if (!escape()) return false;
        continue;
      }
      if (at_end() || static_cast<uint8_t>(*at_) < ' ') return false;
      const size_t size = utf8_size({at_, static_cast<size_t>(end_ - at_)});
      if (size == 0) return false;
      at_ += size;
    }
  }

 private:
  bool digits() {
    if (!is_digit(peek())) return false;
    while (is_digit(peek())) ++at_;
    return true;
  }

  bool escape() {
    if (take('u')) {
      for (int i = 0; i < 4; ++i) {
        if (hex_value(peek()) < 0) return false;
        ++at_;
      }
      return true;
    }
    if (!contains("\"\\/bfnrt", peek())) return false;
    ++at_;
    return true;
  }

  const char* at_;
  const char* end_;
};

}  // namespace

Code validate(Text text, size_t* out_tokens) {
  Cursor in(text);
  in.skip_space();
  if (!contains("{[\"-0123456789tfn", in.peek())) return Code::not_json;

  uint32_t objects = 0;  // a bit for each open level: 1 is an object, 0 an array
  static_assert(kMaxDepth <= 32, "a bit for each level");
  unsigned depth = 0;
  size_t tokens = 0;
  const auto name = [&in, &tokens] {
    in.skip_space();
    if (!in.string()) return false;
    ++tokens;
    in.skip_space();
    return in.take(':');
  };

  for (;;) {  // A value is due.
    in.skip_space();
    ++tokens;
    bool good = true;
    switch (in.peek()) {
      case '{':
      case '[': {
        const bool is_object = in.peek() == '{';
        if (depth == kMaxDepth)
          return is_utf8(text) ? Code::answer_too_large : Code::malformed_json;
        in.take(in.peek());
        in.skip_space();
        if (in.take(is_object ? '}' : ']')) break;
        ++depth;
        objects = objects << 1 | (is_object ? 1 : 0);
        if (is_object && !name()) return Code::malformed_json;
        continue;
      }
      case '"':
        good = in.string();
        break;
      case 't':
        good = in.literal("true");
        break;
      case 'f':
        good = in.literal("false");
        break;
      case 'n':
        good = in.literal("null");
        break;
      default:
        good = in.number();
    }
    if (!good) return Code::malformed_json;

    for (;;
         --depth, objects >>= 1) {  // It is complete: go on in its array or object, or leave that.
      in.skip_space();
      if (depth == 0) {
        *out_tokens = tokens;
        return in.at_end() ? Code::ok : Code::malformed_json;
      }
      const bool in_object = (objects & 1) != 0;
      if (in.take(',')) {
        if (in_object && !name()) return Code::malformed_json;
        break;
      }
      if (!in.take(in_object ? '}' : ']')) return Code::malformed_json;
    }
  }
}

}  // namespace sparekey::json
