// SPDX-License-Identifier: Apache-2.0
// The program around the pages: where it listens, how it begins, what it writes, how it ends.
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <regex>
#include <sstream>

#include "kiosk/kiosk_test.hpp"

namespace kiosk_test {
namespace {

namespace fs = std::filesystem;

Answer ask(const Kiosk& kiosk, const std::string& bytes) {
  Wire wire(kiosk.address());
  wire.send(bytes);
  return wire.answer();
}

// Runs one that is to end by itself.
support::Finished run(const EmulatorProcess& emulator, const Arguments& options) {
  Arguments all = {kiosk_program()};
  for (const Arguments& part : {service_of(emulator), options})
    all.insert(all.end(), part.begin(), part.end());
  return support::run(all);
}

std::string proc(const Kiosk& kiosk, const std::string& file) {
  return "/proc/" + std::to_string(kiosk.id()) + "/" + file;
}

TEST(Program, EndsWellBySignal) {
  EmulatorProcess emulator;
  for (const int number : {SIGTERM, SIGINT}) {
    Kiosk kiosk(emulator);
    Visitor alice(kiosk);
    alice.get("/");
    kiosk.process().signal(number);
    EXPECT_EQ(0, kiosk.process().wait());
    EXPECT_EQ(std::string::npos, kiosk.log().find("sparekey-kiosk")) << kiosk.log();
  }
}

TEST(Program, ListensOnALocalSocket) {
  EmulatorProcess emulator;
  support::TempDir dir;
  const std::string path = dir.file("socket");
  const Arguments options = {"--listen", "unix:" + path, "--origin", "http://box.lan"};
  struct stat found;
  for (int i = 0; i < 2; ++i) {
    Kiosk kiosk(emulator, options);
    EXPECT_EQ(path, kiosk.address());
    ASSERT_EQ(0, lstat(path.c_str(), &found));
    EXPECT_TRUE(S_ISSOCK(found.st_mode));
    EXPECT_EQ(0660U, found.st_mode & 07777U);
    EXPECT_EQ(200, ask(kiosk, request("GET", "/", {{"Host", "box.lan"}})).status);
    EXPECT_EQ(421, ask(kiosk, request("GET", "/", {{"Host", "localhost"}})).status);
    // The one of a kiosk that was killed is in nobody's way.
    kiosk.process().signal(SIGKILL);
    kiosk.process().wait();
    ASSERT_EQ(0, lstat(path.c_str(), &found));
  }
  Kiosk kiosk(emulator, options);
  EXPECT_EQ(0, kiosk.end());
  EXPECT_FALSE(fs::exists(path));
}

// Neither a core dump nor a debugger of the same user's shows what people typed.
TEST(Program, KeepsItsMemoryToItself) {
  EmulatorProcess emulator;
  Arguments all;
  std::string program = kiosk_program();
  if (geteuid() == 0) {
    // What root starts is root's anyway, so it becomes nobody, who may not read where builds and
    // the files of tests lie.
    const std::string& folder = emulator.dir().path();
    fs::copy_file(program, folder + "/kiosk");
    program = folder + "/kiosk";
    for (const std::string& path : {folder, program, emulator.ca_file()})
      fs::permissions(path, fs::perms::others_read | fs::perms::others_exec, fs::perm_options::add);
    all = {"/usr/bin/prlimit", "--core=unlimited", "/usr/bin/setpriv",
           "--reuid=65534",    "--regid=65534",    "--clear-groups"};
  }
  all.insert(all.end(), {program, "--listen", "127.0.0.1:0"});
  const Arguments service = service_of(emulator);
  all.insert(all.end(), service.begin(), service.end());
  support::Child child(all, {}, {});
  const std::string folder = "/proc/" + std::to_string(child.id()) + '/';
  const auto is_limited = [&] {
    return support::read_file(folder + "limits")
               .find("Max core file size        0                    0 ") != std::string::npos;
  };
  support::wait_until(is_limited, "no core dumps");
  // The system gives the memory of a process that may not be dumped to root.
  const auto is_roots = [&] {
    struct stat facts = {};
    return stat((folder + "mem").c_str(), &facts) == 0 && facts.st_uid == 0;
  };
  support::wait_until(is_roots, "memory that is not its user's");
}

TEST(Program, ListensOnIpv6) {
  if (!sparekey::test::has_ipv6()) GTEST_SKIP() << "no IPv6 on this machine";
  EmulatorProcess emulator;
  support::TempDir dir;
  const std::string port_file = dir.file("port");
  Arguments all = {kiosk_program(), "--listen", "[::1]:0", "--port-file", port_file};
  const Arguments service = service_of(emulator);
  all.insert(all.end(), service.begin(), service.end());
  support::Child child(all, {}, {});
  std::string port;
  const auto is_told = [&] {
    port = support::read_file(port_file);
    return port.find('\n') != std::string::npos;
  };
  support::wait_until(is_told, "the kiosk");
  port.erase(port.find('\n'));
  sockaddr_in6 address = {};
  address.sin6_family = AF_INET6;
  address.sin6_port = htons(static_cast<uint16_t>(std::stoi(port)));
  address.sin6_addr = in6addr_loopback;
  const sparekey::test::Descriptor browser(socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0));
  ASSERT_EQ(0, connect(browser.get(), reinterpret_cast<sockaddr*>(&address), sizeof address));
  const std::string asked =
      request("GET", "/health", {{"Host", "[::1]:" + port}, {"Connection", "close"}});
  ASSERT_EQ(static_cast<ssize_t>(asked.size()), write(browser.get(), asked.data(), asked.size()));
  std::string answer;
  char bytes[1024];
  for (ssize_t size; (size = read(browser.get(), bytes, sizeof bytes)) > 0;)
    answer.append(bytes, static_cast<size_t>(size));
  EXPECT_EQ(0U, answer.find("HTTP/1.1 200 ")) << answer;
  child.signal(SIGTERM);
  EXPECT_EQ(0, child.wait());
}

TEST(Program, TakesNoFilesPlace) {
  EmulatorProcess emulator;
  support::TempDir dir;
  const std::string path = dir.write("file", "precious");
  const support::Finished finished =
      run(emulator, {"--listen", "unix:" + path, "--origin", "http://box.lan"});
  EXPECT_EQ(7, finished.status);
  EXPECT_NE("", finished.error);
  EXPECT_EQ("precious", support::read_file(path));
}

TEST(Program, SaysThatItCannotListen) {
  EmulatorProcess emulator;
  Kiosk kiosk(emulator);
  const support::Finished finished = run(emulator, {"--listen", "127.0.0.1:" + kiosk.address()});
  EXPECT_EQ(7, finished.status);
  EXPECT_NE("", finished.error);
  EXPECT_EQ("", finished.out);
}

TEST(Program, SaysThatItCannotWriteItsPortFile) {
  EmulatorProcess emulator;
  support::TempDir dir;
  const support::Finished finished =
      run(emulator, {"--listen", "127.0.0.1:0", "--port-file", dir.file("none/port")});
  EXPECT_EQ(7, finished.status);
  EXPECT_NE(std::string::npos, finished.error.find("none/port")) << finished.error;
}

TEST(Program, KeepsItsDescriptorsToItself) {
  EmulatorProcess emulator;
  Kiosk kiosk(emulator);
  Visitor alice(kiosk);
  Wire held(kiosk.address());
  alice.to_code();
  size_t count = 0;
  for (const auto& entry : fs::directory_iterator(proc(kiosk, "fd"))) {
    const std::string number = entry.path().filename();
    std::error_code gone;
    const fs::path target = fs::read_symlink(entry, gone);
    // Some are its parent's, and ours.
    if (std::stoi(number) <= 2 || target == fs::read_symlink("/proc/self/fd/" + number, gone))
      continue;
    const std::string info = support::read_file(proc(kiosk, "fdinfo/" + number));
    std::smatch flags;
    ASSERT_TRUE(std::regex_search(info, flags, std::regex("flags:\\s*([0-7]+)"))) << info;
    EXPECT_NE(0UL, std::stoul(flags[1], nullptr, 8) & O_CLOEXEC) << fs::read_symlink(entry);
    ++count;
  }
  // Signals, browsers' sockets, and the service's.
  EXPECT_GE(count, 5U);
}

TEST(Program, IsOneThread) {
  EmulatorProcess emulator;
  // A number, for which the resolver needs none of its own.
  Kiosk kiosk({"--host", "127.0.0.1:" + emulator.port(), "--app-id", "demo-app", "--ca-file",
               emulator.ca_file()},
              Arguments());
  Visitor alice(kiosk);
  alice.to_done(emulator);
  const std::string status = support::read_file(proc(kiosk, "status"));
  EXPECT_NE(std::string::npos, status.find("Threads:\t1\n")) << status;
}

TEST(Program, WritesALineForEachRequest) {
  EmulatorProcess emulator;
  Kiosk kiosk(emulator);
  Visitor alice(kiosk);
  alice.get("/?lang=en-US");
  alice.get("/nothing-here?secret=1");
  alice.get("/health");
  ask(kiosk, request("GET", "/a\x01\xFF", {{"Host", kiosk.host()}}));
  ask(kiosk, request("GET", "/" + std::string(100, 'x'), {{"Host", kiosk.host()}}));
  EXPECT_EQ(0, kiosk.end());
  const std::string cut = "GET /" + std::string(63, 'x') + " 404";
  const std::vector<std::string> expected = {"GET / 200", "GET /nothing-here 404",
                                             "GET /health 200", "GET /a?? 404", cut};
  std::vector<std::string> seen;
  std::istringstream lines(kiosk.log());
  const std::regex shape("([A-Z]+ [!-~]+ [0-9]{3}) [0-9]+");
  for (std::string line; std::getline(lines, line);) {
    std::smatch parts;
    ASSERT_TRUE(std::regex_match(line, parts, shape)) << line;
    seen.push_back(parts[1]);
  }
  EXPECT_EQ(expected, seen);
}

TEST(Program, AnswersThoughNobodyReadsItsLog) {
  EmulatorProcess emulator;
  support::TempDir dir;
  int ends[2];
  ASSERT_EQ(0, pipe2(ends, O_CLOEXEC));
  // Full, with nobody to empty it: whoever writes to it waits for ever.
  ASSERT_EQ(0, fcntl(ends[1], F_SETFL, O_NONBLOCK));
  const std::string junk(4096, 'x');
  while (write(ends[1], junk.data(), junk.size()) > 0) {
  }
  ASSERT_EQ(0, fcntl(ends[1], F_SETFL, 0));
  Arguments all = {kiosk_program(), "--listen", "127.0.0.1:0", "--port-file", dir.file("port")};
  const Arguments service = service_of(emulator);
  all.insert(all.end(), service.begin(), service.end());
  support::Streams streams;
  streams.error = ends[1];
  support::Child child(all, {}, streams);
  support::wait_until([&] { return fs::exists(dir.file("port")); }, "the kiosk");
  const std::string port = std::to_string(std::stoi(support::read_file(dir.file("port"))));
  for (int i = 0; i < 3; ++i) {
    Wire wire(port);
    wire.send(request("GET", "/health", {{"Host", "127.0.0.1:" + port}}));
    EXPECT_EQ(200, wire.answer().status);
  }
  child.signal(SIGTERM);
  EXPECT_EQ(0, child.wait());
  close(ends[0]);
  close(ends[1]);
}

}  // namespace
}  // namespace kiosk_test
