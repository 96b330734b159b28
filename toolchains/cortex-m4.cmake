# SPDX-License-Identifier: Apache-2.0
# A microcontroller without an operating system: Cortex-M4, newlib (Debian: gcc-arm-none-eabi,
# libnewlib-arm-none-eabi).
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR cortex-m4)
set(CMAKE_C_COMPILER arm-none-eabi-gcc)
set(CMAKE_CXX_COMPILER arm-none-eabi-g++)
# Link-time optimisation needs the compiler's own.
set(CMAKE_AR arm-none-eabi-gcc-ar CACHE FILEPATH "")
set(CMAKE_RANLIB arm-none-eabi-gcc-ranlib CACHE FILEPATH "")
set(CMAKE_NM arm-none-eabi-nm CACHE FILEPATH "")
set(CMAKE_READELF arm-none-eabi-readelf CACHE FILEPATH "")
set(CMAKE_STRIP arm-none-eabi-strip CACHE FILEPATH "")
set(CMAKE_C_FLAGS_INIT "-mcpu=cortex-m4 -mthumb -fno-unwind-tables -fno-asynchronous-unwind-tables")
set(CMAKE_CXX_FLAGS_INIT "${CMAKE_C_FLAGS_INIT}")
set(CMAKE_POSITION_INDEPENDENT_CODE OFF)
# A program needs a board to be linked for.
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
