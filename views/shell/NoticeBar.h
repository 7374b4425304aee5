#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;

namespace streamkeeper {

/// A line across the window for what concerns the whole console (locked secrets, a registry that
/// cannot be written), with what can be done about it.
class NoticeBar : public QFrame
{
    Q_OBJECT

public:
    explicit NoticeBar(QWidget *parent = nullptr);

    struct Choice
    {
        QString text;
        QString key; ///< told by choiceMade()
    };
    void showNotice(const QString &sentence, const QList<Choice> &choices);
    void clear();
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void choiceMade(const QString &key);

private:
    QLabel *m_sentence;
    QHBoxLayout *m_buttons;
};

} // namespace streamkeeper
