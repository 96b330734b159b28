// SPDX-License-Identifier: Apache-2.0
// The files that both programs read, on a system that fails, and that change while they are read.
#include <errno.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <string>

#include "settings/input_file.hpp"
#include "settings/option_rows.hpp"
#include "settings/service_files.hpp"
#include "settings/service_settings.hpp"
#include "support/temp_dir.hpp"
#include "system_calls.hpp"

namespace sparekey {
namespace {

// What both programs have of it.
constexpr auto kRows = option_rows::join(option_rows::kService, option_rows::kTrust);

}  // namespace

const ProgramInfo kProgram = {"port_settings_tests", kRows.at,
                              sizeof kRows.at / sizeof kRows.at[0]};

namespace test {
namespace {

class SettingsFiles : public testing::Test {
 protected:
  void SetUp() override { reset_system_calls(); }

  Trouble read() { return read_whole("--ca-file", path_.c_str(), &read_); }
  std::string got() const { return {read_.bytes, read_.size}; }

  support::TempDir folder_;
  std::string path_ = folder_.write("file", "whole");
  Buffer read_{nullptr, 0};
};

void expect_trouble(const Trouble& trouble, Code code, Word reason) {
  EXPECT_EQ(trouble.code, code);
  EXPECT_EQ(trouble.reason, reason);
}

TEST_F(SettingsFiles, ASignalBreaksNoReadingOff) {
  system_calls().failures["read"] = {0, EINTR};  // the first only tells a folder from a file
  EXPECT_FALSE(read().any());
  EXPECT_EQ(got(), "whole");
}

TEST_F(SettingsFiles, AFaultOfTheDeviceIsTold) {
  system_calls().failures["read"] = {0, EIO};
  expect_trouble(read(), Code::unreadable_file, Word::cannot_be_read);
  for (const std::vector<int>& failures : {std::vector<int>{EIO}, {0, EIO}}) {
    system_calls().failures["lseek"] = failures;
    expect_trouble(read(), Code::unreadable_file, Word::cannot_be_read);
  }
}

TEST_F(SettingsFiles, MemoryThatRunsOutIsTold) {
  system_calls().failures["mmap"] = {ENOMEM};
  expect_trouble(read(), Code::out_of_memory, Word::is_too_large);
}

// Half a list of revoked certificates is worse than none.
TEST_F(SettingsFiles, AFileThatGrowsMeanwhileIsRefused) {
  system_calls().before["mmap"] = [this] { std::ofstream(path_, std::ios::app) << '+'; };
  expect_trouble(read(), Code::unreadable_file, Word::cannot_be_read);
}

TEST_F(SettingsFiles, AFileThatIsEmptiedMeanwhileIsEmpty) {
  system_calls().before["mmap"] = [this] { EXPECT_EQ(truncate(path_.c_str(), 0), 0); };
  expect_trouble(read(), Code::unreadable_file, Word::is_empty);
}

TEST_F(SettingsFiles, WithoutABundleOfTheSystemsOneIsAskedFor) {
  ServiceSettings settings{};
  settings.ca_file_from = "--ca-file";
  ServiceFiles files{};
  system_calls().access_is_told = true;
  const Trouble trouble = read_trust(settings, &files);
  expect_trouble(trouble, Code::unreadable_file, Word::no_bundle);
  EXPECT_EQ(trouble.file, nullptr);
}

TEST_F(SettingsFiles, ABundleOfTheSystemsThatHoldsNothingIsNamed) {
  ServiceSettings settings{};
  settings.ca_file_from = "--ca-file";
  const std::string bundle = "/etc/ssl/certs/ca-certificates.crt";
  system_calls().access_is_told = true;
  system_calls().readable = {bundle};
  const Trouble trouble = unreadable_file(settings, false);
  expect_trouble(trouble, Code::unreadable_file, Word::no_certificate);
  ASSERT_NE(trouble.file, nullptr);
  EXPECT_EQ(trouble.file, bundle);
}

}  // namespace
}  // namespace test
}  // namespace sparekey
