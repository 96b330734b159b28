// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_TESTS_SUPPORT_TEMP_DIR_HPP
#define SPAREKEY_TESTS_SUPPORT_TEMP_DIR_HPP

#include <string>

namespace support {

// A temporary folder, removed with the object.
class TempDir {
 public:
  TempDir();
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  const std::string& path() const { return path_; }
  std::string file(const std::string& name) const { return path_ + '/' + name; }

  // Writes a file and returns its path.
  std::string write(const std::string& name, const std::string& content) const;

 private:
  std::string path_;
};

// The whole content; empty if there is no such file.
std::string read_file(const std::string& path);

}  // namespace support

#endif
