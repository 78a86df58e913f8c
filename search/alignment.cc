#include "search/alignment.h"

#include <array>
#include <string>
#include <string_view>
#include <unordered_map>

namespace lontar::search {
namespace {

constexpr std::size_t kNone = ~std::size_t{0};

// What a passage may be known by in another text, the surest first; "" where it has none.
using Names = std::array<std::string, 3>;

// One text on its way: the names of its passages, what each stands in, and what is beside it.
struct Side {
  std::vector<Names> names;
  std::vector<std::size_t> parents;  // kNone: outermost
  std::vector<std::size_t> partners;
};

std::string last_step(std::string_view anchor) {
  const auto cut = anchor.rfind("__");
  return std::string(cut == std::string_view::npos ? anchor : anchor.substr(cut + 2));
}

// The figures of a label: "5", "5.1"; of an article also what follows them, "5bis".
std::string number_in(const std::string& label, text::Analyzer& analyzer,
                      const text::Languages& languages) {
  if (const auto heading = text::article_heading(label, languages)) return heading->number;
  std::string number;
  for (const text::OwnedToken& token : analyzer.tokens(label)) {
    if (token.term.find_first_of("0123456789") == std::string::npos) continue;
    number += (number.empty() ? "" : ".") + token.term;
  }
  return number;
}

Side side_of(const std::vector<Passage>& passages, text::Analyzer& analyzer,
             const text::Languages& languages) {
  Side side;
  side.partners.assign(passages.size(), kNone);
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < passages.size(); ++i) {
    const Passage& passage = passages[i];
    while (!open.empty() && passages[open.back()].depth >= passage.depth) open.pop_back();
    side.parents.push_back(open.empty() ? kNone : open.back());
    open.push_back(i);
    const std::string number = number_in(passage.label, analyzer, languages);
    side.names.push_back({passage.anchor, last_step(passage.anchor),
                          number.empty() ? std::string() : passage.kind + " " + number});
  }
  return side;
}

// Pairs what `key` names once on each side; it gives "" for passages that are not meant.
template <class Key>
void pair(Side& left, Side& right, Key key) {
  struct Places {
    std::size_t left = kNone;
    std::size_t right = kNone;
    bool repeated = false;
  };
  std::unordered_map<std::string, Places> places;
  const auto note = [&](const Side& side, std::size_t Places::*place) {
    for (std::size_t i = 0; i < side.names.size(); ++i) {
      if (side.partners[i] != kNone) continue;
      const std::string name = key(side, i, &side == &left);
      if (name.empty()) continue;
      Places& known = places[name];
      if (known.*place != kNone) known.repeated = true;
      known.*place = i;
    }
  };
  note(left, &Places::left);
  note(right, &Places::right);
  for (const auto& [name, known] : places) {
    if (known.repeated || known.left == kNone || known.right == kNone) continue;
    left.partners[known.left] = known.right;
    right.partners[known.right] = known.left;
  }
}

// Pairs what stands in the same passage and has the same name there; one level at a time, since
// what was paired is what the next level stands in.
void pair_inside(Side& left, Side& right) {
  for (std::size_t paired = 0;;) {
    for (const std::size_t which : {1, 2}) {
      pair(left, right, [&](const Side& side, std::size_t i, bool is_left) {
        const std::size_t parent = side.parents[i];
        const std::string& name = side.names[i][which];
        if (name.empty() || parent == kNone || side.partners[parent] == kNone) return std::string();
        const std::size_t on_left = is_left ? parent : side.partners[parent];
        return std::to_string(on_left) + " " + name;
      });
    }
    std::size_t now = 0;
    for (const std::size_t partner : left.partners) now += partner != kNone ? 1 : 0;
    if (now == paired) return;
    paired = now;
  }
}

}  // namespace

std::vector<AlignedRow> align(const std::vector<Passage>& left, const std::vector<Passage>& right,
                              text::Analyzer& analyzer, const text::Languages& languages) {
  Side ours = side_of(left, analyzer, languages);
  Side theirs = side_of(right, analyzer, languages);
  for (std::size_t which = 0; which < Names{}.size(); ++which) {
    pair(ours, theirs,
         [which](const Side& side, std::size_t i, bool) { return side.names[i][which]; });
  }
  pair_inside(ours, theirs);

  // What only the right text has, by the passage of the right text that it follows.
  std::vector<AlignedRow> rows;
  const auto add_alone = [&](std::size_t from) {
    for (std::size_t i = from; i < right.size() && theirs.partners[i] == kNone; ++i)
      rows.push_back({std::nullopt, i});
  };
  add_alone(0);
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (ours.partners[i] == kNone) {
      rows.push_back({i, std::nullopt});
      continue;
    }
    rows.push_back({i, ours.partners[i]});
    add_alone(ours.partners[i] + 1);
  }
  return rows;
}

}  // namespace lontar::search
