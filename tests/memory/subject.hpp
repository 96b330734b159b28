// SPDX-License-Identifier: Apache-2.0
// The command whose memory is searched, and the world it runs in: a service that answers as told,
// behind a proxy that wants credentials.
#ifndef SPAREKEY_TESTS_MEMORY_SUBJECT_HPP
#define SPAREKEY_TESTS_MEMORY_SUBJECT_HPP

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "memory/memory.hpp"
#include "memory/moments.hpp"
#include "support/answers.hpp"
#include "support/child.hpp"
#include "support/person.hpp"
#include "support/temp_dir.hpp"

namespace memory_test {

// Quotes and backslashes, so that JSON spells them otherwise.
inline const std::string kPassword = "N3w\"Pass\\word-of-Alice";
inline const std::string kMistyped = "mIs\"tYp3d-by\\Al1ce";
inline const std::string kPassCode = "739154826";
inline const std::string kToken = "rEsEt-tOkEn-Qw3Rt7Zu1Op-aSdFgHjKl";
inline const std::string kAccessToken = "aCcEsS-tOkEn-9yXcVbNm-2qAyWsXeDc";
inline const std::string kCredentials = "proxy-user:pRoXy-pAsSw0rd-5tGb";

// All of them.
extern const support::Secrets kSecrets;

// A secret that may be in memory once, and why it has to be.
struct Needed {
  std::string secret;
  std::string reason;
};

inline const Needed kAccessTokenIsNeeded = {"access token", "every request carries it"};
inline const Needed kCredentialsAreNeeded = {"proxy credentials",
                                             "a connection that is lost is made anew"};

// Each secret of `needed` is found once, in plain, locked and left out of dumps; nothing else is.
void expect_only(const std::vector<Needed>& needed, const std::vector<Region>& memory);

class Memory : public testing::Test {
 protected:
  Memory();
  ~Memory() override;
  void SetUp() override;

  // The command, its service, its proxy and its access token, and further arguments.
  support::Arguments command(const std::vector<std::string>& more) const;

  static std::string program();
  support::Arguments reset_with_password_on_stdin(const std::string& encryption = "none") const;

  // Starts it with a pipe as its standard input, which is held open until `feed`.
  void start(const std::vector<std::string>& more) { start_program(command(more)); }
  void start_program(const support::Arguments& arguments);
  void feed(const std::string& input);
  support::Child& child() { return *child_; }
  // What it wrote on standard output.
  std::string out() const { return support::read_file(dir_.file("out")); }

  void wait_for_requests(size_t count) const;

  sparekey::test::ScriptedService service_{{}};
  std::atomic<bool> proxy_is_silent_{false};
  std::atomic<int> proxy_asked_{0};
  support::TempDir dir_;

 private:
  sparekey::test::Chain chain_;
  std::unique_ptr<sparekey::test::Server> server_;
  int feed_ = -1;
  std::unique_ptr<support::Child> child_;
};

}  // namespace memory_test

#endif
