#pragma once

#include "models/rules/RootCauses.h"

#include <QSet>
#include <QWidget>

#include <optional>
#include <vector>

class QVBoxLayout;
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
    /// Those of the cause that was chosen, as long as there is one; none: all may be shown.
    [[nodiscard]] std::optional<QSet<StreamId>> shownStreams() const;
    void showAll();

Q_SIGNALS:
    /// Another cause was chosen, or the chosen one is over or has other streams.
    void shownChanged();
    void restartRequested(const std::vector<streamkeeper::StreamId> &streams);
    void acknowledgeRequested(const std::vector<streamkeeper::StreamId> &streams);

private:
    [[nodiscard]] bool isShown(const RootCause &cause) const;
    void choose(const std::optional<RootCause> &cause);
    void nameButtons();
    void build(qint64 nowMs);
    void addLine(QVBoxLayout &column, int line, qint64 nowMs);

    std::vector<NamedCause> m_causes;
    std::optional<RootCause> m_shown; ///< as it was when it was chosen
    QLabel *m_title;
    QWidget *m_lines = nullptr;
};

} // namespace streamkeeper
