// SPDX-License-Identifier: Apache-2.0
#include "stub_files.hpp"

#include <fcntl.h>
#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "ascii.hpp"
#include "base/ip.hpp"

namespace sparekey::posix {

Places places = {"/etc/resolv.conf", "/etc/hosts", 53};

namespace {

// The words of a file, line by line, read in small pieces. A comment ends its line.
class Words {
 public:
  explicit Words(const char* path) : fd_(open(path, O_RDONLY | O_CLOEXEC)) {}
  ~Words() {
    if (fd_ >= 0) close(fd_);
  }
  Words(const Words&) = delete;
  Words& operator=(const Words&) = delete;

  bool next();
  const char* word() const { return word_; }  // "" if it is longer than any name
  bool begins_line() const { return place_ == 1; }
  bool is_second() const { return place_ == 2; }

 private:
  int get();

  int fd_;
  int place_ = 0;  // of the word in its line
  size_t at_ = 0;
  size_t size_ = 0;
  char piece_[128];
  char word_[254];
};

// The next character, -1 at the end.
int Words::get() {
  if (at_ == size_) {
    const ssize_t got = read(fd_, piece_, sizeof piece_);
    if (got <= 0) return -1;
    at_ = 0;
    size_ = static_cast<size_t>(got);
  }
  return static_cast<unsigned char>(piece_[at_++]);
}

bool Words::next() {
  size_t length = 0;
  for (;;) {
    int c = get();
    if (c == '#' || c == ';')
      while (c != '\n' && c >= 0) c = get();
    const bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n' || c < 0;
    if (!blank) {
      if (length < sizeof word_) word_[length] = static_cast<char>(c);
      ++length;
      continue;
    }
    if (length > 0) {
      if (c == '\n') --at_;  // for the next call
      word_[length < sizeof word_ ? length : 0] = '\0';
      ++place_;
      return true;
    }
    if (c == '\n') place_ = 0;
    if (c < 0) return false;
  }
}

// As if_nametoindex: 0 if there is no such interface. That, or ioctl, would bring 1.3 KB of musl's
// tables for old kernels.
uint32_t interface_index(const char* name) {
  ifreq request;
  memset(&request, 0, sizeof request);
  const size_t size = strlen(name);
  if (size >= sizeof request.ifr_name) return 0;
  const int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return 0;
  memcpy(request.ifr_name, name, size);
  const bool known = syscall(SYS_ioctl, fd, SIOCGIFINDEX, &request) == 0;
  close(fd);
  return known ? static_cast<uint32_t>(request.ifr_ifindex) : 0;
}

// "192.0.2.1", "2001:db8::1", or "fe80::1%eth0" if there is such an interface (RFC 4007 section
// 11).
bool parse_address(const char* text, Address* out) {
  if (parse_ipv4(text, out)) return true;
  const char* const zone = strchr(text, '%');
  if (zone == nullptr) return parse_ipv6(text, out);
  if (!parse_ipv6(Text(text, static_cast<size_t>(zone - text)), out)) return false;
  out->scope = interface_index(zone + 1);
  return out->scope != 0;
}

// If `word` begins with `key`, sets `*value` to the number behind it, at least 1 and at most `max`.
void parse_option(const char* word, const char* key, int max, int* value) {
  const size_t size = strlen(key);
  if (strncmp(word, key, size) != 0) return;
  int number = 0;
  for (word += size; *word >= '0' && *word <= '9' && number <= max; ++word)
    number = number * 10 + (*word - '0');
  *value = number < 1 ? 1 : number < max ? number : max;
}

}  // namespace

void read_servers(Servers* out) {
  enum class Line : uint8_t { other, nameserver, options };
  Line line = Line::other;
  out->count = 0;
  out->timeout_s = 2;
  out->rounds = 2;
  Words words(places.resolv_conf);
  while (words.next()) {
    const char* word = words.word();
    if (words.begins_line()) {
      line = strcmp(word, "nameserver") == 0 ? Line::nameserver
             : strcmp(word, "options") == 0  ? Line::options
                                             : Line::other;
    } else if (line == Line::nameserver && words.is_second() && out->count < kMaxServers) {
      if (parse_address(word, &out->addresses[out->count])) ++out->count;
    } else if (line == Line::options) {
      parse_option(word, "timeout:", 30, &out->timeout_s);
      parse_option(word, "attempts:", 5, &out->rounds);
    }
  }
  if (out->count == 0) out->addresses[out->count++] = Address{4, {127, 0, 0, 1}, 0};
}

int read_hosts(const char* name, int family, Address* out, int capacity) {
  int count = 0;
  Address address;
  bool valid = false;
  Words words(places.hosts);
  while (count < capacity && words.next()) {
    if (words.begins_line()) {
      valid = parse_address(words.word(), &address) && address.family == family;
    } else if (valid && same_name(words.word(), name)) {
      out[count++] = address;
      valid = false;  // once for each line
    }
  }
  return count;
}

}  // namespace sparekey::posix
