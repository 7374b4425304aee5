#include "app/onvif/SoapCaller.h"

#include "models/domain/AnswerLimits.h"
#include "models/domain/CredentialMask.h"
#include "models/texts/Formatting.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace streamkeeper::onvif {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(SoapCaller)
};

/// Without a login, with one, with a new nonce or the time of another clock.
constexpr int mostAttempts = 4;
constexpr qint64 minuteMs = 60'000;
/// Devices take a token for as long as this at most (media-server-apis.md F).
constexpr qint64 toleranceMs = 5 * minuteMs;

QByteArray randomBytes()
{
    QByteArray bytes(16, Qt::Uninitialized);
    QRandomGenerator::system()->generate(bytes.begin(), bytes.end());
    return bytes;
}

bool isRedirect(const HttpResponse &response)
{
    constexpr std::array statuses{301, 302, 303, 307, 308};
    return std::ranges::find(statuses, response.status) != statuses.end();
}

bool isPage(const HttpResponse &response)
{
    const QByteArray begin = response.body.left(200).trimmed().toLower();
    return begin.startsWith("<!doctype html") || begin.startsWith("<html") ||
           response.contentType.toLower().startsWith("text/html");
}

} // namespace

SoapCaller::SoapCaller(ServerChannel &channel, Account account, Clock clock)
    : m_channel(channel)
    , m_account(std::move(account))
    , m_clock(std::move(clock))
{
}

void SoapCaller::setLimits(std::chrono::milliseconds longest, QDeadlineTimer end)
{
    m_longest = longest;
    m_end = end;
}

QByteArray SoapCaller::tokenHeader() const
{
    const qint64 createdMs = m_clock.nowMs() + (m_usesOwnClock ? 0 : m_clockOffsetMs);
    return usernameToken(m_account.user, m_account.password.reveal(), randomBytes(), createdMs);
}

HttpRequest SoapCaller::requestFor(const Route &route, const SoapCall &call)
{
    HttpRequest request;
    request.method = "POST";
    request.target = route.path;
    request.body = envelopeOf(call, m_login == Login::Token ? tokenHeader() : QByteArray());
    request.headers = {{"Content-Type", contentTypeOf(call)}};
    if (m_login == Login::Digest)
        request.headers.emplace_back("Authorization",
                                     m_digest->authorization("POST", route.path, m_account.user,
                                                             m_account.password, randomBytes().toHex()));
    const ChannelAddress &address = m_channel.address();
    if (route.port != address.port || route.useTls != address.useTls) {
        request.otherPort = route.port;
        request.isOtherPortEncrypted = route.useTls;
    }
    request.maxBytes = limits::maxSoapBytes;
    request.deadline =
        std::min(m_longest, std::chrono::milliseconds(std::max<qint64>(
                                1, m_end.isForever() ? m_longest.count() : m_end.remainingTime())));
    return request;
}

QCoro::Task<Result<xml::Element>> SoapCaller::call(Route route, SoapCall call, std::stop_token stop,
                                                   Manner manner)
{
    for (int attempt = 0; attempt < mostAttempts; ++attempt) {
        HttpRequest request = requestFor(route, call);
        const auto response = co_await m_channel.send(std::move(request), stop);
        if (!response)
            co_return tl::unexpected(response.error());
        if (isRedirect(*response))
            co_return fail(
                ErrorCategory::Protocol,
                Texts::tr("%1 sends elsewhere instead of answering. That is not followed: enter the "
                          "address that answers itself.")
                    .arg(where()),
                u"HTTP %1"_s.arg(response->status), response->status);
        auto open = [body = response->body] { return openEnvelope(body); };
        const Envelope envelope = co_await m_channel.compute(response->body.size(), std::move(open));
        const SoapFault *fault = envelope ? std::get_if<SoapFault>(&*envelope) : nullptr;
        const bool isLoginWanted =
            response->status == 401 || response->status == 403 || (fault && fault->isAboutLogin());
        if (isLoginWanted && (manner == Manner::Openly || !takeNextLogin(*response, attempt == 0)))
            co_return tl::unexpected(loginError());
        if (isLoginWanted)
            continue;
        if (fault)
            co_return tl::unexpected(faultError(*fault, response->status));
        if (!envelope || !response->isOk())
            co_return tl::unexpected(strangeAnswer(*response, envelope ? Error() : envelope.error()));
        m_isBelieved = m_isBelieved || m_login != Login::None;
        co_return std::get<xml::Element>(*envelope);
    }
    co_return tl::unexpected(loginError()); // it has called each nonce too old
}

bool SoapCaller::takeNextLogin(const HttpResponse &response, bool isFirst)
{
    if (m_account.user.isEmpty() || response.status == 403)
        return false;
    auto digest = HttpDigest::fromChallenges(response.challenges);
    switch (m_login) {
    case Login::None:
        m_login = digest ? Login::Digest : Login::Token;
        m_digest = std::move(digest);
        return true;
    case Login::Digest: {
        // A nonce that was good for some calls, and is too old now.
        const bool isRenewed = digest && (digest->isStale() || (m_isBelieved && isFirst));
        if (isRenewed)
            m_digest = std::move(digest);
        return isRenewed;
    }
    case Login::Token:
        return !m_isBelieved && hasLocalTime() && !std::exchange(m_usesOwnClock, true);
    }
    return false;
}

/// Some devices tell local time as UTC: then what they tell is off by quarters of an hour.
bool SoapCaller::hasLocalTime() const
{
    constexpr qint64 quarterMs = 15 * minuteMs;
    constexpr qint64 farthestMs = 14 * 60 * minuteMs;
    const qint64 offset = std::abs(m_clockOffsetMs);
    const qint64 fromQuarter = std::min(offset % quarterMs, quarterMs - offset % quarterMs);
    return offset > toleranceMs && offset <= farthestMs + minuteMs && fromQuarter <= minuteMs;
}

Error SoapCaller::loginError() const
{
    if (m_account.user.isEmpty())
        return {ErrorCategory::Authentication,
                Texts::tr("%1 wants a user and a password. Give those of its ONVIF account.").arg(where()),
                {}};
    QString sentence =
        Texts::tr("%1 refuses the user or the password. Many devices have ONVIF users of their "
                  "own: see there that ONVIF is on, and who may use it.")
            .arg(where());
    if (m_login == Login::Token && std::abs(m_clockOffsetMs) > toleranceMs)
        sentence += u' ' + Texts::tr("Its clock is off by %1, which can be the reason, too.")
                               .arg(format::duration(std::abs(m_clockOffsetMs)));
    return {ErrorCategory::Authentication, sentence, {}};
}

Error SoapCaller::faultError(const SoapFault &fault, int status) const
{
    const QString words = maskCredentials(fault.reason);
    const QString detail = u"%1 %2: %3"_s.arg(fault.code, fault.subcode, words);
    for (const QStringView word :
         {u"ActionNotSupported", u"OptionalActionNotImplemented", u"UnknownAction", u"NoSuchService"}) {
        if (fault.subcode == word || fault.code == word)
            return {ErrorCategory::Unsupported, Texts::tr("%1 does not know this call.").arg(where()),
                    detail};
    }
    return {ErrorCategory::HttpStatus,
            words.isEmpty() ? Texts::tr("%1 refuses the call.").arg(where())
                            : Texts::tr("%1 refuses the call: %2").arg(where(), words),
            detail, status};
}

Error SoapCaller::strangeAnswer(const HttpResponse &response, const Error &error) const
{
    const QString detail = u"HTTP %1, %2"_s.arg(response.status).arg(error.detail);
    if (error.category == ErrorCategory::Cancelled)
        return error;
    if (response.isOk() && !isPage(response) && error.category == ErrorCategory::Parse)
        return {ErrorCategory::Parse, Texts::tr("The answer of %1 cannot be read.").arg(where()), detail};
    return {ErrorCategory::Protocol,
            Texts::tr(
                "%1 answers, but not as an ONVIF device. Is the port right, and is ONVIF switched on there?")
                .arg(where()),
            detail, response.status};
}

} // namespace streamkeeper::onvif
