// Root reads every file: while this lives, root is nobody.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

namespace lontar::indexer {

class AsNobody {
 public:
  AsNobody() : was_(::geteuid()) {
    if (was_ == 0 && ::seteuid(65534) != 0) ADD_FAILURE() << "root cannot become nobody";
  }
  ~AsNobody() { EXPECT_EQ(::seteuid(was_), 0); }
  AsNobody(const AsNobody&) = delete;
  AsNobody& operator=(const AsNobody&) = delete;

 private:
  uid_t was_;
};

}  // namespace lontar::indexer
