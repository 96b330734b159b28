// SPDX-License-Identifier: Apache-2.0
// A file without a place on disk; it has a name all the same, and can be written to.
#ifndef SPAREKEY_TESTS_FUZZ_MEMORY_FILE_HPP
#define SPAREKEY_TESTS_FUZZ_MEMORY_FILE_HPP

#include <sys/mman.h>
#include <unistd.h>

#include <string>

#include "fuzz.hpp"

namespace sparekey::fuzz {

class MemoryFile {
 public:
  explicit MemoryFile(const std::string& text = "") : fd_(memfd_create("fuzz", MFD_CLOEXEC)) {
    require(fd_ >= 0 && write(fd_, text.data(), text.size()) == static_cast<ssize_t>(text.size()),
            "the harness can write its file");
    snprintf(path_, sizeof path_, "/proc/self/fd/%d", fd_);
  }
  ~MemoryFile() { close(fd_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  int descriptor() const { return fd_; }
  const char* path() const { return path_; }
  std::string content() const {
    std::string text(static_cast<size_t>(lseek(fd_, 0, SEEK_END)), '\0');
    require(pread(fd_, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()),
            "the harness can read its file");
    return text;
  }

 private:
  int fd_;
  char path_[32];
};

}  // namespace sparekey::fuzz

#endif
