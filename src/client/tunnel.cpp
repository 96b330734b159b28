// SPDX-License-Identifier: Apache-2.0
#include "client/tunnel.hpp"

#include "base/wipe.hpp"
#include "client/user_agent.hpp"
#include "http/request_writer.hpp"

namespace sparekey {

Code Tunnel::begin(const Port& port, Handle connection, const Origin& target, const Proxy& proxy) {
  port_ = &port;
  proxy_ = &proxy;
  connection_ = connection;
  http::RequestWriter request(proxy.buffer, proxy.buffer_size);
  request.begin_tunnel(uri_host(target), target.tcp_port);
  request.lines(kUserAgentLine);
  if (!proxy.credentials.empty()) request.proxy_basic(proxy.credentials);
  request_ = request.finish(false);
  proxy.parser->begin(nullptr, 0, proxy.overhead_bytes, http::Method::connect);
  if (request.ok()) return Code::ok;
  wipe(proxy.buffer, request.touched());
  return Code::buffer_too_small;
}

void Tunnel::end() {
  if (!request_.empty())
    wipe(proxy_->buffer, static_cast<size_t>(request_.data() + request_.size() - proxy_->buffer));
  request_ = Text();
}

Progress Tunnel::step() { return request_.empty() ? receive() : send(); }

Progress Tunnel::fail(Code code) {
  code_ = code;
  return Progress::failed;
}

Progress Tunnel::send() {
  const int sent = port_->send(port_->context, connection_, request_.data(), request_.size());
  if (sent == kPortAgain) return Progress::want_writable;
  if (sent <= 0) return fail(Code::connection_lost);
  request_ = request_.substr(static_cast<size_t>(sent));
  if (request_.empty()) wipe(proxy_->buffer, static_cast<size_t>(request_.data() - proxy_->buffer));
  return Progress::again;
}

Progress Tunnel::receive() {
  char* const buffer = proxy_->buffer;
  const int got = port_->receive(port_->context, connection_, buffer, proxy_->buffer_size);
  if (got == kPortAgain) return Progress::want_readable;
  if (got <= 0) return fail(Code::connection_lost);
  const Code code = proxy_->parser->feed(
      Bytes{reinterpret_cast<const uint8_t*>(buffer), static_cast<size_t>(got)});
  wipe(buffer, static_cast<size_t>(got));
  if (code != Code::ok) return fail(code);
  return proxy_->parser->complete() ? Progress::done : Progress::again;
}

}  // namespace sparekey
