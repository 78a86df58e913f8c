#include "core/sentence.h"

namespace lontar {

std::string fill_in(std::string_view sentence,
                    const std::function<std::string(std::string_view name)>& words_for) {
  std::string out;
  for (;;) {
    const auto open = sentence.find('{');
    const auto close = open == std::string_view::npos ? open : sentence.find('}', open);
    if (close == std::string_view::npos) return out.append(sentence);
    out.append(sentence.substr(0, open));
    out.append(words_for(sentence.substr(open + 1, close - open - 1)));
    sentence.remove_prefix(close + 1);
  }
}

}  // namespace lontar
