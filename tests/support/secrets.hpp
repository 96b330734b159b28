// SPDX-License-Identifier: Apache-2.0
// Secrets, and a search for them in bytes of any kind: a block of memory, a core file, a log.
#ifndef SPAREKEY_SUPPORT_SECRETS_HPP
#define SPAREKEY_SUPPORT_SECRETS_HPP

#include <bitset>
#include <cstdint>
#include <initializer_list>
#include <iosfwd>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace support {

struct Secret {
  std::string name;
  std::string value;
};

struct Trace {
  std::string secret;
  std::string spelling;
  size_t at = 0;
};
std::ostream& operator<<(std::ostream& out, const Trace& trace);

// Spells every secret out once; searching is then quick enough to do after each call of a test.
// In a Client's block look for no secret of less than eight bytes: a Config is copied there with
// the gaps between its members, and what the caller's memory held before may stand in them.
class Secrets {
 public:
  Secrets(std::initializer_list<Secret> secrets);

  // Every place that holds a secret or eight bytes in a row of it, the size of a register: plain,
  // as JSON and as forms write it, in base64 behind any number of bytes, and in hexadecimal.
  std::vector<Trace> traces_in(std::string_view bytes) const;

  // The same in words, for EXPECT_EQ(secrets.found_in(bytes), ""): empty if there is nothing.
  std::string found_in(std::string_view bytes) const;

  // How many strings are looked for.
  size_t strings() const { return windows_.size(); }

 private:
  struct Meaning {
    std::string secret;
    std::string spelling;
  };
  void add(const std::string& text, size_t window, const std::string& secret,
           const std::string& spelling, const std::string& known);

  std::multimap<std::string, size_t> windows_;  // and what each means
  std::vector<Meaning> meanings_;
  std::bitset<65536> keys_;
};

}  // namespace support

#endif
