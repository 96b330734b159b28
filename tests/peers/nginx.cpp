// SPDX-License-Identifier: Apache-2.0
#include "nginx.hpp"

namespace sparekey::test {
namespace {

const char kHttp[] = R"(
events {}
http {
  log_format seen "seen tls=$ssl_protocol resumed=$ssl_session_reused alpn=$ssl_alpn_protocol "
                  "http=$server_protocol status=$status transfer=$sent_http_transfer_encoding "
                  "port=$remote_port";
  access_log log seen;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  server {
    ssl_certificate chain.pem;
    ssl_certificate_key key.pem;
    ssl_stapling off;
)";

}  // namespace

Nginx::Nginx(const Chain& chain, const Setup& setup) : Front("nginx", chain) {
  // Started by root, its workers would become a user who may not enter the folder; otherwise
  // nginx warns that "user" means nothing.
  dir().write("nginx.conf", std::string("daemon off; pid pid; user root; master_process ") +
                                (setup.workers ? "on;" : "off;") + kHttp + "listen " + address() +
                                " ssl" + (setup.http2 ? " http2;" : ";") + setup.server +
                                "location / {" + setup.location + "}}}\n");
  start({"-p", dir().path(), "-c", "nginx.conf", "-e", "stderr"});
}

std::string nginx_pass_to(const support::EmulatorProcess& emulator) {
  return "proxy_pass https://127.0.0.1:" + emulator.port() +
         "; proxy_http_version 1.1; proxy_ssl_verify on; proxy_ssl_name localhost; "
         "proxy_ssl_trusted_certificate " +
         emulator.ca_file() + ";";
}

}  // namespace sparekey::test
