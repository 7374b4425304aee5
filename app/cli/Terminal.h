#pragma once

#include <QObject>
#include <QSize>

#include <termios.h>

namespace streamkeeper {

/// A terminal that is drawn anew again and again, as `top` does; afterwards it is as it was.
class Terminal : public QObject
{
    Q_OBJECT

public:
    /// Standard output and input are a terminal.
    [[nodiscard]] static bool isThere();

    Terminal();
    ~Terminal() override;

    /// As wide and as high as it is now, in characters.
    [[nodiscard]] static QSize size();
    /// In place of what was drawn before; what does not fit is cut.
    [[nodiscard]] bool draw(const QString &text, bool isColoured);

Q_SIGNALS:
    void keyPressed(char key);

private:
    void readKeys();

    termios m_before{};
};

} // namespace streamkeeper
