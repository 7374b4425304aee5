#pragma once

#include "models/domain/Result.h"

#include <QByteArray>
#include <QString>

#include <initializer_list>
#include <utility>
#include <vector>

namespace streamkeeper::xml {

/// One element as it was read. Names without their namespace: cameras are careless with those.
struct Element
{
    QString name;
    QString text; ///< its own, without that of its children, trimmed
    std::vector<std::pair<QString, QString>> attributes;
    std::vector<Element> children;

    /// The first child of this name; null if there is none.
    [[nodiscard]] const Element *child(QStringView childName) const;
    /// The text at the end of a path of first children; empty if it leads nowhere.
    [[nodiscard]] QString textAt(std::initializer_list<QStringView> path) const;
    [[nodiscard]] const Element *at(std::initializer_list<QStringView> path) const;
    [[nodiscard]] QString attribute(QStringView attributeName) const;
};

/// Reads a document whole, within the limits of AnswerLimits.h, in a time that grows with its length and no
/// faster. Refused with Parse is what is no XML, has a document type (and with it entities that could grow
/// without end), is nested more deeply or has more elements than any answer. A pure function of bytes; the
/// detail of an error repeats none of them.
[[nodiscard]] Result<Element> read(const QByteArray &document);

/// A text as it stands between tags or in an attribute.
[[nodiscard]] QByteArray escaped(const QString &text);

} // namespace streamkeeper::xml
