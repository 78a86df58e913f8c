// Sentences with places to fill in: "{count} documents".
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace lontar {

// `sentence` with every {name} replaced by words_for(name). A brace that opens and never closes is
// text.
std::string fill_in(std::string_view sentence,
                    const std::function<std::string(std::string_view name)>& words_for);

}  // namespace lontar
