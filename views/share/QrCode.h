#pragma once

#include <QByteArray>
#include <QWidget>

namespace streamkeeper {

/// A text as a QR code: black on white in both themes, or no camera reads it. Empty when the text is too
/// long.
class QrCode : public QWidget
{
    Q_OBJECT

public:
    explicit QrCode(QWidget *parent = nullptr);

    void setText(const QString &text);
    [[nodiscard]] bool isEmpty() const { return m_side == 0; }

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QByteArray m_modules; ///< one byte each, row by row: 1 is black
    int m_side = 0;       ///< modules
};

} // namespace streamkeeper
