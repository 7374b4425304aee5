#include "models/domain/SearchText.h"

#include <algorithm>

namespace streamkeeper {

namespace {

bool isHexDigit(QChar sign)
{
    return (sign >= u'0' && sign <= u'9') || (sign >= u'a' && sign <= u'f');
}

} // namespace

QString foldedForSearch(const QString &text)
{
    const bool isAscii = std::ranges::all_of(text, [](QChar sign) { return sign.unicode() < 0x80; });
    if (isAscii)
        return text.toLower();
    QString folded = text.normalized(QString::NormalizationForm_KD).toLower();
    folded.removeIf([](QChar sign) { return sign.category() == QChar::Mark_NonSpacing; });
    return folded;
}

QString withoutSeparators(const QString &text)
{
    QString plain = foldedForSearch(text);
    plain.removeIf([](QChar sign) { return !sign.isLetterOrNumber(); });
    return plain;
}

QStringList searchWords(const QString &text)
{
    constexpr int macDigits = 12;
    QStringList words = foldedForSearch(text).simplified().split(u' ', Qt::SkipEmptyParts);
    for (QString &word : words) {
        const QString plain = withoutSeparators(word);
        if (plain.size() == macDigits && std::ranges::all_of(plain, isHexDigit))
            word = plain;
    }
    return words;
}

} // namespace streamkeeper
