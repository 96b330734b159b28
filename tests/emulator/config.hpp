// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_EMULATOR_CONFIG_HPP
#define SPAREKEY_EMULATOR_CONFIG_HPP

#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "faults.hpp"

namespace emulator {

// The members of config.json; what each means stands in config.cpp, in kConfigHelp.

struct AccountConfig {
  std::string email;
  std::string phone;
  std::string phone_country_code = "+86";
  std::string username;
  std::string password = "OldPassw0rd!";
  bool locked = false;
  bool captcha = false;
};

enum class TlsVersion { k1_2, k1_3 };
enum class TlsKeyType { kRsa, kEc };
enum class TlsChain { kLeaf, kIntermediate, kIntermediates };

struct TlsConfig {
  TlsVersion min_version = TlsVersion::k1_2;
  TlsVersion max_version = TlsVersion::k1_3;
  TlsKeyType key_type = TlsKeyType::kRsa;
  int rsa_bits = 2048;
  TlsChain chain = TlsChain::kLeaf;
  int root_rsa_bits = 2048;
  int public_names = 0;
  bool resumption = true;
};

enum class RsaFormat { kPem, kBase64 };
enum class Sm2Format { kPlain, k04, kPrefix, kC1C2C3 };
enum class Undecryptable { kRefuse, kEmpty };

struct EncryptionConfig {
  int rsa_bits = 2048;
  RsaFormat rsa_format = RsaFormat::kPem;
  std::optional<std::string> rsa_public_key;
  bool sm2 = true;
  std::optional<std::string> sm2_public_key;
  std::vector<Sm2Format> sm2_formats = {Sm2Format::kPlain};
  Undecryptable undecryptable = Undecryptable::kRefuse;
};

struct PassCodeConfig {
  int length = 6;
  int tries = 1;
  int email_lifetime_s = 300;
  int sms_lifetime_s = 60;
  int resend_s = 60;
  int wrong_api_code = 2001;
};

struct ResetTokenConfig {
  int lifetime_s = 300;
  int length = 43;
  bool burned_by_refused_password = false;
};

struct PasswordConfig {
  int min_length = 8;
  int min_classes = 2;
  int history = 5;
};

enum class UnknownAccount { kRefuse, kAccept };

struct Config {
  std::vector<std::string> apps = {"demo-app"};
  std::vector<std::string> header_prefixes = {"authing", "genauth"};
  std::vector<AccountConfig> accounts = {{"alice@example.com", "18812345678", "+86", "alice"}};
  UnknownAccount unknown_account = UnknownAccount::kRefuse;
  bool older_server = false;
  bool system_enveloped = false;
  double clock_rate = 1;
  int requests_per_minute = 0;
  int idle_timeout_s = 600;
  TlsConfig tls;
  EncryptionConfig encryption;
  PassCodeConfig pass_code;
  ResetTokenConfig password_reset_token;
  PasswordConfig password;
  std::vector<Fault> faults;
};

// Its words are for the person who wrote the config.
class ConfigError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

extern const char* const kConfigHelp;

// Throws ConfigError: on a member of the wrong type or out of range, and on one that is not known,
// so that a slip of the pen cannot pass for a setting.
Config read_config(const nlohmann::json& json);
Config read_config_file(const std::string& path);

}  // namespace emulator

#endif
