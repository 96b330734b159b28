################################################################################
#
# sparekey
#
################################################################################

SPAREKEY_VERSION = 0.2.0
# This tree lies in the source itself.
SPAREKEY_SITE = $(realpath $(BR2_EXTERNAL_SPAREKEY_PATH)/../..)
SPAREKEY_SITE_METHOD = local
SPAREKEY_OVERRIDE_SRCDIR_RSYNC_EXCLUSIONS = --exclude=/build
SPAREKEY_LICENSE = Apache-2.0
SPAREKEY_LICENSE_FILES = LICENSE
SPAREKEY_CPE_ID_VENDOR = sparekey
SPAREKEY_INSTALL_STAGING = YES
SPAREKEY_DEPENDENCIES = host-pkgconf jsmn mbedtls
# Hardening is the system's to choose (BR2_RELRO, BR2_SSP, BR2_FORTIFY_SOURCE).
SPAREKEY_CONF_OPTS = \
	-DSPAREKEY_BUILD_TESTS=OFF \
	-DSPAREKEY_HARDENED=OFF \
	-DSPAREKEY_JSMN_HEADER=$(STAGING_DIR)/usr/include/jsmn.h

ifeq ($(BR2_PACKAGE_SPAREKEY_COMMAND),y)
SPAREKEY_CONF_OPTS += -DSPAREKEY_BUILD_COMMAND=ON
SPAREKEY_UNITS += sparekey-recover@.service
else
SPAREKEY_CONF_OPTS += -DSPAREKEY_BUILD_COMMAND=OFF
endif

ifeq ($(BR2_PACKAGE_SPAREKEY_KIOSK),y)
SPAREKEY_CONF_OPTS += -DSPAREKEY_BUILD_KIOSK=ON
SPAREKEY_DEPENDENCIES += libmicrohttpd
SPAREKEY_UNITS += sparekey-kiosk.service
else
SPAREKEY_CONF_OPTS += -DSPAREKEY_BUILD_KIOSK=OFF
endif

define SPAREKEY_INSTALL_INIT_SYSTEMD
	$(foreach unit,$(SPAREKEY_UNITS),\
		$(INSTALL) -D -m 0644 $(@D)/toolchains/systemd/$(unit) $(TARGET_DIR)/usr/lib/systemd/system/$(unit)$(sep))
endef

ifeq ($(BR2_PACKAGE_SPAREKEY_RESOLVER_C_ARES),y)
SPAREKEY_CONF_OPTS += -DSPAREKEY_RESOLVER=c-ares
SPAREKEY_DEPENDENCIES += c-ares
else ifeq ($(BR2_PACKAGE_SPAREKEY_RESOLVER_STUB),y)
SPAREKEY_CONF_OPTS += -DSPAREKEY_RESOLVER=stub
else
SPAREKEY_CONF_OPTS += -DSPAREKEY_RESOLVER=getaddrinfo
endif

ifeq ($(BR2_PACKAGE_SPAREKEY_DETAILS),y)
SPAREKEY_CONF_OPTS += -DSPAREKEY_DETAILS=ON
else
SPAREKEY_CONF_OPTS += -DSPAREKEY_DETAILS=OFF
endif

$(eval $(cmake-package))
