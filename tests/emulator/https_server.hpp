// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_EMULATOR_HTTPS_SERVER_HPP
#define SPAREKEY_EMULATOR_HTTPS_SERVER_HPP

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "access_log.hpp"
#include "certificates.hpp"
#include "config.hpp"
#include "connections.hpp"
#include "service.hpp"

namespace httplib {
class SSLServer;
struct Request;
struct Response;
}  // namespace httplib

namespace emulator {

// Carries the service over HTTPS, by cpp-httplib.
class HttpsServer {
 public:
  HttpsServer(const Config& config, const ServerIdentity& identity, Service& service,
              AccessLog& access_log);
  ~HttpsServer();  // stops

  // Begins to serve, on a thread of its own, and returns the port; `port` 0 takes a free one.
  // Throws std::runtime_error.
  int start(const std::string& host, int port);

  // Ends every connection and waits for the threads.
  void stop();

 private:
  void handle(const httplib::Request& request, httplib::Response& response);
  void handle_refused(const httplib::Request& request, httplib::Response& response);
  void deliver(const HttpReply& reply, httplib::Response& response);

  Service& service_;
  AccessLog& access_log_;
  Connections connections_;
  std::unique_ptr<httplib::SSLServer> server_;
  std::thread thread_;

  std::mutex mutex_;
  std::condition_variable stopping_;
  bool stop_ = false;
};

}  // namespace emulator

#endif
