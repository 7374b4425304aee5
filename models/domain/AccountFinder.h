#pragma once

#include <QStringView>

#include <optional>
#include <vector>

namespace streamkeeper {

/// Whether a text is one address, or has addresses somewhere in it.
enum class AddressExtent : quint8 { Whole, InText };

/// What could be a host: nothing of the kind, one word, a name with a domain, an IP address.
enum class HostLikeness : quint8 { None, Word, Name, Number };

/// Finds the addresses of a text, and where user and password of each end. Passwords hold whatever people
/// type: @ / ? # quotes and blanks, none of them encoded; then the @ in front of what looks most like a host
/// is taken, and of several alike the last. All questions together take a time that grows with the text and
/// no faster, whatever stands in it.
class AccountFinder
{
public:
    AccountFinder(QStringView text, AddressExtent extent);

    /// Where the first "://" at or after `from` begins; the size of the text: there is none.
    [[nodiscard]] qsizetype nextMark(qsizetype from) const;
    /// Where the scheme in front of such a mark begins.
    [[nodiscard]] qsizetype schemeOf(qsizetype mark) const;
    /// The @ behind the account of the address whose authority begins there.
    [[nodiscard]] std::optional<qsizetype> accountEnd(qsizetype authority) const;
    /// The last @ in front of `end`.
    [[nodiscard]] std::optional<qsizetype> lastAt(qsizetype begin, qsizetype end) const;
    /// The @ signs between, ascending.
    [[nodiscard]] std::vector<qsizetype> atsIn(qsizetype begin, qsizetype end) const;
    /// Where an address ends at the latest: at another one, or with the line.
    [[nodiscard]] qsizetype addressLimit(qsizetype authority) const;
    /// Where a word ends: at a blank, or at a quote or bracket that closes. A whole address is one word.
    [[nodiscard]] qsizetype wordEnd(qsizetype from) const;
    [[nodiscard]] qsizetype lineEnd(qsizetype from) const;
    /// Where the word begins that holds this place.
    [[nodiscard]] qsizetype wordBegin(qsizetype place) const;
    [[nodiscard]] HostLikeness likenessAt(qsizetype place) const;

private:
    struct At
    {
        qsizetype place;
        HostLikeness host;
    };

    void findWords();
    [[nodiscard]] bool isWordEnd(qsizetype place) const;
    [[nodiscard]] std::optional<qsizetype> bestAt(qsizetype begin, qsizetype end, HostLikeness least) const;

    QStringView m_text;
    AddressExtent m_extent;
    std::vector<qsizetype> m_marks;   ///< of "://"
    std::vector<qsizetype> m_schemes; ///< beginnings of schemes that are known to be such
    std::vector<qsizetype> m_lineEnds;
    std::vector<qsizetype> m_wordEnds;
    std::vector<At> m_ats;
};

} // namespace streamkeeper
