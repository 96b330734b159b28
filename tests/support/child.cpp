// SPDX-License-Identifier: Apache-2.0
#include "support/child.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sstream>
#include <stdexcept>
#include <thread>

#include "support/temp_dir.hpp"

namespace support {
namespace {

Environment child_environment(const Environment& changes) {
  Environment result;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string text = *entry;
    const size_t equals = text.find('=');
    const std::string name = text.substr(0, equals);
    const bool steers = name.rfind("SPAREKEY_", 0) == 0 || name.rfind("LC_", 0) == 0 ||
                        name == "LANG" || name == "LANGUAGE" || name == "https_proxy" ||
                        name == "no_proxy" || name == "HTTPS_PROXY" || name == "NO_PROXY" ||
                        name == "POSIXLY_CORRECT";
    if (!steers && equals != std::string::npos) result[name] = text.substr(equals + 1);
  }
  // Names that do not exist are asked for: not for half a minute if no name server answers.
  result["RES_OPTIONS"] = "timeout:1 attempts:1";
  for (const auto& [name, value] : changes) result[name] = value;
  return result;
}

// Another build's programs may be tried: SPAREKEY_PROGRAMS names their folder.
std::string program(const std::string& path) {
  const char* const folder = getenv("SPAREKEY_PROGRAMS");
  if (folder == nullptr) return path;
  const std::string other = std::string(folder) + path.substr(path.rfind('/'));
  return access(other.c_str(), X_OK) == 0 ? other : path;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  result.reserve(texts.size() + 1);
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

// Both in the child, between fork and exec.

// Whoever started the tests in the background may have had ^C ignored, or signals blocked; a child
// inherits that.
void take_signals_as_they_come() {
  for (const int number : {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGPIPE})
    ::signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

void take_streams(const Streams& streams) {
  if (streams.controlling_terminal) {
    setsid();
    ioctl(streams.in, TIOCSCTTY, 0);
  }
  const int null = open("/dev/null", O_RDWR | O_CLOEXEC);
  const int wanted[] = {streams.in, streams.out, streams.error};
  for (int i = 0; i < 3; ++i) dup2(wanted[i] < 0 ? null : wanted[i], i);
}

int open_file(const std::string& path, int flags) {
  const int descriptor = open(path.c_str(), flags | O_CLOEXEC, 0600);
  if (descriptor < 0) throw std::runtime_error("cannot open " + path);
  return descriptor;
}

// The fields of /proc/PID/stat behind the name, which is in brackets: the first is the state.
std::istringstream facts(pid_t process) {
  const std::string stat = read_file("/proc/" + std::to_string(process) + "/stat");
  return std::istringstream(stat.substr(stat.rfind(')') + 1));
}

}  // namespace

bool is_stopped(pid_t process) {
  std::string state;
  facts(process) >> state;
  return state == "T";
}

std::chrono::milliseconds processor_time(pid_t process) {
  constexpr int kFieldsBefore = 11;
  std::istringstream fields = facts(process);
  std::string ignored;
  for (int i = 0; i < kFieldsBefore; ++i) fields >> ignored;
  long user = 0;
  long system = 0;
  fields >> user >> system;
  return std::chrono::milliseconds((user + system) * 1000 / sysconf(_SC_CLK_TCK));
}

Arguments without_hang_up(const Arguments& arguments) {
  Arguments all = {"/bin/sh", "-c", R"(trap '' HUP; exec "$0" "$@")"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return all;
}

void wait_until(const std::function<bool()>& happened, const std::string& what) {
  const auto end = std::chrono::steady_clock::now() + kPatience;
  while (!happened()) {
    if (std::chrono::steady_clock::now() > end)
      throw std::runtime_error("waited in vain for " + what);
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
}

Child::Child(const Arguments& arguments, const Environment& environment, const Streams& streams) {
  Arguments words = arguments;
  words[0] = program(words[0]);
  std::vector<std::string> settings;
  for (const auto& [name, value] : child_environment(environment))
    settings.push_back(name + '=' + value);
  const std::vector<char*> argv = pointers(words);
  const std::vector<char*> envp = pointers(settings);
  const pid_t parent = getpid();
  id_ = fork();
  if (id_ < 0) throw std::runtime_error("cannot fork");
  if (id_ > 0) return;
  // Nothing is left behind if the test itself is killed.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(127);
  take_signals_as_they_come();
  take_streams(streams);
  execve(argv[0], argv.data(), envp.data());
  _exit(127);
}

Child::~Child() {
  if (poll()) return;
  kill(id_, SIGKILL);
  waitpid(id_, nullptr, 0);
}

void Child::signal(int number) const { kill(id_, number); }

std::optional<int> Child::poll() {
  int status = 0;
  if (!status_ && waitpid(id_, &status, WNOHANG) == id_)
    status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return status_;
}

int Child::wait() {
  wait_until([this] { return poll().has_value(); }, "a program to end");
  return *status_;
}

Finished run(const Arguments& arguments, const Environment& environment, const std::string& input) {
  // Files, unlike pipes, cannot fill up and need no reader.
  const TempDir dir;
  Streams streams;
  streams.in = open_file(dir.write("in", input), O_RDONLY);
  streams.out = open_file(dir.file("out"), O_WRONLY | O_CREAT);
  streams.error = open_file(dir.file("error"), O_WRONLY | O_CREAT);
  Child child(arguments, environment, streams);
  for (const int descriptor : {streams.in, streams.out, streams.error}) close(descriptor);
  const int status = child.wait();
  return {status, read_file(dir.file("out")), read_file(dir.file("error"))};
}

}  // namespace support
