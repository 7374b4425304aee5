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
    };

    void check();
    [[nodiscard]] QString textOf(Field field) const;

    std::array<Entry, FieldCount> m_entries;
    ClusterSettings m_saved; ///< what stays as it is shown stays exactly: whole kbit/s are shown
};

} // namespace streamkeeper
