// SPDX-License-Identifier: Apache-2.0
#include "memory/subject.hpp"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdlib>

namespace memory_test {
namespace {

using namespace sparekey::test;

const std::vector<Secret> kSecrets = {
    {"password", kPassword}, {"mistyped password", kMistyped}, {"passcode", kPassCode},
    {"token", kToken},       {"access token", kAccessToken},   {"proxy credentials", kCredentials},
};

// Of /proc/PID/syscall: the call's number stands first, then what it is given. Not every machine
// has poll; and reading anything but standard input is waiting for a disk.
bool is_wait(const std::string& call) {
  for (const std::string& beginning : {
#ifdef SYS_poll
           std::to_string(SYS_poll) + ' ',
#endif
           std::to_string(SYS_ppoll) + ' ', std::to_string(SYS_read) + " 0x0 "})
    if (call.rfind(beginning, 0) == 0) return true;
  return false;
}

}  // namespace

void expect_only(const std::vector<Needed>& needed, const std::vector<Region>& memory) {
  const std::vector<Find> finds = search(memory, kSecrets);
  std::vector<Needed> missing = needed;
  for (const Find& find : finds) {
    bool expected = false;
    for (size_t i = 0; i < missing.size() && !expected; ++i) {
      if (missing[i].secret != find.secret || find.spelling != "plain") continue;
      missing.erase(missing.begin() + static_cast<std::ptrdiff_t>(i));
      expected = true;
    }
    EXPECT_TRUE(expected) << testing::PrintToString(find);
    EXPECT_TRUE(!expected || (find.locked && find.not_dumped)) << testing::PrintToString(find);
  }
  for (const Needed& one : missing) ADD_FAILURE() << "no " << one.secret << ", yet " << one.reason;
}

std::vector<Region> memory_at_rest(pid_t id) {
  const std::string folder = "/proc/" + std::to_string(id);
  std::string seen;
  int times = 0;
  support::wait_until(
      [&] {
        // The system call, its arguments, the stack pointer: "running" outside of any.
        const std::string call = support::read_file(folder + "/syscall");
        const bool waits = is_wait(call);
        times = waits && call == seen ? times + 1 : 0;
        seen = call;
        usleep(5'000);
        return times == 5;
      },
      "a program to wait");
  return read_memory(id);
}

AtExit::AtExit(pid_t id) {
  const std::string file = dir_.file("memory");
  watcher_ = std::make_unique<support::Child>(
      support::Arguments{MEMORY_AT_EXIT, std::to_string(id), file}, support::Environment(),
      support::Streams{-1, -1, STDERR_FILENO});
  support::wait_until([&] { return access(file.c_str(), F_OK) == 0 || watcher_->poll(); },
                      "a process to be watched");
}

std::vector<Region> AtExit::memory() {
  EXPECT_EQ(watcher_->wait(), 0);
  return read_regions(dir_.file("memory"));
}

Memory::Memory() : chain_(make_chain()) {
  server_ = std::make_unique<Server>(ServerTls(chain_), [this](Peer& peer) {
    std::string connect;
    while (connect.find("\r\n\r\n") == std::string::npos) connect += peer.read_raw();
    ++proxy_asked_;
    if (proxy_is_silent_) peer.wait_for_end();
    const bool knows =
        connect.find("Basic cHJveHktdXNlcjpwUm9YeS1wQXNTdzByZC01dEdi\r\n") != std::string::npos;
    peer.send_raw(knows ? "HTTP/1.1 200 Established\r\n\r\n"
                        : "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
    service_(peer);
  });
}

Memory::~Memory() {
  child_.reset();
  if (feed_ >= 0) close(feed_);
}

void Memory::SetUp() {
  if (geteuid() != 0) GTEST_SKIP() << "only root may look into such a process";
}

support::Arguments Memory::command(const std::vector<std::string>& more) const {
  support::Arguments all = {program(),
                            "--host",
                            kHost,
                            "--app-id",
                            "demo-app",
                            "--ca-file",
                            dir_.write("ca.pem", chain_.root_pem()),
                            "--proxy",
                            "http://" + server_->address(),
                            "--proxy-auth-file",
                            dir_.write("credentials", kCredentials + "\n"),
                            "--access-token-file",
                            dir_.write("access_token", kAccessToken + "\n")};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

// Another build's command may be named.
std::string Memory::program() {
  const char* other = getenv("SPAREKEY_MEMORY_OF");
  return other == nullptr ? SPAREKEY_COMMAND : other;
}

support::Arguments Memory::reset_with_password_on_stdin(const std::string& encryption) const {
  return {"reset",     "--token-file", dir_.write("token", kToken), "--password-file", "-",
          "--encrypt", encryption};
}

void Memory::start_program(const support::Arguments& arguments) {
  int ends[2];
  ASSERT_EQ(pipe2(ends, O_CLOEXEC), 0);
  feed_ = ends[1];
  const int out = open(dir_.file("out").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  child_ = std::make_unique<support::Child>(arguments, support::Environment(),
                                            support::Streams{ends[0], out, -1});
  close(ends[0]);
  close(out);
}

void Memory::feed(const std::string& input) {
  ASSERT_EQ(write(feed_, input.data(), input.size()), static_cast<ssize_t>(input.size()));
  close(feed_);
  feed_ = -1;
}

void Memory::wait_for_requests(size_t count) const {
  support::wait_until([&] { return service_.requests().size() >= count; }, "a request");
}

}  // namespace memory_test
