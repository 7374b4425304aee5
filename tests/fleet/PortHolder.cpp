#include "tests/fleet/PortHolder.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace streamkeeper::fleet {

void PortHolder::hold(quint16 port)
{
    release();
    m_descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (m_descriptor < 0) {
        return;
    }
    const int yes = 1;
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::bind(m_descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) != 0) {
        release();
    }
}

void PortHolder::release()
{
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
        m_descriptor = -1;
    }
}

} // namespace streamkeeper::fleet
