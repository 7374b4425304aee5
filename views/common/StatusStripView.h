#pragma once

#include "models/rules/StatusStrip.h"

#include <QWidget>

namespace streamkeeper {

/// The strip of one stream with its axis below, as a widget; what it shows stands in words in tooltip and
/// description.
class StatusStripView : public QWidget
{
    Q_OBJECT

public:
    explicit StatusStripView(QWidget *parent = nullptr);

    /// `inWords`: what the strip shows, for those who do not see it.
    void setStrip(const StatusStrip &strip, const QString &inWords);
    [[nodiscard]] const StatusStrip &strip() const { return m_strip; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    StatusStrip m_strip;
};

} // namespace streamkeeper
