#pragma once

#include <QtGlobal>

namespace streamkeeper::fleet {

/// Keeps a port of 127.0.0.1 from being given away while nobody listens on it: a socket that is bound and
/// never listens. Connections to it are refused. The next listener must allow reuse of the address, as GIO's
/// sockets do.
class PortHolder
{
public:
    PortHolder() = default;
    ~PortHolder() { release(); }
    PortHolder(const PortHolder &) = delete;
    PortHolder &operator=(const PortHolder &) = delete;

    void hold(quint16 port);
    void release();

private:
    int m_descriptor = -1;
};

} // namespace streamkeeper::fleet
