#pragma once

#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;

namespace streamkeeper {

class StatusLabel;

/// The head of a card: what it is about, its state, what can be done with it.
class CardHeader : public QWidget
{
    Q_OBJECT

public:
    explicit CardHeader(QWidget *parent = nullptr);

    void setTitle(const QString &title);
    [[nodiscard]] QString title() const;
    [[nodiscard]] StatusLabel *status() { return m_status; }
    /// The quiet line under the title; `isBad` when it tells of a failure.
    void setSubtitle(const QString &text, bool isBad = false);
    /// Beside the subtitle, at its left.
    void addDetail(QWidget *widget);
    /// A button on the right. The action stays the caller's.
    void addAction(QAction *action);

private:
    QLabel *m_title;
    StatusLabel *m_status;
    QLabel *m_subtitle;
    QHBoxLayout *m_details;
    QHBoxLayout *m_actions;
};

} // namespace streamkeeper
