// SPDX-License-Identifier: Apache-2.0
#include "memory/subject.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>

#include "support/command_program.hpp"

namespace memory_test {

using namespace sparekey::test;

const support::Secrets kSecrets{
    {"password", kPassword}, {"mistyped password", kMistyped}, {"passcode", kPassCode},
    {"token", kToken},       {"access token", kAccessToken},   {"proxy credentials", kCredentials},
};

void expect_only(const std::vector<Needed>& needed, const std::vector<Region>& memory) {
  const std::vector<Find> finds = search(memory, kSecrets);
  std::vector<std::string> missing;
  for (const Needed& one : needed) missing.push_back(one.secret);
  for (const Find& find : unneeded(finds, &missing)) ADD_FAILURE() << testing::PrintToString(find);
  for (const Find& find : finds)
    EXPECT_TRUE(find.region->locked && find.region->not_dumped) << testing::PrintToString(find);
  for (const std::string& secret : missing)
    ADD_FAILURE() << "no " << secret << " where it is needed";
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

std::string Memory::program() { return support::command_program(); }

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
