#include "models/texts/ShareTexts.h"

#include "models/domain/Units.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <cmath>
#include <cstdlib>

namespace streamkeeper::texts {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minuteMs = 60'000;
constexpr qint64 hourMs = 60 * minuteMs;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ShareTexts)
};

} // namespace

QString shareMode(ShareMode mode)
{
    return mode == ShareMode::Live ? Texts::tr("Live") : Texts::tr("Archive");
}

QString shareProtocol(ShareProtocol protocol)
{
    switch (protocol) {
    case ShareProtocol::Rtsp:
        return u"RTSP"_s;
    case ShareProtocol::Hls:
        return u"HLS"_s;
    case ShareProtocol::File:
        return Texts::tr("File");
    }
    return {};
}

QString shareState(ShareState state)
{
    switch (state) {
    case ShareState::Valid:
        return Texts::tr("Valid");
    case ShareState::Expired:
        return Texts::tr("Expired");
    case ShareState::Revoked:
        return Texts::tr("Revoked");
    }
    return {};
}

QString shareObstacle(ShareObstacle obstacle)
{
    switch (obstacle) {
    case ShareObstacle::None:
        return {};
    case ShareObstacle::PeriodTooShort:
        return Texts::tr("The link has to be valid for at least one hour.");
    case ShareObstacle::PeriodTooLong:
        return Texts::tr("A link is valid for at most %1 days (%2 hours).")
            .arg(mostShareDays)
            .arg(mostShareHours);
    case ShareObstacle::LowQuality:
        return Texts::tr("The archive is shared in high quality only. Select the high-quality stream.");
    case ShareObstacle::ArchiveInFuture:
        return Texts::tr("This moment has not come yet. Choose one that was recorded.");
    case ShareObstacle::NothingRecorded:
        return Texts::tr("Nothing is recorded at this moment or after it.");
    case ShareObstacle::NoExternalAccess:
        return Texts::tr("A public link needs the camera's External access, and it is off.");
    case ShareObstacle::FileOfLive:
        return Texts::tr("Only recordings are handed out as a file. Choose RTSP or HLS.");
    }
    return {};
}

QString expiresIn(const ShareLink &link, qint64 nowMs)
{
    const ShareState state = stateOf(link, nowMs);
    if (state != ShareState::Valid)
        return shareState(state);
    if (!link.expiresAtMs)
        return Texts::tr("never");
    // Rounded up: a link that still opens never reads as one with no time left.
    const qint64 left = *link.expiresAtMs - nowMs + minuteMs - 1;
    if (left >= 2 * dayMs)
        return Texts::tr("%1 d %2 h").arg(left / dayMs).arg(left % dayMs / hourMs);
    if (left >= hourMs)
        return Texts::tr("%1 h %2 min").arg(left / hourMs).arg(left % hourMs / minuteMs);
    return Texts::tr("%1 min").arg(left / minuteMs);
}

QString revocation(Revocation revocation, const ShareLink &link)
{
    const QString until = link.expiresAtMs ? moment(*link.expiresAtMs) : QString();
    switch (revocation) {
    case Revocation::Nothing:
        return Texts::tr("This link is over already.");
    case Revocation::EndSessions:
        return Texts::tr(
                   "%1: whoever watches by this link is cut off, and the link is not kept here any more. "
                   "The token itself stays good until %2: the server looks at its signature only. To end "
                   "it for certain, change the signing key; that ends all links which were signed with it.")
            .arg(link.serverName, until);
    case Revocation::OnlyForget:
        return Texts::tr(
                   "%1 cannot take a token back, and does not tell who is watching: the link opens until "
                   "%2. It is only not kept here any more. To end it earlier, change the token secret on "
                   "the servers of the cluster, which ends all links, or switch the stream off.")
            .arg(link.serverName, until);
    case Revocation::ExternalAccess:
        return Texts::tr(
            "A public link has no token that could be taken back. It ends when the camera's External "
            "access is switched off; that ends all its public links on servers that keep who may "
            "watch each stream. A MediaMTX that is open to everybody goes on: there it ends when "
            "the server asks for tokens (authMethod: jwt).");
    }
    return {};
}

QString zoneOffset(int secondsFromUtc)
{
    const int minutes = std::abs(secondsFromUtc) / 60;
    QString zone = u"UTC"_s;
    if (minutes == 0)
        return zone;
    zone += secondsFromUtc < 0 ? u'−' : u'+';
    zone += QString::number(minutes / 60);
    if (minutes % 60 != 0)
        zone += u":%1"_s.arg(minutes % 60, 2, 10, QLatin1Char('0'));
    return zone;
}

QString moment(qint64 utcMs)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(utcMs);
    return u"%1 %2 (%3)"_s.arg(QLocale().toString(local.date(), u"d MMM yyyy"_s),
                               local.time().toString(u"HH:mm:ss"_s), zoneOffset(local.offsetFromUtc()));
}

QString movedStart(const ArchiveStart &start)
{
    switch (start.reason) {
    case ArchiveStart::Reason::AsAsked:
        return {};
    case ArchiveStart::Reason::BeforeArchive:
        return Texts::tr(
                   "The archive does not reach back so far: the link begins with the first moment there "
                   "is, %1.")
            .arg(moment(start.fromMs));
    case ArchiveStart::Reason::InGap:
        return Texts::tr("Nothing was recorded then: the link begins with the next recorded moment, %1.")
            .arg(moment(start.fromMs));
    }
    return {};
}

QString linkSummary(const ShareLink &link)
{
    QString text =
        link.mode == ShareMode::Live
            ? Texts::tr("Live, %1").arg(shareProtocol(link.protocol))
            : Texts::tr("Archive from %1, %2").arg(moment(link.archiveFromMs), shareProtocol(link.protocol));
    text += u"; "_s + (link.expiresAtMs ? Texts::tr("until %1").arg(moment(*link.expiresAtMs))
                                        : Texts::tr("public, without end"));
    if (!link.note.isEmpty())
        text += u"; "_s + Texts::tr("for: %1").arg(link.note);
    return text;
}

QString clockWarning(qint64 clockOffsetMs, const QString &serverName)
{
    if (std::abs(clockOffsetMs) <= minuteMs)
        return {};
    const auto minutes = int((std::abs(clockOffsetMs) + minuteMs / 2) / minuteMs);
    return clockOffsetMs > 0
               ? Texts::tr("The clock of %1 is %n minute(s) ahead of this computer's. The end of the link is "
                           "computed on the server's clock.",
                           nullptr, minutes)
                     .arg(serverName)
               : Texts::tr("The clock of %1 is %n minute(s) behind this computer's. The end of the link is "
                           "computed on the server's clock.",
                           nullptr, minutes)
                     .arg(serverName);
}

QString noStream()
{
    return Texts::tr("The stream is not in the registry any more.");
}

QString noServer()
{
    return Texts::tr("No media server has this stream.");
}

QString tokenDropped()
{
    return Texts::tr("This link is over, and its token is not kept any more. Extend it to get a new link.");
}

} // namespace streamkeeper::texts
