// A question to the person in front of the terminal.
#pragma once

#include <functional>
#include <string_view>

namespace lontar::indexer {

// Whether there is one: both the input and the error stream are a terminal.
bool can_ask();

// Yes or no; asks again for any other answer. `stop` is asked several times a second: true counts
// as no, as does the end of the input.
bool ask(std::string_view question, const std::function<bool()>& stop);

}  // namespace lontar::indexer
