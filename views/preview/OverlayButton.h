#pragma once

#include <QToolButton>

namespace streamkeeper {

/// A flat button on the dark surroundings of a picture; looks the same in both themes. Shows the icon
/// (by name, tinted) or the text of its default action, and a small arrow when it has a menu.
class OverlayButton : public QToolButton
{
    Q_OBJECT

public:
    explicit OverlayButton(QAction *action, QWidget *parent = nullptr);

    /// A file of :/icons without path and ending; empty: the text is shown.
    void setIconName(const QString &name);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QString shownText() const;

    QString m_iconName;
};

} // namespace streamkeeper
