// SPDX-License-Identifier: Apache-2.0
// The port and a server behind it, both as an input writes them. Whatever a port may do by the
// contract of sparekey/port.hpp, this one does when its script says so; and the client must keep
// its own side of the contract.
#ifndef SPAREKEY_TESTS_FUZZ_WIRE_HPP
#define SPAREKEY_TESTS_FUZZ_WIRE_HPP

#include <map>
#include <string>
#include <vector>

#include "chain.hpp"
#include "fuzz.hpp"
#include "sparekey/port.hpp"
#include "support/port_of.hpp"

namespace sparekey::fuzz {

// A byte for each call of the port; behind the last, everything works.
//
//   1 to 99      that many bytes are moved, or that many modulo 4 addresses are found
//   100 to 149   not yet; of a connection, that there is none to spare
//   150 to 199   not yet
//   200          the peer has closed; the name does not exist
//   201          it failed
//   202          whoever waits is interrupted
//   others       everything works
class Script {
 public:
  explicit Script(std::string bytes) : bytes_(std::move(bytes)) {}
  unsigned next() { return at_ < bytes_.size() ? static_cast<uint8_t>(bytes_[at_++]) : 0; }
  // Nothing in it but cuts and delays, which must not change an outcome.
  bool is_harmless() const {
    for (const char c : bytes_)
      if (static_cast<uint8_t>(c) >= 200 && static_cast<uint8_t>(c) <= 202) return false;
    return true;
  }

 private:
  std::string bytes_;
  size_t at_ = 0;
};

// What the server says, one answer for each request; behind the last it hangs up. 00 stands behind
// an answer, or 01 if the connection ends with it.
class Answers {
 public:
  Answers() = default;
  explicit Answers(const std::string& text) {
    std::string answer;
    for (const char c : text) {
      if (c != '\0' && c != '\1') {
        answer += c;
        continue;
      }
      answers_.push_back({answer, c == '\1'});
      answer.clear();
    }
    if (!answer.empty()) answers_.push_back({answer, false});
  }
  void add(const std::string& bytes) { answers_.push_back({bytes, false}); }
  struct Answer {
    std::string bytes;
    bool is_last;
  };
  Answer next() { return at_ < answers_.size() ? answers_[at_++] : Answer{"", true}; }

 private:
  std::vector<Answer> answers_;
  size_t at_ = 0;
};

// What arrived at the server during one call.
struct Arrived {
  int gets = 0;   // whole or not
  int posts = 0;  // the same
  int whole_posts = 0;
  int whole_gets = 0;
};

class Wire {
 public:
  // `raw`: the server answers to whatever comes, once, and knows no HTTP.
  struct Kind {
    bool proxied = false;
    bool raw = false;
  };
  Wire(const Script& script, const Answers& answers, std::string greetings, Kind kind)
      : script_(script), answers_(answers), greetings_(std::move(greetings)), kind_(kind) {}
  ~Wire() {
    require(peers_.empty(), "each connection is closed");
    require(!looking_up_, "each lookup is ended");
  }
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  Port port();

  void begin_call() { arrived_ = Arrived(); }
  // What is still on its way counts, too.
  Arrived arrived() const {
    Arrived all = arrived_;
    for (const auto& entry : peers_) count_partial(entry.second, &all);
    return all;
  }
  void pass(int64_t ms) { now_ms_ += ms; }

 private:
  struct Peer {
    bool connected = false;
    bool tunnelled = false;
    bool secured = false;
    bool over = false;  // behind `out` comes the end
    bool said_again = false;
    std::string in;
    std::string out;
  };
  struct Functions;

  Peer& find(Handle handle) {
    const auto found = peers_.find(handle);
    require(found != peers_.end(), "a handle that is used is open");
    return found->second;
  }
  static void count_partial(const Peer& peer, Arrived* all) {
    if (!peer.secured || peer.in.empty()) return;
    ++(peer.in[0] == 'P' ? all->posts : all->gets);
  }
  void answer(Peer& peer) {
    const Answers::Answer next = answers_.next();
    peer.out += next.bytes;
    peer.over = peer.over || next.is_last;
  }
  void serve(Peer& peer);
  bool take_request(Peer& peer);

  Script script_;
  Answers answers_;
  std::string greetings_;  // of each connection's handshake
  size_t greeted_ = 0;
  Kind kind_;
  Arrived arrived_;
  std::map<Handle, Peer> peers_;
  Handle next_handle_ = 3;
  bool looking_up_ = false;
  int lookup_said_ = 0;
  int64_t now_ms_ = 1'000'000;
  uint32_t seed_ = 1;
};

// A whole request at the beginning of `peer.in`.
inline bool Wire::take_request(Peer& peer) {
  const size_t head = peer.in.find("\r\n\r\n");
  if (head == std::string::npos) return false;
  size_t body = 0;
  const size_t length = peer.in.find("content-length: ");
  if (length < head) body = static_cast<size_t>(atoi(peer.in.c_str() + length + 16));
  if (peer.in.size() < head + 4 + body) return false;
  const bool is_post = peer.in[0] == 'P';
  ++(is_post ? arrived_.posts : arrived_.gets);
  ++(is_post ? arrived_.whole_posts : arrived_.whole_gets);
  peer.in.erase(0, head + 4 + body);
  return true;
}

inline void Wire::serve(Peer& peer) {
  if (kind_.proxied && !peer.tunnelled) {
    const size_t head = peer.in.find("\r\n\r\n");
    if (head == std::string::npos) return;
    require(peer.in.compare(0, 8, "CONNECT ") == 0, "a proxy is asked for a tunnel first");
    require(peer.in.size() == head + 4, "and told nothing else");
    peer.in.clear();
    peer.tunnelled = true;
    answer(peer);
    return;
  }
  if (kind_.raw) {
    peer.in.clear();
    answer(peer);
    return;
  }
  if (!peer.secured) {
    require(peer.in[0] == '\x16', "a handshake before anything else");
    peer.in.erase(0, 1);
    peer.secured = true;
    peer.out += greeted_ < greetings_.size() ? greetings_[greeted_++] : '\0';
  }
  while (!peer.in.empty() && take_request(peer)) answer(peer);
}

// The functions of the port, each given its Wire.
struct Wire::Functions {
  static Wire& of(void* context) { return *static_cast<Wire*>(context); }

  static int resolve_start(void* context, const char* name, Handle* out) {
    Wire& wire = of(context);
    require(!wire.looking_up_, "one lookup at a time");
    require(*name != '\0' && strlen(name) <= 253, "a name that can be one");
    if (wire.script_.next() == 201) return kPortFailed;
    wire.looking_up_ = true;
    wire.lookup_said_ = kPortAgain;
    *out = 2;
    return kPortOk;
  }

  static int resolve_result(void* context, Handle, Address* out, int capacity) {
    Wire& wire = of(context);
    require(wire.looking_up_ && capacity > 0, "a lookup that goes on, and room");
    require(wire.lookup_said_ == kPortAgain || wire.lookup_said_ > 0, "that was not over");
    const unsigned what = wire.script_.next();
    if (what >= 100 && what < 200) return wire.lookup_said_ = kPortAgain;
    if (what == 200) return wire.lookup_said_ = kPortNotFound;
    if (what == 201) return wire.lookup_said_ = kPortFailed;
    const int count = std::min(capacity, what < 100 ? static_cast<int>(what % 4) : 1);
    for (int i = 0; i < count; ++i) {
      out[i].family = (what + static_cast<unsigned>(i)) % 2 == 0 ? 4 : 6;
      out[i].bytes[0] = static_cast<uint8_t>(what + static_cast<unsigned>(i));
    }
    if (count > 0) return wire.lookup_said_ = count;
    // Each script must come to an end.
    out[0] = Address{4, {1}, 0};
    return wire.lookup_said_ = 1;
  }

  static int resolve_wants(void* context, Handle lookup, Interest* out, int capacity, int64_t*) {
    require(of(context).lookup_said_ == kPortAgain, "asked only after `not yet`");
    require(capacity > 0, "there is room");
    out[0] = Interest{lookup, true, false};
    return 1;
  }

  static void resolve_end(void* context, Handle) {
    require(of(context).looking_up_, "each lookup is ended once");
    of(context).looking_up_ = false;
  }

  static int connect_start(void* context, const Address* address, uint16_t tcp_port, Handle* out) {
    Wire& wire = of(context);
    require(address->family == 4 || address->family == 6, "an address that was found");
    require(tcp_port != 0 && wire.peers_.size() < 2, "two connections at most");
    const unsigned what = wire.script_.next();
    if (what >= 100 && what < 150) return kPortAgain;  // none to spare
    if (what == 201) return kPortFailed;
    *out = wire.next_handle_++;
    Peer& peer = wire.peers_[*out];
    peer.connected = what < 150;
    return peer.connected ? kPortOk : kPortAgain;
  }

  static int connect_result(void* context, Handle handle) {
    Wire& wire = of(context);
    Peer& peer = wire.find(handle);
    const unsigned what = wire.script_.next();
    if (peer.connected) return kPortOk;
    if (what >= 100 && what < 200) return kPortAgain;
    if (what == 200 || what == 201) return kPortFailed;
    peer.connected = true;
    return kPortOk;
  }

  static int send(void* context, Handle handle, const void* bytes, size_t size) {
    Wire& wire = of(context);
    Peer& peer = wire.find(handle);
    require(peer.connected && size > 0, "bytes for a connection that stands");
    const unsigned what = wire.script_.next();
    if (what >= 100 && what < 200) return kPortAgain;
    if (what == 200) return kPortClosed;
    if (what == 201) return kPortFailed;
    const size_t taken = what > 0 && what < 100 ? std::min<size_t>(what, size) : size;
    peer.in.append(static_cast<const char*>(bytes), taken);
    wire.serve(peer);
    return static_cast<int>(taken);
  }

  static int receive(void* context, Handle handle, void* bytes, size_t size) {
    Wire& wire = of(context);
    Peer& peer = wire.find(handle);
    require(peer.connected && size > 0, "room for bytes of a connection that stands");
    const unsigned what = wire.script_.next();
    if (what >= 100 && what < 200) return kPortAgain;
    if (what == 200) peer.over = true;
    if (what == 201) return kPortFailed;
    if (peer.out.empty()) return peer.over ? kPortClosed : kPortAgain;
    const size_t most = what > 0 && what < 100 ? std::min<size_t>(what, size) : size;
    const size_t given = std::min(most, peer.out.size());
    memcpy(bytes, peer.out.data(), given);
    peer.out.erase(0, given);
    return static_cast<int>(given);
  }

  static void close(void* context, Handle handle) {
    Wire& wire = of(context);
    count_partial(wire.find(handle), &wire.arrived_);
    wire.peers_.erase(handle);
  }

  static int wait(void* context, const Interest* interests, int count, int64_t until_ms) {
    Wire& wire = of(context);
    require(count >= 0 && count <= 4, "as many interests as there is room for");
    if (wire.script_.next() == 202) return kPortInterrupted;
    for (int i = 0; i < count; ++i) {
      if (interests[i].handle == 2) {
        require(wire.looking_up_, "a lookup that is waited for goes on");
        return kPortOk;
      }
      const Peer& peer = wire.find(interests[i].handle);
      if (interests[i].writable || !peer.out.empty() || peer.over) return kPortOk;
    }
    wire.now_ms_ = std::max(wire.now_ms_, until_ms);
    return kPortOk;
  }

  static int64_t monotonic_ms(void* context) { return of(context).now_ms_; }
  static int64_t wall_clock_s(void*) { return kNowS; }

  static int random(void* context, void* out, size_t size) {
    Wire& wire = of(context);
    require(size >= 1 && size <= 512, "1 to 512 bytes at a time");
    for (size_t i = 0; i < size; ++i) {
      wire.seed_ = wire.seed_ * 1664525 + 1013904223;
      static_cast<uint8_t*>(out)[i] = static_cast<uint8_t>(wire.seed_ >> 24);
    }
    return kPortOk;
  }
};

inline Port Wire::port() { return support::port_of<Functions>(this); }

}  // namespace sparekey::fuzz

#endif
