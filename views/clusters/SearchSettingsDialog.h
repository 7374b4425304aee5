#pragma once

#include "models/domain/Result.h"
#include "models/rules/Placement.h"

#include <QDialog>

class QCheckBox;
class QSpinBox;

namespace streamkeeper {

class DialogEnd;

/// What counts for every search for a media server, on this registry.
class SearchSettingsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SearchSettingsDialog(const PlacementPolicy &policy, QWidget *parent = nullptr);

    [[nodiscard]] PlacementPolicy value() const;
    void showFailure(const Error &error);

Q_SIGNALS:
    void saveRequested();

private:
    QSpinBox *m_full;
    QSpinBox *m_lock;
    QCheckBox *m_unknown;
    DialogEnd *m_end;
};

} // namespace streamkeeper
