// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "failing_malloc.hpp"
#include "fault.hpp"
#include "scenario.hpp"
#include "socket_server.hpp"
#include "support/temp_dir.hpp"
#include "sweeps.hpp"

namespace sparekey::sweep {

#ifdef SWEEP_FAILING_MALLOC
namespace {

using nlohmann::json;

constexpr char kPart[] = "command";

enum class Work { send_code, reset };

class CommandSweep {
 public:
  CommandSweep(const Scenario& scenario, Work work, Tally& tally)
      : stage_(scenario), work_(work), tally_(tally), server_(*stage_.service) {
    const std::string path = dir_.write("allocations", std::string(sizeof(Allocations), '\0'));
    const int file = open(path.c_str(), O_RDWR | O_CLOEXEC);
    void* bytes = mmap(nullptr, sizeof(Allocations), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    test::require(bytes != MAP_FAILED, "map the allocations");
    close(file);
    allocations_ = static_cast<Allocations*>(bytes);
    environment_ = {{"LD_PRELOAD", SWEEP_FAILING_MALLOC}, {kAllocationsFile, path}};
    arguments_ = {SPAREKEY_COMMAND, "--json",
                  "--host",         test::kHost,
                  "--app-id",       "demo-app",
                  "--timeout",      "20",
                  "--ca-file",      dir_.write("ca.pem", stage_.root_pem),
                  "--connect-to",   server_.address()};
    if (!stage_.crl_der.empty()) {
      arguments_.push_back("--crl-file");
      arguments_.push_back(dir_.write("crl.der", stage_.crl_der));
    }
    const support::Arguments to_send = {"send-code", "--email", "alice@example.com"};
    const support::Arguments to_reset = {"reset", "--token-file", dir_.write("token", kToken),
                                         "--password-file", dir_.write("password", kPassword)};
    const support::Arguments& more = work_ == Work::send_code ? to_send : to_reset;
    arguments_.insert(arguments_.end(), more.begin(), more.end());
  }
  ~CommandSweep() { munmap(allocations_, sizeof(Allocations)); }
  CommandSweep(const CommandSweep&) = delete;
  CommandSweep& operator=(const CommandSweep&) = delete;

  // Whether the n-th allocation was asked for.
  bool run(uint32_t n, bool for_good) {
    tally_.begin(kPart, name_of(stage_.scenario, work_),
                 "allocation " + std::to_string(n) + (for_good ? ", for good" : ""));
    *allocations_ = {n, for_good ? 1u : 0u, 0, 0};
    stage_.service->requests.clear();
    stage_.service->plain.clear();
    const int out = memfd_create("out", MFD_CLOEXEC);
    support::Child child(arguments_, environment_, {-1, out, -1});
    const int status = server_.serve(&child);
    if (status < 0) tally_.hang("the command does not end");
    judge(status, content_of(out));
    close(out);
    if (allocations_->struck != 0) tally_.struck("malloc");
    return allocations_->struck != 0;
  }

  void run_all(const Extent& extent) {
    (void)run(0, false);
    for (const bool for_good : {false, true})
      for (uint32_t n = static_cast<uint32_t>(extent.first());
           run(n, for_good) && extent.goes_on(static_cast<int>(n)) && !tally_.may_stop(); ++n) {
      }
  }

  void run_sample(int cases, std::mt19937* random) {
    (void)run(0, false);
    std::uniform_int_distribution<uint32_t> any(1, allocations_->calls);
    for (int i = 0; i < cases && !tally_.may_stop(); ++i) (void)run(any(*random), i % 2 == 1);
  }

  static std::string name_of(const Scenario& scenario, Work work) {
    return std::string(scenario.name) + (work == Work::reset ? ", reset" : ", send-code") +
           (scenario.keys == test::KeyKind::p256 ? ", P-256" : "");
  }

 private:
  static std::string content_of(int file) {
    char bytes[4096];
    const ssize_t got = pread(file, bytes, sizeof bytes, 0);
    return std::string(bytes, got > 0 ? static_cast<size_t>(got) : 0);
  }

  void judge(int status, const std::string& out) {
    const bool faulty = allocations_->struck != 0;
    const std::string seen = "exit status " + std::to_string(status) + ": " + out;
    const size_t arrived = stage_.service->requests.size();
    tally_.promise("the command ends by itself", status == 0 || (status >= 2 && status <= 7), seen);
    const json told = json::parse(out, nullptr, false);
    const bool is_report = told.is_object() && told.contains("ok");
    tally_.promise("the command reports in JSON", is_report, seen);
    if (!is_report) return;
    const json error = told.value("error", json::object());
    const std::string code = error.value("code", "ok");
    const bool worked = told.value("ok", false);
    tally_.promise("exit status and report agree", worked == (status == 0), seen);
    tally_.promise("a request of each kind arrives once at most", arrived <= 1,
                   seen + ", " + std::to_string(arrived) + " arrived");
    if (stage_.verdict() != Code::ok) {
      tally_.promise("a server that is refused sees no byte of a request",
                     stage_.service->plain.empty(), seen);
      tally_.promise("a server that is refused is never a success", !worked, seen);
    } else {
      tally_.promise("what works without a fault works", faulty || worked, seen);
      tally_.promise("a success was answered", !worked || arrived == 1, seen);
    }
    // Where mbedTLS's memory is malloc's, running out of it while a chain is judged can read as
    // distrust (SECURITY.md).
    const std::string kind = error.value("kind", "none");
    const bool in_family = worked || code == "out_of_memory" || kind == "tls" ||
                           (faulty && kind == "network") || (faulty && code == "unreadable_file") ||
                           code == "encryption_failed";
    tally_.promise("the code is of the right family", in_family, seen);
    if (!faulty && !worked)
      tally_.promise("the code is of the right family", code == str(name(stage_.verdict())), seen);
    tally_.promise(
        "not_sent is claimed only if nothing arrived",
        worked || error.value("delivery", "") != "not_sent" || stage_.service->plain.empty(), seen);
  }

  Stage stage_;
  const Work work_;
  Tally& tally_;
  support::TempDir dir_;
  SocketServer server_;
  support::Environment environment_;
  support::Arguments arguments_;
  Allocations* allocations_ = nullptr;
};

}  // namespace

void sweep_command(Tally& tally, const Extent& extent) {
  std::vector<Scenario> all = refused_servers();
  Scenario good{"a good server"};
  all.insert(all.begin(), good);
  for (const test::KeyKind keys : keys_of(extent))
    for (Scenario scenario : all)
      for (const Work work : {Work::send_code, Work::reset}) {
        scenario.keys = keys;
        // mbedTLS 3.6 of a distribution has TLS 1.3, and its other allocations are the same.
        if (scenario.tls_version == TLS1_3_VERSION) continue;
        if (work == Work::reset && scenario.trust != Trust::good) continue;
        if (!extent.includes(std::string(kPart) + ": " + CommandSweep::name_of(scenario, work)))
          continue;
        CommandSweep sweep(scenario, work, tally);
        std::mt19937 random(extent.seed.value_or(1));
        if (extent.draws(keys))
          sweep.run_sample(extent.cases_each, &random);
        else
          sweep.run_all(extent);
      }
}

#else

void sweep_command(Tally& tally, const Extent&) {
  tally.skip("command", "a sanitizer has an allocator of its own");
}

#endif

}  // namespace sparekey::sweep
