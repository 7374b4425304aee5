// How KeaClient changes a configuration that others may be changing, too.
#include "app/dhcp/KeaClient.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QRandomGenerator>

namespace streamkeeper {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(KeaClient)
};

QByteArray argumentsOf(const QByteArray &dhcp4)
{
    return "{\"Dhcp4\":" + dhcp4 + '}';
}

/// So that two who met do not meet again.
std::chrono::milliseconds pauseAfter(int attempt)
{
    return std::chrono::milliseconds(QRandomGenerator::global()->bounded(50, 200 + 200 * attempt));
}

} // namespace

QCoro::Task<Result<KeaConfig>> KeaClient::readConfig(std::stop_token stop)
{
    const Command command{"config-get"};
    const auto answer = co_await run(command, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    const auto read = [arguments = answer->arguments] { return KeaConfig::read(arguments); };
    co_return co_await m_channel.compute(answer->arguments.size(), read);
}

QCoro::Task<VoidResult> KeaClient::writeConfig(std::stop_token stop)
{
    const Command command{"config-write", {}, true};
    const auto written = co_await run(command, stop);
    if (!written)
        co_return fail(
            written.error().category,
            Texts::tr("The DHCP server has taken the change, but has not written it to its file, so "
                      "that it is lost when it starts anew. %1")
                .arg(written.error().message),
            written.error().detail);
    co_return VoidResult();
}

QCoro::Task<Result<bool>> KeaClient::editConfig(Edit edit, std::stop_token stop)
{
    for (int attempt = 0; attempt < mostAttempts; ++attempt) {
        const auto config = co_await readConfig(stop);
        if (!config)
            co_return tl::unexpected(config.error());
        auto text = edit(*config);
        if (!text)
            co_return tl::unexpected(text.error());
        if (!*text)
            co_return attempt > 0; // what was thought to be lost
        const KeaConfig &known = *config;
        const QByteArray wanted = **text;
        const auto isDone = co_await tryToEdit(edit, known, wanted, stop);
        if (!isDone || *isDone)
            co_return isDone;
        const auto slept = co_await m_scope.sleep(pauseAfter(attempt));
        if (!slept || stop.stop_requested())
            co_return fail(ErrorCategory::Cancelled, Texts::tr("The request was cancelled."));
    }
    co_return fail(
        ErrorCategory::Conflict,
        Texts::tr("Others keep changing the configuration of the DHCP server at %1. Try again later.")
            .arg(m_where));
}

/// False: somebody else was faster.
QCoro::Task<Result<bool>> KeaClient::tryToEdit(Edit edit, KeaConfig config, QByteArray text,
                                               std::stop_token stop)
{
    const Command test{"config-test", argumentsOf(text)};
    const auto tested = co_await run(test, stop);
    if (!tested)
        co_return tl::unexpected(tested.error());
    QElapsedTimer sinceReading;
    sinceReading.start();
    const auto again = co_await readConfig(stop);
    if (!again)
        co_return tl::unexpected(again.error());
    if (again->text() != config.text())
        co_return false;
    const Command set{"config-set", argumentsOf(text), true};
    const auto taken = co_await run(set, stop);
    if (!taken)
        co_return tl::unexpected(taken.error());
    const std::chrono::milliseconds window(sinceReading.elapsed());
    const auto written = co_await writeConfig(stop);
    if (!written)
        co_return tl::unexpected(written.error());
    const auto slept = co_await m_scope.sleep(settleTime + 2 * window);
    if (!slept)
        co_return tl::unexpected(slept.error());
    const auto after = co_await readConfig(stop);
    if (!after)
        co_return tl::unexpected(after.error());
    const auto missing = edit(*after);
    if (!missing)
        co_return tl::unexpected(missing.error());
    co_return !missing->has_value();
}

} // namespace streamkeeper
