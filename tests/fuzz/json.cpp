// SPDX-License-Identifier: Apache-2.0
// What is accepted as JSON is what nlohmann-json accepts, and the other way round; and what is read
// of it is what nlohmann-json reads.
// Covers: src/json/validate.cpp src/json/document.cpp
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "fuzz.hpp"
#include "json/document.hpp"
#include "json/validate.hpp"
#include "support/nlohmann_opinion.hpp"

namespace sparekey::fuzz {
namespace {

// Whether a number is written as an integer, as Document wants it.
bool is_plain_integer(Text number) {
  return !contains(number, '.') && !contains(number, 'e') && !contains(number, 'E') &&
         !equal(number, "-0");
}

void compare_members(const std::string& text, json::Document& document) {
  bool surrogates = false;
  const std::string tame = test::without_surrogates(text, &surrogates);
  if (surrogates) return;
  const auto theirs = nlohmann::json::parse(tame, nullptr, false);
  if (!theirs.is_object()) return;
  for (const auto& [key, value] : theirs.items()) {
    const json::Value ours = document.decoration(document.root(), key);
    if (ours.absent()) continue;  // given twice
    int64_t number = 0;
    if (value.is_string()) {
      require(str(document.text_or_empty(ours)) == value.get<std::string>(), "the same string");
    } else if (value.is_number_integer() && is_plain_integer(document.raw(ours))) {
      const bool fits = !value.is_number_unsigned() || value.get<uint64_t>() <= INT64_MAX;
      require(document.read_integer(ours, &number) == fits, "integers are read if they fit");
      require(!fits || number == value.get<int64_t>(), "the same integer");
    } else if (value.is_number()) {
      require(!document.read_integer(ours, &number), "others are not");
    }
    require(document.is_object(ours) == value.is_object(), "the same kind");
    require(document.is_null(ours) == value.is_null(), "null is null");
  }
}

}  // namespace
}  // namespace sparekey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sparekey;
  fuzz::Input input(data, size);
  const size_t capacity = input.ConsumeIntegralInRange<size_t>(0, 64);
  const std::string text = input.ConsumeRemainingBytesAsString();
  fuzz::ExactBuffer buffer(text);
  size_t needed = 0;
  const Code code = json::validate(buffer.text(), &needed);
  const char* const differs = test::difference(text, code);
  fuzz::require(differs == nullptr || differs != std::string_view("unknown"),
                "what is accepted is what nlohmann-json accepts");

  fuzz::ExactBuffer room(capacity * sizeof(json::Token));
  auto* tokens = reinterpret_cast<json::Token*>(room.data());
  json::Document document;
  const Code parsed = document.parse(buffer.data(), buffer.size(), tokens, capacity);
  if (code == Code::ok)
    fuzz::require((parsed == Code::ok) == (needed <= capacity),
                  "as many tokens as validate() said");
  else
    fuzz::require(parsed == code, "validate() decides");
  fuzz::require((parsed == Code::ok) != document.root().absent(), "a root after success alone");
  if (parsed == Code::ok) fuzz::compare_members(text, document);
  return 0;
}
