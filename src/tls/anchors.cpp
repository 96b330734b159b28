// SPDX-License-Identifier: Apache-2.0
#include "tls/anchors.hpp"

#include <mbedtls/platform.h>

#include "base/base64.hpp"
#include "base/mbedtls_error.hpp"
#include "base/pem.hpp"
#include "tls/pool.hpp"
#include "tls/subject.hpp"

namespace sparekey::tls {
namespace {

constexpr Failure kNone{Code::unreadable_file,
                        in_words("the trust anchors hold no usable certificate")};
constexpr Failure kBroken{Code::unreadable_file, in_words("the trust anchors' PEM is broken")};
constexpr Failure kTooLarge{Code::buffer_too_small,
                            in_words("a trust anchor is larger than exchange_bytes")};

using Visitor = Code (*)(void* visit, Bytes der);

// Calls `visitor(visit, der)` for each certificate in `given` until it returns anything but ok;
// with `name`, it may pass over those that have another subject. `scratch` takes the DER of each
// that was PEM; the visitor may keep it there, and leave less. Not inlined: there are several
// callers.
[[gnu::noinline]] Failure walk(const AnchorBytes& given, const mbedtls_x509_buf* name,
                               const Scratch& scratch, Visitor visitor, void* visit) {
  for (size_t i = 0; i < given.der_count; ++i)
    if (const Code code = visitor(visit, given.ders[i]); code != Code::ok) return {code, nullptr};
  size_t offset = 0;
  for (;;) {
    Text base64;
    switch (next_pem(given.pem, "CERTIFICATE", &offset, &base64)) {
      case Pem::none:
        return {};
      case Pem::malformed:
        return kBroken;
      case Pem::found:
        break;
    }
    if (name != nullptr && is_for_another(base64, *name, scratch.bytes, scratch.size)) continue;
    size_t size = 0;
    if (!base64_decode(base64, true, scratch.bytes, scratch.size, &size))
      return base64.size() / 4 * 3 > scratch.size ? kTooLarge : kBroken;
    if (const Code code = visitor(visit, Bytes{scratch.bytes, size}); code != Code::ok)
      return {code, nullptr};
  }
}

template <typename Visit>
Failure each_certificate(const AnchorBytes& given, const mbedtls_x509_buf* name,
                         const Scratch& scratch, Visit& visit) {
  const Visitor visitor = [](void* context, Bytes der) {
    return (*static_cast<Visit*>(context))(der);
  };
  return walk(given, name, scratch, visitor, &visit);
}

// Bytes behind a certificate, which mbedTLS's parser ignores, do not make it another. An empty one,
// left where mbedTLS passed over what it does not know, is no anchor.
bool begins_with(Bytes anchor, Bytes certificate) {
  return certificate.size > 0 && anchor.size >= certificate.size &&
         memcmp(anchor.data, certificate.data, certificate.size) == 0;
}

}  // namespace

#ifdef MBEDTLS_X509_TRUSTED_CERTIFICATE_CALLBACK
namespace {

// Not on the stack: it takes 400 bytes, with mbedTLS 4 a thousand. Null: no memory.
mbedtls_x509_crt* new_certificate() {
  auto* certificate = static_cast<mbedtls_x509_crt*>(mbedtls_calloc(1, sizeof(mbedtls_x509_crt)));
  if (certificate != nullptr) mbedtls_x509_crt_init(certificate);
  return certificate;
}

void delete_certificate(mbedtls_x509_crt* certificate) {
  if (certificate != nullptr) mbedtls_x509_crt_free(certificate);
  mbedtls_free(certificate);
}

}  // namespace

Failure Anchors::begin(const AnchorBytes& given, const Scratch& scratch) {
  given_ = given;
  scratch_ = scratch;
  bool any = false;
  auto try_one = [&any](Bytes der) {
    if (any) return Code::ok;
    const uint32_t refusals_before = pool_refusals;
    mbedtls_x509_crt* const certificate = new_certificate();
    if (certificate == nullptr) return Code::out_of_memory;
    const int error = mbedtls_x509_crt_parse_der_nocopy(certificate, der.data, der.size);
    delete_certificate(certificate);
    any = error == 0;
    // mbedTLS reports some refusals of memory as a broken key.
    const bool ran_out = is_out_of_memory(error) || pool_refusals != refusals_before;
    return ran_out ? Code::out_of_memory : Code::ok;
  };
  const Failure failure = each_certificate(given, nullptr, scratch, try_one);
  return failure.ok() && !any ? kNone : failure;
}

void Anchors::end() {}

bool Anchors::contain(Bytes der) const {
  bool found = false;
  auto compare = [&](Bytes anchor) {
    if (begins_with(anchor, der)) found = true;
    return Code::ok;
  };
  (void)each_certificate(given_, nullptr, scratch_, compare);
  return found;
}

mbedtls_x509_crt* Anchors::candidates() { return found_; }

namespace {

// Candidates stay where they lie: memory is at its scarcest now. Copies are made only if several
// bear the name, and the scratch cannot hold them all.
struct Search {
  const mbedtls_x509_buf& name;
  mbedtls_x509_crt* found;
  int copies;
  Scratch left;

  Code operator()(Bytes der) {
    mbedtls_x509_buf subject{};
    if (!find_subject(der, &subject) || !may_be_equal(subject, name)) return Code::ok;
    if (found == nullptr) found = new_certificate();
    if (found == nullptr) return Code::out_of_memory;
    const int error =
        mbedtls_x509_crt_parse_der_with_ext_cb(found, der.data, der.size, copies, nullptr, nullptr);
    if (error == 0 && copies == 0 && der.data == left.bytes) {
      left.bytes += der.size;
      left.size -= der.size;
    }
    return is_out_of_memory(error) ? Code::out_of_memory : Code::ok;
  }

  void forget() {
    delete_certificate(found);
    found = nullptr;
  }
};

}  // namespace

int Anchors::find_issuer(void* self, mbedtls_x509_crt const* child, mbedtls_x509_crt** candidates) {
  auto* anchors = static_cast<Anchors*>(self);
  Search search{child->issuer_raw, nullptr, 0, {}};
  Failure failure = kTooLarge;
  for (; search.copies <= 1 && failure.code == Code::buffer_too_small; ++search.copies) {
    search.forget();
    search.left = anchors->scratch_;
    failure = each_certificate(anchors->given_, &search.name, search.left, search);
  }
  if (!failure.ok()) search.forget();
  anchors->found_ = search.found;
  *candidates = search.found;  // mbedTLS frees them
  return failure.ok() ? 0 : MBEDTLS_ERR_X509_ALLOC_FAILED;
}

void Anchors::install(mbedtls_ssl_config* config) {
  mbedtls_ssl_conf_ca_cb(config, find_issuer, this);
}
#else
Failure Anchors::begin(const AnchorBytes& given, const Scratch& scratch) {
  mbedtls_x509_crt_init(&parsed_);
  begun_ = true;
  auto parse = [this](Bytes der) {
    const int error = mbedtls_x509_crt_parse_der(&parsed_, der.data, der.size);
    return is_out_of_memory(error) ? Code::out_of_memory : Code::ok;
  };
  const Failure failure = each_certificate(given, nullptr, scratch, parse);
  return failure.ok() && parsed_.raw.p == nullptr ? kNone : failure;
}

bool Anchors::contain(Bytes der) const {
  for (const mbedtls_x509_crt* anchor = &parsed_; anchor != nullptr; anchor = anchor->next)
    if (begins_with(Bytes{anchor->raw.p, anchor->raw.len}, der)) return true;
  return false;
}

mbedtls_x509_crt* Anchors::candidates() { return &parsed_; }

void Anchors::end() {
  if (begun_) mbedtls_x509_crt_free(&parsed_);
  begun_ = false;
}

void Anchors::install(mbedtls_ssl_config* config) {
  mbedtls_ssl_conf_ca_chain(config, &parsed_, nullptr);
}
#endif

}  // namespace sparekey::tls
