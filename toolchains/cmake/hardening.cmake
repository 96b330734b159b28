# SPDX-License-Identifier: Apache-2.0
# sparekey::hardened, for whoever links it; the library forces it on nobody. Lazy binding leaves more
# behind than tables to be overwritten: the loader saves the vector registers on the stack, and in them
# the pieces of passwords that memcpy has just moved.
#
# The appliance presets do without (SPAREKEY_HARDENED=OFF): their programs are static, so nothing is
# bound at run time. The rest costs the command 4.8 KB of code on armhf, 3 %, and RELRO most of a page.
add_library(sparekey_hardened INTERFACE)
add_library(sparekey::hardened ALIAS sparekey_hardened)
target_link_options(sparekey_hardened INTERFACE LINKER:-z,now,-z,relro)
target_compile_options(sparekey_hardened INTERFACE -fstack-protector-strong)
# It needs an optimizer, and would blind the sanitizers.
if(NOT SPAREKEY_SANITIZE)
  target_compile_options(sparekey_hardened INTERFACE
    $<$<NOT:$<CONFIG:Debug>>:-U_FORTIFY_SOURCE$<SEMICOLON>-D_FORTIFY_SOURCE=2>)
endif()
