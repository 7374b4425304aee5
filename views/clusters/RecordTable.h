#pragma once

#include <QStringList>
#include <QUuid>
#include <QWidget>

#include <vector>

class QAction;
class QLabel;
class QPushButton;
class QStackedLayout;
class QStandardItemModel;
class QTableView;

namespace streamkeeper {

/// A small table of records that can be added, edited and deleted, with its buttons: clusters, server groups.
/// Selection and scroll position stay when the records change.
class RecordTable : public QWidget
{
    Q_OBJECT

public:
    /// What the table says about its records, for people.
    struct Words
    {
        QString name; ///< of the table, for screen readers
        QString add;
        QString empty;       ///< shown while there is no record
        QString selectFirst; ///< why edit and delete are not possible
        QString edit;        ///< tooltips
        QString remove;
    };
    struct Record
    {
        QUuid id;
        QStringList cells;

        bool operator==(const Record &) const = default;
    };

    RecordTable(const Words &words, const QStringList &titles, const QList<int> &widths,
                QWidget *parent = nullptr);

    /// Does nothing if they are what is shown.
    void setRecords(const std::vector<Record> &records);
    [[nodiscard]] QUuid currentRecord() const; ///< null: none
    void selectRecord(const QUuid &id);
    /// A reason why nothing can be added; empty: it can.
    void setAddObstacle(const QString &reason);
    void redrawIcons();

    [[nodiscard]] QTableView *table() { return m_table; }
    [[nodiscard]] QPushButton *addButton() { return m_add; }
    [[nodiscard]] QAction *editAction() { return m_edit; }
    [[nodiscard]] QAction *removeAction() { return m_remove; }
    /// Another button of the bar, on the right.
    void addWidget(QWidget *widget);

Q_SIGNALS:
    void addRequested();
    void editRequested(const QUuid &id);
    void removeRequested(const QUuid &id);

private:
    void updateActions();

    Words m_words;
    std::vector<Record> m_records;
    QStandardItemModel *m_model;
    QTableView *m_table;
    QStackedLayout *m_layers;
    QPushButton *m_add;
    QAction *m_edit;
    QAction *m_remove;
    QLayout *m_bar;
};

} // namespace streamkeeper
