#pragma once

#include "models/domain/Cluster.h"
#include "views/common/FieldRow.h"

#include <QWidget>

#include <array>

class QLineEdit;

namespace streamkeeper {

/// The settings that a cluster gives to all its members; an empty field leaves every member its own.
class CommonSettingsForm : public QWidget
{
    Q_OBJECT

public:
    explicit CommonSettingsForm(QWidget *parent = nullptr);

    void setValue(const ClusterSettings &settings);
    [[nodiscard]] ClusterSettings value() const;
    /// What is wrong first; empty when everything can be kept.
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    void edited();

private:
    enum Field { Streams, Traffic, ApiPort, HlsPort, RtspPort, FieldCount };
    struct Entry
    {
        QLineEdit *field = nullptr;
        FieldRow row;
        qint64 highest = 0;
    };

    void check();
    [[nodiscard]] std::optional<qint64> number(Field field) const;

    std::array<Entry, FieldCount> m_entries;
    /// As it was given, and as it is shown: whole Kbps are shown, and saving other settings must not round
    /// it.
    std::optional<qint64> m_bitrateLimitBps;
    QString m_trafficText;
};

} // namespace streamkeeper
