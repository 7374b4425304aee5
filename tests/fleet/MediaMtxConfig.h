#pragma once

#include <QByteArray>
#include <QJsonObject>

#include <map>
#include <optional>
#include <variant>

namespace streamkeeper::fleet {

class JsonWriter;

/// The configured paths of a MediaMTX server, checked as v1.20.0 checks them and refused in its words
/// (tests/data/mediamtx 013 to 023, 035 to 044, 103 to 106). A change is planned first and made by apply().
///
/// As in v1.17 to v1.20.1 a PATCH that is refused for its values stays where nobody sees it: from then on
/// every change of any path is refused in the same words, until that path gets fitting values, all that was
/// refused with them included, or is replaced or removed.
class MediaMtxConfig
{
public:
    struct Refusal
    {
        int status = 400;
        QByteArray text;
    };
    struct Change
    {
        QByteArray name;
        std::optional<QJsonObject> members; ///< nullopt: removed
    };
    using Plan = std::variant<Refusal, Change>;

    /// Nothing but the catch-all.
    MediaMtxConfig();

    [[nodiscard]] Plan add(const QByteArray &name, const QByteArray &body) const;
    [[nodiscard]] Plan patch(const QByteArray &name, const QByteArray &body);
    [[nodiscard]] Plan replace(const QByteArray &name, const QByteArray &body) const;
    [[nodiscard]] Plan remove(const QByteArray &name) const;
    void apply(const Change &change);

    /// By name; of each path the members that differ from the defaults.
    [[nodiscard]] const std::map<QByteArray, QJsonObject> &paths() const { return m_paths; }
    [[nodiscard]] const QJsonObject *find(const QByteArray &name) const;

    /// A pattern, or the catch-all: no path of its own.
    [[nodiscard]] static bool isPattern(const QByteArray &name);
    [[nodiscard]] static QString source(const QJsonObject &members);
    [[nodiscard]] static bool isOnDemand(const QJsonObject &members);
    /// Whether a running path with the one configuration can take the other without being closed.
    [[nodiscard]] static bool canStayOpen(const QJsonObject &running, const QJsonObject &wanted);
    /// Everything the server tells about a path's configuration.
    static void write(JsonWriter &json, const QByteArray &name, const QJsonObject &members);

private:
    /// The refusal that is stuck on another path than this one.
    [[nodiscard]] std::optional<Refusal> stuckBeside(const QByteArray &name) const;

    std::map<QByteArray, QJsonObject> m_paths;
    std::map<QByteArray, QJsonObject> m_stuck; ///< members that were refused, by path; not told to anybody
};

} // namespace streamkeeper::fleet
