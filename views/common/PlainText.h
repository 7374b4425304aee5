#pragma once

#include <QLabel>
#include <QLayout>
#include <QSizePolicy>

class QLineEdit;

namespace streamkeeper {

/// A label that never takes text for HTML: names of cameras may hold < and &.
[[nodiscard]] inline QLabel *plainLabel(const QString &text = {}, QWidget *parent = nullptr)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    return label;
}

/// The same for sentences: wraps, and can be selected and copied by mouse and keyboard.
[[nodiscard]] inline QLabel *sentenceLabel(const QString &text = {}, QWidget *parent = nullptr)
{
    QLabel *label = plainLabel(text, parent);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    policy.setHeightForWidth(true); // which setting a policy takes away until the next text
    label->setSizePolicy(policy);
    return label;
}

/// Shows a sentence that is there only while there is something to say.
inline void tell(QLabel *label, const QString &sentence)
{
    label->setText(sentence);
    label->setVisible(!sentence.isEmpty());
}

/// A name on a button: an ampersand in it is no shortcut.
[[nodiscard]] inline QString buttonText(QString name)
{
    return name.replace(u'&', QStringLiteral("&&"));
}

/// No narrower than what it says while it is empty.
void fitPlaceholder(QLineEdit &field);

/// Marks a widget for the style sheet (`muted`, `bad`, `primary`, ...), also after it was shown.
void setMark(QWidget *widget, const char *mark, bool isSet = true);

} // namespace streamkeeper
