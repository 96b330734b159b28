// SPDX-License-Identifier: Apache-2.0
// kiosk_day VISITS [SEED]: a day in the life of one kiosk, four visitors at a time, with a service
// that fails now and then. Every success it claims must be one, nothing may happen twice, and its
// memory, its descriptors and its blocks must not grow.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <sstream>
#include <thread>

#include "kiosk/day_visit.hpp"

namespace kiosk_test {
namespace {

using nlohmann::json;

constexpr int kAtOnce = 4;
constexpr int kVisitsAtOnce = 8;  // some are left behind, until they are given up
constexpr int kAccountsEach = 50;
constexpr int kVisitsARound = 6;  // of each of the four

std::string account(int worker, int number) {
  return "p" + std::to_string(worker) + '-' + std::to_string(number) + "@example.com";
}

// Of every path about one request in ten.
json faults(unsigned seed, int visits) {
  const json kinds[] = {{{"drop", true}},
                        {{"drop", true}, {"act", false}},
                        {{"closeAfterBytes", 5}},
                        {{"httpStatus", 503}, {"body", "<html>busy</html>"}},
                        {{"httpStatus", 502}, {"body", "<html>bad</html>"}},
                        {{"httpStatus", 429}, {"statusCode", 429}},
                        {{"body", "{\"statusCode\":"}},
                        {{"statusCode", 500}, {"apiCode", 1000}},
                        {{"delayMs", 20}},
                        {{"delayMs", 5}}};
  std::mt19937 random(seed);
  json all = json::array();
  for (const char* path : {"send-email", "verify-reset-password-request", "reset-password"})
    for (int after = 0; after < visits; after += 1 + static_cast<int>(random() % 20)) {
      json fault = kinds[random() % std::size(kinds)];
      fault["path"] = std::string("/api/v3/") + path;
      fault["after"] = after;
      fault["times"] = 1;
      all.push_back(fault);
    }
  return all;
}

json config(unsigned seed, int visits) {
  json accounts = json::array();
  for (int worker = 0; worker < kAtOnce; ++worker)
    for (int number = 0; number < kAccountsEach; ++number)
      accounts.push_back({{"email", account(worker, number)}});
  return {{"accounts", accounts},
          {"tls", {{"keyType", "ec"}}},
          {"passCode", {{"resendSeconds", 0}, {"tries", 3}}},
          {"faults", faults(seed, visits)}};
}

// What a kiosk has when nobody is there.
struct Holding {
  int64_t blocks;
  int64_t resident_kb;
  int64_t descriptors;
};

Holding holding(const Preloaded& preloaded, pid_t id) {
  const std::string proc = "/proc/" + std::to_string(id);
  const std::filesystem::directory_iterator files(proc + "/fd");
  std::istringstream status(support::read_file(proc + "/status"));
  int64_t resident_kb = 0;
  for (std::string line; std::getline(status, line);)
    if (line.rfind("VmRSS:", 0) == 0) resident_kb = std::stol(line.substr(6));
  return {preloaded.live_blocks(), resident_kb, std::distance(begin(files), end(files))};
}

class Day {
 public:
  Day(int visits, unsigned seed) : visits_(visits), seed_(seed), service_(config(seed, visits)) {
    preloaded_.stop_clock();
    kiosk_ = std::make_unique<Kiosk>(service_.options(),
                                     Arguments{"--visits", std::to_string(kVisitsAtOnce)},
                                     preloaded_.environment());
  }

  void run() {
    while (tally_.visits < visits_) round();
    compare_with_the_log();
    compare_holdings();
    if (kiosk_->process().poll()) throw std::runtime_error("it has ended: " + kiosk_->log());
    if (kiosk_->end() != 0) throw std::runtime_error("it ended badly");
    report();
  }

 private:
  void round() {
    std::vector<std::thread> workers;
    std::string troubles[kAtOnce];
    for (int worker = 0; worker < kAtOnce; ++worker)
      workers.emplace_back([this, worker, &trouble = troubles[worker]] {
        try {
          for (int i = 0; i < kVisitsARound; ++i) {
            const int number = next_[worker]++;
            const unsigned visit_seed =
                seed_ + static_cast<unsigned>(worker) * 1'000'000 + static_cast<unsigned>(number);
            DayVisit visit(*kiosk_, service_, account(worker, number % kAccountsEach), visit_seed,
                           &tally_);
            if (!visit.run()) return;
          }
        } catch (const std::exception& error) {
          trouble = error.what();
        }
      });
    for (std::thread& worker : workers) worker.join();
    for (const std::string& trouble : troubles)
      if (!trouble.empty()) throw std::runtime_error(trouble);
    // Whoever walked away is given up, and calls that nobody waits for are over.
    for (int i = 0; i < 2; ++i) {
      kiosk_->wake();
      preloaded_.pass_ms(125'000);
      kiosk_->wake();
    }
    holdings_.push_back(holding(preloaded_, kiosk_->id()));
  }

  void compare_with_the_log() const {
    int sent = 0;
    int verified = 0;
    int reset = 0;
    int reset_well = 0;
    for (const json& request : service_.requests()) {
      const std::string path = request.at("path");
      sent += path == "/api/v3/send-email" ? 1 : 0;
      verified += path == "/api/v3/verify-reset-password-request" ? 1 : 0;
      reset += path == "/api/v3/reset-password" ? 1 : 0;
      reset_well += path == "/api/v3/reset-password" && request.at("statusCode") == 200 ? 1 : 0;
      // Each password is new, unless it was sent twice.
      if (request.at("apiCode") == 2059) throw std::runtime_error("a password was set twice");
    }
    const auto require = [&](bool good, const char* what) {
      if (good) return;
      report();
      throw std::runtime_error(what + std::string(": the service saw ") + std::to_string(sent) +
                               " sends, " + std::to_string(verified) + " verifications, " +
                               std::to_string(reset) + " resets, " + std::to_string(reset_well) +
                               " of them good");
    };
    require(sent <= tally_.sends, "more passcodes than presses");
    require(verified <= tally_.verifies, "more verifications than presses");
    require(reset <= tally_.resets, "more resets than presses");
    require(reset_well >= tally_.claimed_resets, "successes were claimed that are none");
    require(reset_well <= tally_.claimed_resets + tally_.unknown_resets,
            "successes nobody was told of");
    require(tally_.claimed_resets > tally_.visits / 10, "hardly anybody gets there");
  }

  // The first third warms up; the last third may not have more than the second.
  void compare_holdings() const {
    const size_t third = holdings_.size() / 3;
    const auto most = [&](int64_t Holding::*what, size_t from, size_t to) {
      int64_t found = 0;
      for (size_t i = from; i < to; ++i) found = std::max(found, holdings_[i].*what);
      return found;
    };
    const auto require_flat = [&](int64_t Holding::*what, int64_t slack, const char* name) {
      const int64_t before = most(what, third, 2 * third);
      const int64_t after = most(what, 2 * third, holdings_.size());
      std::cout << name << ": " << before << ", later " << after << '\n';
      if (after > before + slack) throw std::runtime_error(std::string(name) + " grow");
    };
    require_flat(&Holding::descriptors, 2, "descriptors");
    require_flat(&Holding::blocks, 8, "blocks");
#ifndef KIOSK_SANITIZED  // a sanitizer keeps what was freed for a while
    require_flat(&Holding::resident_kb, 256, "resident KB");
#endif
  }

  void report() const {
    std::cout << tally_.visits << " visits: " << tally_.claimed_resets << " done, "
              << tally_.started_over << " started over, " << tally_.walked_away << " walked away, "
              << tally_.busy << " found it busy; " << tally_.sends << " passcodes asked for, "
              << tally_.verifies << " entered, " << tally_.resets << " passwords set, "
              << tally_.unknown_resets << " of them without success\n";
  }

  const int visits_;
  const unsigned seed_;
  DayService service_;
  Preloaded preloaded_;
  std::unique_ptr<Kiosk> kiosk_;
  Tally tally_;
  int next_[kAtOnce] = {};
  std::vector<Holding> holdings_;
};

}  // namespace
}  // namespace kiosk_test

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3) {
    std::cerr << "usage: kiosk_day VISITS [SEED]\n";
    return 2;
  }
  try {
    kiosk_test::Day(atoi(argv[1]), argc > 2 ? static_cast<unsigned>(atol(argv[2])) : 1).run();
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "kiosk_day: " << error.what() << '\n';
    return 1;
  }
}
