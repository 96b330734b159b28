// SPDX-License-Identifier: Apache-2.0
// resolv.conf and hosts, beside a reader that holds all of the file in memory.
// Covers: port/posix/stub_files.cpp
#include <arpa/inet.h>

#include <sstream>

#include "memory_file.hpp"
#include "posix/ascii.hpp"
#include "posix/stub_files.hpp"

namespace sparekey::fuzz {
namespace {

// Lines of words.
std::vector<std::vector<std::string>> words_of(const std::string& text) {
  std::vector<std::vector<std::string>> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    line.resize(std::min(line.find_first_of("#;"), line.size()));
    std::vector<std::string> words;
    for (size_t at = 0; (at = line.find_first_not_of(" \t\r", at)) != std::string::npos;) {
      const size_t end = std::min(line.find_first_of(" \t\r", at), line.size());
      const std::string word = line.substr(at, end - at);
      words.push_back(word.size() > 253 ? "" : word);
      at = end;
    }
    if (!words.empty()) lines.push_back(words);
  }
  return lines;
}

bool read_address(const std::string& text, Address* out) {
  *out = Address();
  out->family = inet_pton(AF_INET, text.c_str(), out->bytes) == 1    ? 4
                : inet_pton(AF_INET6, text.c_str(), out->bytes) == 1 ? 6
                                                                     : 0;
  return out->family != 0;
}

bool same(const Address& a, const Address& b) {
  return a.family == b.family && memcmp(a.bytes, b.bytes, sizeof a.bytes) == 0;
}

void check_servers(const std::string& text) {
  const MemoryFile file(text);
  posix::places.resolv_conf = file.path();
  posix::Servers servers;
  posix::read_servers(&servers);
  require(servers.count >= 1 && servers.count <= posix::kMaxServers, "one to three servers");
  require(servers.timeout_s >= 1 && servers.timeout_s <= 30, "a timeout of 1 to 30 seconds");
  require(servers.rounds >= 1 && servers.rounds <= 5, "1 to 5 rounds");
  // Which zones there are depends on the machine; and C's strings end at NUL.
  if (text.find_first_of(std::string_view("%\0", 2)) != std::string::npos) return;
  std::vector<Address> theirs;
  for (const auto& words : words_of(text)) {
    Address address;
    if (words[0] == "nameserver" && words.size() > 1 && read_address(words[1], &address))
      theirs.push_back(address);
  }
  if (theirs.empty()) theirs.push_back(Address{4, {127, 0, 0, 1}, 0});
  if (theirs.size() > posix::kMaxServers) theirs.resize(posix::kMaxServers);
  require(theirs.size() == static_cast<size_t>(servers.count), "as many servers");
  for (size_t i = 0; i < theirs.size(); ++i)
    require(same(theirs[i], servers.addresses[i]), "the same servers");
}

void check_hosts(const std::string& text, int family) {
  const MemoryFile file(text);
  posix::places.hosts = file.path();
  constexpr const char* kName = "service.example";
  Address found[4];
  const int count = posix::read_hosts(kName, family, found, 4);
  require(count >= 0 && count <= 4, "no more than there is room for");
  for (int i = 0; i < count; ++i) require(found[i].family == family, "of the family asked for");
  if (text.find_first_of(std::string_view("%\0", 2)) != std::string::npos) return;
  std::vector<Address> theirs;
  for (const auto& words : words_of(text)) {
    Address address;
    if (!read_address(words[0], &address) || address.family != family) continue;
    for (size_t i = 1; i < words.size(); ++i) {
      if (!posix::same_name(words[i].c_str(), kName)) continue;
      theirs.push_back(address);
      break;
    }
  }
  if (theirs.size() > 4) theirs.resize(4);
  require(theirs.size() == static_cast<size_t>(count), "as many addresses");
  for (size_t i = 0; i < theirs.size(); ++i)
    require(same(theirs[i], found[i]), "the same, in order");
}

}  // namespace
}  // namespace sparekey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  sparekey::fuzz::check_servers(text);
  sparekey::fuzz::check_hosts(text, 4);
  sparekey::fuzz::check_hosts(text, 6);
  return 0;
}
