// SPDX-License-Identifier: Apache-2.0
// What the kiosk's command line asks for, and how what is wrong with it is told.
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "support/emulator_process.hpp"
#include "support/sockets.hpp"

namespace settings_test {
namespace {

using support::Arguments;
using support::Environment;
using support::Finished;
using support::TempDir;

Arguments kiosk(const Arguments& arguments) {
  Arguments all = {SPAREKEY_KIOSK};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return all;
}

// A service that does not exist: nothing is asked of it here.
Arguments with_service(const Arguments& arguments) {
  static const support::EmulatorProcess emulator;
  Arguments all = {"--host",   "localhost:9", "--app-id",
                   "demo-app", "--ca-file",   emulator.ca_file()};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return kiosk(all);
}

// Status 2, nothing on standard output, one clear sentence and what to do.
void expect_usage(const Arguments& arguments, const std::string& sentence,
                  const Environment& environment = {}) {
  SCOPED_TRACE(testing::PrintToString(arguments));
  const Finished finished = support::run(arguments, environment);
  EXPECT_EQ(finished.status, 2);
  EXPECT_EQ(finished.out, "");
  EXPECT_EQ(finished.error.substr(0, finished.error.find('\n')), "sparekey-kiosk: " + sentence);
}

// The kiosk, serving, as long as the object lives.
class Serving {
 public:
  explicit Serving(Arguments arguments, const Environment& environment = {}) {
    if (std::find(arguments.begin(), arguments.end(), "--listen") == arguments.end())
      arguments.insert(arguments.end(), {"--listen", "127.0.0.1:0"});
    arguments.insert(arguments.end(), {"--port-file", dir_.file("port")});
    child_ =
        std::make_unique<support::Child>(with_service(arguments), environment, support::Streams());
    support::wait_until([this] { return !support::read_file(dir_.file("port")).empty(); },
                        "an answering kiosk");
    address_ = support::read_file(dir_.file("port"));
    while (!address_.empty() && address_.back() == '\n') address_.pop_back();
  }
  ~Serving() {
    child_->signal(SIGTERM);
    EXPECT_EQ(child_->wait(), 0);
  }

  const std::string& address() const { return address_; }

  // The whole answer to a GET.
  std::string get(const std::string& path, std::string host = "",
                  const std::string& fields = "") const {
    const int descriptor = connected();
    if (host.empty()) host = "127.0.0.1:" + address_;
    const std::string request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + fields +
                                "Connection: close\r\n\r\n";
    EXPECT_EQ(send(descriptor, request.data(), request.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(request.size()));
    std::string answer;
    char bytes[4096];
    for (ssize_t got; (got = read(descriptor, bytes, sizeof bytes)) > 0;)
      answer.append(bytes, static_cast<size_t>(got));
    close(descriptor);
    return answer;
  }

 private:
  int connected() const {
    if (address_[0] == '/') {
      sockaddr_un local{};
      local.sun_family = AF_UNIX;
      address_.copy(local.sun_path, sizeof local.sun_path - 1);
      return connected(reinterpret_cast<sockaddr*>(&local), sizeof local);
    }
    const auto port = htons(static_cast<uint16_t>(std::stoi(address_)));
    sockaddr_in ipv4{};
    ipv4.sin_family = AF_INET;
    ipv4.sin_port = port;
    ipv4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(descriptor, reinterpret_cast<sockaddr*>(&ipv4), sizeof ipv4) == 0)
      return descriptor;
    close(descriptor);
    sockaddr_in6 ipv6{};
    ipv6.sin6_family = AF_INET6;
    ipv6.sin6_port = port;
    ipv6.sin6_addr = in6addr_loopback;
    return connected(reinterpret_cast<sockaddr*>(&ipv6), sizeof ipv6);
  }

  static int connected(const sockaddr* address, socklen_t size) {
    const int descriptor = socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    EXPECT_EQ(connect(descriptor, address, size), 0);
    return descriptor;
  }

  TempDir dir_;
  std::unique_ptr<support::Child> child_;
  std::string address_;
};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

struct Case {
  Arguments arguments;
  std::string sentence;
};

TEST(KioskCommandLine, IsRefused) {
  const std::string loopback =
      "--listen must be a loopback address: other devices come through this one's web server.";
  const std::string listen = "--listen must be 127.0.0.1:PORT, [::1]:PORT or unix:PATH.";
  const std::string origin =
      "--origin must be http:// or https:// with a host, perhaps a port, and no path.";
  const std::string title =
      "--title must be UTF-8 text of at most 200 bytes without control characters.";
  const std::string done =
      "--done-url must be an http:// or https:// address, or a path that begins with one /.";
  const std::string idle = "--idle must be a number of seconds from 30 to 86400.";
  const std::string visits = "--visits must be a number from 1 to 16.";
  const std::vector<Case> cases = {
      {{"--listen", "0.0.0.0:8080"}, loopback},
      {{"--listen", "[::]:8080"}, loopback},
      {{"--listen", "192.168.1.1:80"}, loopback},
      {{"--listen", "localhost:8080"}, listen},
      {{"--listen", "8080"}, listen},
      {{"--listen", "127.0.0.1:65536"}, listen},
      {{"--listen", "unix:"}, listen},
      {{"--listen", "unix:/" + std::string(200, 'x')},
       "--listen names a path that is too long for a socket."},
      {{"--listen", "unix:/tmp/x"}, "--origin is required with --listen unix:PATH."},
      {{"--origin", "box.lan"}, origin},
      {{"--origin", "ftp://box.lan"}, origin},
      {{"--origin", "https://box.lan/recover"}, origin},
      {{"--origin", "https://box.lan", "--origin", "http://box.lan"},
       "--origin names the same host by http and by https: keep one."},
      {{"--origin", "http://a", "--origin", "http://b", "--origin", "http://c", "--origin",
        "http://d", "--origin", "http://e", "--origin", "http://f", "--origin", "http://g",
        "--origin", "http://h", "--origin", "http://i"},
       "--origin is given more than 8 times."},
      {{"--visits", "0"}, visits},
      {{"--visits", "17"}, visits},
      {{"--visits", "x"}, visits},
      {{"--visits", "-1"}, visits},
      {{"--idle", "29.9"}, idle},
      {{"--idle", "0"}, idle},
      {{"--idle", "86401"}, idle},
      {{"--title", "a\nb"}, title},
      {{"--title", "\xff"}, title},
      {{"--title", std::string(201, 'x')}, title},
      {{"--title", ""}, "--title needs a value."},
      {{"--title"}, "--title needs a value."},
      {{"--done-url", "javascript:alert(1)"}, done},
      {{"--done-url", "//elsewhere.example"}, done},
      {{"--done-url", "bye"}, done},
      {{"--keyboard=yes"}, "--keyboard takes no value."},
      {{"--listen", "127.0.0.1:1", "--listen", "127.0.0.1:2"},
       "--listen is given twice, with different values."},
      {{"--stylesheet", "/nonexistent"},
       "--stylesheet names a file that does not exist: \"/nonexistent\"."},
      {{"--access-token-file", "/nonexistent"},
       "--access-token-file names a file that does not exist: \"/nonexistent\"."},
      {{"--pin", "sha256/" + std::string(43, 'A') + '=', "--origin", "box.lan"}, origin},
      {{"--stylesheet", "/"}, "--stylesheet names a folder: \"/\"."},
      {{"--stylesheet", "/dev/null"}, "--stylesheet names an empty file: \"/dev/null\"."},
      {{"--crl-file", "/etc/passwd"},
       "--crl-file names a file without a CRL, or with one that cannot be read: \"/etc/passwd\"."},
      // Nothing of what may be a secret in the wrong place.
      {{"hunter2"}, "one word too many; passwords and tokens are read from files only."},
      {{"--", "hunter2"}, "one word too many; passwords and tokens are read from files only."},
      {{"--password=hunter2"}, "--password is not an option."},
      // The service's, by the same code as the command's.
      {{"--brand", "other"}, "--brand must be authing or genauth."},
      {{"--lang", "xx"}, "--lang must be zh-CN, en-US, zh-TW or ja-JP."},
      {{"--timeout", "0"}, "--timeout must be a number of seconds above 0, at most 86400."},
      {{"--time", "5"}, "--time is not an option; did you mean --timeout?"},
      {{"--clock", "ignore-dates"}, "--clock can be ignore-dates only together with --pin."},
      {{"--pin", "sha256/short"}, "--pin must be sha256/ followed by 44 characters of base64."},
      {{"--encrypt", "rot13"}, "--encrypt must be none, rsa or sm2."},
      {{"--sm2-format", "04"}, "--sm2-format works only with --encrypt sm2."},
      {{"--proxy-auth-file", "f"}, "--proxy-auth-file works only with a proxy."},
      {{"--access-token-file", "-", "--proxy", "localhost:1", "--proxy-auth-file", "-"},
       "- can stand for one file only: standard input is read once."},
  };
  for (const Case& one : cases) expect_usage(with_service(one.arguments), one.sentence);
}

TEST(KioskCommandLine, WhatOnlyTheCommandHasIsUnknown) {
  for (const char* option :
       {"--json", "--email", "--phone", "--country-code", "--code", "--code-file", "--token-file",
        "--password-file", "--reveal-account", "--loop", "--verbose"}) {
    const Finished finished = support::run(with_service({option, "x"}));
    EXPECT_EQ(finished.status, 2) << option;
    EXPECT_TRUE(contains(finished.error, std::string(option) + " is not an option"))
        << finished.error;
  }
}

TEST(KioskCommandLine, NeedsAServiceAndAnApplication) {
  expect_usage(kiosk({}), "--host is required (or its environment variable).");
  expect_usage(kiosk({"--host", "localhost"}),
               "--app-id is required (or its environment variable).");
  expect_usage(kiosk({"--app-id", "x"}),
               "SPAREKEY_CA_FILE names a file that does not exist: \"/n\".",
               {{"SPAREKEY_HOST", "localhost"}, {"SPAREKEY_CA_FILE", "/n"}});
  expect_usage(kiosk({"--host", "localhost", "--app-id", "x", "--ca-file", "/etc/passwd"}),
               "--ca-file names a file without a certificate, or with one that cannot be read: "
               "\"/etc/passwd\".");
}

TEST(KioskCommandLine, WhatTheLibraryRefusesIsSaidToo) {
  const Finished finished = support::run(kiosk(
      {"--host", "https://localhost/path", "--app-id", "x", "--ca-file", with_service({}).back()}));
  EXPECT_EQ(finished.status, 2);
  EXPECT_TRUE(contains(finished.error, "sparekey-kiosk: An argument is not valid: "))
      << finished.error;
}

TEST(KioskCommandLine, SpeaksChinese) {
  const Environment chinese = {{"LANG", "zh_CN.UTF-8"}};
  expect_usage(with_service({"--visits", "17"}), "--visits 必须是 1 到 16 的整数。", chinese);
  expect_usage(with_service({"--lang", "zh", "--listen", "unix:/x"}),
               "--origin 使用 --listen unix:路径 时必须指定。");
  expect_usage(with_service({"--visits", "17"}), "--visits must be a number from 1 to 16.",
               {{"LANG", "zh_CN.GBK"}});
}

TEST(KioskCommandLine, HelpAndVersionNeedNothing) {
  const Finished english = support::run(kiosk({"--help"}));
  EXPECT_EQ(english.status, 0);
  EXPECT_EQ(english.error, "");
  EXPECT_EQ(english.out.find("sparekey-kiosk [OPTIONS]\n"), 0U);
  EXPECT_TRUE(contains(english.out, "\nExit status\n"));
  EXPECT_FALSE(contains(english.out, "--json"));
  EXPECT_EQ(support::run(kiosk({"-h"})).out, english.out);
  const Finished chinese = support::run(kiosk({"--help", "--lang", "zh-CN"}));
  EXPECT_EQ(chinese.out.find("sparekey-kiosk [选项]\n"), 0U);
  EXPECT_TRUE(contains(chinese.out, "\n退出状态\n"));
  const Finished version = support::run(kiosk({"-V"}));
  EXPECT_EQ(version.status, 0);
  EXPECT_EQ(version.out.find("sparekey-kiosk "), 0U);
  EXPECT_EQ(support::run(kiosk({"--version"})).out, version.out);
  expect_usage(kiosk({"--help", "--frob"}), "--frob is not an option.");
}

TEST(KioskOptions, AreSeenOnThePages) {
  const TempDir dir;
  std::ofstream(dir.file("style.css")) << "body{color:teal}";
  const Serving serving({"--title", "Bob & Söhne", "--stylesheet", dir.file("style.css"),
                         "--keyboard", "--idle", "30.5", "--lang", "zh-CN"});
  std::ofstream(dir.file("style.css")) << "changed since: it is read once";
  const std::string page = serving.get("/");
  EXPECT_TRUE(contains(page, "Bob &amp; Söhne")) << page;
  EXPECT_TRUE(contains(page, "<html lang=\"zh-CN\"")) << page;
  EXPECT_TRUE(contains(page, "keyboard")) << page;
  const std::string style = serving.get("/style.css");
  EXPECT_EQ(style.substr(style.size() - 16), "body{color:teal}");
}

TEST(KioskOptions, TheDefaultLanguageIsTheLocales) {
  const Environment chinese = {{"LANG", "zh_CN.GBK"}};  // a browser reads UTF-8 whatever that says
  EXPECT_TRUE(contains(Serving({}, chinese).get("/"), "<html lang=\"zh-CN\""));
  EXPECT_TRUE(contains(Serving({"--lang", "en"}, chinese).get("/"), "<html lang=\"en"));
  const Serving english({});
  EXPECT_TRUE(contains(english.get("/"), "<html lang=\"en"));
  EXPECT_FALSE(contains(english.get("/"), "keyboard"));
  EXPECT_TRUE(contains(english.get("/", "", "Accept-Language: zh\r\n"), "<html lang=\"zh-CN\""));
}

TEST(KioskOptions, OriginsSayWhichHostsAreServed) {
  const Serving serving({"--origin", "https://Box.lan/", "--origin", "http://kiosk.lan:8080"});
  EXPECT_EQ(serving.get("/", "box.lan").substr(9, 3), "200");
  EXPECT_EQ(serving.get("/", "kiosk.lan:8080").substr(9, 3), "200");
  EXPECT_EQ(serving.get("/", "kiosk.lan").substr(9, 3), "421");
  EXPECT_EQ(serving.get("/").substr(9, 3), "421");
}

TEST(KioskOptions, ListensWhereItIsTold) {
  const TempDir dir;
  if (sparekey::test::has_ipv6()) {
    const Serving ipv6({"--listen", "[::1]:0"});
    EXPECT_EQ(ipv6.get("/", "[::1]:" + ipv6.address()).substr(9, 3), "200");
  }
  const std::string path = dir.file("socket");
  std::ofstream(path).close();  // no socket: it is somebody's file, and stays
  EXPECT_EQ(support::run(with_service({"--listen", "unix:" + path, "--origin", "https://box.lan"}))
                .status,
            7);
  ASSERT_EQ(unlink(path.c_str()), 0);
  for (int i = 0; i < 2; ++i) {
    const Serving local({"--listen", "unix:" + path, "--origin", "https://box.lan"});
    EXPECT_EQ(local.address(), path);
    EXPECT_EQ(local.get("/", "box.lan").substr(9, 3), "200");
    struct stat status {};
    ASSERT_EQ(stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0660U);
  }
}

}  // namespace
}  // namespace settings_test
