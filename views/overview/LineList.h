#pragma once

#include "models/domain/Clock.h"
#include "models/tables/LinesModel.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTableView;

namespace streamkeeper {

/// A short list of the overview with its title, a link to all of it, and a sentence where it is empty. As
/// high as its lines: it never scrolls.
class LineList : public QWidget
{
    Q_OBJECT

public:
    /// Widths in average characters; 0: what is left. `most`: lines at most.
    struct Form
    {
        QString title;
        QString all; ///< of the link; empty: there is none
        QString emptyText;
        std::vector<LinesModel::Column> columns;
        std::vector<int> widths;
        bool hasHeader = true;
        int stripColumn = -1; ///< holds strips of the last 24 hours
    };

    LineList(const Form &form, Clock clock, QWidget *parent = nullptr);

    void setLines(std::vector<Line> lines);
    /// Beside the title: "9 of 200 need a look".
    void setRemark(const QString &remark);
    [[nodiscard]] const LinesModel &model() const { return m_model; }
    [[nodiscard]] QTableView *table() { return m_table; }

Q_SIGNALS:
    void allWanted();
    void lineActivated(const QUuid &id);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] int widthOf(int column) const;
    void fitWidths();
    void fitHeight();

    LinesModel m_model;
    std::vector<int> m_widths;
    QLabel *m_remark;
    QLabel *m_empty;
    QTableView *m_table;
};

} // namespace streamkeeper
