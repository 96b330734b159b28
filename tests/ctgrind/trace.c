/* SPDX-License-Identifier: Apache-2.0 */
/* A plug-in for user-mode qemu that makes one number of where a program has been: the address of
 * each instruction it executes, and of each byte it reads or writes, between two functions of its
 * own.  qemu-arm -plugin libtrace.so,from=0xADDRESS,to=0xADDRESS PROGRAM  says on standard error,
 * each time the second is reached: trace NUMBER, INSTRUCTIONS and ACCESSES.
 * Debian 12 ships no header of qemu's interface; what is needed of it is declared here. */
#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHOWN __attribute__((visibility("default")))

struct qemu_plugin_tb;
struct qemu_plugin_insn;
struct qemu_info;
typedef uint64_t Plugin;
typedef void (*Translated)(Plugin, struct qemu_plugin_tb*);
typedef void (*Executed)(unsigned processor, void* context);
typedef void (*Accessed)(unsigned processor, uint32_t kind, uint64_t address, void* context);
enum { kNoRegisters = 0, kReadsAndWrites = 3 };

extern void qemu_plugin_register_vcpu_tb_trans_cb(Plugin, Translated);
extern size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb*);
extern struct qemu_plugin_insn* qemu_plugin_tb_get_insn(const struct qemu_plugin_tb*, size_t index);
extern uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn*);
extern void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn*, Executed,
                                                   int registers, void* context);
extern void qemu_plugin_register_vcpu_mem_cb(struct qemu_plugin_insn*, Accessed, int registers,
                                             int which, void* context);

/* Whoever compiles this says which. */
SHOWN int qemu_plugin_version = PLUGIN_VERSION;

static uint64_t from;
static uint64_t to;
static bool recording;
static uint64_t trace;
static uint64_t instructions;
static uint64_t accesses;

/* FNV-1a, eight bytes at a time. */
static void add(uint64_t what) { trace = (trace ^ what) * UINT64_C(1099511628211); }

static void executed(unsigned processor, void* address) {
  (void)processor;
  const uint64_t at = (uintptr_t)address;
  if (at == from) {
    recording = true;
    trace = UINT64_C(14695981039346656037);
    instructions = accesses = 0;
  }
  if (!recording) return;
  add(at);
  ++instructions;
  if (at == to) {
    recording = false;
    fprintf(stderr, "trace %016" PRIx64 " %" PRIu64 " %" PRIu64 "\n", trace, instructions,
            accesses);
  }
}

static void accessed(unsigned processor, uint32_t kind, uint64_t address, void* context) {
  (void)processor;
  (void)context;
  if (!recording) return;
  add(address);
  add(kind);
  ++accesses;
}

static void translated(Plugin plugin, struct qemu_plugin_tb* block) {
  (void)plugin;
  const size_t count = qemu_plugin_tb_n_insns(block);
  for (size_t i = 0; i < count; ++i) {
    struct qemu_plugin_insn* const instruction = qemu_plugin_tb_get_insn(block, i);
    const uint64_t address = qemu_plugin_insn_vaddr(instruction);
    qemu_plugin_register_vcpu_insn_exec_cb(instruction, executed, kNoRegisters,
                                           (void*)(uintptr_t)address);
    qemu_plugin_register_vcpu_mem_cb(instruction, accessed, kNoRegisters, kReadsAndWrites, NULL);
  }
}

SHOWN int qemu_plugin_install(Plugin plugin, const struct qemu_info* machine,
                              int count_of_arguments, char** arguments) {
  (void)machine;
  for (int i = 0; i < count_of_arguments; ++i) {
    if (strncmp(arguments[i], "from=", 5) == 0) from = strtoull(arguments[i] + 5, NULL, 16);
    if (strncmp(arguments[i], "to=", 3) == 0) to = strtoull(arguments[i] + 3, NULL, 16);
  }
  if (from == 0 || to == 0) return -1;
  /* That a function is made of Thumb instructions is told by the last bit of its symbol. */
  from &= ~UINT64_C(1);
  to &= ~UINT64_C(1);
  qemu_plugin_register_vcpu_tb_trans_cb(plugin, translated);
  return 0;
}
