// SPDX-License-Identifier: Apache-2.0
#include "texts.hpp"

#include <stdexcept>

#include "der.hpp"
#include "table.hpp"

namespace sparekey::test {
namespace {

std::string replaced(std::string text, const std::string& old, const std::string& with) {
  for (size_t at = 0; (at = text.find(old, at)) != std::string::npos; at += with.size())
    text.replace(at, old.size(), with);
  return text;
}

std::string escaped_bytes(const std::string& text) {
  std::string out = replaced(text, "\\n", "\n");
  out = replaced(out, "\\r", "\r");
  return der::unescaped(replaced(out, "\\t", "\t"));
}

std::string in_utf16(const std::string& text) {
  std::string out = "\xFF\xFE";
  for (const char c : text) out += {c, '\0'};
  return out;
}

// The block's lines in another width; 0: one line.
std::string in_width(const std::string& block, size_t width) {
  const std::string old = body_of(block);
  std::string body = replaced(old, "\n", "");
  for (size_t at = width; width > 0 && at < body.size(); at += width + 1) body.insert(at, "\n");
  return replaced(block, old, body + "\n");
}

std::string with_body(const std::string& block, const std::string& body) {
  const std::string old = body_of(block);
  return std::string(block).replace(block.find(old), old.size(), body);
}

// "AT:BYTES": AT counts from the block's first byte, or in front of its end if negative.
std::pair<size_t, std::string> place(const std::string& text, const std::string& argument) {
  const size_t colon = argument.find(':');
  const long at = std::stol(argument.substr(0, colon));
  return {at < 0 ? text.size() - static_cast<size_t>(-at) : static_cast<size_t>(at),
          argument.substr(colon + 1)};
}

std::string done(const std::string& text, const std::string& what) {
  const size_t equals = what.find('=');
  const std::string action = what.substr(0, equals);
  const std::string argument = equals == std::string::npos ? "" : what.substr(equals + 1);
  if (action == "line-end") return replaced(text, "\n", argument);
  if (action == "cut") return text.substr(0, std::stoul(argument));
  if (action == "from") return text.substr(std::stoul(argument));
  if (action == "drop") return text.substr(0, text.size() - std::stoul(argument));
  if (action == "width") return in_width(text, std::stoul(argument));
  if (action == "indent") return argument + replaced(text, "\n", "\n" + argument);
  if (action == "label") {
    const size_t begin = text.find("BEGIN ") + 6;
    return replaced(text, text.substr(begin, text.find("-----\n") - begin), argument);
  }
  if (action == "body") return body_of(text);
  if (action == "with-body") return with_body(text, argument);
  if (action == "no-padding") return replaced(text, "=", "");
  if (action == "url-alphabet")
    return with_body(text, replaced(replaced(body_of(text), "+", "-"), "/", "_"));
  if (action == "utf16") return in_utf16(text);
  if (action == "set") {
    const auto [at, bytes] = place(text, argument);
    return std::string(text).replace(at, bytes.size(), bytes);
  }
  if (action == "insert") {
    const auto [at, bytes] = place(text, argument);
    return std::string(text).insert(at, bytes);
  }
  throw std::runtime_error("nobody knows how to do " + what);
}

}  // namespace

std::string body_of(const std::string& block) {
  const size_t begin = block.find('\n') + 1;
  return block.substr(begin, block.find("-----END") - begin);
}

std::string expand(const std::string& text, const std::map<std::string, std::string>& blocks) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const size_t open = text.find('{', at);
    out += escaped_bytes(text.substr(at, open - at));
    if (open == std::string::npos) break;
    const size_t close = text.find('}', open);
    std::vector<std::string> steps = split(text.substr(open + 1, close - open - 1), '>');
    std::string block = blocks.at(steps.at(0));
    for (size_t i = 1; i < steps.size(); ++i) block = done(block, escaped_bytes(steps[i]));
    out += block;
    at = close + 1;
  }
  return out;
}

}  // namespace sparekey::test
