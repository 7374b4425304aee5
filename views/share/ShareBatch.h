#pragma once

#include <QWidget>

#include <vector>

class QLabel;
class QProgressBar;
class QPushButton;
class QStandardItemModel;
class QTableView;
class QToolButton;

namespace streamkeeper {

/// What became of each link of a selection of streams.
struct BatchLink
{
    QString stream;  ///< "Yard gate · high"
    QString address; ///< whole; empty: none was made
    QString reason;  ///< why not
    QString expires; ///< for people; empty: never
};

/// How links of many streams leave the console.
enum class BatchForm : quint8 { Text, Csv, M3u };
/// The links that were made, as a document; streams without one are left out.
[[nodiscard]] QString batchDocument(const std::vector<BatchLink> &links, BatchForm form);

/// Links for a selection of streams: their table, copied or saved as text, CSV or M3U. Passive.
class ShareBatch : public QWidget
{
    Q_OBJECT

public:
    explicit ShareBatch(QWidget *parent = nullptr);

    void setTotal(int streams);
    void append(const BatchLink &link);
    void clear();
    [[nodiscard]] const std::vector<BatchLink> &links() const { return m_links; }
    void showNote(const QString &sentence, bool isBad);
    [[nodiscard]] QTableView *table() { return m_table; }

Q_SIGNALS:
    void copyRequested(streamkeeper::BatchForm form);
    void saveRequested();
    void stopRequested();

private:
    void update();

    std::vector<BatchLink> m_links;
    int m_total = 0;
    int m_made = 0;
    QLabel *m_summary;
    QProgressBar *m_progress;
    QStandardItemModel *m_model;
    QTableView *m_table;
    QLabel *m_note;
    QToolButton *m_copy;
    QPushButton *m_save;
    QPushButton *m_stop;
};

} // namespace streamkeeper
