// SPDX-License-Identifier: Apache-2.0
// The service, trust and encryption, as the command line and the environment ask for them; the
// command line wins.
#ifndef SPAREKEY_SETTINGS_SERVICE_SETTINGS_HPP
#define SPAREKEY_SETTINGS_SERVICE_SETTINGS_HPP

#include "settings/arguments.hpp"
#include "sparekey/client.hpp"

namespace sparekey {

struct ServiceSettings {
  UiLanguage ui_language = UiLanguage::english;
  bool utf8 = false;  ///< The terminal's characters, as far as the locale says.

  Text host;
  Text app_id;
  Text userpool_id;
  Text connect_to;
  Text proxy;
  Brand brand = Brand::authing;
  Language language = Language::en_us;
  Pin pins[kMaxRepeats];
  size_t pin_count = 0;
  ClockPolicy clock_policy = ClockPolicy::strict;
  int64_t timeout_ms = 30'000;
  Encryption encryption = Encryption::none;
  Sm2Format sm2_format = Sm2Format::plain;

  // Paths; null if not given.
  const char* ca_file = nullptr;
  Text ca_file_from;  ///< The option or the variable.
  const char* crl_file = nullptr;
  const char* access_token_file = nullptr;
  const char* proxy_auth_file = nullptr;
};

/// Reads them part by part: of several troubles the program tells the one it asks for first. Each
/// part is false, and says why in `trouble`, if it cannot be used.
class ServiceReader {
 public:
  ServiceReader(const Arguments& arguments, ServiceSettings* out, Trouble* trouble)
      : arguments_(arguments), out_(*out), trouble_(*trouble) {}

  /// What says how a trouble is told. `for_machines`: the service's words are not for this
  /// terminal. That the language is not one of the four is told by connection().
  void read_languages(bool for_machines);

  /// Host, application, files, language, proxy, pins, deadline.
  bool connection();
  bool clock();
  bool encryption();

 private:
  struct Setting {
    const char* name;   // of the option or the variable: complaints name the one that says it
    const char* value;  // null if neither says anything
  };

  Setting setting(Option option) const;
  static Setting either(const char* variable, const char* in_capitals);
  bool service();
  bool proxy();
  bool pins_and_timeout();

  // Sets `*out` to the enumerator at the value's place among `names`, if the option is given.
  template <typename Enum, size_t count>
  bool read_choice(Option option, const char* const (&names)[count], Enum* out, Word complaint) {
    static_assert(sizeof *out == 1, "");
    return read_choice(option, names, count, reinterpret_cast<unsigned char*>(out), complaint);
  }
  bool read_choice(Option option, const char* const* names, size_t count, unsigned char* out,
                   Word complaint);
  bool refuse(Option option, Word reason) { return sparekey::refuse(option, reason, &trouble_); }
  bool refuse(const Setting& setting, Word reason);

  const Arguments& arguments_;
  ServiceSettings& out_;
  Trouble& trouble_;
  bool known_language_ = true;
};

/// "-" may stand for one file only. Paths that are null were not given.
bool check_stdin(const char* const* files, size_t count, Trouble* trouble);

}  // namespace sparekey

#endif
