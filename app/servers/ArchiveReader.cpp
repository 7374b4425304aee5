#include "app/servers/ArchiveReader.h"

#include "models/fleet/ArchiveHolders.h"
#include "models/registry/ArchiveRepository.h"

#include <QPointer>

#include <algorithm>

namespace streamkeeper {

namespace {

/// A reading on its way: each server answers for itself.
struct Reading
{
    std::vector<ArchiveHolder> known;
    std::vector<StreamOnServer> holders;
    ArchiveReading result;
    int answered = 0;
};

} // namespace

ArchiveReader::ArchiveReader(Registry &registry, const FleetState &fleet, PolledServers &servers, Clock clock,
                             QObject *parent)
    : QObject(parent)
    , m_registry(registry)
    , m_fleet(fleet)
    , m_servers(servers)
    , m_clock(std::move(clock))
{
}

void ArchiveReader::index(const StreamId &stream, QObject *context, Done<std::vector<ArchiveHolder>> done)
{
    m_registry.run(
        context,
        [stream](RegistryDatabase &database) { return ArchiveRepository(database).holdersOf(stream); },
        std::move(done));
}

void ArchiveReader::read(const StreamId &stream, const Progress &progress, QObject *context,
                         Done<ArchiveReading> done)
{
    const QPointer<QObject> guard(context);
    index(stream, this,
          [this, stream, progress, guard, done](const Result<std::vector<ArchiveHolder>> &index) {
              if (!guard)
                  return;
              if (!index) {
                  done(tl::unexpected(index.error()));
                  return;
              }
              const auto reading = std::make_shared<Reading>();
              reading->known = *index;
              reading->holders = archiveHolders(m_fleet, stream, *index);
              const auto finish = [this, reading, done] {
                  std::ranges::stable_sort(reading->result.index, {}, &ArchiveHolder::fromMs);
                  reading->result.readAtMs = m_clock.nowMs();
                  done(reading->result);
              };
              const int total = int(reading->holders.size());
              if (total == 0) {
                  finish();
                  return;
              }
              if (progress)
                  progress(0, total);
              for (const StreamOnServer &holder : reading->holders) {
                  const QString name = m_fleet.serverName(holder.server);
                  const auto take = [reading, holder, stream, name, total, progress,
                                     finish](const Result<std::vector<RecordedPeriod>> &periods) {
                      // A server that does not have the stream any more holds nothing of it.
                      const bool isGone = !periods && periods.error().httpStatus == 404;
                      if (periods) {
                          for (const RecordedPeriod &period : *periods)
                              reading->result.index.push_back({stream, holder.server, holder.remoteName,
                                                               period.fromMs, period.untilMs,
                                                               period.toldStart});
                      } else if (!isGone) {
                          reading->result.silent.push_back({holder.server, name, periods.error()});
                          std::ranges::copy_if(
                              reading->known, std::back_inserter(reading->result.index),
                              [&](const ArchiveHolder &known) { return known.server == holder.server; });
                      }
                      ++reading->answered;
                      if (progress)
                          progress(reading->answered, total);
                      if (reading->answered == total)
                          finish();
                  };
                  m_servers.readPeriods(holder.server, holder.remoteName, guard, take);
              }
          });
}

void ArchiveReader::urls(const ServerId &server, const QString &remoteName, const RecordedPart &part,
                         QObject *context, Done<ArchiveUrls> done)
{
    // Where the last poll does not tell, a token more does no harm.
    bool isPrivate = true;
    if (const SnapshotPtr snapshot = m_servers.lastSnapshot(server)) {
        const ObservedStream *seen = snapshot->find(remoteName);
        isPrivate = !seen || seen->isPrivate != Tristate::No;
    }
    m_servers.archiveUrls(server, remoteName, part, isPrivate, context, std::move(done));
}

} // namespace streamkeeper
