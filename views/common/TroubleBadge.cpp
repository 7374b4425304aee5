#include "views/common/TroubleBadge.h"

#include "models/texts/StreamTexts.h"
#include "views/common/PlainText.h"

namespace streamkeeper {

TroubleBadge::TroubleBadge(QWidget *parent)
    : QPushButton(parent)
{
    setObjectName(QStringLiteral("troubleBadge"));
    setToolTip(tr("When it was lost, and what can be done"));
    setCursor(Qt::PointingHandCursor);
    setAutoDefault(false);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.86);
    setFont(small);
    setVisible(false);
}

void TroubleBadge::setCharacteristic(Characteristic characteristic)
{
    setVisible(characteristic != Characteristic::None);
    const QString word = texts::characteristic(characteristic);
    if (word.isEmpty() || word == text())
        return;
    setText(word);
    const bool isWarning = characteristic == Characteristic::Incorrect;
    setProperty("badge", isWarning ? QStringLiteral("warning") : QStringLiteral("bad"));
    setMark(this, "shown"); // the style reads the other property, too
}

} // namespace streamkeeper
