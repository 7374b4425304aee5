#pragma once

#include "app/mediaserver/ServerChannel.h"
#include "app/onvif/HttpDigest.h"
#include "app/onvif/Soap.h"
#include "models/domain/Clock.h"
#include "models/domain/SecretText.h"

#include <QCoroTask>
#include <QDeadlineTimer>

#include <chrono>
#include <optional>
#include <stop_token>

namespace streamkeeper::onvif {

/// Who asks a device; without a name nobody does. A device's ONVIF users are often others than those of its
/// web page.
struct Account
{
    QString user;
    SecretText password;
};

/// Where on the asked host a call goes.
struct Route
{
    QByteArray path; ///< with a query, if it has one; encoded
    quint16 port = 0;
    bool useTls = false;

    bool operator==(const Route &) const = default;
};

/// Makes SOAP calls on one device, and logs in when it asks for it: by HTTP Digest where it offers that, else
/// by a UsernameToken with the time of its own clock, never by both. A login that is refused is not tried
/// again, because devices lock accounts. Lives on the thread of its channel.
class SoapCaller
{
public:
    SoapCaller(ServerChannel &channel, Account account, Clock clock);

    /// No call waits longer for its answer, and none goes on after `end`.
    void setLimits(std::chrono::milliseconds longest, QDeadlineTimer end);
    /// The device's clock minus ours.
    void setClockOffset(qint64 offsetMs) { m_clockOffsetMs = offsetMs; }

    /// Whether a call may log in. The one for the clock may not: a login needs to know the clock.
    enum class Manner : quint8 { WithLogin, Openly };
    /// The element in the body of the answer. Authentication: it wants a login, or refuses this one.
    /// Unsupported: it does not know the call. HttpStatus: it refuses with another fault. Protocol, Parse:
    /// something else answers.
    [[nodiscard]] QCoro::Task<Result<xml::Element>> call(Route route, SoapCall call, std::stop_token stop,
                                                         Manner manner = Manner::WithLogin);

    /// "http://host:port", for sentences.
    [[nodiscard]] QString where() const { return m_channel.address().displayText(); }

private:
    enum class Login : quint8 { None, Digest, Token };
    using Envelope = Result<std::variant<xml::Element, SoapFault>>;

    [[nodiscard]] HttpRequest requestFor(const Route &route, const SoapCall &call);
    [[nodiscard]] QByteArray tokenHeader() const;
    /// Whether another login is worth a try, and that one next time. `isFirst`: of the attempts at this call.
    [[nodiscard]] bool takeNextLogin(const HttpResponse &response, bool isFirst);
    [[nodiscard]] bool hasLocalTime() const;
    [[nodiscard]] Error loginError() const;
    [[nodiscard]] Error faultError(const SoapFault &fault, int status) const;
    /// Of an answer that is no envelope.
    [[nodiscard]] Error strangeAnswer(const HttpResponse &response, const Error &error) const;

    ServerChannel &m_channel;
    Account m_account;
    Clock m_clock;
    std::chrono::milliseconds m_longest{5'000};
    QDeadlineTimer m_end{QDeadlineTimer::Forever};
    qint64 m_clockOffsetMs = 0;
    Login m_login = Login::None;
    std::optional<HttpDigest> m_digest;
    bool m_isBelieved = false;   ///< a call with the login went well
    bool m_usesOwnClock = false; ///< what the device tells as its time is none
};

} // namespace streamkeeper::onvif
