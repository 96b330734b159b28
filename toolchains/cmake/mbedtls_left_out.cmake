# SPDX-License-Identifier: Apache-2.0
# Included where mbedTLS 3.6 is built, here and for the bench, which compares like with like: some of its files get our
# functions, ${sparekey_mbedtls_instead}, in place of others of mbedTLS's, which then nobody calls.
get_filename_component(port ${CMAKE_CURRENT_LIST_DIR}/../../port/mbedtls ABSOLUTE)
set(sparekey_mbedtls_instead ${port}/no_private_keys.c ${port}/md_at_once.c)
foreach(names IN ITEMS
    "pk_wrap mbedtls_rsa_pkcs1_sign=sparekey_no_rsa_sign mbedtls_rsa_pkcs1_decrypt=sparekey_no_rsa_decrypt \
mbedtls_rsa_check_pub_priv=sparekey_no_rsa_pair mbedtls_ecp_check_pub_priv=sparekey_no_ecp_pair \
mbedtls_ecdsa_write_signature=sparekey_no_ecdsa_sign"
    "rsa mbedtls_rsa_deduce_primes=sparekey_no_rsa_primes mbedtls_rsa_deduce_private_exponent=sparekey_no_rsa_exponent"
    "md mbedtls_md=sparekey_no_md")
  string(REPLACE " " ";" names "${names}")
  list(POP_FRONT names file)
  set_source_files_properties(${SPAREKEY_MBEDTLS_SOURCE_DIR}/library/${file}.c PROPERTIES COMPILE_DEFINITIONS "${names}")
endforeach()
