// SPDX-License-Identifier: Apache-2.0
#include "kiosk/server.hpp"

#include <microhttpd.h>

#include "kiosk/headers.hpp"
#include "kiosk/languages.hpp"

namespace sparekey::kiosk {
namespace {

using State = Connection::State;

// For one connection: the head of a request, a piece of its body, the head of the answer. Above 32
// KB the library has the system give it pages, of which it uses few, and gives them back at the
// end: with them goes what it never showed us, such as the password behind a head that it refused.
constexpr size_t kConnectionBytes = size_t{36} * 1024;
// Whoever presses again and again need not be kept waiting each time.
constexpr size_t kMaxWaiting = 4;

Connection* connection_of(MHD_Connection* handle) {
  const MHD_ConnectionInfo* const info =
      MHD_get_connection_info(handle, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  // Not covered: the library knows the connections that it calls about.
  if (info == nullptr) {
    return nullptr;
  }
  return static_cast<Connection*>(info->socket_context);
}

MHD_Result take_field(void* head, MHD_ValueKind, const char* name, size_t name_size,
                      const char* value, size_t value_size) {
  static_cast<Head*>(head)->take({name, name_size}, {value, value_size});
  return MHD_YES;
}

MHD_Result wipe_field(void* wipes_all, MHD_ValueKind, const char* name, size_t name_size,
                      const char* value, size_t value_size) {
  // The library's bytes, which nobody reads any more.
  if (wipes_all != nullptr || is_cookie_field({name, name_size}))
    wipe(const_cast<char*>(value), value_size);
  return MHD_YES;
}

}  // namespace

// What the library calls.
struct ServerCallbacks {
  static MHD_Result on_request(void* self, MHD_Connection* handle, const char* path,
                               const char* method, const char*, const char* bytes, size_t* size,
                               void**) {
    auto& server = *static_cast<Server*>(self);
    Connection* const connection = connection_of(handle);
    // Not covered: accept() gives each connection a place.
    if (connection == nullptr) {
      return MHD_NO;
    }
    if (server.stopping_) return MHD_NO;
    bool goes_on = true;
    if (!connection->has_request) {
      goes_on = server.begin_request(connection, path, method);
    } else if (*size > 0) {
      server.take_body(connection, const_cast<char*>(bytes), *size);
      *size = 0;
    } else {
      goes_on = server.finish_request(connection);
    }
    return goes_on ? MHD_YES : MHD_NO;
  }

  static void on_completed(void* self, MHD_Connection* handle, void**,
                           MHD_RequestTerminationCode code) {
    Connection* const connection = connection_of(handle);
    if (connection != nullptr)  // Not covered: if it is, as above.
      static_cast<Server*>(self)->note_completed(connection,
                                                 code == MHD_REQUEST_TERMINATED_COMPLETED_OK);
  }

  static void on_connection(void* self, MHD_Connection* handle, void** context,
                            MHD_ConnectionNotificationCode code) {
    auto& server = *static_cast<Server*>(self);
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
      const MHD_ConnectionInfo* const info =
          MHD_get_connection_info(handle, MHD_CONNECTION_INFO_CONNECTION_FD);
      *context = server.connections_.add(info->connect_fd, handle, server.visits_.now_ms());
      return;
    }
    auto* const connection = static_cast<Connection*>(*context);
    if (connection == nullptr) return;  // Not covered: as above.
    if (connection->state != State::closing && !server.stopping_)
      server.lingering_.keep(connection->descriptor, server.visits_.now_ms());
    server.connections_.remove(connection);
  }

  // Paths and queries are compared as they came.
  static size_t on_escaped(void*, MHD_Connection*, char* text) { return strlen(text); }
};

bool Server::start() {
  stopping_ = false;
  daemon_ = MHD_start_daemon(
      MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_NO_LISTEN_SOCKET, 0, nullptr, nullptr,
      ServerCallbacks::on_request, this, MHD_OPTION_CONNECTION_MEMORY_LIMIT, kConnectionBytes,
      MHD_OPTION_CONNECTION_LIMIT, static_cast<unsigned>(kMaxConnections + 1),
      MHD_OPTION_NOTIFY_COMPLETED, ServerCallbacks::on_completed, this,
      MHD_OPTION_NOTIFY_CONNECTION, ServerCallbacks::on_connection, this,
      MHD_OPTION_UNESCAPE_CALLBACK, ServerCallbacks::on_escaped, nullptr, MHD_OPTION_END);
  return daemon_ != nullptr;
}

void Server::stop() {
  stopping_ = true;
  // The library wants none to be suspended.
  for (Connection& connection : connections_)
    if (connection.state == State::waiting && !connection.is_woken)
      MHD_resume_connection(connection.handle);
  connections_.end_all();
  MHD_run(daemon_);
  MHD_stop_daemon(daemon_);
  daemon_ = nullptr;
  lingering_.end_all();
  wipe(page_, sizeof page_);
}

int Server::descriptor() const {
  return MHD_get_daemon_info(daemon_, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
}

void Server::run() {
  const int64_t now_ms = visits_.now_ms();
  lingering_.advance(now_ms);
  connections_.note_begun(now_ms);
  connections_.end_late(now_ms);
  wake_waiting();
  MHD_run(daemon_);
  connections_.end_left();
}

int64_t Server::wakes_at_ms() const {
  MHD_UNSIGNED_LONG_LONG rest_ms = 0;
  // Without timeouts of its own: it has something to do, or it has not.
  if (MHD_get_timeout(daemon_, &rest_ms) == MHD_YES) return 0;
  const int64_t connections_ms = connections_.wakes_at_ms();
  const int64_t lingering_ms = lingering_.wakes_at_ms();
  return connections_ms < lingering_ms ? connections_ms : lingering_ms;
}

bool Server::accepts() {
  if (connections_.has_place()) return true;
  for (const Connection& connection : connections_)
    if (connection.state == State::idle) return true;
  return false;
}

void Server::accept(const Listener& listener) {
  while (listener.is_wanted()) {
    if (!connections_.has_place()) {
      if (!connections_.end_oldest_idle()) return;
      // Once to notice, once to clean up.
      MHD_run(daemon_);
      MHD_run(daemon_);
      if (!connections_.has_place()) return;
    }
    sockaddr_storage address;
    socklen_t size = 0;
    const int descriptor = listener.accept(&address, &size);
    if (descriptor < 0) return;
    (void)MHD_add_connection(daemon_, descriptor, reinterpret_cast<sockaddr*>(&address), size);
  }
}

bool Server::begin_request(Connection* connection, Text path, Text method) {
  MHD_Connection* const handle = connection->handle;
  Head head(seal_, method, path);
  MHD_get_connection_values_n(handle, MHD_HEADER_KIND, take_field, &head);
  const WebOrigin* origin = nullptr;
  Request& request = connection->request;
  request.refusal = judge(head, origins_, &origin);
  request.method = head.method;
  request.route = head.route;
  request.is_https = origin != nullptr && origin->https;
  request.is_vouched_for = head.origin.count + head.fetch_site.count > 0;
  request.is_form = head.content_type.count == 1 && is_form_type(head.content_type.value);
  request.cookie = head.cookie();
  request.accepted = accepted_language(head.accept_language, settings_.ui_language);
  const char* const lang = MHD_lookup_connection_value(handle, MHD_GET_ARGUMENT_KIND, "lang");
  request.asks_language = read_tag(lang, &request.asked);
  connection->has_request = true;
  connections_.set_receiving(connection, visits_.now_ms());
  connection->log.begin(method, path, visits_.now_ms());
  MHD_get_connection_values_n(handle, MHD_HEADER_KIND, wipe_field, nullptr);
  MHD_get_connection_values_n(handle, MHD_COOKIE_KIND, wipe_field, this);
  // An answer before the body has come makes the library close the connection.
  return !request.refusal.closes || answer(connection);
}

void Server::take_body(Connection* connection, char* bytes, size_t size) {
  const size_t place = sizeof connection->body - connection->body_size;
  const size_t kept = size < place ? size : place;
  memcpy(connection->body + connection->body_size, bytes, kept);
  connection->body_size += kept;
  wipe(bytes, size);
}

bool Server::finish_request(Connection* connection) {
  Request& request = connection->request;
  if (connection->state == State::waiting) {
    Answer late;
    site_.answer_late(request, &late);
    return send(connection, late);
  }
  if (request.method == Method::post && request.refusal.status == 0) {
    const bool is_form = request.is_form
                             ? request.form.read(connection->body, connection->body_size)
                             : connection->body_size == 0;
    if (!is_form) request.refusal = {400, Screen::not_a_form, false};
  }
  return answer(connection);
}

bool Server::answer(Connection* connection) {
  Request& request = connection->request;
  Writer page(page_, sizeof page_);
  Answer answer;
  site_.answer(&request, &page, &answer);
  request.form = Form();
  wipe(connection->body, connection->body_size);
  if (answer.wait_for != nullptr) {
    if (waiting_for(request.waits_for) < kMaxWaiting) {
      connections_.set_waiting(connection);
      MHD_suspend_connection(connection->handle);
      return true;
    }
    answer = Answer();
    site_.answer_late(request, &answer);
  }
  if (answer.body.data() == page_) {
    memcpy(connection->page, page_, answer.body.size());
    answer.body = {connection->page, answer.body.size()};
    wipe(page_, page.size());
  }
  return send(connection, answer);
}

bool Server::send(Connection* connection, const Answer& answer) {
  MHD_Response* const response = MHD_create_response_from_buffer(
      answer.body.size(), const_cast<char*>(answer.body.data()), MHD_RESPMEM_PERSISTENT);
  if (response == nullptr) return false;
  connection->status = answer.status;
  // Whoever has left does not get it, though the system will take it.
  connection->gives_cookie = answer.gives_cookie_of != nullptr && !connection->has_left();
  if (connection->gives_cookie) connection->cookie_of = answer.gives_cookie_of->id();
  connections_.set_answering(connection, visits_.now_ms());
  const bool sent = add_headers(answer, response) &&
                    MHD_queue_response(connection->handle, answer.status, response) == MHD_YES;
  MHD_destroy_response(response);
  return sent;
}

void Server::note_completed(Connection* connection, bool whole) {
  if (connection->has_request) connection->log.write(connection->status, visits_.now_ms());
  if (whole && connection->gives_cookie) visits_.note_cookie_given(connection->cookie_of);
  connection->forget_request();
  connections_.set_idle(connection, visits_.now_ms());
}

size_t Server::waiting_for(const Id& id) {
  size_t count = 0;
  for (const Connection& connection : connections_)
    if (connection.state == State::waiting && equal(connection.request.waits_for, id)) ++count;
  return count;
}

void Server::wake_waiting() {
  for (Connection& connection : connections_)
    if (connection.state == State::waiting && !connection.is_woken &&
        !visits_.is_under_way(connection.request.waits_for)) {
      connection.is_woken = true;
      MHD_resume_connection(connection.handle);
    }
}

}  // namespace sparekey::kiosk
