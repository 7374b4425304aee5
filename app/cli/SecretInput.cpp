#include "app/cli/SecretInput.h"

#include <QFile>

#include <cstdio>
#include <cstdlib>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longestLine = 64 * 1024;

} // namespace

CliExpected<SecretText> SecretInput::fromEnvironment(const QString &variable)
{
    const char *value = variable.isEmpty() ? nullptr : std::getenv(qPrintable(variable));
    if (!value)
        return wrongUsage(u"The environment variable that is named for a secret is not set."_s);
    if (*value == '\0')
        return wrongUsage(u"The environment variable that is named for a secret is empty."_s);
    return SecretText(QByteArray(value));
}

CliExpected<SecretText> SecretInput::line(const QString &option)
{
    if (!m_lines) {
        m_lines.emplace();
        QFile input;
        if (!input.open(stdin, QIODevice::ReadOnly))
            return wrongUsage(u"Standard input cannot be read."_s);
        for (const auto &[name, value] : m_command.options) {
            if (!name.endsWith(u"-stdin") || m_lines->contains(name))
                continue;
            QByteArray text = input.readLine(longestLine);
            while (text.endsWith('\n') || text.endsWith('\r'))
                text.chop(1);
            m_lines->insert(name, SecretText(std::move(text)));
        }
    }
    const SecretText found = m_lines->value(option);
    if (found.isEmpty())
        return wrongUsage(u"Standard input has no line for --%1."_s.arg(option));
    return found;
}

CliExpected<std::optional<SecretText>> SecretInput::secret(const QString &name)
{
    const QString fromStdin = name + u"-stdin"_s;
    const QString fromVariable = name + u"-env"_s;
    if (m_command.isSet(fromStdin) && m_command.isSet(fromVariable))
        return wrongUsage(u"--%1 and --%2 exclude each other."_s.arg(fromStdin, fromVariable));
    if (m_command.isSet(fromStdin)) {
        auto read = line(fromStdin);
        if (!read)
            return tl::unexpected(read.error());
        return std::optional(std::move(*read));
    }
    if (!m_command.isSet(fromVariable))
        return std::nullopt;
    auto read = fromEnvironment(m_command.value(fromVariable));
    if (!read)
        return tl::unexpected(read.error());
    return std::optional(std::move(*read));
}

CliExpected<std::optional<StreamAddress>> SecretInput::address(const QString &name, AddressWays ways)
{
    auto hidden = secret(name);
    if (!hidden)
        return tl::unexpected(hidden.error());
    const bool isPlain = m_command.isSet(name);
    if (isPlain && *hidden)
        return wrongUsage(u"Give the address once: --%1, --%1-stdin or --%1-env."_s.arg(name));
    if (!isPlain && !*hidden)
        return std::nullopt;
    const QString typed = isPlain ? m_command.value(name) : (*hidden)->revealText();
    const auto address = fields::checkAddress(typed, ways);
    if (!address)
        return wrongUsage(address.error().message);
    if (isPlain && address->hasSecret())
        return wrongUsage(
            u"The address holds a user or a password, and arguments are seen by every user of this machine: "
            u"give "
            "it by --%1-stdin or --%1-env VAR. The password that stood there should be changed."_s.arg(name));
    if (const QString notice = fields::addressNotice(typed, *address); !notice.isEmpty())
        m_notices.append(notice);
    return std::optional(*address);
}

QByteArray SecretInput::readAll()
{
    QFile input;
    return input.open(stdin, QIODevice::ReadOnly) ? input.readAll() : QByteArray();
}

CliExpected<SecretInput::Lent> SecretInput::lent() const
{
    Lent lent;
    for (const QString &value : m_command.values(u"secret-env"_s)) {
        const qsizetype equals = value.lastIndexOf(u'=');
        auto secret = fromEnvironment(value.mid(equals + 1));
        if (!secret)
            return tl::unexpected(secret.error());
        if (equals >= 0)
            lent.byServer.insert(value.first(equals), *secret);
        else if (lent.plain)
            return wrongUsage(
                u"--secret-env VAR is given twice: say --secret-env SERVER=VAR for each server."_s);
        else
            lent.plain = *secret;
    }
    return lent;
}

} // namespace streamkeeper
