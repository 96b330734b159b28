/* SPDX-License-Identifier: Apache-2.0 */
/**
 * \file
 * What this library was built with; C reads it too. CMake writes config.hpp, which defines all of
 * it. Whoever builds without CMake writes that file by hand: it may be empty, and needs only what
 * is not the default below. The library and all that includes its headers must see the same one.
 */
#ifndef SPAREKEY_OPTIONS_HPP
#define SPAREKEY_OPTIONS_HPP

#include "sparekey/config.hpp"

/** Three numbers, as version() gives them. */
#ifndef SPAREKEY_VERSION
#define SPAREKEY_VERSION "0.2.0"
#endif

/** Seconds since 1970: a clock that says less is not set. 2026-01-01T00:00:00Z. */
#ifndef SPAREKEY_BUILD_TIME
#define SPAREKEY_BUILD_TIME 1767225600
#endif

/** Encryption::rsa. Without, it is `bad_argument`. */
#ifndef SPAREKEY_RSA
#define SPAREKEY_RSA 1
#endif

/** Encryption::sm2. Without, it is `bad_argument`. */
#ifndef SPAREKEY_SM2
#define SPAREKEY_SM2 1
#endif

/** Config::proxy. Without, it must be empty. */
#ifndef SPAREKEY_PROXY
#define SPAREKEY_PROXY 1
#endif

/** Addresses are raced (RFC 8305). Without, they are tried one after the other. */
#ifndef SPAREKEY_HAPPY_EYEBALLS
#define SPAREKEY_HAPPY_EYEBALLS 1
#endif

/** Several TLS records are received at once. Without, Limits::read_ahead_bytes must be 0. */
#ifndef SPAREKEY_READ_AHEAD
#define SPAREKEY_READ_AHEAD 1
#endif

/** The command's `recover`. Of the class Recovery a program links what it uses, whatever this says.
 */
#ifndef SPAREKEY_RECOVERY
#define SPAREKEY_RECOVERY 1
#endif

/** Result::detail in words, or empty. */
#ifndef SPAREKEY_DETAILS
#define SPAREKEY_DETAILS 1
#endif

/*
 * SPAREKEY_HAS_POOL, without a value: mbedTLS takes its memory from the pool of pool.hpp. Not
 * defined by default. The rest describes that mbedTLS.
 */

/** It was configured by port/mbedtls/config-*.h: its structures are small. */
#ifndef SPAREKEY_OUR_MBEDTLS
#ifdef SPAREKEY_HAS_POOL
#define SPAREKEY_OUR_MBEDTLS 1
#else
#define SPAREKEY_OUR_MBEDTLS 0
#endif
#endif

/** It speaks TLS 1.3 (MBEDTLS_SSL_PROTO_TLS1_3). */
#ifndef SPAREKEY_TLS13
#define SPAREKEY_TLS13 0
#endif

/** Bits of a scalar that its elliptic-curve steps take at once (MBEDTLS_ECP_WINDOW_SIZE). */
#ifndef SPAREKEY_ECP_WINDOW
#define SPAREKEY_ECP_WINDOW 4
#endif

/** The largest TLS record it receives (MBEDTLS_SSL_IN_CONTENT_LEN). */
#ifndef SPAREKEY_IN_CONTENT_LEN
#define SPAREKEY_IN_CONTENT_LEN 16384
#endif

/** What it takes of a pool beyond mbedTLS 3.6, in bytes. */
#ifndef SPAREKEY_POOL_MORE_BYTES
#define SPAREKEY_POOL_MORE_BYTES 0
#endif

/** What pool_needed() adds to what was measured; 5 is enough with mbedTLS 3.6, not with 2.28. */
#ifndef SPAREKEY_POOL_MARGIN_PERCENT
#define SPAREKEY_POOL_MARGIN_PERCENT 20
#endif

#endif
