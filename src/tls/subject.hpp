// SPDX-License-Identifier: Apache-2.0
// The name of whoever a certificate is for, without parsing the whole of it.
#ifndef SPAREKEY_TLS_SUBJECT_HPP
#define SPAREKEY_TLS_SUBJECT_HPP

#include <mbedtls/x509.h>

#include "sparekey/types.hpp"

namespace sparekey::tls {

// Points `*subject` at it. Of `der` no more need be there than that. False: there is no subject in
// it.
bool find_subject(Bytes der, mbedtls_x509_buf* subject);

// Whether two distinguished names, in DER, are equal but for ASCII case and the choice between
// UTF8String and PrintableString. Bytes that merely look like letters or tags are folded as well,
// so names that differ may pass: only a signature tells.
bool may_be_equal(const mbedtls_x509_buf& a, const mbedtls_x509_buf& b);

// Whether the first bytes of a certificate in base64 say that its subject is not `name`. To decode
// each anchor whole would cost four times as much, to parse it a hundred times.
bool is_for_another(Text base64, const mbedtls_x509_buf& name, uint8_t* scratch, size_t capacity);

}  // namespace sparekey::tls

#endif
