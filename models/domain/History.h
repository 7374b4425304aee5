#pragma once

#include <QtGlobal>

#include <array>

namespace streamkeeper {

/// What is kept of a media server over time. Stored by place: new ones go to the end.
enum class ServerValue {
    CpuPercent,
    MemoryMb, ///< of 1,000,000 bytes, as all of them
    InKbps,
    OutKbps,
    Clients,
    DiskUsedMb, ///< of all its storages together
    DiskTotalMb,
    // Streams whose main server it is:
    Active,
    Inactive, ///< without picture though one is wanted
    Initialization,
    Waiting, ///< idle, empty or switched off: no picture is wanted
    Count
};

/// A media server at one moment; what it did not tell is -1.
struct ServerSample
{
    ServerSample() { m_values.fill(-1); }
    explicit ServerSample(qint64 atMs)
        : ServerSample()
    {
        this->atMs = atMs;
    }

    [[nodiscard]] qint32 value(ServerValue which) const { return m_values[size_t(which)]; }
    void set(ServerValue which, qint32 value) { m_values[size_t(which)] = value; }
    bool operator==(const ServerSample &) const = default;

    qint64 atMs = 0; ///< UTC of the poll

private:
    std::array<qint32, size_t(ServerValue::Count)> m_values;
};

/// A quarter of an hour of one stream; all -1: nobody saw it.
struct StreamQuarter
{
    static constexpr qint64 lengthMs = 15 * 60'000;

    qint64 atMs = 0;     ///< UTC of its begin
    qint32 inKbps = -1;  ///< mean
    qint32 outKbps = -1; ///< mean
    qint32 clients = -1; ///< most

    [[nodiscard]] bool isSeen() const { return inKbps >= 0 || outKbps >= 0 || clients >= 0; }
    bool operator==(const StreamQuarter &) const = default;
};

} // namespace streamkeeper
