#pragma once

#include "views/charts/ChartScale.h"

#include <QWidget>

class QButtonGroup;

namespace streamkeeper {

/// 1 h, 24 h or 7 d, for all charts beside it.
class SpanSwitch : public QWidget
{
    Q_OBJECT

public:
    explicit SpanSwitch(QWidget *parent = nullptr);

    [[nodiscard]] ChartSpan span() const;
    void setSpan(ChartSpan span);

Q_SIGNALS:
    void spanChosen(streamkeeper::ChartSpan span);

private:
    QButtonGroup *m_buttons;
};

} // namespace streamkeeper
