// SPDX-License-Identifier: Apache-2.0
// What the C files of this folder say to GoogleTest, and the scenes it calls.
#ifndef SPAREKEY_TESTS_C_CHECK_H
#define SPAREKEY_TESTS_C_CHECK_H

#include <sparekey/sparekey.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

void c_failed(const char* file, int line, const char* what, const char* got);

#define CHECK(condition) ((condition) ? (void)0 : c_failed(__FILE__, __LINE__, #condition, ""))
// Equal, the NUL included.
#define CHECK_TEXT(text, expected)   \
  ((strcmp((text), (expected)) == 0) \
       ? (void)0                     \
       : c_failed(__FILE__, __LINE__, #text " is " #expected, (text)))
#define CHECK_CODE(result, expected)                                                      \
  (((result).code == (expected)) ? (void)0                                                \
                                 : c_failed(__FILE__, __LINE__, #result " is " #expected, \
                                            sparekey_code_name((result).code)))

// Where a scene plays.
struct stage {
  const struct sparekey_port* port;
  const char* host;
  const char* ca_pem;
  size_t ca_pem_size;
  struct sparekey_client client;
  unsigned char memory[SPAREKEY_MEMORY_BYTES];
};

// All zero but what it must have.
struct sparekey_config config_for(const struct stage* stage);
// Closes what was open, and opens. Which must succeed.
void open_stage(struct stage* stage);
// Steps the call under way as an event loop would.
void drive(struct stage* stage);

// A port in C, with a context of its own: it counts, and hands on to another.
struct counting_port {
  const struct sparekey_port* inner;
  int calls[13];  // by function, in the order of sparekey_port
  int lookups, connections;
};
struct sparekey_port count_calls(struct counting_port* counts, const struct sparekey_port* inner);

// Scenes: each closes what it opens.
void values_have_names(void);
void little_helpers(void);
void people_type(void);
void pool_is_given_once(void);
void every_call_blocking(struct stage* stage);
void system_texts_end(struct stage* stage);
void refusal_texts_end(struct stage* stage);
void every_call_stepwise(struct stage* stage);
void phases_are_told(struct stage* stage);
void call_is_cancelled(struct stage* stage);
void completion_begins_the_next(struct stage* stage);
void nulls_are_empty(struct stage* stage);
void nothing_is_open(void);
void numbers_are_no_values(struct stage* stage);
void sizes_are_checked(struct stage* stage);
void recovery_blocking(struct stage* stage);
void recovery_stepwise(struct stage* stage);
void recovery_keeps_silent(struct stage* stage);
void recovery_reads_old_results(struct stage* stage);
void recovery_is_ended(struct stage* stage);
enum sparekey_code trusting(struct stage* stage, const struct sparekey_config* config);

#ifdef __cplusplus
}
#endif

#endif
