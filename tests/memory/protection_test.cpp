// SPDX-License-Identifier: Apache-2.0
// What the command asks of the system: no core dump, no debugger of the same user, and pages that
// are never written to a disk.
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "memory/subject.hpp"

namespace memory_test {
namespace {

using support::Arguments;

// Starts as root and goes on as described; the process stays the same.
Arguments after(const Arguments& first, const Arguments& then) {
  Arguments all = first;
  all.insert(all.end(), then.begin(), then.end());
  return all;
}

class Protection : public Memory {
 protected:
  std::string proc(const std::string& name) {
    return "/proc/" + std::to_string(child().id()) + '/' + name;
  }
  uid_t owner_of_memory() {
    struct stat facts {};
    EXPECT_EQ(stat(proc("mem").c_str(), &facts), 0);
    return facts.st_uid;
  }
  // The line of /proc/PID/limits, its blanks made one.
  std::string core_limits() {
    std::string out;
    const std::string all = support::read_file(proc("limits"));
    for (size_t at = all.find("Max core"); at < all.size() && all[at] != '\n'; ++at)
      if (all[at] != ' ' || out.back() != ' ') out += all[at];
    return out;
  }
};

const Arguments kLooseLimits = {"/usr/bin/prlimit", "--core=unlimited"};
const Arguments kAsNobody = {"/usr/bin/setpriv", "--reuid=65534", "--clear-groups"};

TEST_F(Protection, NoCoreDumpWhateverTheLimitWas) {
  start_program(after(kLooseLimits, {"/bin/cat"}));
  support::wait_until(
      [&] { return core_limits() == "Max core file size unlimited unlimited bytes "; },
      "a limit for comparison");
  feed("");
  start_program(after(kLooseLimits, command({"verify", "--email", "a@b.c", "--code-file", "-"})));
  support::wait_until([&] { return core_limits() == "Max core file size 0 0 bytes "; },
                      "no core dumps");
}

// The system gives the memory of a process that may not be dumped to root.
TEST_F(Protection, NotToBeLookedAtByItsOwnUser) {
  start_program(after(kAsNobody, {"/bin/cat"}));
  support::wait_until([&] { return owner_of_memory() == 65534; }, "an owner for comparison");
  feed("");
  start_program(after(kAsNobody, {program(), "--host", "h", "--app-id", "a", "verify", "--email",
                                  "a@b.c", "--code-file", "-"}));
  support::wait_until([&] { return core_limits() == "Max core file size 0 0 bytes "; },
                      "the command to begin");
  support::wait_until([&] { return owner_of_memory() == 0; }, "memory that is not its user's");
}

bool may_lock_everything() {
  rlimit limit{};
  getrlimit(RLIMIT_MEMLOCK, &limit);
  const std::string status = support::read_file("/proc/self/status");
  const uint64_t capabilities = strtoull(&status[status.find("CapEff:") + 7], nullptr, 16);
  return limit.rlim_cur == RLIM_INFINITY || (capabilities >> 14 & 1) != 0;  // CAP_IPC_LOCK
}

// mbedTLS's buffers are among it.
TEST_F(Protection, EverythingIsLockedIfThereIsNoLimit) {
  if (!may_lock_everything()) GTEST_SKIP() << "neither CAP_IPC_LOCK nor memlock=unlimited here";
  start(reset_with_password_on_stdin());
  size_t own = 0;
  for (const Region& region : memory_at_rest(child().id())) {
    if (region.name.rfind("[v", 0) == 0) continue;  // the kernel's
    EXPECT_TRUE(region.locked) << region.name;
    ++own;
  }
  EXPECT_GT(own, 3U);
}

// Without privileges there is a limit, and below it room for what is known to hold secrets.
TEST_F(Protection, LockedWithinTheLimit) {
  start_program(
      after({"/usr/bin/prlimit", "--memlock=8388608", "/usr/bin/setpriv", "--bounding-set=-all"},
            command(reset_with_password_on_stdin())));
  expect_only(
      {{"token", "the reset is still to come"}, kAccessTokenIsNeeded, kCredentialsAreNeeded},
      memory_at_rest(child().id()));
}

TEST_F(Protection, WorksWhereNothingCanBeLocked) {
  service_.expect({sparekey::test::ok(sparekey::test::kReset)});
  start_program(
      after({"/usr/bin/prlimit", "--memlock=0", "/usr/bin/setpriv", "--bounding-set=-all"},
            command(reset_with_password_on_stdin())));
  feed(kPassword);
  EXPECT_EQ(child().wait(), 0);
}

}  // namespace
}  // namespace memory_test
