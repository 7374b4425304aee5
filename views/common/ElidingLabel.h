#pragma once

#include <QLabel>

namespace streamkeeper {

/// A line of plain text that may be narrower than it: names, ids, addresses. What there is no room for
/// becomes an ellipsis, and the tooltip has all of it.
class ElidingLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ElidingLabel(QWidget *parent = nullptr, Qt::TextElideMode mode = Qt::ElideRight);

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] bool isCut() const;

    Qt::TextElideMode m_mode;
};

} // namespace streamkeeper
