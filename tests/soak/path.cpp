// SPDX-License-Identifier: Apache-2.0
#include "path.hpp"

#include <stdexcept>

namespace soak {

using namespace sparekey;

namespace {

constexpr int kPatience = 12;  // calls
constexpr size_t kMaybes = 64;

Encryption encryption_of(size_t number) {
#if SPAREKEY_RSA
  if (number % 3 == 0) return Encryption::rsa;
#endif
#if SPAREKEY_SM2
  if (number % 3 == 1) return Encryption::sm2;
#endif
  return Encryption::none;
}

}  // namespace

Path::Path(Service& service, Network& network, unsigned seed)
    : service_(service),
      network_(network),
      random_(seed),
      ca_pem_(service.ca_pem()),
      address_(network.address()),
      memory_(memory_needed(Limits()) / sizeof(std::max_align_t) + 1) {
  for (int number = 0; number < kAccounts; ++number) {
    passwords_.emplace_back().reserve(kMaybes);
    passwords_.back().push_back(number);
  }
}

void Path::open() {
  Config config;
  config.host = "localhost";
  config.connect_to = address_;
  config.app_id = "demo-app";
  config.ca_pem = ca_pem_;
  config.timeout_ms = kTimeoutMs;
  const Result result =
      client_.open(config, network_.port(), memory_.data(), memory_needed(Limits()), Limits());
  if (!result.ok()) throw std::runtime_error("the client does not open");
  is_open_ = true;
}

void Path::close() {
  if (!is_open_) return;
  const Statistics one = client_.statistics();
  total_.connections += one.connections;
  total_.handshakes += one.handshakes;
  total_.resumptions += one.resumptions;
  client_.close();
  is_open_ = false;
  network_.wait_until_over();
}

void Path::recover() {
  if (chance(2)) close();
  if (!is_open_) open();
  account_number_ = static_cast<int>(random_() % kAccounts);
  account_ = account(account_number_);
  reveals_ = chance(50);
  char token[256];
  Recovery recovery(client_, token, sizeof token,
                    reveals_ ? Disclosure::reveal_account : Disclosure::hide_account);
  for (int calls = 0; calls < kPatience && recovery.step() != Step::done; ++calls) {
    if (chance(2)) return;  // gives up
    network_.disturb();
    if (recovery.step() == Step::identify)
      send(&recovery);
    else if (recovery.step() == Step::code)
      enter_code(&recovery);
    else
      enter_password(&recovery);
  }
  if (recovery.step() == Step::done) ++done_;
}

bool Path::acted(const Result& result, const char* call, bool tells_all) {
  // Whatever was not answered cost the connection, and the service may still be busy with it.
  if (!result.ok() && kind_of(result.code) != Kind::service) network_.wait_until_over();
  return compare(result, std::string("/api/v3/") + call, tells_all, service_.new_requests(),
                 &tally_);
}

void Path::send(Recovery* recovery) {
  if (recovery->cooldown_ms() > 0 && chance(90)) network_.pass_ms(recovery->cooldown_ms());
  Recipient recipient;
  recipient.email = account_;
  const int before = service_.sent();
  const Result result = recovery->send_code(recipient);
  const bool done = acted(result, "send-email", reveals_);
  const int sent = service_.sent() - before;
  // An answer of success may be a fault of the service's.
  require(sent <= (done ? 1 : 0), "a passcode went out that nobody asked for", {});
  require(!reveals_ || !result.ok() || sent == 1, "it says that a passcode went out", {});
}

void Path::enter_code(Recovery* recovery) {
  const std::string code = chance(90) ? service_.last_code(account_) : "000000";
  acted(recovery->enter_code(code), "verify-reset-password-request", true);
  if (recovery->step() == Step::code && chance(30)) recovery->start_over();
}

void Path::enter_password(Recovery* recovery) {
  const bool weak = chance(5);
  const int number = ++last_password_;
  const Encryption encryption = encryption_of(random_());
  const Result result =
      recovery->enter_password(weak ? "weak" : password(number), encryption, Sm2Format::plain);
  const bool done = acted(result, "reset-password", true);
  std::vector<int>& passwords = passwords_[static_cast<size_t>(account_number_)];
  require(!weak || !result.ok(), "a weak password was taken", {});
  if (result.ok()) {
    passwords = {number};
    // Signing in takes a handshake without resumption: now and then.
    require(!chance(3) || service_.signs_in(account_, password(number)),
            "it says that the password was changed", {});
  } else if (done && passwords.size() < kMaybes) {
    passwords.push_back(number);  // unless that answer was the fault itself
  }
}

void Path::check_passwords() {
  for (int number = 0; number < kAccounts; ++number) {
    int open = 0;
    for (const int one : passwords_[static_cast<size_t>(number)])
      open += service_.signs_in(account(number), password(one)) ? 1 : 0;
    require(open == 1, account(number) + " takes " + std::to_string(open) + " passwords", {});
  }
}

}  // namespace soak
