#pragma once

#include "tests/support/HttpServer.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace streamkeeper::test {

/// What an ONVIF camera is, and how it treats those who ask. Values, so that a test sets what it needs.
struct OnvifPlan
{
    struct Stream
    {
        QByteArray token;
        QByteArray name;
        QByteArray source;
        QByteArray encoding;
        int width = 0;
        int height = 0;
        int framesPerSecond = 0;
        int kilobitsPerSecond = 0;
        bool hasAudio = false;
        QByteArray path; ///< of its RTSP address
    };

    QByteArray manufacturer = "Streamkeeper";
    QByteArray model = "Fleet camera";
    QByteArray firmware = "1.0";
    QByteArray serialNumber = "1";
    QByteArray hardwareId = "fleet";
    QByteArray macAddress = "02:00:00:00:00:01";
    QByteArray name = "Camera";
    QByteArray endpoint = "urn:uuid:00000000-0000-0000-0000-000000000001";
    QByteArray user; ///< empty: everybody may ask
    QByteArray password;
    QByteArray realm = "fleet"; ///< of Digest
    quint16 rtspPort = 554;
    QList<Stream> streams;
};

/// How it deviates from what it should do; by default not at all.
struct OnvifManners
{
    /// How it wants to know who asks: by Digest (MD5), by Digest with SHA-256 or MD5, by UsernameToken, or by
    /// Digest or UsernameToken, as most do.
    enum class Login { Digest, Sha256, Token, Any };
    enum class Media2 { Works, Fails, Absent };
    /// In place of each answer. NotAuthorized: a fault with status 400, whoever asks.
    enum class Answer {
        Usual,
        Hang,
        Drop,
        Html,
        Truncated,
        Garbage,
        Huge,
        EntityBomb,
        QuadraticBomb,
        Attributes,
        Deep,
        Redirect,
        NotAuthorized,
        NoEnvelope,
        Missing
    };

    Login login = Login::Any;
    std::chrono::seconds clockSkew{0};
    std::chrono::seconds toldOffset{0}; ///< between its clock and what it tells as UTC: local time
    bool isH265 = false;                ///< its first stream is, and Media1 does not tell of it
    bool hasProfiles = true;
    bool hasServices = true; ///< knows GetServices
    bool hasSnapshots = true;
    QByteArray toldHost;  ///< in all addresses; empty: the one that was asked
    quint16 toldPort = 0; ///< in addresses of services; 0: its own
    Media2 media2 = Media2::Works;
    Answer answer = Answer::Usual;
    QByteArray answerOnly; ///< the one operation that gets `answer`; empty: all
    QByteArray forbidden;  ///< the one operation that its user may not call
    int nonceUses = 16;    ///< a nonce of Digest is too old after so many calls

    /// By the words of the control port; none: there is no such word.
    [[nodiscard]] static std::optional<Login> loginFromWord(const QString &word);
    [[nodiscard]] static std::optional<Media2> media2FromWord(const QString &word);
    [[nodiscard]] static std::optional<Answer> answerFromWord(const QString &word);
};

/// The ONVIF services of one camera, on a port of 127.0.0.1: device, Media1, Media2, a picture. It checks
/// calls as strictly as any device does, and refuses what is sloppy. Written from the specification, without
/// a line of the console's.
class OnvifCamera
{
public:
    explicit OnvifCamera(OnvifPlan plan);

    /// Again on the same port.
    [[nodiscard]] bool listen();
    void stop() { m_server.stopListening(); }
    [[nodiscard]] quint16 port() const { return m_server.port(); }
    [[nodiscard]] HttpServer &server() { return m_server; }

    [[nodiscard]] const OnvifPlan &plan() const { return m_plan; }
    void setRtspPort(quint16 port) { m_plan.rtspPort = port; }
    [[nodiscard]] const OnvifManners &manners() const { return m_manners; }
    void setManners(OnvifManners manners) { m_manners = std::move(manners); }
    void setPassword(const QByteArray &password) { m_plan.password = password; }

    /// Operations, in the order in which they came, those that were refused too.
    [[nodiscard]] const QStringList &calls() const { return m_calls; }
    /// Calls with a login that was wrong. Some cameras lock the account after three.
    [[nodiscard]] int refusedLogins() const { return m_refusedLogins; }
    /// Calls with both kinds of login, which nobody should send.
    [[nodiscard]] int doubleLogins() const { return m_doubleLogins; }
    /// What was not as the specification has it, in words.
    [[nodiscard]] const QStringList &complaints() const { return m_complaints; }

    /// What it says when somebody searches the network (WS-Discovery), `relatesTo` the search.
    [[nodiscard]] QByteArray probeMatch(const QByteArray &relatesTo) const;

private:
    struct Call
    {
        QByteArray space;
        QByteArray operation;
        QList<QPair<QByteArray, QByteArray>> texts; ///< of its elements, in order
        bool hasToken = false;
        QByteArray user;
        QByteArray digest;
        QByteArray nonce;
        QByteArray created;
        bool isWhole = false;

        [[nodiscard]] QByteArray text(const QByteArray &element) const;
    };
    struct NonceUse
    {
        int lastCount = 0; ///< as the client counts; some do not begin at 1 with a new nonce
        int uses = 0;
    };
    enum class Entry { Granted, Wanted, Stale, Refused };

    void handle(const HttpRequest &request, const HttpResponder &responder);
    [[nodiscard]] Call read(const HttpRequest &request);
    [[nodiscard]] bool answerOddly(const HttpResponder &responder, const QByteArray &body) const;
    [[nodiscard]] Entry judge(const HttpRequest &request, const Call &call);
    [[nodiscard]] bool isRightToken(const Call &call);
    [[nodiscard]] bool isRightDigest(const HttpRequest &request, const QByteArray &header, bool &isStale);
    void askForLogin(const HttpResponder &responder, Entry entry, bool hasToken);
    /// Empty: it does not know the call; "!": a fault.
    [[nodiscard]] QByteArray bodyOf(const HttpRequest &request, const Call &call);
    [[nodiscard]] QByteArray deviceBody(const Call &call) const;
    [[nodiscard]] QByteArray mediaBody(const Call &call, bool isMedia2);
    [[nodiscard]] QByteArray clockBody() const;
    [[nodiscard]] QByteArray profilesBody(const Call &call, bool isMedia2);
    [[nodiscard]] QByteArray streamBody(const Call &call, bool isMedia2);
    [[nodiscard]] QByteArray serviceAddress(const QByteArray &path) const;
    [[nodiscard]] QByteArray host() const;
    [[nodiscard]] const OnvifPlan::Stream *streamOf(const QByteArray &token) const;
    void complain(const QString &what) { m_complaints.append(what); }

    OnvifPlan m_plan;
    OnvifManners m_manners;
    HttpServer m_server;
    QStringList m_calls;
    QStringList m_complaints;
    QSet<QByteArray> m_seenNonces; ///< of UsernameToken
    QHash<QByteArray, NonceUse> m_digestNonces;
    int m_refusedLogins = 0;
    int m_doubleLogins = 0;
};

} // namespace streamkeeper::test
