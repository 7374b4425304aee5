#pragma once

#include <QAbstractTableModel>
#include <QString>
#include <QUuid>
#include <QVariant>

#include <vector>

namespace streamkeeper {

/// One cell of a short list: text for people, and what is painted instead or beside it.
struct LineCell
{
    /// What `value` is.
    enum class Paint {
        Text,   ///< nothing
        Status, ///< int of StreamStatus: its mark before the text
        Stale,  ///< nothing: the mark of what is not known any more before the text
        States, ///< StateShares: a bar, the text behind it
        Share,  ///< double, 0 to 1: a bar, the text behind it
        Strip   ///< StatusStrip: painted, the text is for those who do not see it
    };

    QString text;
    Paint paint = Paint::Text;
    QVariant value = {};
    bool isQuiet = false; ///< not of now, or beside the point
    bool isBad = false;

    bool operator==(const LineCell &) const = default;
};

/// Streams of a server by state. In a bar stale ones are hatched, as everything that nobody sees.
struct StateShares
{
    int active = 0;
    int inactive = 0;
    int initialization = 0;
    int waiting = 0; ///< no picture is wanted
    int stale = 0;

    [[nodiscard]] int total() const { return active + inactive + initialization + waiting + stale; }
    bool operator==(const StateShares &) const = default;
};

/// What leads from a line elsewhere is its id.
struct Line
{
    QUuid id;
    std::vector<LineCell> cells;

    bool operator==(const Line &) const = default;
};

/// A short list for a page of overview: some lines that are made anew as a whole. Never a long one.
class LinesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        PaintRole = Qt::UserRole, ///< LineCell::Paint as int
        ValueRole,                ///< LineCell::value
        QuietRole,
        BadRole,
        IdRole ///< QUuid
    };
    struct Column
    {
        QString title;
        bool isRightAligned = false;
    };

    explicit LinesModel(std::vector<Column> columns, QObject *parent = nullptr);

    /// Lines that stand where they stood are told as changed; else it is another list.
    void setLines(std::vector<Line> lines);
    [[nodiscard]] const std::vector<Line> &lines() const { return m_lines; }
    /// -1: it is not among them.
    [[nodiscard]] int rowOf(const QUuid &id) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<Column> m_columns;
    std::vector<Line> m_lines;
};

} // namespace streamkeeper

Q_DECLARE_METATYPE(streamkeeper::StateShares)
