#include "app/cli/Arguments.h"

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr int lineWidth = 96;

QString wrapped(const QString &text, int indent)
{
    QString result;
    qsizetype column = indent;
    for (const QString &word : text.split(u' ')) {
        if (column > indent && column + 1 + word.size() > lineWidth) {
            result += u'\n' + QString(indent, u' ');
            column = indent;
        } else if (column > indent) {
            result += u' ';
            ++column;
        }
        result += word;
        column += word.size();
    }
    return result;
}

QString headOf(const OptionSpec &option)
{
    QString head = u"--"_s + option.name;
    if (!option.letter.isNull())
        head.prepend(u"-%1, "_s.arg(option.letter));
    if (option.takesValue())
        head += u' ' + option.valueName;
    return option.isRepeatable ? head + u" ..."_s : head;
}

QString listed(const std::vector<std::pair<QString, QString>> &entries)
{
    qsizetype width = 0;
    for (const auto &[head, text] : entries)
        width = std::max(width, std::min<qsizetype>(head.size(), 34));
    QString lines;
    for (const auto &[head, text] : entries) {
        lines += u"  "_s + head.leftJustified(width);
        if (head.size() > width)
            lines += u'\n' + QString(width + 2, u' ');
        lines += u"  "_s + wrapped(text, int(width) + 4) + u'\n';
    }
    return lines;
}

QString optionList(const std::vector<OptionSpec> &options)
{
    std::vector<std::pair<QString, QString>> entries;
    for (const OptionSpec &option : options)
        entries.emplace_back(headOf(option), option.help);
    return listed(entries);
}

QString signature(const VerbSpec &verb)
{
    QString line = verb.noun + u' ' + verb.verb;
    if (!verb.argumentsText.isEmpty())
        line += u' ' + verb.argumentsText;
    return line;
}

} // namespace

QString programHelp()
{
    std::vector<std::pair<QString, QString>> entries;
    for (const VerbSpec &verb : verbs())
        entries.emplace_back(signature(verb), verb.summary);
    return u"Usage: streamkeeper-cli [OPTIONS] NOUN VERB ...\n\n"
           "The command line of Streamkeeper: media servers, cameras and streams of one registry.\n\n"_s +
           listed(entries) + u"\nOptions of every verb:\n"_s + optionList(globalOptions()) +
           u"\nstreamkeeper-cli NOUN VERB --help tells the options of a verb.\n"
           "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not confirmed in time, 130 interrupted.\n"_s;
}

QString nounHelp(const QString &noun)
{
    std::vector<std::pair<QString, QString>> entries;
    for (const VerbSpec &verb : verbs()) {
        if (verb.noun == noun)
            entries.emplace_back(signature(verb), verb.summary);
    }
    return u"Usage: streamkeeper-cli [OPTIONS] %1 VERB ...\n\n"_s.arg(noun) + listed(entries) +
           u"\nstreamkeeper-cli %1 VERB --help tells the options of a verb.\n"_s.arg(noun);
}

QString verbHelp(const VerbSpec &verb)
{
    QString text =
        u"Usage: streamkeeper-cli [OPTIONS] %1\n\n%2\n"_s.arg(signature(verb), wrapped(verb.summary, 0));
    if (verb.argumentKind == ValueKind::StreamName)
        text += u'\n' +
                wrapped(u"STREAM is a UUID or its first letters (four at least), CAMERA/high, CAMERA/low, or "
                        "CAMERA, which means all its streams. Of a camera's name the beginning is enough "
                        "where only one begins so."_s,
                        0) +
                u'\n';
    if (!verb.options.empty())
        text += u"\nOptions:\n"_s + optionList(verb.options);
    return text + u"\nOptions of every verb:\n"_s + optionList(globalOptions());
}

} // namespace streamkeeper
