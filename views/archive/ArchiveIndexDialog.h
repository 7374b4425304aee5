#pragma once

#include <QDialog>
#include <QString>

#include <optional>
#include <vector>

class QLabel;
class QPushButton;
class QScrollArea;
class QStandardItemModel;
class QTableView;

namespace streamkeeper {

class ArchiveDays;

/// One period that a media server holds, as the dialog shows it.
struct HeldPeriod
{
    QString server;
    bool isHolder = false; ///< the stream has moved away from it (archive holder)
    qint64 fromMs = 0;     ///< UTC
    std::optional<qint64> untilMs;
};

/// The archive index of one stream: which server holds which period, where the gaps are, and the button that
/// has it read anew. Passive: told what to show.
class ArchiveIndexDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ArchiveIndexDialog(const QString &stream, QWidget *parent = nullptr);

    /// `periods` by time.
    void showIndex(const std::vector<HeldPeriod> &periods, qint64 nowMs);
    /// What an update has brought, or why it has not.
    void showOutcome(const QString &sentence, bool isBad);
    /// Why the indexes cannot be updated now; empty: they can.
    void setObstacle(const QString &reason);

Q_SIGNALS:
    void updateRequested();

private:
    QLabel *m_summary;
    QStandardItemModel *m_model;
    ArchiveDays *m_days;
    QScrollArea *m_daysPlace;
    QTableView *m_table;
    QLabel *m_empty;
    QLabel *m_outcome;
    QPushButton *m_update;
};

} // namespace streamkeeper
