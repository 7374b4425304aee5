#pragma once

#include <QByteArray>
#include <QList>

#include <random>

namespace streamkeeper::test {

/// Hands `times` damaged copies of a document to `decode`: bytes changed, cut out, doubled, structural
/// characters and absurd values put in. The seed is fixed, so a failure comes again.
template <typename Decode>
void damageManyTimes(const QByteArray &document, int times, Decode decode)
{
    static const QList<QByteArray> poison{"{",    "}",    "[",     "]",  "\"",      ":",
                                          ",",    "null", "1e999", "-0", "\\u0000", "\\ud800",
                                          "\xff", "true", "\\",    "{}", "[]",      "-9223372036854775809"};
    std::mt19937 random(20'261'122);
    const auto pick = [&](qsizetype bound) {
        return qsizetype(std::uniform_int_distribution<qint64>(0, bound - 1)(random));
    };
    for (int i = 0; i < times; ++i) {
        QByteArray damaged = document;
        for (qsizetype wounds = 1 + pick(4); wounds > 0 && !damaged.isEmpty(); --wounds) {
            const qsizetype at = pick(damaged.size());
            switch (pick(4)) {
            case 0:
                damaged[at] = char(pick(256));
                break;
            case 1:
                damaged.remove(at, 1 + pick(20));
                break;
            case 2:
                damaged.insert(at, damaged.mid(pick(damaged.size()), 1 + pick(50)));
                break;
            default:
                damaged.insert(at, poison[pick(poison.size())]);
            }
        }
        decode(damaged);
    }
}

} // namespace streamkeeper::test
