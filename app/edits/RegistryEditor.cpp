#include "app/edits/RegistryEditor.h"

#include "models/registry/OperationRepository.h"

#include <QLoggingCategory>

#include <algorithm>
#include <memory>
#include <utility>

namespace streamkeeper {

namespace {

Q_LOGGING_CATEGORY(logEdits, "streamkeeper.edits", QtInfoMsg)

VoidResult write(RegistryDatabase &database, const RegistryEdit &edit, const Clock &clock)
{
    return database.inTransaction([&]() -> VoidResult {
        if (auto saved = SecretRepository(database).save(edit.secrets); !saved)
            return saved;
        if (auto written = edit.write(database); !written)
            return written;
        const qint64 now = clock.nowMs();
        for (const Operation &entry : edit.entries) {
            if (auto noted = OperationRepository(database).addFinished(entry, now); !noted)
                return noted;
        }
        return edit.leavesSecrets ? SecretRepository(database).removeUnused() : VoidResult();
    });
}

} // namespace

/// An order of applyEach() on its way.
struct RegistryEditor::Many
{
    std::shared_ptr<const std::vector<RegistryEdit>> edits; ///< all that the registry's thread has of this
    std::vector<VoidResult> results;                        ///< of the first ones, as far as it is
    std::function<void(int, int)> progress;
    std::stop_token stop;
    std::function<void(const std::vector<VoidResult> &)> remember;
    QPointer<QObject> context;
    Done<std::vector<VoidResult>> done;
};

RegistryEditor::RegistryEditor(Registry &registry, RegistryMemory &memory, Clock clock, QObject *parent)
    : QObject(parent)
    , m_registry(registry)
    , m_memory(memory)
    , m_clock(std::move(clock))
{
}

void RegistryEditor::apply(RegistryEdit edit, QObject *context, Done<void> done)
{
    // What runs here ends here, too: the job is destroyed on the registry's thread.
    const auto remember = std::exchange(edit.remember, {});
    const auto written = std::make_shared<const RegistryEdit>(std::move(edit));
    const auto job = [written, clock = m_clock](RegistryDatabase &database) {
        return write(database, *written, clock);
    };
    const auto answered = [this, written, remember, guard = QPointer<QObject>(context),
                           done = std::move(done)](const VoidResult &result) {
        if (result) {
            for (const SealedSecret &secret : written->secrets)
                m_memory.secrets.insert(secret);
            if (remember)
                remember();
            Q_EMIT this->written();
        } else {
            qCWarning(logEdits).noquote() << result.error().message << result.error().detail;
            if (!done)
                Q_EMIT failed(result.error());
        }
        if (done && guard)
            done(result);
    };
    m_registry.run(this, job, answered);
}

void RegistryEditor::applyEach(std::vector<RegistryEdit> edits, std::function<void(int, int)> progress,
                               std::stop_token stop,
                               std::function<void(const std::vector<VoidResult> &)> remember,
                               QObject *context, Done<std::vector<VoidResult>> done)
{
    const auto many = std::make_shared<Many>();
    many->edits = std::make_shared<const std::vector<RegistryEdit>>(std::move(edits));
    many->progress = std::move(progress);
    many->stop = std::move(stop);
    many->remember = std::move(remember);
    many->context = context;
    many->done = std::move(done);
    applyNext(many);
}

void RegistryEditor::applyNext(const std::shared_ptr<Many> &many)
{
    // A few at a time, so that others get their turn, and Cancel is heard.
    constexpr size_t most = 250;
    const size_t begin = many->results.size();
    const size_t total = many->edits->size();
    if (begin == total || many->stop.stop_requested()) {
        many->results.resize(total, fail(ErrorCategory::Cancelled, tr("Cancelled before it was begun.")));
        many->remember(many->results);
        if (std::ranges::any_of(many->results, [](const VoidResult &result) { return bool(result); }))
            Q_EMIT written();
        if (many->context)
            many->done(std::move(many->results));
        return;
    }
    const auto job = [edits = many->edits, begin, end = std::min(total, begin + most),
                      clock = m_clock](RegistryDatabase &database) -> Result<std::vector<VoidResult>> {
        std::vector<VoidResult> results;
        for (size_t i = begin; i < end; ++i)
            results.push_back(write(database, (*edits)[i], clock));
        return results;
    };
    m_registry.run(this, job, [this, many](const Result<std::vector<VoidResult>> &results) {
        std::ranges::copy(*results, std::back_inserter(many->results));
        if (many->context && many->progress)
            many->progress(int(many->results.size()), int(many->edits->size()));
        applyNext(many);
    });
}

} // namespace streamkeeper
