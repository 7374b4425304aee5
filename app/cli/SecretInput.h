#pragma once

#include "app/cli/Arguments.h"
#include "models/domain/SecretText.h"
#include "models/rules/AddressRule.h"

#include <QHash>

#include <optional>

namespace streamkeeper {

/// Secrets from where other users cannot read them: standard input, line by line in the order of the options,
/// and environment variables that options name.
class SecretInput
{
public:
    explicit SecretInput(const ParsedCommand &command)
        : m_command(command)
    {
    }

    /// The secret of `--NAME-stdin` or `--NAME-env VAR`; none if neither is given. Wrong usage: both are, the
    /// variable is not set, standard input has ended.
    [[nodiscard]] CliExpected<std::optional<SecretText>> secret(const QString &name);
    /// A camera's address of `--NAME URL` (without credentials), `--NAME-stdin` or `--NAME-env VAR`.
    [[nodiscard]] CliExpected<std::optional<StreamAddress>>
    address(const QString &name, AddressWays ways = AddressWays::OfCameras);
    /// What is to be said of the addresses that were read so far.
    [[nodiscard]] const QStringList &notices() const { return m_notices; }
    /// All of standard input.
    [[nodiscard]] static QByteArray readAll();

    /// The variables of `--secret-env NAME=VAR` and `--secret-env VAR`.
    struct Lent
    {
        QHash<QString, SecretText> byServer;
        std::optional<SecretText> plain;
    };
    [[nodiscard]] CliExpected<Lent> lent() const;

    [[nodiscard]] static CliExpected<SecretText> fromEnvironment(const QString &variable);

private:
    [[nodiscard]] CliExpected<SecretText> line(const QString &option);

    const ParsedCommand &m_command;
    std::optional<QHash<QString, SecretText>> m_lines; ///< by option, once read
    QStringList m_notices;
};

} // namespace streamkeeper
