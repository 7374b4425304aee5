#include "app/console/ConsoleSettings.h"

#include "app/files/WholeFile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QStandardPaths>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(logSettings, "streamkeeper.settings", QtInfoMsg)

const auto themeKey = u"theme"_s;
const auto zoomKey = u"textZoom"_s;
const auto pollKey = u"pollSeconds"_s;
const auto windowKey = u"window"_s;
const auto alarmKey = u"alarms"_s;
constexpr int defaultPollSeconds = 10;

} // namespace

ConsoleSettings::ConsoleSettings(QString file)
    : m_file(std::move(file))
{
    QFile stored(m_file);
    if (!stored.open(QIODevice::ReadOnly))
        return;
    const QJsonDocument document = QJsonDocument::fromJson(stored.readAll());
    if (document.isObject()) {
        m_values = document.object();
        return;
    }
    stored.close();
    const QString aside = m_file + u".damaged"_s;
    QFile::remove(aside);
    QFile::rename(m_file, aside);
    qCWarning(logSettings).noquote() << "Settings could not be read; kept as" << aside;
}

QString ConsoleSettings::defaultFile()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation))
        .filePath(u"settings.json"_s);
}

void ConsoleSettings::save() const
{
    QDir().mkpath(QFileInfo(m_file).absolutePath());
    if (const VoidResult saved = writeWholeFile(m_file, QJsonDocument(m_values).toJson()); !saved)
        qCWarning(logSettings).noquote() << "Settings could not be saved:" << m_file << saved.error().message;
}

ThemeChoice ConsoleSettings::theme() const
{
    return themeFromWord(m_values[themeKey].toString());
}

void ConsoleSettings::setTheme(ThemeChoice theme)
{
    m_values[themeKey] = themeWord(theme);
    save();
}

int ConsoleSettings::textZoom() const
{
    return m_values[zoomKey].toInt(100);
}

void ConsoleSettings::setTextZoom(int percent)
{
    m_values[zoomKey] = percent;
    save();
}

std::chrono::seconds ConsoleSettings::pollInterval() const
{
    return std::chrono::seconds(qBound(1, m_values[pollKey].toInt(defaultPollSeconds), 3600));
}

void ConsoleSettings::setPollInterval(std::chrono::seconds interval)
{
    m_values[pollKey] = int(interval.count());
    save();
}

AlarmDesk ConsoleSettings::alarmDesk() const
{
    const QJsonObject stored = m_values[alarmKey].toObject();
    const auto minute = [&](const QString &key) { return qBound(0, stored[key].toInt(), 24 * 60 - 1); };
    return {stored[u"notified"].toBool(true), stored[u"sounded"].toBool(true), minute(u"quietFrom"_s),
            minute(u"quietUntil"_s)};
}

void ConsoleSettings::setAlarmDesk(const AlarmDesk &desk)
{
    m_values[alarmKey] = QJsonObject{{u"notified"_s, desk.isNotified},
                                     {u"sounded"_s, desk.isSounded},
                                     {u"quietFrom"_s, desk.quietFromMinute},
                                     {u"quietUntil"_s, desk.quietUntilMinute}};
    save();
}

QJsonObject ConsoleSettings::window() const
{
    return m_values[windowKey].toObject();
}

void ConsoleSettings::setWindow(const QJsonObject &state)
{
    m_values[windowKey] = state;
    save();
}

} // namespace streamkeeper
