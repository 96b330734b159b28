// SPDX-License-Identifier: Apache-2.0
/// \file
/// Views of bytes that somebody else owns. They need no C++ standard library.
#ifndef SPAREKEY_TYPES_HPP
#define SPAREKEY_TYPES_HPP

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if __has_include(<string_view>)
#include <string_view>
#include <type_traits>
#define SPAREKEY_HAS_STRING_VIEW 1
#endif

namespace sparekey {

/// UTF-8 text, not NUL-terminated. The bytes stay their owner's and must outlive the view. Aligned
/// so that compilers for 32 bits keep it in two registers, and not in memory.
class alignas(8) Text {
 public:
  constexpr Text() = default;
  constexpr Text(const char* data, size_t size) : data_(data), size_(size) {}
  /// From a C string; a null pointer gives empty text. Of a literal only address and size are left.
  __attribute__((always_inline)) constexpr Text(const char* c_string)
      : data_(c_string), size_(c_string == nullptr ? 0 : __builtin_strlen(c_string)) {}
#ifdef SPAREKEY_HAS_STRING_VIEW
  /// From whatever a std::string_view can be made of, std::string for instance.
  template <typename String,
            typename = std::enable_if_t<std::is_convertible_v<const String&, std::string_view> &&
                                        !std::is_convertible_v<const String&, const char*>>>
  constexpr Text(const String& string) : Text(std::string_view(string)) {}
  constexpr Text(std::string_view text) : data_(text.data()), size_(text.size()) {}
  constexpr operator std::string_view() const { return {data_, size_}; }
#endif

  constexpr const char* data() const { return data_; }
  constexpr size_t size() const { return size_; }
  constexpr bool empty() const { return size_ == 0; }
  constexpr char operator[](size_t index) const { return data_[index]; }
  constexpr const char* begin() const { return data_; }
  constexpr const char* end() const { return data_ + size_; }

  /// At most `count` bytes from `offset`; `offset` must not exceed size().
  constexpr Text substr(size_t offset, size_t count = SIZE_MAX) const {
    const size_t rest = size_ - offset;
    return {data_ + offset, count < rest ? count : rest};
  }

 private:
  const char* data_ = nullptr;
  size_t size_ = 0;
};

/// Byte for byte; empty texts are equal wherever they point.
inline bool equal(Text a, Text b) {
  return a.size() == b.size() && (a.empty() || memcmp(a.data(), b.data(), a.size()) == 0);
}

/// Octets, for instance DER. The bytes stay their owner's and must outlive the view.
struct alignas(8) Bytes {
  const uint8_t* data = nullptr;
  size_t size = 0;
};

}  // namespace sparekey

#endif
