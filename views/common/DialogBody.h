#pragma once

#include "views/common/ContentArea.h"

class QDialog;
class QVBoxLayout;

namespace streamkeeper {

/// What a dialog shows above its buttons: as high as its contents ask for, and scrolled where the screen is
/// lower than that, so that the buttons are always in sight. For fitHeight().
class DialogBody : public ContentArea
{
    Q_OBJECT

public:
    explicit DialogBody(QWidget *parent = nullptr);

    [[nodiscard]] QVBoxLayout *column() const { return m_column; }

    [[nodiscard]] QSize sizeHint() const override;
    /// As wide as its contents, where the screen is.
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

private:
    QVBoxLayout *m_column;
};

struct DialogLayout
{
    QVBoxLayout *outer; ///< of the dialog itself: the buttons
    QVBoxLayout *body;  ///< what scrolls
};
/// Gives a dialog its layout and a first size, in px at the usual size of text; height 0: what its contents
/// ask for (fitHeight()).
DialogLayout layOut(QDialog &dialog, const QSize &size);
/// The column of a dialog that was laid out.
[[nodiscard]] QVBoxLayout *bodyOf(const QDialog &dialog);

/// No larger than the screen has room for, frame and all.
void resizeWithinScreen(QWidget &dialog, const QSize &size);
/// Gives a dialog the height that its wrapped sentences need at its width: Qt's own constraint
/// reckons with the narrowest width and makes it far too tall. Call when what is shown has changed.
void fitHeight(QWidget &dialog);

} // namespace streamkeeper
