// lontar-worker: reads documents for lontar-indexer, which starts it and speaks to it over a socket
// (isolation/protocol.h). Of no use by hand.
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>

#include "isolation/serve.h"

int main() {
  int type = 0;
  socklen_t size = sizeof type;
  using lontar::isolation::kWorkerSocket;
  if (::getsockopt(kWorkerSocket, SOL_SOCKET, SO_TYPE, &type, &size) != 0) {
    std::fputs("lontar-worker is started by lontar-indexer and does nothing by itself\n", stderr);
    return 2;
  }
  ::_exit(lontar::isolation::serve());
}
