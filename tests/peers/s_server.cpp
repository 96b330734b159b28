// SPDX-License-Identifier: Apache-2.0
#include "s_server.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace sparekey::test {
namespace {

std::string new_folder() {
  std::string pattern = std::filesystem::temp_directory_path() / "sparekey-peers-XXXXXX";
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("mkdtemp " + pattern);
  return pattern;
}

void write_file(const std::filesystem::path& path, const std::string& content) {
  std::ofstream out(path, std::ios::binary);
  out << content;
  if (!out.flush()) throw std::runtime_error("write " + path.string());
}

struct Pipe {
  Pipe() {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe");
    from = Descriptor(ends[0]);
    to = Descriptor(ends[1]);
  }
  Descriptor from;
  Descriptor to;
};

}  // namespace

OpensslServer::OpensslServer(const Credential& own, const std::vector<Certificate>& above,
                             const std::vector<std::string>& options, const std::string& answer)
    : folder_(new_folder()) {
  const std::filesystem::path folder = folder_;
  write_file(folder / "own.pem", pem_of(own.certificate));
  write_file(folder / "key.pem", private_pem(own.key));
  std::string chain;
  for (const Certificate& certificate : above) chain += pem_of(certificate);
  write_file(folder / "above.pem", chain);
  std::filesystem::create_directories(folder / "api" / "v3");
  write_file(folder / "api" / "v3" / "system", answer);

  std::vector<std::string> arguments = {"openssl", "s_server", "-accept",     "127.0.0.1:0",
                                        "-cert",   "own.pem",  "-key",        "key.pem",
                                        "-HTTP",   "-no_dhe",  "-no_ca_names"};
  if (!above.empty()) arguments.insert(arguments.end(), {"-cert_chain", "above.pem"});
  arguments.insert(arguments.end(), options.begin(), options.end());
  start(arguments);
  read_port();
}

void OpensslServer::start(const std::vector<std::string>& arguments) {
  std::vector<char*> argv;
  for (const std::string& argument : arguments) argv.push_back(strdup(argument.c_str()));
  argv.push_back(nullptr);
  Pipe input;
  Pipe output;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addchdir_np(&actions, folder_.c_str());
  posix_spawn_file_actions_adddup2(&actions, input.from.get(), 0);
  posix_spawn_file_actions_adddup2(&actions, output.to.get(), 1);
  posix_spawn_file_actions_adddup2(&actions, output.to.get(), 2);
  const int error = posix_spawnp(&pid_, "openssl", &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  for (char* argument : argv) free(argument);
  if (error != 0) throw std::runtime_error("openssl s_server does not start");
  input_ = std::move(input.to);
  output_ = std::move(output.from);
}

// s_server says "ACCEPT 127.0.0.1:PORT" as soon as it listens.
void OpensslServer::read_port() {
  const std::string word = "ACCEPT 127.0.0.1:";
  std::string said;
  char c = 0;
  while (read(output_.get(), &c, 1) == 1) {
    said += c;
    const size_t at = said.find(word);
    if (c == '\n' && at != std::string::npos) {
      tcp_port_ = static_cast<uint16_t>(std::stoul(said.substr(at + word.size())));
      return;
    }
  }
  throw std::runtime_error("openssl s_server says: " + said);
}

OpensslServer::~OpensslServer() {
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

}  // namespace sparekey::test
