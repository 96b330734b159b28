// SPDX-License-Identifier: Apache-2.0
// The other end of the pipe: a process that owns the sockets.
#ifndef SPAREKEY_TESTS_PORT_PIPE_MODEM_HPP
#define SPAREKEY_TESTS_PORT_PIPE_MODEM_HPP

#include "pipe_port.hpp"

namespace pipe_port {

// Serves the pipe until its other end is closed. It may be read and written through two
// descriptors.
void run_modem(int in_fd, int out_fd);

// The pipe's near end is `fd`.
Line line_over(int fd);

// A modem in a process of its own, which ends with this one. Returns the pipe's near end, or -1.
int start_modem();

}  // namespace pipe_port

#endif
