# SPDX-License-Identifier: Apache-2.0
# Writes the list that sbom.cmake describes:  cmake -D facts=FILE -P write_sbom.cmake
include(${facts})

# A source is named by its place below the project; a port may come from elsewhere.
set(entries "")
set(relations "")
set(all_sha1 "")
foreach(file ${files})
  file(SHA1 ${file} sha1)
  file(SHA256 ${file} sha256)
  file(RELATIVE_PATH name ${top} ${file})
  if(name MATCHES "^\\.\\.")
    get_filename_component(name ${file} NAME)
    set(name elsewhere/${name})
  endif()
  string(REGEX REPLACE "[^A-Za-z0-9.]" "-" id "SPDXRef-File-${name}")
  list(APPEND all_sha1 ${sha1})
  string(APPEND entries ",
    {
      \"SPDXID\": \"${id}\",
      \"fileName\": \"./${name}\",
      \"checksums\": [
        {\"algorithm\": \"SHA1\", \"checksumValue\": \"${sha1}\"},
        {\"algorithm\": \"SHA256\", \"checksumValue\": \"${sha256}\"}
      ],
      \"licenseConcluded\": \"Apache-2.0\",
      \"licenseInfoInFiles\": [\"Apache-2.0\"],
      \"copyrightText\": \"NOASSERTION\"
    }")
  string(APPEND relations ",
    {\"spdxElementId\": \"SPDXRef-Package-sparekey\", \"relationshipType\": \"CONTAINS\", \"relatedSpdxElement\": \"${id}\"}")
endforeach()
string(REGEX REPLACE "^,\n" "" entries "${entries}")
# SPDX 2.3, 7.9: the sum of all sums, in their order.
list(SORT all_sha1)
string(REPLACE ";" "" all_sha1 "${all_sha1}")
string(SHA1 verification "${all_sha1}")

# What it links: a name, the version that was taken, how, and under which licence.
set(packages "")
function(depends_on whose name version relation licence details)
  if(version MATCHES "^[0-9]+[0-9.]*$")
    string(APPEND details "\n      \"versionInfo\": \"${version}\",")
  endif()
  set(packages "${packages},
    {
      \"SPDXID\": \"SPDXRef-Package-${name}\",
      \"name\": \"${name}\",${details}
      \"downloadLocation\": \"NOASSERTION\",
      \"filesAnalyzed\": false,
      \"licenseConcluded\": \"NOASSERTION\",
      \"licenseDeclared\": \"${licence}\",
      \"copyrightText\": \"NOASSERTION\"
    }" PARENT_SCOPE)
  set(relations "${relations},
    {\"spdxElementId\": \"SPDXRef-Package-${whose}\", \"relationshipType\": \"${relation}\", \"relatedSpdxElement\": \"SPDXRef-Package-${name}\"}" PARENT_SCOPE)
endfunction()
# Where its vulnerabilities are published, and the file it was built from.
function(provenance cpe version tarball result)
  set(details "")
  if(version MATCHES "^[0-9.]+$")
    string(APPEND details "
      \"externalRefs\": [
        {
          \"referenceCategory\": \"SECURITY\",
          \"referenceType\": \"cpe23Type\",
          \"referenceLocator\": \"cpe:2.3:a:${cpe}:${version}:*:*:*:*:*:*:*\"
        }
      ],")
  endif()
  if(tarball AND EXISTS ${tarball})
    file(READ ${tarball} tarball)
    if(tarball MATCHES "^([0-9a-f]+) +([^\n]+)")
      string(APPEND details "
      \"packageFileName\": \"${CMAKE_MATCH_2}\",
      \"checksums\": [{\"algorithm\": \"SHA256\", \"checksumValue\": \"${CMAKE_MATCH_1}\"}],")
    endif()
  endif()
  set(${result} "${details}" PARENT_SCOPE)
endfunction()
provenance(arm:mbed_tls "${mbedtls_version}" "${mbedtls_tarball}" details)
depends_on(sparekey mbedtls "${mbedtls_version}" ${mbedtls_link} "Apache-2.0 OR GPL-2.0-or-later" "${details}")
if(crypto_version)  # mbedTLS 4's other half
  depends_on(sparekey tf-psa-crypto "${crypto_version}" ${mbedtls_link} "Apache-2.0 OR GPL-2.0-or-later" "")
endif()
file(SHA256 ${jsmn} sha256)
depends_on(sparekey jsmn "" STATIC_LINK MIT "
      \"comment\": \"One header, jsmn.h, compiled in; it names no version. The checksum is the header's.\",
      \"packageFileName\": \"jsmn.h\",
      \"checksums\": [{\"algorithm\": \"SHA256\", \"checksumValue\": \"${sha256}\"}],")
if(port STREQUAL "posix" AND resolver STREQUAL "c-ares")
  depends_on(sparekey c-ares "" DEPENDS_ON MIT "")
endif()
if(microhttpd_link)  # the kiosk's alone
  depends_on(sparekey sparekey-kiosk "${version}" CONTAINS Apache-2.0 "\n      \"primaryPackagePurpose\": \"APPLICATION\",")
  provenance(gnu:libmicrohttpd "${microhttpd_version}" "${microhttpd_tarball}" details)
  depends_on(sparekey-kiosk libmicrohttpd "${microhttpd_version}" ${microhttpd_link} LGPL-2.1-or-later "${details}")
endif()

# No hour of the day: the same sources give the same list.
set(ENV{SOURCE_DATE_EPOCH} ${time})
string(TIMESTAMP created "%Y-%m-%dT%H:%M:%SZ" UTC)
string(SHA256 identity "${verification}${packages}")
string(SUBSTRING ${identity} 0 16 identity)
file(WRITE ${sbom} "{
  \"spdxVersion\": \"SPDX-2.3\",
  \"dataLicense\": \"CC0-1.0\",
  \"SPDXID\": \"SPDXRef-DOCUMENT\",
  \"name\": \"sparekey-${version}\",
  \"documentNamespace\": \"https://spdx.org/spdxdocs/sparekey-${version}-${identity}\",
  \"creationInfo\": {
    \"created\": \"${created}\",
    \"creators\": [\"Tool: sparekey-${version}\"]
  },
  \"packages\": [
    {
      \"SPDXID\": \"SPDXRef-Package-sparekey\",
      \"name\": \"sparekey\",
      \"versionInfo\": \"${version}\",
      \"primaryPackagePurpose\": \"LIBRARY\",
      \"downloadLocation\": \"NOASSERTION\",
      \"filesAnalyzed\": true,
      \"packageVerificationCode\": {\"packageVerificationCodeValue\": \"${verification}\"},
      \"licenseConcluded\": \"Apache-2.0\",
      \"licenseDeclared\": \"Apache-2.0\",
      \"licenseInfoFromFiles\": [\"Apache-2.0\"],
      \"copyrightText\": \"NOASSERTION\"
    }${packages}
  ],
  \"files\": [
${entries}
  ],
  \"relationships\": [
    {\"spdxElementId\": \"SPDXRef-DOCUMENT\", \"relationshipType\": \"DESCRIBES\", \"relatedSpdxElement\": \"SPDXRef-Package-sparekey\"}${relations}
  ]
}
")
