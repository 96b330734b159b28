// SPDX-License-Identifier: Apache-2.0
// Programs as children: started without a shell, never left behind.
#ifndef SPAREKEY_TESTS_SUPPORT_CHILD_HPP
#define SPAREKEY_TESTS_SUPPORT_CHILD_HPP

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace support {

using Arguments = std::vector<std::string>;
using Environment = std::map<std::string, std::string>;

// Long enough for a loaded machine with sanitizers: reaching it is a failure, never a measurement.
constexpr std::chrono::seconds kPatience{60};

// Throws if it does not happen within kPatience.
void wait_until(const std::function<bool()>& happened, const std::string& what);

// Whether a signal has stopped it; how long it has kept processors busy, in ticks of 10 ms.
bool is_stopped(pid_t process);
std::chrono::milliseconds processor_time(pid_t process);

// Starts it through a shell that has SIGHUP ignored, as nohup does.
Arguments without_hang_up(const Arguments& arguments);

// What the child gets as descriptors 0, 1 and 2. -1: /dev/null.
struct Streams {
  int in = -1;
  int out = -1;
  int error = -1;
  bool controlling_terminal = false;  // `in` becomes the terminal of a session of its own
};

class Child {
 public:
  // The environment is this process's, without what steers the command (SPAREKEY_*, the locale, the
  // proxy), and with `environment`.
  Child(const Arguments& arguments, const Environment& environment, const Streams& streams);
  ~Child();  // kills it if it still runs
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  void signal(int number) const;
  // The exit status, 128 + N if signal N ended it; nothing while it runs.
  std::optional<int> poll();
  // Throws if it takes longer than kPatience.
  int wait();
  pid_t id() const { return id_; }

 private:
  pid_t id_;
  std::optional<int> status_;
};

struct Finished {
  int status;
  std::string out;
  std::string error;
};

// Runs a program to its end with `input` as its standard input.
Finished run(const Arguments& arguments, const Environment& environment = {},
             const std::string& input = "");

}  // namespace support

#endif
