/* SPDX-License-Identifier: Apache-2.0 */
/* libmicrohttpd 0.9.75 as sparekey-kiosk needs it, on Linux with glibc or musl. Left out is all that the kiosk
   does not call: TLS, authentication, the form parser, upgrades, poll, sendfile, and messages for a log. */
#ifndef SPAREKEY_MHD_CONFIG_H
#define SPAREKEY_MHD_CONFIG_H

#define PACKAGE_VERSION "0.9.75"
#define _GNU_SOURCE 1
/* The Date of its answers, beyond 2038. */
#define _FILE_OFFSET_BITS 64
#define _TIME_BITS 64

/* 0.9.75 does not link without them; none is started. */
#define MHD_USE_POSIX_THREADS 1
#define HAVE_PTHREAD_H 1
#define HAVE_PTHREAD_SIGMASK 1

#define LINUX 1
/* Driven through its epoll descriptor, which the kiosk polls beside its own. */
#define EPOLL_SUPPORT 1
#define HAVE_EPOLL_CREATE1 1
#define HAVE_INET6 1
#define HAVE_ACCEPT4 1
#define HAVE_SOCK_NONBLOCK 1
#define HAVE_LISTEN_SHUTDOWN 1
#define HAVE_GETSOCKNAME 1
#define MHD_USE_GETSOCKNAME 1
#define HAVE_SENDMSG 1
#define _MHD_ITC_EVENTFD 1
#define HAVE_SYS_EVENTFD_H 1

#define HAVE_CALLOC 1
#define HAVE_CLOCK_GETTIME 1
#define HAVE_GMTIME_R 1
#define HAVE_PREAD 1
#define HAVE_RANDOM 1
#define HAVE_SNPRINTF 1
#define HAVE_SYSCONF 1
#define HAVE_TSEARCH 1

#define HAVE_ARPA_INET_H 1
#define HAVE_ENDIAN_H 1
#define HAVE_FCNTL_H 1
#define HAVE_INTTYPES_H 1
#define HAVE_LIMITS_H 1
#define HAVE_NETDB_H 1
#define HAVE_NETINET_IN_H 1
#define HAVE_NETINET_TCP_H 1
#define HAVE_NET_IF_H 1
#define HAVE_SEARCH_H 1
#define HAVE_SIGNAL_H 1
#define HAVE_STDBOOL_H 1
#define HAVE_STDDEF_H 1
#define HAVE_STDLIB_H 1
#define HAVE_STRING_H 1
#define HAVE_SYS_IOCTL_H 1
#define HAVE_SYS_MMAN_H 1
#define HAVE_SYS_PARAM_H 1
#define HAVE_SYS_SELECT_H 1
#define HAVE_SYS_SOCKET_H 1
#define HAVE_SYS_STAT_H 1
#define HAVE_SYS_TIME_H 1
#define HAVE_SYS_TYPES_H 1
#define HAVE_TIME_H 1
#define HAVE_UNISTD_H 1

#define HAVE_REAL_BOOL 1
#define HAVE_C_VARARRAYS 1
#define INLINE_FUNC 1
#define MHD_HAVE___BUILTIN_BSWAP32 1
#define MHD_HAVE___BUILTIN_BSWAP64 1
#define SIZEOF_SIZE_T __SIZEOF_SIZE_T__
#define SIZEOF_STRUCT_TIMEVAL_TV_SEC 8
#define SIZEOF_UINT64_T 8
#define SIZEOF_UNSIGNED_INT __SIZEOF_INT__
#define SIZEOF_UNSIGNED_LONG_LONG __SIZEOF_LONG_LONG__
#define _MHD_EXTERN extern
#define _MHD_NORETURN _Noreturn
#define _MHD_static_inline static inline __attribute__((always_inline))

#endif
