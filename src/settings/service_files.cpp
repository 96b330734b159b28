// SPDX-License-Identifier: Apache-2.0
#include "settings/service_files.hpp"

#include "base/text.hpp"
#include "sparekey/posix.hpp"

namespace sparekey {

void SecretReader::read_file(Option option, const char* path, Code too_large, Buffer* out) {
  if (path == nullptr || first_.any()) return;
  if (strcmp(path, "-") == 0 && stdin_is_terminal()) {
    // What people type is asked for without echo; nobody types these two.
    if (option == Option::access_token_file || option == Option::proxy_auth_file)
      first_ = bad_argument(name(option), Word::not_from_terminal);
    return;
  }
  first_ = read_secret(name(option), path, too_large, out);
  first_.file = path;
}

void SecretReader::expect(bool usable, Option option, Word reason, const char* path) {
  if (usable || first_.any()) return;
  first_ = bad_argument(name(option), reason);
  first_.file = path;
}

void SecretReader::read_service_secrets(const ServiceSettings& settings, ServiceFiles* out) {
  constexpr Code kTooLarge = Code::buffer_too_small;
  read_file(Option::access_token_file, settings.access_token_file, kTooLarge, &out->access_token);
  expect(is_field_value(out->access_token.text()), Option::access_token_file, Word::want_ascii,
         settings.access_token_file);
  read_file(Option::proxy_auth_file, settings.proxy_auth_file, kTooLarge, &out->proxy_auth);
  const Text credentials = out->proxy_auth.text();
  expect(credentials.empty() || (contains(credentials, ':') && is_utf8(credentials)),
         Option::proxy_auth_file, Word::want_credentials, settings.proxy_auth_file);
}

namespace {

Trouble read_anchors(const ServiceSettings& settings, Text* out) {
  const char* path = settings.ca_file != nullptr ? settings.ca_file : posix_ca_bundle();
  if (path == nullptr) return {Code::unreadable_file, settings.ca_file_from, Word::no_bundle};
  Buffer bytes{nullptr, 0};
  Trouble trouble = read_whole(settings.ca_file_from, path, &bytes);
  trouble.file = path;
  *out = bytes.text();
  return trouble;
}

Trouble read_crls(const ServiceSettings& settings, Crls* out) {
  if (settings.crl_file == nullptr) return {};
  Buffer bytes{nullptr, 0};
  Trouble trouble = read_whole(name(Option::crl_file), settings.crl_file, &bytes);
  trouble.file = settings.crl_file;
  if (!trouble.any()) *out = crls_from(reinterpret_cast<uint8_t*>(bytes.bytes), bytes.size);
  return trouble;
}

}  // namespace

Trouble read_trust(const ServiceSettings& settings, ServiceFiles* out) {
  Trouble trouble = read_anchors(settings, &out->anchors);
  if (!trouble.any()) trouble = read_crls(settings, &out->crls);
  return trouble;
}

void fill_config(const ServiceSettings& settings, const ServiceFiles& files, Config* out) {
  out->host = settings.host;
  out->app_id = settings.app_id;
  out->userpool_id = settings.userpool_id;
  out->access_token = files.access_token.text();
  out->brand = settings.brand;
  out->language = settings.language;
  out->connect_to = settings.connect_to;
  out->proxy = settings.proxy;
  out->proxy_credentials = files.proxy_auth.text();
  out->ca_pem = files.anchors;
  out->pins = settings.pins;
  out->pin_count = settings.pin_count;
  out->crls = files.crls;
  out->clock_policy = settings.clock_policy;
  out->timeout_ms = settings.timeout_ms;
}

Trouble unreadable_file(const ServiceSettings& settings, bool anchors_usable) {
  if (anchors_usable) {
    Trouble trouble{Code::unreadable_file, name(Option::crl_file), Word::no_crl};
    trouble.file = settings.crl_file;
    return trouble;
  }
  Trouble trouble{Code::unreadable_file, settings.ca_file_from, Word::no_certificate};
  trouble.file = settings.ca_file != nullptr ? settings.ca_file : posix_ca_bundle();
  return trouble;
}

}  // namespace sparekey
