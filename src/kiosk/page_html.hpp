// SPDX-License-Identifier: Apache-2.0
#ifndef SPAREKEY_KIOSK_PAGE_HTML_HPP
#define SPAREKEY_KIOSK_PAGE_HTML_HPP

#include "base/writer.hpp"
#include "words/page_words.hpp"

namespace sparekey::kiosk {

/// Text that is not ours: it is escaped, and cut to `max_bytes`.
struct Given {
  Text text;
  size_t max_bytes;
};

/// A phrase with a time in the place of its "{}".
struct Timed {
  PageWord word;
  int64_t ms;
};

/// Writes HTML out of markup of ours, phrases and what others gave.
class Html {
 public:
  Html(UiLanguage language, Writer* out) : language_(language), out_(out) {}

  template <typename... Parts>
  void add(const Parts&... parts) {
    (put(parts), ...);
  }

 private:
  void put(const char* markup) { out_->put(Text(markup)); }
  void put(PageWord word);
  void put(const Given& given);
  void put(const Timed& timed);
  void put(int64_t number);
  void put_time(int64_t ms);

  const UiLanguage language_;
  Writer* const out_;
};

}  // namespace sparekey::kiosk

#endif
