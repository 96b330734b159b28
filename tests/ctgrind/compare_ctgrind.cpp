// SPDX-License-Identifier: Apache-2.0
// Are secrets compared in constant time, by whoever compares them? As sm2_ctgrind does it: the
// secret is marked as undefined, and memcheck reports each branch and each address that depends on
// it.
//
//   compare_ctgrind all      compares as the programs do: nothing may be reported
//   compare_ctgrind branch   stops at the first difference, as memcmp may: must be reported
//
// same_secret is the library's own; that its answer may be known is what a function between it and
// its callers says (--wrap).
#include <stdio.h>
#include <string.h>
#include <valgrind/memcheck.h>

#include "base/hex.hpp"
#include "base/same_secret.hpp"
#include "base/wipe.hpp"
#include "kiosk/seal.hpp"
#include "kiosk/typed.hpp"

extern "C" {
bool __real__ZN8sparekey11same_secretEPKvS1_m(const void* a, const void* b, size_t size);
bool __wrap__ZN8sparekey11same_secretEPKvS1_m(const void* a, const void* b, size_t size);
}

namespace {

bool stops_early = false;
unsigned comparisons = 0;
unsigned unmarked = 0;

bool is_same_at_first_sight(const void* a, const void* b, size_t size) {
  const auto* left = static_cast<const volatile uint8_t*>(a);
  const auto* right = static_cast<const volatile uint8_t*>(b);
  for (size_t i = 0; i < size; ++i)
    if (left[i] != right[i]) return false;
  return true;
}

}  // namespace

bool __wrap__ZN8sparekey11same_secretEPKvS1_m(const void* a, const void* b, size_t size) {
  bool verdict = stops_early ? is_same_at_first_sight(a, b, size)
                             : __real__ZN8sparekey11same_secretEPKvS1_m(a, b, size);
  uint8_t marks[1];
  static_assert(sizeof marks == sizeof verdict, "a mark for each byte");
  // Had the mark been lost on the way, silence would mean nothing.
  if (VALGRIND_GET_VBITS(&verdict, marks, sizeof verdict) != 1 || marks[0] == 0) ++unmarked;
  VALGRIND_MAKE_MEM_DEFINED(&verdict, sizeof verdict);
  ++comparisons;
  return verdict;
}

namespace {

using sparekey::Port;
using sparekey::Text;
using sparekey::kiosk::check_password;
using sparekey::kiosk::Complaint;
using sparekey::kiosk::Id;
using sparekey::kiosk::kCookieChars;
using sparekey::kiosk::kFormChars;
using sparekey::kiosk::Seal;

int random_bytes(void*, void* out, size_t size) {
  memset(out, 0x5A, size);
  VALGRIND_MAKE_MEM_UNDEFINED(out, size);
  return sparekey::kPortOk;
}

// What a browser sends back is known to whoever sent it.
template <size_t size>
Text known(char (&text)[size]) {
  VALGRIND_MAKE_MEM_DEFINED(text, size);
  return {text, size};
}

bool cookies_and_forms() {
  Port port;
  port.random = random_bytes;
  Seal seal;
  if (!seal.draw_key(port)) return false;
  Id id;
  Id read;
  uint32_t counter = 0;
  char cookie[kCookieChars];
  char form[kFormChars];
  (void)seal.cookie(id, cookie);
  (void)seal.form(id, 7, form);
  if (!seal.is_cookie(known(cookie), &read) || !seal.is_form(known(form), id, &counter))
    return false;
  for (const size_t wrong : {size_t{0}, size_t{1}, size_t{31}}) {
    char* const of_cookie = cookie + 2 * sizeof id.bytes + wrong;
    char* const of_form = form + 8 + wrong;
    for (char* const digit : {of_cookie, of_form}) *digit = *digit == '0' ? '1' : '0';
    if (seal.is_cookie(known(cookie), &read) || seal.is_form(known(form), id, &counter))
      return false;
  }
  VALGRIND_MAKE_MEM_UNDEFINED(read.bytes, sizeof read.bytes);
  return equal(id, read) && comparisons == 9;
}

bool passwords() {
  const Text typed = "correct horse";
  for (const char* const other : {"correct horse", "Correct horse", "correct horsf", "correct"}) {
    char again[16];
    const size_t size = strlen(other);
    memcpy(again, other, size);
    VALGRIND_MAKE_MEM_UNDEFINED(again, size);
    const bool same = strcmp(other, "correct horse") == 0;
    if (check_password(typed, Text(again, size), 64) !=
        (same ? Complaint::none : Complaint::passwords_differ))
      return false;
  }
  return comparisons == 12;
}

int fail(const char* why) {
  fprintf(stderr, "compare_ctgrind: %s\n", why);
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return fail("all or branch?");
  stops_early = strcmp(argv[1], "branch") == 0;
  if (RUNNING_ON_VALGRIND == 0) return fail("run me under valgrind");
  if (!cookies_and_forms()) return fail("of cookies and forms not all was compared as it should");
  if (!passwords()) return fail("of passwords not all was compared as it should");
  if (unmarked != 0) return fail("a verdict does not depend on the secret");
  return 0;
}
