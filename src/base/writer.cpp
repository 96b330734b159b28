// SPDX-License-Identifier: Apache-2.0
#include "base/writer.hpp"

#include "base/text.hpp"

namespace sparekey {

char* Writer::reserve(size_t size) {
  if (failed_ || size > capacity_ - size_) {
    failed_ = true;
    return nullptr;
  }
  char* place = out_ + size_;
  size_ += size;
  return place;
}

void Writer::put(char c) {
  if (char* place = reserve(1)) *place = c;
}

void Writer::put(Text text) {
  char* place = reserve(text.size());
  if (place != nullptr && !text.empty()) memcpy(place, text.data(), text.size());
}

void Writer::put_decimal(size_t number) {
  char digits[kMaxDecimalDigits];
  put(to_decimal(number, digits));
}

}  // namespace sparekey
