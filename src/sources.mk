# SPDX-License-Identifier: Apache-2.0
# What the library is made of, paths from the top of the project. CMake reads these lists, and any
# makefile can include them: ../toolchains/README.md has one that needs nothing else.

# Folders stand in the order of their dependencies; tests/package/arrows keeps them so.
SPAREKEY_SOURCES = \
  src/base/base64.cpp \
  src/base/character.cpp \
  src/base/error.cpp \
  src/base/failure.cpp \
  src/base/hex.cpp \
  src/base/ip.cpp \
  src/base/json_text.cpp \
  src/base/mbedtls_error.cpp \
  src/base/origin.cpp \
  src/base/pem.cpp \
  src/base/psa.cpp \
  src/base/same_secret.cpp \
  src/base/text.cpp \
  src/base/typed_recipient.cpp \
  src/base/typed_text.cpp \
  src/base/writer.cpp \
  port/mbedtls/psa_random.cpp \
  src/json/document.cpp \
  src/json/object_writer.cpp \
  src/json/validate.cpp \
  src/http/http_date.cpp \
  src/http/request_writer.cpp \
  src/http/response_head.cpp \
  src/http/response_parser.cpp \
  src/crypto/key_text.cpp \
  src/crypto/rsa.cpp \
  src/crypto/sm2.cpp \
  src/crypto/sm2_field.cpp \
  src/crypto/sm2_point.cpp \
  src/crypto/sm2_wire.cpp \
  src/crypto/sm3.cpp \
  src/crypto/verdict.cpp \
  src/api/check_code.cpp \
  src/api/envelope.cpp \
  src/api/public_keys.cpp \
  src/api/recipient.cpp \
  src/api/refusals.cpp \
  src/api/reset.cpp \
  src/api/send_code.cpp \
  src/api/system.cpp \
  src/api/verify.cpp \
  src/tls/anchors.cpp \
  src/tls/constraints.cpp \
  src/tls/dates.cpp \
  src/tls/judge.cpp \
  src/tls/names.cpp \
  src/tls/pins.cpp \
  src/tls/policy.cpp \
  src/tls/pool.cpp \
  src/tls/revocation.cpp \
  src/tls/session.cpp \
  src/tls/stream.cpp \
  src/tls/subject.cpp \
  src/client/client.cpp \
  src/client/config_check.cpp \
  src/client/connection.cpp \
  src/client/engine.cpp \
  src/client/password_cipher.cpp \
  src/client/race.cpp \
  src/client/tunnel.cpp \
  src/recovery/recovery.cpp \
  src/c/answers.cpp \
  src/c/backoff.cpp \
  src/c/calls.cpp \
  src/c/c_client.cpp \
  src/c/client_state.cpp \
  src/c/crl.cpp \
  src/c/c_names.cpp \
  src/c/open.cpp \
  src/c/pin.cpp \
  src/c/c_pool.cpp \
  src/c/c_port.cpp \
  src/c/c_recovery.cpp \
  src/c/result.cpp \
  src/c/c_typed_recipient.cpp \
  src/c/values.cpp

# The port for Linux; beside it one of the resolvers below.
SPAREKEY_POSIX_SOURCES = \
  port/posix/bundle.cpp \
  port/posix/clocks.cpp \
  port/posix/port.cpp \
  port/posix/sockets.cpp \
  src/c/posix.cpp

# Each lookup in a thread: link with -pthread.
SPAREKEY_GETADDRINFO_SOURCES = \
  port/posix/lookup_getaddrinfo.cpp

# No threads; link with -lresolv.
SPAREKEY_STUB_SOURCES = \
  port/posix/lookup_stub.cpp \
  port/posix/stub_files.cpp \
  port/posix/stub_message.cpp

# Link with -lcares.
SPAREKEY_CARES_SOURCES = \
  port/posix/lookup_cares.cpp

# What people read, English and Chinese; not in the library. Each program has phrases of its own.
SPAREKEY_WORDS_SOURCES = \
  src/words/command_phrases.cpp

SPAREKEY_KIOSK_WORDS_SOURCES = \
  src/words/kiosk_phrases.cpp \
  src/words/page_words.cpp

SPAREKEY_CXXFLAGS = -std=c++17 -fno-exceptions -fno-rtti -fno-threadsafe-statics -ffunction-sections -fdata-sections

# $(call sparekey_objects,SOURCES): names for their objects that nothing else has, in whatever folder
# they are put. `client.o`, `base64.o` and `error.o` are others' too.
sparekey_objects = $(addprefix sparekey-,$(subst /,-,$(1:.cpp=.o)))

# $(call sparekey_rules,SOURCES): how each is made, with CXX, CPPFLAGS and CXXFLAGS; SPAREKEY is our folder.
define sparekey_rule
$(call sparekey_objects,$1): $$(SPAREKEY)/$1
	$$(CXX) $$(SPAREKEY_CXXFLAGS) -I$$(SPAREKEY)/include -I$$(SPAREKEY)/src $$(CPPFLAGS) $$(CXXFLAGS) -c -o $$@ $$<

endef
sparekey_rules = $(foreach source,$1,$(eval $(call sparekey_rule,$(source))))
