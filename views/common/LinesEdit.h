#pragma once

#include <QPlainTextEdit>
#include <QStringList>

namespace streamkeeper {

/// A short list that is typed, one entry a line.
class LinesEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit LinesEdit(int visibleLines, QWidget *parent = nullptr);

    void setLines(const QStringList &lines);
    /// As typed, without empty lines at the ends.
    [[nodiscard]] QStringList lines() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {80, sizeHint().height()}; }

private:
    int m_visibleLines;
};

} // namespace streamkeeper
