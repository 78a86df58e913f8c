#include <algorithm>
#include <array>
#include <regex>

#include "io/config.h"
#include "parsers/xml_profile_internal.h"

namespace lontar::parsers {
namespace {

// Reads one profile; the first fault stops it and is kept.
class Loader {
 public:
  explicit Loader(const std::filesystem::path& path) : path_(path) {
    profile_.file = path.string();
  }

  Result<XmlProfile> load(const toml::table& table) {
    only(table, {"name", "description", "media_type", "match", "namespaces", "fields", "passages",
                 "text"});
    profile_.name = text(table, "name", path_.stem().string());
    profile_.media_type = text(table, "media_type", profile_.media_type);
    if (const toml::table* names = section(table, "namespaces")) read_namespaces(*names);
    read_match(table);
    if (const toml::table* fields = section(table, "fields")) read_fields(*fields);
    read_passages(table);
    if (const toml::table* lines = section(table, "text")) read_text(*lines);
    if (fault_) return *fault_;
    return std::move(profile_);
  }

 private:
  void fail(const toml::node& where, std::string what) {
    if (!fault_) fault_ = io::toml_error(path_, where, std::move(what));
  }

  void only(const toml::table& table, std::initializer_list<std::string_view> known) {
    for (const auto& [key, node] : table) {
      if (std::ranges::find(known, key.str()) != known.end()) continue;
      std::string list;
      for (const std::string_view name : known)
        list += (list.empty() ? "" : ", ") + std::string(name);
      fail(node, "unknown key '" + std::string(key.str()) + "' (known: " + list + ")");
    }
  }

  const toml::table* section(const toml::table& table, std::string_view key) {
    const toml::node* node = table.get(key);
    if (node && !node->is_table())
      fail(*node, "'" + std::string(key) + "' must be a table: [" + std::string(key) + "]");
    return node ? node->as_table() : nullptr;
  }

  std::string text(const toml::table& table, std::string_view key, std::string otherwise = "") {
    const toml::node* node = table.get(key);
    if (!node) return otherwise;
    if (!node->is_string()) fail(*node, "'" + std::string(key) + "' must be a string");
    return node->value_or(otherwise);
  }

  std::string xpath(const toml::node& node, std::string expression) {
    if (expression.empty()) return expression;
    if (const auto fault = xml::xpath_fault(expression, profile_.namespaces))
      fail(node, "the XPath \"" + expression + "\" cannot be used: " + *fault);
    return expression;
  }
  std::string xpath(const toml::table& table, std::string_view key) {
    const toml::node* node = table.get(key);
    return node ? xpath(*node, text(table, key)) : std::string();
  }

  void read_namespaces(const toml::table& names) {
    for (const auto& [prefix, uri] : names) {
      if (!uri.is_string()) fail(uri, "a namespace must be a string");
      profile_.namespaces[std::string(prefix.str())] = uri.value_or(std::string());
    }
  }

  void read_match(const toml::table& table) {
    const toml::table* match = section(table, "match");
    if (!match) return fail(table, "a profile needs [match] with root = \"element name\"");
    only(*match, {"root", "namespace", "where"});
    profile_.root = text(*match, "root");
    if (profile_.root.empty()) fail(*match, "[match] needs root = \"element name\"");
    profile_.space = text(*match, "namespace");
    profile_.where = xpath(*match, "where");
  }

  void read_fields(const toml::table& fields) {
    for (const auto& [key, node] : fields) {
      const auto field = field_named(key.str());
      if (!field) {
        fail(node,
             "unknown field '" + std::string(key.str()) + "' (fields: " + field_names() + ")");
        continue;
      }
      std::vector<FieldRule>& rules = profile_.fields[*field];
      if (const toml::array* several = node.as_array()) {
        for (const toml::node& one : *several) rules.push_back(field_rule(one));
      } else {
        rules.push_back(field_rule(node));
      }
    }
  }

  static std::string field_names() {
    std::string names;
    for (const FieldInfo& row : kFields)
      names += (names.empty() ? "" : ", ") + std::string(row.name);
    return names;
  }

  FieldRule field_rule(const toml::node& node) {
    FieldRule rule;
    if (const auto plain = node.value<std::string>()) {
      rule.xpath = xpath(node, *plain);
      return rule;
    }
    const toml::table* table = node.as_table();
    if (!table) {
      fail(node, "a field is an XPath, a table such as {xpath = \"...\"}, or an array of these");
      return rule;
    }
    only(*table, {"xpath", "constant", "pattern", "separator", "form"});
    rule.xpath = xpath(*table, "xpath");
    rule.constant = text(*table, "constant");
    rule.separator = text(*table, "separator");
    rule.form = text(*table, "form");
    if (rule.xpath.empty() == rule.constant.empty())
      fail(node, "a field needs either xpath or constant");
    if (!rule.form.empty() && rule.form.find("{}") == std::string::npos)
      fail(node, "form needs {} where the value goes");
    rule.pattern = text(*table, "pattern");
    try {
      const std::regex tried(rule.pattern);
    } catch (const std::regex_error& error) {
      fail(node, "the pattern \"" + rule.pattern + "\" cannot be used: " + error.what());
    }
    return rule;
  }

  void read_passages(const toml::table& table) {
    const toml::node* node = table.get("passages");
    if (!node) return;
    const toml::array* rules = node->as_array();
    if (!rules) return fail(*node, "passages are written as [[passages]], one for each kind");
    for (const toml::node& item : *rules) {
      if (const toml::table* rule = item.as_table()) {
        read_passage(*rule);
      } else {
        fail(item, "passages are written as [[passages]], one for each kind");
      }
    }
  }

  void read_passage(const toml::table& table) {
    only(table, {"xpath", "kind", "label", "heading", "anchor", "text", "fold"});
    PassageRule rule;
    rule.xpath = xpath(table, "xpath");
    if (rule.xpath.empty()) fail(table, "[[passages]] needs xpath = \"...\"");
    if (const toml::table* computed = table["kind"].as_table()) {
      only(*computed, {"xpath"});
      rule.kind_xpath = xpath(*computed, "xpath");
    } else {
      rule.kind = text(table, "kind");
    }
    rule.label = xpath(table, "label");
    rule.heading = xpath(table, "heading");
    rule.anchor = xpath(table, "anchor");
    rule.text = xpath(table, "text");
    rule.fold = table["fold"].value_or(false);
    if (rule.kind.empty() && rule.kind_xpath.empty() && !rule.fold)
      fail(table, "[[passages]] needs kind = \"article\" or kind = {xpath = \"...\"}");
    profile_.passages.push_back(std::move(rule));
  }

  void read_text(const toml::table& table) {
    only(table, {"ignore", "inline", "lines", "attributes"});
    for (const std::string& expression : io::strings(table["ignore"]))
      profile_.ignore.push_back(xpath(*table.get("ignore"), expression));
    profile_.inline_names = io::strings(table["inline"]);
    constexpr std::array<std::string_view, 3> kNames = {"fold", "keep", "blank"};
    const std::string lines = text(table, "lines", "fold");
    const auto found = std::ranges::find(kNames, lines);
    if (found == kNames.end())
      return fail(*table.get("lines"), "lines is \"fold\", \"keep\" or \"blank\"");
    profile_.lines = static_cast<Lines>(found - kNames.begin());
    if (const toml::table* attributes = section(table, "attributes")) {
      for (const auto& [element, attribute] : *attributes)
        profile_.attribute_before[std::string(element.str())] = attribute.value_or(std::string());
    }
  }

  const std::filesystem::path& path_;
  XmlProfile profile_;
  std::optional<Error> fault_;
};

}  // namespace

Result<XmlProfile> load_profile(const std::filesystem::path& path) {
  const auto table = io::read_toml(path);
  if (!table) return table.error();
  return Loader(path).load(*table);
}

Result<std::vector<XmlProfile>> load_profiles(const std::filesystem::path& folder) {
  std::vector<XmlProfile> profiles;
  std::error_code none;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  for (const auto& file : files) {
    auto profile = load_profile(file);
    if (!profile) return profile.error();
    profiles.push_back(std::move(*profile));
  }
  return profiles;
}

}  // namespace lontar::parsers
