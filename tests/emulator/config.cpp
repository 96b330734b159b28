// SPDX-License-Identifier: Apache-2.0
#include "config.hpp"

#include <fstream>
#include <sstream>

#include "config_section.hpp"

namespace emulator {

const char* const kConfigHelp =
    R"(config.json: an object; every member may be left out, an unknown one is an error.

member                        default      meaning
apps                          ["demo-app"] the application ids that are known
headerPrefixes                both         of "authing", "genauth": the x-…- header prefixes it reads
accounts                      alice        replaces the default account; a list of
  .email .phone .username     none         at least one of them
  .phoneCountryCode           "+86"
  .password                   "OldPassw0rd!"
  .locked                     false        send, verify and sign-in are refused with 2005
  .captcha                    false        sending is refused with 2000
unknownAccount                "refuse"     |"accept": nobody learns whether an account exists
olderServer                   false        answers with code, uniqueId, apiCode as a string
systemEnveloped               false        /system answers inside an envelope
clockRate                     1            60: the emulated clock runs 60 times as fast
requestsPerMinute             0            more from one address are HTTP 429; 0: no limit
idleTimeoutSeconds            600          how long a silent connection stays open (real time)
tls.minVersion .maxVersion    "1.2" "1.3"
tls.keyType                   "rsa"        |"ec": P-256
tls.rsaBits                   2048         2048 to 4096
tls.rootRsaBits               rsaBits      2048 to 4096: of the root alone
tls.chain                     "leaf"       |"intermediate"|"intermediates": two of them
tls.publicNames               0            1 to 200: so many further names, and all that public CAs
                                           write into certificates (AIA, CDP, policies, two SCTs)
tls.resumption                true         false: tickets are sent, and none is taken
encryption.rsaBits            2048         1024 to 4096, or 0: publishes no RSA key
encryption.rsaFormat          "pem"        |"base64": bare DER
encryption.rsaPublicKey       its own      published as it stands, whatever it is
encryption.sm2                true         publishes an SM2 key
encryption.sm2PublicKey       its own      published as it stands, whatever it is
encryption.sm2Formats         ["plain"]    accepted, of "plain", "04", "prefix", "c1c2c3"
encryption.undecryptable      "refuse"     |"empty": taken for an empty password, which is then set
passCode.length               6            1 to 12 digits
passCode.tries                1            wrong tries until the code is burned
passCode.emailLifetimeSeconds 300
passCode.smsLifetimeSeconds   60
passCode.resendSeconds        60           until the same address is sent another
passCode.wrongApiCode         2001         apiCode of a wrong code
passwordResetToken.lifetimeSeconds 300
passwordResetToken.length     43           1 to 4096 characters
passwordResetToken.burnedByRefusedPassword false
password.minLength            8            characters
password.minClasses           2            of lower case, upper case, digits, others
password.history              5            that many last passwords, the present one included, are
                                           refused with 2059
faults                        []           in this order: the first that is due changes the answer
  .path                       required     of the request, exactly
  .after                      0            requests to that path it lets by
  .times                      for ever     requests it then changes
  .act                        see below    whether the service does what was asked
  .statusCode .apiCode .message .data      replace the envelope's; message defaults to the apiCode's
  .httpStatus                 200
  .headers                    {}           added: {"name": "value"}
  .body                       none         this text instead of the envelope
  .bodyRepeat                 1            that many times
  .contentType                "application/json; charset=utf-8"
  .delayMs                    0            before the answer (real time)
  .drop                       false        no answer at all: the connection is closed
  .closeAfterBytes            none         the connection is closed after that much of the body
  .closeNotify                false        drop and closeAfterBytes close TLS properly first
A fault that replaces something of the answer (statusCode to body) does not act by default; one that
only delays, drops or cuts the answer does.
)";

namespace {

void read_account(ConfigSection& section, AccountConfig& account) {
  section.read("email", account.email);
  section.read("phone", account.phone);
  section.read("phoneCountryCode", account.phone_country_code);
  section.read("username", account.username);
  section.read("password", account.password);
  section.read("locked", account.locked);
  section.read("captcha", account.captcha);
  if (account.email.empty() && account.phone.empty() && account.username.empty())
    section.fail("email", "or phone or username is needed");
}

void read_tls(ConfigSection& section, TlsConfig& tls) {
  const Choices<TlsVersion> versions = {{"1.2", TlsVersion::k1_2}, {"1.3", TlsVersion::k1_3}};
  section.read("minVersion", tls.min_version, versions);
  section.read("maxVersion", tls.max_version, versions);
  section.read("keyType", tls.key_type, {{"rsa", TlsKeyType::kRsa}, {"ec", TlsKeyType::kEc}});
  section.read("rsaBits", tls.rsa_bits, 2048, 4096);
  tls.root_rsa_bits = tls.rsa_bits;
  section.read("rootRsaBits", tls.root_rsa_bits, 2048, 4096);
  section.read("chain", tls.chain,
               {{"leaf", TlsChain::kLeaf},
                {"intermediate", TlsChain::kIntermediate},
                {"intermediates", TlsChain::kIntermediates}});
  section.read("publicNames", tls.public_names, 0, 200);
  section.read("resumption", tls.resumption);
  if (tls.min_version > tls.max_version) section.fail("minVersion", "is above maxVersion");
}

void read_encryption(ConfigSection& section, EncryptionConfig& encryption) {
  section.read("rsaBits", encryption.rsa_bits, 0, 4096);
  if (encryption.rsa_bits != 0 && encryption.rsa_bits < 1024)
    section.fail("rsaBits", "must be 0 or from 1024 to 4096");
  section.read("rsaFormat", encryption.rsa_format,
               {{"pem", RsaFormat::kPem}, {"base64", RsaFormat::kBase64}});
  section.read("rsaPublicKey", encryption.rsa_public_key);
  section.read("sm2", encryption.sm2);
  section.read("sm2PublicKey", encryption.sm2_public_key);
  section.read("sm2Formats", encryption.sm2_formats,
               {{"plain", Sm2Format::kPlain},
                {"04", Sm2Format::k04},
                {"prefix", Sm2Format::kPrefix},
                {"c1c2c3", Sm2Format::kC1C2C3}});
  section.read("undecryptable", encryption.undecryptable,
               {{"refuse", Undecryptable::kRefuse}, {"empty", Undecryptable::kEmpty}});
}

void read_pass_code(ConfigSection& section, PassCodeConfig& pass_code) {
  constexpr int kDay = 24 * 60 * 60;
  section.read("length", pass_code.length, 1, 12);
  section.read("tries", pass_code.tries, 1, 1000);
  section.read("emailLifetimeSeconds", pass_code.email_lifetime_s, 1, kDay);
  section.read("smsLifetimeSeconds", pass_code.sms_lifetime_s, 1, kDay);
  section.read("resendSeconds", pass_code.resend_s, 0, kDay);
  section.read("wrongApiCode", pass_code.wrong_api_code, 1, 99999999);
}

void read_reset_token(ConfigSection& section, ResetTokenConfig& token) {
  section.read("lifetimeSeconds", token.lifetime_s, 1, 24 * 60 * 60);
  section.read("length", token.length, 1, 4096);
  section.read("burnedByRefusedPassword", token.burned_by_refused_password);
}

void read_password(ConfigSection& section, PasswordConfig& password) {
  section.read("minLength", password.min_length, 0, 1000);
  section.read("minClasses", password.min_classes, 0, 4);
  section.read("history", password.history, 0, 1000);
}

void read_fault(ConfigSection& section, Fault& fault) {
  constexpr int kMany = 1000000000;
  section.read("path", fault.path);
  if (fault.path.empty()) section.fail("path", "is needed");
  section.read("after", fault.after, 0, kMany);
  section.read("times", fault.times, 1, kMany);
  section.read("statusCode", fault.status_code, 0, kMany);
  section.read("apiCode", fault.api_code, 0, kMany);
  section.read("message", fault.message);
  if (const nlohmann::json* data = section.member("data")) fault.data = *data;
  section.read("httpStatus", fault.http_status, 200, 599);
  section.read("headers", fault.headers);
  section.read("body", fault.body);
  section.read("bodyRepeat", fault.body_repeat, 1, kMany);
  section.read("contentType", fault.content_type);
  section.read("delayMs", fault.delay_ms, 0, kMany);
  section.read("drop", fault.drop);
  section.read("closeAfterBytes", fault.close_after_bytes, 0, kMany);
  section.read("closeNotify", fault.close_notify);
  fault.act = !fault.replaces_the_answer();
  section.read("act", fault.act);
}

}  // namespace

Config read_config(const nlohmann::json& json) {
  Config config;
  ConfigSection section(json, "");
  section.read("apps", config.apps);
  section.read("headerPrefixes", config.header_prefixes,
               {{"authing", "authing"}, {"genauth", "genauth"}});
  if (section.member("accounts") != nullptr) config.accounts.clear();
  section.read_objects("accounts", [&config](ConfigSection& account) {
    read_account(account, config.accounts.emplace_back());
  });
  section.read("unknownAccount", config.unknown_account,
               {{"refuse", UnknownAccount::kRefuse}, {"accept", UnknownAccount::kAccept}});
  section.read("olderServer", config.older_server);
  section.read("systemEnveloped", config.system_enveloped);
  section.read("clockRate", config.clock_rate, 0.001, 1e6);
  section.read("requestsPerMinute", config.requests_per_minute, 0, 1000000);
  section.read("idleTimeoutSeconds", config.idle_timeout_s, 1, 24 * 60 * 60);
  section.read_object("tls", [&config](auto& tls) { read_tls(tls, config.tls); });
  section.read_object("encryption",
                      [&config](auto& keys) { read_encryption(keys, config.encryption); });
  section.read_object("passCode",
                      [&config](auto& codes) { read_pass_code(codes, config.pass_code); });
  section.read_object("passwordResetToken", [&config](auto& token) {
    read_reset_token(token, config.password_reset_token);
  });
  section.read_object("password",
                      [&config](auto& password) { read_password(password, config.password); });
  section.read_objects("faults", [&config](ConfigSection& fault) {
    read_fault(fault, config.faults.emplace_back());
  });
  section.finish();
  return config;
}

Config read_config_file(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  if (!text) throw ConfigError("cannot be read, or is empty");
  try {
    return read_config(nlohmann::json::parse(text.str()));
  } catch (const nlohmann::json::parse_error& error) {
    throw ConfigError(std::string("is not JSON: ") + error.what());
  }
}

}  // namespace emulator
