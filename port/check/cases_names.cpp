// SPDX-License-Identifier: Apache-2.0
// Names, if one was given that has an address.
#include <string.h>

#include "cases.hpp"

namespace sparekey::check {
namespace {

constexpr int64_t kLookupMs = 20'000;
constexpr int kCapacity = 3;

bool is_same(const Address& one, const Address& other) {
  return one.family == other.family && one.scope == other.scope &&
         memcmp(one.bytes, other.bytes, one.family == 4 ? 4 : 16) == 0;
}

bool is_asked_for(Probe& probe) {
  if (probe.options().name != nullptr) return true;
  probe.skip("no name was given");
  return false;
}

// Asks until the lookup says something, which is returned.
int ask(Probe& probe, Handle lookup, Address* out) {
  const Port& port = probe.port();
  const int64_t until_ms = probe.now_ms() + kLookupMs;
  while (probe.ok()) {
    const int found = port.resolve_result(port.context, lookup, out, kCapacity);
    if (found != kPortAgain) {
      if (found > kCapacity)
        probe.complain("resolve_result wrote %d addresses of %d", found, kCapacity);
      return found;
    }
    if (probe.now_ms() >= until_ms) {
      probe.complain("the lookup of a name had not ended after %ld s",
                     static_cast<long>(kLookupMs / 1000));
      break;
    }
    Interest interests[2];
    int64_t wake_ms = until_ms;
    const int count = port.resolve_wants(port.context, lookup, interests, 2, &wake_ms);
    if (count < 0 || count > 2) {
      probe.complain("resolve_wants returned %d of 2 interests", count);
      break;
    }
    if (count == 0 && wake_ms == until_ms)
      probe.complain("resolve_wants named neither a handle nor a time to ask again");
    probe.wait(interests, count, wake_ms);
  }
  return kPortFailed;
}

bool start(Probe& probe, const char* name, Handle* out) {
  const Port& port = probe.port();
  // Copied, and gone as soon as it has begun.
  char copy[254] = {};
  strncpy(copy, name, sizeof copy - 1);
  const int status = port.resolve_start(port.context, copy, out);
  memset(copy, 'x', sizeof copy - 1);
  if (status == kPortOk && *out >= 0) return true;
  if (status != kPortFailed) probe.complain("resolve_start returned %d", status);
  return false;
}

}  // namespace

void check_name(Probe& probe) {
  if (!is_asked_for(probe)) return;
  const Port& port = probe.port();
  Handle lookup = kNoHandle;
  if (!start(probe, probe.options().name, &lookup)) {
    probe.complain("the lookup of \"%s\" could not begin", probe.options().name);
    return;
  }
  Address addresses[kCapacity];
  Address first;
  int rounds = 0;
  int found = ask(probe, lookup, addresses);
  if (found > 0) first = addresses[0];
  const int given = found;
  // Until it says that was all, or the same again.
  for (; found > 0 && rounds < 20; ++rounds) {
    found = ask(probe, lookup, addresses);
    if (found > 0 && is_same(addresses[0], first)) break;
  }
  port.resolve_end(port.context, lookup);
  if (given <= 0) {
    probe.complain("\"%s\" was not found: %d", probe.options().name, given);
    return;
  }
  if (first.family != 4 && first.family != 6)
    probe.complain("an address of family %d: 4 or 6", first.family);
  if (found < 0) probe.complain("after its addresses the lookup ended in %d: kPortOk", found);
  if (rounds == 20) probe.complain("the lookup never said that that was all");
  probe.say("\"%s\" has an address of IPv%d", probe.options().name, first.family);
}

void check_no_name(Probe& probe) {
  if (!is_asked_for(probe)) return;
  const Port& port = probe.port();
  Handle lookup = kNoHandle;
  // RFC 6761 section 6.4: this name never exists.
  if (!start(probe, "no-such-name.invalid", &lookup)) {
    probe.complain("the lookup could not begin: was the one before not ended?");
    return;
  }
  Address addresses[kCapacity];
  const int found = ask(probe, lookup, addresses);
  port.resolve_end(port.context, lookup);
  if (found != kPortNotFound && found != kPortFailed)
    probe.complain("a name that does not exist gave %d: kPortNotFound", found);
  probe.say(found == kPortNotFound ? "kPortNotFound" : "kPortFailed: no server answered");
}

void check_lookup_given_up(Probe& probe) {
  if (!is_asked_for(probe)) return;
  const Port& port = probe.port();
  for (int i = 0; i < 10; ++i) {
    Handle lookup = kNoHandle;
    int64_t until_ms = probe.now_ms() + kLookupMs;
    // One that was given up may keep its place for as long as the system works at it.
    while (probe.ok() && !start(probe, probe.options().name, &lookup) && probe.now_ms() < until_ms)
      probe.pass(50);
    if (lookup == kNoHandle) {
      probe.complain("the lookups that were given up are never done with");
      return;
    }
    port.resolve_end(port.context, lookup);
  }
  probe.say("10 lookups given up as soon as they had begun");
}

}  // namespace sparekey::check
