#pragma once

#include "models/rules/RootCauses.h"

#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;

namespace streamkeeper {

/// A root cause with the name that people call it by.
struct NamedCause
{
    RootCause cause;
    QString name;

    bool operator==(const NamedCause &) const = default;
};

/// What many losses have in common, one line each, above the cameras: the cause is rarely the camera. Each
/// has its proof, a way to its streams, and one action on exactly those.
class CauseList : public QWidget
{
    Q_OBJECT

public:
    static constexpr size_t mostShown = 5;

    explicit CauseList(QWidget *parent = nullptr);

    void setCauses(std::vector<NamedCause> causes, qint64 nowMs);
    [[nodiscard]] const std::vector<NamedCause> &causes() const { return m_causes; }
    /// The line whose streams the table shows; -1: none.
    void setShown(int line);

Q_SIGNALS:
    void showRequested(int line);
    void restartRequested(const std::vector<streamkeeper::StreamId> &streams);
    void acknowledgeRequested(const std::vector<streamkeeper::StreamId> &streams);

private:
    void build(qint64 nowMs);
    void addLine(QGridLayout &grid, int line, qint64 nowMs);

    std::vector<NamedCause> m_causes;
    int m_shown = -1;
    QLabel *m_title;
    QWidget *m_lines = nullptr;
};

} // namespace streamkeeper
