// SPDX-License-Identifier: Apache-2.0
#include "sparekey/error.hpp"

#include "base/code_rows.hpp"
#include "sparekey/options.hpp"

namespace sparekey {
namespace {

// The rows are cut into columns, so that a program that prints nothing links no names and no words.
template <typename Cell>
struct Column {
  Cell cells[kCodeCount];
  constexpr Cell operator[](Code code) const { return cells[static_cast<size_t>(code)]; }
};

// Not covered: the compiler runs it.
template <typename Cell>
constexpr Column<Cell> column(Cell CodeRow::*cell) {
  Column<Cell> out{};
  for (size_t i = 0; i < kCodeCount; ++i) out.cells[i] = kCodeRows[i].*cell;
  return out;
}

constexpr Column<Kind> kKinds = column(&CodeRow::kind);
constexpr Column<Advice> kAdvice = column(&CodeRow::advice);
constexpr Column<const char*> kNames = column(&CodeRow::name);
constexpr Column<const char*> kWords = column(&CodeRow::words);

// Whether what ran out is a pool that somebody sized, not the system's memory, which comes back.
#ifdef SPAREKEY_HAS_POOL
constexpr bool kMemoryIsPool = true;
#else
constexpr bool kMemoryIsPool = false;
#endif

Advice advice_by_status(int http_status) {
  switch (http_status) {
    case 429:
      return Advice::wait;
    case 502:
    case 503:
    case 504:
      return Advice::retry;
    default:
      return kAdvice[Code::http_status];
  }
}

}  // namespace

Kind kind_of(Code code) { return kKinds[code]; }
Text name(Code code) { return kNames[code]; }
Text explain(Code code) { return kWords[code]; }

// Not inlined: two functions call it.
[[gnu::noinline]] Advice advice_for(Code code, Delivery delivery, int http_status) {
  Advice advice = kAdvice[code];
  if (code == Code::http_status) advice = advice_by_status(http_status);
  if (code == Code::out_of_memory && kMemoryIsPool) advice = Advice::contact_support;
  return advice == Advice::retry && delivery == Delivery::unknown ? Advice::start_over : advice;
}

#define NAME(type, enumerator) \
  case type::enumerator:       \
    return #enumerator

Text name(Kind kind) {
  switch (kind) {
    NAME(Kind, none);
    NAME(Kind, usage);
    NAME(Kind, service);
    NAME(Kind, network);
    NAME(Kind, tls);
    NAME(Kind, protocol);
    NAME(Kind, local);
  }
  return {};
}

Text name(Delivery delivery) {
  switch (delivery) {
    NAME(Delivery, not_sent);
    NAME(Delivery, unknown);
    NAME(Delivery, answered);
  }
  return {};
}

Text name(Advice advice) {
  switch (advice) {
    NAME(Advice, none);
    NAME(Advice, check_input);
    NAME(Advice, new_code);
    NAME(Advice, wait);
    NAME(Advice, contact_support);
    NAME(Advice, other_password);
    NAME(Advice, start_over);
    NAME(Advice, retry);
    NAME(Advice, check_clock);
    NAME(Advice, check_trust);
  }
  return {};
}

}  // namespace sparekey
