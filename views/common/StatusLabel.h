#pragma once

#include "models/domain/Types.h"

#include <QWidget>

namespace streamkeeper {

/// A state as mark and word, as in the tables, for headers.
class StatusLabel : public QWidget
{
    Q_OBJECT

public:
    explicit StatusLabel(QWidget *parent = nullptr);

    void setStatus(StreamStatus mark, const QString &word, bool isStale = false, bool isOff = false);
    /// One of two works: a mark of its own.
    void setPartial(const QString &word, bool isStale);
    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    StreamStatus m_mark = StreamStatus::Initialization;
    QString m_text;
    bool m_isStale = false;
    bool m_isOff = false;
    bool m_isPartial = false;
};

} // namespace streamkeeper
