// SPDX-License-Identifier: Apache-2.0
// The stub resolver's files, for as long as the object lives.
#ifndef SPAREKEY_TESTS_PORT_CONFIGURATION_HPP
#define SPAREKEY_TESTS_PORT_CONFIGURATION_HPP

#include <utility>

#include "posix/stub_files.hpp"
#include "support/temp_dir.hpp"

namespace sparekey::test {

class Configuration {
 public:
  Configuration(const std::string& resolv_conf, const std::string& hosts, uint16_t port = 53)
      : resolv_conf_(folder_.write("resolv.conf", resolv_conf)),
        hosts_(folder_.write("hosts", hosts)),
        before_(std::exchange(posix::places, {resolv_conf_.c_str(), hosts_.c_str(), port})) {}
  ~Configuration() { posix::places = before_; }
  Configuration(const Configuration&) = delete;
  Configuration& operator=(const Configuration&) = delete;

  const std::string& resolv_conf() const { return resolv_conf_; }
  const std::string& hosts() const { return hosts_; }

 private:
  support::TempDir folder_;
  std::string resolv_conf_;
  std::string hosts_;
  posix::Places before_;
};

}  // namespace sparekey::test

#endif
