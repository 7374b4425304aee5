#include "models/tables/StreamQuery.h"

#include "models/domain/SearchText.h"

#include <QCoreApplication>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(StreamQuery)
};

enum class Value : quint8 { State, Quality, Text, Number, OnOff };

struct FieldFacts
{
    const char *word;
    Value value;
};

/// In the order of QueryField. The words are typed by people in all languages, like those of the command
/// line.
constexpr std::array<FieldFacts, size_t(QueryField::Count)> fields{{
    {"status", Value::State},
    {"server", Value::Text},
    {"quality", Value::Quality},
    {"camera", Value::Text},
    {"location", Value::Text},
    {"address", Value::Text},
    {"bitrate", Value::Number},
    {"output", Value::Number},
    {"clients", Value::Number},
    {"reconnects", Value::Number},
    {"audio", Value::OnOff},
    {"recording", Value::OnOff},
}};

constexpr std::array<std::pair<const char *, StreamState>, streamStates.size()> stateWords{{
    {"inactive", StreamState::Inactive},
    {"stale", StreamState::Stale},
    {"initialization", StreamState::Initialization},
    {"empty", StreamState::Empty},
    {"idle", StreamState::Idle},
    {"active", StreamState::Active},
}};

QStringList valuesOf(Value value)
{
    switch (value) {
    case Value::State: {
        QStringList words;
        for (const auto &[word, state] : stateWords)
            words.append(QString::fromLatin1(word));
        return words;
    }
    case Value::Quality:
        return {u"high"_s, u"low"_s};
    case Value::OnOff:
        return {u"on"_s, u"off"_s};
    case Value::Text:
    case Value::Number:
        break;
    }
    return {};
}

/// Parts are separated by spaces outside of quotes.
QStringList partsOf(const QString &text)
{
    QStringList parts;
    QString part;
    bool isQuoted = false;
    for (const QChar sign : text) {
        if (sign == u'"') {
            isQuoted = !isQuoted;
        } else if (sign.isSpace() && !isQuoted) {
            if (!part.isEmpty())
                parts.append(std::exchange(part, {}));
        } else {
            part += sign;
        }
    }
    if (!part.isEmpty())
        parts.append(part);
    return parts;
}

/// "bitrate<200" cut where the comparison stands; none if it does not begin with the name of a field.
struct Cut
{
    QueryField field;
    QChar sign;
    QString value;
};

std::optional<Cut> cut(const QString &part)
{
    const auto at =
        std::ranges::find_if(part, [](QChar sign) { return sign == u':' || sign == u'<' || sign == u'>'; });
    if (at == part.end())
        return {};
    const QString name = part.first(at - part.begin()).toLower();
    for (size_t i = 0; i < fields.size(); ++i) {
        if (name == QLatin1StringView(fields[i].word))
            return Cut{QueryField(i), *at, part.sliced(at - part.begin() + 1)};
    }
    return {};
}

/// A word of those that are taken, or the beginning of exactly one.
std::optional<size_t> chosenOf(const QStringList &words, const QString &typed)
{
    std::optional<size_t> found;
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (words[i] == typed)
            return size_t(i);
        if (typed.isEmpty() || !words[i].startsWith(typed))
            continue;
        if (found)
            return {};
        found = size_t(i);
    }
    return found;
}

QString readValue(QueryTerm &term, const Cut &part)
{
    const FieldFacts &facts = fields[size_t(part.field)];
    const QString name = QString::fromLatin1(facts.word);
    const QString value = foldedForSearch(part.value);
    if (value.isEmpty())
        return Texts::tr("Something is missing behind “%1%2”.").arg(name, part.sign);
    if (facts.value != Value::Number && part.sign != u':')
        return Texts::tr("“%1” cannot be compared: write %1:%2.").arg(name, part.value);
    if (facts.value == Value::Text) {
        term.text = value;
        return {};
    }
    if (facts.value == Value::Number) {
        bool isNumber = false;
        const qint64 number = value.toLongLong(&isNumber);
        if (!isNumber || number < 0)
            return Texts::tr("“%1” is no number, as in %2>10.").arg(part.value, name);
        term.number = number;
        return {};
    }
    const QStringList words = valuesOf(facts.value);
    const auto chosen = chosenOf(words, value);
    if (!chosen)
        return Texts::tr("“%1” is none of %2: %3.").arg(part.value, name, words.join(u", "_s));
    if (facts.value == Value::State)
        term.state = stateWords[*chosen].second;
    else if (facts.value == Value::Quality)
        term.quality = *chosen == 0 ? Quality::High : Quality::Low;
    else
        term.isOn = *chosen == 0;
    return {};
}

} // namespace

StreamQuery parseStreamQuery(const QString &text)
{
    StreamQuery query;
    for (const QString &whole : partsOf(text)) {
        const bool isNegated = whole.size() > 1 && whole.startsWith(u'-');
        const QString part = isNegated ? whole.sliced(1) : whole;
        const auto named = cut(part);
        if (!named) {
            (isNegated ? query.excludedWords : query.words).append(searchWords(part).join(u' '));
            continue;
        }
        QueryTerm term;
        term.field = named->field;
        term.isNegated = isNegated;
        term.compare = named->sign == u'<'   ? QueryCompare::Less
                       : named->sign == u'>' ? QueryCompare::More
                                             : QueryCompare::Is;
        const QString problem = readValue(term, *named);
        if (problem.isEmpty())
            query.terms.push_back(term);
        else if (query.error.isEmpty())
            query.error = problem;
    }
    return query;
}

QStringList completionsOf(const QString &part)
{
    const bool isNegated = part.startsWith(u'-');
    const QString plain = isNegated ? part.sliced(1) : part;
    const QString sign = isNegated ? u"-"_s : QString();
    QStringList found;
    if (const auto named = cut(plain)) {
        const FieldFacts &facts = fields[size_t(named->field)];
        for (const QString &value : valuesOf(facts.value)) {
            if (value.startsWith(named->value.toLower()) && value != named->value.toLower())
                found.append(sign + QString::fromLatin1(facts.word) + u':' + value);
        }
        return found;
    }
    if (plain.isEmpty())
        return found;
    for (const FieldFacts &facts : fields) {
        const QString word = QString::fromLatin1(facts.word);
        if (word.startsWith(plain.toLower()))
            found.append(sign + word + (facts.value == Value::Number ? u'>' : u':'));
    }
    return found;
}

bool fitsPattern(const QString &text, const QString &pattern)
{
    if (!pattern.contains(u'*') && !pattern.contains(u'?'))
        return text.contains(pattern);
    // Without going back more than to the last star: patterns of people are short, and this is linear for
    // them.
    qsizetype at = 0;
    qsizetype sign = 0;
    qsizetype star = -1;
    qsizetype afterStar = 0;
    while (at < text.size()) {
        if (sign < pattern.size() && pattern[sign] == u'*') {
            star = sign++;
            afterStar = at;
        } else if (sign < pattern.size() && (pattern[sign] == u'?' || pattern[sign] == text[at])) {
            ++sign;
            ++at;
        } else if (star >= 0) {
            sign = star + 1;
            at = ++afterStar;
        } else {
            return false;
        }
    }
    while (sign < pattern.size() && pattern[sign] == u'*')
        ++sign;
    return sign == pattern.size();
}

} // namespace streamkeeper
