#pragma once

#include <QHash>
#include <QUuid>

#include <compare>

namespace streamkeeper {

/// A UUID that knows what it names, so that a camera's id cannot be passed for a stream's.
template <typename Tag>
class Id
{
public:
    Id() = default;
    explicit Id(const QUuid &uuid)
        : m_uuid(uuid)
    {
    }

    [[nodiscard]] static Id create() { return Id(QUuid::createUuid()); }
    /// A null id if `text` is no UUID.
    [[nodiscard]] static Id fromString(QStringView text) { return Id(QUuid::fromString(text)); }

    [[nodiscard]] bool isNull() const { return m_uuid.isNull(); }
    [[nodiscard]] const QUuid &uuid() const { return m_uuid; }
    /// Lower case, without braces: the form that people and servers use.
    [[nodiscard]] QString toString() const { return m_uuid.toString(QUuid::WithoutBraces); }

    bool operator==(const Id &) const = default;
    bool operator<(const Id &other) const { return m_uuid < other.m_uuid; }
    friend size_t qHash(const Id &id, size_t seed = 0) { return qHash(id.m_uuid, seed); }

private:
    QUuid m_uuid;
};

using CameraId = Id<struct CameraTag>;
using StreamId = Id<struct StreamTag>;
using ServerId = Id<struct ServerTag>;
using OperationId = Id<struct OperationTag>;
using ClusterId = Id<struct ClusterTag>;
using ServerGroupId = Id<struct ServerGroupTag>;
using BatchId = Id<struct BatchTag>;
using ShareLinkId = Id<struct ShareLinkTag>;
using NetworkDeviceId = Id<struct NetworkDeviceTag>;
/// Names a sealed secret in the registry; a null id means "no secret".
using SecretId = Id<struct SecretTag>;

} // namespace streamkeeper
