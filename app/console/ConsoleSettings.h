#pragma once

#include "models/domain/Alarm.h"
#include "views/theme/Theme.h"

#include <QJsonObject>
#include <QString>

#include <chrono>

namespace streamkeeper {

/// What the console remembers on this machine, apart from any registry: one JSON file, replaced
/// atomically. A damaged file reads as defaults and is kept aside. Holds no secret.
class ConsoleSettings
{
public:
    explicit ConsoleSettings(QString file);

    [[nodiscard]] static QString defaultFile();
    [[nodiscard]] const QString &file() const { return m_file; }

    [[nodiscard]] ThemeChoice theme() const;
    void setTheme(ThemeChoice theme);
    [[nodiscard]] int textZoom() const; ///< in percent
    void setTextZoom(int percent);
    [[nodiscard]] std::chrono::seconds pollInterval() const; ///< default 10 s
    void setPollInterval(std::chrono::seconds interval);
    [[nodiscard]] AlarmDesk alarmDesk() const;
    void setAlarmDesk(const AlarmDesk &desk);
    [[nodiscard]] QJsonObject window() const;
    void setWindow(const QJsonObject &state);

private:
    void save() const;

    QString m_file;
    QJsonObject m_values;
};

} // namespace streamkeeper
