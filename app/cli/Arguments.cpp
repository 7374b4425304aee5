#include "app/cli/Arguments.h"

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

bool ParsedCommand::isSet(const QString &name) const
{
    return std::ranges::any_of(options, [&](const auto &option) { return option.first == name; });
}

QString ParsedCommand::value(const QString &name) const
{
    const QStringList all = values(name);
    return all.isEmpty() ? QString() : all.last();
}

QStringList ParsedCommand::values(const QString &name) const
{
    QStringList found;
    for (const auto &[option, value] : options) {
        if (option == name)
            found.append(value);
    }
    return found;
}

const VerbSpec *findVerb(const QString &noun, const QString &verb)
{
    const auto found = std::ranges::find_if(
        verbs(), [&](const VerbSpec &spec) { return spec.noun == noun && spec.verb == verb; });
    return found == verbs().end() ? nullptr : &*found;
}

QStringList nouns()
{
    QStringList all;
    for (const VerbSpec &spec : verbs()) {
        if (!all.contains(spec.noun))
            all.append(spec.noun);
    }
    return all;
}

namespace {

const OptionSpec *findOption(const QString &name, const VerbSpec *verb)
{
    const auto in = [&](const std::vector<OptionSpec> &options) -> const OptionSpec * {
        const auto found = std::ranges::find(options, name, &OptionSpec::name);
        return found == options.end() ? nullptr : &*found;
    };
    if (const OptionSpec *own = verb ? in(verb->options) : nullptr)
        return own;
    return in(globalOptions());
}

const OptionSpec *findLetter(QChar letter, const VerbSpec *verb)
{
    for (const auto *options : {verb ? &verb->options : nullptr, &globalOptions()}) {
        if (!options)
            continue;
        const auto found = std::ranges::find(*options, letter, &OptionSpec::letter);
        if (found != options->end())
            return &*found;
    }
    return nullptr;
}

CliFailure usage(const QString &message)
{
    return {message, ExitCode::Usage, {}};
}

CliFailure unknownOption(const QString &name)
{
    static const QStringList secretWords{u"token"_s, u"password"_s, u"secret"_s, u"passphrase"_s};
    const bool isSecret =
        std::ranges::any_of(secretWords, [&](const QString &word) { return name.contains(word); });
    // Only a plain name is repeated: who knows what else stands there.
    const bool isPlain = name.size() <= 40 && std::ranges::all_of(name, [](QChar c) {
                             return (c >= u'a' && c <= u'z') || c == u'-' || c.isDigit();
                         });
    QString text =
        isPlain ? u"There is no option --%1 here."_s.arg(name) : u"There is no such option here."_s;
    if (isSecret)
        text +=
            u" Secrets are never taken from arguments, where other users see them: they come from standard "
            "input or from an environment variable that an option names."_s;
    return usage(text);
}

/// Walks over the arguments once: options wherever they stand, everything else in order.
class Reader
{
public:
    explicit Reader(const QStringList &arguments)
        : m_left(arguments)
    {
    }

    [[nodiscard]] ParsedArguments read()
    {
        while (!m_left.isEmpty() && !m_failure) {
            const QString argument = m_left.takeFirst();
            if (!m_isOptionsEnd && argument == u"--")
                m_isOptionsEnd = true;
            else if (!m_isOptionsEnd && argument.startsWith(u'-') && argument.size() > 1)
                takeOption(argument);
            else
                takeWord(argument);
        }
        if (m_failure)
            return *m_failure;
        return finish();
    }

private:
    void takeOption(const QString &argument)
    {
        if (argument == u"-h" || argument == u"--help") {
            m_wantsHelp = true;
            return;
        }
        if (argument == u"--version") {
            m_wantsVersion = true;
            return;
        }
        const bool isLong = argument.startsWith(u"--");
        const qsizetype equals = isLong ? argument.indexOf(u'=') : -1;
        const OptionSpec *option = isLong ? findOption(argument.mid(2, equals < 0 ? -1 : equals - 2), m_verb)
                                          : findLetter(argument[1], m_verb);
        // The value stands behind it: "-ojson" is "-o json".
        const QString attached = isLong ? argument.mid(equals + 1) : argument.mid(2);
        const bool isAttached = isLong ? equals >= 0 : !attached.isEmpty();
        const QString name = option ? option->name : argument.mid(2, equals < 0 ? -1 : equals - 2);
        if (!option) {
            // The verb may still come.
            if (!isLong)
                m_failure = usage(u"There is no such option here; all have long names, like --json."_s);
            else if (m_verb || m_words.size() >= 2)
                m_failure = unknownOption(name);
            else
                m_failure = usage(u"Options of a verb stand after it: streamkeeper-cli NOUN VERB ..."_s);
            return;
        }
        QString value;
        if (!option->takesValue()) {
            if (isAttached)
                m_failure = usage(u"--%1 takes no value."_s.arg(name));
        } else if (isAttached) {
            value = attached;
        } else if (m_left.isEmpty()) {
            m_failure = usage(u"--%1 needs a value: %2."_s.arg(name, option->valueName));
        } else {
            value = m_left.takeFirst();
        }
        if (m_failure)
            return;
        if (!option->isRepeatable && m_command.isSet(name))
            m_failure = usage(u"--%1 is given twice."_s.arg(name));
        else if (option->kind == ValueKind::OnOff && value != u"on" && value != u"off")
            m_failure = usage(u"--%1 takes on or off."_s.arg(name));
        else
            m_command.options.append({name, value});
    }

    void takeWord(const QString &word)
    {
        m_words.append(word);
        if (m_words.size() == 1 && !nouns().contains(word))
            m_failure = usage(u"The first word has to be one of: %1."_s.arg(nouns().join(u", "_s)));
        if (m_words.size() == 2) {
            m_verb = findVerb(m_words[0], m_words[1]);
            if (!m_verb)
                m_failure = usage(u"%1 has these verbs: %2."_s.arg(m_words[0], verbsOf(m_words[0])));
        }
    }

    [[nodiscard]] static QString verbsOf(const QString &noun)
    {
        QStringList names;
        for (const VerbSpec &spec : verbs()) {
            if (spec.noun == noun)
                names.append(spec.verb);
        }
        return names.join(u", "_s);
    }

    [[nodiscard]] ParsedArguments finish()
    {
        if (m_wantsVersion)
            return Information{u"streamkeeper-cli %1\n"_s.arg(QLatin1StringView(STREAMKEEPER_VERSION))};
        if (m_wantsHelp)
            return Information{m_verb               ? verbHelp(*m_verb)
                               : m_words.size() > 0 ? nounHelp(m_words[0])
                                                    : programHelp()};
        if (m_words.isEmpty())
            return usage(
                u"Say what to do: streamkeeper-cli NOUN VERB ... (streamkeeper-cli --help tells more)."_s);
        if (!m_verb)
            return usage(u"%1 has these verbs: %2."_s.arg(m_words[0], verbsOf(m_words[0])));
        m_command.spec = m_verb;
        m_command.arguments = m_words.mid(2);
        if (auto known = checkWords(); !known)
            return known.error();
        const auto count = int(m_command.arguments.size());
        if (count < m_verb->minArguments)
            return usage(u"%1 %2 needs %3."_s.arg(m_verb->noun, m_verb->verb, m_verb->argumentsText));
        if (m_verb->maxArguments >= 0 && count > m_verb->maxArguments)
            return usage(
                m_verb->maxArguments == 0
                    ? u"%1 %2 takes no further words."_s.arg(m_verb->noun, m_verb->verb)
                    : u"%1 %2 takes only %3."_s.arg(m_verb->noun, m_verb->verb, m_verb->argumentsText));
        return withFormat();
    }

    /// Only now, because what stands before the verb may mean more to it than to others.
    [[nodiscard]] CliExpected<void> checkWords() const
    {
        for (const auto &[name, value] : m_command.options) {
            const OptionSpec *option = findOption(name, m_verb);
            if (option->kind == ValueKind::Word && !option->words.contains(value))
                return wrongUsage(u"--%1 takes one of: %2."_s.arg(name, option->words.join(u", "_s)));
        }
        return {};
    }

    [[nodiscard]] ParsedArguments withFormat()
    {
        static const QStringList formats{u"table"_s, u"wide"_s, u"csv"_s,
                                         u"json"_s}; // as OutputFormat has them
        const bool isJson = m_command.isSet(u"json"_s);
        const QString word = m_command.value(u"output"_s);
        if (isJson && !word.isEmpty() && word != u"json")
            return usage(u"--json and --output %1 exclude each other."_s.arg(word));
        m_command.format = isJson           ? OutputFormat::Json
                           : word.isEmpty() ? OutputFormat::Table
                                            : OutputFormat(formats.indexOf(word));
        return m_command;
    }

    QStringList m_left;
    QStringList m_words;
    const VerbSpec *m_verb = nullptr;
    ParsedCommand m_command;
    std::optional<CliFailure> m_failure;
    bool m_isOptionsEnd = false;
    bool m_wantsHelp = false;
    bool m_wantsVersion = false;
};

} // namespace

ParsedArguments parseArguments(const QStringList &arguments)
{
    return Reader(arguments).read();
}

bool wantsJson(const QStringList &arguments)
{
    const qsizetype at = std::max(arguments.indexOf(u"-o"_s), arguments.indexOf(u"--output"_s));
    return arguments.contains(u"--json"_s) || arguments.contains(u"-ojson"_s) ||
           arguments.contains(u"--output=json"_s) || (at >= 0 && arguments.value(at + 1) == u"json");
}

} // namespace streamkeeper
