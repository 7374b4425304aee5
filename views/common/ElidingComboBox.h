#pragma once

#include <QComboBox>

namespace streamkeeper {

/// A choice among names, as long as people make them: it asks for no more room than some characters, and what
/// does not fit becomes an ellipsis, with all of it in the list and in the tooltip.
class ElidingComboBox : public QComboBox
{
    Q_OBJECT

public:
    explicit ElidingComboBox(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    /// As there is room for it.
    [[nodiscard]] QString shownText(const QStyleOptionComboBox &option) const;
};

} // namespace streamkeeper
