/* SPDX-License-Identifier: Apache-2.0 */
/* What a shared library of sparekey shows: all that is marked SPAREKEY_API, and nothing else. In an
 * archive nothing is marked, so that a library of yours which links it does not pass sparekey on.
 */
#ifndef SPAREKEY_API_H
#define SPAREKEY_API_H

#ifdef SPAREKEY_EXPORTS /* while the shared library itself is compiled */
#define SPAREKEY_API __attribute__((visibility("default")))
#define SPAREKEY_LOCAL \
  __attribute__((visibility("hidden"))) /* not even as a member of what is shown */
#else
#define SPAREKEY_API
#define SPAREKEY_LOCAL
#endif

#endif
