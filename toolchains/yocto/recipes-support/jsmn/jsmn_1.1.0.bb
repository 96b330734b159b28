SUMMARY = "JSON tokens, in one header"
HOMEPAGE = "https://github.com/zserge/jsmn"
SECTION = "libs"
LICENSE = "MIT"
LIC_FILES_CHKSUM = "file://LICENSE;md5=5adc94605a1f7a797a9a834adbe335e3"
CVE_PRODUCT = "zserge:jsmn"

SRC_URI = "git://github.com/zserge/jsmn.git;protocol=https;branch=master"
SRCREV = "fdcef3ebf886fa210d14956d3c068a653e76a24e"
S = "${WORKDIR}/git"

do_configure[noexec] = "1"
do_compile[noexec] = "1"

do_install() {
    install -D -m 0644 ${S}/jsmn.h ${D}${includedir}/jsmn.h
}

# There is nothing to run.
ALLOW_EMPTY:${PN} = "1"
