// SPDX-License-Identifier: Apache-2.0
// What a browser posts: application/x-www-form-urlencoded, decoded where it lies.
#ifndef SPAREKEY_KIOSK_FORM_HPP
#define SPAREKEY_KIOSK_FORM_HPP

#include "sparekey/types.hpp"

namespace sparekey::kiosk {

enum class Field : uint8_t { account, country, form, code, password, again, count };
constexpr size_t kFieldCount = static_cast<size_t>(Field::count);

/// No form of ours is longer, nor may another be.
constexpr size_t kMaxPostBytes = 4096;

/// The fields of a form: views of the bytes it was read from.
class Form {
 public:
  /// Decodes `bytes` in place. False if they are no form: a control character, one that is encoded
  /// wrongly, a NUL, or one of our fields twice. Fields that are not ours are passed over.
  bool read(char* bytes, size_t size);

  bool has(Field field) const { return given_[static_cast<size_t>(field)]; }
  Text operator[](Field field) const { return values_[static_cast<size_t>(field)]; }

 private:
  bool keep(Text name, Text value);

  Text values_[kFieldCount];
  bool given_[kFieldCount] = {};
};

/// Whether this Content-Type says that such a form follows; parameters do not matter.
bool is_form_type(Text content_type);

}  // namespace sparekey::kiosk

#endif
