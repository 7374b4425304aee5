#include "models/rules/TypedText.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>

namespace streamkeeper::fields {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(TypedText)
};

/// Zero-width, marks of direction, soft hyphens, fillers, blanks that are none, whatever controls something.
bool isInvisible(QChar c)
{
    switch (c.unicode()) {
    case u' ':
        return false;
    case 0x034f: // joiner
    case 0x115f: // fillers of Hangul and Braille
    case 0x1160:
    case 0x2800:
    case 0x3164:
    case 0xffa0:
        return true;
    }
    const auto category = c.category();
    const bool isSelector = c.unicode() >= 0xfe00 && c.unicode() <= 0xfe0f;
    return isSelector || category == QChar::Other_Format || category == QChar::Other_Control ||
           category == QChar::Separator_Space || category == QChar::Separator_Line ||
           category == QChar::Separator_Paragraph;
}

bool isTypographicQuote(QChar c)
{
    return QStringView(u"“”„‟«»‹›‘’‚‛＂＇").contains(c);
}

bool isOpening(QChar c)
{
    return isTypographicQuote(c) || QStringView(u"\"'`´<").contains(c);
}

} // namespace

QString withoutInvisibleEnds(const QString &text)
{
    const auto isSeen = [](QChar c) { return !isInvisible(c) && !c.isSpace(); };
    const auto *const begin = std::find_if(text.cbegin(), text.cend(), isSeen);
    const auto *end = text.cend();
    while (end > begin && !isSeen(*(end - 1)))
        --end;
    return text.mid(begin - text.cbegin(), end - begin);
}

QString invisibleSentence(const QString &text)
{
    const auto *const found = std::find_if(text.cbegin(), text.cend(), isInvisible);
    if (found == text.cend())
        return {};
    const QString code = QString::number(found->unicode(), 16).toUpper().rightJustified(4, u'0');
    return Texts::tr("Character %1 of the address cannot be seen (U+%2). Type that place anew.")
        .arg(QString::number(found - text.cbegin() + 1), code);
}

QString quotesSentence(const QString &address)
{
    if (isOpening(address.front()) || isTypographicQuote(address.back()))
        return Texts::tr("Leave out the quotation marks or brackets around the address.");
    const auto *const found = std::find_if(address.cbegin(), address.cend(), isTypographicQuote);
    if (found == address.cend())
        return {};
    const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(QString(*found)));
    return Texts::tr(
               "Character %1 of the address is a typographic quotation mark. Write a straight one, or %2 if "
               "it belongs to the password.")
        .arg(QString::number(found - address.cbegin() + 1), encoded);
}

} // namespace streamkeeper::fields
