// SPDX-License-Identifier: Apache-2.0
#include "settings/input_file.hpp"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/text.hpp"
#include "settings/interrupt.hpp"

namespace sparekey {
namespace {

Trouble unreadable(Text subject, Word reason) { return {Code::unreadable_file, subject, reason}; }

int open_to_read(const char* path) { return open(path, O_RDONLY | O_CLOEXEC); }

// A descriptor, closed at the end of its scope unless it is standard input.
class File {
 public:
  explicit File(int descriptor) : descriptor_(descriptor) {}
  ~File() {
    if (descriptor_ > STDIN_FILENO) close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  int descriptor() const { return descriptor_; }

 private:
  const int descriptor_;
};

// Why it could not be opened or read. A folder can be opened.
Word reason_of_errno() {
  if (errno == EISDIR) return Word::is_a_folder;
  return errno == ENOENT || errno == ENOTDIR ? Word::no_such_file : Word::cannot_be_read;
}

// Reads until the end or until `out` is full. False on a fault of the device or a signal.
bool fill(int descriptor, Buffer* out) {
  while (out->size < out->capacity) {
    const ssize_t got = read(descriptor, out->bytes + out->size, out->capacity - out->size);
    if (got == 0) return true;
    if (got > 0) {
      out->size += static_cast<size_t>(got);
    } else if (errno != EINTR || interrupted()) {
      return false;
    }
  }
  return true;
}

// It holds a byte at least.
void drop_line_end(Buffer* text) {
  if (text->bytes[text->size - 1] != '\n') return;
  --text->size;
  if (text->size > 0 && text->bytes[text->size - 1] == '\r') --text->size;
}

}  // namespace

bool stdin_is_terminal() { return isatty(STDIN_FILENO) == 1; }

Trouble read_secret(Text subject, const char* path, Code too_large, Buffer* out) {
  out->clear();
  const File file(strcmp(path, "-") == 0 ? STDIN_FILENO : open_to_read(path));
  if (interrupted()) return {Code::cancelled, {}, Word::none};
  if (file.descriptor() < 0 || !fill(file.descriptor(), out)) {
    if (interrupted()) return {Code::cancelled, {}, Word::none};
    return unreadable(subject, reason_of_errno());
  }
  if (out->size == 0) return unreadable(subject, Word::is_empty);
  if (out->size == out->capacity) return {too_large, subject, Word::is_too_large};
  drop_line_end(out);
  if (out->size == 0) return bad_argument(subject, Word::only_line_end);
  return can_be_typed(out->text()) ? Trouble() : bad_argument(subject, Word::untypeable);
}

Trouble read_whole(Text subject, const char* path, Buffer* out) {
  constexpr size_t kMaxBytes = 64U << 20;
  // Only a regular file will do: there is nothing to wait for.
  const File file(open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  char nothing;
  // Reading nothing tells a folder from a file; only a file has an end to go to. (fstat() would
  // bring 900 bytes of musl's for kernels that count seconds in 32 bits.)
  if (file.descriptor() < 0 || read(file.descriptor(), &nothing, 0) != 0)
    return unreadable(subject, reason_of_errno());
  const off_t size = lseek(file.descriptor(), 0, SEEK_END);
  if (size < 0 || lseek(file.descriptor(), 0, SEEK_SET) != 0)
    return unreadable(subject, Word::cannot_be_read);
  if (size == 0) return unreadable(subject, Word::is_empty);
  if (static_cast<uint64_t>(size) > kMaxBytes) return unreadable(subject, Word::is_too_large);
  // One byte more shows whether the file grew meanwhile.
  const size_t capacity = static_cast<size_t>(size) + 1;
  void* bytes = mmap(nullptr, capacity, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (bytes == MAP_FAILED) return {Code::out_of_memory, subject, Word::is_too_large};
  *out = Buffer{static_cast<char*>(bytes), capacity};
  if (!fill(file.descriptor(), out) || out->size == out->capacity)
    return unreadable(subject, Word::cannot_be_read);
  return out->size == 0 ? unreadable(subject, Word::is_empty) : Trouble();
}

}  // namespace sparekey
