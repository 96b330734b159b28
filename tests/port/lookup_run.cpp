// SPDX-License-Identifier: Apache-2.0
#include "lookup_run.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "clock.hpp"
#include "posix/clocks.hpp"
#include "posix/lookup.hpp"

namespace sparekey::test {
namespace {

constexpr int64_t kNever = INT64_MAX;
// What is on its way within this machine is there sooner.
constexpr int kGraceMs = 200;

}  // namespace

Lookup::Lookup(const std::string& name) {
  // Gone when the call returns, so that AddressSanitizer sees who still uses it.
  const auto copy = std::make_unique<std::string>(name);
  if (posix::resolve_start(nullptr, copy->c_str(), &handle_) != kPortOk) handle_ = kNoHandle;
}

Lookup::~Lookup() {
  if (began()) posix::resolve_end(nullptr, handle_);
}

int Lookup::ask(int capacity) {
  std::vector<Address> out(static_cast<size_t>(capacity));
  const int result = posix::resolve_result(nullptr, handle_, out.data(), capacity);
  EXPECT_LE(result, capacity);
  addresses_ = to_text(out.data(), result > 0 ? result : 0);
  return result;
}

std::vector<Interest> Lookup::interests(int64_t* wake_ms) const {
  Interest out[4];
  const int count = posix::resolve_wants(nullptr, handle_, out, 4, wake_ms);
  EXPECT_GE(count, 0);
  EXPECT_LE(count, 4);
  for (int i = 0; i < count; ++i) {
    EXPECT_NE(fcntl(out[i].handle, F_GETFD) & FD_CLOEXEC, 0);
    EXPECT_TRUE(out[i].readable || out[i].writable);
  }
  return {out, out + count};
}

namespace {

// Adds what is new until there is no more for now. A port may give all it has again: that is the
// end.
int collect(Lookup& lookup, LookupOutcome* outcome) {
  for (;;) {
    const int result = lookup.ask();
    ++outcome->asked;
    const size_t before = outcome->addresses.size();
    for (const std::string& address : lookup.addresses())
      if (std::find(outcome->addresses.begin(), outcome->addresses.end(), address) ==
          outcome->addresses.end())
        outcome->addresses.push_back(address);
    if (before == 0) outcome->status = result > 0 ? int{kPortOk} : result;
    if (result <= 0) return result;
    if (outcome->addresses.size() == before) return kPortOk;
  }
}

}  // namespace

LookupOutcome finish(Lookup& lookup, const std::vector<DnsServer*>& servers, int64_t limit_ms) {
  LookupOutcome outcome;
  if (!lookup.began()) {
    outcome.status = kPortFailed;
    return outcome;
  }
  const int64_t begin_ms = posix::monotonic_ms(nullptr);
  for (;;) {
    const int status = collect(lookup, &outcome);
    const int64_t passed_ms = posix::monotonic_ms(nullptr) - begin_ms;
    if (outcome.status != kPortOk) outcome.took_ms = passed_ms;
    if (status != kPortAgain || passed_ms >= limit_ms) break;
    int64_t wake_ms = kNever;
    std::vector<pollfd> set;
    for (const Interest& interest : lookup.interests(&wake_ms))
      set.push_back(
          {interest.handle,
           static_cast<short>((interest.readable ? POLLIN : 0) | (interest.writable ? POLLOUT : 0)),
           0});
    const size_t own = set.size();
    EXPECT_TRUE(own > 0 || wake_ms != kNever) << "it would never be asked again";
    // The servers work until there is something for the lookup, or nothing more at all.
    for (bool over = false; !over;) {
      set.resize(own);
      for (const DnsServer* server : servers) server->add_to(&set);
      over = poll(set.data(), set.size(), kGraceMs) <= 0;
      if (over) let_time_pass(std::min(wake_ms, begin_ms + limit_ms));
      for (DnsServer* server : servers) server->serve();
      for (size_t i = 0; i < own; ++i) over = over || set[i].revents != 0;
    }
  }
  return outcome;
}

LookupOutcome look_up(const std::string& name, const std::vector<DnsServer*>& servers,
                      int64_t limit_ms) {
  Lookup lookup(name);
  return finish(lookup, servers, limit_ms);
}

int open_descriptors() {
  DIR* const folder = opendir("/proc/self/fd");
  int count = 0;
  while (readdir(folder) != nullptr) ++count;
  closedir(folder);
  return count;
}

}  // namespace sparekey::test
