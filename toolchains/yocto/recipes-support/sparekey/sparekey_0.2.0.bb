SUMMARY = "Account recovery for small devices"
DESCRIPTION = "A library and a command for the account-recovery part of the Authing / GenAuth V3 API"
SECTION = "libs"
LICENSE = "Apache-2.0"
LIC_FILES_CHKSUM = "file://LICENSE;md5=3b83ef96387f14655fc854ddc3c6bd57"
CVE_PRODUCT = "sparekey:sparekey"

DEPENDS = "jsmn mbedtls"

inherit cmake pkgconfig systemd externalsrc

# This layer lies in the source itself.
EXTERNALSRC = "${@os.path.realpath(d.getVar('THISDIR') + '/../../../..')}"
EXTERNALSRC_BUILD = "${WORKDIR}/build"

PACKAGECONFIG ??= "command details"
PACKAGECONFIG[command] = "-DSPAREKEY_BUILD_COMMAND=ON,-DSPAREKEY_BUILD_COMMAND=OFF,,ca-certificates"
PACKAGECONFIG[kiosk] = "-DSPAREKEY_BUILD_KIOSK=ON,-DSPAREKEY_BUILD_KIOSK=OFF,libmicrohttpd,ca-certificates"
PACKAGECONFIG[details] = "-DSPAREKEY_DETAILS=ON,-DSPAREKEY_DETAILS=OFF"
PACKAGECONFIG[c-ares] = "-DSPAREKEY_RESOLVER=c-ares,,c-ares,,,stub"
PACKAGECONFIG[stub] = "-DSPAREKEY_RESOLVER=stub,,,,,c-ares"

# Hardening is the distribution's to choose (security_flags.inc).
EXTRA_OECMAKE = " \
    -DSPAREKEY_BUILD_TESTS=OFF \
    -DSPAREKEY_HARDENED=OFF \
    -DSPAREKEY_JSMN_HEADER=${STAGING_INCDIR}/jsmn.h \
"

SPAREKEY_UNITS = "${@bb.utils.contains('PACKAGECONFIG', 'command', 'sparekey-recover@.service', '', d)} \
    ${@bb.utils.contains('PACKAGECONFIG', 'kiosk', 'sparekey-kiosk.service', '', d)}"

do_install:append() {
    if ${@bb.utils.contains('DISTRO_FEATURES', 'systemd', 'true', 'false', d)}; then
        for unit in ${SPAREKEY_UNITS}; do
            install -D -m 0644 ${S}/toolchains/systemd/$unit ${D}${systemd_system_unitdir}/$unit
        done
    fi
}

# The image enables them: sparekey-recover@ttyS1.service for a terminal, sparekey-kiosk.service.
FILES:${PN} += "${systemd_system_unitdir}/sparekey-*.service"
