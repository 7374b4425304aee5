#pragma once

#include <QPushButton>

namespace streamkeeper {

/// A button whose text is a name, as long as people make them: where there is no room for all of it, it ends
/// in an ellipsis and the tooltip has the rest.
class ElidingButton : public QPushButton
{
    Q_OBJECT

public:
    explicit ElidingButton(QWidget *parent = nullptr);

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
};

} // namespace streamkeeper
