#include "app/console/AlarmNotifier.h"

#include "models/rules/AlarmRule.h"
#include "models/texts/AlarmTexts.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDateTime>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds gatherTime{300};
constexpr size_t mostLines = 4;
const QString service = u"org.freedesktop.Notifications"_s;
const QString path = u"/org/freedesktop/Notifications"_s;

} // namespace

AlarmNotifier::AlarmNotifier(Clock clock, QObject *parent)
    : QObject(parent)
    , m_clock(std::move(clock))
{
    m_gather.setSingleShot(true);
    m_gather.setInterval(gatherTime);
    connect(&m_gather, &QTimer::timeout, this, &AlarmNotifier::tellPending);
    m_sound.setSource(QUrl(u"qrc:/sounds/alarm.wav"_s));
    // Qt wants the signature without blanks.
    // clang-format off
    QDBusConnection::sessionBus().connect(service, path, service, u"ActionInvoked"_s, this,
                                          SLOT(handleAction(uint,QString)));
    // clang-format on
}

void AlarmNotifier::tell(const Alarm &alarm)
{
    m_pending.push_back(alarm);
    if (!m_gather.isActive())
        m_gather.start();
}

void AlarmNotifier::tellPending()
{
    const std::vector<Alarm> alarms = std::exchange(m_pending, {});
    const QTime now = QDateTime::fromMSecsSinceEpoch(m_clock.nowMs()).time();
    if (isQuietTime(now.msecsSinceStartOfDay() / 60'000, m_desk.quietFromMinute, m_desk.quietUntilMinute)) {
        Q_EMIT told({}, {}, false);
        return;
    }
    QStringList lines;
    for (size_t i = 0; i < std::min(alarms.size(), mostLines); ++i)
        lines.append(texts::alarm(alarms[i]));
    if (alarms.size() > mostLines)
        lines.append(tr("and %n more", nullptr, int(alarms.size() - mostLines)));
    const QString title =
        alarms.size() == 1 ? lines.takeFirst() : tr("%n new alarm(s)", nullptr, int(alarms.size()));
    const QString body = lines.join(u'\n');
    if (m_desk.isNotified)
        notify(title, body);
    if (m_desk.isSounded)
        m_sound.play();
    Q_EMIT told(m_desk.isNotified ? title : QString(), body, m_desk.isSounded);
}

void AlarmNotifier::notify(const QString &title, const QString &body)
{
    QDBusMessage call = QDBusMessage::createMethodCall(service, path, service, u"Notify"_s);
    // The body may be taken for markup: names of cameras may hold < and &.
    call.setArguments({u"Streamkeeper"_s, m_lastId, u"streamkeeper"_s, title, body.toHtmlEscaped(),
                       QStringList{u"default"_s, tr("Show")},
                       QVariantMap{{u"urgency"_s, QVariant::fromValue(uchar(2))}}, -1});
    auto *reply = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), this);
    connect(reply, &QDBusPendingCallWatcher::finished, this, [this, reply] {
        const QDBusPendingReply<uint> answer = *reply;
        if (answer.isValid())
            m_lastId = answer.value();
        reply->deleteLater();
    });
}

void AlarmNotifier::handleAction(uint id, const QString &)
{
    if (id != 0 && id == m_lastId)
        Q_EMIT activated();
}

} // namespace streamkeeper
