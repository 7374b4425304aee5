#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace streamkeeper {

/// A long id in a fixed-width face with a button that copies it.
class CopyField : public QWidget
{
    Q_OBJECT

public:
    explicit CopyField(const QString &accessibleName, QWidget *parent = nullptr);

    void setText(const QString &text);
    [[nodiscard]] QString text() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void redrawIcon();

    QLabel *m_label;
    QToolButton *m_copy;
};

} // namespace streamkeeper
