/* SPDX-License-Identifier: Apache-2.0 */
/* Who PSA asks for random numbers (TLS 1.3): the port of the client that is being stepped. */
#ifndef SPAREKEY_PORT_MBEDTLS_PSA_RANDOM_H
#define SPAREKEY_PORT_MBEDTLS_PSA_RANDOM_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* 0: `out` is full. Null while no client is at work. */
extern int (*sparekey_psa_random)(void* context, unsigned char* out, size_t size);
extern void* sparekey_psa_random_context;

#ifdef __cplusplus
}
#endif

#endif
