// SPDX-License-Identifier: Apache-2.0
// What the command tells of an outcome, in both of its ways, and what must be true of it.
#ifndef SPAREKEY_TESTS_FUZZ_TOLD_HPP
#define SPAREKEY_TESTS_FUZZ_TOLD_HPP

#include <nlohmann/json.hpp>

#include "base/character.hpp"
#include "base/text.hpp"
#include "cli/report_json.hpp"
#include "cli/report_words.hpp"
#include "memory_file.hpp"

namespace sparekey::fuzz {

// One line of JSON with nothing in it that steers a terminal.
inline nlohmann::json tell_in_json(const cli::Command* command, const cli::Outcome& outcome) {
  const MemoryFile file;
  {
    Output out(file.descriptor());
    cli::report_in_json(command, outcome, out);
  }
  const std::string text = file.content();
  require(!text.empty() && text.back() == '\n' && text.find('\n') == text.size() - 1, "one line");
  require(!has_controls(Text(text).substr(0, text.size() - 1)), "without control characters");
  const auto read = nlohmann::json::parse(text, nullptr, false);
  require(read.is_object(), "--json is a JSON object");
  require(read["ok"] == outcome.result.ok(), "that says whether it worked");
  return read;
}

inline void expect_harmless(const std::string& text, bool utf8) {
  for (size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    require(character.point != kNoCharacter, "words are UTF-8");
    require(text[at] == '\n' || control_size(text, at) == 0, "nothing steers the terminal");
    require(!is_unseen(character.point), "nothing hides in it");
    require(utf8 || character.point < 0x80, "ASCII for who reads no UTF-8");
    at += character.size;
  }
}

inline void tell_in_words(const cli::Command* command, const cli::Outcome& outcome, bool chinese,
                          bool utf8, bool service_codes) {
  const MemoryFile out_file;
  const MemoryFile error_file;
  {
    Output out(out_file.descriptor());
    Output error(error_file.descriptor());
    out.set_utf8(utf8);
    error.set_utf8(utf8);
    if (chinese) error.wrap_at(60);
    cli::report_in_words(
        command, outcome,
        {chinese ? UiLanguage::chinese : UiLanguage::english, out, error, service_codes});
  }
  const std::string error = error_file.content();
  expect_harmless(out_file.content(), utf8 || chinese);
  expect_harmless(error, utf8 || chinese);
  require(outcome.result.ok() || error.compare(0, 9, "sparekey:") == 0, "who speaks");
}

}  // namespace sparekey::fuzz

#endif
