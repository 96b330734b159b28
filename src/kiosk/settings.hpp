// SPDX-License-Identifier: Apache-2.0
// What the command line, the environment and the files they name ask of the kiosk.
#ifndef SPAREKEY_KIOSK_SETTINGS_HPP
#define SPAREKEY_KIOSK_SETTINGS_HPP

#include "settings/service_files.hpp"

namespace sparekey::kiosk {

/// Where browsers connect to.
struct Listen {
  enum class Kind : uint8_t { ipv4, ipv6, local };
  Kind kind = Kind::ipv4;
  uint16_t tcp_port = 8080;    ///< of a loopback address; 0: any free one
  const char* path = nullptr;  ///< of a local socket
};

constexpr size_t kMaxOrigins = 8;
constexpr size_t kMaxVisits = 16;

struct Settings {
  Config config;  ///< of every Client, with what the files hold; its language is English's
  Encryption encryption = Encryption::none;
  Sm2Format sm2_format = Sm2Format::plain;
  UiLanguage ui_language = UiLanguage::english;  ///< if the browser names none that there is

  Listen listen;
  Text origins[kMaxOrigins];  ///< "https://box.lan", without a slash at the end
  size_t origin_count = 0;    ///< 0: those of `listen`
  size_t visits = 2;
  int64_t idle_ms = 120'000;
  Text title;
  Text stylesheet;  ///< what the file holds; empty: the built-in one
  Text done_url;    ///< empty: the first page
  bool keyboard = false;
  const char* port_file = nullptr;

  ServiceSettings service;  ///< `config` points into it
};

/// Reads the command line and the files, and answers --help and --version. Negative: the program
/// goes on. Otherwise it has said why not, and this is its exit status. Once in a process: secrets
/// from files lie in static memory.
int read_settings(int argc, char** argv, Settings* out);

/// Says what is wrong, in words; the exit status.
int say_trouble(const Settings& settings, const Trouble& trouble);

/// Says why no client can be opened over `settings.config`, as `result` has it; the exit status.
/// `anchors_usable`: one can without the CRLs.
int say_unusable(const Settings& settings, const Result& result, bool anchors_usable);

/// At the end.
void wipe_secret_settings();

}  // namespace sparekey::kiosk

#endif
